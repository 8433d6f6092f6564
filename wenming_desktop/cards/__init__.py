"""服务连心卡: numbered cards handed to households."""
