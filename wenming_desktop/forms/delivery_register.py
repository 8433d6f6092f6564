"""服务连心卡发放签收登记册: who got which card, with room to sign."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.marks import INK, SOFT
from wenming_desktop.forms.page import A4_LANDSCAPE, Paper, Pdf
from wenming_desktop.forms.rows import Cell, Flow, Look, Row, draw_rows
from wenming_desktop.forms.text import Style, one_line

TITLE = "服务连心卡发放签收登记册"
MARGINS = (25.0, 15.0, 15.0, 14.0)
ROWS_A_PAGE = 18
COLUMNS: tuple[tuple[str, float], ...] = (
    ("序号", 10),
    ("卡号", 28),
    ("小区楼栋单元房号", 45),
    ("户主", 22),
    ("发放日期", 22),
    ("发放人", 20),
    ("签收人", 22),
    ("与户主关系", 20),
    ("联系电话", 30),
    ("签名", 28),
    ("备注", 10),
)
_LOOK = Look(
    text=Style("hei", 9, 12, INK),
    label=Style("heib", 9, 11.5, INK),
    bold=Style("heib", 9, 12, INK),
    pad=1.2,
    rise=0.9,
)


@dataclass(frozen=True)
class Delivery:
    """One card in the register; what is still unknown is left for the pen."""

    card_no: str
    door: str
    head: str
    issued_on: date | None = None
    issued_by: str = ""
    received_by: str = ""
    relation: str = ""
    phone: str = ""
    remark: str = ""

    @property
    def is_received(self) -> bool:
        """Whether somebody took the card."""
        return bool(self.received_by)


@dataclass(frozen=True)
class DeliveryRegister:
    """What the register says. The watermark names who printed it, when and why."""

    community: str
    deliveries: tuple[Delivery, ...]
    printed_by: str = ""
    printed_at: datetime | None = None
    watermark: str = ""


def sample() -> DeliveryRegister:
    """Twenty invented deliveries: one full page and a started one."""
    names = ("王秀兰", "陈国栋", "䶮小满", "李𠅤", "周㛃", "梁𬎆", "孙福顺", "吐尔逊·买买提")
    deliveries = tuple(
        Delivery(
            card_no=f"LXK-03-{at + 1:05}",
            door=f"槐荫一院 {at // 6 + 1}号楼 {at % 3 + 1}单元 {at % 6 + 1}01",
            head=names[at % 8],
            issued_on=date(2026, 11, 3) if at < 15 else None,
            issued_by="梁志勇" if at < 15 else "",
            received_by=names[at % 8] if at < 12 else "",
            relation="本人" if at < 12 else "",
            phone="139 0000 7712" if at < 12 else "",
        )
        for at in range(20)
    )
    return DeliveryRegister(
        "槐荫里社区",
        deliveries,
        "林晓燕",
        datetime(2026, 11, 20, 10, 42),
        "林晓燕 2026-11-20 10:42 发放签收",
    )


def _row(at: int, entry: Delivery) -> Row:
    day = f"{entry.issued_on:%Y-%m-%d}" if entry.issued_on else ""
    values: tuple[object, ...] = (
        at,
        entry.card_no,
        entry.door,
        entry.head,
        day,
        entry.issued_by,
        entry.received_by,
        entry.relation,
        entry.phone,
        "",
        entry.remark,
    )
    centred = {"序号", "发放日期", "与户主关系"}
    return Row(
        tuple(
            Cell(width, value, align="center" if title in centred else "left")
            for (title, width), value in zip(COLUMNS, values, strict=True)
        ),
        height=8.0,
    )


def _counted(count: int, received: int) -> str:
    return f"{count:,} 张（已签收 {received:,} 张）"


def _sheets(register: DeliveryRegister) -> Iterator[tuple[list[Row], Row]]:
    """The rows of each page and its sums."""
    signed = 0
    for start in range(0, max(len(register.deliveries), 1), ROWS_A_PAGE):
        page = register.deliveries[start : start + ROWS_A_PAGE]
        here = sum(entry.is_received for entry in page)
        signed += here
        sums = (
            f"本页小计　{_counted(len(page), here)}　　　"
            f"累计　{_counted(start + len(page), signed)}"
        )
        rows = [_row(start + at, entry) for at, entry in enumerate(page, 1)]
        yield rows, Row((Cell(257, sums, bold=True),), height=8.0)


def _title(flow: Flow, register: DeliveryRegister) -> None:
    paper = flow.paper
    community = one_line(register.community)
    paper.fit(
        (flow.left, flow.y + 6.4, flow.width),
        community + TITLE,
        Style("songb", 18, 24, INK, 1),
        align="center",
    )
    flow.y += 11.0


def _foot(paper: Paper, page: int, pages: int, register: DeliveryRegister) -> None:
    style = Style("hei", 9, 12, SOFT)
    at = f"{register.printed_at:%Y-%m-%d %H:%M} " if register.printed_at else ""
    printed = f"打印 {at}{register.printed_by}" if at or register.printed_by else ""
    baseline = paper.size[1] - 8.0
    paper.fit((25, baseline, 200), printed, style)
    paper.fit((232, baseline, 50), f"第 {page} 页　共 {pages} 页", style, align="right")


@form("delivery_register", TITLE, "service_card", sample=sample)
def draw(register: DeliveryRegister) -> Pdf:
    """Draw the register, 18 cards a page."""
    paper = Paper(TITLE, size=A4_LANDSCAPE, author=register.community, watermark=register.watermark)
    paper.footer = lambda page, at, of: _foot(page, at, of, register)
    head = Row(tuple(Cell(width, title, label=True) for title, width in COLUMNS), height=8.5)
    flow = Flow(paper, MARGINS, lambda flow: _title(flow, register))
    for rows, sums in _sheets(register):
        flow.page()
        draw_rows(flow, rows, _LOOK, head)
        draw_rows(flow, [sums], _LOOK)
    return paper.finish()
