"""设置→街巷: a street with its chief and sign, by keys alone, over a real office."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.stand_in import AtOnce
from ui.jobs import Jobs, Lanes
from ui.page import Services
from ui.settings.page import SettingsPage
from wenming_desktop.streets.model import Line, StreetRow
from wenming_desktop.streets.queries import streets
from wenming_desktop.streets.service import save_street, sign_made
from wenming_desktop.work import Desk

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, services: Services, desk: Desk) -> SettingsPage:
    lanes = Lanes(AtOnce(), AtOnce())
    services.jobs = Jobs(desk, services.jobs.messages, lanes)
    services.drafts._jobs = services.jobs
    services.office = replace(
        services.office, rights=frozenset({"settings.read", "settings.write"})
    )
    page = SettingsPage(services)
    qtbot.addWidget(page)
    page.resize(1166, 600)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.start()
    page.open_section("streets")
    return page


def put(page: SettingsPage, **said: str) -> None:
    for name, text in said.items():
        field = find(page, f"fld_{name}")
        field.setFocus()
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        else:
            field.setText(text)
            field.textEdited.emit(text)


def find(page: SettingsPage, name: str) -> QWidget:
    section = page.section()
    assert section is not None
    found = section.findChild(QWidget, name)
    assert found is not None, name
    return found


def only(desk: Desk) -> StreetRow:
    (row,) = desk.read(streets)
    return row


def test_a_street_is_added_saved_and_shown(qtbot: QtBot, page: SettingsPage, desk: Desk) -> None:
    put(
        page,
        name="文澜路",
        length_m="620",
        chief_name="陈静",
        chief_phone="8801 2004",
        chief_from="2026-03-01",
        lines="路段民警 值班岗 8801 5110\n市容管理：夏峰 8801 6010",
    )
    qtbot.keyClick(page, Qt.Key.Key_S, _CTRL)
    row = only(desk)
    assert (row.sheet.name, row.sheet.length_m, row.sign_no) == ("文澜路", 620, "LXP-0001")
    assert row.sheet.chief is not None
    assert len(row.sheet.chief.duties) == 12
    assert row.sheet.sign is not None
    assert row.sheet.sign.lines[1] == Line("市容管理", "夏峰", "8801 6010")
    assert find(page, "btn_print_sign").isEnabled()


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("name", "", "街巷名称还没有写"),
        ("lines", "路段民警", "第 1 行“路段民警”，先写岗位，再写姓名，最后写电话，中间空一格"),
        ("chief_from", "三月", "“三月”看不出是哪一天，写 2026-03-01"),
        ("length_m", "六百", "长度只写数字，单位是米"),
        ("chief_phone", "八八", "“八八”不像电话，只写数字，中间可以有空格或横线"),
    ],
)
def test_what_is_wrong_stands_under_its_field(
    qtbot: QtBot, page: SettingsPage, desk: Desk, field: str, text: str, said: str
) -> None:
    put(page, **{"name": "文澜路", "location": "街口", field: text})
    qtbot.keyClick(page, Qt.Key.Key_S, _CTRL)
    assert find(page, f"err_{field}").text() == said  # type: ignore[attr-defined]
    assert desk.read(streets) == ()


def test_a_refusal_of_the_office_stands_under_its_field(
    qtbot: QtBot, page: SettingsPage, desk: Desk
) -> None:
    put(page, name="文澜路", chief_name="陈静")
    qtbot.keyClick(page, Qt.Key.Key_S, _CTRL)
    assert "还没有写电话" in find(page, "err_chief_phone").text()  # type: ignore[attr-defined]


def test_a_sign_that_was_made_says_when_it_is_out_of_date(
    qtbot: QtBot, page: SettingsPage, desk: Desk, saved: Callable[[], None]
) -> None:
    saved()
    qtbot.mouseClick(find(page, "btn_sign_made"), Qt.MouseButton.LeftButton)
    assert "信息都还对" in find(page, "lbl_sign").text()  # type: ignore[attr-defined]
    put(page, chief_phone="8801 2999")
    qtbot.keyClick(page, Qt.Key.Key_S, _CTRL)
    assert only(desk).expired == ("街巷长电话变了",)
    said = find(page, "lbl_sign").text()  # type: ignore[attr-defined]
    assert said == "牌子上的信息过期了：街巷长电话变了。重做一块再挂上"
    assert page.section()._model.data(page.section()._model.index(0, 3)) == "信息过期"  # type: ignore[union-attr,attr-defined]


@pytest.fixture
def saved(qtbot: QtBot, page: SettingsPage) -> Callable[[], None]:
    def do() -> None:
        put(page, name="文澜路", chief_name="陈静", chief_phone="8801 2004")
        qtbot.keyClick(page, Qt.Key.Key_S, _CTRL)

    return do


def test_the_sign_is_shown_as_it_prints(
    qtbot: QtBot, page: SettingsPage, saved: Callable[[], None]
) -> None:
    saved()
    qtbot.mouseClick(find(page, "btn_print_sign"), Qt.MouseButton.LeftButton)
    section = page.section()
    assert section is not None
    shown = section.findChild(QDialog, "dlg_preview")
    assert shown is not None
    assert shown.windowTitle() == "街巷长联系牌"
    shown.close()


def test_services_of_the_section_are_undoable(desk: Desk) -> None:
    from wenming_desktop.work import USE_CASES

    assert {USE_CASES[act].undo for act in (save_street, sign_made)} == {"images"}
