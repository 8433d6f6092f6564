"""The published wishes of a node on paper, for the door of the building."""

from wenming_desktop.forms import wish_board
from wenming_desktop.forms.gather_wishes import gather_board
from wenming_desktop.papers.archive import Paper
from wenming_desktop.work import Desk

KEY = "wish_board"


def draw_board(desk: Desk, level: str = "", node: int = 0) -> Paper | None:
    """Draw the sheet of a node; None where nothing is published.

    Hand it on to `archive.keep` once a printer took it.
    """
    board = desk.read(gather_board, level, node)
    if not board.wishes:
        return None
    return Paper(KEY, board, wish_board.draw(board), title=f"{wish_board.TITLE} {board.place}")
