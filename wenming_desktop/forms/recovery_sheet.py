"""恢复码: the one sheet that opens the data when every password is lost; two copies, sealed."""

from dataclasses import dataclass
from datetime import datetime

from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.marks import INK, SOFT
from wenming_desktop.forms.page import Paper, Pdf
from wenming_desktop.forms.rows import Cell, Flow, Look, Row, draw_rows
from wenming_desktop.forms.text import Style, one_line

TITLE = "数据恢复码"
MARGINS = (25.0, 30.0, 20.0, 20.0)
WORDS = (
    "密码都忘了的时候，只有这张纸能打开本社区的数据。",
    "打印两份，分别装信封封口：一份锁在办公室，一份交街道保管。不要拍照，不要存进电脑或手机。",
    "用的时候按组输入，每组六位；哪一组输错了，程序会说是第几组。",
    "重新打印以后，以前的纸作废。",
)
_LABEL, _WIDTH = 30, 135


@dataclass(frozen=True)
class RecoverySheet:
    """Whose code it is, the code in groups, when it was made."""

    community: str
    code: str
    made_at: datetime
    made_by: str


def sample() -> RecoverySheet:
    """An invented code."""
    code = "000011-005665-011319-016973-022627-028281-033935-039589"
    return RecoverySheet("槐荫里社区", code, datetime(2026, 11, 2, 9, 0), "林晓燕")


@form("recovery_sheet", TITLE, "account", sample=sample)
def draw(sheet: RecoverySheet) -> Pdf:
    """Draw the sheet: the groups numbered, large enough to be read aloud."""
    paper = Paper(TITLE, author=sheet.community)
    flow = Flow(paper, MARGINS, lambda flow: _head(flow, sheet))
    flow.page()
    groups = sheet.code.split("-")
    big = Look(text=Style("heib", 22, 28, INK, 2))
    rows = [
        Row((Cell(_LABEL, f"第 {at} 组", label=True), Cell(_WIDTH, group)), height=13)
        for at, group in enumerate(groups, 1)
    ]
    draw_rows(flow, rows, big)
    flow.y += 8
    note = Style("hei", 11, 17, INK)
    for words in WORDS:
        paper.fit((flow.left, flow.y + 5, flow.width), words, note)
        flow.y += 8
    return paper.finish()


def _head(flow: Flow, sheet: RecoverySheet) -> None:
    paper = flow.paper
    title = one_line(sheet.community) + TITLE
    paper.fit((flow.left, flow.y, flow.width), title, Style("songb", 22, 28, INK, 1))
    made = f"{sheet.made_at:%Y年%m月%d日 %H:%M} 由 {sheet.made_by} 打印"
    paper.fit((flow.left, flow.y + 8, flow.width), made, Style("hei", 10.5, 15, SOFT))
    flow.y += 16
