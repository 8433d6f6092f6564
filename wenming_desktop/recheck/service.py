"""Draw a sample, list it, record what was found; a rebound opens its ticket again (纸面整改).

A finding is a step of its ticket's log, so it is taken back by a correction, never removed. A
drawn ticket that was voided since has no log to write to: the finding stands on the sample alone.
"""

import secrets
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from db.tables.ticket_desk import RecheckItem, RecheckSample
from db.tables.tickets import Ticket
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import clean_text
from wenming_desktop.recheck import rules
from wenming_desktop.recheck.model import (
    Candidate,
    Drawn,
    DrawPreview,
    DrawSample,
    Finding,
    ItemLine,
    RecordRecheck,
    SampleLine,
    Stratum,
)
from wenming_desktop.recheck.refusals import (
    CheckDayError,
    CheckedAlreadyError,
    NothingToDrawError,
    ShareError,
)
from wenming_desktop.tickets import service as tickets
from wenming_desktop.tickets import store
from wenming_desktop.tickets.model import PRAISE
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.work import Work, use_case

_FIRST_LEVEL = 2
_NONE = "未分类", "未派单"
_MOST_STRATUM = 80
_CANDIDATES = """
SELECT t.id, t.ticket_no, t.category, t.handling_unit_name, t.handler_name FROM ticket t
WHERE NOT t.is_void AND t.status IN ('60', '70', '80') AND t.ticket_no IS NOT NULL
AND coalesce(t.nature, '') <> ? AND t.completed_at >= ? AND t.completed_at < ?
AND NOT EXISTS (SELECT 1 FROM recheck_item i JOIN recheck_sample s ON s.id = i.sample_id
  WHERE i.ticket_id = t.id AND NOT i.is_void AND NOT s.is_void)
"""
_SAMPLES = """
SELECT s.id, s.period, s.seed, json_extract(s.rule, '$.share') AS share, s.population,
       count(i.id) AS drawn, count(i.rebound) AS checked, coalesce(sum(i.rebound), 0) AS rebounds,
       s.drawn_at, coalesce(f.name, '') AS drawn_by
FROM recheck_sample s LEFT JOIN recheck_item i ON i.sample_id = s.id AND NOT i.is_void
LEFT JOIN staff f ON f.id = s.drawn_by
WHERE NOT s.is_void GROUP BY s.id ORDER BY s.id DESC
"""
_CLOSED = """
substr(coalesce((SELECT max(a.at) FROM ticket_action a
  WHERE a.ticket_id = t.id AND a.action = 'FIN' AND a.at <= s.drawn_at), t.completed_at,
  s.drawn_at), 1, 10)
"""
"""The day it was finished as it was drawn, whatever became of it later."""
_ITEMS = f"""
SELECT i.id, i.ticket_id, t.ticket_no AS number, coalesce(t.title, '') AS title,
       coalesce(t.location_text, '') AS place, coalesce(i.stratum, '') AS stratum,
       coalesce(t.handling_unit_name, '') AS unit,
       {_CLOSED} AS closed_on,
       i.rebound, i.checked_on, coalesce(f.name, '') AS checked_by, coalesce(i.note, '') AS note
FROM recheck_item i JOIN ticket t ON t.id = i.ticket_id
JOIN recheck_sample s ON s.id = i.sample_id
LEFT JOIN staff f ON f.id = i.checked_by
WHERE i.sample_id = ? AND NOT i.is_void ORDER BY i.stratum, t.ticket_no
"""


