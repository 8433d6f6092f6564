"""党员表现反馈函: a letter to an employer's party organization by GB/T 9704, and its 回执."""

from datetime import date
from typing import Final

from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.letter import (
    BLACK,
    PITCH,
    WIDTH,
    LetterFlow,
    LetterPaper,
    Signed,
    head,
    paragraph,
    title,
)
from wenming_desktop.forms.letter_facts import NAMED, FeedbackLetter, LetterRow
from wenming_desktop.forms.page import Pdf
from wenming_desktop.forms.rows import Cell, Look, Row, draw_rows
from wenming_desktop.forms.text import CNParagraph, Style, para

TITLE: Final = "党员表现反馈函"
COLUMNS: Final = (
    ("序号", 11.0), ("姓名", 25.0), ("报到时间", 33.0), ("认领岗位", 30.0),
    ("服务次数", 19.0), ("服务时长", 19.0), ("评价等次", 19.0),
)  # fmt: skip
_TABLE = Look(
    text=Style("fang", 12, 16, BLACK), label=Style("hei", 12, 16, BLACK),
    bold=Style("hei", 12, 16, BLACK), pad=0.8, rise=1.3,
)  # fmt: skip
_SLIP = Look(
    text=Style("fang", 14, 22, BLACK), label=Style("hei", 14, 22, BLACK),
    bold=Style("hei", 14, 22, BLACK),
)  # fmt: skip
_LABEL, _HALF = 28.0, 50.0
_OPINION_HEIGHT: Final = 92.0
_AIR: Final = 2.0
_NONE: Final = "—"
_BLANK_DAY: Final = "　　　　年　　月　　日"


def sample() -> FeedbackLetter:
    """Six invented members of one employer."""
    rows = (
        LetterRow("张建国", date(2025, 3, 12), "政策宣传、应急突击", 12, "26.5", "优秀"),
        LetterRow("李秀英", date(2025, 4, 2), "健康医疗", 8, "15", "优秀"),
        LetterRow("王𬎆", date(2025, 9, 18), "法律调解", 6, "9.5", "良好"),
        LetterRow("赵志强", date(2026, 1, 9), "治安巡逻、环境监督", 5, "11", "良好"),
        LetterRow("阿卜杜热合曼·买买提", date(2026, 2, 27), "文体教育", 3, "6", "良好"),
        LetterRow("孙喆", date(2026, 5, 6), "", 0, "0", "一般"),
    )
    return FeedbackLetter(
        letter_no="槐荫里社党函〔2026〕3号",
        office="中共槐荫里社区委员会",
        addressee="中共示例市第二机械厂委员会",
        members=tuple(row.name for row in rows),
        period="2026年上半年",
        body=(
            "2026年1月1日至6月30日，贵单位6名在职党员到我社区报到并参与服务，"
            "其中5名认领了服务岗位，结成联户12户。",
            "以上6名党员共参加社区服务34人次，服务68小时，认领微心愿3个，已办成2个。"
            "张建国同志在7号楼漏水抢修中随叫随到，李秀英同志每月为独居老人量血压，居民评价较好。",
            "经社区党组织会议研究，评价等次为优秀2名、良好3名、一般1名。各人情况见下表。",
            "请贵单位将以上情况纳入党员民主评议和年度考核，并将所附回执填好后送回我社区。特此函告。",
        ),
        signatory="中共槐荫里社区委员会",
        issued_on=date(2026, 7, 5),
        unit="示例市第二机械厂",
        rows=rows,
        attachments=6,
        contact="林晓燕",
        phone="139 0000 0021",
    )


@form("feedback_letter", TITLE, "feedback_letter", sample=sample)
def draw(letter: FeedbackLetter) -> Pdf:
    """Draw the letter and, on a page of its own, the slip that comes back."""
    paper = LetterPaper(letter.title, author=letter.office, draft=letter.is_draft)
    flow = LetterFlow(paper)
    head(flow, letter.office, letter.letter_no)
    title(flow, letter.title_words)
    flow.paragraph(paragraph(f"{letter.addressee}：", indent=0))
    *body, last = letter.body or ("",)
    for text in body:
        flow.paragraph(paragraph(text))
    _table(flow, letter)
    _close(flow, letter, paragraph(last))
    _slip(flow, letter)
    return paper.finish()


