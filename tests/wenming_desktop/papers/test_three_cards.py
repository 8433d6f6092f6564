"""The three cards drawn from the data file: what they say, drafts, two on a sheet, the archive."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2
import pytest

from tests import make, make_register
from tests.conftest import Clock
from tests.wenming_desktop.party import ledgers
from wenming_desktop.errors import UserError
from wenming_desktop.forms.gather_three_cards import (
    gather_contact,
    gather_feedback,
    gather_letter,
    gather_registration,
)
from wenming_desktop.papers.three_cards import (
    DrawThree,
    draw_letters,
    draw_period,
    draw_three,
    gather_period,
    keep_printed,
)
from wenming_desktop.party.duty_model import Assign
from wenming_desktop.party.liaisons import assign
from wenming_desktop.three_cards.cards import feedback_lines
from wenming_desktop.three_cards.contact import issue_contacts
from wenming_desktop.three_cards.feedback import grade_feedback, issue_feedback, prepare_feedback
from wenming_desktop.three_cards.letters import issue_letters, letter_lines, prepare_letters
from wenming_desktop.three_cards.orders import GradeFeedback, IssueContacts, RegisterCard
from wenming_desktop.three_cards.registration import register_card
from wenming_desktop.three_cards.rules import Span
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.members_in import import_members

H1 = Span(date(2026, 1, 1), date(2026, 7, 1))


@pytest.fixture
def party(desk: Desk, clock: Clock) -> Desk:
    """方远 checked in from an employer, with a household and three services; 孙福顺 on the roll."""
    make.Office(desk, clock).member("孙福顺", 职务="党支部书记")
    home = make.Office(desk, clock).household("501", "李秀兰", phone="13900002281")
    row: dict[str, object] = {
        "姓名": "方远",
        "党员类型": "双报到在职党员",
        "所在党小组": "1号楼党小组",
        "工作单位": "区市场监管局",
        "报到时间": "2026-02-03",
    }
    desk.write(import_members, ledgers.members(row))
    desk.write(assign, Assign(2, (home,), from_on=date(2026, 2, 4)))
    with desk.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO service_record (member_id, date, content, hours, beneficiaries) VALUES"
            " (2, '2026-03-04', '楼道清扫', 2, 12), (2, '2026-05-06', '文明劝导', 1.5, NULL),"
            " (2, '2026-11-06', '登记走访', 1, 3)"
        )
    return desk


def words(pdf: bytes) -> list[str]:
    pages = pypdfium2.PdfDocument(pdf)
    return ["".join(page.get_textpage().get_text_range().split()) for page in pages]


def issued(desk: Desk) -> int:
    desk.write(prepare_feedback, H1)
    (line,) = desk.read(feedback_lines, H1)
    desk.write(grade_feedback, GradeFeedback(line.card_id, "1", "2", "认真负责"))
    desk.write(issue_feedback, (line.card_id,))
    return line.card_id


def test_a_registration_card_says_who_he_is(party: Desk) -> None:
    party.write(register_card, RegisterCard(2, "每月服务一次", date(2026, 2, 5)))
    card = party.read(gather_registration, 2)
    assert (card.card_no, card.name, card.employment) == ("DJ-2026-0001", "方远", "区市场监管局")
    assert (card.kind, card.cell, card.branch) == (
        "双报到在职党员",
        "1号楼党小组",
        "第一网格党支部",
    )
    assert (card.commitment, card.signed_on) == ("每月服务一次", date(2026, 2, 5))
    assert [(home.head, home.door, home.phone) for home in card.homes] == [
        ("李秀兰", "槐荫一院 3-2-501", "13900002281")
    ]
    assert [text for _, text in card.changes] == ["到社区报到", "登记，卡号 DJ-2026-0001"]
    assert len(card.posts) == 13


def test_telephones_of_households_need_the_right_to_see_them(party: Desk) -> None:
    rights = party.actor.rights - {"register.reveal"}
    other = party.acting_as(replace(party.actor, rights=rights))
    assert [home.phone for home in other.read(gather_registration, 2).homes] == [""]


def test_a_number_of_identity_is_covered(party: Desk) -> None:
    number = party.read(gather_registration, 1).id_number
    assert number.count("*") == 16


def test_a_contact_card_has_the_records_of_its_year(party: Desk) -> None:
    party.write(issue_contacts, IssueContacts((2,), phone="8801 2000"))
    card = party.read(gather_contact, 2)
    assert (card.card_no, card.year, card.phone) == ("LX-2026-0001", "2026", "8801 2000")
    assert (card.leader, card.secretary, card.contact) == ("", "孙福顺", "demo")
    assert [(r.content, r.hours, r.beneficiaries) for r in card.records] == [
        ("楼道清扫", 2.0, "12"),
        ("文明劝导", 1.5, ""),
        ("登记走访", 1.0, "3"),
    ]


def test_a_feedback_card_is_a_draft_until_it_is_issued(party: Desk) -> None:
    party.write(prepare_feedback, H1)
    (line,) = party.read(feedback_lines, H1)
    draft = party.read(gather_feedback, line.card_id)
    assert (draft.is_draft, draft.times, draft.hours, draft.homes) == (True, 2, 3.5, 1)
    assert draft.performance == "参加社区服务2次，服务3.5小时；联系居民1户。"
    card = party.read(gather_feedback, issued(party))
    assert not card.is_draft
    assert (card.grade, card.resident_rating, card.opinion) == ("优秀", "良好", "认真负责")
    assert (card.period_from, card.period_to) == (date(2026, 1, 1), date(2026, 6, 30))


def test_a_letter_names_the_member_and_the_card_it_encloses(party: Desk) -> None:
    issued(party)
    party.write(prepare_letters, H1)
    (line,) = party.read(letter_lines, H1)
    assert party.read(gather_letter, line.id).is_draft
    party.write(issue_letters, (line.id,), H1)
    letter = party.read(gather_letter, line.id)
    assert not letter.is_draft
    assert (letter.members, letter.attachments) == (("方远",), 1)
    assert letter.addressee == "区市场监管局党组织"
    assert (letter.rows[0].times, letter.rows[0].hours, letter.rows[0].grade) == (2, "3.5", "优秀")
    drawn = draw_letters(party, (line.id,), H1)
    assert letter.title in words(drawn.pdf)[0]


def test_only_what_is_no_draft_is_kept(party: Desk) -> None:
    party.write(prepare_feedback, H1)
    command = DrawThree("feedback", (2,), H1)
    assert keep_printed(party, draw_three(party, command)) == 0
    card = issued(party)
    assert keep_printed(party, draw_three(party, command)) == 1
    kept = make_register.rows(party, "SELECT form, object_id, number FROM print_log")
    (number,) = {line.card_no for line in party.read(feedback_lines, H1)}
    assert kept == (("feedback_card", card, number),)


@pytest.mark.parametrize(
    ("kind", "two_up", "pages"),
    [("registration", False, 4), ("registration", True, 2), ("contact", True, 4)],
)
def test_cards_lie_one_or_two_on_a_sheet(party: Desk, kind: Any, two_up: bool, pages: int) -> None:
    assert draw_three(party, DrawThree(kind, (1, 2), two_up=two_up)).pdf.pages == pages


def test_a_period_is_drawn_whole_and_writes_nothing(party: Desk) -> None:
    before = make_register.rows(party, "SELECT max(seq) FROM audit")
    paper = draw_period(party, H1)
    assert (paper.units, paper.letters, len(paper.lines)) == (1, 1, 1)
    pages = words(paper.pdf)
    assert "方远" in pages[0]
    assert "草稿" in pages[0]
    assert "关于方远同志2026年上半年" in pages[1]
    assert make_register.rows(party, "SELECT max(seq) FROM audit") == before
    assert make_register.rows(party, "SELECT count(*) FROM party_feedback_card") == ((0,),)


def test_an_issued_card_is_printed_as_it_was_issued(party: Desk) -> None:
    issued(party)
    with party.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE service_record SET hours = 9")
        connection.exec_driver_sql("UPDATE party_member SET full_name = '改名'")
    _, (card,), (letter,) = party.read(gather_period, H1)
    assert (card.name, card.hours) == ("方远", 3.5)
    assert letter.members == ("方远",)


@pytest.mark.parametrize(
    "draw",
    [
        lambda desk: draw_three(desk, DrawThree("registration", ())),
        lambda desk: draw_letters(desk, (), H1),
        lambda desk: draw_period(desk, Span(date(2020, 1, 1), date(2020, 7, 1))),
        lambda desk: desk.read(gather_feedback, 77),
        lambda desk: desk.read(gather_letter, 77),
    ],
)
def test_nothing_to_draw_is_said_in_words(party: Desk, draw: Callable[[Desk], object]) -> None:
    with pytest.raises(UserError, match="。"):
        draw(party)
