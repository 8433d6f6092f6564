"""设置→标准答复, 派单去向, 类别用词: added, changed, put out of use, found, by keys alone."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.make import Office as Maker
from tests.ui.stand_in import AtOnce
from ui.common.choice import Choice
from ui.jobs import Jobs, Lanes
from ui.page import Services
from ui.settings.page import SettingsPage
from wenming_desktop.tickets.replies import Reply, all_replies, replies, save_reply
from wenming_desktop.tickets.routing import Route, route, routes, save_route
from wenming_desktop.tickets.word_desk import WordLine, change_word, route_lines, word_lines
from wenming_desktop.tickets.words import KeywordError, suggest
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key
Opened = Callable[[str], SettingsPage]


@pytest.fixture
def page(qtbot: QtBot, services: Services, desk: Desk) -> Opened:
    """A section of the settings over a real office."""

    def opened(section: str, *rights: str) -> SettingsPage:
        services.jobs = Jobs(desk, services.jobs.messages, Lanes(AtOnce(), AtOnce()))
        services.drafts._jobs = services.jobs
        held = frozenset(rights or ("settings.read", "settings.write"))
        services.office = replace(services.office, rights=held)
        page = SettingsPage(services)
        qtbot.addWidget(page)
        page.resize(1166, 600)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.start()
        page.open_section(section)
        return page

    return opened


def find(page: SettingsPage, name: str) -> QWidget:
    section = page.section()
    assert section is not None
    found = section.findChild(QWidget, name)
    assert found is not None, name
    return found


def write(page: SettingsPage, name: str, text: str) -> None:
    field = find(page, f"fld_{name}")
    field.setFocus()
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    else:
        assert isinstance(field, QLineEdit)
        field.setText(text)
        field.textEdited.emit(text)


def choose(page: SettingsPage, name: str, wanted: str) -> None:
    """Choose as a person does who clicked it; by its label or its code."""
    box = find(page, f"fld_{name}")
    assert isinstance(box, Choice)
    at = max(box.findText(wanted), box.findData(wanted))
    assert at >= 0, wanted
    box.setCurrentIndex(at)
    box.activated.emit(at)


def error(page: SettingsPage, name: str) -> str:
    words = find(page, f"err_{name}")
    assert isinstance(words, QLabel)
    return words.text() if words.isVisible() else ""


def lines(page: SettingsPage, name: str) -> list[list[str]]:
    table = find(page, f"tbl_{name}")
    assert isinstance(table, QTableView)
    model = table.model()
    return [
        [str(model.index(at, column).data()) for column in range(model.columnCount())]
        for at in range(model.rowCount())
    ]


def add(qtbot: QtBot, page: SettingsPage) -> None:
    qtbot.keyClick(page, KEY.Key_N, CTRL)


def save(qtbot: QtBot, page: SettingsPage) -> None:
    qtbot.keyClick(page, KEY.Key_S, CTRL)


# 标准答复


def test_a_reply_is_added_for_one_category(qtbot: QtBot, page: Opened, desk: Desk) -> None:
    here = page("replies")
    add(qtbot, here)
    write(here, "name", "井盖加固")
    write(here, "text", "已联系{承办单位}加固井盖。")
    choose(here, "category", "01")
    save(qtbot, here)
    assert "井盖加固" in {one.title for one in desk.read(replies, "FIN", "0101")}
    assert "井盖加固" not in {one.title for one in desk.read(replies, "FIN", "0801")}


def test_a_reply_put_out_of_use_is_offered_no_more(qtbot: QtBot, page: Opened, desk: Desk) -> None:
    (stay,) = desk.read(replies, "WDR")
    here = page("replies")
    section = here.section()
    assert section is not None
    section._bring(stay.id)  # type: ignore[attr-defined]
    qtbot.mouseClick(find(here, "fld_enabled"), Qt.MouseButton.LeftButton)
    save(qtbot, here)
    assert desk.read(replies, "WDR") == ()
    assert stay.id in {one.id for one in desk.read(all_replies)}
    desk.write(undo_last_act)
    assert [one.id for one in desk.read(replies, "WDR")] == [stay.id]


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("name", "", "标题还没有写"),
        ("text", "", "答复还没有写"),
        ("text", "长" * 501, "现在 501 个字，最多 500 个字"),
    ],
)
def test_what_is_wrong_with_a_reply_is_said_beside_it(
    qtbot: QtBot, page: Opened, desk: Desk, field: str, text: str, said: str
) -> None:
    before = desk.read(all_replies)
    here = page("replies")
    add(qtbot, here)
    for name, good in (("name", "标题"), ("text", "答复")):
        write(here, name, text if name == field else good)
    save(qtbot, here)
    assert error(here, field) == said
    assert desk.read(all_replies) == before


# 派单去向


@pytest.fixture
def town(desk: Desk, clock: Clock) -> Maker:
    made = Maker(desk, clock)
    made.unit()
    made.unit("供热公司", "马师傅")
    made.household("402", "陈国栋")
    made.grid("3")
    return made


def test_a_rule_is_made_of_a_category_a_place_a_unit_and_a_handler(
    qtbot: QtBot, page: Opened, desk: Desk, town: Maker
) -> None:
    here = page("routing")
    assert find(here, "empty_routing").isVisible()
    add(qtbot, here)
    choose(here, "category", "0801")
    choose(here, "estate_id", "槐荫一院")
    choose(here, "handling_unit_id", "供热公司")
    people = find(here, "fld_handler_id")
    assert isinstance(people, Choice)
    assert [people.itemText(at) for at in range(people.count())] == ["不定经办人", "马师傅"]
    choose(here, "handler_id", "马师傅")
    save(qtbot, here)
    (line,) = desk.read(route_lines)
    assert (line.estate, line.unit, line.handler) == ("槐荫一院", "供热公司", "马师傅")
    building = town.rows("SELECT id FROM building")[0][0]
    going = desk.read(route, "0801", building)
    assert going is not None
    assert (going.unit, going.handler) == ("供热公司", "马师傅")
    assert lines(here, "routing")[0][1:5] == ["槐荫一院", "不限", "供热公司", "马师傅"]


def test_a_rule_that_says_nothing_is_not_saved(
    qtbot: QtBot, page: Opened, desk: Desk, town: Maker
) -> None:
    here = page("routing")
    add(qtbot, here)
    choose(here, "handling_unit_id", "裕和物业")
    save(qtbot, here)
    assert error(here, "category") == "类别、小区、网格至少选一样"
    choose(here, "handling_unit_id", "请选单位")
    choose(here, "estate_id", "槐荫一院")
    save(qtbot, here)
    assert error(here, "handling_unit_id") == "还没有选派给哪个单位"
    assert desk.read(routes) == ()


def test_a_rule_out_of_use_stays_listed_and_comes_back(
    qtbot: QtBot, page: Opened, desk: Desk, town: Maker
) -> None:
    unit = town.rows("SELECT id FROM handling_unit WHERE name = '供热公司'")[0][0]
    desk.write(save_route, Route(unit, category="08"))
    here = page("routing")
    qtbot.mouseClick(find(here, "fld_enabled"), Qt.MouseButton.LeftButton)
    save(qtbot, here)
    assert desk.read(routes) == ()
    assert [row[5] for row in lines(here, "routing")] == ["已停用"]
    qtbot.mouseClick(find(here, "fld_enabled"), Qt.MouseButton.LeftButton)
    save(qtbot, here)
    assert [one.category for one in desk.read(routes)] == ["08"]


def test_a_category_is_found_by_its_initials(
    qtbot: QtBot, page: Opened, desk: Desk, town: Maker
) -> None:
    here = page("routing")
    add(qtbot, here)
    box = find(here, "fld_handling_unit_id")
    assert isinstance(box, Choice)
    line = box.lineEdit()
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, "grgs")
    completer = box.completer()
    assert completer is not None
    model = completer.completionModel()
    assert [model.index(at, 0).data() for at in range(model.rowCount())] == ["供热公司"]


# 类别用词


def test_a_word_is_found_among_hundreds_by_letters(qtbot: QtBot, page: Opened, desk: Desk) -> None:
    here = page("words")
    every = desk.read(word_lines)
    assert len(lines(here, "words")) == len(every) > 300
    field = find(here, "fld_word_search")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    qtbot.keyClicks(field, "jinggai")
    wanted = {one.word for one in every if one.word.startswith("井盖")}
    qtbot.waitUntil(lambda: len(lines(here, "words")) < len(every) / 10)
    assert {row[0] for row in lines(here, "words")} == wanted != set()
    field.setText("没有的词")
    qtbot.waitUntil(lambda: find(here, "empty_words").isVisible())


def test_a_word_is_added_and_suggests(qtbot: QtBot, page: Opened, desk: Desk) -> None:
    here = page("words")
    add(qtbot, here)
    write(here, "name", "暖气冰凉")
    choose(here, "category", "0801")
    save(qtbot, here)
    assert desk.read(suggest, "家里暖气冰凉")[0].code == "0801"


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        (("冷", "0801"), "name", "只有 1 个字，至少写 2 个字，免得什么话都对上"),
        (("暖气冰凉", ""), "category", "还没有选类别，打几个字或首字母再选"),
        (("", "0801"), "name", "用词还没有写"),
    ],
)
def test_what_is_wrong_with_a_word_is_said_beside_it(
    qtbot: QtBot, page: Opened, desk: Desk, typed: tuple[str, str], field: str, said: str
) -> None:
    here = page("words")
    before = desk.read(word_lines)
    add(qtbot, here)
    write(here, "name", typed[0])
    choose(here, "category", typed[1])
    save(qtbot, here)
    assert error(here, field) == said
    assert desk.read(word_lines) == before


def test_a_word_changed_or_taken_out_suggests_no_more_and_comes_back(
    qtbot: QtBot, page: Opened, desk: Desk
) -> None:
    made = desk.write(change_word, WordLine("暖气冰凉", "0801"))
    here = page("words")
    section = here.section()
    assert section is not None
    section._bring(made)  # type: ignore[attr-defined]
    write(here, "name", "暖气冰凉凉")
    save(qtbot, here)
    words = {one.word for one in desk.read(word_lines)}
    assert "暖气冰凉凉" in words
    assert "暖气冰凉" not in words
    assert find(here, "fld_name").text() == "暖气冰凉凉", "the row stays in hand"  # type: ignore[attr-defined]
    qtbot.mouseClick(find(here, "btn_drop_word"), Qt.MouseButton.LeftButton)
    assert "暖气冰凉凉" not in {one.word for one in desk.read(word_lines)}
    desk.write(undo_last_act)
    assert "暖气冰凉凉" in {one.word for one in desk.read(word_lines)}


def test_a_word_needs_a_category_of_the_last_level(desk: Desk) -> None:
    with pytest.raises(KeywordError, match="选一个细类"):
        desk.write(change_word, WordLine("暖气冰凉", "08"))


@pytest.mark.parametrize("section", ["replies", "routing", "words"])
def test_who_may_only_look_changes_nothing(page: Opened, desk: Desk, section: str) -> None:
    here = page(section, "settings.read")  # type: ignore[call-arg]
    assert not find(here, f"btn_add_{section}").isVisible()
    assert not find(here, "btn_save").isVisible()


def test_a_reply_saved_through_the_service_shows_at_once(
    qtbot: QtBot, page: Opened, desk: Desk
) -> None:
    here = page("replies")
    desk.write(save_reply, Reply("PRG", "新来的", "话"))
    here.changed(frozenset({"standard_reply"}))
    assert "新来的" in {row[1] for row in lines(here, "replies")}
