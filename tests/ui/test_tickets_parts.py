"""Parts of the ticket page: tabs with counts, the stepper, the timeline; drawn in every look."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.common import theme
from ui.common.stepper import StepMark, Stepper
from ui.common.tabs import CountTabs, Tab
from ui.common.timeline import Happening, Timeline
from ui.common.tokens import Tokens

LOOKS = [Tokens(), Tokens("dark"), Tokens("light", "large")]
TABS = (Tab("open", "在办"), Tab("unsent", "待派单", pressing=True), Tab("all", "全部"))
MARKS = (
    StepMark("受理", "11-16 07:50", "done"),
    StepMark("派单", "待派单", "now"),
    StepMark("处理", "", "next"),
)


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look.theme}-{look.size}")
def worn(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Tokens]:
    theme.apply(qapp, request.param)
    yield request.param
    theme.apply(qapp, Tokens())


def has(widget: QWidget, colour: str) -> bool:
    picture: QImage = widget.grab().toImage()
    wanted = QColor(theme.current().colours[colour]).rgb()
    return any(
        picture.pixel(QPoint(x, y)) == wanted
        for x in range(picture.width())
        for y in range(picture.height())
    )


def test_tabs_count_choose_by_arrows_and_keep_their_places(qtbot: QtBot, worn: Tokens) -> None:
    tabs = CountTabs("t", "环节", TABS)
    qtbot.addWidget(tabs)
    tabs.show_counts({"open": 21, "unsent": 2, "all": 1109})
    tabs.show()
    before = [tabs.tabRect(at) for at in range(3)]
    with qtbot.waitSignal(tabs.chosen) as chosen:
        qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert chosen.args == ["unsent"]
    assert [tabs.tabRect(at) for at in range(3)] == before
    assert tabs.accessibleTabName(2) == "全部 1,109"
    assert tabs.value() == "unsent"
    assert has(tabs, "danger")
    assert has(tabs, "ink")
    tabs.show_counts({"open": 21, "unsent": 0, "all": 9})
    assert not has(tabs, "danger")


def test_choosing_by_key_tells_nobody(qtbot: QtBot) -> None:
    tabs = CountTabs("t", "环节", TABS)
    qtbot.addWidget(tabs)
    with qtbot.assertNotEmitted(tabs.chosen):
        tabs.choose("all")
    assert tabs.value() == "all"


def test_the_stepper_is_read_aloud_and_drawn(qtbot: QtBot, worn: Tokens) -> None:
    stepper = Stepper("s")
    qtbot.addWidget(stepper)
    stepper.show_marks(MARKS)
    stepper.resize(700, stepper.height())
    assert stepper.accessibleName() == "第 2 步，共 3 步，派单，待派单"
    assert "受理 11-16 07:50" in stepper.accessibleDescription()
    assert stepper.minimumSizeHint().width() < 700
    for colour in ("ink", "ink_tint", "line_strong"):
        assert has(stepper, colour), colour


def test_the_timeline_grows_with_its_words_and_keeps_markup_as_words(
    qtbot: QtBot, worn: Tokens
) -> None:
    timeline = Timeline("t")
    qtbot.addWidget(timeline)
    short = Happening("11-16 07:50 林晓燕", "受理", now=True)
    long = Happening("11-16 07:58", "<b>" + "长" * 200 + "w" * 200, undone=True)
    timeline.show_lines([short])
    one = timeline.heightForWidth(300)
    timeline.show_lines([short, long])
    assert timeline.heightForWidth(300) > 4 * one
    assert timeline.heightForWidth(600) < timeline.heightForWidth(300)
    assert "<b>长" in timeline.text()
    timeline.resize(300, timeline.heightForWidth(300))
    assert has(timeline, "ink")
