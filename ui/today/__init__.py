"""今日工作台: what has to be done today, and the way to where it is done."""
