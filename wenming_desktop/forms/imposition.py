"""How cards lie on an A4 sheet to be cut: places, their mirror images, crop marks."""

from dataclasses import dataclass

from wenming_desktop.forms.marks import HAIR, Marks

MARK_GAP, MARK_WEIGHT = 3.0, 0.09


@dataclass(frozen=True)
class Imposition:
    """How cards lie on an A4 sheet."""

    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    gutter: float = 0.0
    bleed: float = 0.0
    mark: float = 0.0

    @property
    def places(self) -> int:
        """Cards a sheet holds."""
        return self.columns * self.rows

    def corner(self, place: int, *, mirrored: bool = False) -> tuple[float, float]:
        """The top left corner of a place; mirrored it is the same card seen from behind."""
        row, column = divmod(place, self.columns)
        if mirrored:
            column = self.columns - 1 - column
        return (
            self.left + column * (self.width + self.gutter),
            self.top + row * (self.height + self.gutter),
        )


def draw_cuts(paper: Marks, plan: Imposition, size: tuple[float, float]) -> None:
    """Marks outside the block of cards, or the two lines that quarter the sheet."""
    width, height = size
    if not plan.mark:
        paper.across(5, height / 2, width - 10, MARK_WEIGHT, HAIR)
        paper.down(width / 2, 5, height - 10, MARK_WEIGHT, HAIR)
        return
    reach = MARK_GAP + plan.mark
    for x in _edges(plan.left, plan.width, plan.columns, plan.gutter):
        paper.down(x, plan.top - reach, plan.mark, MARK_WEIGHT)
        paper.down(x, height - plan.top + MARK_GAP, plan.mark, MARK_WEIGHT)
    for y in _edges(plan.top, plan.height, plan.rows, plan.gutter):
        paper.across(plan.left - reach, y, plan.mark, MARK_WEIGHT)
        paper.across(width - plan.left + MARK_GAP, y, plan.mark, MARK_WEIGHT)


def _edges(start: float, length: float, count: int, gutter: float) -> list[float]:
    starts = [start + at * (length + gutter) for at in range(count)]
    return sorted({*starts, *(edge + length for edge in starts)})
