"""楼栋党小组: organisations, members, posts, liaison households."""
