"""没核对的住户: households nobody has gone through for so many months, ticked off here."""

from typing import TYPE_CHECKING, Final

from typing_extensions import override

from ui.common.buttons import Btn, on_click
from ui.common.choice import Choice
from ui.common.held_rows import AtHand, held
from ui.common.labels import Words
from ui.common.memory import Memory
from ui.common.pick_table import PickTable
from ui.common.table_model import PagedModel
from ui.jobs import Reply
from ui.page import Services
from ui.printing import Preview
from ui.tidy.columns import STALE, Stale
from ui.tidy.panel import Panel
from wenming_desktop.errors import UserError
from wenming_desktop.households.confirm import confirm_household, not_confirmed
from wenming_desktop.households.tidy_model import Confirm, Unconfirmed

if TYPE_CHECKING:
    from wenming_desktop.work import Desk

MOST: Final = 500
_MONTHS: Final = (3, 6, 12, 24)
_USUAL: Final = 6
_KEPT: Final = "tidy/months"


class StalePanel(Panel):
    """A list to tick; `opened` carries the household to look at."""

    def __init__(self, services: Services) -> None:
        self._model: PagedModel[Stale] = PagedModel(AtHand(), STALE)
        self._picked: dict[int, None] = {}
        self.table = PickTable("stale", "没核对的住户", self._model, self._picked)
        keys = "空格勾选　Ctrl+A 全选　回车打开这一户"
        super().__init__(services, "stale", self.table, keys)
        self._model.setParent(self)
        self._months = Choice("stale_months", "几个月没核对")
        self._months.offer([(months, f"{months} 个月") for months in _MONTHS])
        self._months.choose(_USUAL)
        self._do = Btn("标记已核对", name="confirm_ticked", icon="ri.check-line", key="Ctrl+回车")
        self._print = Btn("打印核对表", name="print_sheets", icon="ri.printer-line", key="Ctrl+P")
        self.told.setText("核对过、没有变化的，勾上记一笔；有变化的打开去改")
        for part in (
            Words("超过", "t2"),
            self._months,
            Words("没核对", "t2"),
            self._print,
            self._do,
        ):
            self.tools.addWidget(part)
        self._do.setVisible(self.may_write)
        self._may_print = "register.export" in services.office.rights
        self._print.setVisible(self._may_print)
        on_click(self._print, self.print_sheets)
        self._months.activated.connect(self._turn)
        self.table.ticked.connect(self._count)
        self.table.all_asked.connect(self._tick_all)
        on_click(self._do, self.confirm)

    @override
    def restore(self, memory: Memory) -> None:
        kept = memory.get_text(_KEPT)
        self._months.choose(int(kept) if kept.isdecimal() and int(kept) in _MONTHS else _USUAL)

    @override
    def keep(self, memory: Memory) -> None:
        memory.keep_text(_KEPT, str(self._months.value()))

    @override
    def read(self) -> None:
        self.ask(self._show_lines, not_confirmed, self._wanted(), MOST)

    @override
    def take_focus(self) -> None:
        self.table.setFocus()

    def ticked(self) -> tuple[int, ...]:
        """Return the households that are ticked."""
        return tuple(self._picked)

    def row(self, at: int) -> Stale | None:
        """Return the line at a place."""
        return self._model.row(at)

    def confirm(self) -> None:
        """Note that the ticked households were gone through today."""
        if self._picked and self._do.isEnabled() and self.may_write:
            command = Confirm(self.ticked())
            self.write(self._do, confirm_household, command)

    def print_sheets(self) -> None:
        """Draw the sheets of the ticked households, to be taken along to the doors."""
        if self._picked and self._print.isEnabled() and self._may_print:
            self._print.setEnabled(False)
            reply = Reply(self._show_sheets, self._not_printed, self._stopped, self._count)
            self.jobs.watch_paper("画核对表", self, reply, _drawn, self.ticked())

    def _show_sheets(self, pdf: bytes) -> None:
        self._count()
        Preview("居民户信息登记表", pdf, self.jobs.messages, self).show()

    def _not_printed(self, error: UserError) -> None:
        self._stopped(error.message)

    def _stopped(self, text: str) -> None:
        self._count()
        self.jobs.messages.warn(text)

    def _wanted(self) -> int:
        value = self._months.value()
        return value if isinstance(value, int) else _USUAL

    def _turn(self, _at: int) -> None:
        self._picked.clear()
        self.read()

    def _show_lines(self, found: tuple[Unconfirmed, ...]) -> None:
        lines = [Stale.of(line) for line in found]
        for gone in set(self._picked) - {line.id for line in lines}:
            del self._picked[gone]
        at = max(self.table.current(), 0)
        self._model.load(held(lines))
        if not lines:
            self.say_fine(f"每一户在 {self._wanted()} 个月里都核对过。")
            self._count()
            return
        self.show_rows("", len(lines) if len(lines) < MOST else None)
        self.table.go_to(min(at, len(lines) - 1))
        self._count()

    def _tick_all(self) -> None:
        lines = [self._model.row(at) for at in range(self._model.rowCount())]
        every = {line.id: None for line in lines if line is not None}
        wanted = {} if len(self._picked) == len(every) else every
        self._picked.clear()
        self._picked.update(wanted)
        self.table.show_ticks()
        self._count()

    def _count(self) -> None:
        total, picked = self._model.rowCount(), len(self._picked)
        self._do.setText(f" 标记 {picked} 户已核对" if picked else " 标记已核对")
        self._do.restyle()
        for button in (self._do, self._print):
            button.setEnabled(bool(picked))
        listed = f"先列前 {MOST} 户" if total == MOST else f"共 {total:,} 户"
        self.tell(f"{listed}，勾了 {picked:,} 户" if total else "")
        self.table.show_ticks()


def _drawn(desk: "Desk", households: tuple[int, ...]) -> bytes:
    # Drawing needs reportlab; imported in the lane, with the first sheet.
    from wenming_desktop.papers.confirm_sheets import print_sheets  # noqa: PLC0415

    return print_sheets(desk, households)
