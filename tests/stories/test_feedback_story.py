"""From check-in to the feedback letter and its receipt: through services, then by keys alone."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.make_register import household, member, rows
from tests.ui.stand_in import AtOnce
from tests.wenming_desktop.party import ledgers
from ui.common import theme
from ui.common.memory import Memory
from ui.common.tokens import Tokens
from ui.jobs import Jobs, Lanes
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.page import Office, Services
from ui.party.three_cards.feedback_desk import FeedbackDesk
from ui.printing import Preview
from wenming_desktop.papers.three_cards import draw_letters, keep_printed
from wenming_desktop.party.claims import save_claim
from wenming_desktop.party.duty_model import Assign, Claim
from wenming_desktop.party.liaisons import assign
from wenming_desktop.party.member_model import SaveMember
from wenming_desktop.party.members import check_in
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.party.record_model import Contact, RecordRow, TypeIn
from wenming_desktop.party.records import contact, type_in
from wenming_desktop.party.service import feedback_figures
from wenming_desktop.three_cards.behind import records_behind
from wenming_desktop.three_cards.cards import feedback_lines
from wenming_desktop.three_cards.feedback import grade_feedback, issue_feedback, prepare_feedback
from wenming_desktop.three_cards.letters import (
    issue_letters,
    letter_lines,
    prepare_letters,
    receive_letters,
    send_letters,
)
from wenming_desktop.three_cards.orders import GradeFeedback, Receipt, RegisterCard, Send
from wenming_desktop.three_cards.queries import progress, reminders
from wenming_desktop.three_cards.registration import register_card
from wenming_desktop.three_cards.rules import Span
from wenming_desktop.wishes.model import ClaimWish, CollectWish, FulfilWish, PublishWish
from wenming_desktop.wishes.service import claim, collect, fulfil, publish
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.members_in import import_members

H2 = Span(date(2026, 7, 1), date(2027, 1, 1))
CTRL = Qt.KeyboardModifier.ControlModifier


def half_a_year(desk: Desk) -> int:
    """A member checks in, claims a post and a wish, looks after a household, serves four times."""
    leader = {"姓名": "孙福顺", "党员类型": "正式党员", "所在党小组": "1号楼党小组"}
    desk.write(import_members, ledgers.members(leader))
    home = household(desk, "501", member("李秀兰", birth="1948-03-14", sex="女"))
    said = {
        "full_name": "方远",
        "work_unit_id": "区市场监管局",
        "reported_on": "2026-07-10",
        "group_id": "1",
    }
    values = {f"party_member.{key}": value for key, value in said.items()}
    who = desk.write(check_in, SaveMember(values)).id
    desk.write(register_card, RegisterCard(who, "每月服务一次", date(2026, 7, 10)))
    desk.write(save_claim, Claim(who, "01", "宣讲移风易俗", claimed_on=date(2026, 7, 11)))
    desk.write(assign, Assign(who, (home,), from_on=date(2026, 7, 12)))
    typed = (
        RecordRow(date(2026, 8, 1), "清扫楼道", 2),
        RecordRow(date(2026, 9, 5), "楼前宣讲", 1.5),
    )
    desk.write(type_in, TypeIn(who, typed))
    desk.write(contact, Contact(who, home, date(2026, 10, 3), "1", "看望", 0.5))
    ((resident,),) = rows(desk, "SELECT id FROM resident WHERE full_name = '李秀兰'")
    wish = desk.write(collect, CollectWish(resident, "03", "想要一副老花镜", on=date(2026, 10, 8)))
    desk.write(publish, PublishWish(wish, on=date(2026, 10, 9)))
    desk.write(claim, ClaimWish(wish, member_id=who, on=date(2026, 10, 10)))
    fulfilled = FulfilWish(wish, on=date(2026, 10, 12), signed=True, hours=Decimal("1"))
    desk.write(fulfil, fulfilled)
    return who


def test_from_check_in_to_the_receipt(desk: Desk, clock: Clock) -> None:
    who = half_a_year(desk)
    clock.now = datetime(2027, 1, 4, 9, 0)
    (counted,) = desk.read(feedback_figures, H2.begin, H2.end)
    desk.write(prepare_feedback, H2)
    (line,) = desk.read(feedback_lines, H2)
    found = line.figures
    assert (line.id, counted.times, counted.hours) == (who, found.times, found.hours)
    assert (found.times, found.hours, found.activities) == (4, 5.0, 2)
    assert (found.posts, found.wishes, found.fulfilled) == (("政策宣传岗",), 1, 1)
    assert found.households == 1
    origins = [one.origin.split(" ")[0] for one in desk.read(records_behind, who, H2, "times")]
    assert origins == ["", "", "联系户", "微心愿"]
    desk.write(grade_feedback, GradeFeedback(line.card_id, "1", "1", "热心公益"))
    desk.write(issue_feedback, (line.card_id,))
    desk.write(prepare_letters, H2)
    (letter,) = desk.read(letter_lines, H2)
    desk.write(issue_letters, (letter.id,), H2)
    drawn = draw_letters(desk, (letter.id,), H2)
    text = "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(drawn.pdf)
    )
    said = "".join(text.split())
    assert "槐荫里社区党函〔2027〕1号" in said
    assert "关于方远同志2026年下半年参与社区服务情况的反馈函" in said
    assert "参加社区服务4次，服务5小时，其中参加活动2次；认领政策宣传岗；联系居民1户" in said
    assert "认领微心愿1个、实现1个。热心公益。社区党组织评价为优秀。" in said
    assert keep_printed(desk, drawn) == 1
    assert rows(desk, "SELECT form, number FROM print_log") == (
        ("feedback_letter", "槐荫里社区党函〔2027〕1号"),
    )
    cell = NodeFilter("5", 1)
    assert desk.read(progress, cell).feedback.words == "1 人待反馈"
    desk.write(send_letters, Send((letter.id,), "2"))
    assert desk.read(progress, cell).feedback.words == "全部反馈"
    clock.now = datetime(2027, 2, 8, 9, 0)
    assert desk.read(reminders).unreturned_letters == 1
    desk.write(receive_letters, Receipt((letter.id,), "已纳入年度考核"))
    assert desk.read(reminders).unreturned_letters == 0


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, clock: Clock, tmp_path: Path) -> Iterator[MainWindow]:
    half_a_year(desk)
    clock.now = datetime(2027, 1, 4, 9, 0)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    theme.apply(QApplication.instance(), Tokens())  # type: ignore[arg-type]
    lane = AtOnce()
    jobs = Jobs(desk, Messages(), Lanes(lane, lane))
    facts = Office("槐荫里社区", "demo", desk.actor.rights)
    window = MainWindow(Services(jobs, Memory(tmp_path / "w.ini"), facts))
    qtbot.addWidget(window)
    window.resize(1366, 700)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.hide()


def test_a_half_year_by_keys_alone(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    window.go_to("party")
    link = window.findChild(QWidget, "btn_tile_feedback")
    assert link is not None
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Space)
    found = window.findChild(FeedbackDesk)
    assert found is not None
    qtbot.waitUntil(found.isActiveWindow)
    assert found.period.currentText() == "2026年下半年"
    press(qtbot, found, "prepare")
    found.cards.table.setFocus()
    qtbot.keyClick(found.cards.table, Qt.Key.Key_Return)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(found, Qt.Key.Key_S, CTRL)
    press(qtbot, found, "issue")
    found.tabs.setFocus()
    qtbot.keyClick(found.tabs, Qt.Key.Key_Right)
    press(qtbot, found, "prepare")
    press(qtbot, found, "issue")
    qtbot.keyClick(found, Qt.Key.Key_P, CTRL)
    preview = found.findChild(Preview)
    assert preview is not None
    assert "方远同志" in preview.document.getAllText(0).text().replace("\n", "")
    preview.close()
    (line,) = desk.read(feedback_lines, H2)
    assert (line.grade, line.stage) == ("1", "issued")
    (letter,) = desk.read(letter_lines, H2)
    assert letter.letter_no == "槐荫里社区党函〔2027〕1号"
    assert [one.id for one in letter.members] == [line.id]


def press(qtbot: QtBot, window: QWidget, name: str) -> None:
    """A button of the foot, by the keyboard."""
    found = window.findChild(QWidget, f"btn_feedback_{name}")
    assert found is not None
    assert found.isEnabled(), name
    found.setFocus()
    qtbot.keyClick(found, Qt.Key.Key_Space)
