"""One entry of the dictionary of fields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .kind import Kind, Parsed, Reading
from .problem import Problem


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a register; `key` is `entity.identifier`, e.g. `resident.full_name`."""

    key: str
    label: str
    kind: Kind[Any]
    section: str = ""
    required: bool = False
    privacy: str = "L2"
    hint: str = ""

    @property
    def entity(self) -> str:
        """The table, e.g. `resident`."""
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        """The column, e.g. `full_name`."""
        return self.key.partition(".")[2]

    def parse(self, raw: object, reading: Reading) -> Parsed[Any]:
        """Read a value for an editor, where a required field may not stay empty."""
        parsed = self.kind.parse(raw, self.key, reading)
        if self.required and parsed.value in (None, ()) and not parsed.problems:
            missing = Problem("value.missing", self.key, f"{self.label}还空着，要填上。")
            return Parsed(None, (missing,), parsed.note)
        return parsed


def by_key(*groups: Iterable[Field]) -> Mapping[str, Field]:
    """The fields of several registers by their keys."""
    return {field.key: field for group in groups for field in group}
