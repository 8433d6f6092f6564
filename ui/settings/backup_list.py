"""The backups as listed: when, how they came about, where they lie, how large, whether whole."""

from datetime import datetime
from typing import Final

from ui.common.columns import Column
from ui.common.paint import Chip
from wenming_desktop.backup.kept import KeptBackup
from wenming_desktop.backup.rules import moment, reason, size_words


def _when(kept: KeptBackup) -> str:
    return moment(kept.at, datetime.now())


def _state(kept: KeptBackup) -> str:
    if kept.missing:
        return kept.missing
    return "校验通过" if kept.file is not None else "不在这台电脑上"


def _chips(kept: KeptBackup) -> tuple[Chip, ...]:
    words = _state(kept)
    if kept.missing:
        return (Chip(words, "warn"),)
    return (Chip(words, "ok" if kept.file is not None else "none"),)


COLUMNS: Final[tuple[Column[KeptBackup], ...]] = (
    Column("at", "时间", _when, width=150, bold=True),
    Column("why", "怎么来的", lambda kept: reason(kept.why, kept.by), width=150),
    Column("where", "存在哪里", lambda kept: kept.where, width=180),
    Column("size", "大小", lambda kept: size_words(kept.size), width=84, right=True),
    Column("state", "状态", _state, chips=_chips, stretch=True),
)
