"""群众最不满意的十件事, and who and where calls again and again (T22).

The rule of the ten: leaf categories, those with more dissatisfied tickets first, then more
repeats, then more accepted, then more rework; what stays equal goes by its code. A category
that nobody was dissatisfied with, asked again or sent back is no grievance, however often it came.

A ticket is dissatisfied where its last rating of the period, corrections aside, is 不满意.
Accepted are the tickets of the period without 表扬感谢; ratings and rework count in the period
they were said in, whenever the ticket came. The rank of last time is counted the same way.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from wenming_desktop.fields import Phone, search_key
from wenming_desktop.tickets.filters import where
from wenming_desktop.tickets.model import PRAISE
from wenming_desktop.tickets.orders import TicketFilter
from wenming_desktop.work import Work, use_case

TEN = 10
LEAST_CALLS = 2
RULE = (
    "按二级类别排：先比不满意件数，再比重复诉求，再比受理件数，再比重办；"
    "没有不满意、重复和重办的类别不进榜。"
)
_UNHAPPY = "3"
_PHONE = Phone()
_ACCEPTED = (
    "SELECT t.id, t.category, t.repeat_seq, t.complainant_phone, t.complainant_name,"
    " t.is_anonymous OR t.is_confidential, t.building_id, t.location_text FROM ticket t"
    f" WHERE coalesce(t.nature, '') <> '{PRAISE}' AND t.accepted_at >= ? AND t.accepted_at < ?"
)
_SAID = (
    "SELECT t.id, t.category, a.action, a.satisfaction FROM ticket_action a"
    " JOIN ticket t ON t.id = a.ticket_id"
    " WHERE a.action IN ('CBK', 'RWK') AND a.at >= ? AND a.at < ?"
    f" AND coalesce(t.nature, '') <> '{PRAISE}'"
    # Few logs hold a correction: of all others no row has to be opened for it.
    " AND (a.ticket_id NOT IN (SELECT ticket_id FROM ticket_action WHERE action = 'COR')"
    " OR NOT EXISTS (SELECT 1 FROM ticket_action c"
    " WHERE c.ticket_id = a.ticket_id AND c.action = 'COR' AND c.corrects_seq = a.seq))"
)
_BUILDINGS = (
    "SELECT b.id, coalesce(e.name || ' ', '') || b.building_no || '号楼' FROM building b"
    " LEFT JOIN estate e ON e.id = b.estate_id"
)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `begin` to before `end`, and where the time compared with began."""

    begin: date
    end: date
    before: date


@dataclass(frozen=True, slots=True)
class Grievance:
    """One of the ten; `last_rank` is None where it was not among them last time."""

    id: int
    code: str
    name: str
    accepted: int
    dissatisfied: int
    reworks: int
    repeats: int
    last_rank: int | None
    tickets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Again:
    """Somebody, or a place, with more than one ticket; `repeats` came as n-th time."""

    id: int
    name: str
    detail: str
    accepted: int
    repeats: int
    tickets: tuple[int, ...]


class _Fact(NamedTuple):
    id: int
    category: str | None
    repeat_seq: int | None
    phone: str | None
    caller: str | None
    covered: bool
    building: int | None
    place: str | None

    @property
    def is_repeat(self) -> bool:
        return (self.repeat_seq or 1) > 1


class _Sums:
    """The tickets of one leaf category by what counts."""

    def __init__(self) -> None:
        self.accepted: set[int] = set()
        self.dissatisfied: set[int] = set()
        self.reworks: set[int] = set()
        self.repeats: set[int] = set()

    def weight(self) -> tuple[int, int, int, int]:
        sets = (self.dissatisfied, self.repeats, self.accepted, self.reworks)
        return tuple(-len(one) for one in sets)  # type: ignore[return-value]  # four of them

    def counts(self) -> bool:
        return bool(self.dissatisfied or self.repeats or self.reworks)

    def ids(self) -> tuple[int, ...]:
        """Every ticket that counts, those dissatisfied first."""
        first = [self.dissatisfied, self.reworks, self.repeats, self.accepted]
        return tuple(dict.fromkeys(i for one in first for i in sorted(one, reverse=True)))


@use_case("tickets.grievances", "查看最不满意的十件事", right="ticket.read")
def top_grievances(work: Work, span: Span) -> tuple[Grievance, ...]:
    """The ten worst leaf categories of a time, with the rank each had the time before."""
    now = _ranked(work, span.begin, span.end)[:TEN]
    before = _ranked(work, span.before, span.begin)[:TEN]
    last = {code: at for at, (code, _) in enumerate(before, 1)}
    return tuple(
        Grievance(
            at,
            code,
            work.codes.name("ticket_category", code) or "未分类",
            len(sums.accepted),
            len(sums.dissatisfied),
            len(sums.reworks),
            len(sums.repeats),
            last.get(code),
            sums.ids(),
        )
        for at, (code, sums) in enumerate(now, 1)
    )


