"""What the card table shows: four columns that stay, and one that depends on the queue."""

from collections.abc import Callable, Container, Mapping
from typing import Final

from ui.common.columns import Column
from ui.common.paint import Chip
from wenming_desktop.cards.model import CardRow

WAITING, PRINTED, OUT, SIGNED, STALE = "1", "2", "3", "4", "stale"
"""The queues: codes of card_status, and the printed cards that no longer hold."""


def _chips(row: CardRow) -> tuple[Chip, ...]:
    return tuple(Chip(tag.label, tag.kind) for tag in row.tags)


def _issued(row: CardRow) -> str:
    return f"{row.issued_on[5:]} {row.issued_by}".strip()


def _received(row: CardRow) -> str:
    who = f"{row.received_by}（{row.relation}）" if row.relation else row.received_by
    return f"{row.received_on[5:]} {who}".strip()


def _door(row: CardRow) -> str:
    return row.door


def _head(row: CardRow) -> str:
    return row.head


def _number(row: CardRow) -> str:
    return row.number


def _why(row: CardRow) -> str:
    return row.why


_LAST: Final[Mapping[str, tuple[str, Callable[[CardRow], str], int]]] = {
    WAITING: ("为什么要印", _why, 136),
    PRINTED: ("卡号", _number, 124),
    OUT: ("发放", _issued, 150),
    SIGNED: ("签收", _received, 190),
}


def columns(
    queue: str, picked: Container[int], stale: Mapping[int, str]
) -> tuple[Column[CardRow], ...]:
    """Return the columns of a queue; `picked` are the ids ticked, `stale` what has changed."""

    def tick(row: CardRow) -> str:
        return "已勾选" if row.id in picked else "未勾选"

    def changed(row: CardRow) -> str:
        return stale.get(row.id, "")

    title, text, width = _LAST.get(queue, ("什么变了", changed, 150))
    return (
        Column("pick", "", tick, width=40),
        Column("door", "门牌", _door, width=132),
        Column("head", "户主", _head, width=88, bold=True),
        Column("tags", "标签", _spoken, chips=_chips, stretch=True),
        Column("last", title, text, width=width, quiet=True),
    )


def _spoken(row: CardRow) -> str:
    return "、".join(tag.label for tag in row.tags)
