"""补录: yesterday's paper as rows, and the cells of it that cannot stand. Pure."""

from dataclasses import dataclass
from datetime import datetime

from wenming_desktop.errors import UserError

MOST_ROWS = 50
MOST_DAYS = 7


@dataclass(frozen=True, slots=True)
class BackfillRow:
    """One ticket as the paper has it; codes by code or name, the unit by id or name.

    `at` is when it was accepted. With a result, an outcome, a finish time or a rating it was
    finished: then all but the rating have to be there. A rating counts at the finish.
    """

    at: datetime | None
    source: str = ""
    category: str = ""
    location_text: str = ""
    content: str = ""
    complainant_phone: str = ""
    complainant_name: str = ""
    handling_unit: int | str | None = None
    finished_at: datetime | None = None
    result: str = ""
    outcome: str = ""
    satisfaction: str = ""
    nature: str = "3"

    @property
    def is_finished(self) -> bool:
        """Whether the paper says anything of an end."""
        return bool(self.finished_at or self.result.strip() or self.outcome or self.satisfaction)


@dataclass(frozen=True, slots=True)
class BackfillMany:
    """The rows as typed, and why they come late."""

    rows: tuple[BackfillRow, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WrongCell:
    """A cell that cannot stand: row from 1, field of the row, why in words."""

    row: int
    field: str
    words: str


class BackfillRefusedError(UserError):
    """Cells that cannot stand; none of the rows was saved. `field` names the first as row.name."""

    code = "backfill.refused"
    text = "有 {count} 处要改，这一批还没有保存。第 {row} 行：{said}"

    def __init__(self, cells: tuple[WrongCell, ...]) -> None:
        self.cells = cells
        first = cells[0]
        super().__init__(
            field=f"{first.row}.{first.field}", row=first.row, count=len(cells), said=first.words
        )


class BackfillRowsError(UserError):
    """No row, or more than one act takes."""

    code = "backfill.rows"
    text = "一次补录 1 到 {most} 件，现在是 {count} 件，没有保存。"


class BackfillReasonError(UserError):
    """A ticket of an earlier day without the reason why it comes late."""

    code = "backfill.reason"
    text = "有前几天的工单，请写明为什么补录，再保存。"


class BackfillWorkedOnError(UserError):
    """One of the tickets went on since: the batch stands as a whole."""

    code = "backfill.worked_on"
    text = "工单{number}补录以后又办过，这一批没有撤销。要撤的请在工单上单独更正或作废。"


def problem_of_time(at: datetime | None, now: datetime) -> str:
    """Why a ticket cannot be accepted at that time; empty when it can."""
    if at is None:
        return "没有写时间，像“昨天 15:20”这样写。"
    if at > now:
        return f"{at:%m-%d %H:%M} 还没有到，时间不能写在以后。"
    if (now.date() - at.date()).days > MOST_DAYS:
        return f"{at:%m-%d} 过了 {MOST_DAYS} 天，不能再补录。更早的请用“导入台账”。"
    return ""


def problem_of_finish(row: BackfillRow, now: datetime) -> str:
    """Why it cannot have been finished then; empty when it can."""
    if not row.is_finished:
        return ""
    if row.finished_at is None:
        return "写了办理结果，还没有写办结时间。"
    if row.finished_at > now:
        return f"{row.finished_at:%m-%d %H:%M} 还没有到，办结时间不能写在以后。"
    if row.at is not None and row.finished_at < row.at:
        return f"办结时间早于受理时间（{row.at:%m-%d %H:%M}）。"
    return ""
