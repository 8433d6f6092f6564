"""Every event of a life by keyboard alone: told before, done in one act, taken back by Ctrl+Z."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.make_register import household, member, number, person, picture, rows
from tests.ui.stand_in import AtOnce
from tests.wenming_desktop.life.test_events import _party, family
from ui.common import theme
from ui.common.choice import Choice
from ui.common.memory import Memory
from ui.common.tokens import Tokens
from ui.jobs import Jobs, Lanes
from ui.life.dialog import LifeDialog
from ui.life.menu import LifeMenu
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.page import Office, Services
from wenming_desktop.cards.model import Receive
from wenming_desktop.cards.service import issue_cards, mark_printed, receive
from wenming_desktop.life.model import Kind
from wenming_desktop.work import Desk

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def home(desk: Desk) -> int:
    return household(
        desk,
        "501",
        member("王秀兰", number=number("1948-03-14", 28), care="低保、独居"),
        member("李大山", "夫", birth="1946-05-06", sex="男"),
        member("李强", "长子", birth="1975-05-06", sex="男"),
        member("周敏", "儿媳", birth="1977-08-01", sex="女"),
        member("李小雨", "孙女", birth="2008-06-01", sex="女"),
    )


@pytest.fixture
def other(desk: Desk) -> int:
    return household(
        desk,
        "102",
        member("陈国栋", "户主", birth="1970-01-02", sex="男"),
        member("陈小梅", "女", birth="1999-02-03", sex="女"),
    )


def card(desk: Desk, home: int) -> int:
    """A card of the household, handed out and signed for."""
    desk.write(issue_cards)
    ((found,),) = rows(desk, "SELECT id FROM service_card WHERE household_id = ?", home)
    desk.write(mark_printed, (found,))
    desk.write(receive, Receive((found,), "王秀兰", "02"))
    return int(found)


@dataclass
class Hand:
    """A clerk's hands: keys only."""

    qtbot: QtBot
    window: MainWindow
    desk: Desk
    dialog: LifeDialog | None = None

    def open(self, kind: Kind) -> LifeDialog:
        """Ctrl+B and the number of the event."""
        page = self.window.findChild(QWidget, "page_households")
        assert page is not None
        self.front()
        self.qtbot.keyClick(page, Qt.Key.Key_B, _CTRL)
        menu = page.findChild(LifeMenu).events
        self.qtbot.waitUntil(menu.isVisible)
        self.qtbot.keyClick(menu, Qt.Key(Qt.Key.Key_0.value + [*Kind].index(kind) + 1))
        dialog = self.window.findChild(LifeDialog, f"dlg_life_{kind}")
        assert dialog is not None
        self.qtbot.waitUntil(dialog.isActiveWindow)
        self.dialog = dialog
        return dialog

    def front(self) -> None:
        """The main window is in front once what was written has been read again."""
        self.qtbot.wait(50)
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def now(self) -> LifeDialog:
        assert self.dialog is not None
        return self.dialog

    def at(self, name: str) -> QWidget:
        """Walk there by Tab as a hand does; what cannot be reached is not there."""
        wanted = self.now.findChild(QWidget, name)
        assert wanted is not None, name
        for _ in range(60):
            now = QApplication.focusWidget()
            if now is not None and (now is wanted or wanted.isAncestorOf(now)):
                return wanted
            self.qtbot.keyClick(now or self.now, Qt.Key.Key_Tab)
        went = []
        for _ in range(30):
            self.qtbot.keyClick(QApplication.focusWidget() or self.now, Qt.Key.Key_Tab)
            went.append(QApplication.focusWidget().objectName())
        raise AssertionError(f"Tab never comes to {name}: {went}")

    def tick(self, name: str) -> None:
        """Space on a tick found by the name it says."""
        ticks = self.now.findChildren(QCheckBox)
        (found,) = [one for one in ticks if one.accessibleName().startswith(f"{name}　")]
        self.qtbot.keyClick(self.at(found.objectName()), Qt.Key.Key_Space)

    def write(self, field: str, text: str) -> None:
        """Type into a field over what stands there."""
        line = self.at(f"fld_{field}")
        if isinstance(line, Choice):
            line = line.lineEdit()
        assert isinstance(line, QLineEdit)
        line.selectAll()
        # A test keyboard has no Chinese: what an input method hands over is put in whole.
        line.insert(text)
        line.textEdited.emit(text)
        popup = line.completer().popup() if line.completer() is not None else None
        if popup is not None and popup.isVisible():
            self.qtbot.keyClick(popup, Qt.Key.Key_Escape)

    def choose(self, field: str, words: str) -> None:
        """Arrow down to a choice."""
        choice = self.at(f"fld_{field}")
        assert isinstance(choice, Choice)
        for _ in range(choice.count() + 1):
            if words in choice.currentText():
                return
            self.qtbot.keyClick(choice, Qt.Key.Key_Down)
        raise AssertionError(f"{field} has no {words}")

    def read(self) -> str:
        """What the dialog says it will touch, once it rests."""
        self.qtbot.wait(260)
        return self.now.touched.text()

    def save(self) -> None:
        """Ctrl+S."""
        self.qtbot.keyClick(self.now, Qt.Key.Key_S, _CTRL)

    def done(self, before: dict[str, tuple[tuple[object, ...], ...]]) -> None:
        """The dialog is gone, Ctrl+Z brings everything back, Ctrl+Y does it again."""
        assert not self.now.isVisible(), [self.now.touched.text(), self.now.failed.text()]
        after = picture(self.desk)
        assert after != before
        self.front()
        self.qtbot.keyClick(self.window, Qt.Key.Key_Z, _CTRL)
        assert picture(self.desk) == before
        self.qtbot.keyClick(self.window, Qt.Key.Key_Y, _CTRL)


