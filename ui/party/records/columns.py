"""The columns of the list of service records."""

from typing import Final

from ui.common.columns import Column
from wenming_desktop.party.record_model import RecordLine


def _hours(line: RecordLine) -> str:
    return "—" if line.hours is None else f"{line.hours:g}"


RECORDS: Final[tuple[Column[RecordLine], ...]] = (
    Column("date", "日期", lambda line: f"{line.date:%Y-%m-%d}", width=108, quiet=True),
    Column("member", "党员", lambda line: line.member or "—", width=96, bold=True),
    Column("content", "服务内容", lambda line: line.content, stretch=True),
    Column("place", "地点", lambda line: line.place or "—", width=150, quiet=True),
    Column("hours", "小时", _hours, width=64, right=True),
    Column("origin", "来源", lambda line: line.origin, width=150, quiet=True),
)
