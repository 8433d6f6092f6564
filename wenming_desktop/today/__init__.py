"""今日: what has to be done today, read in one use case for the first page."""
