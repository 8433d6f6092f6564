"""Brings the published wishes of a node into the sheet for its door."""

from wenming_desktop.forms.wish_board import BoardLine, WishBoard
from wenming_desktop.party.rules import GROUP
from wenming_desktop.settings import office
from wenming_desktop.wishes.model import WishFilter
from wenming_desktop.wishes.queries import published
from wenming_desktop.work import Work, use_case

_NAMES = {
    GROUP: "SELECT name FROM building_party_group WHERE id = ?",
    "": "SELECT '' WHERE ? < 0",
}
_ORG = "SELECT name FROM party_organization WHERE id = ?"


@use_case("forms.wish_board", "打印微心愿公示单", right="party.read")
def gather_board(work: Work, level: str, node: int) -> WishBoard:
    """The sheet of a node; of the whole office where the level is empty."""
    sheet = office(work)
    name = work.connection.exec_driver_sql(_NAMES.get(level, _ORG), (node,)).scalar()
    return WishBoard(
        office=sheet.short_name or sheet.full_name,
        place=name or "",
        phone=sheet.duty_phone,
        wishes=tuple(
            BoardLine(one.number, one.name, one.content, one.category)
            for one in published(work, WishFilter(level, node))
        ),
        printed_on=work.now.date(),
    )
