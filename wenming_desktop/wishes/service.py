"""The moves of a wish: collected, published, claimed, fulfilled; each can be taken back."""

from datetime import date, datetime, time
from decimal import Decimal

from db.tables.party import PartyMember, Wish, WorkUnit
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import clean_text
from wenming_desktop.settings import take_number
from wenming_desktop.wishes import rules
from wenming_desktop.wishes.fulfilled import write_record
from wenming_desktop.wishes.model import (
    ChangeWish,
    ClaimWish,
    CloseWish,
    CollectWish,
    FulfilWish,
    PublishWish,
    SignWish,
)
from wenming_desktop.wishes.people import own_resident, shown_of
from wenming_desktop.wishes.refusals import WishError, WrongMoveError
from wenming_desktop.work import Work, use_case

CATEGORIES, STATES = "wish_category", "wish_status"
_MEMBER_STATES = (None, "1", "2")
_LONGEST_NAME, _LONGEST_THANKS, _LONGEST_REASON = 60, 200, 200


@use_case("wishes.collect", "登记微心愿", right="party.write")
def collect(work: Work, command: CollectWish) -> int:
    """Write a wish down; returns its id."""
    who = own_resident(work, command.resident_id)
    on = command.on or work.now.date()
    _check_day(work, on, None, "征集日期")
    wish = Wish(
        wish_no=take_number(work, "wish", datetime.combine(on, time())),
        resident_id=who.id,
        collected_on=on,
        collected_by=command.collected_by or work.actor.staff_id,
        status=rules.COLLECTED,
    )
    _write_words(work, wish, command)
    work.session.add(wish)
    work.session.flush()
    work.note(f"wish:{wish.id}", move="collect")
    return wish.id


@use_case("wishes.change", "修改微心愿", right="party.write")
def change(work: Work, command: ChangeWish) -> int:
    """Other words, category or cost; returns the wish's id."""
    wish = _take(work, command.wish_id, "change")
    _write_words(work, wish, command)
    return wish.id


@use_case("wishes.publish", "公示微心愿", right="party.write")
def publish(work: Work, command: PublishWish) -> int:
    """Reviewed and shown under a name that is not the whole one; returns the wish's id."""
    wish = _take(work, command.wish_id, "publish")
    on = command.on or work.now.date()
    _check_day(work, on, wish.collected_on, "公示日期")
    shown = shown_of(work, wish.resident_id or 0)
    name = _words(command.display_name, 40, "公示称呼", "display_name") or rules.display_name(shown)
    if rules.names_somebody(name, shown.name):
        raise WishError(why="公示的称呼里写着全名，贴出去会泄露是谁。", field="display_name")
    wish.display_name, wish.is_published = name, True
    wish.reviewed_on, wish.reviewed_by = on, work.actor.staff_id
    return _moved(work, wish, "publish")


@use_case("wishes.decline", "不予采纳微心愿", right="party.write")
def decline(work: Work, command: CloseWish) -> int:
    """Reviewed and not taken up, with its reason; returns the wish's id."""
    wish = _take(work, command.wish_id, "decline")
    wish.closed_reason = _reason(command.reason)
    wish.reviewed_on, wish.reviewed_by = work.now.date(), work.actor.staff_id
    return _moved(work, wish, "decline")


@use_case("wishes.claim", "认领微心愿", right="party.write")
def claim(work: Work, command: ClaimWish) -> int:
    """A member, a work unit or anybody takes a published wish on; returns the wish's id."""
    wish = _take(work, command.wish_id, "claim")
    name = _words(command.name, _LONGEST_NAME, "姓名", "claimant")
    if sum((command.member_id is not None, command.unit_id is not None, bool(name))) != 1:
        raise WishError(why="由谁认领要写一个：党员、单位，或者姓名。", field="claimant")
    on = command.on or work.now.date()
    _check_day(work, on, wish.reviewed_on, "认领日期")
    wish.claimed_member_id = _member(work, command.member_id)
    wish.claimed_unit_id = _unit(work, command.unit_id)
    wish.claimed_name = name or None
    wish.claimed_on, wish.contact_due_on = on, rules.contact_due(on)
    return _moved(work, wish, "claim")


@use_case("wishes.give_back", "退回认领", right="party.write")
def give_back(work: Work, wish_id: int) -> int:
    """Who claimed it cannot after all: it is shown again; returns the wish's id."""
    wish = _take(work, wish_id, "give_back")
    wish.claimed_member_id = wish.claimed_unit_id = wish.claimed_name = None
    wish.claimed_on = wish.contact_due_on = None
    return _moved(work, wish, "give_back")


