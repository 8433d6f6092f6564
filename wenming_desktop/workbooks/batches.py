"""导入批次: every import that wrote something is one batch that can be taken back."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from db.tables.history import Audit
from db.tables.records import ImportBatch
from wenming_desktop.errors import NotFoundError, UserError
from wenming_desktop.security.undo import NothingToUndoError, Undone, last_act, undo_act

# Its use cases have to be known before the newest act is looked for.
from wenming_desktop.tickets import service as _tickets  # noqa: F401
from wenming_desktop.work import USE_CASES, Work, use_case
from wenming_desktop.workbooks.outcome import ImportOptions, Outcome


class AlreadyUndoneError(UserError):
    """The batch was taken back before."""

    code = "batch.already_undone"
    text = "第 {batch} 批导入已经撤销过了，数据没有再变。"


def open_batch(work: Work, kind: str, options: ImportOptions, sheets: list[str]) -> ImportBatch:
    """A batch row, not saved before `close_batch`."""
    return ImportBatch(
        kind=kind, file_sha256=options.file_sha256, sheets=sheets, mapping={}, counts={}
    )


def close_batch(work: Work, batch: ImportBatch, outcome: Outcome) -> int:
    """Save the batch with its counts and the number of the act that wrote it."""
    newest = work.session.scalar(select(func.max(Audit.seq))) or 0
    batch.audit_seq = newest + 1
    batch.rows, batch.counts = outcome.rows, dict(outcome.counts)
    work.session.add(batch)
    work.session.flush()
    work.note(f"import:{batch.id}", rows=outcome.rows)
    return batch.id


@use_case("import.undo", "撤销导入", right="history.undo", undo="none")
def undo_batch(work: Work, batch_id: int) -> Undone:
    """Take a batch back whole; what was edited or used since is kept and named."""
    batch = work.session.get(ImportBatch, batch_id)
    if batch is None or batch.audit_seq is None:
        raise NotFoundError(what=f"第 {batch_id} 批导入")
    if batch.undone_at is not None:
        raise AlreadyUndoneError(batch=batch_id)
    seq = batch.audit_seq
    undone = undo_act(work, seq, keep={("import_batch", batch_id)})
    batch = work.session.get_one(ImportBatch, batch_id)
    batch.undone_at = work.now
    return undone


@use_case("history.undo_last", "撤销上一步", right="history.undo", undo="none")
def undo_last(work: Work) -> Undone:
    """Take back the newest act of this account that still stands.

    An act whose use case names another one to take it back (a ticket's step) is corrected by
    that one: its log is only ever added to.
    """
    corrected = _last_corrected(work)
    seq = _last_by_images(work, corrected)
    if corrected is not None and corrected.seq > seq:
        return _correct(work, corrected)
    batch = work.session.scalar(select(ImportBatch).where(ImportBatch.audit_seq == seq))
    if batch is not None:
        return undo_batch(work, batch.id)
    return undo_act(work, seq)


@dataclass(frozen=True)
class _Act:
    seq: int
    action: str
    row_id: int
    detail: dict[str, Any]


def _correctors() -> dict[str, Callable[..., Any]]:
    """Use cases that are taken back by another one, and that one's service."""
    by_name = {case.name: service for service, case in USE_CASES.items()}
    return {case.name: by_name[case.undo] for case in USE_CASES.values() if case.undo in by_name}


def _last_corrected(work: Work) -> _Act | None:
    named = sorted(_correctors())
    marks = ",".join("?" * len(named))
    row = work.connection.exec_driver_sql(
        f"SELECT seq, action, obj, detail FROM audit WHERE actor = ? AND action IN ({marks})"
        " AND seq NOT IN (SELECT audit_seq FROM undone_act) ORDER BY seq DESC LIMIT 1",
        (work.actor.name, *named),
    ).first()
    if row is None:
        return None
    return _Act(row[0], row[1], int(row[2].partition(":")[2]), json.loads(row[3]))


def _last_by_images(work: Work, corrected: _Act | None) -> int:
    try:
        return last_act(work)
    except NothingToUndoError:
        if corrected is None:
            raise
        return 0


def _correct(work: Work, act: _Act) -> Undone:
    _correctors()[act.action](work, act.row_id, act.detail.get("seqs", ()))
    work.connection.exec_driver_sql(
        "INSERT INTO undone_act (audit_seq, by_seq)"
        " VALUES (?, (SELECT coalesce(max(seq), 0) + 1 FROM audit))",
        (act.seq,),
    )
    work.note(f"audit:{act.seq}", undoes=act.seq)
    return Undone(0, 1, ())


__all__ = ["NothingToUndoError", "close_batch", "open_batch", "undo_batch", "undo_last"]
