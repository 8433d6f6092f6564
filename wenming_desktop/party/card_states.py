"""登记卡 follows its member: valid while he is one, 转出 or 注销 when he leaves.

It stands in this room, below the three cards, because leaving does.
"""

from collections.abc import Iterable

from sqlalchemy import select

from db.tables.three_cards import PartyRegistrationCard
from wenming_desktop.work import Work

VALID, MOVED_OUT, CANCELLED = "1", "2", "3"
"""Codes of `registration_card_status`."""


def valid_cards(work: Work) -> dict[int, PartyRegistrationCard]:
    """The valid card of every member who has one."""
    found = work.session.scalars(
        select(PartyRegistrationCard)
        .where(PartyRegistrationCard.status == VALID, ~PartyRegistrationCard.is_void)
        .order_by(PartyRegistrationCard.id)
    )
    return {card.member_id: card for card in found if card.member_id is not None}


def registered(work: Work) -> frozenset[int]:
    """The members who have a valid card."""
    found = select(PartyRegistrationCard.member_id).where(
        PartyRegistrationCard.status == VALID, ~PartyRegistrationCard.is_void
    )
    return frozenset(member for member in work.session.scalars(found) if member is not None)


def close_cards(work: Work, member_ids: Iterable[int], *, moved: bool) -> int:
    """These members have left: their valid cards become 转出, else 注销; how many.

    No use case of its own: it is a part of the act by which they leave.
    """
    held = valid_cards(work)
    cards = [held[member] for member in member_ids if member in held]
    for card in cards:
        card.status = MOVED_OUT if moved else CANCELLED
    return len(cards)


def reopen_cards(work: Work, member_ids: Iterable[int]) -> int:
    """These members are back: the card closed last is valid again; how many."""
    held, count = valid_cards(work), 0
    for member in member_ids:
        last = work.session.scalars(
            select(PartyRegistrationCard)
            .where(PartyRegistrationCard.member_id == member, ~PartyRegistrationCard.is_void)
            .order_by(PartyRegistrationCard.id.desc())
        ).first()
        if member not in held and last is not None:
            last.status, count = VALID, count + 1
    return count
