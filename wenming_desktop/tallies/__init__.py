"""统计报表: figures counted from the log, and the report tables made of them."""
