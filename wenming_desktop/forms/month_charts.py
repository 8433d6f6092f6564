"""The two small charts of the month's cover: bars with their numbers, no legend, no grid."""

from collections.abc import Sequence

from wenming_desktop.forms.marks import INK, SOFT
from wenming_desktop.forms.page import Paper
from wenming_desktop.forms.text import Style

HEIGHT = 47.0
STRONG, PALE = "#1E5669", "#A9B9BF"
_SECTION = Style("heib", 12, 16, INK)
_UNIT = Style("hei", 10, 14, SOFT)
Box = tuple[float, float, float]


def _heading(paper: Paper, box: Box, text: str) -> float:
    x, y, _ = box
    end = paper.text(x, y + 4.2, text, _SECTION)
    paper.text(end, y + 4.2, "　件", _UNIT)
    return y + 7.8


def categories(paper: Paper, box: Box, counts: Sequence[tuple[str, int]]) -> None:
    """Tickets by category, most first; what does not fit is summed up as 其他."""
    if not counts:
        return
    x, _, width = box
    top = _heading(paper, box, "二、诉求类别")
    shown = list(counts[:7])
    if len(counts) > 7:
        shown = [*counts[:6], ("其余", sum(count for _, count in counts[6:]))]
    most = max(1, *(count for _, count in shown))
    number = Style("hei", 9.75, 12, INK)
    room = width - 18.5 - 12
    for at, (name, count) in enumerate(shown):
        y = top + 5.55 * at
        length = room * max(count, 0) / most
        paper.fit((x, y + 3.3, 16.8), name, Style("hei", 9.5, 12, INK), align="right")
        paper.fill(x + 18.5, y, length, 3.9, PALE if at else STRONG)
        paper.fit((x + 20.0 + length, y + 3.3, 11), f"{count:,}", number)


def months(paper: Paper, box: Box, counts: Sequence[tuple[str, int]]) -> None:
    """Tickets accepted month by month, the last one strong."""
    if not counts:
        return
    x, _, width = box
    top = _heading(paper, box, "三、每月受理")
    base = top + 33.0
    most = max(1, *(count for _, count in counts))
    step = width / max(len(counts), 10)
    bar = step * 0.6
    for at, (name, count) in enumerate(counts):
        left = x + step * at + (step - bar) / 2
        height = 27.0 * max(count, 0) / most
        color = STRONG if at == len(counts) - 1 else PALE
        paper.fill(left, base - height, bar, height, color)
        slot = (x + step * at, base - height - 1.3, step)
        paper.fit(slot, f"{count:,}", Style("hei", 8.6, 11, INK), align="center")
        slot = (x + step * at, base + 4.6, step)
        paper.fit(slot, name, Style("hei", 9, 11, SOFT), align="center")
