"""撤销和重做 across the rooms: the newest act of an account that stands, taken back or done again.

An act is taken back by its images, a batch by its own use case, a ticket's step by a correction
added to its log. 重做 takes an undoing back by its images; a step of a ticket's log never comes
back that way, because nothing in a log is ever removed.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from sqlalchemy import func, select

from db.base import Base
from db.tables.history import Audit
from db.tables.records import ImportBatch
from wenming_desktop.errors import UserError
from wenming_desktop.security.undo import TITLES, Kept, NothingToUndoError, Undone, undo_act

# Its use cases have to be known before the newest act is looked for.
from wenming_desktop.tickets import archiving as _tickets  # noqa: F401
from wenming_desktop.tickets import backfill as _backfill  # noqa: F401
from wenming_desktop.tickets import recalculation as _recalculation  # noqa: F401
from wenming_desktop.work import USE_CASES, Work, use_case
from wenming_desktop.workbooks.batches import undo_batch

REDO = "history.redo"
UNDOING = ("history.undo_last_act", "import.undo")
MEASURES = {"cards": "张", "rows": "行", "tickets": "件"}
_STANDS = " AND seq NOT IN (SELECT audit_seq FROM undone_act)"
# A step corrected from its own page, and a registration voided there, were taken back already.
_NOT_CORRECTED = (
    " AND NOT EXISTS (SELECT 1 FROM ticket t"
    " WHERE t.id = CAST(substr(a.obj, 8) AS INTEGER) AND t.is_void)"
    " AND NOT EXISTS (SELECT 1 FROM ticket_action x, json_each(a.detail, '$.seqs') s"
    " WHERE a.action = 'tickets.step' AND x.ticket_id = CAST(substr(a.obj, 8) AS INTEGER)"
    " AND x.action = 'COR' AND x.corrects_seq = s.value)"
    " AND NOT EXISTS (SELECT 1 FROM recheck_item i WHERE a.action = 'recheck.record'"
    " AND i.id = CAST(substr(a.obj, 14) AS INTEGER) AND i.rebound IS NULL)"
)
_HAS_IMAGES = " AND EXISTS (SELECT 1 FROM change_image c WHERE c.audit_seq = a.seq)"


class NothingToRedoError(UserError):
    """Nothing was taken back, or something was written since."""

    code = "redo.nothing"
    text = "没有可以重做的操作。"


class StepStaysTakenBackError(UserError):
    """A step taken back stands in the ticket's log as taken back."""

    code = "redo.ticket_step"
    text = "工单的步骤撤回以后不能重做，数据没有变。请打开这件工单再办一次。"


@dataclass(frozen=True, slots=True)
class StandingAct:
    """An act of the history in words: what was done, to what or to how many."""

    seq: int
    action: str
    title: str
    subject: str = ""
    can_redo: bool = True

    @property
    def words(self) -> str:
        """The act as a bar names it."""
        return f"{self.title} {self.subject}".strip()


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An act that was taken back or done again, and the rows that stayed as they are."""

    act: StandingAct
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    seq: int
    action: str
    obj: str
    detail: dict[str, Any]


@use_case("history.mark", "查看操作记录", right="any", undo="none")
def history_mark(work: Work) -> int:
    """The number of the newest act; what a window does later can be taken back from it."""
    return _newest(work)


@use_case("history.standing", "查看上一步", right="history.undo", undo="none")
def standing_act(work: Work, since: int = 0) -> StandingAct | None:
    """The newest act of this account after `since` that can be taken back."""
    line = _last_standing(work, since)
    return _told(work, line) if line is not None else None


@use_case("history.undo_last_act", "撤销上一步", right="history.undo", undo="none")
def undo_last_act(work: Work, since: int = 0, seq: int | None = None) -> TakenBack:
    """Take back act `seq`, or the newest act of this account after `since` that still stands."""
    line = _last_standing(work, since) if seq is None else _standing(work, seq)
    if line is None:
        raise NothingToUndoError
    told = _told(work, line)
    return TakenBack(told, _take_back(work, line).kept)


@use_case(REDO, "重做", right="history.undo")
def redo_last_act(work: Work, since: int = 0) -> TakenBack:
    """Do again what this account took back last, unless it did something else since."""
    line = _last_undoing(work, since)
    if line is None or _newest_of_work(work, since) > line.seq:
        raise NothingToRedoError
    root = _root(work, line)
    told = _told(work, root)
    if not told.can_redo:
        raise StepStaysTakenBackError
    batch = work.session.scalar(select(ImportBatch.id).where(ImportBatch.audit_seq == root.seq))
    undone = undo_act(work, line.seq)
    if batch is not None:
        # From now on the batch is what this act wrote: it is this act that would go.
        work.session.get_one(ImportBatch, batch).audit_seq = _newest(work) + 1
    return TakenBack(told, undone.kept)


def _take_back(work: Work, line: _Line) -> Undone:
    correct = _correctors().get(line.action)
    if correct is not None:
        return _correct(work, line, correct)
    batch = work.session.scalar(select(ImportBatch).where(ImportBatch.audit_seq == line.seq))
    if batch is not None and batch.undone_at is None:
        return undo_batch(work, batch.id)
    return undo_act(work, line.seq)


def _correct(work: Work, line: _Line, correct: Callable[..., Any]) -> Undone:
    correct(work, int(line.obj.partition(":")[2]), line.detail.get("seqs", ()))
    work.connection.exec_driver_sql(
        "INSERT INTO undone_act (audit_seq, by_seq) VALUES (?, ?)", (line.seq, _newest(work) + 1)
    )
    work.note(f"audit:{line.seq}", undoes=line.seq)
    return Undone(0, 1, ())


def _correctors() -> dict[str, Callable[..., Any]]:
    """Use cases that are taken back by another one, and that one's service."""
    by_name = {case.name: service for service, case in USE_CASES.items()}
    return {case.name: by_name[case.undo] for case in USE_CASES.values() if case.undo in by_name}


