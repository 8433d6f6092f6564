"""The columns of the party page: members, households looked after, cells to look at."""

from typing import Final

from ui.common.columns import Column
from ui.common.paint import Chip
from wenming_desktop.party.model import CellWarning
from wenming_desktop.party.page_model import LiaisonLine, MemberLine


def _name(line: MemberLine) -> str:
    return line.name or "—"


def _cell(line: MemberLine) -> str:
    return line.cell.removesuffix("党小组") or "—"


def _leader(line: MemberLine) -> tuple[Chip, ...]:
    return (Chip(_name(line), "party"),) if line.leads else ()


MEMBERS: Final[tuple[Column[MemberLine], ...]] = (
    Column("name", "姓名", _name, width=112, chips=_leader, bold=True, sortable=True),
    Column("kind", "类型", lambda line: line.kind or "—", width=128, quiet=True, sortable=True),
    Column("post", "职务", lambda line: line.post or "—", width=112, quiet=True),
    Column(
        "unit", "所在单位", lambda line: line.unit or "—", stretch=True, quiet=True, sortable=True
    ),
    Column("cell", "党小组", _cell, width=130, quiet=True),
    Column("homes", "包联户", lambda line: f"{line.households:,}", width=76, right=True),
)
LIAISONS: Final[tuple[Column[LiaisonLine], ...]] = (
    Column("door", "门牌", lambda line: line.door, width=180, sortable=True),
    Column("head", "户主", lambda line: line.head, width=130, bold=True, sortable=True),
    Column("member", "包联党员", lambda line: line.member or "—", width=130),
    Column("cell", "党小组", lambda line: line.cell or "—", stretch=True, quiet=True),
)
WARNINGS: Final[tuple[Column[CellWarning], ...]] = (
    Column("cell", "党小组", lambda line: line.cell or "—", width=220, bold=True),
    Column("text", "要看的", lambda line: line.text, stretch=True),
)
