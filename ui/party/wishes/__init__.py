"""Claims and micro-wishes beside the party tree."""
