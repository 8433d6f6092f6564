"""连心卡流转: the one table of what may happen to a card in which state. Pure."""

from dataclasses import dataclass

NONE = ""
WAITING, PRINTED, OUT, SIGNED, LOST, VOID, REPLACED = "1234567"
"""States: codes of card_status."""
MAKE, PRINT, ISSUE, SIGN, REFUSE, RETURN, LOSE, DAMAGE, CHANGE, CANCEL, SPOIL = (
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11",
)  # fmt: skip
"""Events: codes of card_event."""
LIVE = (WAITING, PRINTED, OUT, SIGNED)
"""A household has at most one card in these states."""
REASONS = (LOSE, DAMAGE, CHANGE)
"""Why a card is replaced."""


@dataclass(frozen=True, slots=True)
class Move:
    """One line of the table."""

    source: str
    event: str
    target: str


_LINES = (
    ((NONE,), MAKE, WAITING),
    ((WAITING, PRINTED), PRINT, PRINTED),
    ((PRINTED,), SPOIL, WAITING),
    ((PRINTED,), ISSUE, OUT),
    ((OUT,), SIGN, SIGNED),
    ((OUT,), REFUSE, PRINTED),
    ((OUT,), RETURN, PRINTED),
    ((PRINTED, OUT, SIGNED), LOSE, LOST),
    ((PRINTED, OUT, SIGNED), DAMAGE, REPLACED),
    ((PRINTED, OUT, SIGNED, LOST), CHANGE, REPLACED),
    ((WAITING, PRINTED, OUT, SIGNED, LOST), CANCEL, VOID),
)
TABLE = {
    (source, event): Move(source, event, target)
    for sources, event, target in _LINES
    for source in sources
}


def after(status: str, event: str) -> str | None:
    """The state after an event; None where it cannot happen."""
    move = TABLE.get((status, event))
    return move.target if move else None


def replacing(status: str, reason: str) -> tuple[str, ...]:
    """The events that take an old card out of use for a reason.

    A lost card is first lost and then replaced; one known as lost already is only replaced.
    """
    if reason != LOSE:
        return (reason,)
    return (CHANGE,) if status == LOST else (LOSE, CHANGE)
