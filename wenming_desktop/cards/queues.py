"""The queues of cards as lists: page by page in the order of the doors, counts, a sheet's worth."""

import json
from collections.abc import Mapping
from typing import Any

from db.derived import short_address
from db.rows import chunks
from wenming_desktop.cards import changes, rules
from wenming_desktop.cards import faces as now
from wenming_desktop.cards.changes import MOVED
from wenming_desktop.cards.faces import PLACE, own_grids
from wenming_desktop.cards.model import (
    CardFilter,
    CardQueues,
    CardRow,
    ReceiveChoices,
    Stairs,
    StaleCard,
    snapshot,
)
from wenming_desktop.cards.queries import ON_PAPER, card_figures
from wenming_desktop.households.queries import labels_of
from wenming_desktop.settings import office
from wenming_desktop.work import Work, use_case

NEW = "new"
WHY = {
    NEW: "新办",
    rules.CHANGE: "信息变了",
    MOVED: "门牌变了",
    rules.LOSE: "遗失补打",
    rules.DAMAGE: "破损换新",
}
"""Why a card is to be printed; keys of `CardFilter.reason`."""
_OLD = " LEFT JOIN service_card old ON old.id = c.replaces_id"
_REASON = (
    f"CASE WHEN c.replace_reason IS NULL THEN '{NEW}' WHEN c.replace_reason = '{rules.CHANGE}'"
    " AND replace(json_extract(old.face_snapshot, '$.door'), ' ', '')"
    f" <> replace(coalesce(ho.full_address, ''), ' ', '') THEN '{MOVED}'"
    " ELSE c.replace_reason END"
)
_ORDER = " ORDER BY h.sort_key, c.id"
_ROWS = (
    "SELECT c.id, c.card_no, c.household_id, e.name, b.building_no, u.unit_no, ho.room_no,"
    " h.head_name, c.status, c.replace_reason, c.issued_on, s.name, c.received_by,"
    " c.received_relation, c.received_on, old.face_snapshot FROM service_card c"
    + PLACE
    + _OLD
    + " LEFT JOIN staff s ON s.id = c.issued_by WHERE c.id IN ({marks})"
)


@use_case("cards.count", "查看连心卡", right="card.read")
def card_count(work: Work, wanted: CardFilter) -> int:
    """How many cards the filter leaves."""
    condition, values = _where(work, wanted)
    found = work.connection.exec_driver_sql(
        f"SELECT count(*) FROM service_card c {PLACE}{_OLD} WHERE {condition}", values
    )
    return int(found.scalar() or 0)


@use_case("cards.page", "查看连心卡", right="card.read")
def card_page(work: Work, wanted: CardFilter, offset: int, limit: int) -> tuple[CardRow, ...]:
    """`limit` cards from `offset` on, in the order of the doors."""
    return _rows(work, _ids(work, wanted, limit, offset))


@use_case("cards.ids", "查看连心卡", right="card.read")
def card_ids(work: Work, wanted: CardFilter) -> tuple[int, ...]:
    """Every card the filter leaves, in the order of the doors."""
    return tuple(_ids(work, wanted))


@use_case("cards.sheet_of_building", "按楼选卡", right="card.read")
def sheet_of_building(
    work: Work, wanted: CardFilter, card: int | None, places: int
) -> tuple[int, ...]:
    """One sheet's worth of cards: from the first of the building of `card` on, in door order.

    Without a card it is the first building; a building with too few takes from the next ones.
    """
    condition, values = _where(work, wanted)
    found = work.connection.exec_driver_sql(
        f"SELECT c.id, u.building_id FROM service_card c {PLACE}{_OLD} WHERE {condition}{_ORDER}",
        values,
    )
    rows = [(row[0], row[1]) for row in found]
    home = dict(rows).get(card) if card is not None else None
    first = next((at for at, row in enumerate(rows) if row[1] == home), 0) if home else 0
    first = max(0, min(first, len(rows) - places))
    return tuple(row[0] for row in rows[first : first + places])


@use_case("cards.queues", "查看连心卡进度", right="card.read")
def card_queues(work: Work) -> CardQueues:
    """How many cards wait in each queue, and how many households have none."""
    found = work.connection.exec_driver_sql(
        f"SELECT c.status, CASE WHEN c.status = '1' THEN {_REASON} END, count(*)"
        f" FROM service_card c {PLACE}{_OLD}"
        f" WHERE NOT c.is_void{own_grids(work)} GROUP BY 1, 2"
    )
    states: dict[str, int] = {}
    reasons: dict[str, int] = {}
    for status, reason, count in found:
        states[status] = states.get(status, 0) + count
        if status == rules.WAITING:
            reasons[reason] = reasons.get(reason, 0) + count
    figures = card_figures(work)
    # Without a live card: lost, replaced and void ones do not count.
    without = figures.households - figures.made
    return CardQueues(states, reasons, figures.households, without, figures.received)


