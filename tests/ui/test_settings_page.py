"""设置: refused beside the field, saved by keys, what is typed stays with its row and section."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import OFFICE
from tests.ui import stand_in
from ui.common import ime
from ui.common.table_view import RecordTable
from ui.page import Services
from ui.settings.page import SettingsPage
from wenming_desktop.backup.by_desk import LastBackup
from wenming_desktop.settings.lists import GridList, GridRow, NameTakenError, UnitSheet, Worker

_CTRL = Qt.KeyboardModifier.ControlModifier
ALL = frozenset({"settings.read", "settings.write", "backup.write"})
LONGEST = "阿卜杜拉·吐尔逊·买买提江·阿不都热西提"


class SettingsOffice(stand_in.Office):
    """Answers the services of the settings page."""

    def __init__(self) -> None:
        super().__init__(20)
        self.sheet = OFFICE
        self.people = {1: Worker("林晓燕", ("民政专干",), "8801 2004", id=1)}
        self.people[2] = Worker(LONGEST, (), "", is_active=False, id=2)
        self.units = {1: UnitSheet("裕和物业", "8801 4400", True, (("贾涛", "8801 4401"),), 1)}
        self.grids = GridList(
            (
                GridRow(1, "01", "第一网格", "林晓燕", "", (("一院", "1"),)),
                GridRow(2, "02", "第二网格", "", "", (("一院", "2"),)),
            ),
            (("一院", "3"),),
            ("林晓燕", "周明兰"),
        )
        self.last: LastBackup | None = None

    def read_office(self) -> Any:
        return self.sheet

    def save_office(self, wanted: Any) -> int:
        self.sheet = wanted
        return 1

    def workers(self) -> tuple[Worker, ...]:
        return tuple(self.people.values())

    def save_worker(self, wanted: Worker) -> int:
        row_id = wanted.id or len(self.people) + 1
        self.people[row_id] = replace(wanted, id=row_id)
        return row_id

    def unit_sheets(self) -> tuple[UnitSheet, ...]:
        return tuple(self.units.values())

    def save_unit(self, wanted: UnitSheet) -> int:
        self.units[wanted.id or 9] = replace(wanted, id=wanted.id or 9)
        return wanted.id or 9

    def grid_list(self) -> GridList:
        return self.grids

    def save_grids(self, wanted: tuple[Any, ...]) -> tuple[int, ...]:
        return tuple(range(1, len(wanted) + 1))

    def last_backup(self) -> LastBackup | None:
        return self.last

    def asked(self, name: str) -> Any:
        """The command last given to a service."""
        return next(args[0] for service, args in reversed(self.calls) if service == name)


@pytest.fixture
def office() -> SettingsOffice:
    return SettingsOffice()


@pytest.fixture
def open_page(qtbot: QtBot, services: Services) -> Callable[..., SettingsPage]:
    def opened(rights: frozenset[str] = ALL) -> SettingsPage:
        services.office = replace(services.office, rights=rights)
        page = SettingsPage(services)
        qtbot.addWidget(page)
        page.resize(1166, 600)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.start()
        return page

    return opened


@pytest.fixture
def page(open_page: Callable[..., SettingsPage]) -> SettingsPage:
    return open_page()


def part(page: SettingsPage, name: str) -> Any:
    found = page.section().findChild(QWidget, name)
    assert found is not None, name
    return found


def typed(page: SettingsPage, name: str, text: str) -> None:
    field = part(page, name)
    field.setFocus()
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    else:
        field.setText(text)
        field.textEdited.emit(text)


def titles(page: SettingsPage) -> list[str]:
    shown = page.findChild(QListWidget, "list_settings")
    return [shown.item(at).text() for at in range(shown.count())]


def save(page: SettingsPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_S, _CTRL)


def test_the_office_sheet_is_saved_by_ctrl_s(
    page: SettingsPage, qtbot: QtBot, office: SettingsOffice
) -> None:
    typed(page, "fld_duty_phone", "8801 2999")
    typed(page, "fld_card_services", "养老资格认证\n\n医疗救助\n医疗救助")
    typed(page, "fld_card_phones", "供暖报修 8801 5100\n物业：8801 4400")
    assert titles(page)[0] == "社区信息 •"
    save(page, qtbot)
    assert office.sheet.duty_phone == "8801 2999"
    assert office.sheet.card_services == ("养老资格认证", "医疗救助")
    assert office.sheet.card_phones == (("供暖报修", "8801 5100"), ("物业", "8801 4400"))
    assert office.sheet.level_names == OFFICE.level_names
    assert titles(page)[0] == "社区信息"


def test_the_levels_have_the_names_the_office_gives_them(
    page: SettingsPage, qtbot: QtBot, office: SettingsOffice
) -> None:
    typed(page, "fld_level_names", "街道工委\n社区党委\n网格支部\n楼栋小组")
    save(page, qtbot)
    assert office.sheet.level_names == ("街道工委", "社区党委", "网格支部", "楼栋小组")


def test_letters_still_being_composed_are_saved_too(
    page: SettingsPage, qtbot: QtBot, office: SettingsOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ime, "commit", lambda: typed(page, "fld_slogan", "有事您说话"))
    save(page, qtbot)
    assert office.sheet.slogan == "有事您说话"


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("full_name", "", "社区全称还没有写"),
        ("duty_phone", "八八零一", "“八八零一”不像电话，只写数字，中间可以有空格或横线"),
        ("area_code", "971", "“971”不像区号，如 0971"),
        ("level_names", "社区大党委\n楼栋党小组", "社区、网格、楼栋三级都要有名称，一行一级"),
        ("card_phones", "供暖报修", "第 1 行“供暖报修”，先写名字，空一格，再写电话"),
    ],
)
def test_what_is_wrong_stands_under_its_field_and_nothing_is_saved(
    page: SettingsPage, qtbot: QtBot, office: SettingsOffice, field: str, text: str, said: str
) -> None:
    typed(page, f"fld_{field}", text)
    save(page, qtbot)
    assert part(page, f"err_{field}").text() == said
    assert part(page, f"fld_{field}").hasFocus()
    assert office.sheet == OFFICE
    assert part(page, "lbl_saved").text() == "还有 1 处要改，没有保存"


def test_what_is_typed_outlives_another_section_and_a_write_elsewhere(
    page: SettingsPage, office: SettingsOffice
) -> None:
    typed(page, "fld_slogan", "有事您说话")
    page.open_section("look")
    page.changed(frozenset({"community"}))
    page.open_section("office")
    assert part(page, "fld_slogan").text() == "有事您说话"
    assert office.sheet == OFFICE
    part(page, "btn_drop_changes").click()
    assert part(page, "fld_slogan").text() == OFFICE.slogan
    assert titles(page)[0] == "社区信息"


def test_a_worker_is_added_from_the_keyboard_alone(
    page: SettingsPage, qtbot: QtBot, office: SettingsOffice
) -> None:
    page.open_section("staff")
    qtbot.keyClick(page, Qt.Key.Key_N, _CTRL)
    qtbot.waitUntil(lambda: part(page, "fld_name").hasFocus())
    save(page, qtbot)
    assert 3 not in office.people
    qtbot.keyClicks(part(page, "fld_name"), "Li")
    save(page, qtbot)
    assert office.people[3] == Worker("Li", id=3)
    assert part(page, "lbl_row").text() == "Li"


def test_a_row_keeps_what_was_typed_while_another_is_in_hand(
    page: SettingsPage, qtbot: QtBot, office: SettingsOffice
) -> None:
    page.open_section("staff")
    table = page.section().findChild(RecordTable)
    typed(page, "fld_phone", "8801 9999")
    table.go_to(1)
    assert part(page, "fld_name").text() == LONGEST
    assert titles(page)[1] == "工作人员 •"
    table.go_to(0)
    assert part(page, "fld_phone").text() == "8801 9999"
    save(page, qtbot)
    assert office.people[1].phone == "8801 9999"
    assert titles(page)[1] == "工作人员"


def test_a_refusal_of_the_office_stands_under_its_field(
    page: SettingsPage, qtbot: QtBot, office: SettingsOffice
) -> None:
    page.open_section("staff")
    office.fail["save_worker"] = NameTakenError(field="name", name="周明兰")
    typed(page, "fld_name", "周明兰")
    save(page, qtbot)
    assert "已经有“周明兰”了" in part(page, "err_name").text()
    assert part(page, "fld_name").text() == "周明兰"


def test_units_name_their_handlers_one_a_line(
    page: SettingsPage, qtbot: QtBot, office: SettingsOffice
) -> None:
    page.open_section("units")
    assert part(page, "fld_handlers").toPlainText() == "贾涛 8801 4401"
    typed(page, "fld_handlers", "贾涛 8801 4401\n马师傅")
    save(page, qtbot)
    assert office.units[1].handlers == (("贾涛", "8801 4401"), ("马师傅", ""))


def test_a_building_moves_to_the_grid_where_it_is_written(
    page: SettingsPage, qtbot: QtBot, office: SettingsOffice
) -> None:
    page.open_section("grids")
    assert "一院 3号楼" in part(page, "lbl_free_buildings").text()
    typed(page, "fld_buildings", "一院 1号楼\n一院2号楼\n一院 3号楼")
    save(page, qtbot)
    first, second = office.asked("save_grids")
    assert first.buildings == (("一院", "1"), ("一院", "2"), ("一院", "3"))
    assert (first.code, first.worker) == ("01", "林晓燕")
    assert (second.code, second.buildings) == ("02", ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("一院 1号楼\n九院 9号楼", "没有“九院 9号楼”这栋楼，照列表里的写法写"),
        ("一院 2号楼", "“一院 1号楼”要换网格，请写到新的网格里，这里不用删"),
    ],
)
def test_a_grid_refuses_buildings_it_cannot_place(
    page: SettingsPage, qtbot: QtBot, office: SettingsOffice, text: str, said: str
) -> None:
    page.open_section("grids")
    typed(page, "fld_buildings", text)
    save(page, qtbot)
    assert part(page, "err_buildings").text() == said
    assert "save_grids" not in [name for name, _ in office.calls]


def test_who_may_only_read_can_change_nothing(
    open_page: Callable[..., SettingsPage], qtbot: QtBot
) -> None:
    page = open_page(frozenset({"settings.read"}))
    assert titles(page) == [
        "社区信息",
        "工作人员",
        "网格",
        "街巷",
        "承办单位",
        "时限与类别",
        "类别用词",
        "派单去向",
        "标准答复",
        "照片要求",
        "节假日",
        "外观与字号",
    ]
    assert part(page, "fld_full_name").isReadOnly()
    assert not part(page, "btn_save").isVisible()
    page.open_section("staff")
    assert not part(page, "btn_add_staff").isVisible()
    qtbot.keyClick(page, Qt.Key.Key_N, _CTRL)
    assert part(page, "fld_name").text() == "林晓燕"


def test_an_empty_list_offers_the_first_row(page: SettingsPage, office: SettingsOffice) -> None:
    office.units = {}
    page.open_section("units")
    texts = [label.text() for label in part(page, "empty_units").findChildren(QLabel)]
    assert "还没有承办单位" in texts
    assert part(page, "lbl_row").text() == "新承办单位"


def test_everything_can_be_read_aloud(page: SettingsPage) -> None:
    for key in ("office", "staff", "grids", "units", "look"):
        page.open_section(key)
        for kind in (QPushButton, QLineEdit, QPlainTextEdit):
            for widget in page.section().findChildren(kind):
                assert widget.accessibleName(), (key, widget.objectName())
