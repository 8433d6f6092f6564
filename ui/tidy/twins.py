"""疑似重复: pairs that may be one person, and why; Enter puts the two side by side."""

from typing_extensions import override

from ui.common.buttons import Btn, on_click
from ui.common.held_rows import AtHand, held
from ui.common.table_model import PagedModel
from ui.common.table_view import RecordTable
from ui.page import Services
from ui.tidy.columns import TWINS
from ui.tidy.merge_dialog import MergeDialog
from ui.tidy.panel import Panel
from wenming_desktop.households.tidy_model import Twins
from wenming_desktop.households.twins import near_duplicates, not_the_same

MOST = 200


class TwinsPanel(Panel):
    """Lists the pairs; each is merged, or told apart and not asked again."""

    def __init__(self, services: Services) -> None:
        self._model: PagedModel[Twins] = PagedModel(AtHand(), TWINS)
        self.table = RecordTable("twins", "疑似重复的人", self._model)
        may = "register.write" in services.office.rights
        keys = "↑↓ 选择　回车对着看" if may else "↑↓ 选择"
        super().__init__(services, "twins", self.table, keys)
        self._model.setParent(self)
        self.told.setText("同一个人登记了两份时，合成一份；确实是两个人的，点“不是同一个人”")
        self._apart = Btn("不是同一个人", name="not_the_same")
        self._look = Btn("对着看", name="look_at_twins", k="pri", key="Enter")
        for button, action in ((self._apart, self._tell_apart), (self._look, self._open)):
            on_click(button, action)
            self.tools.addWidget(button)
            button.setVisible(self.may_write)
        self._dialog: MergeDialog | None = None
        self.table.opened.connect(self._open)

    @override
    def read(self) -> None:
        self.ask(self._show_pairs, near_duplicates, MOST)

    @override
    def take_focus(self) -> None:
        self.table.setFocus()

    def _show_pairs(self, found: tuple[Twins, ...]) -> None:
        at = max(self.table.current(), 0)
        self._model.load(held(found))
        for button in (self._apart, self._look):
            button.setEnabled(bool(found))
        if not found:
            self.say_fine("没有看着像同一个人的两份登记。")
            return
        more = len(found) == MOST
        said = f"先列前 {MOST} 对" if more else f"共 {len(found):,} 对"
        self.show_rows(said, None if more else len(found))
        self.table.go_to(min(at, len(found) - 1))

    def _tell_apart(self) -> None:
        pair = self._model.row(self.table.current())
        if pair is not None:
            left, right = pair.left.resident_id, pair.right.resident_id
            self.write(self._apart, not_the_same, left, right)

    def _open(self, _at: int = -1) -> None:
        pair = self._model.row(self.table.current())
        if pair is None or not self.may_write:
            return
        if self._dialog is None:
            self._dialog = MergeDialog(self.jobs, self)
        self._dialog.begin(pair)
