"""What the clerk saves of tickets, committed: a call, each step of a life, a mistake taken back."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from tests.benchmarks.timing import MOST, Times
from tests.make_tickets import RESULT
from wenming_desktop.evidence.model import AddPhotos, Owner, Picture
from wenming_desktop.evidence.service import add_photos, photo
from wenming_desktop.recheck.model import DrawSample, RecordRecheck
from wenming_desktop.recheck.service import draw_sample, items, record
from wenming_desktop.tickets.intake import Registration
from wenming_desktop.tickets.model import OpenTicket
from wenming_desktop.tickets.orders import Quantity, TakeStep
from wenming_desktop.tickets.service import correct, do_step, open_ticket, register
from wenming_desktop.undoing import standing_act
from wenming_desktop.work import Desk

SAVED = 30
"""What a save may cost, committed."""
CALL = OpenTicket(
    source="01",
    category="0505",
    content="楼道灯不亮，老人看不见台阶",
    location_text="一院 3号楼 2单元 501",
    complainant_name="王秀兰",
    complainant_phone="13900001111",
)
STEPS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("DSP", {"handling_unit": 3, "handler": 5}),
    ("SGN", {}),
    ("PRG", {"result": "已经去看过"}),
    ("FIN", {"result": RESULT, "outcome": "1",
             "quantities": (Quantity("7", Decimal(2)), Quantity("1", Decimal(1)))}),
    ("APV", {}),
    ("CBK", {"contact_result": "1", "satisfaction": "1"}),
    ("ARC", {}),
)  # fmt: skip


def saves(times: Times, desk: Desk, count: int) -> None:
    """Every save there is, each on tickets of its own."""
    write, made, drafts = desk.write, list[int](), list[int]()
    times.part("saved, that is committed")

    def call(at: int) -> Registration:
        return Registration(
            OpenTicket(**{**vars(CALL), "complainant_phone": f"1390000{at:04}"}),
        )

    times.act("a call registered", lambda at: made.append(write(register, call(at))), SAVED)
    sent = Registration(CALL, handling_unit_id=3, handler_id=5)
    times.act("a call registered and sent", lambda _: write(register, sent), SAVED)
    again = Registration(OpenTicket(**{**vars(CALL), "duplicate_of_id": count - 50}))
    times.act("a call, the second time", lambda _: write(register, again), SAVED)
    draft = OpenTicket(**{**vars(CALL), "draft": True})
    times.act("a draft", lambda _: drafts.append(write(open_ticket, draft)), SAVED)
    times.act("ACC", _on(desk, drafts, "ACC", {}), SAVED)
    while len(made) < len(drafts):
        made.append(write(register, call(0)))
    tickets = made[: len(drafts)]
    for action, said in STEPS:
        times.act(action, _each(desk, tickets, action, said), SAVED)
    times.act("the last step found", lambda _: desk.read(standing_act), 50)
    times.act("COR", lambda at: write(correct, tickets[at % len(tickets)]), SAVED)
    _around(times, desk, tickets)


def _on(desk: Desk, ids: list[int], action: str, said: dict[str, Any]) -> Callable[[int], object]:
    return lambda at: desk.write(do_step, TakeStep(ids[at], action, **said))


def _each(desk: Desk, ids: list[int], action: str, said: dict[str, Any]) -> Callable[[int], object]:
    """Every ticket takes the step, those beyond the rounds measured too."""
    left = list(ids)

    def take(_at: int) -> object:
        return desk.write(do_step, TakeStep(left.pop(0), action, **said)) if left else None

    return take


def _around(times: Times, desk: Desk, tickets: list[int]) -> None:
    jpeg = b"\xff\xd8" + bytes(180_000)

    def keep(at: int) -> object:
        own = Picture(f"IMG_{at}.jpg", jpeg + at.to_bytes(4), jpeg[:9_000] + at.to_bytes(4))
        return desk.write(add_photos, AddPhotos(Owner("ticket", tickets[0]), "before", (own,)))

    kept: list[Any] = []
    times.act("a photo, made ours already", lambda at: kept.append(keep(at)), 50)
    times.act(
        "a photo shown small", lambda at: desk.read(photo, kept[at % len(kept)][0], small=True), 20
    )
    drawn: list[int] = []
    months = [date(2019 + at // 12, at % 12 + 1, 1) for at in range(61)]

    def draw(at: int) -> None:
        drawn.append(desk.write(draw_sample, DrawSample(months[at], months[at + 1], 5, "s")))

    times.act("a re-check sample drawn, a month", draw, 150)
    found = desk.read(items, drawn[0])
    half = min(len(found) // 2, MOST)

    def look_back(at: int, *, worse: bool) -> object:
        item, note = found[at + worse * half], "又坏了，墙角还在漏" if worse else "没有反弹"
        return desk.write(record, RecordRecheck(item.id, rebound=worse, note=note))

    recorded, opened = partial(look_back, worse=False), partial(look_back, worse=True)
    times.act("a re-check recorded", recorded, SAVED, rounds=half)
    times.act("a rebound, opened again", opened, SAVED, rounds=half)
