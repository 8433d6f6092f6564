"""The tiles of a node, registration and contact cards: looked at, made for many, by keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.page_parts import cut
from tests.ui.conftest import Said
from tests.ui.three_cards_place import LONGEST, button, in_front, roster, services_on
from ui.common import theme
from ui.common.tokens import Tokens
from ui.page import Services
from ui.party.three_cards.contact import ContactDialog
from ui.party.three_cards.registration import RegistrationDialog
from ui.party.three_cards.tiles import CardTiles
from ui.printing import Preview
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.party.service import tree
from wenming_desktop.three_cards.desk_queries import contact_lines, registration_lines
from wenming_desktop.three_cards.orders import RegisterCard
from wenming_desktop.three_cards.registration import register_all, register_card
from wenming_desktop.work import Desk

CTRL = Qt.KeyboardModifier.ControlModifier
CELL = NodeFilter("5", 1)


@pytest.fixture
def services(desk: Desk, said: Said, tmp_path: Path) -> Services:
    roster(desk)
    return services_on(desk, said, tmp_path)


@pytest.fixture
def tiles(qtbot: QtBot, services: Services) -> Iterator[CardTiles]:
    window = QWidget()
    window.resize(1366, 700)
    tiles = CardTiles(services)
    tiles.setParent(window)
    tiles.resize(900, 90)
    qtbot.addWidget(window)
    window.show()
    services.jobs.changed.connect(tiles.changed)
    tiles.show_node(CELL.level, CELL.id)
    yield tiles
    window.hide()


def told(tiles: CardTiles, name: str) -> tuple[str, str, str]:
    done, left = (tiles.findChild(QLabel, f"lbl_{name}_{part}") for part in ("done", "left"))
    return done.text(), left.text(), button(tiles, f"tile_{name}").text()


def test_the_tiles_tell_how_far_the_cards_of_a_node_are(tiles: CardTiles, desk: Desk) -> None:
    assert told(tiles, "registration") == ("0", "4 人还没登记", "去登记")
    assert told(tiles, "contact") == ("0", "4 人还没交", "去登记")
    assert told(tiles, "feedback") == ("0", "3 人待反馈", "打印反馈卡")
    assert told(tiles, "liaison") == ("0", "没有住户", "按人看")
    desk.write(register_all)
    assert told(tiles, "registration") == ("4", "全部登记", "查看")
    assert tiles.findChild(QWidget, "tile_registration").accessibleName() == (
        "党员登记卡 4 / 4，全部登记"
    )


@pytest.mark.parametrize(
    ("tile", "window"),
    [
        ("registration", "dlg_registration"),
        ("contact", "dlg_contact"),
        ("feedback", "dlg_feedback_desk"),
    ],
)
def test_each_tile_opens_its_list_by_keys(
    qtbot: QtBot, tiles: CardTiles, tile: str, window: str
) -> None:
    link = button(tiles, f"tile_{tile}")
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Space)
    opened = in_front(qtbot, tiles.window().findChild(QWidget, window))
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    assert not opened.isVisible()


def test_the_last_tile_wants_the_households(qtbot: QtBot, tiles: CardTiles) -> None:
    with qtbot.waitSignal(tiles.homes_asked, timeout=1000):
        button(tiles, "tile_liaison").click()


def test_a_reader_only_looks(qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path) -> None:
    roster(desk)
    reader = services_on(desk, said, tmp_path, without="party.write")
    tiles = CardTiles(reader)
    qtbot.addWidget(tiles)
    tiles.show_node(CELL.level, CELL.id)
    assert told(tiles, "contact")[2] == "查看"
    for window in (RegistrationDialog(reader), ContactDialog(reader)):
        qtbot.addWidget(window)
        window.begin(CELL)
        shown = {b.objectName() for b in window.findChildren(QPushButton) if b.isVisible()}
        assert shown <= {"btn_print_registration", "btn_print_contact"}


@pytest.fixture
def registration(qtbot: QtBot, services: Services) -> RegistrationDialog:
    dialog = RegistrationDialog(services)
    qtbot.addWidget(dialog)
    dialog.begin(CELL)
    in_front(qtbot, dialog)
    return dialog


def test_a_member_is_registered_by_keys_alone(
    qtbot: QtBot, registration: RegistrationDialog, desk: Desk
) -> None:
    table = registration.list.table
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: registration.who.text() == "邵明")
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert registration.commitment.hasFocus()
    qtbot.keyClick(registration.commitment, Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(registration.commitment, "fix lamps")
    qtbot.keyClick(registration.commitment, Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "11.19")
    qtbot.keyClick(registration, Qt.Key.Key_S, CTRL)
    line = next(one for one in desk.read(registration_lines) if one.name == "邵明")
    assert (line.card_no, line.commitment) == ("DJ-2026-0001", "fix lamps")
    assert f"{line.signed_on}" == "2026-11-19"
    assert registration.list.current().name == "邵明"  # type: ignore[union-attr]
    qtbot.keyClick(registration, Qt.Key.Key_Z, CTRL)
    assert not any(one.card_id for one in desk.read(registration_lines))
    assert registration.number.text() == "还没有登记卡，写好承诺就登记"


def test_a_half_typed_commitment_outlives_a_write_somewhere_else(
    registration: RegistrationDialog, desk: Desk
) -> None:
    registration.commitment.setPlainText("写到一半")
    registration.signed.line.setText("11.1")
    other = next(one.id for one in registration.list.rows if one != registration.list.current())
    desk.write(register_card, RegisterCard(other, "好"))
    assert registration.commitment.text() == "写到一半"
    assert registration.signed.text() == "11.1"


def test_what_is_wrong_is_said_beside_its_field(
    qtbot: QtBot, registration: RegistrationDialog, desk: Desk
) -> None:
    registration.commitment.setPlainText("好" * 203)
    qtbot.keyClick(registration, Qt.Key.Key_S, CTRL)
    assert registration._rows["commitment"].text() == "多了 3 个字，最多 200 个。"
    registration.commitment.setPlainText(" ")
    qtbot.keyClick(registration, Qt.Key.Key_S, CTRL)
    assert "还没有写志愿承诺" in registration._rows["commitment"].text()
    assert registration.commitment.hasFocus()
    registration.commitment.setPlainText("好")
    registration.signed.line.setText("没有这一天")
    qtbot.keyClick(registration, Qt.Key.Key_S, CTRL)
    assert registration._rows["on"].wrong()
    assert not any(one.card_id for one in desk.read(registration_lines))


def test_an_offered_sentence_is_taken_and_all_missing_are_made(
    qtbot: QtBot, registration: RegistrationDialog, desk: Desk
) -> None:
    registration.offered.setFocus()
    qtbot.keyClick(registration.offered, Qt.Key.Key_Down)
    assert registration.commitment.text() == str(registration.offered.value())
    assert registration.all.text() == "补建 4 张"
    registration.all.click()
    lines = desk.read(registration_lines)
    assert all(one.card_id for one in lines)
    assert (registration.all.text(), registration.all.isEnabled()) == ("都有卡", False)
    qtbot.keyClick(registration.list.table, Qt.Key.Key_A, CTRL)
    assert registration.paper.text().strip() == "打印 4 张"
    qtbot.keyClick(registration, Qt.Key.Key_P, CTRL)
    preview = registration.findChild(Preview)
    assert preview.document.pageCount() == 4
    assert "DJ-2026-0001" in preview.document.getAllText(0).text()
    preview.printed.emit()
    with desk.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT number FROM print_log ORDER BY id").all()
    assert [number for (number,) in kept] == [one.card_no for one in lines]
    preview.close()


def test_contact_cards_are_made_and_checked_for_many(
    qtbot: QtBot, services: Services, desk: Desk
) -> None:
    dialog = ContactDialog(services)
    qtbot.addWidget(dialog)
    dialog.begin(CELL)
    in_front(qtbot, dialog)
    assert not dialog.first.isEnabled()
    qtbot.keyClick(dialog.list.table, Qt.Key.Key_A, CTRL)
    assert dialog.make.text() == "建卡 4 张"
    dialog.phone.setText("不是电话")
    dialog.make.click()
    assert "不像电话" in dialog._rows["phone"].text()
    assert dialog.phone.hasFocus()
    dialog.phone.setText("8801 2000")
    dialog.make.click()
    assert [one.phone for one in desk.read(contact_lines)] == ["8801 2000"] * 4
    assert dialog.note.text() == "4 人，没有卡 0 人，待交 0 人"
    dialog.list.untick()
    qtbot.keyClick(dialog.list.table, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.list.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    dialog.day.line.setText("11.18")
    assert dialog.second.text() == "核验下半年 2 张"
    dialog.second.click()
    days = [one.second_half_on for one in desk.read(contact_lines)]
    assert sum(day is not None for day in days) == 2
    assert {f"{day}" for day in days} == {"2026-11-18", "None"}
    qtbot.keyClick(dialog, Qt.Key.Key_Z, CTRL)
    assert not any(one.second_half_on for one in desk.read(contact_lines))


def test_an_empty_node_says_so(qtbot: QtBot, services: Services) -> None:
    for window in (RegistrationDialog(services), ContactDialog(services)):
        qtbot.addWidget(window)
        window.begin(NodeFilter("5", 99))
        assert window.list.empty.isVisible()
        assert not window.paper.isEnabled()


@pytest.mark.parametrize("tokens", [Tokens(), Tokens(size="large")], ids=["normal", "large"])
def test_no_word_is_cut_and_every_button_has_a_name(
    qtbot: QtBot, qapp: QApplication, services: Services, desk: Desk, tokens: Tokens
) -> None:
    desk.write(register_all)
    theme.apply(qapp, tokens)
    for window in (RegistrationDialog(services), ContactDialog(services)):
        qtbot.addWidget(window)
        window.begin(CELL)
        assert any(one.name == LONGEST for one in window.list.rows)
        assert cut(window) == []
        named = [b for b in window.findChildren(QPushButton) if b.isVisible()]
        assert all(b.accessibleName() or b.text() for b in named)


def test_the_menu_prints_the_cards_of_the_node(
    qtbot: QtBot, tiles: CardTiles, desk: Desk, said: Said
) -> None:
    (top,) = desk.read(tree)
    tiles.show_node(top.level, top.id)
    names = {action.objectName(): action for action in tiles.menu.actions()}
    assert names["act_print_feedback"].text() == "打印党员服务社区反馈卡（2026年上半年）"
    names["act_print_contact"].trigger()
    assert ("warn", "没有可以办的：这里还没有人有这种卡，先登记或备卡。数据没有变。") in said.take()
    desk.write(register_all)
    names["act_two_up"].setChecked(False)
    names["act_print_registration"].trigger()
    preview = tiles.findChild(Preview)
    assert preview.document.pageCount() == 8
    preview.close()
