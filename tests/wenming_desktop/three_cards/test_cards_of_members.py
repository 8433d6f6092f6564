"""Registration and contact cards: one each, closed with the member, seen twice a year."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.conftest import Clock
from tests.wenming_desktop.three_cards.conftest import H1, Rows
from wenming_desktop.errors import UserError
from wenming_desktop.party.card_states import close_cards, reopen_cards
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.party.page_queries import member_count
from wenming_desktop.party.service import tree
from wenming_desktop.settings.staff import StaffMember, save_staff
from wenming_desktop.three_cards.cards import feedback_lines
from wenming_desktop.three_cards.contact import check_contacts, issue_contacts
from wenming_desktop.three_cards.desk_queries import (
    contact_lines,
    desk_choices,
    registration_lines,
)
from wenming_desktop.three_cards.feedback import (
    grade_feedback,
    issue_feedback,
    prepare_feedback,
    send_feedback,
)
from wenming_desktop.three_cards.orders import (
    AmendCard,
    CheckContacts,
    GradeFeedback,
    IssueContacts,
    RegisterCard,
    Send,
)
from wenming_desktop.three_cards.queries import card_marks, missing_cards, progress, reminders
from wenming_desktop.three_cards.registration import amend_card, register_all, register_card
from wenming_desktop.three_cards.templates import COMMENTS, save_templates
from wenming_desktop.work import Desk, Work, use_case


@use_case("tests.leave", "离开", right="party.write")
def leave(work: Work, member: int, moved: bool) -> int:
    return close_cards(work, (member,), moved=moved)


@use_case("tests.return", "回来", right="party.write")
def come_back(work: Work, member: int) -> int:
    return reopen_cards(work, (member,))


def whole(desk: Desk) -> NodeFilter:
    (top,) = desk.read(tree)
    return NodeFilter(top.level, top.id)


def cell(desk: Desk) -> NodeFilter:
    (node,) = desk.read(tree)
    while node.children:
        node = node.children[0]
    return NodeFilter(node.level, node.id)


def refused(desk: Desk, service: Any, *command: Any) -> tuple[str, str | None]:
    with pytest.raises(UserError) as error:
        desk.write(service, *command)
    assert "。" in error.value.message
    return error.value.code, error.value.field


def test_a_member_is_registered_once(full: Desk, clock: Clock) -> None:
    made = full.write(register_card, RegisterCard(1, " 每月服务一次 ", date(2026, 11, 19)))
    line = next(one for one in full.read(registration_lines) if one.id == 1)
    assert (line.card_id, line.card_no, line.commitment) == (made, "DJ-2026-0001", "每月服务一次")
    assert (line.registered_on, line.signed_on) == (clock.now.date(), date(2026, 11, 19))
    assert refused(full, register_card, RegisterCard(1, "再来")) == (
        "three_cards.has_card",
        "member_id",
    )
    assert refused(full, register_card, RegisterCard(2, "　")) == (
        "three_cards.commitment",
        "commitment",
    )
    assert refused(full, register_card, RegisterCard(99_999, "好"))[0] == "not_found"
    ahead = RegisterCard(2, "好", date(2026, 11, 21))
    assert refused(full, register_card, ahead) == ("three_cards.day_ahead", "on")
    full.write(amend_card, AmendCard(made, "每周服务一次"))
    line = next(one for one in full.read(registration_lines) if one.id == 1)
    assert (line.commitment, line.signed_on) == ("每周服务一次", None)


def test_those_without_a_card_are_made_at_once(full: Desk, rows: Rows) -> None:
    full.write(register_card, RegisterCard(1, "好"))
    members = full.read(member_count, whole(full))
    assert full.write(register_all) == members - 1
    assert full.write(register_all) == 0
    numbers = [no for (no,) in rows("SELECT card_no FROM party_registration_card ORDER BY id")]
    assert numbers == [f"DJ-2026-{n:04}" for n in range(1, members + 1)]


@pytest.mark.parametrize(("moved", "status"), [(True, "2"), (False, "3")])
def test_a_card_is_closed_when_its_member_leaves(
    full: Desk, rows: Rows, moved: bool, status: str
) -> None:
    full.write(register_card, RegisterCard(1, "好"))
    assert full.write(leave, 1, moved) == 1
    assert full.write(leave, 1, moved) == 0
    assert rows("SELECT status FROM party_registration_card") == [(status,)]
    assert full.write(come_back, 1) == 1
    assert full.write(come_back, 1) == 0
    assert rows("SELECT status FROM party_registration_card") == [("1",)]
    full.write(leave, 1, moved)
    full.write(register_card, RegisterCard(1, "好"))
    assert rows("SELECT status FROM party_registration_card ORDER BY id") == [(status,), ("1",)]


def test_contact_cards_are_made_for_the_year_and_seen(full: Desk, clock: Clock) -> None:
    clock.now = datetime(2026, 1, 5, 9, 0)
    one, two, three, none = (line.id for line in full.read(contact_lines)[:4])
    assert full.write(issue_contacts, IssueContacts((one, two, two, three))) == 3
    assert refused(full, issue_contacts, IssueContacts((one,)))[0] == "three_cards.nothing_chosen"
    lines = {line.id: line for line in full.read(contact_lines)}
    given = [lines[i].card_no for i in (one, two, three)]
    assert given == [f"LX-2026-000{n}" for n in (1, 2, 3)]
    assert (lines[one].contact, lines[one].phone) == ("demo", "8801 2000")
    assert lines[one].mark.words == "已发"
    assert lines[none].mark.words == "没有卡"
    clock.now = datetime(2026, 6, 15, 9, 0)
    cards = tuple(lines[i].card_id for i in (one, two))
    full.write(check_contacts, CheckContacts(cards, "first"))
    marks = full.read(card_marks, (one, three, none, 99_999))
    words = {i: mark.contact.words for i, mark in marks.items()}
    assert words == {one: "已交", three: "待交", none: "没有卡"}
    clock.now = datetime(2026, 12, 15, 9, 0)
    assert full.read(card_marks, (one,))[one].contact.state == "due"
    full.write(check_contacts, CheckContacts(cards, "second"))
    assert full.read(card_marks, (one,))[one].contact.state == "ok"
    clock.now = datetime(2027, 1, 4, 9, 0)
    assert full.write(issue_contacts, IssueContacts((one,))) == 1
    numbers = {line.id: line.card_no for line in full.read(contact_lines)}
    assert (numbers[one], numbers[two]) == ("LX-2027-0001", "")


def test_a_contact_card_names_somebody_with_a_telephone(full: Desk) -> None:
    (staff,) = full.write(save_staff, (StaffMember("梁志勇", ("网格员",), "13900002003"),))[-1:]
    full.write(issue_contacts, IssueContacts((1,), staff_id=staff))
    line = next(one for one in full.read(contact_lines) if one.id == 1)
    assert (line.contact, line.phone) == ("梁志勇", "13900002003")
    assert refused(full, issue_contacts, IssueContacts((2,), phone="没有"))[1] == "phone"
    assert refused(full, issue_contacts, IssueContacts((2,), staff_id=9_999))[1] == "staff_id"
    assert (
        refused(full, check_contacts, CheckContacts((), "first"))[0] == "three_cards.nothing_chosen"
    )


def test_the_tiles_count_who_needs_a_card(full: Desk, clock: Clock) -> None:
    found = full.read(progress, whole(full))
    members = full.read(member_count, whole(full))
    assert (found.registration.done, found.registration.whole) == (0, members)
    assert found.registration.words == f"{members} 人还没登记"
    assert found.feedback.whole == sum(
        mark.feedback.state == "due"
        for mark in full.read(card_marks, found.registration.missing).values()
    )
    full.write(register_all, cell(full))
    here, all_ = full.read(progress, cell(full)), full.read(progress, whole(full))
    assert here.registration.done == here.registration.whole == all_.registration.done > 0
    assert here.registration.words == "全部登记"
    assert here.liaison.words == "没有住户"


def test_one_who_is_left_is_named(full: Desk) -> None:
    node = cell(full)
    need = full.read(progress, node).contact.missing
    full.write(issue_contacts, IssueContacts(need[1:]))
    assert full.read(progress, node).contact.words == f"{name_of(full, need[0])}还没交"


def name_of(desk: Desk, member: int) -> str:
    return next(one.name for one in desk.read(registration_lines) if one.id == member)


def test_feedback_is_done_once_it_was_sent(full: Desk, clock: Clock) -> None:
    due = full.read(reminders)
    assert (due.due, due.overdue) == (0, full.read(progress, whole(full)).feedback.whole)
    assert due.span == H1
    full.write(prepare_feedback, H1)
    member = full.read(progress, whole(full)).feedback.missing[0]
    line = next(one for one in full.read(missing_cards) if one.member_id == member)
    assert line.marks.feedback.words == "超期"
    (card,) = (one.card_id for one in full.read(feedback_lines, H1, (member,)))
    full.write(grade_feedback, GradeFeedback(card, "1"))
    full.write(issue_feedback, (card,))
    assert full.read(reminders).overdue == due.overdue
    full.write(send_feedback, Send((card,), "1"))
    assert full.read(reminders).overdue == due.overdue - 1
    assert full.read(card_marks, (member,))[member].feedback.words == "已反馈"
    clock.now = datetime(2027, 1, 15, 9, 0)
    later = full.read(reminders)
    assert (later.span.text, later.overdue, later.unreturned_cards) == ("2026-H2", 0, 1)
    assert later.due > due.overdue - 1


def test_who_is_on_the_roll_needs_no_feedback_card(full: Desk, rows: Rows) -> None:
    on_roll = [i for (i,) in rows("SELECT id FROM party_member WHERE member_kind = '1'")]
    marks = full.read(card_marks, on_roll)
    assert {mark.feedback.words for mark in marks.values()} == {"不需要"}


def test_sentences_are_the_offices_own(full: Desk) -> None:
    shipped = full.read(desk_choices)
    assert len(shipped.comments) >= 5
    assert shipped.spans[0].text == "2026-H2"
    assert [span.text for span in shipped.spans[1:]] == ["2026-H1", "2025-H2", "2025-H1"]
    full.write(save_templates, COMMENTS, ("办事认真。", " 办事认真。", "", "热心公益。"))
    found = full.read(desk_choices)
    assert found.comments == ("办事认真。", "热心公益。")
    assert found.commitments == shipped.commitments
    assert dict(found.grades) == {"1": "优秀", "2": "良好", "3": "一般", "4": "较差"}
