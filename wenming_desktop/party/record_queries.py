"""Reads of service records: a node's or a member's by page, their totals, what forms offer."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from db.derived import short_address
from wenming_desktop.errors import NotFoundError
from wenming_desktop.party.page_queries import (
    Where,
    in_node,
    like,
    meant_by,
    number_list,
    refs_of,
)
from wenming_desktop.party.record_model import (
    LIAISON,
    ORIGINS,
    TICKET,
    WISH,
    HomeChoice,
    MemberChoice,
    RecordChoices,
    RecordFilter,
    RecordLine,
    RecordRow,
    RecordSheet,
    RecordTotals,
    span_of,
)
from wenming_desktop.work import Work, use_case

_FROM: Final = """
FROM service_record s JOIN party_member m ON m.id = s.member_id
LEFT JOIN resident r ON r.id = m.resident_id
LEFT JOIN building_party_group g ON g.id = m.group_id AND NOT g.is_void
LEFT JOIN ticket t ON t.id = s.ticket_id LEFT JOIN wish w ON w.id = s.wish_id
"""
_NAME: Final = "coalesce(r.full_name, m.full_name, '')"
_LINE: Final = f"""s.id, s.date, m.id, {_NAME}, coalesce(s.content, ''), coalesce(s.place, ''),
 s.hours, s.ticket_id, t.ticket_no, s.wish_id, w.wish_no, s.household_id, s.entry_source"""
_MEMBERS: Final = """
SELECT m.id, coalesce(r.full_name, m.full_name, ''), coalesce(g.name, ''), g.id
FROM party_member m LEFT JOIN resident r ON r.id = m.resident_id
LEFT JOIN building_party_group g ON g.id = m.group_id AND NOT g.is_void
WHERE NOT m.is_void ORDER BY g.id IS NULL, g.id, m.id
"""
_HOMES: Final = """
SELECT h.id, e.name, b.building_no, u.unit_no, ho.room_no, h.head_name, {first} AS theirs
FROM household h JOIN house ho ON ho.id = h.house_id
JOIN building_unit u ON u.id = ho.building_unit_id
JOIN building b ON b.id = u.building_id JOIN estate e ON e.id = b.estate_id
WHERE NOT h.is_void AND coalesce(h.status, 'active') = 'active' {more}
ORDER BY theirs DESC, e.id, b.sort_key, ho.sort_key, h.id LIMIT ?
"""
_THEIRS: Final = """EXISTS (SELECT 1 FROM household_liaison l WHERE l.member_id = ?
 AND NOT l.is_void AND (l.from_on IS NULL OR l.from_on <= ?) AND (l.to_on IS NULL OR l.to_on >= ?)
 AND (l.household_id = h.id OR (l.household_id IS NULL AND l.building_id = b.id)))"""


@use_case("records.count", "查看服务记录", right="party.read")
def record_count(work: Work, wanted: RecordFilter) -> int:
    """How many records the filter leaves."""
    return record_totals(work, wanted).times


@use_case("records.totals", "查看服务记录", right="party.read")
def record_totals(work: Work, wanted: RecordFilter) -> RecordTotals:
    """人次, people and hours, as the coverage counts them."""
    condition, values = _where(work, wanted)
    row = work.connection.exec_driver_sql(
        "SELECT count(*), count(DISTINCT s.member_id), coalesce(sum(s.hours), 0)"
        f" {_FROM} WHERE {condition}",
        values,
    ).one()
    return RecordTotals(row[0], row[1], round(float(row[2]), 2))


@use_case("records.page", "查看服务记录", right="party.read")
def record_page(
    work: Work, wanted: RecordFilter, offset: int, limit: int
) -> tuple[RecordLine, ...]:
    """`limit` records from `offset` on, the latest first."""
    condition, values = _where(work, wanted)
    rows = work.connection.exec_driver_sql(
        f"SELECT {_LINE} {_FROM} WHERE {condition} ORDER BY s.date DESC, s.id DESC"
        " LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return tuple(_line(row) for row in rows)


@use_case("records.one", "查看服务记录", right="party.read")
def record_sheet(work: Work, record_id: int) -> RecordSheet:
    """One record whole."""
    row = work.connection.exec_driver_sql(
        f"SELECT {_LINE}, s.post, s.beneficiaries, s.confirmed_by {_FROM}"
        " WHERE s.id = ? AND NOT s.is_void",
        (record_id,),
    ).first()
    if row is None:
        raise NotFoundError(what="这条服务记录")
    line = _line(row)
    said = RecordRow(line.date, line.content, line.hours, row[13], line.place, row[14], row[15])
    return RecordSheet(line.id, line.member, said, line.origin)


@use_case("records.choices", "查看服务记录", right="party.read")
def record_choices(work: Work) -> RecordChoices:
    """Members, posts, ways of contact and staff for the forms."""

    def listed(name: str) -> tuple[tuple[str, str], ...]:
        return tuple((item.code, item.name) for item in work.codes.items(name))

    staff = work.connection.exec_driver_sql(
        "SELECT id, name FROM staff WHERE NOT is_void AND name <> '' ORDER BY id"
    )
    return RecordChoices(
        members_offered(work),
        listed("service_post"),
        listed("visit_method"),
        tuple((row[0], row[1]) for row in staff),
        work.actor.staff_id,
    )


@use_case("records.homes", "查看包联户", right="party.read")
def homes_offered(
    work: Work, member_id: int, text: str = "", limit: int = 50
) -> tuple[HomeChoice, ...]:
    """The households a member may have been in touch with, those he looks after first."""
    today = work.now.date().isoformat()
    more, values = _home_words(work, text)
    if not text.strip():
        more += f" AND {_THEIRS}"
        values = (*values, member_id, today, today)
    rows = work.connection.exec_driver_sql(
        _HOMES.format(first=_THEIRS, more=more), (member_id, today, today, *values, limit)
    )
    return tuple(
        HomeChoice(row[0], f"{short_address(row[1], row[2], row[3] or '0', row[4])} {row[5] or ''}")
        for row in rows
    )


def members_offered(work: Work) -> tuple[MemberChoice, ...]:
    """Every member, cell by cell."""
    rows = work.connection.exec_driver_sql(_MEMBERS)
    return tuple(MemberChoice(*row) for row in rows)


def _line(row: Sequence[Any]) -> RecordLine:
    words, opens = _origin(row)
    return RecordLine(
        row[0],
        date.fromisoformat(row[1]),
        row[2],
        row[3],
        row[4],
        row[5],
        None if row[6] is None else float(row[6]),
        words,
        opens,
    )


def _origin(row: Sequence[Any]) -> tuple[str, tuple[str, int] | None]:
    ticket, number, wish, wish_no, household, source = row[7:13]
    if ticket is not None:
        return f"{ORIGINS[TICKET]} {number or ''}".rstrip(), ("ticket", ticket)
    if wish is not None:
        return f"{ORIGINS[WISH]} {wish_no or ''}".rstrip(), ("wish", wish)
    if household is not None:
        return ORIGINS[LIAISON], ("household", household)
    return ORIGINS["import" if source == "import" else "typed"], None


def _where(work: Work, wanted: RecordFilter) -> Where:
    """The records as the coverage counts them: of members on the books, with a day."""
    begin, end = wanted.begin, wanted.end
    if wanted.period:
        begin, end = span_of(wanted.period, work.now.date())
    begin, end = begin or date.min, end or date.max
    parts: list[Where] = [
        ("NOT s.is_void AND NOT m.is_void", ()),
        ("s.date >= ? AND s.date < ?", (begin.isoformat()[:10], end.isoformat()[:10])),
    ]
    if wanted.member_id is not None:
        parts.append(("s.member_id = ?", (wanted.member_id,)))
    if wanted.level:
        parts.append(in_node(work, wanted.level, wanted.id))
    if text := wanted.text.strip():
        parts.append(_words(work, text))
    sql = " AND ".join(part for part, _ in parts)
    return sql, tuple(value for _, some in parts for value in some)


def _words(work: Work, text: str) -> Where:
    """What was done or where, else who did it: by name, initials or telephone."""
    sql = (
        "(s.content LIKE ? ESCAPE '\\' OR s.place LIKE ? ESCAPE '\\' OR t.ticket_no LIKE ?"
        f" ESCAPE '\\' OR {meant_by(work, text)})"
    )
    return sql, (like(text),) * 3


def _home_words(work: Work, text: str) -> Where:
    grids = work.actor.grid_ids
    own = f" AND b.grid_id IN ({number_list(grids)})" if grids is not None else ""
    text = text.strip()
    if not text:
        return own, ()
    homes = number_list(refs_of(work, text, "household"))
    return f"{own} AND (h.id IN ({homes}) OR h.head_name LIKE ? ESCAPE '\\')", (like(text),)
