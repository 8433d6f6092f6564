"""Workbooks in and out. Kept empty: the reader's child process imports it at every start."""
