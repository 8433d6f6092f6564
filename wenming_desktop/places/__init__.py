"""地域与房屋: grids, estates, buildings, units, doors."""
