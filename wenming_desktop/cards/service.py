"""What is done with service cards: issue, print, deliver, sign, take back, lose, replace, void.

Every step goes through the table of `rules`, for many cards at once, all or none. A step taken
by mistake is undone by its images like any other act; a sheet that turns out badly printed when
other work was done since is put back by a step of its own (没印好，退回待印).
"""

from collections.abc import Sequence

from wenming_desktop.cards import faces, rules, steps
from wenming_desktop.cards.model import (
    CardFace,
    Deliver,
    PrintRun,
    Receive,
    Reissue,
    Replace,
    TakeBack,
    snapshot,
)
from wenming_desktop.cards.queues import stale_why
from wenming_desktop.cards.refusals import (
    MailboxError,
    ReasonError,
    ReceiverMissingError,
    UnknownCodeError,
)
from wenming_desktop.fields import clean_text
from wenming_desktop.settings import office
from wenming_desktop.work import Work, use_case

MAILBOX = "3"
NOTE = 200
_WITHOUT = f"""
SELECT h.id, g.code, (SELECT max(l.id) FROM service_card l
                       WHERE l.household_id = h.id AND NOT l.is_void AND l.status = '5')
FROM household h
LEFT JOIN house ho ON ho.id = h.house_id
LEFT JOIN building_unit u ON u.id = ho.building_unit_id
LEFT JOIN building b ON b.id = u.building_id
LEFT JOIN grid g ON g.id = b.grid_id
WHERE NOT h.is_void AND coalesce(h.status, 'active') = 'active'
  AND NOT EXISTS (SELECT 1 FROM service_card c
                   WHERE c.household_id = h.id AND NOT c.is_void AND c.status IN {steps.LIVE})
"""


@use_case("cards.issue", "制作连心卡", right="card.write")
def issue_cards(work: Work, building: int | None = None) -> int:
    """Numbered cards in 待印 for every active household without a live one; how many.

    A household whose card is known as lost gets the successor of that card.
    """
    sql, values = _WITHOUT + faces.own_grids(work), tuple[int, ...]()
    if building is not None:
        sql, values = sql + " AND b.id = ?", (building,)
    found = work.connection.exec_driver_sql(sql + " ORDER BY h.sort_key, h.id", values)
    rows = [tuple(row) for row in found]
    old = {card.id: card for card in steps.load(work, [row[2] for row in rows if row[2]])}
    wanted = [
        steps.Wanted(home, grid, old.get(card), rules.LOSE if card else None)
        for home, grid, card in rows
    ]
    if wanted:
        steps.make(work, wanted)
    return len(wanted)


@use_case("cards.printed", "打印连心卡", right="card.write")
def mark_printed(
    work: Work, ids: Sequence[int], printed: Sequence[CardFace] | PrintRun | None = None
) -> int:
    """These cards were printed: 已印待发, with both sides kept exactly as they are on paper.

    Give the faces (or the run) that were drawn; without them the register of now is taken.
    """
    cards = steps.load(work, ids)
    back = faces.back_of(office(work))
    shown: Sequence[CardFace]
    if isinstance(printed, PrintRun):
        shown, back = printed.faces, printed.back
    else:
        shown = printed or faces.gather(work, [card.id for card in cards])
    by_number = {face.card_no: face for face in shown}
    steps.keep_printed(work, cards, [snapshot(by_number[card.number], back) for card in cards])
    return _noted(work, "printed", cards)


@use_case("cards.not_printed", "退回待印", right="card.write")
def not_printed(work: Work, ids: Sequence[int], note: str = "") -> int:
    """These cards did not come out well: 待印 again, with nothing kept of the spoilt sheet."""
    cards = steps.load(work, ids)
    steps.move(work, cards, rules.SPOIL, clean_text(note, NOTE), face_snapshot=None)
    return _noted(work, "not_printed", cards)


@use_case("cards.deliver", "发放连心卡", right="card.write")
def deliver(work: Work, command: Deliver) -> int:
    """The cards went out; they wait to be signed for."""
    cards = steps.load(work, command.card_ids)
    _hand_out(work, cards, command)
    return _noted(work, "delivered", cards)