@use_case("recheck.draw", "抽查办结工单", right="ticket.approve")
def draw_sample(work: Work, command: DrawSample) -> int:
    """Draw tickets closed in those days; returns the sample's id. Drawn once, never again."""
    if not rules.LEAST_SHARE <= command.share <= rules.MOST_SHARE:
        raise ShareError(field="share")
    candidates = _candidates(work, command)
    if not candidates:
        raise NothingToDrawError
    seed = clean_text(command.seed, 40) or new_seed(work)
    last = command.end - timedelta(days=1)
    sample = RecheckSample(
        period=f"{command.begin.isoformat()}..{last.isoformat()}",
        rule={
            "share": command.share,
            "by": ["category", "handler"],
            # Tickets are finished, opened again, voided: who draws again needs those of that day.
            "strata": rules.numbers_of(candidates),
        },
        seed=seed,
        population=len(candidates),
        drawn_at=work.now,
        drawn_by=work.actor.staff_id,
    )
    work.session.add(sample)
    work.session.flush()
    drawn = rules.draw(candidates, command.share, seed)
    work.insert_rows(
        RecheckItem,
        ("sample_id", "ticket_id", "stratum"),
        [(sample.id, one.id, one.stratum) for one in drawn],
    )
    work.note(f"recheck_sample:{sample.id}", tickets=len(drawn))
    return sample.id


@use_case("recheck.preview", "试算抽查", right="ticket.read")
def preview(work: Work, command: DrawSample) -> DrawPreview:
    """How many a draw would take; the seed decides only which."""
    if not rules.LEAST_SHARE <= command.share <= rules.MOST_SHARE:
        raise ShareError(field="share")
    candidates = _candidates(work, command)
    drawn = rules.draw(candidates, command.share, command.seed)
    return DrawPreview(len(candidates), len(drawn), len({one.stratum for one in candidates}))


@use_case("recheck.seed", "试算抽查", right="ticket.read")
def new_seed(work: Work) -> str:
    """A seed nobody chose: the day, and a number by chance."""
    return f"{work.now:%Y%m%d}-{secrets.randbelow(10**6):06}"


@use_case("recheck.samples", "查看抽查", right="ticket.read")
def samples(work: Work) -> tuple[SampleLine, ...]:
    """Every sample, the newest first."""
    rows: Any = work.connection.exec_driver_sql(_SAMPLES).mappings()
    return tuple(
        SampleLine(**{**row, "drawn_at": datetime.fromisoformat(row["drawn_at"])}) for row in rows
    )


@use_case("recheck.people", "查看抽查", right="ticket.read")
def checkers(work: Work) -> tuple[tuple[int, str], ...]:
    """Who may have gone to look: the staff in post, the account's own person first."""
    rows: Any = work.connection.exec_driver_sql(
        "SELECT id, name FROM staff WHERE NOT is_void AND is_active AND name <> ''"
        " ORDER BY id = ? DESC, id",
        (work.actor.staff_id,),
    )
    return tuple((row[0], row[1]) for row in rows)


@use_case("recheck.items", "查看抽查", right="ticket.read")
def items(work: Work, sample_id: int) -> tuple[ItemLine, ...]:
    """The tickets of a sample, stratum by stratum."""
    rows: Any = work.connection.exec_driver_sql(_ITEMS, (sample_id,)).mappings()
    return tuple(_item(row) for row in rows)


@use_case("recheck.population", "查看抽查", right="ticket.read")
def population(work: Work, sample_id: int) -> tuple[Stratum, ...]:
    """Every number that could be drawn, by stratum; none of a sample older than their keeping."""
    rule = _sample(work, sample_id).rule or {}
    return tuple((name, tuple(numbers)) for name, numbers in rule.get("strata", {}).items())


@use_case("recheck.again", "查看抽查", right="ticket.read")
def drawn_again(work: Work, sample_id: int) -> tuple[Drawn, ...]:
    """The same draw once more, from the numbers kept with the sample."""
    sample = _sample(work, sample_id)
    pool = [
        Candidate(0, number, name)
        for name, numbers in population(work, sample_id)
        for number in numbers
    ]
    return rules.draw(pool, (sample.rule or {})["share"], sample.seed)


