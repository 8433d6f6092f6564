"""All tables; importing this package fills `Base.metadata`."""

from db.tables import (
    cards,
    history,
    households,
    office,
    party,
    places,
    records,
    streets,
    three_cards,
    tickets,
)

__all__ = [
    "cards",
    "history",
    "households",
    "office",
    "party",
    "places",
    "records",
    "streets",
    "three_cards",
    "tickets",
]
