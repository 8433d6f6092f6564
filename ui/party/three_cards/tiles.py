"""The four tiles of a node: the three cards and 包联户, how far each has come, what is left."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from ui.common.buttons import Btn, on_click
from ui.common.frames import column
from ui.common.labels import Elided, Words
from ui.jobs import Job
from ui.page import Services
from ui.party.figures import ShareBar
from ui.party.node_panel import NodePanel
from ui.party.three_cards.contact import ContactDialog
from ui.party.three_cards.feedback_desk import FeedbackDesk
from ui.party.three_cards.printing import ThreeCardsMenu
from ui.party.three_cards.registration import RegistrationDialog
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.three_cards.model import Progress
from wenming_desktop.three_cards.model import Tile as Facts
from wenming_desktop.three_cards.queries import progress

TABLES: Final = frozenset(
    {
        "party_registration_card",
        "party_contact_card",
        "party_feedback_card",
        "feedback_letter",
        "party_member",
        "household_liaison",
        "service_record",
        "building_party_group",
        "household",
        "post_claim",
        "wish",
    }
)
"""What a write must touch for the tiles to change."""
_LOOK: Final = ("查看", "查看")
_AROUND: Final = 44


class Tile(QFrame):
    """One figure of a whole with a bar, what is left in words, and a link to do it."""

    asked = Signal()

    def __init__(self, name: str, title: str, short: str) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.setObjectName(f"tile_{name}")
        self._title, self._short = title, short
        self._head = Elided(title, "head")
        self._done, self._whole = Words("—", "name"), Words("", "t3")
        self._done.setObjectName(f"lbl_{name}_done")
        self._bar = ShareBar()
        self._words = Elided("", "sm2")
        self._words.setObjectName(f"lbl_{name}_left")
        self._links = ("", "")
        self.link = Btn("", name=f"tile_{name}", k="link")
        on_click(self.link, self.asked.emit)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = column(self, margins=(14, 8, 14, 8), gap=5)
        top = QHBoxLayout()
        top.setSpacing(3)
        top.addWidget(self._head, 1)
        top.addWidget(self._done)
        top.addWidget(self._whole)
        inside.addLayout(top)
        inside.addWidget(self._bar)
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self._words, 1)
        below.addWidget(self.link)
        inside.addLayout(below)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Use the short words where the long ones find no room."""
        figures = self._done.sizeHint().width() + self._whole.sizeHint().width()
        long = self._head.fontMetrics().horizontalAdvance(self._title) + figures + _AROUND
        self._head.setText(self._title if long <= self.width() else self._short)
        words = self._words.fontMetrics().horizontalAdvance(self._words.text())
        link = self.link.fontMetrics().horizontalAdvance(self._links[0])
        roomy = words + link + _AROUND <= self.width()
        self.link.setText(self._links[0] if roomy else self._links[1])

    def show_facts(self, facts: Facts, links: tuple[str, str]) -> None:
        """Show how far it has come; the link in full, and in short."""
        self._done.setText(f"{facts.done:,}")
        self._whole.setText(f"/ {facts.whole:,}")
        self._words.setText(facts.words)
        self._bar.show_share(facts.done, facts.whole)
        said = f"{self._title} {facts.done} / {facts.whole}，{facts.words}"
        self.setAccessibleName(said)
        self._links = links
        self.link.setAccessibleName(f"{links[0]} {said}")
        self._fit()


class CardTiles(NodePanel):
    """The row of tiles; `homes_asked` wants the node's 包联户 in sight."""

    homes_asked = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.setObjectName("panel_three_cards")
        self._node: NodeFilter | None = None
        self._job: Job | None = None
        self._may_write = "party.write" in services.office.rights
        self._registration: RegistrationDialog | None = None
        self._contact: ContactDialog | None = None
        self._desk: FeedbackDesk | None = None
        self.menu = ThreeCardsMenu(services, self)
        self._tiles = {
            "registration": Tile("registration", "党员登记卡", "登记卡"),
            "contact": Tile("contact", "服务社区联系卡", "联系卡"),
            "feedback": Tile("feedback", "服务社区反馈卡", "反馈卡"),
            "liaison": Tile("liaison", "包联户", "包联户"),
        }
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        actions = (
            self.open_registration,
            self.open_contact,
            self.open_feedback,
            self.homes_asked.emit,
        )
        for tile, action in zip(self._tiles.values(), actions, strict=True):
            whole.addWidget(tile, 1)
            tile.asked.connect(action)

    @override
    def show_node(self, level: str, row_id: int) -> None:
        self._node = NodeFilter(level, row_id)
        self._read()

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & TABLES:
            self._read()

    def _read(self) -> None:
        if self._node is None:
            return
        if self._job is not None:
            self._job.drop()
        self._job = self.jobs.read(self, partial(self._show, self._node), progress, self._node)

    def _show(self, node: NodeFilter, found: Progress) -> None:
        if node != self._node:
            return
        links = self._links(found)
        for key, tile in self._tiles.items():
            tile.show_facts(getattr(found, key), links[key])
        self.menu.show_node(node, found.span)
        lacking = len(found.registration.missing) + len(found.contact.missing)
        self.counted.emit(lacking + len(found.feedback.missing))

    def _links(self, found: Progress) -> dict[str, tuple[str, str]]:
        """What each link is called: to look where all is done or may not be written."""

        def link(tile: Facts, *todo: str) -> tuple[str, str]:
            return (todo[0], todo[1]) if tile.missing and self._may_write else _LOOK

        return {
            "registration": link(found.registration, "去登记", "登记"),
            "contact": link(found.contact, "去登记", "登记"),
            "feedback": link(found.feedback, "打印反馈卡", "打印"),
            "liaison": ("按人看", "看"),
        }

    def open_registration(self) -> None:
        """Show who is registered and register the others."""
        if self._registration is None:
            self._registration = RegistrationDialog(self.services, self.window())
        self._registration.begin(self._node)

    def open_contact(self) -> None:
        """Show the contact cards of the year."""
        if self._contact is None:
            self._contact = ContactDialog(self.services, self.window())
        self._contact.begin(self._node)

    def open_feedback(self) -> None:
        """Show the feedback desk."""
        if self._desk is None:
            self._desk = FeedbackDesk(self.services, self.window())
        self._desk.begin()

    def print_three(self, anchor: QWidget) -> None:
        """Offer to print the cards of the node, under a button."""
        self.menu.pop_up(anchor)
