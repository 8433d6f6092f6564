"""Takes cards through the table of `rules`: states and events written in bulk."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from db import search_docs
from db.rows import chunks
from db.tables.cards import ServiceCard, ServiceCardEvent
from wenming_desktop.cards import rules
from wenming_desktop.cards.faces import PLACE, own_grids
from wenming_desktop.cards.refusals import DayError, LiveCardError, WrongStepError
from wenming_desktop.errors import NotFoundError
from wenming_desktop.settings import take_numbers
from wenming_desktop.work import Work

NO_GRID = "00"
LONGEST_GRID = 10
LIVE = "('" + "','".join(rules.LIVE) + "')"
_COLUMNS = (
    "SELECT c.id, c.card_no, c.status, c.household_id, c.issued_on, g.code FROM service_card c"
    + PLACE
    + "LEFT JOIN grid g ON g.id = b.grid_id WHERE NOT c.is_void AND c.id IN ({marks})"
)
_NEW = ("card_no", "household_id", "batch_no", "status", "replace_reason", "replaces_id")


@dataclass(slots=True)
class Card:
    """A card on its way through an act."""

    id: int
    number: str
    status: str
    household_id: int
    issued_on: str | None
    grid: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A new card for a household; it may stand for an old one."""

    household_id: int
    grid: str | None
    old: Card | None = None
    reason: str | None = None


def load(work: Work, ids: Sequence[int]) -> list[Card]:
    """These cards, each once, in the order given; `NotFoundError` when one is missing."""
    wanted = list(dict.fromkeys(ids))
    found: dict[int, Card] = {}
    for part in chunks(wanted):
        sql = _COLUMNS.format(marks=",".join("?" * len(part))) + own_grids(work)
        for row in work.connection.exec_driver_sql(sql, tuple(part)):
            found[row[0]] = Card(*row)
    missing = [i for i in wanted if i not in found]
    if missing:
        raise NotFoundError(what=f"{len(missing)} 张卡")
    return [found[i] for i in wanted]


def move(work: Work, cards: Sequence[Card], event: str, note: str = "", **said: Any) -> None:
    """One event for these cards, all or none; `said` are raw column values they share."""
    _step(work, cards, event)
    values = [(card.status, *said.values(), card.id) for card in cards]
    work.update_rows(ServiceCard, ("status", *said), values)
    log(work, [(card.id, event, note) for card in cards], said.get("issued_by"))


def move_each(work: Work, cards: Sequence[Card], event: str, notes: Sequence[str]) -> None:
    """One event for these cards, all or none, each with a note of its own."""
    _step(work, cards, event)
    work.update_rows(ServiceCard, ("status",), [(card.status, card.id) for card in cards])
    log(work, [(card.id, event, note) for card, note in zip(cards, notes, strict=True)])


def keep_printed(work: Work, cards: Sequence[Card], faces: Sequence[dict[str, Any]]) -> None:
    """The cards were printed; what stands on each is stored."""
    _step(work, cards, rules.PRINT)
    values = [
        (card.status, json.dumps(face, ensure_ascii=False), card.id)
        for card, face in zip(cards, faces, strict=True)
    ]
    work.update_rows(ServiceCard, ("status", "face_snapshot"), values)
    log(work, [(card.id, rules.PRINT, "") for card in cards])


def make(work: Work, wanted: Sequence[Wanted]) -> range:
    """New cards in 待印, numbered in this order, each in its event log and in the search."""
    parts = [(work.now, {"grid": grid_part(one.grid)}) for one in wanted]
    numbers = take_numbers(work, "service_card", parts)
    batch = _next_batch(work)
    waiting = rules.after(rules.NONE, rules.MAKE)
    made = work.insert_rows(
        ServiceCard,
        _NEW,
        [
            (number, one.household_id, batch, waiting, one.reason, one.old and one.old.id)
            for number, one in zip(numbers, wanted, strict=True)
        ],
    )
    origins = [f"换自 {one.old.number}" if one.old else "" for one in wanted]
    log(work, [(i, rules.MAKE, origin) for i, origin in zip(made, origins, strict=True)])
    work.progress.step(len(made) // 2, len(made), "建立索引")
    search_docs.put(work.connection, "card", made)
    search_docs.put(work.connection, "household", {one.household_id for one in wanted})
    work.note(f"cards:{batch}", batch=batch, cards=len(made))
    return made


def log(work: Work, events: Sequence[tuple[int, str, str]], by: int | None = None) -> None:
    """Append card, event and note to the event log; `by` is who did it, else who works."""
    at = work.now.isoformat(timespec="seconds")
    by = by or work.actor.staff_id
    work.insert_rows(
        ServiceCardEvent,
        ("card_id", "event", "at", "by_id", "note"),
        [(card, event, at, by, note or None) for card, event, note in events],
    )


def refuse_second(work: Work, cards: Sequence[Card]) -> None:
    """Refuse new cards for households that keep another live one, or would get two at once."""
    leaving = {card.id for card in cards}
    seen: set[int] = set()
    for card in cards:
        others = work.connection.exec_driver_sql(
            f"SELECT id FROM service_card WHERE household_id = ? AND NOT is_void"
            f" AND status IN {LIVE}",
            (card.household_id,),
        )
        if card.household_id in seen or any(row[0] not in leaving for row in others):
            raise LiveCardError(number=card.number)
        seen.add(card.household_id)


def check_day(work: Work, cards: Sequence[Card], day: date, *, after_issue: bool = False) -> None:
    """Refuse a day in the future, and a signature before the card was handed out."""
    text = day.isoformat()
    for card in cards:
        early = after_issue and card.issued_on is not None and text < card.issued_on
        if day > work.now.date() or early:
            raise DayError(number=card.number, day=text)


def grid_part(code: str | None) -> str:
    """A grid's code as it stands in a number: plain ASCII that a QR code and the column hold."""
    fits = code and code.isascii() and code.isalnum() and len(code) <= LONGEST_GRID
    return code if code and fits else NO_GRID


def _step(work: Work, cards: Sequence[Card], event: str) -> None:
    for card in cards:
        target = rules.after(card.status, event)
        if target is None:
            raise WrongStepError(
                number=card.number,
                status=work.codes.name("card_status", card.status),
                event=work.codes.name("card_event", event),
            )
        card.status = target


def _next_batch(work: Work) -> str:
    """`PC-20260301-1`: the day's next batch."""
    stem = f"PC-{work.now:%Y%m%d}-"
    taken = work.connection.exec_driver_sql(
        "SELECT DISTINCT batch_no FROM service_card WHERE batch_no LIKE ?", (stem + "%",)
    )
    last = max((int(row[0][len(stem) :]) for row in taken), default=0)
    return f"{stem}{last + 1}"
