"""The dialogs of party organisations, cells and posts."""
