"""The editor of a household: door, facts, members, laid out from the dictionary of fields."""
