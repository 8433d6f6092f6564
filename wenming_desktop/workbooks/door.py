"""A door of the neighbourhood as a ledger names it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Door:
    """A place in an estate: parts not known are empty, unit "0" stands for a house without."""

    estate: str
    building: str
    unit: str = ""
    room: str = ""

    @property
    def complete(self) -> bool:
        """Whether this is the door of a home, not only a building or a stair."""
        return bool(self.building and self.room)

    @property
    def text(self) -> str:
        """The door in one piece, as it can be read back."""
        if self.building.endswith(("排", "平房")):
            return f"{self.estate}{self.building}" + (f"{self.room}号" if self.room else "")
        building = f"{self.building}号楼" if self.building else ""
        unit = f"{self.unit}单元" if self.unit not in {"", "0"} else ""
        return f"{self.estate}{building}{unit}{self.room}"
