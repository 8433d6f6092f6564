"""Who takes over which household, with how many each then looks after."""

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from wenming_desktop.party.duty_model import Hanging, Helper
from wenming_desktop.party.member_rules import MOST_HOMES


class Take(NamedTuple):
    """A row of the picker; a whole building has a number below zero."""

    id: int
    door: str
    head: str
    others: str
    words: str


_NOBODY: Final = "没有人接"


class Takers:
    """The choice for each row; a row is named by its household, or by minus its building."""

    def __init__(self, helpers: Sequence[Helper]) -> None:
        self._helpers = {one.id: one for one in helpers}
        self._taken: dict[int, int | None] = {}
        self._shared: frozenset[int] = frozenset()

    def propose(self, hanging: Hanging) -> None:
        """Begin with the balanced proposal."""
        self._taken = {one.household_id: one.proposal for one in hanging.homes}
        self._taken |= {-one.building_id: one.proposal for one in hanging.buildings}
        self._shared = frozenset(one.household_id for one in hanging.homes if one.others)

    def give(self, row: int, member: int | None) -> None:
        """Choose for one row."""
        self._taken[row] = member

    def choices(self) -> list[tuple[int, str]]:
        """Everybody who may take over, with cell and how many households he has."""
        return [
            (one.id, f"{one.name}　{one.cell or '没有党小组'}，{one.homes} 户")
            for one in self._helpers.values()
        ]

    def told(self, row: int) -> str:
        """What the row says of who takes it over."""
        helper = self._helpers.get(self._taken.get(row) or 0)
        if helper is None:
            return "不用接" if row in self._shared else _NOBODY
        return f"{helper.name}（{self._after(helper)} 户）"

    def _after(self, helper: Helper) -> int:
        more = sum(row > 0 and member == helper.id for row, member in self._taken.items())
        return helper.homes + more

    def words(self) -> str:
        """Who takes how many, who is then above ten, what nobody takes."""
        counted = Counter(member for member in self._taken.values() if member is not None)
        parts = [f"{self._helpers[one].name} {n}" for one, n in counted.most_common()]
        said = f"接手：{'、'.join(parts)}。" if parts else ""
        full = [one for one in counted if self._after(self._helpers[one]) > MOST_HOMES]
        if full:
            names = "、".join(self._helpers[one].name for one in full)
            said += f"{names}会多于 {MOST_HOMES} 户。"
        left = [row for row, member in self._taken.items() if member is None]
        alone = len(set(left) - self._shared)
        if len(left) > alone:
            said += f"{len(left) - alone} 户还有别的党员联系，不用接。"
        return said + (f"{alone} 户没有人接。" if alone else "")

    def split(self) -> tuple[dict[int, int | None], dict[int, int | None]]:
        """Who takes which household, and who which building."""
        homes = {row: member for row, member in self._taken.items() if row > 0}
        buildings = {-row: member for row, member in self._taken.items() if row < 0}
        return homes, buildings


def rows_of(hanging: Hanging, takers: Takers) -> list[Take]:
    """The rows of the picker, households first."""
    found = [
        Take(one.household_id, one.door, one.head, one.others,
             takers.told(one.household_id))
        for one in hanging.homes
    ]  # fmt: skip
    found += [
        Take(-one.building_id, one.name, "整栋", "", takers.told(-one.building_id))
        for one in hanging.buildings
    ]
    return found
