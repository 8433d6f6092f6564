"""What is read about cards: print runs, faces, the delivery register, figures, a card's home."""

import json
from collections.abc import Collection, Sequence
from datetime import date

from wenming_desktop.cards import faces as now
from wenming_desktop.cards import rules, steps
from wenming_desktop.cards.faces import PLACE, own_grids
from wenming_desktop.cards.model import (
    CardBack,
    CardFace,
    CardFigures,
    CardHome,
    DeliveryRow,
    PrintRun,
    outdated,
    snapshot,
)
from wenming_desktop.cards.numbers import card_number, number_tail
from wenming_desktop.cards.refusals import SeveralBuildingsError
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import search_key
from wenming_desktop.settings import office
from wenming_desktop.work import Work, use_case

ON_PAPER = (rules.PRINTED, rules.OUT, rules.SIGNED)
_ORDER = " ORDER BY h.sort_key, c.id"
_DELIVERIES = (
    "SELECT c.card_no, e.name, b.building_no, u.unit_no, ho.room_no, h.head_name, c.issued_on,"
    " s.name, c.received_by, c.received_relation, ho.floor_no, c.id FROM service_card c"
    + PLACE
    + " LEFT JOIN staff s ON s.id = c.issued_by WHERE NOT c.is_void AND c.status IN ({states})"
)


@use_case("cards.to_print", "查看待印卡", right="card.read")
def to_print(work: Work, again: bool = False, building: int | None = None) -> PrintRun:
    """What is 待印, in the order of the doors; `again` takes what was printed but not yet out."""
    states = (rules.WAITING, rules.PRINTED) if again else (rules.WAITING,)
    return _run(work, _ids(work, states, building))


@use_case("cards.run", "查看要打印的卡", right="card.read")
def print_run(work: Work, ids: Sequence[int]) -> PrintRun:
    """These cards as a run, in the order given."""
    return _run(work, ids)


@use_case("cards.faces", "查看卡面", right="card.read")
def faces(work: Work, ids: Sequence[int]) -> tuple[CardFace, ...]:
    """What these cards would say if they were printed now, in the order given."""
    return now.gather(work, ids)


@use_case("cards.back", "查看卡面", right="card.read")
def card_back(work: Work) -> CardBack:
    """What the back of every card says."""
    return now.back_of(office(work))


@use_case("cards.deliveries", "查看发放登记", right="card.read")
def delivery_rows(
    work: Work, building: int | None = None, ids: Collection[int] | None = None
) -> tuple[DeliveryRow, ...]:
    """The delivery register: every printed live card, in the order of the doors.

    With `ids` it is the list to carry these out by: stair by stair, its floor beside each.
    """
    states = ",".join(f"'{state}'" for state in (ON_PAPER if ids is None else rules.LIVE))
    sql, values = _within(work, _DELIVERIES.format(states=states), building)
    found = work.connection.exec_driver_sql(sql + _ORDER, values)
    asked = None if ids is None else set(ids)
    return tuple(
        DeliveryRow(
            card_no=row[0],
            door=now.door_text(*row[1:5]),
            head=row[5] or "",
            issued_on=date.fromisoformat(row[6]) if row[6] else None,
            issued_by=row[7] or "",
            received_by=row[8] or "",
            relation=work.codes.name("family_relation", row[9]),
            remark=f"{row[10]}层" if asked is not None and row[10] is not None else "",
        )
        for row in found
        if asked is None or row[11] in asked
    )


@use_case("cards.stale", "查看应换发的卡", right="card.read")
def stale_cards(work: Work) -> tuple[int, ...]:
    """Printed live cards on which a name, phone or door no longer holds."""
    ids = _ids(work, ON_PAPER, None)
    back = now.back_of(office(work))
    printed = _snapshots(work)
    return tuple(
        card
        for card, face in zip(ids, now.gather(work, ids), strict=True)
        if card in printed and outdated(json.loads(printed[card]), snapshot(face, back))
    )


