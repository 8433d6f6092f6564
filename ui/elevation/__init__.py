"""楼栋图: a building's front, door by door."""
