"""第一次打开: an empty data folder, and the recovery sheet of a new office."""