def _table(flow: LetterFlow, letter: FeedbackLetter) -> None:
    """One line a member; up to three are told in the text alone."""
    if len(letter.rows) <= NAMED:
        return
    rows = [
        Row(_cells((str(at), *_values(row))), height=PITCH) for at, row in enumerate(letter.rows, 1)
    ]
    names = Row(tuple(Cell(w, name, bold=True, align="center") for name, w in COLUMNS), PITCH)
    flow.y += _AIR
    draw_rows(flow, rows, _TABLE, head=names)
    flow.to_line()


def _values(row: LetterRow) -> tuple[str, ...]:
    return (
        row.name, day(row.reported_on), row.posts or _NONE,
        f"{row.times}次", f"{row.hours}小时" if row.hours else _NONE, row.grade or _NONE,
    )  # fmt: skip


def _cells(values: tuple[str, ...]) -> tuple[Cell, ...]:
    return tuple(
        Cell(width, value, align="left" if name == "认领岗位" and value != _NONE else "center")
        for (name, width), value in zip(COLUMNS, values, strict=True)
    )


def _close(flow: LetterFlow, letter: FeedbackLetter, last: CNParagraph) -> None:
    """附件, signature and note stay with the last lines of the text."""
    enclosed = paragraph(f"附件：党员服务社区反馈卡{letter.attachments}份")
    note = "　".join(
        f"{label}：{value}"
        for label, value in (("联系人", letter.contact), ("电话", letter.phone))
        if value
    )
    signed = Signed(letter.signatory, day(letter.issued_on) or _BLANK_DAY, note)
    more = 1 + len(enclosed.lines) if letter.attachments else 0
    signed = signed.closer(flow.free - len(last.lines) - more)
    flow.closing(last, more + signed.lines)
    if letter.attachments:
        flow.skip()
        flow.paragraph(enclosed)
    signed.draw(flow)


def _slip(flow: LetterFlow, letter: FeedbackLetter) -> None:
    """回执: for the employer's opinion and stamp."""
    flow.page()
    title(flow, ("回　　执",))
    flow.paragraph(paragraph(f"{letter.office}：", indent=0))
    number = f"（{letter.letter_no}）" if letter.letter_no else ""
    cards = f"和党员服务社区反馈卡{letter.attachments}份" if letter.attachments else ""
    flow.paragraph(paragraph(f"《{letter.title}》{number}{cards}收悉。"))
    wide = WIDTH - _LABEL
    flow.y += _AIR
    unit = Row(
        (Cell(_LABEL, "单位名称", bold=True, align="center"), Cell(wide, letter.unit)),
        height=PITCH,
    )
    opinion = Row(
        (Cell(_LABEL, "单位意见", bold=True, align="center"),
         Cell(wide, foot=f"（盖章）　{_BLANK_DAY}", high=True)),
        height=_OPINION_HEIGHT,
    )  # fmt: skip
    people = Row(
        (Cell(_LABEL, "经办人", bold=True, align="center"), Cell(_HALF),
         Cell(_LABEL, "联系电话", bold=True, align="center"), Cell(_HALF)),
        height=PITCH,
    )  # fmt: skip
    draw_rows(flow, (unit, opinion, people), _SLIP)
    phone = f"，电话{letter.phone}" if letter.phone else ""
    flow.y += _AIR
    flow.paragraph(para(f"填好后请送回{letter.office}{phone}。", _SLIP.text, WIDTH))


def day(on: date | None) -> str:
    """A day as letters write it: 2026年7月5日."""
    return f"{on.year}年{on.month}月{on.day}日" if on else ""
