"""打印存档: every paper that was printed, found again, shown as it was, printed once more."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget
from typing_extensions import override

from ui.common.choice import Choice
from ui.common.columns import Column
from ui.common.frames import EmptyState, column, frame
from ui.common.labels import Words
from ui.common.search_field import SearchField
from ui.common.table_model import PagedModel, PageSource
from ui.common.table_view import RecordTable
from ui.page import Services
from ui.printing import Preview, PrintPlace
from ui.printing.keeping import Keeping
from ui.settings.section import Section
from wenming_desktop.archive import PaperFilter, PaperRow, count_papers, papers

if TYPE_CHECKING:
    from wenming_desktop.work import Desk

COLUMNS: Final[tuple[Column[PaperRow], ...]] = (
    Column("at", "打印时间", lambda row: f"{row.at:%Y-%m-%d %H:%M}", width=150),
    Column("title", "打印了什么", lambda row: row.title, stretch=True, bold=True),
    Column("number", "编号", lambda row: row.number or "—", width=226),
    Column("by", "打印人", lambda row: row.by or "—", width=84),
    Column("pages", "页数", lambda row: str(row.pages), width=58, right=True),
    Column("copies", "份数", lambda row: str(row.copies), width=58, right=True),
)
_ANY: Final = ("", "全部表单")
PERIODS: Final[tuple[tuple[str, str, Callable[[date], date] | None], ...]] = (
    ("", "全部时间", None),
    ("day", "今天", lambda today: today),
    ("month", "最近 30 天", lambda today: today - timedelta(days=29)),
    ("year", "今年", lambda today: today.replace(month=1, day=1)),
)
_NONE: Final = (
    "还没有存档",
    "办理单、登记表、三卡、反馈函、花名册印出来以后，原样留在这里，随时能再印一份。",
)
_NOT_FOUND: Final = ("没有找到", "换个编号或名字再找，或者把表单和时间都选成“全部”。")
_ROOM: Final = 9
_HINT: Final = "回车看原件。再印一份，份数会加一"


class PapersSection(Section):
    """The archive as a list; Enter shows a paper as it was printed."""

    def __init__(self, services: Services, today: Callable[[], date] = date.today) -> None:
        super().__init__(services, "papers")
        self._today = today
        self._search = SearchField("papers_search", "编号、名字、打印人")
        self._kind = Choice("papers_form", "表单")
        self._period = Choice("papers_period", "时间")
        self._kind.offer([_ANY])
        self._period.offer([(key, label) for key, label, _ in PERIODS])
        self._count = Words("", "sm3")
        self._count.setObjectName("lbl_papers_count")
        self._hint = Words(_HINT, "sm3")
        self._model: PagedModel[PaperRow] = PagedModel(self.jobs, COLUMNS, self)
        self._table = RecordTable("papers", "打印存档", self._model)
        self._stack, self._empty = QStackedWidget(), EmptyState("empty_papers")
        self._lay_out()
        self._search.asked.connect(lambda _text: self._load())
        self._search.left_down.connect(self._table.setFocus)
        for choice in (self._kind, self._period):
            choice.setMinimumContentsLength(_ROOM)
            choice.activated.connect(lambda _at: self._load())
        self._model.loaded.connect(self._loaded)
        self._table.opened.connect(self._open)

    def _lay_out(self) -> None:
        card = frame("card")
        inside = column(card, margins=(1, 8, 1, 8), gap=6)
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 14, 0)
        head.setSpacing(8)
        head.addWidget(Words("打印存档", "strong"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._search, 2)
        head.addWidget(self._kind)
        head.addWidget(self._period)
        inside.addLayout(head)
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        inside.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 0, 14, 0)
        foot.addWidget(self._hint)
        inside.addLayout(foot)
        column(self).addWidget(card)

    @override
    def start(self) -> None:
        self._offer_forms()
        self._load()

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if "print_log" in tables:
            self._offer_forms()
            self._load(max(0, self._table.rowAt(0)))

    def _offer_forms(self) -> None:
        self.jobs.paper(self, self._offered, _forms)

    def _offered(self, forms: tuple[tuple[str, str], ...]) -> None:
        chosen = self._kind.value()
        self._kind.offer([_ANY, *forms])
        self._kind.choose(chosen)

    def _filter(self) -> PaperFilter:
        begins = next(begin for key, _, begin in PERIODS if key == (self._period.value() or ""))
        return PaperFilter(
            form=str(self._kind.value() or ""),
            text=self._search.wanted(),
            from_on=begins(self._today()) if begins is not None else None,
        )

    def _load(self, top: int = 0) -> None:
        self._model.load(PageSource(count_papers, papers, self._filter()), top)

    def _loaded(self, count: int) -> None:
        self._count.setText(f"{count:,} 份" if count else "")
        self._stack.setCurrentIndex(0 if count else 1)
        self._hint.setVisible(count > 0)
        if not count:
            words = _NONE if self._filter() == PaperFilter() else _NOT_FOUND
            self._empty.say(*words, icon="ri.printer-line", tone="ink")

    def _open(self, at: int) -> None:
        row = self._model.row(at)
        if row is not None:
            self.jobs.paper(self, partial(self._show, row), _shown, row.id)

    def _show(self, row: PaperRow, pdf: bytes) -> None:
        place = PrintPlace(self.jobs, self.services.memory, row.form)
        title = f"{row.title} {row.number}".strip()
        preview = Preview(title, pdf, self.jobs.messages, self.window(), place)
        Keeping(self.jobs, preview, None, kept=row.id)
        preview.show()


def _forms(desk: "Desk") -> tuple[tuple[str, str], ...]:
    # The forms need reportlab; imported in the lane, with the first paper.
    from wenming_desktop.papers.archive import kept_forms  # noqa: PLC0415

    return kept_forms(desk)


def _shown(desk: "Desk", paper: int) -> bytes:
    from wenming_desktop.papers.archive import shown  # noqa: PLC0415

    return shown(desk, paper)