@use_case("cards.figures", "查看连心卡进度", right="card.read")
def card_figures(work: Work) -> CardFigures:
    """How many households have a card made, printed, handed out, signed for."""
    place = (
        " LEFT JOIN house ho ON ho.id = h.house_id"
        " LEFT JOIN building_unit u ON u.id = ho.building_unit_id"
        " LEFT JOIN building b ON b.id = u.building_id"
    )
    households = work.connection.exec_driver_sql(
        f"SELECT count(*) FROM household h{place if own_grids(work) else ''}"
        " WHERE NOT h.is_void AND coalesce(h.status, 'active') = 'active'" + own_grids(work)
    ).scalar()
    found = work.connection.exec_driver_sql(
        f"SELECT c.status, count(*) FROM service_card c {PLACE}"
        f" WHERE NOT c.is_void AND NOT h.is_void AND coalesce(h.status, 'active') = 'active'"
        f" AND c.status IN {steps.LIVE}{own_grids(work)} GROUP BY c.status"
    )
    counts = {row[0]: row[1] for row in found}
    reached = [sum(counts.get(s, 0) for s in rules.LIVE[at:]) for at in range(len(rules.LIVE))]
    return CardFigures(int(households or 0), *reached)


@use_case("cards.household", "按卡号找户", right="card.read")
def household_of_card(work: Work, number: str) -> int:
    """The household of a card number, as typed or as a scanner reads it."""
    return card_of_number(work, number).household_id


@use_case("cards.number", "按卡号找卡", right="card.read")
def card_of_number(work: Work, number: str) -> CardHome:
    """The card of a number: also in small or full-width letters, or without its first parts."""
    wanted = card_number(number)
    row = work.connection.exec_driver_sql(
        f"SELECT c.id, c.household_id, c.status FROM service_card c {PLACE}"
        f" WHERE (replace(upper(c.card_no), '-', '') = ? OR upper(c.card_no) LIKE ? ESCAPE '!')"
        f" AND NOT c.is_void{own_grids(work)} ORDER BY upper(c.card_no) <> ?, c.id DESC",
        (wanted.replace("-", ""), number_tail(wanted), wanted),
    ).first()
    if row is None:
        raise NotFoundError(what=f"卡号“{wanted}”")
    return CardHome(row[0], row[1], row[2] or "")


@use_case("cards.building", "按名称找楼栋", right="card.read")
def building_named(work: Work, text: str) -> int:
    """The building a clerk means by 3, 3号楼 or 一院3号楼."""
    wanted = search_key(text)
    rows = work.connection.exec_driver_sql(
        "SELECT b.id, e.name, b.building_no FROM building b JOIN estate e ON e.id = b.estate_id"
        " WHERE NOT b.is_void ORDER BY e.name, b.sort_key"
    )
    fitting = {row[0]: now.door_text(row[1], row[2], None, None) for row in rows
               if wanted in _spellings(row[1], row[2])}  # fmt: skip
    if not fitting:
        raise NotFoundError(what=f"楼栋“{text}”")
    if len(fitting) > 1:
        raise SeveralBuildingsError(text=text, known="、".join(fitting.values()))
    return int(next(iter(fitting)))


def _spellings(estate: str, building: str) -> set[str]:
    whole = now.door_text(None, building, None, None)
    return {search_key(part + name) for part in ("", estate) for name in (building, whole)}


def _run(work: Work, ids: Sequence[int]) -> PrintRun:
    back = now.back_of(office(work))
    return PrintRun(tuple(ids), now.gather(work, ids), back)


def _ids(work: Work, states: Sequence[str], building: int | None) -> list[int]:
    marks = ",".join("?" * len(states))
    head = f"SELECT c.id FROM service_card c {PLACE} WHERE NOT c.is_void AND c.status IN ({marks})"
    sql, values = _within(work, head, building)
    found = work.connection.exec_driver_sql(sql + _ORDER, (*states, *values))
    return [row[0] for row in found]


def _within(work: Work, sql: str, building: int | None) -> tuple[str, tuple[int, ...]]:
    sql += own_grids(work)
    return (sql, ()) if building is None else (sql + " AND b.id = ?", (building,))


def _snapshots(work: Work) -> dict[int, str]:
    found = work.connection.exec_driver_sql(
        "SELECT id, face_snapshot FROM service_card"
        f" WHERE NOT is_void AND status IN {steps.LIVE} AND face_snapshot IS NOT NULL"
    )
    return {row[0]: row[1] for row in found if row[1] != "null"}