@use_case("cards.receive", "签收连心卡", right="card.write")
def receive(work: Work, command: Receive) -> int:
    """The cards were signed for: now they are valid."""
    name = clean_text(command.name, 50)
    if not name or not command.relation.strip():
        raise ReceiverMissingError
    relation = _code(work, "family_relation", command.relation, "与户主关系")
    day = command.on or work.now.date()
    cards = steps.load(work, command.card_ids)
    inside = [card for card in cards if card.status == rules.PRINTED]
    if inside and command.method == MAILBOX:
        raise MailboxError
    _hand_out(work, inside, Deliver((), command.method, day))
    steps.check_day(work, cards, day, after_issue=True)
    steps.move(
        work,
        cards,
        rules.SIGN,
        received_by=name,
        received_relation=relation,
        received_on=day.isoformat(),
    )
    return _noted(work, "received", cards)


@use_case("cards.take_back", "退回连心卡", right="card.write")
def take_back(work: Work, command: TakeBack) -> int:
    """The cards came back and wait for another try."""
    cards = steps.load(work, command.card_ids)
    event = rules.REFUSE if command.refused else rules.RETURN
    blank = dict.fromkeys(("issued_on", "issued_by", "delivery"))
    steps.move(work, cards, event, clean_text(command.note, NOTE), **blank)
    return _noted(work, "returned", cards)


@use_case("cards.lost", "登记遗失", right="card.write")
def lost(work: Work, ids: Sequence[int], note: str = "") -> int:
    """The cards are lost; their households have none until they are replaced."""
    cards = steps.load(work, ids)
    steps.move(work, cards, rules.LOSE, clean_text(note, NOTE))
    return _noted(work, "lost", cards)


@use_case("cards.replace", "换发连心卡", right="card.write")
def replace(work: Work, command: Replace) -> tuple[int, ...]:
    """New cards in 待印 take the place of these; returns the new ones in the same order."""
    if command.reason not in rules.REASONS:
        raise ReasonError
    cards = steps.load(work, command.card_ids)
    steps.refuse_second(work, cards)
    for was in {card.status for card in cards}:
        alike = [card for card in cards if card.status == was]
        for event in rules.replacing(was, command.reason):
            steps.move(work, alike, event, clean_text(command.note, NOTE))
    wanted = [steps.Wanted(c.household_id, c.grid, c, command.reason) for c in cards]
    return tuple(steps.make(work, wanted)) if wanted else ()


@use_case("cards.reissue", "整批换发", right="card.write")
def reissue(work: Work, command: Reissue) -> tuple[int, ...]:
    """New cards in 待印 for those of these that no longer hold, in the order of the doors.

    What had changed stands in the log of each old card. One that holds after all is left alone.
    """
    asked = set(command.card_ids)
    stale = [card for card in stale_why(work) if card.id in asked]
    cards = steps.load(work, [card.id for card in stale])
    if not cards:
        return ()
    steps.move_each(work, cards, rules.CHANGE, [card.why[:NOTE] for card in stale])
    wanted = [steps.Wanted(c.household_id, c.grid, c, rules.CHANGE) for c in cards]
    return tuple(steps.make(work, wanted))


@use_case("cards.void", "作废连心卡", right="card.write")
def void(work: Work, ids: Sequence[int], reason: str) -> int:
    """The cards no longer count; number and history stay."""
    why = clean_text(reason, NOTE)
    if not why:
        raise ReasonError
    cards = steps.load(work, ids)
    steps.move(work, cards, rules.CANCEL, why, void_reason=why)
    return _noted(work, "void", cards)


def _noted(work: Work, what: str, cards: Sequence[steps.Card]) -> int:
    if cards:
        work.note(f"cards:{what}", cards=len(cards))
    return len(cards)


def _hand_out(work: Work, cards: Sequence[steps.Card], command: Deliver) -> None:
    if not cards:
        return
    day = command.on or work.now.date()
    method = _code(work, "card_delivery_method", command.method, "发放方式")
    steps.check_day(work, cards, day)
    by = command.by_id or work.actor.staff_id
    steps.move(work, cards, rules.ISSUE, issued_on=day.isoformat(), issued_by=by, delivery=method)


def _code(work: Work, name: str, word: str, label: str) -> str:
    """The code a word or code stands for."""
    found = word if work.codes.item(name, word) else work.codes.find(name, word)
    if found is None:
        raise UnknownCodeError(word=word, list=label)
    return found
