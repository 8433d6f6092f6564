"""Why an event is refused, in words for the clerk."""

from wenming_desktop.errors import UserError
from wenming_desktop.life.model import Touches


class EventNotReadyError(UserError):
    """Something has to be said or mended first; `touches` says what."""

    code = "life.not_ready"
    text = "{why}"

    def __init__(self, touches: Touches) -> None:
        self.touches = touches
        field = touches.asks[0].field if touches.asks and not touches.problems else None
        said = (*touches.problems, *(ask.text for ask in touches.asks))
        super().__init__(why=said[0], field=field)
