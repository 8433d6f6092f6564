"""数据整理: what is not in order in the register, and the way to mend it."""
