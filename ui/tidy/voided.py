"""作废记录: what was voided in the last thirty days, and its way back."""

from typing_extensions import override

from ui.common.buttons import Btn, on_click
from ui.common.held_rows import AtHand, held
from ui.common.table_model import PagedModel
from ui.common.table_view import RecordTable
from ui.page import Services
from ui.tidy.columns import VOIDED
from ui.tidy.panel import Panel
from wenming_desktop.households.tidy_model import Voided
from wenming_desktop.life.voids import DAYS, restore_household, restore_resident, voided


class VoidedPanel(Panel):
    """Lists them; Enter brings the one in hand back."""

    def __init__(self, services: Services) -> None:
        self._model: PagedModel[Voided] = PagedModel(AtHand(), VOIDED)
        self.table = RecordTable("voided", "作废记录", self._model)
        may = "register.write" in services.office.rights
        keys = "↑↓ 选择　回车恢复" if may else "↑↓ 选择"
        super().__init__(services, "voided", self.table, keys)
        self._model.setParent(self)
        self.told.setText(f"作废了的 {DAYS} 天内都能恢复，户里的人跟着回来；服务卡要重新做")
        self.back = Btn("恢复", name="restore_voided", icon="ri.arrow-go-back-line")
        on_click(self.back, self._restore)
        self.tools.addWidget(self.back)
        self.back.setVisible(may)
        self.table.opened.connect(self._restore)

    @override
    def read(self) -> None:
        self.ask(self._show_lines, voided)

    @override
    def take_focus(self) -> None:
        self.table.setFocus()

    def _show_lines(self, found: tuple[Voided, ...]) -> None:
        held_at = max(self.table.current(), 0)
        self._model.load(held(found))
        self.back.setEnabled(bool(found))
        if not found:
            self.say_fine(f"最近 {DAYS} 天没有作废的住户和居民。")
            return
        self.show_rows(f"共 {len(found):,} 条", len(found))
        self.table.go_to(min(held_at, len(found) - 1))

    def _restore(self, _at: int = -1) -> None:
        line = self._model.row(self.table.current())
        if line is None or not (self.may_write and self.back.isEnabled()):
            return
        service = restore_household if line.table == "household" else restore_resident
        self.write(self.back, service, line.id)
