"""离开/转出: what hangs on him told beforehand, every household with who takes it over."""

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.choice import Choice
from ui.common.columns import Column
from ui.common.date_field import DateField
from ui.common.form_row import FormRow, first_wrong
from ui.common.held_rows import AtHand, held
from ui.common.pick_table import PickTable
from ui.common.table_model import PagedModel
from ui.jobs import Reply
from ui.life.group import Group, order_tabs, short_line
from ui.life.wide import WideDialog
from ui.page import Services
from ui.party.members.form import UNREAD
from ui.party.members.refused import tell, tell_doubts
from ui.party.members.taking import Take, Takers, rows_of
from wenming_desktop.errors import UserError
from wenming_desktop.party.duty_model import MOVED, Hanging, Leave
from wenming_desktop.party.leaving import hanging_of, leave_member
from wenming_desktop.party.member_model import MemberLists, Saved
from wenming_desktop.party.member_sheet import member_lists

_WHYS: Final = (
    ("", "没有选"),
    ("6", "转出（组织关系转走，或双报到的不再住这里）"),
    (MOVED, "搬家，换党小组"),
    ("7", "死亡"),
    ("5", "停止党籍"),
    ("8", "除名、开除"),
)
_COLUMNS: Final[tuple[Column[Take], ...]] = (
    Column("pick", "", lambda _: "", width=40),
    Column("door", "门牌", lambda line: line.door, width=150),
    Column("head", "户主", lambda line: line.head, width=110, bold=True),
    Column("others", "还有谁联系", lambda line: line.others or "—", width=110, quiet=True),
    Column("taker", "接手", lambda line: line.words, stretch=True),
)
_ROWS_SHOWN = 6


class _Give(Group):
    """Who takes over, and the button that says so for what is ticked."""

    def __init__(self, taker: Choice, apply: Btn) -> None:
        super().__init__()
        self._parts: list[QWidget] = [taker, apply]
        line = row(taker, apply)
        line.setStretch(0, 1)
        self.setLayout(line)

    @override
    def parts(self) -> list[QWidget]:
        return self._parts


