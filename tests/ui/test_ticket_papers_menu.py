"""打印 on the page of a ticket: the sheet at once, or a choice of the papers that are ready."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.conftest import NOW, Clock
from tests.make import Office as Maker
from tests.make_whistle import cell
from tests.ui.conftest import Said
from tests.ui.print_hand import to_file, wait_end
from tests.ui.tickets_place import CTRL, RESULT, Place, call, opened, step
from ui.printing import Preview
from ui.tickets.rectification.window import RectificationWindow
from wenming_desktop.archive.model import PaperFilter
from wenming_desktop.archive.queries import papers
from wenming_desktop.rectification.model import NewItem
from wenming_desktop.rectification.service import add_item
from wenming_desktop.work import Desk

ROAD = (
    ("DSP", {"handling_unit": "裕和物业", "handler": "贾涛"}),
    ("SGN", {}),
    ("FIN", {"result": RESULT, "outcome": "1"}),
    ("APV", {}),
)


@pytest.fixture
def at(
    qtbot: QtBot, desk: Desk, said: Said, clock: Clock, tmp_path: Path
) -> Callable[[int], Place]:
    """The page of a ticket that went so many steps of its road."""

    def made(steps: int) -> Place:
        Maker(desk, clock).unit()
        ticket = call(desk, clock, "井盖响")
        clock.now += timedelta(hours=1)
        for action, said_with in ROAD[:steps]:
            step(desk, ticket, action, **said_with)
        place = opened(qtbot, desk, said, tmp_path)
        place.page.open_ticket(ticket)
        return place

    return made


def offered(place: Place) -> list[str]:
    """What the menu offers after Ctrl+P; it is put away again."""
    place.key(Qt.Key.Key_P, CTRL)
    menu = place.page.detail.findChild(QMenu, "menu_papers")
    assert menu is not None
    words = [entry.text() for entry in menu.actions()]
    menu.close()
    return words


def previews() -> list[Preview]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, Preview)]


def test_a_ticket_that_is_being_worked_on_has_its_sheet_alone(
    qtbot: QtBot, at: Callable[[int], Place]
) -> None:
    place = at(2)
    with qtbot.waitSignal(place.page.services.print_asked) as asked:
        place.key(Qt.Key.Key_P, CTRL)
    assert asked.args == [place.page.detail.shown_id()]
    assert offered(place) == []


def test_a_finished_ticket_has_the_answer_too(at: Callable[[int], Place]) -> None:
    assert offered(at(4)) == ["办理单", "反馈单"]


def test_a_ticket_handed_over_or_whistled_has_its_slip(
    desk: Desk, at: Callable[[int], Place]
) -> None:
    place = at(2)
    ticket = place.page.detail.shown_id()
    assert ticket is not None
    group, _ = cell(desk, "3号楼党小组", ["孙福顺"])
    step(desk, ticket, "COH", cell=group, reason="请来看看")
    place.page.open_ticket(ticket)
    assert offered(place) == ["办理单", "吹哨单"]
    menu = place.page.detail.findChild(QMenu, "menu_papers")
    assert menu is not None
    menu.actions()[1].trigger()
    (preview,) = previews()
    assert preview.windowTitle() == "吹哨报到单"
    preview.close()
    step(desk, ticket, "TRF", to_unit="街道执法队", reason="不是社区的事")
    place.page.open_ticket(ticket)
    assert offered(place) == ["办理单", "移交单"]


def test_the_answer_is_shown_and_kept_once_it_was_printed(
    qtbot: QtBot, desk: Desk, at: Callable[[int], Place], tmp_path: Path
) -> None:
    place = at(4)
    offered(place)
    menu = place.page.detail.findChild(QMenu, "menu_papers")
    assert menu is not None
    menu.actions()[1].trigger()
    (preview,) = previews()
    assert preview.windowTitle() == "诉求办理情况反馈单"
    preview.print_on(to_file(tmp_path / "answer.pdf"))
    wait_end(qtbot, preview)
    (kept,) = desk.read(papers, PaperFilter())
    assert (kept.form, kept.row) == ("ticket_feedback", place.page.detail.shown_id())
    assert kept.number.startswith("SQ202611")
    preview.close()


def test_a_notice_is_printed_from_the_list_of_rectifications(
    qtbot: QtBot, desk: Desk, at: Callable[[int], Place], tmp_path: Path
) -> None:
    place = at(1)
    due = NOW + timedelta(days=3)
    item = desk.write(add_item, NewItem("车棚", "堆放杂物", "裕和物业", "贾涛", due))
    window = RectificationWindow(place.page.services, place.page)
    window.bring()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL)
    (preview,) = previews()
    assert preview.windowTitle() == "问题整改通知单"
    preview.print_on(to_file(tmp_path / "notice.pdf"))
    wait_end(qtbot, preview)
    (kept,) = desk.read(papers, PaperFilter())
    assert (kept.form, kept.row) == ("rectification_notice", item)
    assert kept.number.startswith("ZG202611")
    preview.close()
