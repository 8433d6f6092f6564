"""Puts many tickets with all that hangs on them into a data file, past rules and guards.

`fill(engine, count)` writes whole lives over ten years with their logs, quantities, extensions,
whistles with answers, photos, re-check samples, rectifications, more keywords and routes.
`proven(desk)` holds some of them against their own logs. Everything is invented.
"""

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, select

from db import search_docs
from db.tables.tickets import Ticket
from tests.benchmarks.ticket_columns import ACTION, GRIDS, STAFF, TICKET, UNITS
from tests.benchmarks.ticket_lives import END, Caller, Life, lives
from tests.make_tickets import insert
from wenming_desktop.tickets import store
from wenming_desktop.tickets.life import replay
from wenming_desktop.tickets.rules import MOVES
from wenming_desktop.work import Work, use_case

PART = 10_000
PHOTOS, SAMPLES, RECTIFIED = 3_000, 24, 500
"""Tickets with photos, the latest; months with a re-check sample; items of 整改清单."""
CELLS, MEMBERS = 20, 120
KEYWORDS = 600
_CALLERS = """
SELECT r.full_name, r.phone, ho.id, b.id, (b.id % :grids) + 1,
       coalesce(e.name, '') || ' ' || b.building_no || '号楼 ' || u.unit_no || '单元 ' || ho.room_no
FROM resident r JOIN household_membership m ON m.resident_id = r.id AND m.to_on IS NULL
JOIN household h ON h.id = m.household_id JOIN house ho ON ho.id = h.house_id
JOIN building_unit u ON u.id = ho.building_unit_id JOIN building b ON b.id = u.building_id
LEFT JOIN estate e ON e.id = b.estate_id WHERE r.phone <> '' ORDER BY r.id
"""
_LEAVES = "SELECT code FROM code_item WHERE list = 'ticket_category' AND length(code) = 4"
_CLOSED = """
SELECT id, substr(completed_at, 1, 7), category, handling_unit_name FROM ticket
WHERE completed_at >= ? AND status = '80' AND NOT is_void ORDER BY id
"""


def fill(engine: Engine, count: int, *, cells: bool = True) -> int:
    """Everything, whistles only with cells; returns how many actions there are."""
    rng = random.Random(11)
    with engine.connect() as connection:
        _house(connection)
        if cells:
            _cells(connection)
        callers = _callers(connection)
        made = _lives(connection, lives(count, callers), rng, cells=cells)
        _photos(connection, count)
        _samples(connection)
        _rectified(connection, count)
        search_docs.put(connection, "ticket", range(1, count + 1))
        connection.commit()
    return made


@use_case("bench.prove", "基准", right="ticket.read")
def proven(work: Work, every: int) -> int:
    """How many tickets were replayed: each says what its log says, by steps the table knows."""
    checked = 0
    for ticket in work.session.scalars(select(Ticket).where(Ticket.id % every == 0)):
        history = store.read_log(work, ticket.id)
        for row in history.rows:
            # The first row of a log may come from nowhere; corrections lead back.
            if row.action != "COR" and (row.from_status, row.action, row.to_status) not in MOVES:
                raise AssertionError(row)
        before = {name: getattr(ticket, name) for name in _FITTED}
        store.fit(ticket, history)
        after = {name: getattr(ticket, name) for name in _FITTED}
        if before != after or ticket.status != replay(history.rows).status:
            raise AssertionError((ticket.id, before, after))
        checked += 1
    work.session.rollback()
    return checked


_FITTED = (
    "status", "round_no", "accepted_at", "due_at", "return_count", "rework_count", "completed_at",
    "supervision_level", "handling_unit_id", "handler_id", "handling_unit_name", "handler_name",
    "finish_requested_at", "result_text", "outcome", "callback_at", "contact_result",
    "satisfaction", "archived_at", "review_on", "into_ticket_id",
)  # fmt: skip


