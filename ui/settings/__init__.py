"""设置: who the office is, who works there, how the window looks, backups."""
