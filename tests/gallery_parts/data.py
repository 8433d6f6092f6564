"""What shows data: tables, rows being read, steps, the rail, charts, what happened."""

from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from tests.gallery_parts.card import card
from tests.ui.stand_in import AtOnce, FakeDesk, Office
from ui.common import theme
from ui.common.buttons import row
from ui.common.charts import BarChart, ChartCard, ColumnChart
from ui.common.columns import Column, GroupRow
from ui.common.delegates import RecordDelegate
from ui.common.labels import Words
from ui.common.nav import Nav, NavEntry
from ui.common.step_bar import StepBar
from ui.common.stepper import StepMark, Stepper
from ui.common.table_model import PagedModel, PageSource
from ui.common.table_view import RecordTable
from ui.common.tabs import CountTabs, Tab
from ui.common.timeline import Happening, Timeline
from ui.households.columns import COLUMNS
from ui.jobs import Jobs, Lanes
from ui.messages import Messages
from wenming_desktop.households import queries
from wenming_desktop.households.model import HouseholdFilter, HouseholdRow
from wenming_desktop.work import Work

_GROUPED: tuple[object, ...] = (
    GroupRow("第一网格", 2),
    ("李桂芬", 3),
    ("赵立新", 1),
    GroupRow("第二网格", 0),
)
MONTHS = [(f"{at}", value) for at, value in enumerate((62, 71, 58, 80, 77, 66, 91, 84, 96, 104), 1)]


def _group_rows(work: Work, wanted: None, first: int, many: int) -> tuple[object, ...]:
    return _GROUPED[first : first + many]


def _group_count(work: Work, wanted: None) -> int:
    return len(_GROUPED)


class _Held:
    """A reader that answers at once, or never."""

    def __init__(self, *, answers: bool) -> None:
        self._answers = answers

    def read(self, owner: object, done: object, service: object, *args: object) -> object:
        if self._answers and callable(done) and callable(service):
            done(service(None, *args))
        return self

    def drop(self) -> None:
        """Nothing waits."""


def table() -> QFrame:
    """A row chosen, one under the mouse, chips; below, rows under a group's head."""
    box, layout = card("表格：选中、悬停、排序；分组行")
    lane = AtOnce()
    jobs = Jobs(FakeDesk(Office(4)), Messages(box), Lanes(lane, lane), box)
    model: PagedModel[HouseholdRow] = PagedModel(jobs, COLUMNS, box)
    model.load(PageSource(queries.household_count, queries.household_page, HouseholdFilter()))
    model.mark_sorted("door", descending=False)
    shown = _table("gallery", model, rows=3)
    shown.go_to(0)
    cells = shown.itemDelegate()
    if isinstance(cells, RecordDelegate):
        cells.hovered = 1
    layout.addWidget(shown)
    grouped: PagedModel[object] = PagedModel(_Held(answers=True), _GROUP_COLUMNS, box)
    grouped.load(PageSource(_group_count, _group_rows, None))
    layout.addWidget(_table("groups", grouped, rows=4))
    layout.addStretch(1)
    return box


_GROUP_COLUMNS: tuple[Column[object], ...] = (
    Column("name", "姓名", lambda one: str(one[0]), 120, bold=True, stretch=True),  # type: ignore[index]
    Column("count", "件数", lambda one: str(one[1]), 80, right=True),  # type: ignore[index]
)


def _table(
    name: str, model: PagedModel[object] | PagedModel[HouseholdRow], rows: int
) -> RecordTable:
    made = RecordTable(name, "表格", model)
    made.setFixedHeight(theme.px("head") + rows * theme.px("row") + 2)
    made.setMinimumWidth(470)
    return made


def waiting() -> QFrame:
    """Rows that have not come after 300 ms."""
    box, layout = card("等：过 0.3 秒才出现的灰条")
    model: PagedModel[object] = PagedModel(_Held(answers=False), _GROUP_COLUMNS, box)
    _never(model, 5)
    shown = _table("waiting", model, rows=5)
    shown.setMinimumWidth(260)
    layout.addWidget(shown)
    layout.addStretch(1)
    return box


