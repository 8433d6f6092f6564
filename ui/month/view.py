"""How the month's page is laid out: the period on top, tables at the left, charts at the right."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, row
from ui.common.charts import BarChart, ChartCard, ColumnChart
from ui.common.frames import Badge, Banner, EmptyState, column, frame
from ui.common.labels import Elided, IconLabel, Words
from ui.common.report_table import ReportTable
from ui.common.restyle import OnRestyle
from ui.common.saved_strip import SavedStrip
from ui.common.table_model import PagedModel
from ui.common.table_view import RecordTable
from ui.common.tabs import CountTabs, Tab
from ui.month.period_picker import PeriodPicker
from wenming_desktop.tallies.register_behind import RegisterRow
from wenming_desktop.tallies.tickets_behind import TicketBehind

TABLE, LIST, TOLD, PEOPLE = range(4)
TABS: Final = (
    Tab("tickets_overview", "总表"),
    Tab("tickets_by_grid", "分网格"),
    Tab("tickets_by_category", "分类别"),
    Tab("tickets_by_leaf", "二级类别"),
    Tab("tickets_quantities", "办理数量"),
    Tab("tickets_by_source", "分来源"),
    Tab("register", "人口"),
    Tab("tickets_checks", "勾稽"),
)


class MonthView(OnRestyle, QWidget):
    """All parts of the page; they do nothing by themselves."""

    def __init__(self, behind: PagedModel[TicketBehind], people: PagedModel[RegisterRow]) -> None:
        super().__init__()
        self.picker = PeriodPicker()
        self.tabs = CountTabs("month", "统计表", TABS)
        self.table = ReportTable("month", "统计表")
        self.list = RecordTable("behind", "数字背后的工单", behind)
        self.people = RecordTable("people", "数字背后的住户", people)
        self.told = EmptyState("empty_month")
        self.recount = Btn("再算一遍", name="recount", icon="ri.refresh-line", k="pri", key="F5")
        self.told.buttons.addWidget(self.recount)
        self.months = ChartCard("by_month", "每月受理", ColumnChart(), ("月份", "受理"))
        self.kinds = ChartCard("by_kind", "诉求都是什么", BarChart(), ("类别", "受理"))
        self.export = Btn("导出 Excel", name="export", icon="ri.file-excel-2-line", key="Ctrl+E")
        self.print = Btn("打印月报", name="print", icon="ri.printer-line", k="pri", key="Ctrl+P")
        self.all_behind = Btn("看明细", name="behind", k="link")
        self.to_checks = Btn("看勾稽", name="checks", k="link")
        self.back = _back("back")
        self.people_back = _back("people_back")
        self.strip = SavedStrip("strip_export")
        self.banner = Banner("warn", "")
        self.banner.setObjectName("banner_month")
        self._make_words()
        self._lay_out()
        self.restyle()
        for button in (self.export, self.print):
            button.setEnabled(False)
        self.banner.hide()

    def _make_words(self) -> None:
        self._mark = Badge("ri.edit-line", "")
        self._mark_words = self._mark.findChild(Words)
        self._sums = Elided("", "sm2")
        self._sums.setObjectName("lbl_sums")
        self._sums_icon = IconLabel("ri.checkbox-circle-line", "icon_s", "ok_text")
        self._listed, self._named = Words("", "head"), Words("", "head")
        self._listed.setObjectName("lbl_behind")
        self._named.setObjectName("lbl_people")
        self._notes = Words("", "sm3")
        self._notes.setWordWrap(True)
        self._why = Elided("", "head")
        self._why.setObjectName("lbl_why")
        self._how = Words("", "sm2")
        self._how.setObjectName("lbl_how")
        self._how.setWordWrap(True)
        self._how.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _lay_out(self) -> None:
        layout = column(self, margins=(16, 12, 16, 12), gap=10)
        layout.addLayout(row(self.picker, self._mark, None, self.export, self.print))
        layout.addWidget(self.strip)
        layout.addWidget(self.banner)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._tables(), 1)
        line.addWidget(self._side())
        layout.addLayout(line, 1)

    def _tables(self) -> QFrame:
        card = frame("card")
        layout = column(card, margins=(1, 1, 1, 1))
        layout.addLayout(row(8, self.tabs, None))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(_listing(self.list, self.back, self._listed))
        self._stack.addWidget(self.told)
        self._stack.addWidget(_listing(self.people, self.people_back, self._named))
        layout.addWidget(self._stack, 1)
        notes = column(holder := QWidget(), margins=(14, 4, 14, 4))
        notes.addWidget(self._notes)
        self._notes_holder = holder
        layout.addWidget(holder)
        foot = frame("foot")
        foot.setMinimumHeight(theme.px("foot"))
        line = QHBoxLayout(foot)
        line.setContentsMargins(14, 0, 10, 0)
        line.setSpacing(6)
        line.addWidget(self._sums_icon)
        line.addWidget(self._sums, 1)
        line.addWidget(self.to_checks)
        layout.addWidget(foot)
        return card

    def _side(self) -> QWidget:
        self._right = QWidget()
        layout = column(self._right, gap=8)
        layout.addWidget(self.months)
        layout.addWidget(self.kinds)
        card = frame("card")
        inside = column(card, margins=(14, 8, 10, 8), gap=4)
        head = row(self._why, self.all_behind)
        head.setStretch(0, 1)
        inside.addLayout(head)
        inside.addWidget(self._how, 1)
        layout.addWidget(card, 1)
        return self._right

    @override
    def restyle(self) -> None:
        self._right.setFixedWidth(round(392 * (theme.px("f_body") + 15) / 30))

    def show_stack(self, which: int) -> None:
        """Show the table, what stands behind a figure (that takes all the width), or neither."""
        self._right.setVisible(which not in (LIST, PEOPLE))
        self._stack.setCurrentIndex(which)
        self._notes_holder.setVisible(which == TABLE and bool(self._notes.text()))

    def stacked(self) -> int:
        """Return what is shown."""
        return self._stack.currentIndex()

    def say_sheet(self, title: str, notes: Sequence[str]) -> None:
        """Name the table and say what has to be known of it."""
        self.table.setAccessibleName(title)
        self._notes.setText("".join(notes))
        self._notes_holder.setVisible(bool(notes))

    def say_sums(self, text: str, *, fine: bool) -> None:
        """Say whether the figures add up."""
        icon = "ri.checkbox-circle-line" if fine else "ri.error-warning-line"
        self._sums_icon.show()
        self.to_checks.show()
        self._sums_icon.show_icon(icon, "ok_text" if fine else "danger_text")
        self._sums.setText(text)

    def say_notes(self, mark: str, notes: Sequence[str]) -> None:
        """Say how final the figures are; what must not be overlooked has a line of its own."""
        if self._mark_words is not None:
            self._mark_words.setText(mark)
        self._mark.show()
        self._mark.setToolTip(notes[0] if notes else "")
        self._mark.setAccessibleName(f"{mark}。{notes[0]}" if notes else mark)
        self.banner.words.setText("".join(notes[1:]))
        self.banner.setVisible(len(notes) > 1)

    def say_list(self, title: str, *, of_rate: bool) -> None:
        """Name the figure whose tickets are listed; of a rate, each says whether it counts."""
        self._listed.setText(title)
        self.list.setColumnHidden(self.list.model().columnCount() - 1, not of_rate)

    def say_people(self, title: str) -> None:
        """Name the figure whose people, households or houses are listed."""
        self._named.setText(title)

    def explain(self, title: str, words: str, *, may_open: bool) -> None:
        """Say how the figure in hand comes about."""
        self._why.setText(title or "怎么来的")
        self._how.setText(words)
        self.all_behind.setVisible(may_open)

    def say_empty(self, period: str) -> None:
        """Say that a table has no rows."""
        self.told.say(
            f"{period}没有诉求", "换一个月份看看，或者看“总表”。", icon="ri.bar-chart-2-line"
        )
        self.recount.hide()
        self.show_stack(TOLD)

    def say_waiting(self, words: str = "从办理记录里一件一件数，马上就好。") -> None:
        """Say that the figures are being counted."""
        self.told.say("正在统计", words, icon="ri.loader-4-line")
        self.recount.hide()
        self.show_stack(TOLD)

    def say_refused(self, text: str) -> None:
        """Say why there are no figures."""
        self.told.say("这一期数不出来", text, icon="ri.error-warning-line", tone="danger")
        self.recount.show()
        self.show_stack(TOLD)
        self._sums.setText("")
        self._sums_icon.hide()
        self.to_checks.hide()
        self._mark.hide()
        self.banner.hide()
        self._why.setText("")
        self._how.setText("")
        self.all_behind.hide()
        for card in (self.months, self.kinds):
            card.show_points((), -1, "")
        for button in (self.export, self.print):
            button.setEnabled(False)


def _back(name: str) -> Btn:
    return Btn("返回", name=name, icon="ri.arrow-left-line", small=True, key="Esc")


def _listing(rows: RecordTable, back: Btn, title: Words) -> QWidget:
    box = QWidget()
    layout = column(box)
    head = row(back, title, None)
    head.setContentsMargins(10, 6, 14, 6)
    layout.addLayout(head)
    layout.addWidget(rows, 1)
    return box
