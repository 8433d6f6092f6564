"""Keeps in mind which printed cards no longer hold, and why; looked up again a moment after."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from ui.jobs import Jobs
from wenming_desktop.cards.model import StaleCard
from wenming_desktop.cards.queues import stale_why

ON_FACE = frozenset(
    {
        "service_card",
        "household",
        "house",
        "building_unit",
        "building",
        "estate",
        "grid",
        "staff",
        "resident",
        "party_member",
        "building_party_group",
        "party_organization",
        "post_assignment",
        "community",
        "setting",
    }
)
"""Tables whose change may show on a card."""
_PAUSE_MS = 400


class StaleWatch(QObject):
    """`found` tells that the answer is here; `why` says of each card what has changed."""

    found = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self.why: dict[int, str] = {}
        self._kinds: dict[int, str] = {}
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_PAUSE_MS)
        self._clock.timeout.connect(partial(jobs.read, self, self._show, stale_why))

    def later(self) -> None:
        """Look soon; of many askings one look comes."""
        self._clock.start()

    def ids(self, kind: str = "") -> tuple[int, ...]:
        """Return the cards of a kind, or all, in the order of the doors."""
        return tuple(card for card, of in self._kinds.items() if not kind or of == kind)

    def counts(self) -> dict[str, int]:
        """Return how many cards there are of each kind."""
        kinds = list(self._kinds.values())
        return {kind: kinds.count(kind) for kind in kinds}

    def _show(self, cards: tuple[StaleCard, ...]) -> None:
        # The columns of the table read the same dictionary.
        self.why.clear()
        self.why.update((card.id, card.why) for card in cards)
        self._kinds = {card.id: card.kind for card in cards}
        self.found.emit()
