"""党建: the tree of organisations, its cells and members."""