def _last_standing(work: Work, since: int) -> _Line | None:
    by_images = [case.name for case in USE_CASES.values() if case.undo == "images"]
    found = [
        _last(work, since, by_images, _STANDS + _HAS_IMAGES),
        _last(work, since, list(_correctors()), _STANDS + _NOT_CORRECTED),
    ]
    return max((line for line in found if line is not None), key=_by_seq, default=None)


def _standing(work: Work, seq: int) -> _Line | None:
    """Act `seq` if this account did it, it can be taken back and it stands."""
    line = _line(work, seq)
    case = next((c for c in USE_CASES.values() if line and c.name == line.action), None)
    if case is None or case.undo == "none":
        return None
    own = _NOT_CORRECTED if case.undo != "images" else ""
    return _last(work, seq - 1, [case.name], f"{_STANDS}{own} AND seq = {seq:d}")


def _last_undoing(work: Work, since: int) -> _Line | None:
    return _last(work, since, UNDOING, _STANDS + _HAS_IMAGES)


def _newest_of_work(work: Work, since: int) -> int:
    """The newest act that is work of its own, neither an undoing nor a redoing."""
    own = [c.name for c in USE_CASES.values() if c.undo != "none" and c.name != REDO]
    line = _last(work, since, own, "")
    return line.seq if line is not None else 0


def _last(work: Work, since: int, actions: Any, condition: str) -> _Line | None:
    names = tuple(actions)
    marks = ",".join("?" * len(names))
    row = work.connection.exec_driver_sql(
        "SELECT seq, action, obj, detail FROM audit a WHERE actor = ? AND seq > ?"
        f" AND action IN ({marks}){condition} ORDER BY seq DESC LIMIT 1",
        (work.actor.name, since, *names),
    ).first()
    return _Line(row[0], row[1], row[2], json.loads(row[3])) if row is not None else None


def _line(work: Work, seq: int) -> _Line | None:
    row = work.connection.exec_driver_sql(
        "SELECT seq, action, obj, detail FROM audit WHERE seq = ?", (seq,)
    ).first()
    return _Line(row[0], row[1], row[2], json.loads(row[3])) if row is not None else None


def _by_seq(line: _Line) -> int:
    return line.seq


def _newest(work: Work) -> int:
    return work.session.scalar(select(func.max(Audit.seq))) or 0


def _root(work: Work, line: _Line) -> _Line:
    """The act that was taken back, done again, taken back ... in the first place."""
    while (before := line.detail.get("undoes")) is not None:
        found = _line(work, before)
        if found is None:
            _broken(before)
        line = found
    return line


def _broken(seq: int) -> NoReturn:
    raise RuntimeError(f"act {seq} is named in the history but not in it")


def _told(work: Work, line: _Line) -> StandingAct:
    root = _root(work, line)
    case = next((case for case in USE_CASES.values() if case.name == root.action), None)
    return StandingAct(
        line.seq,
        root.action,
        case.title if case is not None else "这一步",
        _subject(work, root),
        case is None or not case.undo.endswith((".correct", ".correct_many")),
    )


def _subject(work: Work, line: _Line) -> str:
    """The number or name of the row the act was about, or how many there were."""
    for key, measure in MEASURES.items():
        if key in line.detail:
            return f"{int(line.detail[key]):,} {measure}"
    table, _, row = line.obj.partition(":")
    if table not in TITLES or table not in Base.metadata.tables or not row.isdigit():
        return ""
    found = work.connection.exec_driver_sql(
        f"SELECT {TITLES[table]} FROM {table} WHERE id = ?", (int(row),)
    ).scalar()
    return str(found or "")
