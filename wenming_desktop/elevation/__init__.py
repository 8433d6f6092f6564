"""楼栋图: a building as its front shows it, every door with what a worker must know of it."""
