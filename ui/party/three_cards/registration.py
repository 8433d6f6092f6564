"""登记卡 of a node: who has one, what he commits himself to, when he signed."""

from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.common import ime
from ui.common.buttons import Btn, on_click, row
from ui.common.choice import Choice
from ui.common.date_field import DateField
from ui.common.form_row import FormRow, first_wrong
from ui.common.frames import column, frame
from ui.common.labels import Elided, Words
from ui.page import Services
from ui.party.three_cards import columns
from ui.party.three_cards.pick_list import PickList
from ui.party.three_cards.printing import Printing
from ui.party.three_cards.side_area import SideArea, align
from ui.party.three_cards.window import UNREAD, CardWindow
from ui.party.wishes.area import Area
from wenming_desktop.errors import UserError
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.three_cards.desk_queries import desk_choices, registration_lines
from wenming_desktop.three_cards.model import DeskChoices, RegistrationLine
from wenming_desktop.three_cards.orders import AmendCard, RegisterCard
from wenming_desktop.three_cards.registration import amend_card, register_all, register_card
from wenming_desktop.three_cards.rules import COMMITMENT

_WIDE, _HIGH = 1080, 560
_SIDE: Final = 330


class RegistrationDialog(CardWindow):
    """The members of a node at the left, the card in hand at the right."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, "registration", "党员登记卡", parent)
        self._node: NodeFilter | None = None
        self._shown: RegistrationLine | None = None
        self._choices: DeskChoices | None = None
        self._printing = Printing(services, self, self.near)
        self.list: PickList[RegistrationLine] = PickList(
            "registrations", "登记卡", columns.registrations
        )
        self.list.empty.say("这里没有党员", "在党建页左边选上一级再看。", icon="ri.flag-line")
        self.who = Elided("", "strong")
        self.who.setObjectName("lbl_registered_who")
        self.number = Words("", "sm2")
        self.number.setWordWrap(True)
        self.offered = Choice("commitment_offered", "备选承诺")
        self.commitment = Area("commitment", "志愿承诺", 5, COMMITMENT)
        self.signed = DateField("commitment_signed", "签字日期")
        self._rows = {
            "offered": FormRow("offered", "备选", self.offered),
            "commitment": FormRow("commitment", "志愿承诺", self.commitment, required=True),
            "on": FormRow("signed", "签字日期", self.signed),
        }
        self.keep_button = Btn("登记", name="registration_keep", k="pri", key="Ctrl+S")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        side = frame("card")
        inside = column(side, margins=(14, 12, 14, 12), gap=8)
        inside.addWidget(self.who)
        inside.addWidget(self.number)
        for one in self._rows.values():
            inside.addWidget(one)
        inside.addStretch(1)
        inside.addLayout(row(None, self.keep_button))
        area = SideArea(side, _SIDE)
        align(self._rows.values())
        body = row(self.list, area, spacing=10)
        body.setStretch(0, 1)
        self.inside.addLayout(body, 1)
        self.all = self.add_button(Btn("补建全部", name="register_all"), self.make_all)
        self.paper = self.add_button(
            Btn("打印", name="print_registration", icon="ri.printer-line", key="Ctrl+P"), self.print
        )
        area.setVisible(self.may_write)
        self.all.setVisible(self.may_write)

    def _connect(self) -> None:
        self.list.here.connect(self._show_current)
        self.list.ticked.connect(self._tell)
        self.list.opened.connect(self.commitment.setFocus)
        self.offered.activated.connect(lambda _at: self._take_offered())
        on_click(self.keep_button, self.keep)
        for key in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.keep)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print)

    def begin(self, node: NodeFilter | None) -> None:
        """Show it for a node."""
        self._node, self._shown = node, None
        self.jobs.read(self, self._offer, desk_choices)
        self.refresh()
        self.bring(_WIDE, _HIGH)
        self.list.setFocus()

    @override
    def refresh(self) -> None:
        self.jobs.read(self, self._show, registration_lines, self._node)

    def _offer(self, choices: DeskChoices) -> None:
        self._choices = choices
        pairs = ((text, text) for text in choices.commitments)
        self.offered.offer([("", "选一句，可以再改"), *pairs])
        self._fill(self._shown)

    def _show(self, lines: tuple[RegistrationLine, ...]) -> None:
        # What is typed stays where the card itself has not changed.
        held, typed = self._shown, (self.commitment.text(), self.signed.text())
        self._shown = None
        self.list.show_rows(lines)
        if held is not None and self.list.current() == held:
            self.commitment.put(typed[0])
            self.signed.line.setText(typed[1])

    def _tell(self) -> None:
        rows = self.list.rows
        lacking = sum(not one.card_id for one in rows)
        unsigned = sum(bool(one.card_id and not one.signed_on) for one in rows)
        said = f"{len(rows):,} 人，没有卡 {lacking:,} 人，没签字 {unsigned:,} 人"
        self.note.setText(said)
        self.all.setText(f"补建 {lacking:,} 张" if lacking else "都有卡")
        self.all.setEnabled(lacking > 0)
        count = sum(bool(one.card_id) for one in self.list.chosen())
        self.paper.setText(f" 打印 {count:,} 张")
        self.paper.setEnabled(count > 0)
        for button in (self.all, self.paper):
            button.setAccessibleName(button.text().strip())
            button.updateGeometry()

    def _show_current(self) -> None:
        line = self.list.current()
        if line is not None and line != self._shown:
            self._fill(line)
        self._tell()

    def _fill(self, line: RegistrationLine | None) -> None:
        """Show a card; what was typed for another member and not kept gives way."""
        self._shown = line
        for one in self._rows.values():
            one.clear()
        if line is None:
            return
        self.who.setText(line.name)
        self.number.setText(
            f"{line.card_no}，{line.registered_on:%Y-%m-%d} 登记"
            if line.registered_on
            else "还没有登记卡，写好承诺就登记"
        )
        first = self._choices.commitments[:1] if self._choices else ()
        self.commitment.put(line.commitment or "".join(first))
        self.signed.put(line.signed_on)
        known = self.offered.findData(self.commitment.text())
        self.offered.setCurrentIndex(max(0, known))
        self.keep_button.setText("存下" if line.card_id else "登记")
        self.keep_button.setAccessibleName(f"{self.keep_button.text()} {line.name}的登记卡")

    def _take_offered(self) -> None:
        if text := str(self.offered.value() or ""):
            self.commitment.put(text)
            self.commitment.setFocus()

    def keep(self) -> None:
        """Register the member in hand, or keep what was changed on his card."""
        ime.commit()
        line = self._shown
        if line is None or not self.may_write:
            return
        for one in self._rows.values():
            one.clear()
        if self.signed.unread():
            self._rows["on"].show_error(UNREAD)
        if self.commitment.over():
            over = self.commitment.over()
            self._rows["commitment"].show_error(f"多了 {over} 个字，最多 {COMMITMENT} 个。")
        if first_wrong(list(self._rows.values())) is not None:
            return
        text, day = self.commitment.text(), self.signed.value()
        if line.card_id:
            self.write(f"{line.name}的登记卡已存下", amend_card, AmendCard(line.card_id, text, day))
        else:
            self.write(f"已登记 {line.name}", register_card, RegisterCard(line.id, text, day))

    @override
    def refused(self, error: UserError) -> None:
        beside = self._rows.get(error.field or "")
        if beside is None:
            super().refused(error)
        else:
            beside.show_error(error.message)
            first_wrong(list(self._rows.values()))

    def make_all(self) -> None:
        """Make a card for everybody of the node who has none."""
        lacking = sum(not one.card_id for one in self.list.rows)
        if lacking:
            self.write(f"补建了 {lacking:,} 张登记卡，签字后记上日期", register_all, self._node)

    def print(self) -> None:
        """Show the cards that are ticked, else the one in hand."""
        members = [one.id for one in self.list.chosen() if one.card_id]
        if members:
            self._printing.cards("registration", members)
