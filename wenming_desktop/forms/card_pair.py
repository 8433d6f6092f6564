"""One service card, front and back as two small pages: to look at while its words are typed."""

from typing_extensions import override

from wenming_desktop.cards.model import CardBack, CardFace
from wenming_desktop.forms.page import Paper, Pdf
from wenming_desktop.forms.service_card import BAR, TITLE, draw_back, draw_front
from wenming_desktop.forms.text import Align, Style, one_line

SIZE = (90.0, 54.0)
_READABLE = 7.0
"""Points below which a word of the card is too small for old eyes."""


class _Measured(Paper):
    """Paper that notes which lines had to be made small."""

    def __init__(self) -> None:
        super().__init__(TITLE, size=SIZE)
        self.small: dict[str, None] = {}

    @override
    def fit(
        self, box: tuple[float, float, float], text: object, style: Style, *, align: Align = "left"
    ) -> float:
        line, room = one_line(text), box[2]
        width = style.width(line)
        if width > room and style.size * room / width < _READABLE:
            self.small[line] = None
        return super().fit(box, text, style, align=align)


def draw_pair(face: CardFace, back: CardBack) -> tuple[Pdf, tuple[str, ...]]:
    """Both sides, and the words that do not fit at a size one can read."""
    paper = _Measured()
    paper.page()
    with paper.at(0, 0):
        draw_front(paper, face, BAR["10up"])
    paper.page()
    with paper.at(0, 0):
        draw_back(paper, face, back)
    small = tuple(paper.small)
    pdf = paper.finish()
    return pdf, tuple(
        f"“{line}”太长，{'印不全' if line in pdf.cut else '印出来字会很小'}" for line in small
    )
