"""Reads of 吹哨报到: the whistles of a ticket, those that still run, what may be chosen."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.party.page_queries import below_of
from wenming_desktop.party.queries import cells as party_cells
from wenming_desktop.party.queries import organizations
from wenming_desktop.party.record_queries import members_offered
from wenming_desktop.party.rules import GROUP
from wenming_desktop.tickets import store
from wenming_desktop.tickets.whistle_model import (
    ClaimLine,
    OpenWhistle,
    WhistleLine,
    WhistleOffer,
)
from wenming_desktop.work import Work, use_case

_NAME: Final = "coalesce(r.full_name, m.full_name, '')"
_WHISTLES: Final = """
SELECT w.id, w.action_seq, w.group_id, coalesce(g.name, ''), w.whistled_at, coalesce(w.asked, ''),
       w.needed, w.closed_at
FROM ticket_whistle w LEFT JOIN building_party_group g ON g.id = w.group_id
WHERE w.ticket_id = ? AND NOT w.is_void ORDER BY w.action_seq
"""
_CLAIMS: Final = f"""
SELECT c.whistle_id, c.id, m.id, {_NAME}, c.claimed_at, c.came_at, c.hours, coalesce(c.did, '')
FROM whistle_claim c JOIN ticket_whistle w ON w.id = c.whistle_id
JOIN party_member m ON m.id = c.member_id LEFT JOIN resident r ON r.id = m.resident_id
WHERE w.ticket_id = ? AND NOT c.is_void AND NOT w.is_void ORDER BY c.id
"""
_COUNT: Final = "(SELECT count(*) FROM whistle_claim c WHERE c.whistle_id = w.id AND NOT c.is_void)"
_RUNS: Final = (
    "NOT w.is_void AND w.closed_at IS NULL AND NOT t.is_void AND t.status IN ('30', '40')"
)
_OPEN: Final = f"""
SELECT w.id, t.id, t.ticket_no, t.title, t.location_text, w.group_id, g.name, w.asked, w.needed,
       {_COUNT}, w.whistled_at, g.branch_id, t.grid_id, t.registrar_id
FROM ticket_whistle w JOIN ticket t ON t.id = w.ticket_id
LEFT JOIN building_party_group g ON g.id = w.group_id
WHERE {_RUNS} ORDER BY w.whistled_at, w.id
"""
_WAITS: Final = f"""
SELECT DISTINCT w.ticket_id FROM ticket_whistle w JOIN ticket t ON t.id = w.ticket_id
WHERE {_RUNS} AND {_COUNT} < coalesce(w.needed, 1) AND w.ticket_id IN
"""


@use_case("whistle.of_ticket", "查看吹哨报到", right="ticket.read")
def whistles_of(work: Work, ticket_id: int) -> tuple[WhistleLine, ...]:
    """The whistles of a ticket, the first one first, each with those who answered."""
    store.find(work, ticket_id)
    return lines_of(work, ticket_id)


@use_case("whistle.open", "查看吹哨报到", right="ticket.read")
def open_whistles(work: Work, node: NodeFilter | None = None) -> tuple[OpenWhistle, ...]:
    """The whistles that still run, the oldest first; of a node of the party tree if one is named.

    A grid worker sees those of his own tickets.
    """
    inside = _inside(work, node)
    grids, me = work.actor.grid_ids, work.actor.staff_id
    found = []
    for row in work.connection.exec_driver_sql(_OPEN):
        if grids is not None and row[12] not in grids and row[13] != me:
            continue
        if not inside(row[5], row[11]):
            continue
        at = datetime.fromisoformat(row[10])
        words = (row[2] or "", row[3] or "", row[4] or "")
        days = (work.now - at) // timedelta(days=1)
        found.append(
            OpenWhistle(
                row[0], row[1], *words, row[5], row[6] or "", row[7] or "", row[8], row[9], at, days
            )
        )
    return tuple(found)


@use_case("whistle.offer", "查看吹哨报到", right="ticket.read")
def whistle_offer(work: Work, ticket_id: int) -> WhistleOffer:
    """The cell of a ticket's building, all cells, and who may answer, the cell's own first."""
    return offer_of(work, store.find(work, ticket_id).id)


def offer_of(work: Work, ticket_id: int) -> WhistleOffer:
    """What a page offers of a ticket that is being worked on; members once it was whistled."""
    place = work.connection.exec_driver_sql(
        "SELECT building_id, house_id FROM ticket WHERE id = ? AND status IN ('30', '40')",
        (ticket_id,),
    ).first()
    if place is None:
        return WhistleOffer()
    own = cell_of(work, place[0], place[1])
    running = [line for line in lines_of(work, ticket_id) if line.closed_at is None]
    if not running:
        return WhistleOffer(own, cells_of(work))
    cell = running[-1].group_id
    near = sorted(members_offered(work), key=lambda member: member.group_id != cell)
    return WhistleOffer(own, cells_of(work), tuple(near))


def lines_of(work: Work, ticket_id: int) -> tuple[WhistleLine, ...]:
    """The whistles of a ticket that may be seen."""
    claims: dict[int, list[ClaimLine]] = {}
    for row in work.connection.exec_driver_sql(_CLAIMS, (ticket_id,)):
        line = ClaimLine(
            row[1],
            row[2],
            row[3],
            _moment(row[4]),
            _moment(row[5]),
            None if row[6] is None else float(row[6]),
            row[7],
        )
        claims.setdefault(row[0], []).append(line)
    return tuple(
        WhistleLine(
            row[0],
            row[1],
            row[2],
            row[3],
            datetime.fromisoformat(row[4]),
            row[5],
            row[6],
            _moment(row[7]),
            tuple(claims.get(row[0], ())),
        )
        for row in work.connection.exec_driver_sql(_WHISTLES, (ticket_id,))
    )


def waiting_of(work: Work, ids: Iterable[int]) -> frozenset[int]:
    """Those of these tickets that were whistled and still wait for somebody to answer."""
    numbers = ",".join(str(int(i)) for i in ids) or "-1"
    return frozenset(row[0] for row in work.connection.exec_driver_sql(f"{_WAITS} ({numbers})"))


def cells_of(work: Work) -> tuple[tuple[int, str], ...]:
    """Id and name of the cells there are today."""
    tomorrow = work.now.date() + timedelta(days=1)
    return tuple((row[0], row[1] or "") for row in party_cells(work.connection, tomorrow))


def cell_of(work: Work, building: int | None, house: int | None) -> int | None:
    """The cell of the building where it happened; nothing where it has none."""
    row = work.connection.exec_driver_sql(
        "SELECT b.party_group_id FROM building b WHERE NOT b.is_void AND b.id = coalesce(?,"
        " (SELECT u.building_id FROM house h JOIN building_unit u ON u.id = h.building_unit_id"
        " WHERE h.id = ?))",
        (building, house),
    ).first()
    known = {cell for cell, _ in cells_of(work)}
    return row[0] if row is not None and row[0] in known else None


def _inside(work: Work, node: NodeFilter | None) -> Callable[[int | None, int | None], bool]:
    """Whether a cell, by its id and its branch, belongs to a node; without one all do."""
    if node is None or not node.level:
        return lambda _cell, _branch: True
    if node.level == GROUP:
        return lambda cell, _branch: cell == node.id
    orgs = organizations(work.connection)
    known = {row[0] for row in orgs}
    below, home = below_of(orgs, node.id)
    return lambda _cell, branch: branch in below or (home and branch not in known)


def _moment(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None
