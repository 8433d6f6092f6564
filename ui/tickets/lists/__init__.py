"""Lists of superiors: what leaves them filled, and where they come in."""
