"""What stands on the sheet: stored values, what was typed over them, who goes. Without a window.

Only what differs from the register is typed; a command holds just that, and so does a draft.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from wenming_desktop.fields import IdNumber, Reading, birth_date, gender
from wenming_desktop.fields.codes import EMPTY
from wenming_desktop.households.edit_model import (
    Difference,
    Door,
    EditSheet,
    Leaving,
    MemberEdit,
    SaveHousehold,
)

NAME, NUMBER = "resident.full_name", "resident.id_number"
BIRTH, SEX = "resident.birth_date", "resident.gender"
RELATION, AGE = "household_membership.relation_to_head", "age"
NOWHERE = Door("", "", "", "")
_SEXES = {"1": "男", "2": "女"}
_NUMBER = IdNumber()
Content = Mapping[str, Any]


@dataclass
class Member:
    """One row: `stored` as the register shows him, `typed` over it."""

    resident_id: int | None = None
    stored: Mapping[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    same_number: str = ""
    brought: bool = False
    refused: set[int] = field(default_factory=set)

    def value(self, key: str) -> str:
        """The value as it will be."""
        return self.typed.get(key, self.stored.get(key, ""))

    def put(self, key: str, text: str) -> bool:
        """Take what stands in a field; True when that changed anything."""
        before = self.value(key)
        if text == self.stored.get(key, ""):
            self.typed.pop(key, None)
        else:
            self.typed[key] = text
        return text != before

    @property
    def empty(self) -> bool:
        """Whether this row is still nobody."""
        said = (key for key, text in self.typed.items() if text.strip())
        return self.resident_id is None and not set(said) - {RELATION}

    @property
    def touched(self) -> bool:
        """Whether saving has to do with this row."""
        return bool(self.typed) or self.brought or (self.resident_id is None and not self.empty)

    def follow_number(self, today: date) -> bool:
        """Let the number say day of birth and sex; True when it says them."""
        if NUMBER not in self.typed:
            return bool(self.stored.get(NUMBER))
        number = _NUMBER.parse(self.typed[NUMBER], NUMBER, Reading(today, EMPTY)).value
        born = birth_date(number) if number else None
        if not number or born is None:
            return False
        self.put(BIRTH, born.isoformat())
        self.put(SEX, _SEXES.get(gender(number) or "", ""))
        return True

    def age(self, today: date) -> str:
        """Full years, or nothing while the day of birth is not known."""
        try:
            born = date.fromisoformat(self.value(BIRTH))
        except ValueError:
            return ""
        years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        return str(years) if 0 <= years < 130 else ""


@dataclass
class Sheet:
    """The whole household in hand."""

    today: date
    household_id: int | None = None
    version: str = ""
    stored_door: Door = NOWHERE
    door: Door = NOWHERE
    stored: Mapping[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    members: list[Member] = field(default_factory=list)
    leaving: list[tuple[Member, Leaving]] = field(default_factory=list)
    source: EditSheet | None = None
    offered: Door = NOWHERE

    @property
    def form(self) -> str:
        """The name its draft is kept under."""
        return f"household:{self.household_id or 'new'}"

    def title(self) -> str:
        """What is in hand, for the bar over the page."""
        door, words = self.door, "新增住户" if self.household_id is None else "编辑住户"
        if not door.room:
            return words
        unit = "" if door.unit in ("", "0") else f" {door.unit}单元"
        return f"{words}　{door.estate} {door.building}号楼{unit} {door.room}"

    @property
    def dirty(self) -> bool:
        """Whether anything would be lost without a draft."""
        changed = self.typed or self.leaving or any(m.touched for m in self.members)
        return bool(changed) or self.door not in (self.stored_door, self.offered)

    def value(self, key: str) -> str:
        """A fact of household or house as it will be."""
        return self.typed.get(key, self.stored.get(key, ""))

    def put(self, key: str, text: str) -> bool:
        """Take what stands in a field; True when that changed anything."""
        before = self.value(key)
        if text == self.stored.get(key, ""):
            self.typed.pop(key, None)
        else:
            self.typed[key] = text
        return text != before

    def rows(self) -> list[int]:
        """The places of the members a command carries, in its order."""
        return [at for at, member in enumerate(self.members) if member.touched]

    def command(self) -> SaveHousehold:
        """What is to be checked or saved."""
        said = self.door != self.stored_door
        return SaveHousehold(
            household_id=self.household_id,
            door=self.door if said and self.door != NOWHERE else None,
            values=dict(self.typed),
            members=tuple(
                MemberEdit(m.resident_id, dict(m.typed), m.same_number)
                for m in (self.members[at] for at in self.rows())
            ),
            leaving=tuple(leaving for _, leaving in self.leaving),
            version=self.version,
        )

    def keep_empty_row(self) -> None:
        """The last row is always nobody yet: filling it adds a member."""
        if not self.members or not self.members[-1].empty:
            self.members.append(Member())

    def remove(self, at: int, leaving: Leaving | None) -> None:
        """Take a member off the sheet; one of the register goes with his reason."""
        member = self.members.pop(at)
        if leaving is not None:
            self.leaving.append((member, leaving))
        self.keep_empty_row()

    def take_back(self, at: int) -> None:
        """Put somebody back who was to go."""
        member, _ = self.leaving.pop(at)
        self.members.insert(max(0, len(self.members) - 1), member)

    def content(self) -> Content:
        """The sheet as a draft: what was typed, with what it was typed over."""
        return {
            "version": self.version,
            "door": list(_parts(self.door)) if self.door != self.stored_door else None,
            "typed": _both(self.typed, self.stored),
            "members": [
                {
                    "id": m.resident_id,
                    "typed": _both(m.typed, m.stored),
                    "stored": dict(m.stored) if m.brought else None,
                    "same_number": m.same_number,
                }
                for m in (self.members[at] for at in self.rows())
            ],
            "leaving": [
                [one.resident_id, one.reason, one.on and one.on.isoformat(), one.mistake]
                for _, one in self.leaving
            ],
        }


def _parts(door: Door) -> tuple[str, str, str, str]:
    return door.estate, door.building, door.unit, door.room


def _both(typed: Mapping[str, str], stored: Mapping[str, str]) -> dict[str, list[str]]:
    return {key: [text, stored.get(key, "")] for key, text in typed.items()}


def opened(source: EditSheet, today: date) -> Sheet:
    """A household of the register as it was read."""
    sheet = Sheet(
        today,
        source.household_id,
        source.version,
        source.door,
        source.door,
        source.values,
        members=[Member(m.resident_id, m.values) for m in source.members],
        source=source,
    )
    sheet.keep_empty_row()
    return sheet


def begun(today: date, head: str, door: Door = NOWHERE) -> Sheet:
    """A new household, whose first member is its head."""
    sheet = Sheet(today, door=door, offered=door)
    sheet.members.append(Member(typed={RELATION: head} if head else {}))
    return sheet


def restore(sheet: Sheet, content: Content) -> tuple[Difference, ...]:
    """Put a draft over the sheet; returns what somebody else changed since it was typed."""
    if content.get("door"):
        sheet.door = Door(*content["door"])
    found = list(_over("", content.get("typed", {}), sheet.stored, sheet.typed))
    known = {m.resident_id: m for m in sheet.members if m.resident_id is not None}
    fresh = [m for m in sheet.members if m.resident_id is not None]
    for kept in content.get("members", ()):
        member = known.get(kept["id"]) if kept["id"] is not None else None
        if member is None:
            brought = kept["id"] is not None
            member = Member(kept["id"], kept["stored"] or {}, brought=brought)
            fresh.append(member)
        member.same_number = kept["same_number"]
        found += _over(member.value(NAME), kept["typed"], member.stored, member.typed)
    sheet.members = fresh
    for resident, reason, on, mistake in content.get("leaving", ()):
        gone = known.get(resident)
        if gone is not None:
            day = date.fromisoformat(on) if on else None
            sheet.members.remove(gone)
            sheet.leaving.append((gone, Leaving(resident, reason, day, mistake)))
    sheet.keep_empty_row()
    return tuple(found)


def _over(
    who: str, kept: Mapping[str, list[str]], stored: Mapping[str, str], typed: dict[str, str]
) -> Iterator[Difference]:
    for key, (text, was) in kept.items():
        now = stored.get(key, "")
        if text != now:
            typed[key] = text
            if was != now:
                yield Difference(key, key, who, was, now, text)


def rebase(sheet: Sheet, current: EditSheet) -> None:
    """What somebody saved meanwhile becomes the ground; what was typed here stays typed."""
    now = {m.resident_id: m for m in current.members}
    sheet.version, sheet.stored, sheet.source = current.version, current.values, current
    if sheet.door == sheet.stored_door:
        sheet.door = current.door
    sheet.stored_door = current.door
    kept = []
    for member in sheet.members:
        theirs = now.pop(member.resident_id, None) if member.resident_id is not None else None
        if theirs is not None:
            kept.append(replace(member, stored=theirs.values))
        elif member.resident_id is None or member.brought:
            kept.append(member)
    going = {member.resident_id for member, _ in sheet.leaving}
    came = [Member(m.resident_id, m.values) for m in now.values() if m.resident_id not in going]
    sheet.members = [m for m in kept if not m.empty] + came
    sheet.leaving = [one for one in sheet.leaving if one[0].resident_id in now]
    owners = [(sheet.typed, sheet.stored), *((m.typed, m.stored) for m in sheet.members)]
    for typed, stored in owners:
        for key in [key for key, text in typed.items() if text == stored.get(key, "")]:
            del typed[key]
    sheet.keep_empty_row()
