"""月度统计: a month's figures as tables and charts, and the tickets behind each figure."""
