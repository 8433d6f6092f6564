"""The opinion form on its way to a printer; what was printed is archived, a draft is not."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.jobs import Jobs
from ui.printing import Preview

if TYPE_CHECKING:
    from wenming_desktop.papers.archive import Paper
    from wenming_desktop.work import Desk

_TITLE = "评先评优意见表"


class OpinionPapers(QObject):
    """Draws and shows the form of one opinion, or the empty one."""

    def __init__(self, jobs: Jobs, over: QWidget) -> None:
        super().__init__(over)
        self._jobs, self._over = jobs, over

    def show_form(self, opinion: int) -> None:
        """Show the form of an opinion, a draft where it is not approved."""
        self._jobs.paper(self, self._show, _drawn, opinion)

    def show_blank(self) -> None:
        """Show the empty form for handwriting."""
        self._jobs.draw(self, self._show_plain, _blank)

    def _show(self, paper: "Paper") -> None:
        preview = Preview(_TITLE, paper.pdf, self._jobs.messages, self._over)
        preview.printed.connect(partial(self._keep, paper))
        preview.show()

    def _show_plain(self, pdf: bytes) -> None:
        Preview(f"{_TITLE}（空白）", pdf, self._jobs.messages, self._over).show()

    def _keep(self, paper: "Paper") -> None:
        self._jobs.paper(self, lambda _kept: None, _kept, paper)


def _drawn(desk: "Desk", opinion: int) -> "Paper":
    # Drawing needs reportlab; imported in the lane, with the first sheet.
    from wenming_desktop.papers.opinions import draw_opinion  # noqa: PLC0415

    return draw_opinion(desk, opinion)


def _kept(desk: "Desk", paper: "Paper") -> int | None:
    from wenming_desktop.papers.opinions import keep_opinion  # noqa: PLC0415

    return keep_opinion(desk, paper)


def _blank() -> bytes:
    from wenming_desktop.papers.opinions import print_blank  # noqa: PLC0415

    return print_blank()