class LeaveDialog(WideDialog):
    """One act for all of it; `left` carries the member's id."""

    left = Signal(int)

    def __init__(self, services: Services, over: QWidget | None) -> None:
        super().__init__("leave", "离开/转出", "登记离开", over)
        self._jobs = services.jobs
        self._hanging: Hanging | None = None
        self._takers = Takers(())
        self._today = date.today()
        self._picked: dict[int, None] = {}
        self.why = Choice("leave_why", "为什么")
        self.day = DateField("leave_on", "日期", lambda: self._today)
        self.group = Choice("leave_group", "新党小组", searchable=True)
        self.leader = Choice("leave_leader", "新组长", searchable=True)
        self.note = short_line("leave_note", "说明", 200)
        self._model: PagedModel[Take] = PagedModel(AtHand(), _COLUMNS, self)
        self.table = PickTable(
            "leave_homes", "联系户和接手的党员，空格点选", self._model, self._picked
        )
        self.taker = Choice("leave_taker", "由谁接手", searchable=True)
        self.apply = Btn("改选中的户", name="leave_apply", icon="ri.check-line")
        self._rows = {
            "why": self.add(FormRow("leave_why", "为什么", self.why, required=True)),
            "on": self.add(FormRow("leave_on", "日期", self.day, required=True)),
            "group": self.add(FormRow("leave_group", "新党小组", self.group)),
            "leader": self.add(FormRow("leave_leader", "新组长", self.leader)),
            "homes": self.add(FormRow("leave_homes", "联系户", self.table)),
            "taker": self.add(FormRow("leave_taker", "由谁接手", _Give(self.taker, self.apply))),
            "note": self.add(FormRow("leave_note", "说明", self.note)),
        }
        self._connect()

    def _connect(self) -> None:
        self.why.activated.connect(self._chosen)
        self.table.ticked.connect(self._count)
        self.table.all_asked.connect(self._all)
        self.table.opened.connect(lambda _at: self.taker.setFocus())
        on_click(self.apply, self.give)
        self.submitted.connect(self._keep)

    def begin(self, member_id: int) -> None:
        """Show what hangs on a member."""
        self._hanging = None
        self.fail("")
        for one in self.rows:
            one.clear()
        self.why.offer(_WHYS)
        self.why.choose("")
        self.day.put(None)
        self.note.clear()
        self._picked.clear()
        self._model.load(held(()))
        self.wait(waiting=True)
        self._jobs.read(self, self._listed, member_lists)
        reply: Reply[Hanging] = Reply(self._show, lambda error: self.fail(error.message))
        self._jobs.read(self, reply, hanging_of, member_id)
        self.bring()

    def _listed(self, lists: MemberLists) -> None:
        self.group.offer([(0, "还没有定"), *((one.id, one.name) for one in lists.cells)])

    def _show(self, hanging: Hanging) -> None:
        self._hanging, self._today = hanging, hanging.today
        self._takers = Takers(hanging.helpers)
        self._takers.propose(hanging)
        self.setWindowTitle(f"离开/转出　{hanging.name}　{hanging.cell}".rstrip("　"))
        self.day.put(hanging.today)
        full = [(one.id, one.name) for one in hanging.helpers if one.full]
        self.leader.offer([(0, "还没有定"), *full])
        self.leader.choose(0)
        self.taker.offer([(0, "没有人接"), *self._takers.choices()])
        self.taker.choose(0)
        self.wait(waiting=False)
        self._chosen(0)
        self._load(0)
        self._count()
        order_tabs([one.editor for one in self.rows] + [self.drop, self.do])
        self.fit_wide()

    def _chosen(self, _at: int) -> None:
        hanging = self._hanging
        leads = hanging is not None and any(one.post == "组长" for one in hanging.cells)
        some = hanging is not None and bool(hanging.homes or hanging.buildings)
        self._rows["group"].setVisible(self.why.value() == MOVED)
        self._rows["leader"].setVisible(leads)
        for key in ("homes", "taker"):
            self._rows[key].setVisible(some)
        moved = self.why.value() == MOVED
        self.do.setText("登记搬动" if moved else "登记离开")
        self.do.restyle()
        self._tell()

    def _load(self, at: int) -> None:
        if self._hanging is not None:
            self._model.load(held(rows_of(self._hanging, self._takers)))
            rows = min(_ROWS_SHOWN, self._model.rowCount())
            self.table.setFixedHeight(theme.px("head") + rows * theme.px("row") + 4)
            self.table.go_to(at)
            self._tell()

    def _all(self) -> None:
        rows = [self._model.row(at) for at in range(self._model.rowCount())]
        everything = len(self._picked) == len(rows)
        self._picked.clear()
        self._picked.update({one.id: None for one in rows if one is not None and not everything})
        self.table.show_ticks()
        self._count()

    def _count(self) -> None:
        words = f"改选中的 {len(self._picked)} 户" if self._picked else "改这一户"
        self.apply.setText(f" {words}")
        self.apply.setAccessibleName(words)

    def give(self) -> None:
        """Let the one chosen take over what is ticked, else the row in hand."""
        here = self._model.row(self.table.current())
        wanted = list(self._picked) or ([here.id] if here is not None else [])
        chosen = self.taker.value()
        if not isinstance(chosen, int):
            self._rows["taker"].show_error("没有这名党员，请从列表里选。")
            return
        self._rows["taker"].clear()
        for one in wanted:
            self._takers.give(one, chosen or None)
        at = self.table.current()
        self._picked.clear()
        self._load(at)
        self.table.show_ticks()
        self._count()

    def _tell(self) -> None:
        if self._hanging is None:
            return
        moved = self.why.value() == MOVED
        said = [self._takers.words()] if self._hanging.homes or self._hanging.buildings else []
        ends = [*self._hanging.posts, *(() if moved else self._hanging.claims)]
        if ends:
            said.append(f"到此为止：{'、'.join(ends)}。")
        if self._hanging.errands:
            said.append(f"还要另派人：{'；'.join(self._hanging.errands)}。")
        if self.why.value() == "7":
            said.append("居民档案里的死亡，到“人口变动”另行登记。")
        if not said:
            said.append("没有联系户、任职和认领的岗位。")
        self.told.setText("\n".join(said))

    def _keep(self) -> None:
        for one in self.rows:
            one.clear()
        hanging, why, on = self._hanging, str(self.why.value() or ""), self.day.value()
        if not why:
            self._rows["why"].show_error("还没有选为什么离开，要选一项。")
        if on is None:
            self._rows["on"].show_error(UNREAD)
        if first_wrong(self.rows) is not None or hanging is None:
            return
        group, leader = self.group.value(), self.leader.value()
        homes, buildings = self._takers.split()
        self.wait(waiting=True)
        command = Leave(
            hanging.member_id,
            why,
            on,
            homes,
            buildings,
            {one.group_id: leader for one in hanging.cells if isinstance(leader, int) and leader},
            group if why == MOVED and isinstance(group, int) and group else None,
            self.note.text(),
        )
        self._jobs.write(self, Reply(self._done, self._refused), leave_member, command)

    def _done(self, saved: Saved) -> None:
        self.wait(waiting=False)
        tell_doubts(self._jobs, saved.warnings)
        self.left.emit(saved.id)
        self.accept()

    def _refused(self, error: UserError) -> None:
        tell(self, self._rows, error)
