"""The columns of the household list."""

from typing import Final

from ui.common.columns import Column
from ui.common.paint import Chip
from ui.households.detail import card_chip
from wenming_desktop.households.model import HouseholdRow


def _tags(line: HouseholdRow) -> tuple[Chip, ...]:
    return tuple(Chip(tag.label, tag.kind) for tag in line.tags)


def _card(line: HouseholdRow) -> tuple[Chip, ...]:
    return (card_chip(line.card_label),) if line.card_status else ()


COLUMNS: Final[tuple[Column[HouseholdRow], ...]] = (
    Column("door", "门牌", lambda line: line.door, width=150, sortable=True),
    Column("head", "户主", lambda line: line.head or "—", width=96, bold=True, sortable=True),
    Column("people", "人口", lambda line: str(line.people), width=64, right=True, sortable=True),
    Column(
        "tags",
        "标签",
        lambda line: "、".join(tag.label for tag in line.tags),
        chips=_tags,
        stretch=True,
    ),
    Column("card", "连心卡", lambda line: line.card_label or "—", width=104, chips=_card),
)
