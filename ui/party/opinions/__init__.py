"""Opinions on members beside the party tree."""
