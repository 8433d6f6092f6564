"""诉求工单: registering calls and printing their sheets."""
