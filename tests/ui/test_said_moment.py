"""The two fields that take a moment: they read alike, and a deadline shows what it means."""

from datetime import datetime

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFocusEvent
from pytestqt.qtbot import QtBot

from ui.tickets.backfill.moments import read_moment
from ui.tickets.circumstances import UNREAD
from ui.tickets.said_moment import MomentLine, read_said

NOW = datetime(2026, 11, 20, 10, 42)


@pytest.mark.parametrize(
    "text",
    ["昨天 晚上12点", "昨天 晚上1点", "昨天 凌晨12点半", "昨晚8点", "昨天1520", "11.19 9:05",
     "前天下午3点半", "12.30 9:00", "周三 9点", "昨天哪", "13.45 8点"],
)  # fmt: skip
def test_both_readers_read_alike(text: str) -> None:
    assert read_moment(text, None, NOW) == read_said(text, NOW)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2026-11-25 17:30:00", "11-25 17:30"),
        ("20261125", "11-25 23:59"),
        ("11月25日前", "11-25 23:59"),
        ("11月25日24时", "11-25 23:59"),
        ("下周一", "11-23 23:59"),
        ("周五17:00", "11-20 17:00"),
        ("11-28 00:00", "11-28 00:00"),
        ("11月25日 23:59:59", "11-25 23:59"),
    ],
)
def test_a_deadline_is_told_back_and_read_again(qtbot: QtBot, typed: str, told: str) -> None:
    line = MomentLine("due", "要求办结时间", "", ahead=True, now=lambda: NOW)
    qtbot.addWidget(line)
    line.setText(typed)
    meant = line.value()
    line.clearFocus()
    line.focusOutEvent(_left())
    assert line.text() == told
    assert line.value() == meant
    assert not line.unread()


def _left() -> QFocusEvent:
    return QFocusEvent(QEvent.Type.FocusOut)


def test_a_refusal_suggests_a_moment_of_its_own_side(qtbot: QtBot) -> None:
    for field, ahead in (("occurred_at", False), ("external_due_at", True)):
        words = UNREAD[field].partition("写成 ")[2].partition(" 这样")[0]
        for example in words.split("、"):
            at = read_said(example, NOW, ahead=ahead)
            assert at is not None, example
            assert (at > NOW) == ahead, example
