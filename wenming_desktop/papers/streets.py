"""The sign of a street, drawn at the size it is to be made."""

from dataclasses import dataclass

from wenming_desktop.forms import street_sign
from wenming_desktop.forms.gather_street import gather_street
from wenming_desktop.forms.page import Pdf
from wenming_desktop.work import Desk


@dataclass(frozen=True)
class DrawSign:
    """A street, and the size of its sign where it is not its own."""

    street_id: int
    size: str | None = None


def draw_sign(desk: Desk, command: DrawSign) -> Pdf:
    """Draw the sign and the slip that goes with it."""
    return street_sign.draw(desk.read(gather_street, command.street_id, command.size))
