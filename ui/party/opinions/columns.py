"""The columns of the opinions of a node, and the words of their states."""

from typing import Final

from ui.common.columns import Column
from ui.common.paint import Chip, Lamp
from wenming_desktop.opinions.model import ANY, ISSUED, OPEN, VOIDED, WAITING, OpinionLine
from wenming_desktop.opinions.rules import VETO

STATES: Final[dict[str, str]] = {
    ANY: "全部",
    OPEN: "没填意见",
    WAITING: "待书记审签",
    ISSUED: "已出具",
    VOIDED: "已作废",
}
_TONES: Final = {OPEN: "warn", WAITING: "info", ISSUED: "ok"}


def _opinion(line: OpinionLine) -> str:
    said = line.opinion_name or "—"
    return said if line.state != VOIDED else f"{said}，已作废"


def _opinion_chips(line: OpinionLine) -> tuple[Chip, ...]:
    if not line.opinion:
        return ()
    return (Chip(line.opinion_name, "bad" if line.opinion == VETO else "rent"),)


def _state(line: OpinionLine) -> str:
    return line.number or STATES[line.state]


def _state_chips(line: OpinionLine) -> tuple[Chip, ...]:
    return () if line.number else (Chip(STATES[line.state], _TONES.get(line.state, "rent")),)


def _due(line: OpinionLine) -> str:
    return line.lamp_text or "—"


def _lamp(line: OpinionLine) -> Lamp | None:
    return Lamp(line.lamp, line.lamp_text) if line.lamp else None


OPINIONS: Final[tuple[Column[OpinionLine], ...]] = (
    Column("name", "党员", lambda line: line.name or "—", width=104, bold=True),
    Column("matter", "事项", lambda line: line.matter, width=124),
    Column("asked", "来函单位", lambda line: line.requesting_unit, stretch=True, quiet=True),
    Column("due", "期限", _due, width=110, lamp=_lamp),
    Column("opinion", "意见", _opinion, width=140, chips=_opinion_chips),
    Column("state", "编号、状态", _state, width=132, chips=_state_chips),
)
