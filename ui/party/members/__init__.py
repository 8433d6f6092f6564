"""党员: the window of one member, and the dialogs of what may be done with him."""
