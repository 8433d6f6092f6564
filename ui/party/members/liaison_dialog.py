"""加联系户: the households of a building are ticked, or the whole building is taken."""

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.common import theme
from ui.common.choice import Choice
from ui.common.columns import Column
from ui.common.date_field import DateField
from ui.common.form_row import FormRow, first_wrong
from ui.common.held_rows import AtHand, held
from ui.common.pick_table import PickTable
from ui.common.table_model import PagedModel
from ui.jobs import Reply
from ui.life.wide import WideDialog
from ui.page import Services
from ui.party.members.form import UNREAD
from ui.party.members.refused import tell, tell_doubts
from wenming_desktop.errors import UserError
from wenming_desktop.party.duty_model import Assign, HomeChoice
from wenming_desktop.party.liaisons import assign, homes_in
from wenming_desktop.party.member_model import MemberDetail, MemberLists, Saved
from wenming_desktop.party.member_sheet import member_lists

_HOMES: Final[tuple[Column[HomeChoice], ...]] = (
    Column("pick", "", lambda _: "", width=40),
    Column("door", "门牌", lambda line: line.door, width=150),
    Column("head", "户主", lambda line: line.head, width=120, bold=True),
    Column("people", "人", lambda line: f"{line.people}", width=52, right=True),
    Column("members", "现在谁联系", lambda line: line.members or "—", stretch=True, quiet=True),
)
_BLOCK, _HOME = "1", "2"
_ROWS_SHOWN = 7


class LiaisonDialog(WideDialog):
    """Gives households to one member; `kept` carries the member's id."""

    kept = Signal(int)

    def __init__(self, services: Services, over: QWidget | None) -> None:
        super().__init__("liaison", "加联系户", "加联系户", over)
        self._jobs, self._member = services.jobs, 0
        self._group: int | None = None
        self._held = 0
        self._today = date.today()
        self._picked: dict[int, None] = {}
        self.building = Choice("liaison_building", "楼栋", searchable=True)
        self.whole = QCheckBox("包整栋楼，不点住户")
        self.whole.setObjectName("tick_liaison_whole")
        self._model: PagedModel[HomeChoice] = PagedModel(AtHand(), _HOMES, self)
        self.table = PickTable("liaison_homes", "住户，空格点选", self._model, self._picked)
        self.role = Choice("liaison_role", "方式")
        self.day = DateField("liaison_from", "开始日期", lambda: self._today)
        self.instead = QCheckBox("换下现在联系这些户的党员")
        self.instead.setObjectName("tick_liaison_instead")
        self._rows = {
            "building": self.add(FormRow("liaison_building", "楼栋", self.building, required=True)),
            "whole": self.add(FormRow("liaison_whole", "整栋", self.whole)),
            "homes": self.add(FormRow("liaison_homes", "住户", self.table)),
            "role": self.add(FormRow("liaison_role", "方式", self.role, required=True)),
            "from_on": self.add(FormRow("liaison_from", "开始日期", self.day, required=True)),
            "instead": self.add(FormRow("liaison_instead", "换人", self.instead)),
        }
        self.building.activated.connect(self._read)
        self.whole.toggled.connect(self._turn)
        self.table.ticked.connect(self._tell)
        self.table.all_asked.connect(self._all)
        self.submitted.connect(self._keep)

    def begin(self, member: MemberDetail) -> None:
        """Show it for a member, at his cell's building."""
        self._member, self._group = member.id, member.cell_id
        lasting = {row.household_id for row in member.liaisons if row.to_on is None}
        self._held = len(lasting - {None})
        self.setWindowTitle(f"加联系户　{member.name}")
        self.fail("")
        for one in self.rows:
            one.clear()
        self._picked.clear()
        self._model.load(held(()))
        self.whole.setChecked(False)
        self.instead.setChecked(False)
        self.day.put(None)
        self.table.setMinimumHeight(theme.px("head") + _ROWS_SHOWN * theme.px("row"))
        self._tell()
        self._jobs.read(self, self._offer, member_lists)
        self.bring()

    def _offer(self, lists: MemberLists) -> None:
        self._today = lists.today
        if not self.day.text():
            self.day.put(lists.today)
        self.role.offer(lists.roles)
        self.role.choose(_HOME)
        self.building.offer([(0, "没有选"), *((one.id, one.name) for one in lists.buildings)])
        near = [one.id for one in lists.buildings if one.group_id == self._group is not None]
        self.building.choose(near[0] if near else 0)
        self._read(0)

    def _read(self, _at: int) -> None:
        building = self.building.value()
        self._picked.clear()
        if isinstance(building, int) and building:
            self._jobs.read(self, self._show, homes_in, building, self._member)
        else:
            self._show(())

    def _show(self, homes: tuple[HomeChoice, ...]) -> None:
        self._model.load(held([home for home in homes if not home.own]))
        own = sum(home.own for home in homes)
        self._rows["homes"].show_note(_words(len(homes), own))
        self.table.go_to(0)
        self._tell()

    def _turn(self, on: bool) -> None:
        self._rows["homes"].setVisible(not on)
        self.role.choose(_BLOCK if on else _HOME)
        self._tell()

    def _all(self) -> None:
        rows = [self._model.row(at) for at in range(self._model.rowCount())]
        everything = len(self._picked) == len(rows)
        self._picked.clear()
        self._picked.update({row.id: None for row in rows if row is not None and not everything})
        self.table.show_ticks()
        self._tell()

    def _tell(self) -> None:
        count = len(self._picked)
        if self.whole.isChecked():
            self.told.setText("整栋楼由这名党员包，住户不逐户列出。")
        elif count:
            total = self._held + count
            said = f"加 {count} 户以后共联系 {total} 户。"
            more = "一般每人 5 到 10 户。" if total > 10 else ""
            self.told.setText(said + more)
        else:
            self.told.setText(f"现在联系 {self._held} 户。")

    def _keep(self) -> None:
        for one in self.rows:
            one.clear()
        building, whole = self.building.value(), self.whole.isChecked()
        if not isinstance(building, int) or not building:
            self._rows["building"].show_error("还没有选楼栋，要选一栋。")
        if self.day.value() is None:
            self._rows["from_on"].show_error(UNREAD)
        if first_wrong(self.rows) is not None:
            return
        self.wait(waiting=True)
        command = Assign(
            self._member,
            () if whole else tuple(self._picked),
            building if whole and isinstance(building, int) else None,
            str(self.role.value() or ""),
            self.day.value(),
            self.instead.isChecked(),
        )
        self._jobs.write(self, Reply(self._done, self._refused), assign, command)

    def _done(self, saved: Saved) -> None:
        self.wait(waiting=False)
        tell_doubts(self._jobs, saved.warnings)
        self.kept.emit(saved.id)
        self.accept()

    def _refused(self, error: UserError) -> None:
        tell(self, self._rows, error)


def _words(homes: int, own: int) -> str:
    if not homes:
        return "这栋楼还没有登记住户"
    held_words = f"，{own} 户已经由这名党员联系，没有列出" if own else ""
    return f"{homes} 户{held_words}。空格点选，Ctrl+A 全选"
