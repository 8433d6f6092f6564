"""最不满意的十件事 for the meeting: on paper and as a workbook, whoever calls by the ends of his
number; the archive keeps what was printed.
"""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from tests import page_rules
from tests.conftest import Clock
from tests.forms import reading
from tests.ui.conftest import Said, look
from tests.ui.tickets_place import CTRL, KEY, call, opened
from ui.printing import Preview
from ui.tickets.grievances import window as grievances
from ui.tickets.grievances.window import GrievancesWindow
from wenming_desktop.papers.archive import keep, shown
from wenming_desktop.papers.grievances import CALLERS, PLACES, TEN, WantedList, draw_list
from wenming_desktop.tickets.grievances import Span
from wenming_desktop.work import Desk

__all__ = ["look"]
OCTOBER = Span(date(2026, 10, 1), date(2026, 11, 1), date(2026, 9, 1))
PHONE = "13900000001"


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
def office(desk: Desk, clock: Clock) -> Desk:
    """Two calls of one telephone about rubbish, one in confidence, in October."""
    clock.now = datetime(2026, 10, 12, 9)
    caller = {"complainant_name": "王秀兰", "complainant_phone": PHONE, "category": "0102"}
    first = call(desk, clock, "垃圾没人清", **caller)
    call(desk, clock, "垃圾还是没人清", duplicate_of_id=first, **caller)
    told = {"nature": "4", "complainant_name": "钱二", "complainant_phone": "13900000002"}
    call(desk, clock, "有人倒建筑垃圾", category="0102", **told)
    clock.now = datetime(2026, 11, 20, 10, 42)
    return desk


def test_the_lists_stand_on_paper_and_are_kept(office: Desk) -> None:
    papers = {
        which: draw_list(office, WantedList(which, OCTOBER)) for which in (TEN, CALLERS, PLACES)
    }
    texts = {which: "".join(reading.text(paper.pdf).split()) for which, paper in papers.items()}
    for which, words in (
        (TEN, ("群众最不满意的10件事", "2026年10月", "暴露垃圾", "上期未进", "先比不满意件数")),
        (CALLERS, ("反复来电", "王秀兰", "139****0001", "同一个电话受理两件以上")),
        (PLACES, ("反复发生的地点", "一院3-2-402")),
    ):
        for word in words:
            assert word in texts[which], (which, word)
    assert not any(hidden in text for hidden in ("钱二", PHONE) for text in texts.values())
    kept = keep(office, papers[CALLERS])
    assert "".join(reading.text(shown(office, kept)).split()) == texts[CALLERS]


def test_printed_and_saved_by_keys(
    qtbot: QtBot, office: Desk, said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = opened(qtbot, office, said, tmp_path)
    monkeypatch.setattr(grievances, "span_of", lambda _key, _today: OCTOBER)
    place.page.list.in_bulk.more.show_grievances()
    window = place.window.findChild(GrievancesWindow)
    assert window is not None
    qtbot.waitUntil(window.isActiveWindow)
    assert page_rules.broken(window) == []
    qtbot.keyClick(window, KEY.Key_P, CTRL)
    preview = window.findChild(Preview)
    assert preview is not None
    qtbot.waitUntil(preview.isActiveWindow)
    preview.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    file = tmp_path / "十件事.xlsx"
    monkeypatch.setattr(grievances, "ask_where", lambda _over, _path, _kind, done: done(file))
    qtbot.keyClick(window, KEY.Key_E, CTRL)
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["群众最不满意的10件事", "反复来电", "反复发生的地点"]
    ten = list(book.worksheets[0].iter_rows(values_only=True))
    assert ten[0][0] == "槐荫里社区群众最不满意的10件事（2026年10月）"
    assert ten[2] == (1, "暴露垃圾", 0, 1, 3, 0, "上期未进")
    assert book.worksheets[1]["E3"].value == "139****0001"
    assert ("say", "已存到“十件事.xlsx”") in said.said
