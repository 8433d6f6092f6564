"""Whole lives of tickets over ten years, drawn by chance: `lives(count, callers)`. No database.

Each life keeps the log and what the ticket's own columns say of it. Only steps the table of
lives knows are taken, and none after `END`: the youngest stand wherever they had come to.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from tests.benchmarks.ticket_columns import KINDS, MATTERS, SOURCES, STAFF, TICKET, UNITS
from tests.conftest import NOW
from tests.make_tickets import RESULT, text

END = NOW
DAYS = 3_650
NEVER = END + timedelta(days=99_999)


class Caller(NamedTuple):
    """Somebody of the register who calls, and where he lives."""

    name: str
    phone: str
    house_id: int | None
    building_id: int | None
    grid_id: int | None
    door: str


@dataclass
class Life:
    """One ticket on its way; `log` are the rows of its actions."""

    row: dict[str, Any]
    at: datetime
    rng: random.Random
    pace: float = 1
    """The youngest take longer, so that every stage has some."""
    log: list[tuple[Any, ...]] = field(default_factory=list)
    finishes: list[int] = field(default_factory=list)
    """The rows of finishes that stand."""
    whistles: list[tuple[int, str]] = field(default_factory=list)
    asked: list[tuple[int, str]] = field(default_factory=list)

    def step(self, action: str, to: str, hours: float = 0, **said: Any) -> bool:
        """Take a step so many hours after the last; nothing more happens once `END` is past."""
        self.at += timedelta(hours=hours * self.pace)
        if self.at > END:
            self.at = NEVER
            return False
        row, seq = self.row, len(self.log) + 1
        before, row["status"] = row["status"], to
        at = text(self.at)
        self.log.append((
            row["id"], seq, action, at, before, to, said.get("text", ""), said.get("payload"),
            said.get("by", self.rng.randint(1, STAFF)), row["round_no"], said.get("due"),
            said.get("unit"), said.get("handler"), said.get("contact"), said.get("rating"),
            said.get("outcome"), said.get("days"), said.get("into"), said.get("rebound", False),
            said.get("corrects"),
        ))  # fmt: skip
        if "due" in said:
            row["due_at"] = said["due"]
        return True

    def open(self) -> None:
        """Registered and accepted."""
        self.row["registered_at"] = text(self.at)
        if self.step("REG", "10", text=self.row["content"]):
            self.accept()

    def accept(self) -> None:
        """The clock starts."""
        row = self.row
        row["ticket_no"], row["accepted_at"] = f"SQ{row['id']:08}", text(self.at)
        self.step("ACC", "20", due=text(self.at + timedelta(days=self.rng.choice((2, 5, 7, 14)))))

    def send(self) -> None:
        """To a unit, and by nearly everybody to one of its people."""
        unit = self.rng.randint(1, UNITS)
        handler = unit * 2 - self.rng.randint(0, 1) if self.rng.random() < 0.8 else None
        names = {"unit": f"第{unit}单位", "handler": f"经办{handler}" if handler else None}
        payload = json.dumps({key: value for key, value in names.items() if value})
        if self.step("DSP", "30", 2, unit=unit, handler=handler, payload=payload):
            self.row["handling_unit_id"], self.row["handler_id"] = unit, handler
            self.row["handling_unit_name"], self.row["handler_name"] = names.values()

    def sign(self) -> None:
        """Sent and signed for."""
        self.send()
        self.step("SGN", "40", 6)

    def finish(self, to: str = "50") -> None:
        """Say it is done."""
        took = self.rng.expovariate(1 / 90) if to == "50" else 0.2
        outcome = self.rng.choice("1112")
        if self.step("FIN", to, took, text=RESULT, outcome=outcome):
            self.finishes.append(len(self.log))
            self.row.update(finish_requested_at=text(self.at), result_text=RESULT, outcome=outcome)
            if to == "60":
                self.row["completed_at"] = text(self.at)

    def take_back(self) -> None:
        """The finish was a mistake."""
        if self.row["status"] == "50" and self.step("COR", "40", 1, corrects=self.finishes[-1]):
            self.finishes.pop()
            self.row.update(finish_requested_at=None, result_text=None, outcome=None)

    def close(self, rating: str | None = None) -> None:
        """From a finish to the archive."""
        if self.step("APV", "60", 20):
            self.row["completed_at"] = text(self.at)
        self.call(rating or self.rng.choice("1111112"))
        self.archive()

    def call(self, rating: str) -> None:
        """Ask whether it is well."""
        by = self.rng.randint(1, STAFF)
        if self.step("CBK", "70", 20, contact="1", rating=rating, by=by):
            self.row.update(
                callback_at=text(self.at),
                contact_result="1",
                satisfaction=rating,
                callback_by_id=by,
            )

    def archive(self) -> None:
        """Put away."""
        if self.step("ARC", "80", 30):
            self.row["archived_at"] = text(self.at)

    def again(self, hours: float = 0) -> None:
        """A new round."""
        due = text(self.at + timedelta(hours=hours, days=5))
        self.row["round_no"] += 1
        if self.step("RWK", "30", hours, due=due, text="还是漏"):
            self.row.update(rework_count=self.row["round_no"] - 1)
            self.row.update(completed_at=None, archived_at=None)
        else:
            self.row["round_no"] -= 1

    def ask_time(self, *, granted: bool) -> None:
        """More time is asked for, and given or not."""
        if self.step("EXA", "40", 5, days=3, text="等材料"):
            self.asked.append((len(self.log), text(self.at) or ""))
        if granted:
            self.step("EXY", "40", 3, days=3, due=text(self.at + timedelta(days=12)))
        else:
            self.step("EXN", "40", 3, text="再催一催")

    def whistle(self) -> None:
        """Members are called."""
        if self.step("COH", "40", 2, text="请来三个人", payload='{"cell": "1号楼党小组"}'):
            self.whistles.append((len(self.log), text(self.at) or ""))
        self.step("PRG", "40", 8, text="来了三个人，先清了一半")

    def supervise(self) -> None:
        """Urged, and put under supervision."""
        self.step("URG", "40", 20)
        level = self.rng.choice("345")
        if self.step("SUP", "40", 4, payload=f'{{"level": "{level}"}}', text="限三天"):
            self.row["supervision_level"] = level

    def values(self) -> tuple[Any, ...]:
        """The ticket's row."""
        return tuple(map(self.row.__getitem__, TICKET))


