"""Where the main blocks of the drawn designs stand, and how far ours stand from them.

`tests/data/mockup_blocks.json` holds them, typed from the designs at 1366 x 696, light: for each
design the state that shows it and its blocks with our object name and the rectangle [left, top,
width, height]. `edges` names the edges that are compared (l, t, r, b; all four if it is not
given): a button's width follows its words, a table's foot the number of its rows.
`python -m tests.mockup_blocks [PX]` prints what is further off than PX, 12 if not given.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QWidget

from ui.common.tokens import Tokens

DATA = Path(__file__).parent / "data" / "mockup_blocks.json"
NEAR = 12
REFERENCE = QSize(1366, 696)


@dataclass(frozen=True)
class Block:
    """One block of a design."""

    mockup: str
    state: str
    words: str
    name: str
    rect: tuple[int, int, int, int]
    edges: str

    def far(self, ours: tuple[int, int, int, int]) -> dict[str, int]:
        """Return by how many pixels each compared edge of ours is off."""
        gaps = {edge: at - wanted for edge, at, wanted in _edges(ours, self.rect)}
        return {edge: gap for edge, gap in gaps.items() if edge in self.edges}


def _edges(
    ours: tuple[int, int, int, int], theirs: tuple[int, int, int, int]
) -> Iterator[tuple[str, int, int]]:
    left, top, width, height = ours
    x, y, w, h = theirs
    yield from (
        ("l", left, x),
        ("t", top, y),
        ("r", left + width, x + w),
        ("b", top + height, y + h),
    )


def blocks() -> list[Block]:
    """Return every block of every design."""
    pages = json.loads(DATA.read_text("utf-8"))
    return [
        Block(
            mockup,
            page["state"],
            block["block"],
            block["name"],
            (block["rect"][0], block["rect"][1], block["rect"][2], block["rect"][3]),
            block.get("edges", "ltrb"),
        )
        for mockup, page in pages.items()
        for block in page["blocks"]
    ]


def states() -> list[str]:
    """Return the states that show a design, each once."""
    return list(dict.fromkeys(block.state for block in blocks()))


def found(root: QWidget, name: str) -> tuple[int, int, int, int] | None:
    """Return where a widget in sight stands in the picture, or None."""
    parts: list[QWidget] = [root] if root.objectName() == name else []
    parts += root.findChildren(QWidget, name)
    for part in parts:
        if part.isVisible():
            corner = part.mapTo(root, QPoint(0, 0))
            return corner.x(), corner.y(), part.width(), part.height()
    return None


def off(root: QWidget, state: str, near: int = NEAR) -> list[str]:
    """Return the blocks of a state that are missing or further off than `near`, in words."""
    told = []
    for block in blocks():
        if block.state != state:
            continue
        ours = found(root, block.name)
        if ours is None:
            told.append(f"{block.mockup} {block.words}: no {block.name} in sight")
        elif gaps := {edge: gap for edge, gap in block.far(ours).items() if abs(gap) > near}:
            told.append(f"{block.mockup} {block.words} {block.name} at {ours}, off {gaps}")
    return told


def main() -> None:
    """Draw the pages of the sample office and print what is off."""
    from tests import pictures

    near = int(sys.argv[1]) if len(sys.argv) > 1 else NEAR
    pictures.begun()
    with tempfile.TemporaryDirectory() as folder, pictures.sample() as desk:
        studio = pictures.Studio(Path(folder), desk, REFERENCE)
        for state in states():
            with studio.shown(state, Tokens()) as widget:
                pictures.settle(widget)
                sys.stdout.writelines(f"{line}\n" for line in off(widget, state, near))
        studio.jobs.close()


if __name__ == "__main__":
    main()
