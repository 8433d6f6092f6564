"""Printing cards and letters: drawn in a lane, shown, kept in the archive once printed."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.jobs import Reply
from ui.messages import Messages
from ui.page import Services
from ui.printing import Preview, PrintPlace
from wenming_desktop.errors import UserError
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.three_cards.rules import Span

if TYPE_CHECKING:
    from wenming_desktop.papers.three_cards import Drawn
    from wenming_desktop.work import Desk

TITLES: Final = {
    "registration": "党员登记卡",
    "contact": "党员服务社区联系卡",
    "feedback": "党员服务社区反馈卡",
    "letter": "党员表现反馈函",
}
_TWO, _FLIP = "three_cards/two_up", "three_cards/flip"


class Printing:
    """Draws for one window; what cannot be drawn is said where `messages` speak."""

    def __init__(self, services: Services, over: QWidget, messages: Messages) -> None:
        self._services, self._over, self._messages = services, over, messages

    def cards(self, kind: str, members: Sequence[int], span: Span | None = None) -> None:
        """Show the cards of these members."""
        self._draw(kind, _draw_members, kind, tuple(members), span, *self.how())

    def node(self, kind: str, node: NodeFilter, span: Span | None) -> None:
        """Show the cards of everybody of a node who has one."""
        self._draw(kind, _draw_node, node, kind, span, *self.how())

    def letters(self, ids: Sequence[int], span: Span) -> None:
        """Show letters."""
        self._draw("letter", _draw_letters, tuple(ids), span)

    def how(self) -> tuple[bool, str]:
        """Return whether two cards lie on a sheet, and which edge the printer turns it over."""
        memory = self._services.memory
        return memory.get_text(_TWO) != "one", memory.get_text(_FLIP) or "short"

    def set_how(self, *, two_up: bool, flip: str) -> None:
        """Remember both on this PC."""
        self._services.memory.keep_text(_TWO, "two" if two_up else "one")
        self._services.memory.keep_text(_FLIP, flip)

    def _draw(self, kind: str, draw: Callable[..., "Drawn"], *what: Any) -> None:
        reply: Reply[Drawn] = Reply(partial(self._show, kind), self._refused)
        self._services.jobs.paper(self._over, reply, draw, *what)

    def _refused(self, error: UserError) -> None:
        self._messages.warn(error.message)

    def _show(self, kind: str, drawn: "Drawn") -> None:
        lacking = "；".join(f"“{one.text}”里的“{one.chars}”" for one in drawn.pdf.missing)
        if lacking:
            self._messages.warn(f"{lacking}没有字形，印出来请手写补上。")
        jobs = self._services.jobs
        form = f"{kind}_card" if kind != "letter" else "feedback_letter"
        place = PrintPlace(jobs, self._services.memory, form)
        preview = Preview(TITLES[kind], drawn.pdf, self._messages, self._over, place)
        preview.printed.connect(partial(self._keep, drawn))
        preview.show()

    def _keep(self, drawn: "Drawn") -> None:
        self._services.jobs.paper(self._over, lambda _kept: None, _keep, drawn)


class ThreeCardsMenu(QMenu):
    """打印三卡 of a node: which card, and how it lies on the sheet."""

    def __init__(self, services: Services, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("menu_three_cards")
        self.setAccessibleName("打印三卡")
        self._node: NodeFilter | None = None
        self._span: Span | None = None
        self._printing = Printing(services, over, services.jobs.messages)
        self._cards = {kind: self._action(kind) for kind in ("registration", "contact", "feedback")}
        self.addSeparator()
        two, flip = self._printing.how()
        self._two = self._choice("two_up", "一张 A4 印两份（联系卡一份）", on=two)
        self._short = self._choice("flip_short", "双面打印沿短边翻", on=flip == "short")

    def _action(self, kind: str) -> QAction:
        action = self.addAction(f"打印{TITLES[kind]}")
        action.setObjectName(f"act_print_{kind}")
        action.triggered.connect(lambda _on=False: self._print(kind))
        return action

    def _choice(self, name: str, label: str, *, on: bool) -> QAction:
        action = self.addAction(label)
        action.setObjectName(f"act_{name}")
        action.setCheckable(True)
        action.setChecked(on)
        action.toggled.connect(lambda _on: self._keep_how())
        return action

    def show_node(self, node: NodeFilter, span: Span) -> None:
        """Print for this node from now on; feedback cards are those of `span`."""
        self._node, self._span = node, span
        self._cards["feedback"].setText(f"打印{TITLES['feedback']}（{span.title}）")

    def pop_up(self, anchor: QWidget) -> None:
        """Open under a button."""
        self.popup(anchor.mapToGlobal(QPoint(0, anchor.height())))

    def _keep_how(self) -> None:
        flip = "short" if self._short.isChecked() else "long"
        self._printing.set_how(two_up=self._two.isChecked(), flip=flip)

    def _print(self, kind: str) -> None:
        if self._node is not None:
            self._printing.node(kind, self._node, self._span)


def _draw_members(
    desk: "Desk", kind: Any, members: tuple[int, ...], span: Span | None, two: bool, flip: Any
) -> "Drawn":
    # Drawing needs reportlab; imported in the lane, with the first sheet.
    from wenming_desktop.papers.three_cards import DrawThree, draw_three  # noqa: PLC0415

    return draw_three(desk, DrawThree(kind, members, span, two, flip))


def _draw_node(
    desk: "Desk", node: NodeFilter, kind: Any, span: Span | None, two: bool, flip: Any
) -> "Drawn":
    from wenming_desktop.papers.three_cards import DrawThree, draw_node  # noqa: PLC0415

    return draw_node(desk, node, DrawThree(kind, (), span, two, flip))


def _draw_letters(desk: "Desk", ids: tuple[int, ...], span: Span) -> "Drawn":
    from wenming_desktop.papers.three_cards import draw_letters  # noqa: PLC0415

    return draw_letters(desk, ids, span)


def _keep(desk: "Desk", drawn: "Drawn") -> int:
    from wenming_desktop.papers.three_cards import keep_printed  # noqa: PLC0415

    return keep_printed(desk, drawn)