def _house(connection: Connection) -> None:
    """Staff, grids, units with people, words and routes."""
    people = [(f"网格员{at}", True) for at in range(STAFF)]
    insert(connection, "staff", ("name", "is_active"), people)
    insert(connection, "grid", ("id", "name"), _named(GRIDS, "第{}网格"))
    connection.exec_driver_sql(f"UPDATE building SET grid_id = id % {GRIDS} + 1")
    units = [(at, f"第{at}单位", at <= GRIDS) for at in range(1, UNITS + 1)]
    insert(connection, "handling_unit", ("id", "name", "is_grid"), units)
    handlers = [
        (at, (at + 1) // 2, f"经办{at}", f"1390000{at:04}") for at in range(1, UNITS * 2 + 1)
    ]
    insert(connection, "handler", ("id", "handling_unit_id", "name", "phone"), handlers)
    leaves = [row[0] for row in connection.exec_driver_sql(_LEAVES)]
    words = [(f"词语{at}", leaves[at % len(leaves)]) for at in range(KEYWORDS)]
    insert(connection, "ticket_keyword", ("word", "category"), words)
    routes = [(leaf, at % UNITS + 1) for at, leaf in enumerate(leaves[:80])]
    insert(connection, "routing_rule", ("category", "handling_unit_id"), routes)


def _cells(connection: Connection) -> None:
    insert(connection, "building_party_group", ("id", "name"), _named(CELLS, "{}号楼党小组"))
    connection.exec_driver_sql(f"UPDATE building SET party_group_id = id % {CELLS} + 1")
    members = [
        (at, f"党员{at}", "1", "1", at % CELLS + 1, "2020-07-01") for at in range(1, MEMBERS + 1)
    ]
    insert(
        connection,
        "party_member",
        ("id", "full_name", "member_kind", "member_status", "group_id", "joined_on"),
        members,
    )


def _named(count: int, words: str) -> list[tuple[int, str]]:
    return [(at, words.format(at)) for at in range(1, count + 1)]


def _callers(connection: Connection) -> Sequence[Caller]:
    """Those of the register who have a telephone; without a register, one nobody knows."""
    sql = _CALLERS.replace(":grids", str(GRIDS))
    found = [Caller(*row) for row in connection.exec_driver_sql(sql)]
    return found or [Caller("王秀兰", "13900000001", None, None, 1, "一院 1号楼 1单元")]


def _lives(connection: Connection, born: Iterable[Life], rng: random.Random, *, cells: bool) -> int:
    made, part = 0, list[Life]()
    for life in born:
        if not cells:
            life.whistles.clear()
        part.append(life)
        if len(part) == PART:
            made += _write(connection, part, rng)
            part.clear()
    return made + (_write(connection, part, rng) if part else 0)


def _write(connection: Connection, part: Sequence[Life], rng: random.Random) -> int:
    insert(connection, "ticket", TICKET, (life.values() for life in part))
    # As they were written one day after the other, a ticket's rows do not lie side by side.
    actions = sorted((row for life in part for row in life.log), key=lambda row: str(row[3]))
    insert(connection, "ticket_action", ACTION, actions)
    achieved = [
        (life.row["id"], seq, rng.choice("12345"), rng.randint(1, 40))
        for life in part
        for seq in life.finishes
        if rng.random() < 0.4
    ]
    insert(
        connection, "ticket_quantity", ("ticket_id", "action_seq", "measure", "amount"), achieved
    )
    asked = [(life.row["id"], at, 3, seq, "1", "1") for life in part for seq, at in life.asked]
    columns = ("ticket_id", "requested_at", "days", "action_seq", "reason", "decision")
    insert(connection, "ticket_extension", columns, asked)
    _whistles(connection, part, rng)
    return len(actions)


def _whistles(connection: Connection, part: Sequence[Life], rng: random.Random) -> None:
    """With two who came, unless the work still goes on."""
    rows: list[tuple[Any, ...]] = []
    claims: list[tuple[Any, ...]] = []
    for life in part:
        for seq, at in life.whistles:
            open_still = life.row["status"] in ("30", "40")
            ident = life.row["id"]  # at most one whistle a life
            closed = None if open_still else at
            rows.append((ident, ident, seq, rng.randint(1, CELLS), at, "请来三个人", 3, closed))
            claims += (
                (ident, member, at, closed, None if open_still else 1.5)
                for member in rng.sample(range(1, MEMBERS + 1), 2)
            )
    columns = ("id", "ticket_id", "action_seq", "group_id", "whistled_at", "asked", "needed",
               "closed_at")  # fmt: skip
    insert(connection, "ticket_whistle", columns, rows)
    columns = ("whistle_id", "member_id", "claimed_at", "came_at", "hours")
    insert(connection, "whistle_claim", columns, claims)


def _photos(connection: Connection, count: int) -> None:
    """Before and after at the latest tickets, at every fourth only before."""
    rows = [
        ("ticket", ticket, kind, f"IMG_{ticket}_{kind}.jpg", f"{ticket:032x}{kind:.>32}", 180_000)
        for ticket in range(max(1, count - PHOTOS), count + 1)
        for kind in (("before",) if ticket % 4 == 0 else ("before", "after"))
    ]
    columns = ("owner_table", "owner_id", "kind", "filename", "sha256", "size")
    insert(connection, "attachment", columns, rows)


def _samples(connection: Connection) -> None:
    """A tenth of each month, all looked at but the last month's."""
    first = (END - timedelta(days=31 * SAMPLES)).replace(day=1).date()
    months: dict[str, list[Any]] = {}
    for row in connection.exec_driver_sql(_CLOSED, (first.isoformat(),)):
        months.setdefault(row[1], []).append(row)
    samples, items = [], []
    for at, (month, rows) in enumerate(list(months.items())[:SAMPLES], 1):
        samples.append((at, f"{month}-01..{month}-28", '{"share": 10}', f"{month}-0001",
                        len(rows), END.isoformat(), 1))  # fmt: skip
        items += [(at, row[0], f"{row[2]} / {row[3]}", at < SAMPLES) for row in rows[::10]]
    columns = ("id", "period", "rule", "seed", "population", "drawn_at", "drawn_by")
    insert(connection, "recheck_sample", columns, samples)
    checked = [(*row[:3], 0 if row[3] else None) for row in items]
    insert(connection, "recheck_item", ("sample_id", "ticket_id", "stratum", "rebound"), checked)


def _rectified(connection: Connection, count: int) -> None:
    day = date(2024, 1, 1)
    rows = [
        (f"ZG{at:08}", "3", max(1, count - at * 40), "楼道堆物", "3号楼门前", "第1单位", "经办1",
         (day + timedelta(days=2 * at)).isoformat() + "T17:30:00", "4" if at % 20 else "2")
        for at in range(1, RECTIFIED + 1)
    ]  # fmt: skip
    columns = ("item_no", "origin", "ticket_id", "problem", "location", "responsible_unit",
               "responsible_person", "deadline", "status")  # fmt: skip
    insert(connection, "rectification_item", columns, rows)
