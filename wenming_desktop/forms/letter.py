"""公文信函格式 (GB/T 9704-2012): the page, its grid of 22 lines by 28 characters, its parts.

Everything is in millimetres from the top left corner of A4.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import Final

from wenming_desktop.forms.archival import ArchivalPaper
from wenming_desktop.forms.page import Paper
from wenming_desktop.forms.rows import Flow
from wenming_desktop.forms.text import MM, CNParagraph, Style, lay, one_line, para, printable

LEFT, TOP, RIGHT, BOTTOM = 28.0, 37.0, 26.0, 35.0
WIDTH, HEIGHT = 156.0, 225.0
LINES, CHARS = 22, 28
PITCH: Final = HEIGHT / LINES
RED: Final = "#E60012"
BLACK: Final = "#000000"

HEAD_TOP, HEAD_GAP = 30.0, 4.0
RULE_LEFT, RULE_WIDTH, RULE_FOOT = 20.0, 170.0, 277.0
"""The upper red rule hangs 4 mm under the heading, the lower one ends 20 mm above the edge."""
_THICK, _BETWEEN, _THIN = 0.9, 0.5, 0.35
RULES: Final = _THICK + _BETWEEN + _THIN

_BODY_SIZE = 16.0
CHAR: Final = WIDTH / CHARS
"""From one character to the next: 28 of 三号 would be wider than the page, so they sit close."""
_CLOSE = (WIDTH * MM - CHARS * _BODY_SIZE) / (CHARS - 1)
_LEADING = PITCH * MM
BODY: Final = Style("fang", _BODY_SIZE, _LEADING, BLACK, _CLOSE)
FIRST_LEVEL: Final = Style("hei", _BODY_SIZE, _LEADING, BLACK, _CLOSE)
SECOND_LEVEL: Final = Style("kai", _BODY_SIZE, _LEADING, BLACK, _CLOSE)
TITLE: Final = Style("songb", 22, _LEADING, BLACK)
_FOLIO = Style("song", 14, 20, BLACK)
_HEAD = Style("songb", 36, 44, RED)
DRAFT: Final = "草稿"
_DRAFT = Style("songb", 150, 190, "#EAE7E2", 24)
_HEAD_INK = (0.85, 0.09)
"""How far the ink of 小标宋 reaches above and below its baseline, in parts of the type size."""
_FANG_TOP = 0.80
_GAP = 7 / 8 * _BODY_SIZE / MM
_DASH = 0.28
_NUMERALS = "一二三四五六七八九十"


class LetterPaper(ArchivalPaper):
    """Pages of a letter: no number on the first, — 2 — at the outer edge of the others.

    A draft says so in grey, behind the text of every page.
    """

    def __init__(self, title: str, *, author: str = "", draft: bool = False) -> None:
        super().__init__(title, author=author)
        self.footer, self._draft = _folio, draft

    def page(self) -> None:
        """Begin a page."""
        super().page()
        if self._draft:
            x = (self.size[0] - _DRAFT.width(DRAFT)) / 2
            self.text(x, self.size[1] / 2 + 0.38 * _DRAFT.size / MM, DRAFT, _DRAFT)


def _folio(paper: Paper, page: int, _pages: int) -> None:
    if page == 1:
        return
    said = f"— {page} —"
    one = _FOLIO.size / MM
    x = LEFT + WIDTH - one - _FOLIO.width(said) if page % 2 else LEFT + one
    paper.text(x, TOP + HEIGHT + 7 + _DASH * one, said, _FOLIO)


class LetterFlow(Flow):
    """A cursor that steps from line to line of the grid."""

    def __init__(self, paper: LetterPaper) -> None:
        super().__init__(paper, (LEFT, TOP, RIGHT, BOTTOM))
        self._origin = TOP

    def page(self) -> None:
        """Go to the first line of a new page."""
        super().page()
        self._origin, self.bottom = TOP, TOP + HEIGHT

    def begin_at(self, y: float, bottom: float) -> None:
        """Let the lines of this page be counted from here, and go down to there."""
        self.y = self._origin = y
        self.bottom = bottom

    @property
    def free(self) -> int:
        """How many lines are left on the page."""
        return max(int(self.room / PITCH + 1e-6), 0)

    def skip(self, lines: int = 1) -> None:
        """Leave lines empty; at the top of a page nothing is left empty."""
        if self.y > self._origin + 1e-6:
            self.y += lines * PITCH

    def to_line(self) -> None:
        """Go on to the next line of the grid, after something that has its own heights."""
        lines = (self.y - self._origin) / PITCH
        self.y = self._origin + PITCH * -int(-(lines - 1e-6) // 1)

    def closing(self, last: CNParagraph, lines: int) -> None:
        """Draw the last paragraph so that at least two of its lines stand where the end stands.

        A signature and its date never stand on a page without text.
        """
        total = len(last.lines)
        over = total - self.free
        left = -over if over <= 0 else LINES - (over % LINES or LINES)
        if left >= lines:
            self.paragraph(last)
            return
        first, rest = last.split((total - (total if total <= 3 else 2)) * PITCH)
        self.paragraph(first)
        self.page()
        self.paragraph(rest)


def head(flow: LetterFlow, office: str, number: str) -> None:
    """Begin the letter: its red head and both red rules, the number, and the first line's place."""
    paper, name = flow.paper, one_line(office)
    flow.page()
    size = min(_HEAD.size, _HEAD.size * RULE_WIDTH / max(_HEAD.width(name), 1))
    style, scale = _HEAD.at(size), size / MM
    up, down = (part * scale for part in _HEAD_INK)
    x = RULE_LEFT + (RULE_WIDTH - style.width(name)) / 2
    paper.text(x, HEAD_TOP + up, name, style)
    rule = HEAD_TOP + up + down + HEAD_GAP
    _rules(paper, rule, (_THICK, _THIN))
    _rules(paper, RULE_FOOT - RULES, (_THIN, _THICK))
    baseline = rule + RULES + _GAP + _FANG_TOP * BODY.size / MM
    paper.fit((LEFT, baseline, WIDTH), number, BODY, align="right")
    # The title stands two empty lines under the number's own.
    own = baseline - 0.38 * BODY.size / MM - PITCH / 2
    # Its page may be written down to the lower rules, as near as the number is to the upper ones.
    flow.begin_at(own + 3 * PITCH, RULE_FOOT - RULES - _GAP)


