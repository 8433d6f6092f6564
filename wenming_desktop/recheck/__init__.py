"""回头看: a sample of closed tickets that anybody can draw again, looked at on the spot."""
