"""Windows: what a clerk sees."""
