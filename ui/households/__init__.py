"""住户: the register of households."""
