"""Invented people and the truth of a ledger, counted while it is written."""

import random
from dataclasses import dataclass, field

from tests.samples.people import check_character

Door = tuple[str, str, str, str]


@dataclass
class Truth:
    """What a ledger holds: households by door, residents by name, problems by their place."""

    doors: dict[Door, int] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    homeless: int = 0
    problems: set[tuple[str, int, str]] = field(default_factory=set)
    phones: dict[str, tuple[str, str]] = field(default_factory=dict)
    births: dict[str, str] = field(default_factory=dict)
    care: dict[str, set[str]] = field(default_factory=dict)

    @property
    def households(self) -> int:
        """How many families there are."""
        return sum(self.doors.values())

    def home(self, *door: str) -> None:
        """Count one more family at a door."""
        estate, building, unit, room = door
        self.doors[estate, building, unit, room] = self.doors.get(door, 0) + 1  # type: ignore[call-overload]

    def refuse(self, sheet: str, row: int, code: str) -> None:
        """Note a line that must be named and not taken."""
        self.problems.add((sheet, row, code))

    def take(self, name: str, sheet: str = "", row: int = 0, code: str = "") -> None:
        """Count a resident, with the remark his line deserves."""
        self.names.append(name)
        if code:
            self.problems.add((sheet, row, code))


class Folk:
    """Invented people, the same ones every time."""

    def __init__(self, seed: int) -> None:
        self.random, self.serial = random.Random(seed), 0

    def name(self) -> str:
        """A name nobody else in the ledger has."""
        self.serial += 1
        family = "王李张刘陈杨赵黄周吴徐孙马朱胡"[self.serial % 15]
        given = "文明安康福寿春秋平和宁顺嘉乐善"
        return family + given[self.serial // 15 % 15] + given[self.serial * 7 % 15]

    def born(self) -> tuple[int, int, int]:
        """A day of birth."""
        draw = self.random.randint
        return draw(1935, 2015), draw(1, 12), draw(1, 28)

    def number(self, born: tuple[int, int, int], area: str = "630100") -> str:
        """An identity number of nowhere."""
        self.serial += 1
        body = f"{area}{born[0]:04}{born[1]:02}{born[2]:02}{self.serial % 1000:03}"
        return body + check_character(body)

    def phone(self) -> str:
        """A telephone of nobody."""
        self.serial += 1
        return f"1390000{self.serial % 10_000:04}"


def wide(text: str) -> str:
    """The text in full-width digits and letters."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
