"""问题行: the rows that need a person, as a workbook beside the ledger."""

from pathlib import Path

from wenming_desktop.fields import by_key
from wenming_desktop.households.fields import LEDGER_FIELDS
from wenming_desktop.workbooks.outcome import Outcome
from wenming_desktop.workbooks.writer import Sheet, write_workbook

HEADS = ("工作表", "行", "项目", "结果", "原因", "代码")
SAID = {"refused": "没有导入", "kept": "已导入，待核对"}


def write_problems(path: Path, outcome: Outcome) -> int:
    """Write every problem with its place; returns how many."""
    labels = {key: field.label for key, field in by_key(LEDGER_FIELDS).items()}
    rows = [
        (p.sheet, p.row, labels.get(p.field, ""), SAID[p.severity], p.message, p.code)
        for p in outcome.problems
    ]
    sheet = Sheet("问题行", HEADS, rows, widths=(16, 8, 14, 16, 70, 20))
    return write_workbook(path, [sheet])
