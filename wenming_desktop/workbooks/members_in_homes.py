"""包联户: the households a member looks after, from doors written short beside his cell."""

import re
from collections.abc import Sequence

from wenming_desktop.fields import Problem, search_key
from wenming_desktop.party.homes import Home, Homes
from wenming_desktop.workbooks import address
from wenming_desktop.workbooks.door import Door
from wenming_desktop.workbooks.members_in_keys import BUILDINGS, HOMES
from wenming_desktop.workbooks.members_in_rows import Entry
from wenming_desktop.workbooks.outcome import Outcome

_PIECES = re.compile(r"[、，,;；/\n]+")
_BRACKETED = re.compile(r"(.*?)[(（]([^()（）]{2,12})[)）]\s*")
_HAN = "\u3007\u3400-\u9fff·"
_NAME_AFTER = re.compile(rf"(.*[0-9A-Za-z室号户])\s*([{_HAN}]{{2,12}})")
_LONGEST = 40


class LiaisonReader:
    """Finds households in the register; what cannot be told apart is left out and named."""

    def __init__(self, homes: Homes) -> None:
        self.homes = homes
        self.estates = tuple(homes.estates)

    def households(
        self, entry: Entry, buildings: Sequence[int], estate: str, outcome: Outcome
    ) -> list[int]:
        """The households of one row; one remark names all that were not found."""
        found: dict[int, None] = {}
        unknown: list[str] = []
        shared: list[str] = []
        for piece in self._pieces(entry.said.get(HOMES, ""), buildings, estate):
            homes = self._homes(piece, buildings, estate)
            if len(homes) == 1:
                found[homes[0].id] = None
            else:
                (shared if homes else unknown).append(f"“{piece[:_LONGEST]}”")
        if unknown or shared:
            found_not = f"{'、'.join(unknown)}没有登记" if unknown else ""
            not_told = f"{'、'.join(shared)}不止一户，分不出是哪户" if shared else ""
            which = "，".join(filter(None, (found_not, not_told)))
            said = f"包联户里，{which}，没有记进去。请写清小区、楼栋、门牌或户主。"
            outcome.remark(entry.sheet, entry.row, Problem("member.unknown_household", HOMES, said))
        return list(found)

    def buildings(self, entry: Entry, estate: str, outcome: Outcome) -> list[int]:
        """The buildings of one row."""
        found: list[int] = []
        for piece in filter(None, _PIECES.split(entry.said.get(BUILDINGS, ""))):
            door = address.from_parts("", piece, "", "")
            building = door and self.homes.building(door.estate or estate, door.building)
            if building:
                found.append(building)
                continue
            said = f"“{piece[:_LONGEST]}”这栋楼没有登记，没有记进去。请核对小区和楼栋号。"
            outcome.remark(entry.sheet, entry.row, Problem("value.unknown", BUILDINGS, said))
        return found

    def _pieces(self, text: str, buildings: Sequence[int], estate: str) -> list[str]:
        pieces: list[str] = []
        for piece in filter(None, map(str.strip, _PIECES.split(text))):
            words = piece.split()
            alone = len(words) > 1 and all(self._homes(w, buildings, estate) for w in words)
            pieces += words if alone else [piece]
        return pieces

    def _homes(self, piece: str, buildings: Sequence[int], estate: str) -> list[Home]:
        """The households a text may mean; a head's name beside the door tells two apart."""
        text, head = piece, ""
        if match := _BRACKETED.fullmatch(piece):
            text, head = match.groups()
        homes = self._at(text, buildings, estate)
        if not homes and not head and (match := _NAME_AFTER.fullmatch(text)):
            homes, head = self._at(match[1], buildings, estate), match[2]
        if not homes and not any(char.isdigit() for char in piece):
            name = search_key(piece)
            return [home for i in buildings for home in self.homes.by_head.get((i, name), ())]
        if head and len(homes) > 1:
            homes = [home for home in homes if search_key(home.head) == search_key(head)]
        return homes

    def _at(self, text: str, buildings: Sequence[int], estate: str) -> list[Home]:
        door = address.parse(text, self.estates)
        if door is not None and door.complete:
            if door.estate and door.estate not in self.homes.estates:
                homes = self._at_door(door, estate)
                return [h for h in homes if search_key(h.head) == search_key(door.estate)]
            return self._at_door(door, door.estate or estate)
        if len(buildings) != 1:
            return []
        near = address.from_parts("", self.homes.buildings[buildings[0]].number, "", text)
        if near is None or not near.complete:
            return []
        return self.homes.at(buildings[0], near.unit, near.room)

    def _at_door(self, door: Door, estate: str) -> list[Home]:
        building = self.homes.building(estate, door.building)
        return [] if building is None else self.homes.at(building, door.unit, door.room)
