"""The component sheet: every part the pages are made of, in its states, on one page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from tests.ui.stand_in import AtOnce, FakeDesk, Office
from ui.common import theme
from ui.common.buttons import Btn, FilterChip, Segment, row
from ui.common.choice import Choice
from ui.common.frames import Badge, Banner, EmptyState, column, frame
from ui.common.labels import ChipLabel, LampLabel, Words
from ui.common.nav import Nav, NavEntry
from ui.common.paint import Chip, Lamp
from ui.common.search_field import SearchField
from ui.common.table_model import PagedModel, PageSource
from ui.common.table_view import RecordTable
from ui.common.undo_bar import Action, Bar
from ui.households.columns import COLUMNS
from ui.jobs import Jobs, Lanes
from ui.messages import Messages
from wenming_desktop.households import queries
from wenming_desktop.households.model import HouseholdFilter, HouseholdRow

SWATCHES = (
    ("text", "surface"),
    ("text_2", "surface"),
    ("text_3", "surface"),
    ("ink", "on_ink"),
    ("party", "surface"),
    ("danger", "surface"),
    ("ok", "surface"),
    ("warn_text", "warn_tint"),
    ("bg", "text"),
    ("nav", "text_2"),
    ("ink_tint", "text"),
)


class Gallery(QWidget):
    """All components."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page_components")
        self.setProperty("k", "page")
        layout = column(self, margins=(20, 14, 20, 14), gap=10)
        layout.addLayout(row(Words("组件与状态", "name"), None))
        layout.addWidget(_swatches())
        layout.addLayout(row(_buttons(), _fields(), _chips(), spacing=10))
        layout.addLayout(row(_table(), _nav(), _empty(), spacing=10))
        layout.addLayout(row(_banners(), _bars(), spacing=10))
        layout.addStretch(1)


def _card(title: str) -> tuple[QFrame, QVBoxLayout]:
    card = frame("card")
    layout = column(card, margins=(14, 10, 14, 12), gap=9)
    layout.addWidget(Words(title, "sm2"))
    return card, layout


def _swatches() -> QFrame:
    card, layout = _card("颜色")
    line = QHBoxLayout()
    line.setSpacing(8)
    for ground, word in SWATCHES:
        swatch = Words(f"{ground}")
        swatch.setAlignment(Qt.AlignmentFlag.AlignCenter)
        back, fore = theme.colour(ground).name(), theme.colour(word).name()
        edge = theme.colour("line").name()
        swatch.setStyleSheet(
            f"background:{back};color:{fore};border:1px solid {edge};border-radius:4px;"
            "padding:5px;font-size:13px"
        )
        line.addWidget(swatch, 1)
    layout.addLayout(line)
    return card


def _buttons() -> QFrame:
    card, layout = _card("按钮：平常、主按钮、快速登记、文字、小号、不可用")
    off = Btn("普通", name="off")
    off.setEnabled(False)
    off_main = Btn("主按钮", name="off_main", k="pri")
    off_main.setEnabled(False)
    layout.addLayout(row(Btn("普通", name="plain"), off, Btn("带键", name="key", key="F4"), None))
    layout.addLayout(row(Btn("主按钮", name="main", k="pri"), off_main, None))
    quick = Btn("快速登记", name="quick", icon="ri.phone-line", k="quick", key="F2")
    small = Btn("小号", name="small", icon="ri.edit-line", small=True)
    layout.addLayout(row(quick, Btn("文字按钮", name="text", k="txt"), small, None))
    return card


def _fields() -> QFrame:
    card, layout = _card("输入框：空、只读、有错、查找、下拉")
    empty, fixed, wrong = QLineEdit(), QLineEdit("只读"), QLineEdit("137000")
    empty.setPlaceholderText("请填写")
    fixed.setReadOnly(True)
    wrong.setProperty("state", "error")
    layout.addLayout(row(empty, fixed))
    choice = Choice("choice", "下拉")
    choice.offer([(1, "下拉"), (2, "第二项")])
    layout.addLayout(row(wrong, choice))
    layout.addWidget(Words("现在 6 位，手机号要 11 位", "error"))
    layout.addWidget(SearchField("gallery", "姓名、首字母、门牌"))
    return card


def _chips() -> QFrame:
    card, layout = _card("标签与灯（形状、颜色、文字）")
    kinds = (
        ("独居", "elder"),
        ("低保", "poor"),
        ("重病", "ill"),
        ("残疾", "dis"),
        ("留守儿童", "child"),
        ("优抚", "vet"),
        ("党员户", "pty"),
        ("出租", "rent"),
    )
    layout.addLayout(row(*(ChipLabel(Chip(*kind)) for kind in kinds), None, spacing=6))
    states = (("已签收", "ok"), ("待印", "warn"), ("已印待发", "info"), ("遗失", "bad"))
    layout.addLayout(row(*(ChipLabel(Chip(*state)) for state in states), None, spacing=6))
    on, off = FilterChip("on", "筛选"), FilterChip("off", "没选")
    on.show_count(68)
    off.show_count(27)
    on.setChecked(True)
    layout.addLayout(row(on, off, Segment("span", [("m", "月"), ("q", "季"), ("y", "年")]), None))
    lamps = (("danger", "超期 2 天"), ("warn", "今天 17:30"), ("ok", "剩 2 天"), ("none", "待派单"))
    layout.addLayout(row(*(LampLabel(Lamp(*lamp)) for lamp in lamps), None, spacing=16))
    return card


def _table() -> QFrame:
    card, layout = _card("表格")
    lane = AtOnce()
    jobs = Jobs(FakeDesk(Office(4)), Messages(card), Lanes(lane, lane), card)
    model: PagedModel[HouseholdRow] = PagedModel(jobs, COLUMNS, card)
    model.load(PageSource(queries.household_count, queries.household_page, HouseholdFilter()))
    table = RecordTable("gallery", "表格", model)
    table.setFixedHeight(theme.px("head") + 4 * theme.px("row") + 2)
    table.setMinimumWidth(560)
    table.go_to(0)
    layout.addWidget(table)
    layout.addStretch(1)
    return card


def _nav() -> QFrame:
    card, layout = _card("导航")
    nav = Nav("槐荫里社区", "林晓燕", [NavEntry("a", "住户", "ri.group-line", "台账")])
    nav.mark("a")
    layout.addWidget(nav)
    return card


def _empty() -> QFrame:
    card, layout = _card("空")
    empty = EmptyState("empty_gallery")
    empty.say("没有找到“zxm”", "试试少输一个字母，或用门牌、电话尾号。")
    empty.buttons.addWidget(QPushButton("在全部住户里找"))
    layout.addWidget(empty)
    return card


def _banners() -> QFrame:
    card, layout = _card("提示条")
    layout.addWidget(Banner("danger", "还有 2 处要改"))
    layout.addWidget(Banner("warn", "本楼已有同名住户"))
    layout.addWidget(Banner("ok", "导入完成，新增 14 户"))
    return card


def _bars() -> QFrame:
    card, layout = _card("撤销条 8 秒")
    layout.addWidget(Bar("已登记", "ri.check-line", Action("打印办理单", lambda: None)))
    layout.addWidget(Bar("存不进“10月月报.xlsx”", "ri.error-warning-line", None))
    layout.addLayout(row(Badge("ri.wifi-off-line", "不连网也能用", "ok"), None))
    return card
