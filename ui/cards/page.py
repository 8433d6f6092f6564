"""连心卡: four queues and what is out of date, the sheet as it prints, what is done next."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override

from ui.cards import words
from ui.cards.columns import STALE, WAITING, columns
from ui.cards.deeds import Deeds
from ui.cards.finding import Finding
from ui.cards.hand import HandPanel
from ui.cards.list_card import TABS, ListCard
from ui.cards.number_line import NumberLine
from ui.cards.preview import SheetPreview, room_of
from ui.cards.settings import PrintPanel, SheetOrder
from ui.cards.sheets import Drawing
from ui.cards.stale import ON_FACE, StaleWatch
from ui.common.buttons import Btn, on_click, row
from ui.common.frames import column, frame
from ui.common.pick_table import PickTable
from ui.common.stepper import Stepper
from ui.common.table_model import PagedModel, PageSource
from ui.page import Page, Services
from wenming_desktop.cards import queues
from wenming_desktop.cards.model import CardFilter, CardQueues, CardRow

_LISTED: Final = frozenset({"service_card", "household", "resident", "special_care", "house"})


class CardsPage(Page):
    """The cards."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, "cards")
        self.may_write = "card.write" in services.office.rights
        self.picked: dict[int, None] = {}
        self._counts = CardQueues({}, {}, 0, 0, 0)
        self._only: int | None = None
        self._watch = StaleWatch(self.jobs, self)
        self._stale = self._watch.why
        self._fill = self._new = True
        self._dressed = WAITING
        self._make_parts()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        self._steps = Stepper("card_steps")
        first = columns(WAITING, self.picked, self._stale)
        self._model: PagedModel[CardRow] = PagedModel(self.jobs, first, self)
        self.table = PickTable("cards", "连心卡列表", self._model, self.picked)
        self._number, self._finding = NumberLine(self.jobs), Finding(self.services, self)
        self._list = ListCard(self.table, self._number)
        self.tabs, self._reasons = self._list.tabs, self._list.reasons
        self.preview = SheetPreview()
        self.settings = PrintPanel(self.services.memory)
        self.hand = HandPanel()
        self.drawing = Drawing(self.jobs, self.preview, self._order, self)
        self._deeds = Deeds(self, self)

    def _lay_out(self) -> None:
        layout = column(self, margins=(16, 12, 16, 12), gap=10)
        top = frame("card")
        column(top, margins=(18, 0, 18, 0)).addWidget(self._steps)
        layout.addWidget(top)
        self._panels = QStackedWidget()
        self._panels.addWidget(self.settings)
        self._panels.addWidget(self.hand)
        body = row(self._list, self.preview, self._panels)
        body.setStretch(0, 1)
        layout.addLayout(body, 1)
        self._panels.setVisible(self.may_write)

    def _connect(self) -> None:
        self.tabs.chosen.connect(lambda _key: self._show_queue())
        self._reasons.chosen.connect(self._narrowed)
        self._model.loaded.connect(self._loaded)
        self._watch.found.connect(self._show_stale)
        self._number.found.connect(self._finding.open_number)
        self._finding.brought.connect(self._brought)
        self._number.left.connect(self.table.setFocus)
        self.table.opened.connect(lambda at: self._finding.open_home(self._model.row(at)))
        self.table.ticked.connect(self._ticked)
        self.table.all_asked.connect(self._pick_all)
        self.table.settled.connect(self._settled)
        self.settings.changed.connect(self._ticked)
        self.hand.asked.connect(self._deeds.do)
        self.hand.stair_chosen.connect(self._show_picked)
        self.preview.zoom_asked.connect(self._deeds.show_large)
        on_click(self.settings.look, self._deeds.show_large)
        actions: tuple[tuple[Btn, Callable[[], object]], ...] = (
            (self._list.by_building, self._fill_sheet),
            (self._list.all, self._pick_all),
            (self._list.issue, self._deeds.issue),
            (self._reasons.issue, self._deeds.issue),
            (self._reasons.register, self._deeds.show_register),
            (self._reasons.everything, self._show_queue),
            (self.settings.print, self._deeds.print_sheets),
            (self.settings.save, self._deeds.save_sheets),
            (self.settings.marked, self._deeds.mark_printed),
        )
        for button, action in actions:
            on_click(button, action)
        keys = {"Ctrl+P": self._deeds.print_sheets}
        keys |= dict.fromkeys(("Ctrl+Return", "Ctrl+Enter"), self._deeds.do_main)
        for key, action in keys.items():
            shortcut = QShortcut(QKeySequence(key), self, action)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @override
    def start(self) -> None:
        self._dress_table()
        self.jobs.read(self, self.hand.offer, queues.receive_choices)
        self._count()
        self._load()
        self._watch.later()
        self.table.setFocus()

    @override
    def keep(self) -> None:
        self.services.memory.keep_columns(f"cards-{self._dressed}", self.table.horizontalHeader())

    def _dress_table(self) -> None:
        """Give the table the columns of the queue, as wide as they were left."""
        self._dressed = self.queue()
        self._model.columns = columns(self._dressed, self.picked, self._stale)
        self.table.fit_columns()
        self.services.memory.restore_columns(
            f"cards-{self._dressed}", self.table.horizontalHeader()
        )

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & _LISTED:
            if self._deeds.busy:
                # What was ticked has just been done.
                self._begin_anew()
            self._count()
            self._load(top=max(0, self.table.rowAt(0)))
        if tables & ON_FACE:
            self._watch.later()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The scrolled content is never narrower than it asks for: the window is asked instead.
        panes = (self._list.minimumSizeHint().width(), self.preview.width(), self.settings.width())
        fits = sum(panes) <= room_of(self.window())
        self.preview.setVisible(fits)
        self.settings.look.setVisible(not fits)

    def open_row(self, card: int) -> None:
        """Bring one card to hand, in its queue (asked for by the global search)."""
        self._finding.open_row(card)

    def _brought(self, row: CardRow) -> None:
        self.tabs.choose(row.status)
        self._show_queue(row.id)

    @override
    def go_search(self) -> None:
        self._list.find_number()

    def queue(self) -> str:
        """Return the queue in sight."""
        return self.tabs.value()

    def chosen(self) -> tuple[int, ...]:
        """Return the cards that are ticked, else the one in hand outside 待印."""
        if self.picked or self.queue() == WAITING:
            return tuple(self.picked)
        return self._in_hand()

    def _in_hand(self) -> tuple[int, ...]:
        row = self._model.row(self.table.current())
        return (row.id,) if row is not None else ()

    def _order(self) -> SheetOrder:
        return self.settings.order(self.chosen() or self._in_hand())

    def _filter(self) -> CardFilter:
        if self._only is not None:
            return CardFilter(ids=(self._only,))
        if self.queue() == STALE:
            return CardFilter(ids=self._watch.ids(self._reasons.reason()))
        return CardFilter(self.queue(), self._reasons.reason())

    def _load(self, top: int = 0) -> None:
        wanted = self._filter()
        self._model.load(PageSource(queues.card_count, queues.card_page, wanted), top)
        if self.queue() != WAITING:
            self.jobs.read(self, self.hand.offer_stairs, queues.stairs, wanted)

    def _show_queue(self, only: int | None = None) -> None:
        queue = self.queue()
        self.picked.clear()
        self._fill, self._only = only is None, only
        self._reasons.show_queue(queue)
        self._reasons.everything.setVisible(only is not None)
        self.keep()
        self._dress_table()
        self._panels.setCurrentIndex(0 if queue == WAITING else 1)
        self.hand.show_queue(queue)
        self._load()

    def _narrowed(self) -> None:
        self._begin_anew()
        self._load()

    def _begin_anew(self) -> None:
        self.picked.clear()
        self._fill = True

    def _count(self) -> None:
        self.jobs.read(self, self._counted, queues.card_queues)

    def _counted(self, counts: CardQueues) -> None:
        self._counts = counts
        first, self._new = self._new and self._only is None, False
        if first and (queue := words.first_queue(counts)) != self.queue():
            self.tabs.choose(queue)
            self._show_queue()
        self._show_tab_counts()
        self._reasons.show_counts(counts, may_issue=self.may_write)
        self._offer_issue()
        self.subtitled.emit(words.subtitle(counts))
        self._show_steps()

    def _offer_issue(self) -> None:
        shown = self.may_write and self.queue() == WAITING
        self._list.offer_issue(self._counts.without, shown=shown)

    def _show_tab_counts(self) -> None:
        states = {tab.key: self._counts.states.get(tab.key, 0) for tab in TABS}
        self.tabs.show_counts({**states, STALE: len(self._stale)})

    def _show_steps(self) -> None:
        cards = len(self.picked) if self.queue() == WAITING else 0
        sheets = self.settings.sheets(cards)
        self._steps.show_marks(words.steps(self._counts, self.queue(), cards, sheets))

    def _show_stale(self) -> None:
        self._show_tab_counts()
        self._reasons.show_stale(self._watch.counts())
        if self.queue() == STALE:
            self._load()

    def _loaded(self, total: int) -> None:
        self._list.show_total(self.queue(), total)
        self._offer_issue()
        if total:
            self.table.go_to(max(0, min(self.table.current(), total - 1)))
        else:
            self.picked.clear()
        fill, self._fill = self._fill, False
        if fill and total and self.queue() == WAITING:
            self._fill_sheet()
        else:
            self._ticked()

    def _settled(self, _at: int) -> None:
        if not self.picked:
            self._ticked()

    def _ticked(self) -> None:
        """Bring everything that speaks of the ticks in line with them."""
        chosen = self.chosen()
        self.table.show_ticks()
        self.settings.show_count(len(chosen), may=self.may_write)
        alone = chosen[0] if len(chosen) == 1 else 0
        line = self._model.row(self._model.place_of(lambda row: row.id == alone))
        self.hand.show_cards(len(chosen), *words.whom(len(chosen), line))
        self._list.foot.setText(words.picked(self.queue(), len(self.picked), self.settings))
        self._show_steps()
        self.drawing.later()

    def _pick_all(self) -> None:
        if self.picked and len(self.picked) >= self._model.rowCount():
            self._show_picked(())
        else:
            self.jobs.read(self, self._show_picked, queues.card_ids, self._filter())

    def _fill_sheet(self) -> None:
        card = next(iter(self._in_hand()), None)
        free = self.settings.places() - self.settings.first_place() + 1
        self.jobs.read(
            self, self._show_picked, queues.sheet_of_building, self._filter(), card, free
        )

    def _show_picked(self, ids: tuple[int, ...]) -> None:
        self.picked.clear()
        self.picked.update(dict.fromkeys(ids))
        self._ticked()