@use_case("recheck.record", "记录回头看", right="ticket.write", undo="recheck.correct")
def record(work: Work, command: RecordRecheck) -> Finding:
    """Record a finding, as RCK where its ticket has a log still; a rebound opens a closed one."""
    item = _standing(work, command.item_id)
    ticket = work.session.get_one(Ticket, item.ticket_id)
    if item.rebound is not None:
        raise CheckedAlreadyError(number=ticket.ticket_no or "")
    on, by = command.on or work.now.date(), command.by_id or work.actor.staff_id
    _check_day(work, item, ticket, on)
    note = clean_text(command.note, 200)
    seqs: list[int] = []
    if not ticket.is_void:
        at = _moment(work, item, on)
        seqs = _step(work, item, TakeStep(ticket.id, "RCK", at, by, reason=note,
                                          rebound=command.rebound))  # fmt: skip
    item.rebound, item.checked_on, item.checked_by = command.rebound, on, by
    item.note, item.action_seq = note or None, seqs[0] if seqs else None
    work.session.flush()
    work.note(f"recheck_item:{item.id}", seqs=seqs)
    return Finding(item.id, in_log=bool(seqs), reopened=len(seqs) > 1)


@use_case("recheck.correct", "撤回回头看结果", right="ticket.write", undo="none")
def correct(work: Work, item_id: int, seqs: Sequence[int] = ()) -> int:
    """Take a finding back, and the reopening it brought, by corrections in the ticket's log."""
    item = _standing(work, item_id)
    if seqs and not work.session.get_one(Ticket, item.ticket_id).is_void:
        tickets.correct(work, item.ticket_id, seqs)
    item.rebound = item.checked_on = item.checked_by = item.note = item.action_seq = None
    work.session.flush()
    work.note(f"recheck_item:{item.id}", corrects=list(seqs))
    return item.id


def _sample(work: Work, sample_id: int) -> RecheckSample:
    sample = work.session.get(RecheckSample, sample_id)
    if sample is None or sample.is_void:
        raise NotFoundError(what="这次抽查")
    return sample


def _candidates(work: Work, command: DrawSample) -> list[Candidate]:
    rows: Any = work.connection.exec_driver_sql(
        _CANDIDATES, (PRAISE, command.begin.isoformat(), command.end.isoformat())
    )
    return [Candidate(row[0], row[1], _stratum(work, *row[2:])) for row in rows]


def _stratum(work: Work, category: str | None, unit: str | None, handler: str | None) -> str:
    """First-level category and who had it: the handler where one is named, else the unit."""
    first = work.codes.name("ticket_category", category[:_FIRST_LEVEL]) if category else ""
    who = " ".join(filter(None, (unit, handler)))
    return f"{first or _NONE[0]} / {who or _NONE[1]}"[:_MOST_STRATUM]


def _standing(work: Work, item_id: int) -> RecheckItem:
    item = work.session.get(RecheckItem, item_id)
    if item is None or item.is_void:
        raise NotFoundError(what="抽查的这一件")
    return item


def _check_day(work: Work, item: RecheckItem, ticket: Ticket, on: date) -> None:
    """Somebody went between the day it was finished and today, whatever was written since."""
    closed: Any = work.connection.exec_driver_sql(
        f"SELECT {_CLOSED} FROM ticket t, recheck_sample s WHERE t.id = ? AND s.id = ?",
        (ticket.id, item.sample_id),
    ).scalar()
    if not closed <= on.isoformat() <= work.now.date().isoformat():
        raise CheckDayError(number=ticket.ticket_no or "", closed=closed, field="on")


def _moment(work: Work, item: RecheckItem, on: date) -> datetime:
    """Where a finding of that day stands in the log: never before what is written already."""
    last = store.read_log(work, item.ticket_id).rows[-1].at
    at = work.now if on == work.now.date() else datetime.combine(on, time(17, 30))
    return max(at, last)


def _step(work: Work, item: RecheckItem, step: TakeStep) -> list[int]:
    before = store.read_log(work, item.ticket_id).rows[-1].seq
    tickets.do_step(work, step)
    return [row.seq for row in store.read_log(work, item.ticket_id).rows if row.seq > before]


def _item(row: Any) -> ItemLine:
    found = row["rebound"]
    return ItemLine(
        **{
            **row,
            "rebound": None if found is None else bool(found),
            "checked_on": date.fromisoformat(row["checked_on"]) if row["checked_on"] else None,
        }
    )
