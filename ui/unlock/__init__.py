"""解锁: the page before everything else."""