def _never(model: PagedModel[object], rows: int) -> None:
    """A question whose count is known and whose rows never come."""
    model.beginResetModel()
    model._source = PageSource(_group_count, _group_rows, None)
    model._total, model._slow = rows, True
    model.endResetModel()


def steps() -> QFrame:
    """Stepper, step bar, tabs, progress."""
    box, layout = card("步骤、页签、进度")
    stepper = Stepper("gallery_stepper")
    stepper.show_marks(
        [
            StepMark("受理", "11-16 07:50", "done"),
            StepMark("派单", "进行中", "now"),
            StepMark("处理", "", "next"),
        ]
    )
    layout.addWidget(stepper)
    bar = StepBar("gallery_steps", ("选文件", "对应列", "检查"))
    bar.show_step(1)
    layout.addWidget(bar)
    tabs = CountTabs(
        "gallery",
        "页签",
        (Tab("open", "在办"), Tab("late", "待派单", pressing=True), Tab("", "全部")),
    )
    tabs.show_counts({"open": 21, "late": 2})
    layout.addWidget(tabs)
    for tone, value in (("", 62), ("ok", 100), ("warn", 40)):
        progress = QProgressBar()
        progress.setTextVisible(False)
        progress.setAccessibleName(f"进度 {value}%")
        progress.setProperty("tone", tone)
        progress.setValue(value)
        figure = QWidget()
        inner = row(progress, Words(f"{value}%", "sm2"))
        figure.setLayout(inner)
        layout.addWidget(figure)
    layout.addStretch(1)
    return box


def navigation() -> QFrame:
    """The rail: the page in hand, what waits, what is late."""
    box, layout = card("导航：在这一页、待办数、超期数")
    nav = Nav(
        "槐荫里社区",
        "林晓燕",
        [
            NavEntry("a", "住户", "ri.group-line", "台账"),
            NavEntry("b", "连心卡", "ri.bank-card-line", "台账"),
            NavEntry("c", "诉求工单", "ri.customer-service-2-line", "办理"),
        ],
    )
    nav.mark("a")
    nav.show_badge("b", 386)
    nav.show_badge("c", 2, pressing=True)
    nav.setMinimumHeight(round(theme.px("nav_item") * 7.5))
    layout.addWidget(nav)
    return box


def chart() -> QFrame:
    """Charts, and the table each turns into."""
    box, layout = card("图表和它的数字")
    months = ChartCard("gallery_months", "每月受理", ColumnChart(), ("月份", "件数"))
    months.show_points(MONTHS, len(MONTHS) - 1, "件")
    kinds = ChartCard("gallery_kinds", "诉求都是什么", BarChart(), ("类别", "件数"))
    kinds.show_points([("供暖供水", 31), ("环境卫生", 22), ("噪音", 9)], 0, "62 件")
    twin = ChartCard("gallery_twin", "看数字", BarChart(), ("类别", "件数"))
    twin.show_points([("供暖供水", 31), ("环境卫生", 22), ("噪音", 9)], 0, "62 件")
    twin.turn.click()
    layout.addLayout(row(months, kinds, twin, spacing=8))
    return box


def happenings() -> QFrame:
    """The timeline."""
    box, layout = card("经过")
    line = Timeline("gallery_timeline")
    line.show_lines(
        [
            Happening("今天 10:40 林晓燕", "开始回访", now=True),
            Happening("昨天 16:20 马师傅", "换了一段管子，室温 20 度"),
            Happening("11-16 07:58 林晓燕", "派给供热公司青河所"),
            Happening("11-16 07:56 林晓燕", "派给裕和物业", undone=True),
        ]
    )
    layout.addWidget(line)
    layout.addStretch(1)
    return box