@use_case("cards.stale_why", "查看应换发的卡", right="card.read")
def stale_why(work: Work) -> tuple[StaleCard, ...]:
    """Printed live cards that no longer hold, in the order of the doors, and what has changed."""
    marks = ",".join("?" * len(ON_PAPER))
    found = work.connection.exec_driver_sql(
        f"SELECT c.id, c.face_snapshot FROM service_card c {PLACE} WHERE NOT c.is_void"
        f" AND c.face_snapshot IS NOT NULL AND c.face_snapshot <> 'null'"
        f" AND c.status IN ({marks}){own_grids(work)}{_ORDER}",
        ON_PAPER,
    )
    printed = {row[0]: row[1] for row in found}
    back = now.back_of(office(work))
    stale = []
    for card, face in zip(printed, now.gather(work, list(printed)), strict=True):
        kind, words = changes.why(json.loads(printed[card]), snapshot(face, back))
        if words:
            stale.append(StaleCard(card, words, kind))
    return tuple(stale)


@use_case("cards.stairs", "按单元看卡", right="card.read")
def stairs(work: Work, wanted: CardFilter) -> tuple[Stairs, ...]:
    """The cards of a list by building and stair, each in the order of the floors."""
    condition, values = _where(work, wanted)
    found = work.connection.exec_driver_sql(
        "SELECT c.id, e.name, b.building_no, u.unit_no"
        f" FROM service_card c {PLACE}{_OLD} WHERE {condition}{_ORDER}",
        values,
    )
    by_stair: dict[tuple[str, str, str], list[int]] = {}
    for card, *place in found:
        by_stair.setdefault((place[0], place[1], place[2]), []).append(card)
    return tuple(
        Stairs(now.door_text(*place, None) or "没有门牌", tuple(ids))
        for place, ids in by_stair.items()
    )


@use_case("cards.choices", "查看连心卡", right="card.read")
def receive_choices(work: Work) -> ReceiveChoices:
    """What handing out and signing are offered: ways, relations to the head."""
    return ReceiveChoices(_choices(work, "card_delivery_method"), _choices(work, "family_relation"))


def _choices(work: Work, name: str) -> tuple[tuple[str, str], ...]:
    return tuple((item.code, item.name) for item in work.codes.items(name) if item.enabled)


def _where(work: Work, wanted: CardFilter) -> tuple[str, tuple[Any, ...]]:
    parts, values = ["NOT c.is_void"], list[Any]()
    if wanted.ids is not None:
        parts.append(f"c.id IN ({','.join(str(int(i)) for i in wanted.ids) or '-1'})")
    if wanted.status:
        parts.append("c.status = ?")
        values.append(wanted.status)
    if wanted.reason:
        parts.append(f"{_REASON} = ?")
        values.append(wanted.reason)
    return " AND ".join(parts) + own_grids(work), tuple(values)


def _ids(work: Work, wanted: CardFilter, limit: int = -1, offset: int = 0) -> list[int]:
    condition, values = _where(work, wanted)
    found = work.connection.exec_driver_sql(
        f"SELECT c.id FROM service_card c {PLACE}{_OLD} WHERE {condition}{_ORDER} LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [row[0] for row in found]


def _rows(work: Work, ids: list[int]) -> tuple[CardRow, ...]:
    stored: dict[int, Any] = {}
    for part in chunks(ids):
        marks = ",".join("?" * len(part))
        rows = work.connection.exec_driver_sql(_ROWS.format(marks=marks), tuple(part))
        stored.update((row[0], row) for row in rows)
    labels = labels_of(work, [row[2] for row in stored.values()])
    why = _why(work, stored)
    return tuple(_row(work, stored[i], labels, why[i]) for i in ids if i in stored)


def _why(work: Work, stored: Mapping[int, Any]) -> dict[int, str]:
    """Why each card is to be printed; of a replaced one, what on the old card had changed."""
    why = {card: WHY.get(row[9] or NEW, "") for card, row in stored.items()}
    shown = {
        card: row[15]
        for card, row in stored.items()
        if row[9] == rules.CHANGE and row[8] == rules.WAITING and row[15] not in (None, "null")
    }
    back = now.back_of(office(work)) if shown else None
    for card, face in zip(shown, now.gather(work, list(shown)) if shown else (), strict=True):
        if back is not None:
            words = changes.why(json.loads(shown[card]), snapshot(face, back))[1]
            why[card] = words or why[card]
    return why


def _row(work: Work, row: Any, labels: Mapping[int, Any], why: str) -> CardRow:
    return CardRow(
        id=row[0],
        number=row[1] or "",
        household_id=row[2],
        door=short_address(*(part or "" for part in row[3:7])) if row[6] else "",
        head=row[7] or "（未定户主）",
        tags=labels.get(row[2], ()),
        status=row[8] or "",
        status_name=work.codes.name("card_status", row[8]),
        why=why,
        issued_on=row[10] or "",
        issued_by=row[11] or "",
        received_by=row[12] or "",
        relation=work.codes.name("family_relation", row[13]),
        received_on=row[14] or "",
    )
