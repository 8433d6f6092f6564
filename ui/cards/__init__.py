"""连心卡: queues of cards, the sheet as it will be printed, what is done with a card."""