def lives(count: int, callers: Sequence[Caller]) -> Iterator[Life]:
    """So many lives, the oldest first."""
    rng = random.Random(7)
    kinds = rng.choices(list(KINDS), list(KINDS.values()), k=count)
    for number, kind in enumerate(kinds, 1):
        life = _born(number, count, rng, rng.choice(callers))
        _live(life, kind if number > 1 else "plain")
        yield life


def _born(number: int, count: int, rng: random.Random, caller: Caller) -> Life:
    at = END - timedelta(days=DAYS * (count - number) / count, hours=2)
    matter, category = rng.choice(MATTERS)
    row: dict[str, Any] = dict.fromkeys(TICKET)
    hidden = rng.random() < 0.05
    row |= {
        "id": number, "status": "00", "source": rng.choice(SOURCES), "nature": rng.choice("23335"),
        "category": category, "urgency": rng.choice("1111112"), "title": matter[:30],
        "content": f"{matter}，请社区来看一看。", "round_no": 1, "return_count": 0,
        "rework_count": 0, "registrar_id": rng.randint(1, STAFF), "is_anonymous": hidden,
        "is_confidential": rng.random() < 0.01, "location_text": caller.door,
        "building_id": caller.building_id, "grid_id": caller.grid_id,
        "is_void": rng.random() < 0.003,
    }  # fmt: skip
    if not hidden:
        row |= {"complainant_name": caller.name, "complainant_phone": caller.phone,
                "complainant_house_id": caller.house_id}  # fmt: skip
    if number > 50 and rng.random() < 0.06:
        row |= {"duplicate_of_id": number - rng.randint(1, 50), "repeat_seq": rng.choice((2, 2, 3))}
    return Life(row, at.replace(second=0, microsecond=0), rng, 4 if number > count - 600 else 1)


def _live(life: Life, kind: str) -> None:
    if kind == "refused":
        life.row["registered_at"] = text(life.at)
        life.step("REG", "10", text=life.row["content"])
        life.step("REJ", "91", 1, text="不归社区管，已告诉他找谁")
        return
    life.row["nature"] = "1" if kind == "spot" else life.row["nature"]
    life.open()
    if kind in _SHORT:
        _SHORT[kind](life)
        return
    life.sign()
    if kind in _MIDDLE:
        _MIDDLE[kind](life)
    if life.row["status"] != "40":
        return
    life.finish()
    if kind == "corrected":
        life.take_back()
        life.finish()
    _end(life, kind)


def _end(life: Life, kind: str) -> None:
    if life.row["status"] != "50":
        return
    if kind == "unreachable":
        _unreached(life)
    elif kind == "rework":
        _unhappy(life)
    else:
        life.close()
        if kind == "rebound" and life.row["status"] == "80":
            life.step("RCK", "80", 200, rebound=True, text="又堆上了")
            life.again()
            _once_more(life)


def _unreached(life: Life) -> None:
    if life.step("APV", "60", 20):
        life.row["completed_at"] = text(life.at)
    by = life.rng.randint(1, STAFF)
    if life.step("CBK", "60", 20, contact="3", by=by):
        life.row.update(callback_at=text(life.at), contact_result="3", callback_by_id=by)
    life.archive()


def _unhappy(life: Life) -> None:
    if life.step("APV", "60", 20):
        life.row["completed_at"] = text(life.at)
    life.call("3")
    if life.row["status"] == "70":
        life.again()
        _once_more(life)


def _once_more(life: Life) -> None:
    if life.row["status"] == "30" and life.step("SGN", "40", 5):
        life.finish()
        if life.row["status"] == "50":
            life.close()


def _spot(life: Life) -> None:
    life.finish("60")
    if life.row["status"] == "60":
        life.call("1")
        life.archive()


def _merged(life: Life) -> None:
    into = max(1, life.row["id"] - life.rng.randint(1, 30))
    if life.step("MRG", "93", 1, into=into):
        life.row["into_ticket_id"] = into


def _returned(life: Life) -> None:
    if life.step("RTN", "20", 10, text="不归我们管"):
        life.row["return_count"] = 1
        life.sign()


def _suspended(life: Life) -> None:
    review = "2027-03-01"
    if life.step("SUS", "95", 60, text="要等维修资金", payload=f'{{"review_on": "{review}"}}'):
        life.row["review_on"] = review


_SHORT = {
    "spot": _spot,
    "merged": _merged,
    "withdrawn": lambda life: life.step("WDR", "92", 4),
    "moved": lambda life: life.step("TRF", "94", 9, text="移交中队",
                                    payload='{"to_unit": "城管中队"}'),
}  # fmt: skip
_MIDDLE = {
    "returned": _returned,
    "suspended": _suspended,
    "stuck": lambda life: setattr(life, "at", NEVER),
    "extended": lambda life: life.ask_time(granted=True),
    "declined": lambda life: life.ask_time(granted=False),
    "whistled": Life.whistle,
    "supervised": Life.supervise,
}
