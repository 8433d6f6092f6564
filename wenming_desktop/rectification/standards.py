"""测评标准: what a place is measured by, point by point; offered to an item and printed on it.

The list stands in a file of the program, so an office of any age has it.
"""

import csv
from functools import lru_cache
from typing import NamedTuple

import resources


class Standard(NamedTuple):
    """One point: where it holds (小区, 楼道), what is to be seen there."""

    code: str
    where: str
    words: str

    @property
    def label(self) -> str:
        """As a list offers it."""
        return f"{self.where}：{self.words}"


@lru_cache(maxsize=1)
def standards() -> tuple[Standard, ...]:
    """Every point, in the order of the list."""
    path = resources.path("codes", "inspection_standard.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(
            Standard(row["code"], row["point_type"], _plain(row["standard"]))
            for row in csv.DictReader(file)
        )


def words_of(code: str | None) -> str:
    """What a point asks for; a code of another list stands for itself."""
    return next((one.words for one in standards() if one.code == code), code or "")


def _plain(text: str) -> str:
    """Full stops of the page instead of those of the machine."""
    for half, full in ((": ", "："), ("; ", "；"), (", ", "，"), ("(", "（"), (")", "）")):
        text = text.replace(half, full)
    return text.strip()
