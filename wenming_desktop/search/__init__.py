"""全局查找: one box over people, doors, phones, tickets, cards."""
