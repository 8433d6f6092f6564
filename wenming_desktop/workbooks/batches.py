"""导入批次: every import that wrote something is one batch that can be taken back."""

from sqlalchemy import func, select

from db.tables.history import Audit
from db.tables.records import ImportBatch
from wenming_desktop.errors import NotFoundError, UserError
from wenming_desktop.security.undo import Undone, undo_act
from wenming_desktop.work import Work, use_case
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
