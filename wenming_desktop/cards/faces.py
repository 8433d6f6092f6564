"""What cards say now: gathered for thousands at once, without a query a card."""

from collections.abc import Sequence
from typing import Any

from db.derived import full_address
from db.rows import chunks
from wenming_desktop.cards.model import CardBack, CardFace
from wenming_desktop.cards.posts import HOTLINE, Holders, contacts
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields.names import DOT, surname
from wenming_desktop.settings import Office, office
from wenming_desktop.work import Work

__all__ = ["HOTLINE", "PLACE", "back_of", "contacts", "door_text", "gather", "own_grids"]
PLACE = """
JOIN household h ON h.id = c.household_id
LEFT JOIN house ho ON ho.id = h.house_id
LEFT JOIN building_unit u ON u.id = ho.building_unit_id
LEFT JOIN building b ON b.id = u.building_id
LEFT JOIN estate e ON e.id = b.estate_id
"""
"""From service card `c` to its household `h`, building `b` and estate `e`."""
_FACE = (
    "SELECT c.id, c.card_no, h.head_name, e.name, b.building_no, u.unit_no, ho.room_no, g.name,"
    " b.id FROM service_card c"
    + PLACE
    + """
LEFT JOIN grid g ON g.id = b.grid_id AND NOT g.is_void
WHERE NOT c.is_void AND c.id IN ({marks})"""
)


def own_grids(work: Work) -> str:
    """A condition on building `b` that keeps a grid worker to his own grids."""
    grids = work.actor.grid_ids
    if grids is None:
        return ""
    return f" AND b.grid_id IN ({','.join(str(int(g)) for g in grids) or '-1'})"


def gather(work: Work, ids: Sequence[int], sheet: Office | None = None) -> tuple[CardFace, ...]:
    """The faces of these cards as they would be printed now, in the order given.

    With a `sheet` they are what they would be were it the office's.
    """
    sheet = sheet or office(work)
    holders = Holders(work, sheet)
    found: dict[int, CardFace] = {}
    for part in chunks(ids):
        sql = _FACE.format(marks=",".join("?" * len(part))) + own_grids(work)
        for row in work.connection.exec_driver_sql(sql, tuple(part)):
            found[row[0]] = _face(row, sheet, holders)
    missing = [i for i in ids if i not in found]
    if missing:
        raise NotFoundError(what=f"{len(missing)} 张卡")
    return tuple(found[i] for i in ids)


def back_of(sheet: Office) -> CardBack:
    """The back of every card, from the office sheet."""
    return CardBack(
        heading=sheet.card_heading, services=sheet.card_services, phones=sheet.card_phones
    )


def shown_name(head: str | None, switch: str) -> str:
    """The head's name as the office wants it: full, surname, none.

    Names of the form 名·父名 have no surname to shorten to; then nothing is printed.
    """
    if not head or switch == "none":
        return ""
    if switch == "full":
        return head
    return "" if DOT in head else surname(head)


def door_text(estate: str | None, building: str | None, unit: str | None, room: str | None) -> str:
    """The door with spaces, easy to read: 一院 3号楼 2单元 501."""
    parts = (
        estate or "",
        full_address("", building, "0", "") if building else "",
        full_address("", "", unit, "") if unit else "",
        room or "",
    )
    return " ".join(part for part in parts if part)


def _face(row: Any, sheet: Office, holders: Holders) -> CardFace:
    main, lines = holders.of(row[8])
    return CardFace(
        card_no=row[1],
        household_name=shown_name(row[2], sheet.card_name),
        door=door_text(*row[3:7]),
        community=sheet.short_name or sheet.full_name,
        address=sheet.address,
        slogan=sheet.slogan,
        main=main,
        lines=lines,
        grid=row[7] or "",
        building=door_text(None, row[4], None, None),
    )
