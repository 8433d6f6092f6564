"""最不满意的十件事, 反复来电 and 反复发生的地点, each with the tickets behind it."""
