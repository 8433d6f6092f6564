"""The sample's party work as an office has it in mid-year: cards, claims, wishes, letters.

Nothing here writes a service record: those are the ledger's, and so are the figures.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from wenming_desktop.opinions.model import RegisterRequest
from wenming_desktop.opinions.service import register as register_request
from wenming_desktop.party.claims import save_claim
from wenming_desktop.party.duty_model import Claim
from wenming_desktop.three_cards.cards import feedback_lines
from wenming_desktop.three_cards.contact import issue_contacts
from wenming_desktop.three_cards.feedback import (
    grade_feedback,
    issue_feedback,
    prepare_feedback,
)
from wenming_desktop.three_cards.letters import (
    issue_letters,
    letter_lines,
    prepare_letters,
    send_letters,
)
from wenming_desktop.three_cards.orders import GradeFeedback, IssueContacts, RegisterCard, Send
from wenming_desktop.three_cards.registration import register_card
from wenming_desktop.three_cards.rules import Span
from wenming_desktop.wishes.model import ClaimWish, CollectWish, PublishWish
from wenming_desktop.wishes.service import claim, collect, publish
from wenming_desktop.work import Desk, Work, use_case

PROMISE: Final = "带头遵守居民公约，每季度至少参加一次志愿服务，邻里有事随叫随到。"
_POSTS: Final = ("01", "03", "04", "06", "07", "09", "10", "12")
_ITEMS: Final = (
    "入户宣传",
    "邻里调解",
    "看望独居老人",
    "夜间巡楼",
    "楼道清洁",
    "量血压",
    "教用手机",
    "扫雪除冰",
)
_WISHES: Final = (
    ("01", "想要一个防滑洗澡凳"),
    ("04", "厨房水龙头滴水，想请人修一修"),
    ("05", "一个人住，盼着有人来说说话"),
    ("06", "腿脚不便，想去医院复查，需要人陪"),
    ("02", "孩子想要一套课外书"),
    ("03", "想量量血压，问问吃药的事"),
)
_EVERY: Final = 9
"""One member in so many has not handed in yet."""
_LATE: Final = 5
"""One feedback card in so many is still to be issued."""


def live_party(desk: Desk) -> None:
    """Bring the party page to life through the services a clerk uses."""
    members = desk.read(some_members)
    _cards(desk, members)
    _claims(desk, members)
    _wishes(desk, members)
    _feedback(desk)
    dual = desk.read(some_members, dual=True)
    desk.write(
        register_request,
        RegisterRequest(dual[0], "1", "中共青河区委组织部", "青组函〔2026〕18号"),
    )


@use_case("demo.members", "查看样例党员", right="party.read")
def some_members(work: Work, *, dual: bool = False) -> tuple[int, ...]:
    """The members of cells, in the order they came; those checked in only where wanted."""
    kind = " AND member_kind = '2'" if dual else ""
    rows = work.connection.exec_driver_sql(
        f"SELECT id FROM party_member WHERE NOT is_void AND group_id IS NOT NULL{kind} ORDER BY id"
    )
    return tuple(row[0] for row in rows)


@use_case("demo.elders", "查看样例老人", right="register.read")
def some_elders(work: Work, count: int) -> tuple[int, ...]:
    """Residents whose wishes are collected: the oldest who have a household."""
    rows = work.connection.exec_driver_sql(
        "SELECT r.id FROM resident r JOIN household h ON h.head_resident_id = r.id"
        " WHERE NOT r.is_void AND NOT h.is_void AND r.birth_date IS NOT NULL"
        " ORDER BY r.birth_date, r.id LIMIT ?",
        (count,),
    )
    return tuple(row[0] for row in rows)


def _cards(desk: Desk, members: Sequence[int]) -> None:
    for at, member in enumerate(members, start=1):
        if (at + 5) % _EVERY:
            desk.write(register_card, RegisterCard(member, PROMISE))
    handed_in = tuple(m for at, m in enumerate(members, start=1) if (at + 7) % _EVERY)
    desk.write(issue_contacts, IssueContacts(handed_in))


def _claims(desk: Desk, members: Sequence[int]) -> None:
    for at, member in enumerate(members):
        if at % 3 < 2:
            post = at % len(_POSTS)
            desk.write(save_claim, Claim(member, _POSTS[post], _ITEMS[post]))


def _wishes(desk: Desk, members: Sequence[int]) -> None:
    elders = desk.read(some_elders, len(_WISHES))
    for at, (resident, (category, content)) in enumerate(zip(elders, _WISHES, strict=False)):
        wish = desk.write(collect, CollectWish(resident, category, content))
        if at > 1:
            desk.write(publish, PublishWish(wish))
        if at > 3:
            desk.write(claim, ClaimWish(wish, member_id=members[at]))


def _feedback(desk: Desk) -> None:
    """The half-year before: every card issued, the letters of all units but two sent."""
    span = Span.last_half(desk.read(today_of))
    desk.write(prepare_feedback, span)
    drafts = [line.card_id for line in desk.read(feedback_lines, span) if line.card_id]
    for card in drafts:
        desk.write(grade_feedback, GradeFeedback(card, grade="2", resident_rating="2"))
    if not drafts:
        return
    desk.write(issue_feedback, [card for at, card in enumerate(drafts) if at % _LATE])
    desk.write(prepare_letters, span)
    letters = [line.id for line in desk.read(letter_lines, span)]
    desk.write(issue_letters, letters, span)
    desk.write(send_letters, Send(tuple(letters[:-2]), "1"))


@use_case("demo.today", "查看今天", right="any")
def today_of(work: Work) -> date:
    """The office's day."""
    return work.now.date()
