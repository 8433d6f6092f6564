"""整改清单 in the window: the list, a new item, the acts on one."""
