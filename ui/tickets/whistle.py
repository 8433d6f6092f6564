"""吹哨报到 on the page of a ticket: its step beside the others, and who answered in words."""

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtWidgets import QVBoxLayout

from ui.common.labels import Words
from ui.tickets.step_specs import ANSWER, StepSpec, spec_of
from wenming_desktop.tickets.board_view import TicketView
from wenming_desktop.tickets.whistle_model import ClaimLine, SaveAnswers, WhistleLine

_WHISTLE: Final = "COH"
_FINISH: Final = "FIN"


@dataclass(frozen=True)
class AnswerOrder:
    """Who answers a whistle, to be saved like a step although no log keeps it."""

    ticket: int
    order: SaveAnswers
    action: str = ANSWER


def running(view: TicketView) -> tuple[WhistleLine, ...]:
    """Return the whistles of a ticket that still run."""
    return tuple(line for line in view.whistles if line.closed_at is None)


def steps_of(view: TicketView) -> tuple[str, ...]:
    """Return the steps of a ticket, with 报到 while one may answer."""
    if _WHISTLE in view.steps and running(view):
        return (*view.steps, ANSWER)
    return view.steps


def fitted(action: str, view: TicketView) -> StepSpec:
    """Return a step's words and fields as this ticket needs them."""
    spec = spec_of(action, view.status)
    if action == _WHISTLE and view.offer.cells:
        return replace(spec, fields=("cell", *spec.fields))
    if action == _FINISH and running(view):
        return replace(spec, fields=(*spec.fields, "came"))
    return spec


def whistle_words(view: TicketView) -> str:
    """Return the last whistle in one line."""
    return view.whistles[-1].words() if view.whistles else ""


def whistle_part(view: TicketView) -> QVBoxLayout | None:
    """Return every whistle with those who answered; nothing where none was blown."""
    if not view.whistles:
        return None
    part = QVBoxLayout()
    part.setSpacing(4)
    part.addWidget(Words("吹哨报到", "head"))
    for at, line in enumerate(view.whistles, 1):
        lines = [line.words(), *(_claimed(claim) for claim in line.claims)]
        words = Words("\n".join(lines))
        words.setObjectName(f"fld_whistle_{at}")
        words.setWordWrap(True)
        part.addWidget(words)
    return part


def _claimed(claim: ClaimLine) -> str:
    if claim.came_at is None:
        return f"{claim.name}　报到，还没有到场"
    hours = f" {claim.hours:g} 小时" if claim.hours else ""
    did = f"，{claim.did}" if claim.did else ""
    return f"{claim.name}　到场{hours}{did}"