@pytest.fixture
def hand(desk: Desk, home: int, other: int, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    if theme.current() != Tokens() or not application.styleSheet():
        theme.apply(application, Tokens())
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    lane = AtOnce()
    jobs = Jobs(desk, Messages(), Lanes(lane, lane))
    facts = Office("槐荫里社区", "demo", desk.actor.rights)
    window = MainWindow(Services(jobs, Memory(tmp_path / "w.ini"), facts))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.go_to("households")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = window.findChild(QWidget, "page_households")
    page.open_household(home)
    yield Hand(qtbot, window, desk)
    window.close()


def test_a_birth(hand: Hand, desk: Desk, home: int) -> None:
    before = picture(desk)
    hand.open(Kind.BIRTH)
    hand.write("newcomer_1_name", "李小树")
    assert "关系还空着" in hand.read()
    hand.write("newcomer_1_relation", "孙子")
    hand.choose("newcomer_1_sex", "男")
    hand.write("life_on", "11.18")
    assert "李小树登记到王秀兰一户（户籍、居住）" in hand.read()
    hand.save()
    hand.done(before)
    assert family(desk, home)[-1] == ("李小树", "41", 1, 1)
    born = rows(desk, "SELECT birth_date FROM resident WHERE full_name = '李小树'")
    assert born == (("2026-11-18",),)


def test_the_death_of_the_head(hand: Hand, desk: Desk, home: int) -> None:
    desk.write(_party, person(desk, "王秀兰"), home)
    paper = card(desk, home)
    before = picture(desk)
    dialog = hand.open(Kind.DEATH)
    assert dialog.do.text().strip() == "登记死亡"
    hand.tick("王秀兰")
    told = hand.read()
    assert "户主不在了，要选一位新户主" in told
    for part in ("关爱“独居老人”终止", "包栋联户到此为止", "没有组长了", "党员状态改为死亡"):
        assert part in told, told
    hand.save()
    assert dialog.isVisible()
    assert "要选一位新户主" in dialog._fields["new_head"].text()
    hand.choose("life_head", "李大山")
    assert "应换发" in hand.read()
    hand.save()
    hand.done(before)
    assert family(desk, home)[0][:2] == ("李大山", "02")
    assert rows(desk, "SELECT count(*) FROM special_care WHERE end_on IS NULL") == ((0,),)
    assert rows(desk, "SELECT member_status FROM party_member") == (("7",),)
    assert rows(desk, "SELECT to_on FROM household_liaison") != ((None,),)
    assert rows(desk, "SELECT status FROM service_card WHERE id = ?", paper) == (("4",),)


def test_a_marriage_moves_the_living_and_leaves_the_registration(
    hand: Hand, desk: Desk, home: int, other: int
) -> None:
    before = picture(desk)
    hand.open(Kind.MARRIAGE)
    hand.tick("李强")
    hand.write("newcomer_1_name", "陈小梅")
    hand.qtbot.wait(260)
    hand.choose("newcomer_1_who", "102")
    hand.qtbot.keyClick(hand.at("tick_hukou"), Qt.Key.Key_Space)
    told = hand.read()
    assert "陈小梅到王秀兰一户" in told
    hand.save()
    hand.done(before)
    assert family(desk, home)[-1] == ("陈小梅", "38", 0, 1)
    assert family(desk, other)[-1] == ("陈小梅", "30", 1, 0)
    statuses = rows(
        desk, "SELECT marital_status FROM resident WHERE full_name IN ('李强', '陈小梅')"
    )
    assert statuses == (("20",), ("20",))


def test_moving_in_with_two_people(hand: Hand, desk: Desk, home: int) -> None:
    before = picture(desk)
    dialog = hand.open(Kind.MOVE_IN)
    hand.write("newcomer_1_name", "马建国")
    hand.write("newcomer_1_relation", "其他")
    hand.qtbot.keyClick(hand.at("btn_newcomer_more"), Qt.Key.Key_Space)
    hand.write("newcomer_2_name", "马小军")
    hand.write("newcomer_2_relation", "其他")
    hand.qtbot.keyClick(hand.at("tick_hukou"), Qt.Key.Key_Space)
    hand.read()
    assert dialog.do.text().strip() == "迁入 2 人"
    hand.save()
    hand.done(before)
    assert [line[0] for line in family(desk, home)[-2:]] == ["马建国", "马小军"]
    assert [line[2:] for line in family(desk, home)[-2:]] == [(0, 1), (0, 1)]


def test_moving_out_the_registration_only(hand: Hand, desk: Desk, home: int) -> None:
    before = picture(desk)
    dialog = hand.open(Kind.MOVE_OUT)
    hand.tick("周敏")
    hand.tick("李小雨")
    hand.qtbot.keyClick(hand.at("tick_living"), Qt.Key.Key_Space)
    hand.write("life_place", "青河县")
    assert "周敏的户籍到此为止" in hand.read()
    assert dialog.do.text().strip() == "迁出 2 人"
    hand.save()
    hand.done(before)
    assert sorted(line[2:] for line in family(desk, home)) == [(0, 1), (0, 1)] + [(1, 1)] * 3


def test_moving_the_whole_household(hand: Hand, desk: Desk, home: int) -> None:
    before = picture(desk)
    hand.open(Kind.MOVE_WITHIN)
    for name in ("王秀兰", "李大山", "李强", "周敏", "李小雨"):
        hand.tick(name)
    hand.write("home_room", "601")
    assert "整户搬过去" in hand.read()
    hand.save()
    hand.done(before)
    found = rows(
        desk,
        "SELECT ho.room_no, h.people FROM household h JOIN house ho ON ho.id = h.house_id"
        " WHERE h.id = ?",
        home,
    )
    assert found == (("601", 5),)


def test_moving_into_another_household_asks_for_the_relation(
    hand: Hand, desk: Desk, home: int, other: int
) -> None:
    before = picture(desk)
    dialog = hand.open(Kind.MOVE_WITHIN)
    hand.tick("李大山")
    hand.write("home_room", "102")
    hand.qtbot.wait(260)
    hand.choose("home_into", "陈国栋")
    assert "与新户主的关系还空着" in hand.read()
    hand.save()
    assert dialog.isVisible()
    hand.choose("who_relation_2", "父亲")
    hand.read()
    hand.save()
    hand.done(before)
    assert ("李大山", "51", 1, 1) in family(desk, other)


def test_a_split_of_the_registration_while_all_live_on_together(
    hand: Hand, desk: Desk, home: int
) -> None:
    before = picture(desk)
    hand.open(Kind.SPLIT)
    for name in ("李强", "周敏", "李小雨"):
        hand.tick(name)
    hand.qtbot.keyClick(hand.at("tick_living"), Qt.Key.Key_Space)
    hand.choose("life_head", "李强")
    assert "李强为新户的户主" in hand.read()
    hand.save()
    hand.done(before)
    ((new,),) = rows(desk, "SELECT max(id) FROM household")
    assert family(desk, int(new)) == [
        ("李强", "02", 1, 0),
        ("周敏", "10", 1, 0),
        ("李小雨", "30", 1, 0),
    ]
    assert [line[2:] for line in family(desk, home)] == [(1, 1)] * 2 + [(0, 1)] * 3


def test_another_head(hand: Hand, desk: Desk, home: int) -> None:
    card(desk, home)
    before = picture(desk)
    dialog = hand.open(Kind.HEAD_CHANGE)
    hand.save()
    assert "要选一位新户主" in dialog._fields["new_head"].text()
    hand.choose("life_head", "李强")
    told = hand.read()
    assert "周敏与户主关系改为配偶" in told
    assert "应换发" in told
    hand.save()
    hand.done(before)
    assert ("李强", "02", 1, 1) in family(desk, home)


@pytest.mark.parametrize(
    ("typed", "why"),
    [("2027-01-01", "不能晚于今天"), ("2019-12-31", "早于入户日期"), ("何时", "写不出是哪一天")],
)
def test_a_day_that_cannot_be_is_told_beside_it(
    hand: Hand, desk: Desk, typed: str, why: str
) -> None:
    before = picture(desk)
    dialog = hand.open(Kind.MOVE_OUT)
    hand.tick("李强")
    hand.write("life_on", typed)
    hand.save()
    assert why in dialog._fields["on"].text()
    assert QApplication.focusWidget() is dialog.day.line
    assert picture(desk) == before
    hand.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
