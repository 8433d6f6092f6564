"""一户一档: one household with all that is known of it."""
