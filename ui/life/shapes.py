"""What each event asks for: which rows its dialog has, and what its button says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from wenming_desktop.life.model import Kind

NONE, ASKED, ALWAYS = "", "asked", "always"


@dataclass(frozen=True)
class Shape:
    """The rows of a dialog.

    `who` labels the ticks before the members, `newcomers` is how many may be typed, `home` asks
    where to, `head` for a new head, `goes` whether registration and living go along, `place` for
    a place outside. `deed` and `count` make the words of the button.
    """

    deed: str
    who: str = ""
    newcomers: int = 0
    newcomer: str = ""
    namesakes: bool = True
    home: str = ""
    head: str = NONE
    goes: str = ""
    place: str = ""
    related: bool = False
    count: bool = True

    def words(self, people: int) -> str:
        """The words of the button when so many people are meant."""
        return f"{self.deed} {people} 人" if self.count and people else self.deed


SHAPES: Final[Mapping[Kind, Shape]] = {
    Kind.BIRTH: Shape(
        "登记出生", newcomers=1, newcomer="孩子", namesakes=False, goes="落在这一户", count=False
    ),
    Kind.DEATH: Shape("登记死亡", who="是谁", head=ASKED, count=False),
    Kind.MARRIAGE: Shape(
        "登记结婚",
        who="这一户的",
        newcomers=1,
        newcomer="从外面来的配偶",
        head=ASKED,
        goes="一起过来的是",
        count=False,
    ),
    Kind.MOVE_IN: Shape("迁入", newcomers=8, newcomer="迁入的人", home="迁到", goes="迁来的是"),
    Kind.MOVE_OUT: Shape("迁出", who="谁迁出", head=ASKED, goes="迁走的是", place="迁往"),
    Kind.MOVE_WITHIN: Shape(
        "搬家", who="谁搬", home="搬到", head=ASKED, goes="搬过去的是", related=True
    ),
    Kind.SPLIT: Shape(
        "分户", who="谁分出去", home="分到", head=ALWAYS, goes="分过去的是", related=True
    ),
    Kind.HEAD_CHANGE: Shape("换户主", head=ALWAYS, count=False),
}
