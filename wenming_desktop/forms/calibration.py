"""校准页: a cross at 100 mm on both sides of a sheet, with scales to read what a printer is off.

It is no form of the office's and stands in no catalogue: the printing window draws it.
"""

from dataclasses import dataclass

from wenming_desktop.forms.marks import INK, SOFT
from wenming_desktop.forms.page import A4, Paper, Pdf
from wenming_desktop.forms.text import Style

TITLE = "打印机校准页"
AT = 100.0
"""Where the cross stands, from the left and from the upper edge."""
_ARM, _WEIGHT = 30, 0.2
_NOTES = (
    "用尺子量十字中心到纸左边、上边各有多少毫米，量到半毫米。",
    "两处都是 100 毫米，这一面就是准的；不是的话，把量到的数填进“校准打印机”。",
    "两面都印的打印机，把纸对着光看：正反两个十字应当重合。",
    "一格 1 毫米。打印时选“实际大小”，不要“适合纸张”。",
)


@dataclass(frozen=True)
class Calibration:
    """The sides that are drawn."""

    sides: tuple[str, ...] = ("正面", "反面")


def draw(page: Calibration) -> Pdf:
    """Draw a cross for each side."""
    paper = Paper(TITLE, size=A4)
    for side in page.sides:
        paper.page()
        _cross(paper)
        paper.fit((25, 32, 160), f"{TITLE}　{side}", Style("songb", 20, 26, INK, 1))
        for at, note in enumerate(_NOTES):
            paper.fit((25, 158 + at * 9, 160), note, Style("hei", 11, 17, INK))
    return paper.finish()


def _cross(paper: Paper) -> None:
    """Two arms, every millimetre marked, every ten with its distance from the edge."""
    paper.across(AT - _ARM, AT, 2 * _ARM, _WEIGHT)
    paper.down(AT, AT - _ARM, 2 * _ARM, _WEIGHT)
    small = Style("hei", 8, 10, SOFT)
    for step in range(-_ARM, _ARM + 1):
        half = 2.5 if step % 10 == 0 else 1.7 if step % 5 == 0 else 1.0
        paper.down(AT + step, AT - half, 2 * half, 0.12)
        paper.across(AT - half, AT + step, 2 * half, 0.12)
        if step % 10 == 0 and step:
            said = f"{AT + step:.0f}"
            paper.fit((AT + step - 5, AT + 6.4, 10), said, small, align="center")
            paper.fit((AT + 3.4, AT + step + 1, 10), said, small)
