"""What is said stands for eight seconds at the lower left; boxes do not block."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.common.undo_bar import Action, Bars
from ui.messages import Box, Messages


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(800, 600)
    over.show()
    return over


@pytest.fixture
def bars(over: QWidget) -> Bars:
    return Bars(over)


@pytest.fixture
def messages(over: QWidget, bars: Bars) -> Messages:
    messages = Messages()
    messages.attach(over, bars)
    return messages


def test_at_most_three_bars_stand(messages: Messages, bars: Bars) -> None:
    for at in range(5):
        messages.say(f"第 {at} 句")
    assert [bar.accessibleName() for bar in bars.bars()] == ["第 2 句", "第 3 句", "第 4 句"]
    assert bars.isVisible()


def test_the_action_runs_once_and_the_bar_goes(messages: Messages, bars: Bars) -> None:
    done: list[int] = []
    messages.say("已登记", Action("撤销", lambda: done.append(1)))
    button = bars.findChild(QPushButton, "btn_bar_action")
    button.click()
    assert done == [1]
    assert bars.bars() == []


def test_a_bar_goes_by_itself(messages: Messages, bars: Bars, qtbot: QtBot) -> None:
    messages.say("已登记")
    bars.bars()[0]._clock.start(10)
    qtbot.waitUntil(lambda: not bars.bars())


LOW_LEFT = (20, 550)


@pytest.mark.parametrize(
    ("taken", "where"),
    [
        ([], "home"),
        ([(400, 550)], "home"),
        ([LOW_LEFT], "above"),
        ([LOW_LEFT, (20, 490)], "beside"),
        ([LOW_LEFT, (20, 490), (300, 550)], "far"),
        ([LOW_LEFT, (20, 490), (300, 550), (600, 550)], "far"),
        ([(x, y) for x in (20, 200, 420, 600) for y in range(10, 600, 45)], "home"),
    ],
)
def test_a_bar_covers_nothing_to_press_where_there_is_room(
    messages: Messages, over: QWidget, bars: Bars, taken: list[tuple[int, int]], where: str
) -> None:
    for x, y in taken:
        button = QPushButton("派单", over)
        button.setGeometry(x, y, 100, 34)
        button.show()
    hidden = QPushButton("看不见", over)
    hidden.setGeometry(20, 560, 100, 34)
    hidden.hide()
    messages.say("已登记")
    spot = bars.geometry()
    buttons = [part for part in over.findChildren(QPushButton) if part.isVisible()]
    covered = [part for part in buttons if part.geometry().intersects(spot)]
    wide, low = over.width() - spot.width() - 16, over.height() - spot.height() - 16
    places = {
        "home": spot.topLeft().toTuple() == (16, low),
        "above": spot.left() == 16 and 540 - spot.height() <= spot.top() < low,
        "beside": spot.left() > 120 and spot.top() == low,
        "far": spot.left() == wide and spot.top() <= low,
    }
    assert places[where], spot
    assert not covered or len(taken) > 9, "where all is taken it stays where it is looked for"
    assert over.rect().contains(spot)


def test_a_fault_gives_its_number_to_copy(messages: Messages, over: QWidget) -> None:
    messages.bug("1120-104233-a3f0")
    box = over.findChild(Box)
    box.findChild(QPushButton, "btn_copy_number").click()
    assert QGuiApplication.clipboard().text() == "1120-104233-a3f0"
    box.close()


def test_a_question_is_answered_once(messages: Messages, over: QWidget) -> None:
    answers: list[str] = []
    messages.ask("为什么要看？", [("call", "回电话"), ("visit", "上门")], answers.append)
    over.findChild(Box).findChild(QPushButton, "btn_answer_visit").click()
    assert answers == ["visit"]
