"""The columns of the page's tables: heads as recognised, rows to look at, rows kept by an undo."""

from dataclasses import dataclass
from typing import Final

from ui.common.columns import Column
from ui.common.paint import Chip, Lamp
from wenming_desktop.security.undo import Kept
from wenming_desktop.workbooks.answers import Applied
from wenming_desktop.workbooks.desk_imports import ColumnSeen, field_label
from wenming_desktop.workbooks.merging import MergeRow
from wenming_desktop.workbooks.outcome import RowProblem

_LAMP: Final = {"sure": "ok", "check": "warn", "none": "none"}
_KINDS: Final = {
    "resident": "居民",
    "household": "住户",
    "house": "房屋",
    "building": "楼栋",
    "building_unit": "单元",
    "estate": "小区",
    "party_member": "党员",
    "building_party_group": "党小组",
    "ticket": "工单",
    "service_card": "连心卡",
    "service_record": "服务记录",
}


def _head(seen: ColumnSeen) -> str:
    """A head of two rows: the lower word first, which is the one that tells columns apart."""
    group, _, leaf = seen.head.rpartition("/")
    return f"{leaf}（{group}）" if group and leaf else seen.head


SEEN: Final = (
    Column[ColumnSeen]("head", "表里的列", _head, 128, bold=True),
    Column[ColumnSeen]("sample", "第一行内容", lambda seen: seen.sample, 156, quiet=True),
    Column[ColumnSeen]("label", "台账里的项目", lambda seen: seen.label, 214),
    Column[ColumnSeen](
        "reason",
        "怎么认出来的",
        lambda seen: seen.reason,
        lamp=lambda seen: Lamp(_LAMP[seen.state], seen.reason),
        stretch=True,
    ),
)
SEEN_OF_SHEETS: Final = (
    Column[ColumnSeen]("sheet", "工作表", lambda seen: seen.sheet, 96, quiet=True),
    *SEEN,
)
"""The same where a file has several sheets."""


def result_chip(problem: RowProblem) -> Chip:
    """Return what became of the row: left out, or taken in and to be looked at."""
    return Chip("不收", "bad") if problem.severity == "refused" else Chip("保留待核", "warn")


PROBLEMS: Final = (
    Column[RowProblem]("sheet", "工作表", lambda p: p.sheet, 120, quiet=True),
    Column[RowProblem]("row", "行", lambda p: f"{p.row:,}", 64, right=True),
    Column[RowProblem](
        "severity",
        "结果",
        lambda p: result_chip(p).label,
        96,
        chips=lambda p: (result_chip(p),),
    ),
    Column[RowProblem]("field", "项目", lambda p: field_label(p.field), 140),
    Column[RowProblem]("message", "哪里不对，怎么办", lambda p: p.message, stretch=True),
)


_MERGED: Final = Chip("会合并", "warn")


def _what_differs(row: MergeRow) -> str:
    return f"台账里已有，{'、'.join(one.label for one in row.differences)}不同"


MERGES: Final = (
    Column[MergeRow]("sheet", "工作表", lambda r: r.sheet, 120, quiet=True),
    Column[MergeRow]("row", "行", lambda r: f"{r.row:,}", 64, right=True),
    Column[MergeRow]("result", "结果", lambda r: _MERGED.label, 96, chips=lambda r: (_MERGED,)),
    Column[MergeRow]("name", "姓名", lambda r: r.name, 140, bold=True),
    Column[MergeRow]("differs", "说明（回车选以哪边为准）", _what_differs, stretch=True),
)


FIXED: Final = (
    Column[Applied]("label", "项目", lambda a: a.label, 120, quiet=True),
    Column[Applied]("written", "表里写的", lambda a: a.written, 220),
    Column[Applied]("said", "改成", lambda a: a.said, 220, bold=True),
    Column[Applied]("cells", "几处", lambda a: f"{a.cells:,}", 64, right=True),
    Column[Applied]("whence", "什么时候定的（回车可收回）", lambda a: a.whence, stretch=True),
)


@dataclass(frozen=True)
class KeptRow:
    """A row that an undo left as it was."""

    kind: str
    title: str
    reason: str


def kept_row(kept: Kept) -> KeptRow:
    """Return a kept row in words."""
    return KeptRow(_KINDS.get(kept.kind, "记录"), kept.title or f"第 {kept.id} 条", kept.reason)


KEPT: Final = (
    Column[KeptRow]("kind", "种类", lambda k: k.kind, 120, quiet=True),
    Column[KeptRow]("title", "名称", lambda k: k.title, 240, bold=True),
    Column[KeptRow]("reason", "为什么留下", lambda k: k.reason, stretch=True),
)
