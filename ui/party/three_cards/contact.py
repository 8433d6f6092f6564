"""联系卡 of a node and this year: made for many at once, seen by the community twice a year."""

from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.common import ime
from ui.common.buttons import Btn, row
from ui.common.choice import Choice
from ui.common.date_field import DateField
from ui.common.form_row import FormRow
from ui.common.labels import Words
from ui.life.group import short_line
from ui.page import Services
from ui.party.three_cards import columns
from ui.party.three_cards.pick_list import PickList
from ui.party.three_cards.printing import Printing
from ui.party.three_cards.window import UNREAD, CardWindow
from wenming_desktop.errors import UserError
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.three_cards.contact import check_contacts, issue_contacts
from wenming_desktop.three_cards.desk_queries import contact_lines, desk_choices
from wenming_desktop.three_cards.model import ContactLine, DeskChoices
from wenming_desktop.three_cards.orders import CheckContacts, IssueContacts
from wenming_desktop.three_cards.rules import FIRST, SECOND

_WIDE, _HIGH = 960, 560
_HALVES: Final = {FIRST: "上半年", SECOND: "下半年"}


class ContactDialog(CardWindow):
    """The members who carry a contact card; what is ticked is made, checked or printed."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, "contact", "服务社区联系卡", parent)
        self._node: NodeFilter | None = None
        self._phones: dict[object, str] = {}
        self._printing = Printing(services, self, self.near)
        self.list: PickList[ContactLine] = PickList("contacts", "联系卡", columns.contacts)
        self.list.empty.say(
            "这里没有要联系卡的党员", "在党建页左边选上一级再看。", icon="ri.flag-line"
        )
        self.staff = Choice("contact_staff", "社区联系人", searchable=True)
        self.phone = short_line("contact_phone", "联系电话", 20)
        self.phone.setPlaceholderText("不写就印值班电话")
        self.day = DateField("contact_day", "日期")
        self._rows = {
            "staff_id": FormRow("contact_staff", "社区联系人", self.staff),
            "phone": FormRow("contact_phone", "联系电话", self.phone),
            "on": FormRow("contact_day", "哪一天", self.day),
        }
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.inside.addWidget(Words("勾选几张，一次办好；空格勾选，Ctrl+A 全选。", "sm2"))
        self.inside.addWidget(self.list, 1)
        fields = row(*self._rows.values(), spacing=14)
        for at in range(3):
            fields.setStretch(at, 1)
        self._fields = QWidget()
        self._fields.setLayout(fields)
        self.inside.addWidget(self._fields)
        self.make = self.add_button(Btn("建卡", name="contact_make"), self.issue)
        self.first = self.add_button(Btn("核验上半年", name="contact_first"), self.check_first)
        self.second = self.add_button(Btn("核验下半年", name="contact_second"), self.check_second)
        self.paper = self.add_button(
            Btn("打印", name="print_contact", icon="ri.printer-line", key="Ctrl+P"), self.print
        )
        for part in (self._fields, self.make, self.first, self.second):
            part.setVisible(self.may_write)

    def _connect(self) -> None:
        self.list.here.connect(self._tell)
        self.list.ticked.connect(self._tell)
        self.staff.activated.connect(lambda _at: self._take_phone())
        QShortcut(QKeySequence("Ctrl+P"), self, self.print)

    def begin(self, node: NodeFilter | None) -> None:
        """Show it for a node."""
        self._node = node
        self.jobs.read(self, self._offer, desk_choices)
        self.refresh()
        self.bring(_WIDE, _HIGH)
        self.list.setFocus()

    @override
    def refresh(self) -> None:
        self.jobs.read(self, self._show, contact_lines, self._node)

    def _offer(self, choices: DeskChoices) -> None:
        self._phones = {row_id: phone for row_id, _, phone in choices.staff}
        self.staff.offer([(row_id, name) for row_id, name, _ in choices.staff])
        self.staff.choose(choices.me)
        self._take_phone()
        self.day.put(choices.today)
        self.setWindowTitle(f"服务社区联系卡　{choices.today.year} 年")

    def _take_phone(self) -> None:
        self.phone.setText(self._phones.get(self.staff.value(), ""))

    def _show(self, lines: tuple[ContactLine, ...]) -> None:
        self.list.show_rows(lines)

    def _tell(self) -> None:
        rows = self.list.rows
        lacking = sum(not one.card_id for one in rows)
        due = sum(one.mark.state == "due" for one in rows)
        self.note.setText(f"{len(rows):,} 人，没有卡 {lacking:,} 人，待交 {due:,} 人")
        chosen = self.list.chosen()
        with_card = sum(bool(one.card_id) for one in chosen)
        counted = (
            (self.make, "建卡", len(chosen) - with_card),
            (self.first, "核验上半年", with_card),
            (self.second, "核验下半年", with_card),
            (self.paper, "打印", with_card),
        )
        for button, label, count in counted:
            button.setEnabled(count > 0)
            words = f"{label} {count:,} 张" if count > 1 else label
            button.setText(f" {words}" if button is self.paper else words)
            button.setAccessibleName(words)
            button.updateGeometry()

    def issue(self) -> None:
        """Make cards for those ticked who have none."""
        members = tuple(one.id for one in self.list.chosen() if not one.card_id)
        if members and self._day_read():
            staff = self.staff.value()
            order = IssueContacts(
                members,
                staff if isinstance(staff, int) else None,
                self.phone.text().strip(),
                issued_on=self.day.value(),
            )
            self.write(f"建了 {len(members):,} 张联系卡", issue_contacts, order)

    def check_first(self) -> None:
        """The community has seen these cards for the first half of the year."""
        self._check(FIRST)

    def check_second(self) -> None:
        """The community has seen these cards for the second half of the year."""
        self._check(SECOND)

    def _check(self, half: str) -> None:
        cards = tuple(one.card_id for one in self.list.chosen() if one.card_id)
        if cards and self._day_read():
            said = f"{_HALVES[half]}核验了 {len(cards):,} 张联系卡"
            self.write(said, check_contacts, CheckContacts(cards, half, self.day.value()))

    def _day_read(self) -> bool:
        """Whether the day is one; letters still being composed are put in first."""
        ime.commit()
        for one in self._rows.values():
            one.clear()
        if self.day.unread():
            self._rows["on"].show_error(UNREAD)
            self.day.setFocus()
        return not self.day.unread()

    @override
    def refused(self, error: UserError) -> None:
        beside = self._rows.get(error.field or "")
        if beside is None:
            super().refused(error)
        else:
            beside.show_error(error.message)
            beside.editor.setFocus()

    def print(self) -> None:
        """Show the cards that are ticked, else the one in hand."""
        members = [one.id for one in self.list.chosen() if one.card_id]
        if members:
            self._printing.cards("contact", members)
