"""Makes the manual's pictures and README's, and puts the manual into the program.

Run: `python -m tests.docs.manual_pictures`; with names of pictures it draws these alone. The
source is docs/操作手册; resources/help is its copy, which F1 opens without a network.
"""

import shutil
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from tests.docs import manual_states
from tests.pictures import Studio, sample
from ui.common.tokens import Tokens
from wenming_desktop.app import dress
from wenming_desktop.demo.job import last_full_month
from wenming_desktop.papers.cards import PrintCards, print_cards
from wenming_desktop.papers.household import print_sheet
from wenming_desktop.papers.month import print_month

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "操作手册"
BUNDLED = ROOT / "resources" / "help"
README = ROOT / "docs" / "图"
FOLDER = "图"
WIDTH, COLOURS = 900, 256
WHOLE, PAPER, SHEET = 1366, 662, 900
PICTURES = {
    "第一次打开": "first_start",
    "恢复码": "recovery",
    "打开备份": "open_backup",
    "今日工作台": "today",
    "对应列": "imports_mapping",
    "导入检查": "imports_fix",
    "合并": "imports_merge",
    "全局查找": "find",
    "查人": "households_found",
    "楼栋图": "elevation",
    "建房屋": "plan_doors",
    "分户": "life_split",
    "一户一档": "record",
    "数据检查": "tidy",
    "合成一份": "tidy_merge",
    "没核对的住户": "tidy_stale",
    "连心卡": "cards_chosen",
    "快速登记": "quick_register",
    "诉求工单": "tickets",
    "办一件": "ticket_detail",
    "补录": "backfill_wide",
    "回填": "answers",
    "回头看": "recheck",
    "整改": "rectification",
    "月度统计": "month",
    "人口": "month_people",
    "导出台账": "households_export",
    "校准打印机": "calibrate",
    "时限与类别": "settings_codes",
    "备份": "settings_backup",
    "解锁": "unlock",
    "用恢复码打开": "recover",
    "快捷键": "keys",
    "党建": "party_members",
    "党小组": "party_cell",
    "没有联户党员": "party_gaps",
    "党员": "member_homes",
    "接手": "member_leave",
    "服务记录": "party_records",
    "登记卡": "registration_cards",
    "反馈卡": "feedback_cards",
    "反馈函": "feedback_letters",
    "微心愿": "party_wishes",
    "办心愿": "wish_step",
    "否决": "opinion_veto",
    "应换发": "cards_stale",
    "卡上的字": "settings_card_words",
    "街巷": "settings_streets",
    "打印存档": "settings_papers",
    # Last: what is typed here stays as a draft.
    "改一户": "household_wrong",
    "登记服务卡": "service_card_grid",
    "谁到了": "ticket_came",
}
"""The manual's name of a picture, and the name it is drawn by."""
OF_README = {"住户页": "households", "楼栋图": "elevation"}


def shrink(drawn: Path, out: Path, width: int = WIDTH) -> None:
    """Scale a picture to a width and to few colours."""
    with Image.open(drawn) as whole:
        wide = whole.convert("RGB")
    if wide.width > width:
        high = round(wide.height * width / wide.width)
        wide = wide.resize((width, high), Image.Resampling.LANCZOS)
    # The rare colours count: lamps and chips must stay what they are.
    few = wide.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE)
    few.save(out, optimize=True)


def draw() -> None:
    """Draw every picture in the sample office."""
    shutil.rmtree(MANUAL / FOLDER, ignore_errors=True)
    (MANUAL / FOLDER).mkdir()
    manual_states.add()
    with tempfile.TemporaryDirectory() as drawn, sample() as desk:
        folder = Path(drawn)
        studio = Studio(folder, desk, QSize(1366, 696))
        for name, key in OF_README.items():
            studio.draw(key, Tokens())
            shrink(folder / f"{key}.png", README / f"{name}.png", WHOLE)
        for name, key in PICTURES.items():
            studio.draw(key, Tokens())
            shrink(folder / f"{key}.png", MANUAL / FOLDER / f"{name}.png")
        draw_papers(desk, folder / "paper.png")
        studio.jobs.close()


def draw_some(names: list[str]) -> None:
    """Draw these pictures of the manual, and leave the others."""
    manual_states.add()
    with tempfile.TemporaryDirectory() as drawn, sample() as desk:
        folder = Path(drawn)
        studio = Studio(folder, desk, QSize(1366, 696))
        for name in names:
            studio.draw(PICTURES[name], Tokens())
            shrink(folder / f"{PICTURES[name]}.png", MANUAL / FOLDER / f"{name}.png")
        studio.jobs.close()


def draw_papers(desk: Any, page: Path) -> None:
    """Draw the first pages of papers the office prints; cards come last, they are then printed."""
    period = desk.read(last_full_month, datetime.now())
    first_page(print_month(desk, period)[0], page)
    shrink(page, README / "月报.png", PAPER)
    first_page(print_sheet(desk, 1), page)
    shrink(page, MANUAL / FOLDER / "登记表.png", SHEET)
    cards: list[bytes] = []
    print_cards(desk, PrintCards("10up", "long"), cards.append)
    first_page(cards[0], page)
    shrink(page, README / "连心卡.png", PAPER)


def first_page(pdf: bytes, out: Path) -> None:
    """Draw the first page of a document, two dots for each point."""
    data = QByteArray(pdf)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    points = document.pagePointSize(0)
    size = QSize(round(points.width() * 2), round(points.height() * 2))
    page = QImage(size, QImage.Format.Format_RGB32)
    page.fill("white")
    painter = QPainter(page)
    painter.drawImage(0, 0, document.render(0, size))
    painter.end()
    page.save(str(out))
    document.close()


def bundle() -> None:
    """Put a copy of the manual beside the program's other furniture."""
    shutil.rmtree(BUNDLED, ignore_errors=True)
    shutil.copytree(MANUAL, BUNDLED)


if __name__ == "__main__":
    app = QApplication([])
    dress(app)
    app.setCursorFlashTime(0)
    if wanted := sys.argv[1:]:
        draw_some(wanted)
    else:
        draw()
    bundle()
