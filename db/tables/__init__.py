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
    ticket_desk,
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
    "ticket_desk",
    "tickets",
]
