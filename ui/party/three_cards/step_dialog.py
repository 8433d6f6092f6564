"""Small forms of the feedback desk: how papers were sent, what came back, why one is void."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from ui.common.choice import Choice
from ui.common.date_field import DateField
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow, first_wrong
from ui.life.group import short_line
from ui.party.three_cards.window import UNREAD
from ui.party.wishes.area import Area
from wenming_desktop.three_cards.model import DeskChoices
from wenming_desktop.three_cards.rules import OPINION

_REASON: Final = 200


class _DayDialog(FormDialog):
    """A form with a day that has come already."""

    def __init__(self, name: str, title: str, label: str, parent: QWidget | None) -> None:
        super().__init__(name, title, title, parent)
        self._today = date.today()
        self.day = DateField(f"{name}_on", label, lambda: self._today)
        self.day_row = FormRow(f"{name}_on", label, self.day, required=True)
        self.submitted.connect(self._go)

    def start(self, what: str, today: date) -> None:
        """Show it for these papers."""
        self._today = today
        self.told.setText(what)
        self.fail("")
        for one in self.rows:
            one.clear()
        self.day.put(today)
        self.bring()

    def _read_day(self) -> date | None:
        """Return the day; what is wrong with it is said beside it."""
        day = self.day.value()
        if self.day.unread() or day is None:
            self.day_row.show_error(UNREAD)
        elif day > self._today:
            self.day_row.show_error("这一天还没有到。填已经过去的日子。")
            return None
        return day

    def _go(self) -> None:
        for one in self.rows:
            one.clear()
        day = self._read_day()
        if day is None or not self.hand_on(day):
            first_wrong(self.rows)
            return
        self.accept()

    def hand_on(self, day: date) -> bool:
        """Act on what was filled in; whether there was nothing wrong with it."""
        return bool(day)


class SendDialog(_DayDialog):
    """How papers went to the employers, and when."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("paper_send", "登记寄出", "寄出日期", parent)
        self.channel = Choice("paper_channel", "寄出方式")
        self._act: Callable[[str, date], object] | None = None
        self.add(FormRow("paper_channel", "寄出方式", self.channel, required=True))
        self.add(self.day_row)

    def begin(self, what: str, choices: DeskChoices, act: Callable[[str, date], object]) -> None:
        """Show it; `act` gets the channel and the day."""
        self._act = act
        self.channel.offer(choices.channels)
        self.start(what, choices.today)

    def hand_on(self, day: date) -> bool:
        """Hand the channel and the day on."""
        if self._act is not None:
            self._act(str(self.channel.value() or ""), day)
        return True


class ReceiptDialog(_DayDialog):
    """What came back of papers, and when."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("paper_receipt", "登记回执", "回执日期", parent)
        self.opinion = Area("paper_opinion", "单位意见", 3, OPINION)
        self._act: Callable[[str, date], object] | None = None
        self.add(self.day_row)
        self._opinion_row = self.add(FormRow("paper_opinion", "单位意见", self.opinion))

    def begin(self, what: str, today: date, act: Callable[[str, date], object]) -> None:
        """Show it; `act` gets the opinion and the day."""
        self._act = act
        self.opinion.put("")
        self.start(what, today)

    def hand_on(self, day: date) -> bool:
        """Hand the opinion and the day on."""
        if self.opinion.over():
            self._opinion_row.show_error(f"多了 {self.opinion.over()} 个字，最多 {OPINION} 个。")
            return False
        if self._act is not None:
            self._act(self.opinion.text(), day)
        return True


class VoidPaperDialog(FormDialog):
    """Why an issued paper is taken out of use."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("paper_void", "作废", "作废", parent)
        self.reason = short_line("paper_void_reason", "作废原因", _REASON)
        self._row = self.add(FormRow("paper_void_reason", "作废原因", self.reason, required=True))
        self._act: Callable[[str], object] | None = None
        self.submitted.connect(self._go)

    def begin(self, what: str, act: Callable[[str], object]) -> None:
        """Show it; `act` gets the reason."""
        self._act = act
        self.told.setText(f"{what}。编号不会再用，可以重新做一份。")
        self.fail("")
        self._row.clear()
        self.reason.clear()
        self.bring()

    def _go(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self._row.show_error("还没有写原因，写一句为什么。")
            first_wrong(self.rows)
        elif self._act is not None:
            self._act(reason)
            self.accept()