@use_case("wishes.fulfil", "实现微心愿", right="party.write")
def fulfil(work: Work, command: FulfilWish) -> int:
    """It came true: a member's claim becomes one service record; returns the wish's id."""
    wish = _take(work, command.wish_id, "fulfil")
    on = command.on or work.now.date()
    _check_day(work, on, wish.claimed_on, "实现日期")
    wish.fulfilled_on, wish.recipient_signed = on, command.signed
    wish.thanks = _words(command.thanks, _LONGEST_THANKS, "感谢的话", "thanks") or None
    if wish.claimed_member_id is not None:
        write_record(work, wish, command.hours)
    return _moved(work, wish, "fulfil")


@use_case("wishes.sign", "补记受助人签收", right="party.write")
def sign(work: Work, command: SignWish) -> int:
    """The recipient signed after all; returns the wish's id."""
    wish = _take(work, command.wish_id, "sign")
    wish.recipient_signed = True
    thanks = _words(command.thanks, _LONGEST_THANKS, "感谢的话", "thanks")
    wish.thanks = thanks or wish.thanks
    return _moved(work, wish, "sign")


@use_case("wishes.carry_over", "微心愿转下期", right="party.write")
def carry_over(work: Work, wish_id: int) -> int:
    """Nobody claimed it: it is shown no more and waits; returns the wish's id."""
    wish = _take(work, wish_id, "carry_over")
    wish.is_published = False
    return _moved(work, wish, "carry_over")


@use_case("wishes.cancel", "取消微心愿", right="party.write")
def cancel(work: Work, command: CloseWish) -> int:
    """Given up, with its reason; returns the wish's id."""
    wish = _take(work, command.wish_id, "cancel")
    wish.closed_reason, wish.is_published = _reason(command.reason), False
    return _moved(work, wish, "cancel")


def _take(work: Work, wish_id: int, move: str) -> Wish:
    """The wish, if the actor may see it and it can make this move."""
    wish = work.session.get(Wish, wish_id)
    if wish is None or wish.is_void:
        raise NotFoundError(what="这条微心愿")
    if wish.collected_by is None or wish.collected_by != work.actor.staff_id:
        own_resident(work, wish.resident_id or 0, gone=True)
    if not rules.may(move, wish.status):
        state = work.codes.name(STATES, wish.status)
        raise WrongMoveError(number=wish.wish_no or "", state=state)
    work.note(f"wish:{wish.id}", move=move)
    return wish


def _moved(work: Work, wish: Wish, move: str) -> int:
    wish.status = rules.after(move, wish.status)
    work.session.flush()
    return wish.id


def _write_words(work: Work, wish: Wish, said: CollectWish | ChangeWish) -> None:
    content = _words(said.content, rules.LONGEST, "心愿内容", "content")
    if not content:
        raise WishError(why="心愿内容空着，要写上想要什么。", field="content")
    item = work.codes.item(CATEGORIES, said.category)
    if item is None or not item.enabled:
        raise WishError(why="还没有选类别，要选一个。", field="category")
    if said.cost is not None and not Decimal(0) <= said.cost < Decimal(1_000_000):
        raise WishError(why="大约花费要写 0 到 999999 之间的数。", field="cost")
    wish.content, wish.category, wish.estimated_cost = content, said.category, said.cost


def _check_day(work: Work, on: date, since: date | None, what: str) -> None:
    if why := rules.date_fault(on, work.now.date(), since, what):
        raise WishError(why=why, field="on")


def _words(text: str, most: int, what: str, field: str) -> str:
    """A text without what nobody sees; one that is too long is refused, not cut."""
    said = clean_text(text)
    if len(said) > most:
        raise WishError(why=f"{what}现在 {len(said)} 个字，最多 {most} 个字。", field=field)
    return said


def _reason(text: str) -> str:
    reason = _words(text, _LONGEST_REASON, "原因", "reason")
    if not reason:
        raise WishError(why="原因空着，要写明理由，居民问起来好答复。", field="reason")
    return reason


def _member(work: Work, member_id: int | None) -> int | None:
    if member_id is None:
        return None
    member = work.session.get(PartyMember, member_id)
    if member is None or member.is_void or member.member_status not in _MEMBER_STATES:
        raise WishError(why="没有找到这名党员，或者他已不在党员名册上。", field="claimant")
    return member.id


def _unit(work: Work, unit_id: int | None) -> int | None:
    if unit_id is None:
        return None
    unit = work.session.get(WorkUnit, unit_id)
    if unit is None or unit.is_void:
        raise WishError(why="没有找到这个单位。", field="claimant")
    return unit.id