@use_case("tickets.repeat_callers", "查看反复来电", right="ticket.read")
def repeat_callers(work: Work, span: Span) -> tuple[Again, ...]:
    """The ten telephones with most tickets; the number is covered.

    Tickets of anonymous and confidential callers stay out: beside the others of a telephone they
    would say whose they are.
    """
    facts = _accepted(work, span.begin, span.end)
    found = _again((one for one in facts if one.phone and not one.covered), _by_phone)
    return tuple(
        Again(
            at,
            next((one.caller for one in group if one.caller), "") or "没留姓名",
            _PHONE.mask(str(group[0].phone)),
            *_counted(group),
        )
        for at, group in enumerate(found, 1)
    )


@use_case("tickets.repeat_places", "查看反复发生的地点", right="ticket.read")
def repeat_places(work: Work, span: Span) -> tuple[Again, ...]:
    """The ten places with most tickets: a building where one is known, else the words written."""
    facts = _accepted(work, span.begin, span.end)
    found = _again((one for one in facts if one.building or one.place), _by_place)
    rows: Any = work.connection.exec_driver_sql(_BUILDINGS)
    names: dict[int, str] = {row[0]: row[1] or "" for row in rows}
    return tuple(
        Again(
            at,
            names.get(group[0].building or 0) or group[0].place or "",
            _mostly(work, group),
            *_counted(group),
        )
        for at, group in enumerate(found, 1)
    )


def moved(line: Grievance) -> str:
    """The rank of last time, and which way it went."""
    if line.last_rank is None:
        return "上期未进"
    way = "↑" if line.id < line.last_rank else "↓" if line.id > line.last_rank else "="
    return f"上期第 {line.last_rank}　{way}"


def _ranked(work: Work, begin: date, end: date) -> list[tuple[str, _Sums]]:
    found: dict[str, _Sums] = defaultdict(_Sums)
    for fact in _accepted(work, begin, end):
        sums = found[fact.category or ""]
        sums.accepted.add(fact.id)
        if fact.is_repeat:
            sums.repeats.add(fact.id)
    rating: dict[int, tuple[str, str | None]] = {}
    for ticket, category, action, satisfaction in _rows(work, _SAID, begin, end, "a.id"):
        if action == "RWK":
            found[category or ""].reworks.add(ticket)
        elif satisfaction in ("1", "2", _UNHAPPY):
            rating[ticket] = category or "", satisfaction
    for ticket, (category, said) in rating.items():
        if said == _UNHAPPY:
            found[category].dissatisfied.add(ticket)
    named = [(code, sums) for code, sums in found.items() if sums.counts()]
    return sorted(named, key=lambda pair: (pair[1].weight(), pair[0]))


def _accepted(work: Work, begin: date, end: date) -> list[_Fact]:
    return [_Fact(*row) for row in _rows(work, _ACCEPTED, begin, end, "t.id DESC")]


def _rows(work: Work, sql: str, begin: date, end: date, order: str) -> list[Any]:
    own, values = where(work, TicketFilter())
    days = begin.isoformat(), end.isoformat()
    found = work.connection.exec_driver_sql(f"{sql} AND {own} ORDER BY {order}", (*days, *values))
    return list(found)


def _again(facts: Iterable[_Fact], key: Callable[[_Fact], object]) -> list[list[_Fact]]:
    """Those with at least two tickets: most tickets first, then most that came again."""
    groups: dict[object, list[_Fact]] = defaultdict(list)
    for fact in facts:
        groups[key(fact)].append(fact)
    many = [group for group in groups.values() if len(group) >= LEAST_CALLS]
    many.sort(key=lambda group: (-len(group), -_counted(group)[1], -group[0].id))
    return many[:TEN]


def _by_phone(fact: _Fact) -> object:
    return fact.phone


def _by_place(fact: _Fact) -> object:
    return fact.building or search_key(fact.place or "")


def _counted(group: list[_Fact]) -> tuple[int, int, tuple[int, ...]]:
    return len(group), sum(one.is_repeat for one in group), tuple(one.id for one in group)


def _mostly(work: Work, group: list[_Fact]) -> str:
    """What most of the tickets of a place are about."""
    code, count = Counter(one.category or "" for one in group).most_common(1)[0]
    return f"{work.codes.name('ticket_category', code) or '未分类'} {count:,} 件"