def _rules(paper: Paper, y: float, weights: tuple[float, float]) -> None:
    first, second = weights
    paper.fill(RULE_LEFT, y, RULE_WIDTH, first, RED)
    paper.fill(RULE_LEFT, y + first + _BETWEEN, RULE_WIDTH, second, RED)


def title(flow: LetterFlow, words: Sequence[str]) -> None:
    """The title in lines that make a trapezium or a lozenge, an empty line after it."""
    for line in title_lines([one_line(word) for word in words]):
        flow.paragraph(CNParagraph(lay(line, TITLE, WIDTH), TITLE, WIDTH, "center"))
    flow.skip()


def paragraph(text: object, *, indent: int = 2) -> CNParagraph:
    """A paragraph of the text, its face by the level that its number shows."""
    return para(text, _face(printable(text)), WIDTH, align="justify", indent=indent * CHAR)


def _face(text: str) -> Style:
    """一、 alone in its line is 黑体, （一） 楷体; numbers before running text change nothing."""
    if "。" in text or "\n" in text:
        return BODY
    mark, point, _ = text.partition("、")
    if point and mark and set(mark) <= set(_NUMERALS):
        return FIRST_LEVEL
    mark, point, _ = text.removeprefix("（").partition("）")
    bracketed = text.startswith("（") and point and mark and set(mark) <= set(_NUMERALS)
    return SECOND_LEVEL if bracketed else BODY


@dataclass(frozen=True)
class Signed:
    """Who signs, the day, the note under it in round brackets (empty: none).

    `gap` lines above the name stay free, so that a stamp of 45 mm has its place.
    """

    signatory: str
    day: str
    note: str = ""
    gap: int = 3

    @property
    def lines(self) -> int:
        """Lines that the signature needs, the room for the stamp among them."""
        return self.gap + 2 + (len(self._note.lines) if self.note else 0)

    def closer(self, room: int) -> "Signed":
        """The same with a line less for the stamp, where it ends the page only so."""
        return replace(self, gap=2) if self.lines == room + 1 else self

    @property
    def _note(self) -> CNParagraph:
        return para(f"（{self.note}）", BODY, WIDTH - 2 * CHAR)

    def draw(self, flow: LetterFlow) -> None:
        """The name centred over the date, which ends four characters from the edge."""
        flow.y += self.gap * PITCH
        right = LEFT + WIDTH - 4 * CHAR
        day, name = one_line(self.day), one_line(self.signatory)
        start = right - BODY.width(day)
        room = min(BODY.width(name), WIDTH)
        middle = (start + right) / 2
        x = min(max(middle - room / 2, LEFT), LEFT + WIDTH - room)
        flow.paper.fit((x, _baseline(flow.y), room + 0.01), name, BODY)
        flow.y += PITCH
        flow.paper.text(start, _baseline(flow.y), day, BODY)
        flow.y += PITCH
        if self.note:
            self._note.draw(flow.paper, LEFT + 2 * CHAR, flow.y)
            flow.y += self._note.height


def _baseline(top: float) -> float:
    return top + PITCH / 2 + 0.38 * BODY.size / MM


# the shape of a title


def title_lines(words: Sequence[str], room: float = WIDTH) -> tuple[str, ...]:
    """A title broken between its words: the fewest lines, well shaped, as even as can be."""
    if any(TITLE.width(word) > room for word in words):
        return tuple(line.text for line in lay("".join(words), TITLE, room))
    for count in range(1, len(words) + 1):
        found = [lines for lines in _broken(words, count) if _widest(lines) <= room]
        if found:
            return min(found, key=_ugliness)
    return ()


def _broken(words: Sequence[str], count: int) -> Iterator[tuple[str, ...]]:
    for cuts in combinations(range(1, len(words)), count - 1):
        edges = (0, *cuts, len(words))
        yield tuple("".join(words[a:b]) for a, b in pairwise(edges))


def _widest(lines: Sequence[str]) -> float:
    return max(TITLE.width(line) for line in lines)


def _ugliness(lines: Sequence[str]) -> tuple[bool, float]:
    """Lines of one length make a box, a narrow middle an hourglass: both are refused."""
    widths = [TITLE.width(line) for line in lines]
    half = TITLE.size / MM / 2
    box = any(abs(a - b) < half for a, b in pairwise(widths))
    waist = any(
        before > middle < after
        for before, middle, after in zip(widths, widths[1:], widths[2:], strict=False)
    )
    return box or waist, max(widths) - min(widths)
