"""回头看抽查: draw a sample, enter what was found row by row, print its list."""
