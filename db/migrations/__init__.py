"""Schema history, run by `db.upgrade` inside the program (no ini file, no shell)."""
