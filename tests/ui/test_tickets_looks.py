"""The ticket pages where words are long, nothing is found, nothing could be read."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.ui.conftest import Said
from tests.ui.tickets_place import KEY, RESULT, call, opened, step
from ui.common.reading_area import ReadingArea
from ui.tickets.categories import in_two
from wenming_desktop.settings.staff import Unit, save_units
from wenming_desktop.work import Desk

LONG_NAME = "阿依古丽努尔买买提艾合买提江巴哈尔古丽汗"
LONG_WORDS = "单元门口的防盗门关不上已经三个星期了物业来过两次都说等配件到现在也没有人来换。"


@pytest.fixture
def office(desk: Desk) -> Desk:
    desk.write(save_units, (Unit("裕和物业"),))
    return desk


def test_a_long_name_makes_no_pane_wider_and_no_fact_crooked(
    qtbot: QtBot, office: Desk, said: Said, clock: Clock, tmp_path: Path
) -> None:
    call(office, clock, LONG_WORDS, complainant_name=LONG_NAME, complainant_phone="13900000917")
    place = opened(qtbot, office, said, tmp_path, 1920)
    area = place.part("area_ticket")
    assert isinstance(area, ReadingArea)
    body = area.widget()
    assert body is not None
    qtbot.waitUntil(lambda: 0 < body.width() <= area.viewport().width())
    place.page.open_ticket(1)
    facts = place.page.detail.facts
    qtbot.waitUntil(lambda: facts.caller.width() > 0 and facts.isVisible())
    assert abs(facts.caller.width() - place.page.detail.facts.width() // 2) < facts.width() // 6


def test_a_ticket_with_nothing_left_to_do_still_says_its_number(
    qtbot: QtBot, office: Desk, said: Said, clock: Clock, tmp_path: Path
) -> None:
    ticket = call(office, clock, "井盖松动。", unit=1)
    step(office, ticket, "SGN")
    step(office, ticket, "FIN", result=RESULT, outcome="1")
    step(office, ticket, "APV")
    step(office, ticket, "CBK", contact_result="1", satisfaction="1", reason="换得结实")
    step(office, ticket, "ARC")
    place = opened(qtbot, office, said, tmp_path)
    told: list[str] = []
    place.page.subtitled.connect(told.append)
    place.page.open_ticket(ticket)
    assert told[-1].startswith("20261100")
    qtbot.waitUntil(lambda: any("“换得结实”" in text for text in place.texts()))
    assert "井盖松动" in place.texts()
    held = QApplication.focusWidget()
    assert isinstance(held, QPushButton)
    assert held.objectName() == "btn_next"


def test_down_where_nothing_was_found_leaves_the_keys_in_the_search(
    qtbot: QtBot, office: Desk, said: Said, clock: Clock, tmp_path: Path
) -> None:
    call(office, clock, "井盖松动")
    place = opened(qtbot, office, said, tmp_path)
    place.look_for("没有这个")
    place.page.list.search.setFocus()
    place.key(KEY.Key_Down)
    place.look_for("")
    qtbot.waitUntil(lambda: place.titles() == ["井盖松动"])
    assert place.page.list.search.hasFocus()
    place.key(KEY.Key_Down)
    assert place.page.list.table.hasFocus()


def test_tab_on_a_ticket_goes_from_the_step_to_the_bar_below(
    qtbot: QtBot, office: Desk, said: Said, clock: Clock, tmp_path: Path
) -> None:
    ticket = call(office, clock, "井盖松动", unit=1)
    place = opened(qtbot, office, said, tmp_path)
    place.page.open_ticket(ticket, "RTN")
    names = []
    for _ in range(12):
        held = QApplication.focusWidget()
        assert held is not None
        names.append(held.objectName())
        place.key(KEY.Key_Tab)
    bar = ["btn_previous", "btn_next", "btn_print_sheet"]
    assert [name for name in names if name in bar] == bar
    assert names.index("btn_next") < names.index("btn_more") < names.index("btn_take_step")
    assert names.index("fld_reason") < names.index("btn_previous")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("电动自行车违规停放充电", ("电动自行车", "违规停放充电")),
        ("楼道及公共区域保洁", ("楼道及公共", "区域保洁")),
        ("公共部位维修不及时", ("公共部位维修", "不及时")),
        ("党员服务与管理", ("党员服务", "与管理")),
        ("一二三四五六七", ("一二三四", "五六七")),
    ],
)
def test_a_long_category_takes_two_lines(name: str, lines: tuple[str, str]) -> None:
    assert in_two(name) == lines


def test_a_list_that_could_not_be_read_offers_no_step(
    qtbot: QtBot, office: Desk, said: Said, clock: Clock, tmp_path: Path
) -> None:
    call(office, clock, "井盖松动")
    place = opened(qtbot, office, said, tmp_path)
    listed = place.page.list
    qtbot.waitUntil(listed.foot.send.isEnabled)
    listed._reads.refused.emit("数据文件正被别的程序占着。")
    assert "工单没有读出来" in place.texts()
    assert "没有读出来" in place.texts()
    assert not listed.foot.send.isEnabled()
