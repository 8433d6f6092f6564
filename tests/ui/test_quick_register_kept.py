"""快速登记: what was typed stands; what the form filled in by itself follows what it came from."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.stand_in import Office
from ui.common.choice import Choice
from ui.jobs import Jobs
from ui.tickets.quick_register import QuickRegister
from wenming_desktop.tickets.refusals import BadValueError, FieldMissingError

_CTRL = Qt.KeyboardModifier.ControlModifier
HOME = "一院 3号楼 2单元 501"
Act = Callable[[QtBot, QuickRegister], object]


@pytest.fixture
def window(qtbot: QtBot, jobs: Jobs) -> QuickRegister:
    return opened(qtbot, jobs)


def opened(qtbot: QtBot, jobs: Jobs) -> QuickRegister:
    window = QuickRegister(jobs)
    qtbot.addWidget(window)
    window.bring()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def picked(qtbot: QtBot, window: QuickRegister, text: str, down: int = 0) -> None:
    """Overwrite who calls and take the hit that many lines down."""
    caller = window.form.caller
    caller.setFocus()
    qtbot.keyClick(caller, Qt.Key.Key_A, _CTRL)
    with qtbot.waitSignal(caller.asked, timeout=1000):
        qtbot.keyClicks(caller, text)
    for _ in range(down):
        qtbot.keyClick(caller, Qt.Key.Key_Down)
    qtbot.keyClick(caller, Qt.Key.Key_Return)
    # Who was taken is no question any more: the next key asks anew.
    qtbot.waitUntil(lambda: caller._last == caller.text())


def choose(box: Choice, code: object) -> None:
    box.choose(code)
    box.activated.emit(box.currentIndex())


def category(window: QuickRegister, code: str) -> None:
    choose(window.form.categories.others, code)


def urgency(qtbot: QtBot, window: QuickRegister, label: str) -> None:
    parts = window.form.urgency.findChildren(QPushButton)
    button = next(one for one in parts if one.text() == label and one.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_number_typed_first_stands_beside_the_registers(
    qtbot: QtBot, window: QuickRegister
) -> None:
    form = window.form
    qtbot.keyClicks(form.phone, "13900005555")
    picked(qtbot, window, "wxl")
    assert (form.caller.text(), form.phone.text()) == ("王秀兰", "13900005555")
    assert form.phone.told.isVisible()
    assert form.phone.told.text() == "电话按写的登记，台账里是 139****2046"
    assert form.command().ticket.complainant_phone == "13900005555"
    form.phone.selectAll()
    qtbot.keyClick(form.phone, Qt.Key.Key_Delete)
    assert not form.phone.told.isVisible()
    assert form.command().ticket.complainant_phone == "13900002046"
    qtbot.keyClicks(form.phone, "139 0000 2046")
    assert not form.phone.told.isVisible(), "it is the same number"


@pytest.mark.parametrize(("number", "kept"), [("13900007705", "13900007705"), ("13900002046", "")])
def test_a_whole_number_he_was_looked_for_by_is_kept(
    qtbot: QtBot, window: QuickRegister, number: str, kept: str
) -> None:
    picked(qtbot, window, number)
    assert (window.form.caller.text(), window.form.phone.text()) == ("王秀兰", kept)
    assert window.form.command().ticket.complainant_phone == number


ACTS: dict[str, Act] = {
    "category": lambda _, window: category(window, "0103"),
    "source": lambda _, window: choose(window.form.source, "11"),
    "urgency": lambda qtbot, window: urgency(qtbot, window, "较急"),
    "when": lambda qtbot, window: qtbot.keyClicks(window.form.when.at, "11-19 20:00"),
    "nature": lambda _, window: choose(window.form.when.nature, "4"),
    "secret": lambda qtbot, window: qtbot.mouseClick(
        window.form.when.secret, Qt.MouseButton.LeftButton
    ),
    "anonymous": lambda qtbot, window: qtbot.keyClick(window, Qt.Key.Key_F7),
    "unit": lambda _, window: choose(window.form.unit, 2),
}


@pytest.mark.parametrize("name", ACTS)
def test_every_field_alone_is_a_draft(
    qtbot: QtBot, window: QuickRegister, jobs: Jobs, name: str
) -> None:
    assert window.form.is_blank()
    ACTS[name](qtbot, window)
    assert not window.form.is_blank()
    qtbot.keyClick(window.form.content, Qt.Key.Key_Escape)
    window._drafts.flush()
    again = opened(qtbot, jobs)
    assert again.form.command() == window.form.command()


def test_a_superiors_order_outlives_esc_and_a_new_start(
    qtbot: QtBot, window: QuickRegister, jobs: Jobs
) -> None:
    form = window.form
    choose(form.source, "11")
    qtbot.keyClicks(form.outside.number, "12345-777")
    qtbot.keyClicks(form.outside.due, "12-31 17:00")
    category(window, "0103")
    qtbot.keyClick(form.content, Qt.Key.Key_Escape)
    window.bring()
    window._drafts.flush()
    for one in (window, opened(qtbot, jobs)):
        assert one.form.outside.isVisible()
        assert one.form.source.value() == "11"
        ticket = one.form.command().ticket
        assert (ticket.source, ticket.external_no) == ("11", "12345-777")
        assert ticket.external_due_at is not None


def test_registered_and_nothing_of_it_is_kept(
    qtbot: QtBot, window: QuickRegister, office: Office
) -> None:
    picked(qtbot, window, "wxl")
    category(window, "1901")
    choose(window.form.source, "11")
    qtbot.keyClicks(window.form.outside.number, "12345-777")
    choose(window.form.when.nature, "4")
    window._drafts.flush()
    assert office.drafts
    with qtbot.waitSignal(window.registered):
        qtbot.keyClick(window, Qt.Key.Key_S, _CTRL)
    window._drafts.flush()
    assert not office.drafts
    assert window.form.is_blank()


def test_a_sudden_event_is_urgent_for_all_to_see(
    qtbot: QtBot, window: QuickRegister, jobs: Jobs
) -> None:
    form = window.form
    category(window, "1901")
    assert form.urgency.value() == form.command().ticket.urgency == "3"
    assert window.side._why.text() == "紧急：24 小时内办结。"
    urgency(qtbot, window, "一般")
    assert form.urgency.value() == "3", "it would be registered as urgent all the same"
    window._drafts.flush()
    for one in (opened(qtbot, jobs), window):
        category(one, "0103")
        assert one.form.urgency.value() == "1", "it rose by itself and falls back by itself"


def test_an_urgency_chosen_by_hand_stays(qtbot: QtBot, window: QuickRegister) -> None:
    category(window, "1901")
    urgency(qtbot, window, "紧急")
    category(window, "0103")
    assert window.form.urgency.value() == "3"
    urgency(qtbot, window, "较急")
    category(window, "1901")
    assert window.form.urgency.value() == "2"


def test_the_home_filled_in_follows_the_caller(qtbot: QtBot, window: QuickRegister) -> None:
    form = window.form
    picked(qtbot, window, "3-2-50")
    assert form.place.text() == HOME
    picked(qtbot, window, "3-2-50", down=1)
    assert (form.caller.text(), form.place.text()) == ("赵立新", "一院 3号楼 2单元 502")
    assert form.command().ticket.complainant_house_id == 2
    qtbot.keyClick(form.caller, Qt.Key.Key_A, _CTRL)
    qtbot.keyClicks(form.caller, "zhang")
    assert form.place.text() == "", "a stranger does not live there"


def test_a_place_written_by_hand_stays(qtbot: QtBot, window: QuickRegister) -> None:
    form = window.form
    picked(qtbot, window, "3-2-50")
    qtbot.keyClicks(form.place, " 2F")
    picked(qtbot, window, "3-2-50", down=1)
    assert (form.caller.text(), form.place.text()) == ("赵立新", f"{HOME} 2F")
    qtbot.keyClick(window, Qt.Key.Key_F7)
    assert form.place.text() == f"{HOME} 2F"


def test_f7_takes_the_home_back_and_brings_it_again(
    qtbot: QtBot, window: QuickRegister, jobs: Jobs
) -> None:
    picked(qtbot, window, "wxl")
    qtbot.keyClick(window, Qt.Key.Key_F7)
    ticket = window.form.command().ticket
    assert (ticket.location_text, ticket.complainant_address) == (None, None)
    assert not window.form.same_place.isEnabled()
    window._drafts.flush()
    again = opened(qtbot, jobs)
    assert again.form.place.text() == ""
    for one in (again, window):
        one.bring()
        qtbot.waitUntil(one.isActiveWindow)
        qtbot.keyClick(one, Qt.Key.Key_F7)
        assert one.form.place.text() == HOME
    qtbot.keyClick(window, Qt.Key.Key_F7)
    window.form.place.insert(HOME)
    assert window.form.where.warning.isVisible()
    assert window.form.where.warning.text().startswith("匿名件")


def test_a_secret_call_from_home_is_warned_of(qtbot: QtBot, window: QuickRegister) -> None:
    form = window.form
    picked(qtbot, window, "wxl")
    assert not form.where.warning.isVisible()
    choose(form.when.nature, "4")
    assert form.where.warning.isVisible()
    assert form.where.warning.text().startswith("保密件")
    assert form.place.text() == HOME, "it may well have happened there"
    form.place.selectAll()
    form.place.insert("小广场")
    assert not form.where.warning.isVisible()


@pytest.mark.parametrize(
    ("key", "error", "words"),
    [
        ("content", FieldMissingError("content", "诉求内容"), "还没有填事项。填好以后再保存。"),
        ("location_text", FieldMissingError("location_text", "发生地点"),
         "还没有填地点。填好以后再保存。"),
        ("category", FieldMissingError("category", "诉求分类"), "还没有选类别。选好以后再保存。"),
        ("content", BadValueError(label="诉求内容", said="太长", field="content"), "事项：太长"),
        ("caller", BadValueError(label="来电电话", said="不像号码", field="complainant_phone"),
         "来电电话：不像号码"),
    ],
)  # fmt: skip
def test_a_refusal_calls_a_field_by_its_name_here(
    qtbot: QtBot,
    window: QuickRegister,
    office: Office,
    key: str,
    error: Exception,
    words: str,
) -> None:
    office.fail["register"] = error
    qtbot.keyClick(window, Qt.Key.Key_S, _CTRL)
    assert window.form._errors[key].text() == words
