"""登记微心愿: whose it is, found by pinyin; what it is, about what it costs, who collected it."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.common.choice import Choice
from ui.common.date_field import DateField
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow, first_wrong
from ui.jobs import Jobs, Reply
from ui.life.group import order_tabs, short_line
from ui.party.wishes.area import Area
from ui.party.wishes.person_field import PersonField
from wenming_desktop.errors import UserError
from wenming_desktop.wishes.finding import find_people
from wenming_desktop.wishes.model import ChangeWish, CollectWish, WishChoices, WishSheet
from wenming_desktop.wishes.queries import wish_choices
from wenming_desktop.wishes.rules import LONGEST, cost_told
from wenming_desktop.wishes.service import change, collect

_UNREAD: Final = "写不出是哪一天，比如 11.20、昨天"


class NewWishDialog(FormDialog):
    """Writes a wish down, or changes the words of one; `kept` carries its id."""

    kept = Signal(int)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("new_wish", "登记微心愿", "登记心愿", parent)
        self._jobs = jobs
        self._sheet: WishSheet | None = None
        self._lists: WishChoices | None = None
        self.who = PersonField(jobs, find_people, "wish_who", "姓名、首字母、门牌、电话尾号")
        self.category = Choice("wish_category", "类别")
        self.content = Area("wish_content", "心愿", 3, LONGEST)
        self.cost = short_line("wish_cost", "大约花费", 10)
        self.staff = Choice("wish_staff", "征集人")
        self.day = DateField("wish_on", "征集日期", self._today)
        self._fields = {
            "resident_id": self._row("wish_who", "谁的心愿", self.who, required=True),
            "category": self._row("wish_category", "类别", self.category, required=True),
            "content": self._row("wish_content", "心愿", self.content, required=True),
            "cost": self._row("wish_cost", "大约花费", self.cost),
            "collected_by": self._row("wish_staff", "征集人", self.staff),
            "on": self._row("wish_on", "征集日期", self.day, required=True),
        }
        self.content.edited.connect(self._say_room)
        self.cost.textEdited.connect(self._say_cost)
        self.submitted.connect(self._keep)
        parts = [self.day.line, self.day.pick]
        editors = [self.who, self.category, self.content, self.cost, self.staff]
        order_tabs([*editors, *parts, self.drop, self.do])

    def _row(self, name: str, label: str, editor: QWidget, *, required: bool = False) -> FormRow:
        return self.add(FormRow(name, label, editor, required=required))

    def begin(self, sheet: WishSheet | None = None) -> None:
        """Show it empty, or with the words of a wish that are to change."""
        self._sheet = sheet
        said = "改心愿内容" if sheet else "登记微心愿"
        self.setWindowTitle(f"{said}　{sheet.number}" if sheet else said)
        self.do.setText("存下" if sheet else "登记心愿")
        self.do.setAccessibleName(self.do.text())
        self.do.restyle()
        self.fail("")
        for one in self.rows:
            one.clear()
        for key in ("resident_id", "collected_by", "on"):
            self._fields[key].setVisible(sheet is None)
        self.who.put(None)
        self.content.put(sheet.content if sheet else "")
        self.cost.setText(f"{sheet.cost}" if sheet and sheet.cost is not None else "")
        self.day.put(None)
        self._say_room()
        self._say_cost()
        self._jobs.read(self, self._offer, wish_choices)
        self.bring()
        if sheet is not None:
            self.content.setFocus()

    def _offer(self, lists: WishChoices) -> None:
        self._lists = lists
        self.category.offer([("", "请选类别"), *lists.categories])
        self.category.choose(self._sheet.category if self._sheet else "")
        self.staff.offer([(None, "没有写"), *lists.staff])
        self.staff.choose(lists.me)
        if not self.day.text():
            self.day.put(lists.today)

    def _today(self) -> date:
        return self._lists.today if self._lists is not None else date.today()

    def _say_room(self) -> None:
        row, count = self._fields["content"], len(self.content.text())
        if self.content.over():
            row.show_error(f"现在 {count} 个字，最多 {LONGEST} 个字。")
        else:
            row.show_note(f"{count}/{LONGEST}，写清想要什么；公示时不写全名和电话")

    def _say_cost(self, _text: str = "") -> None:
        row, cost = self._fields["cost"], _money(self.cost.text())
        if cost is None and self.cost.text().strip():
            row.show_error("花费要写数，比如 120")
        elif told := cost_told(cost):
            row.show_warning(told)
        else:
            row.show_note("元，可以空着")

    def _keep(self) -> None:
        for key in ("resident_id", "category", "on"):
            self._fields[key].clear()
        self._say_room()
        self._say_cost()
        self._look()
        if first_wrong([one for one in self.rows if not one.isHidden()]) is not None:
            return
        self.wait(waiting=True)
        reply: Reply[int] = Reply(self._done, self._refused)
        words = {"category": str(self.category.value()), "content": self.content.text()}
        cost, staff = _money(self.cost.text()), self.staff.value()
        if self._sheet is not None:
            changed = ChangeWish(self._sheet.id, **words, cost=cost)
            self._jobs.write(self, reply, change, changed)
            return
        by = staff if isinstance(staff, int) else None
        wish = CollectWish(
            self.who.value() or 0, **words, cost=cost, collected_by=by, on=self.day.value()
        )
        self._jobs.write(self, reply, collect, wish)

    def _look(self) -> None:
        if self._sheet is None and self.who.value() is None:
            self._fields["resident_id"].show_error("还没有选定是谁，写姓名或门牌，回车选定。")
        if not self.category.value():
            self._fields["category"].show_error("还没有选类别，要选一个。")
        if not self.content.text():
            self._fields["content"].show_error("心愿内容空着，要写上想要什么。")
        if self._sheet is None and self.day.value() is None:
            self._fields["on"].show_error(_UNREAD)

    def _done(self, wish: int) -> None:
        self.wait(waiting=False)
        self.kept.emit(wish)
        self.accept()

    def _refused(self, error: UserError) -> None:
        self.refuse(self._fields, error)


def _money(text: str) -> Decimal | None:
    """The number typed, or None when nothing or no number is."""
    try:
        cost = Decimal(text.strip().removesuffix("元"))
    except InvalidOperation:
        return None
    return cost if cost.is_finite() else None
