"""The dialogs of cells, organisations and posts, on a real office: keys, refusals, what is kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from tests.wenming_desktop.party import small
from tests.wenming_desktop.party.small import CELL, Small
from ui.common.choice import Choice
from ui.common.form_row import FormRow
from ui.common.memory import Memory
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from ui.party import lists
from ui.party.cells.cell_dialog import CellDialog
from ui.party.cells.close_dialog import CloseDialog
from ui.party.cells.contact_member import ContactMemberDialog
from ui.party.cells.org_dialog import OrgDialog
from ui.party.cells.post_dialog import EndPostDialog, PostDialog
from ui.party.page import PartyPage
from wenming_desktop.party.gaps import gap_page
from wenming_desktop.party.gaps_model import GapFilter
from wenming_desktop.party.node_forms import cell_form, org_form
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.party.post_queries import post_page
from wenming_desktop.work import Desk

Part = TypeVar("Part", bound=QObject)
RIGHTS = frozenset({"party.read", "party.write", "register.read", "register.reveal"})
LONG = "阿卜杜拉·吐尔逊·买买提江·阿不都热西提"


@pytest.fixture
def made(desk: Desk) -> Small:
    return small.make(desk)


@pytest.fixture
def real(desk: Desk, said: Said, tmp_path: Path) -> Iterator[Jobs]:
    lane = AtOnce()
    yield (jobs := Jobs(desk, said, Lanes(lane, lane)))
    jobs.close()


def part(root: QWidget, kind: type[Part], name: str) -> Part:
    found = root.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def write(root: QWidget, name: str, text: str) -> None:
    part(root, QLineEdit, f"fld_{name}").setText(text)


def choose(root: QWidget, name: str, words: str) -> None:
    box = part(root, Choice, f"fld_{name}")
    at = box.findText(words, Qt.MatchFlag.MatchStartsWith)
    assert at >= 0, (words, [box.itemText(i) for i in range(box.count())])
    box.setCurrentIndex(at)


def told(root: QWidget, name: str) -> str:
    return part(root, FormRow, f"row_{name}").text()


def save(qtbot: QtBot, dialog: QWidget) -> None:
    assert QTest.qWaitForWindowActive(dialog, 1000)
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def cell_dialog(qtbot: QtBot, real: Jobs, made: Small) -> CellDialog:
    dialog = CellDialog(real)
    qtbot.addWidget(dialog)
    return dialog


def test_a_cell_is_made_for_its_building_with_keys(
    qtbot: QtBot, cell_dialog: CellDialog, made: Small
) -> None:
    cell_dialog.begin(0, made.branch)
    buildings = part(cell_dialog, QListWidget, "fld_cell_buildings")
    # Whom nobody covers stands above the others.
    assert "4号楼" in buildings.item(0).text()
    qtbot.keyClick(buildings, Qt.Key.Key_Space)
    assert part(cell_dialog, QLineEdit, "fld_cell_name").text() == "槐荫一院4号楼党小组"
    choose(cell_dialog, "cell_leader", "赵立新")
    with qtbot.waitSignal(cell_dialog.kept) as kept:
        save(qtbot, cell_dialog)
    sheet = made.desk.read(cell_form, kept.args[0]).sheet
    assert (sheet.buildings, sheet.leader_id) == ((made.four,), made.member["赵立新"])
    assert not cell_dialog.isVisible()


def test_a_building_that_changes_hands_is_told_before(
    qtbot: QtBot, cell_dialog: CellDialog, made: Small
) -> None:
    cell_dialog.begin(0, made.branch, made.three)
    assert f"槐荫一院 3号楼 现在归“{CELL}”，存下后改归本组。" in cell_dialog.told.text()
    cell_dialog.begin(made.cell)
    buildings = part(cell_dialog, QListWidget, "fld_cell_buildings")
    assert "归本组" in buildings.item(0).text()
    qtbot.keyClick(buildings, Qt.Key.Key_Space)
    assert cell_dialog.told.text().startswith("槐荫一院 3号楼存下后没有党小组。还没有勾楼栋")


def test_a_name_somebody_wrote_stays_when_buildings_change(
    qtbot: QtBot, cell_dialog: CellDialog, made: Small
) -> None:
    cell_dialog.begin(0, made.branch)
    write(cell_dialog, "cell_name", "夕阳红党小组")
    qtbot.keyClick(part(cell_dialog, QListWidget, "fld_cell_buildings"), Qt.Key.Key_Space)
    assert part(cell_dialog, QLineEdit, "fld_cell_name").text() == "夕阳红党小组"


def test_buildings_are_narrowed_by_typing(
    qtbot: QtBot, cell_dialog: CellDialog, made: Small
) -> None:
    cell_dialog.begin(made.cell)
    write(cell_dialog, "cell_find", "4号")
    items = part(cell_dialog, QListWidget, "fld_cell_buildings")
    qtbot.waitUntil(lambda: items.item(0).isHidden(), timeout=1000)
    assert not items.item(1).isHidden()
    assert len(cell_dialog.buildings.chosen()) == 1


def test_what_a_cell_lacks_is_said_beside_its_field(
    qtbot: QtBot, cell_dialog: CellDialog, made: Small
) -> None:
    cell_dialog.begin(made.cell)
    choose(cell_dialog, "cell_leader", "马驰")
    assert "预备党员" in told(cell_dialog, "cell_leader")
    write(cell_dialog, "cell_phone", "12")
    save(qtbot, cell_dialog)
    assert "不像电话号码" in told(cell_dialog, "cell_phone")
    write(cell_dialog, "cell_name", "")
    write(cell_dialog, "cell_phone", "")
    save(qtbot, cell_dialog)
    assert "还没有写名称" in told(cell_dialog, "cell_name")
    assert cell_dialog.isVisible()
    assert made.desk.read(cell_form, made.cell).sheet.leader_id == made.member["孙福顺"]


def test_a_cell_is_closed_after_what_follows_was_told(
    qtbot: QtBot, cell_dialog: CellDialog, made: Small
) -> None:
    cell_dialog.begin(made.cell)
    button = part(cell_dialog, QPushButton, "btn_close_cell")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    closing = cell_dialog._closing
    assert isinstance(closing, CloseDialog)
    qtbot.addWidget(closing)
    assert "1 栋楼没有党小组，4 名党员留在支部里" in closing.told.text()
    with qtbot.waitSignal(cell_dialog.kept):
        save(qtbot, closing)
    assert made.one("SELECT closed_on FROM building_party_group") == ("2026-11-20",)
    assert not cell_dialog.isVisible()


def test_an_organisation_gets_its_term_and_a_wrong_one_is_refused(
    qtbot: QtBot, real: Jobs, made: Small
) -> None:
    dialog = OrgDialog(real)
    qtbot.addWidget(dialog)
    dialog.begin(made.branch)
    assert not part(dialog, Choice, "fld_org_level").isEnabled()
    choose(dialog, "org_secretary", "孙福顺")
    write(dialog, "org_begun", "2026-05-01")
    write(dialog, "org_until", "2026-04-01")
    save(qtbot, dialog)
    assert "任期止早于任期起" in told(dialog, "org_until")
    write(dialog, "org_until", "2031-04-30")
    with qtbot.waitSignal(dialog.kept) as kept:
        save(qtbot, dialog)
    assert kept.args == ["4", made.branch]
    sheet = made.desk.read(org_form, made.branch).sheet
    assert (str(sheet.term_to), sheet.secretary_id) == ("2031-04-30", made.member["孙福顺"])


def test_a_new_branch_stands_below_the_committee(qtbot: QtBot, real: Jobs, made: Small) -> None:
    dialog = OrgDialog(real)
    qtbot.addWidget(dialog)
    dialog.begin()
    assert dialog.windowTitle() == "新建网格党支部"
    write(dialog, "org_name", "第二网格党支部")
    with qtbot.waitSignal(dialog.kept) as kept:
        save(qtbot, dialog)
    assert made.desk.read(org_form, kept.args[1]).sheet.parent_id == made.committee


def test_somebody_from_outside_is_put_on_a_post_and_taken_off(
    qtbot: QtBot, real: Jobs, made: Small
) -> None:
    dialog = PostDialog(real)
    qtbot.addWidget(dialog)
    node = NodeFilter("5", made.cell)
    dialog.begin(node)
    # A party post is a member's: nobody is asked who he is.
    assert not part(dialog, FormRow, "row_post_kind").isVisible()
    assert "现任的到前一天为止" in dialog.told.text()
    choose(dialog, "post_place", "槐荫一院 3号楼")
    choose(dialog, "post_post", "社区民警")
    dialog.kind.choose("")
    dialog.kind.chosen.emit("")
    save(qtbot, dialog)
    assert "还没有写姓名" in told(dialog, "post_name")
    write(dialog, "post_name", LONG)
    write(dialog, "post_phone", "139 0000 3301")
    write(dialog, "post_duty", "治安、调解")
    with qtbot.waitSignal(dialog.kept):
        save(qtbot, dialog)
    (_, line) = made.desk.read(post_page, node, 0, 9)
    assert (line.name, line.duty, line.phone_masked) == (LONG, "治安、调解", "139****3301")
    ending = EndPostDialog(real)
    qtbot.addWidget(ending)
    ending.begin(line)
    with qtbot.waitSignal(ending.kept):
        save(qtbot, ending)
    ended = made.one("SELECT to_on FROM post_assignment WHERE id = ?", line.id)
    assert ended == ("2026-11-20",)


def test_a_resident_is_found_by_typing(qtbot: QtBot, real: Jobs, made: Small) -> None:
    dialog = PostDialog(real)
    qtbot.addWidget(dialog)
    dialog.begin(NodeFilter("5", made.cell))
    choose(dialog, "post_place", "槐荫一院 3号楼")
    choose(dialog, "post_post", "楼栋长")
    dialog.kind.choose("resident")
    dialog.kind.chosen.emit("resident")
    line = dialog.resident.line
    qtbot.keyClicks(line, "wangxiulan")
    qtbot.waitUntil(dialog.resident.list.isVisible, timeout=2000)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog.kept):
        save(qtbot, dialog)
    sql = "SELECT r.full_name FROM building b JOIN resident r ON r.id = b.captain_id"
    assert made.one(sql) == ("王秀兰",)


def test_a_household_without_anybody_is_given_to_a_member_again_and_again(
    qtbot: QtBot, real: Jobs, made: Small, tmp_path: Path
) -> None:
    office = Office("槐荫里社区", "林晓燕", RIGHTS)
    services = Services(real, Memory(tmp_path / "window.ini"), office)
    dialog = ContactMemberDialog(services)
    qtbot.addWidget(dialog)
    wanted = GapFilter("households", "5", made.cell)
    first, second = made.desk.read(gap_page, wanted, 0, 9)
    dialog.begin(first)
    save(qtbot, dialog)
    assert "还没有选党员" in told(dialog, "contact_member")
    choose(dialog, "contact_member", "赵立新")
    save(qtbot, dialog)
    assert made.desk.read(gap_page, wanted, 0, 9) == (second,)
    dialog.begin(second)
    # Who was chosen last stands there for the next one.
    save(qtbot, dialog)
    assert made.desk.read(gap_page, wanted, 0, 9) == ()
    made.undo()
    assert made.desk.read(gap_page, wanted, 0, 9) == (second,)
    dialog.begin(second)
    with qtbot.waitSignal(services.open_asked) as asked:
        qtbot.mouseClick(dialog.look, Qt.MouseButton.LeftButton)
    assert asked.args == ["household", second.id]


def test_the_page_brings_a_new_cell_to_hand(
    qtbot: QtBot, real: Jobs, made: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "extra_panels", lambda _services: [])
    office = Office("槐荫里社区", "林晓燕", RIGHTS)
    services = Services(real, Memory(tmp_path / "window.ini"), office)
    page = PartyPage(services)
    qtbot.addWidget(page)
    page.resize(1166, 640)
    page.show()
    page.start()
    real.changed.connect(page.changed)
    page._tree.go_to(("4", made.branch))
    qtbot.mouseClick(part(page, QPushButton, "btn_new_node"), Qt.MouseButton.LeftButton)
    dialog = page._deeds._cell
    assert isinstance(dialog, CellDialog)
    assert part(dialog, Choice, "fld_cell_branch").value() == made.branch
    qtbot.keyClick(part(dialog, QListWidget, "fld_cell_buildings"), Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.kept) as kept:
        qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._tree.current() == ("5", kept.args[0]), timeout=2000)
    made.undo()
    page.changed(frozenset({"building_party_group"}))
    qtbot.waitUntil(lambda: page._tree.current() != ("5", kept.args[0]), timeout=2000)
