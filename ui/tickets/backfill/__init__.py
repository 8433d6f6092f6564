"""补录: the grid that types in yesterday's paper."""
