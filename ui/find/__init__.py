"""From anywhere: the global search (Ctrl+K) and taking back what was done (Ctrl+Z)."""
