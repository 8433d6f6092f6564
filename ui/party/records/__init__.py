"""Service records beside the party tree: the list, the paper card, contacts with households."""
