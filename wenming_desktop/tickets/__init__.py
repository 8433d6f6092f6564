"""诉求工单: receive, assign, settle, answer, call back, reopen."""
