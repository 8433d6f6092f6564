"""Makes the manual's pictures and puts the manual into the program.

Run: `python -m tests.docs.manual_pictures`. The source is docs/操作手册; resources/help is its
copy, which F1 opens without a network.
"""

import shutil
import tempfile
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from tests.pictures import Studio, sample
from ui.common.tokens import Tokens
from wenming_desktop.app import dress

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "操作手册"
BUNDLED = ROOT / "resources" / "help"
FOLDER = "图"
WIDTH, COLOURS = 900, 256
PICTURES = {
    "第一次打开": "first_start",
    "恢复码": "recovery",
    "导入检查": "imports_check",
    "全局查找": "find",
    "查人": "households_found",
    "连心卡": "cards_chosen",
    "快速登记": "quick_register",
    "诉求工单": "tickets",
    "办一件": "ticket_detail",
    "月度统计": "month",
    "备份": "settings_backup",
    "快捷键": "keys",
}
"""The manual's name of a picture, and the name it is drawn by."""


def shrink(drawn: Path, out: Path) -> None:
    """Scale a picture to the manual's width and to few colours."""
    with Image.open(drawn) as whole:
        wide = whole.convert("RGB")
    if wide.width > WIDTH:
        high = round(wide.height * WIDTH / wide.width)
        wide = wide.resize((WIDTH, high), Image.Resampling.LANCZOS)
    # The rare colours count: lamps and chips must stay what they are.
    few = wide.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE)
    few.save(out, optimize=True)


def draw() -> None:
    """Draw every picture of the manual in the sample office."""
    (MANUAL / FOLDER).mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as drawn, sample() as desk:
        studio = Studio(Path(drawn), desk, QSize(1366, 696))
        for name, key in PICTURES.items():
            studio.draw(key, Tokens())
            shrink(Path(drawn) / f"{key}.png", MANUAL / FOLDER / f"{name}.png")
        studio.jobs.close()


def bundle() -> None:
    """Put a copy of the manual beside the program's other furniture."""
    shutil.rmtree(BUNDLED, ignore_errors=True)
    shutil.copytree(MANUAL, BUNDLED)


if __name__ == "__main__":
    app = QApplication([])
    dress(app)
    app.setCursorFlashTime(0)
    draw()
    bundle()
