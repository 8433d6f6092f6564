"""三卡 in the window: the tiles of a node, the lists behind them, the feedback desk, printing."""
