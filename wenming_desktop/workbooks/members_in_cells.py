"""Branches and cells a roster names: found in the register, or to be made with their buildings."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from wenming_desktop.fields import Problem, search_key
from wenming_desktop.party.homes import Homes
from wenming_desktop.party.register import PartyRegister
from wenming_desktop.party.rules import suffixes
from wenming_desktop.workbooks import address
from wenming_desktop.workbooks.door import Door
from wenming_desktop.workbooks.members_in_keys import BRANCH, CELL
from wenming_desktop.workbooks.members_in_rows import Entry
from wenming_desktop.workbooks.outcome import Outcome

_AND = re.compile("[、,]")
_NUMBERED = "号楼"


@dataclass(slots=True)
class Named:
    """A branch or work unit by name; `id` is None until it is made."""

    name: str
    id: int | None = None


@dataclass(slots=True)
class Cell:
    """A building's party group: its branch, what it covers, who leads it."""

    name: str
    branch: Named | None
    id: int | None
    buildings: list[int]
    estate: str
    entries: list[Entry] = field(default_factory=list)
    leader: Entry | None = None
    deputy: Entry | None = None


@dataclass
class Cells:
    """The branches and cells of a roster, and which row belongs to which."""

    branches: dict[str, Named] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)
    of_entry: dict[int, Cell] = field(default_factory=dict)

    def branch(self, entry: Entry) -> Named | None:
        """The branch a row names, else that of its cell."""
        if name := entry.said.get(BRANCH):
            return self.branches[search_key(name)]
        cell = self.of_entry.get(id(entry))
        return cell.branch if cell else None


class CellFinder:
    """Finds the cells of a roster; `levels` are the office's own names of the five levels."""

    def __init__(
        self, register: PartyRegister, homes: Homes, levels: Sequence[str], estate: str
    ) -> None:
        self.register, self.homes, self.estate = register, homes, estate
        self.endings = [*suffixes(levels[-1:]), ""]
        self.estates = tuple(homes.estates)
        self.groups: dict[str, list[int]] = {}
        for row_id, row in register.groups.items():
            if row["closed_on"] is None:
                self.groups.setdefault(search_key(row["name"] or ""), []).append(row_id)

    def find(self, entries: Sequence[Entry], outcome: Outcome) -> Cells:
        """Gather the rows into cells; a cell is its building, else its name and branch."""
        found = Cells(self._branches(entries))
        by_key: dict[object, list[Entry]] = {}
        covers: dict[str, list[int] | None] = {}
        shared = _shared_names(entries)
        for entry in sorted(entries, key=lambda e: e.order):
            name = entry.said.get(CELL)
            if name is None:
                continue
            key = search_key(name)
            if key not in covers:
                covers[key] = self._covered(name)
            branch = search_key(entry.said.get(BRANCH, "")) if key in shared else ""
            known = self._known(key, covers[key] or [], branch)
            by_key.setdefault(known or (tuple(covers[key] or ()) or (key, branch)), []).append(
                entry
            )
        for group in sorted(by_key.values(), key=lambda group: min(e.place for e in group)):
            self._add(found, group, covers, outcome)
        return found

    def _branches(self, entries: Iterable[Entry]) -> dict[str, Named]:
        known = {search_key(row["name"] or ""): i for i, row in self.register.orgs.items()}
        said = sorted((e for e in entries if BRANCH in e.said), key=lambda e: e.place)
        names = dict.fromkeys(entry.said[BRANCH] for entry in said)
        found: dict[str, Named] = {}
        for name in names:
            found.setdefault(search_key(name), Named(name, known.get(search_key(name))))
        return found

    def _known(self, key: str, buildings: list[int], branch: str) -> int | None:
        same = self.groups.get(key, [])
        if len(same) > 1 and branch:
            same = [i for i in same if self._branch_of(i) == branch]
        if len(same) == 1:
            return same[0]
        held = {self.homes.buildings[i].group_id for i in buildings}
        return held.pop() if len(held) == 1 else None

    def _branch_of(self, group: int) -> str:
        org = self.register.orgs.get(self.register.groups[group]["branch_id"], {})
        return search_key(org.get("name") or "")

    def _add(
        self,
        found: Cells,
        group: list[Entry],
        covers: dict[str, list[int] | None],
        outcome: Outcome,
    ) -> None:
        name = _usual(entry.said[CELL] for entry in group)
        key = search_key(name)
        buildings = covers[key]
        if buildings is None:
            first = min(group, key=lambda e: e.place)
            said = f"“{name}”说的楼栋还没有登记，党小组先建好，没有连到楼栋。请核对楼栋号。"
            outcome.remark(first.sheet, first.row, Problem("value.unknown", CELL, said))
        branch = _usual(entry.said[BRANCH] for entry in group if BRANCH in entry.said)
        own = {self.homes.buildings[i].estate for i in buildings or ()}
        cell = Cell(
            name,
            found.branches.get(search_key(branch)),
            self._known(key, buildings or [], search_key(branch)),
            buildings or [],
            own.pop() if len(own) == 1 else self.estate,
            group,
        )
        found.cells.append(cell)
        found.of_entry |= {id(entry): cell for entry in group}

    def _covered(self, name: str) -> list[int] | None:
        """The buildings a cell's name speaks of: none, or None where they are not registered."""
        plain = address.normal(name)
        for ending in self.endings:
            doors = self._doors(plain.removesuffix(ending)) if plain.endswith(ending) else []
            if doors:
                found = [
                    self.homes.building(door.estate or self.estate, door.building) for door in doors
                ]
                return None if None in found else [i for i in found if i is not None]
        return []

    def _doors(self, text: str) -> list[Door]:
        parts = [part for part in _AND.split(text) if part]
        doors: list[Door] = []
        for part in parts:
            door = address.parse(part, self.estates)
            if door is None and len(parts) > 1:
                door = address.parse(part + _NUMBERED, self.estates)
            if door is None or door.room:
                return []
            estate = door.estate or (doors[-1].estate if doors else "")
            doors.append(Door(estate, door.building))
        return doors


def _shared_names(entries: Iterable[Entry]) -> set[str]:
    """Names of cells that stand under more than one branch."""
    branches: dict[str, set[str]] = {}
    for entry in entries:
        if CELL in entry.said and BRANCH in entry.said:
            key = search_key(entry.said[CELL])
            branches.setdefault(key, set()).add(search_key(entry.said[BRANCH]))
    return {key for key, under in branches.items() if len(under) > 1}


def _usual(words: Iterable[str]) -> str:
    """The word that is said most often, empty where none is."""
    counted = Counter(words)
    return min(counted, key=lambda word: (-counted[word], word)) if counted else ""
