"""What stands beside the form: who may be the same person, who goes, what somebody else changed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.common.buttons import Btn, on_click
from ui.common.frames import column
from ui.common.labels import Elided, IconLabel, Words
from ui.common.restyle import restyle_one
from ui.households.editor.lines import Line
from ui.households.editor.sheet import NAME, Member
from wenming_desktop.households.edit_model import Difference, Leaving, Likeness


def _banner(tone: str, name: str) -> QFrame:
    box = QFrame()
    box.setObjectName(name)
    box.setProperty("k", "banner")
    box.setProperty("tone", tone)
    box.hide()
    return box


def like_words(found: Likeness) -> str:
    """One sentence: where he lives, and what is the same."""
    where = found.door or "登记簿里"
    if found.why == "number":
        return f"{where} 的“{found.name}”也是这个身份证号。"
    if found.why == "birth":
        return f"{where} 也有一位“{found.name}”，生日相同。"
    return f"{where} 也有一位“{found.name}”。"


class AlikeBar(QWidget):
    """Asks of one look-alike at a time; `same` and `other` carry him, with the reason."""

    same = Signal(object)
    other = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.found: Likeness | None = None
        self._box = _banner("warn", "bar_alike")
        self._words = Words("")
        self._words.setObjectName("lbl_alike")
        self._words.setWordWrap(True)
        self._why = Line("same_number", "号码相同的原因", 100)
        self._why.setPlaceholderText("不是同一人时写原因")
        self._yes = Btn("是同一个人", name="alike_same", k="link")
        self._no = Btn("不是同一人", name="alike_other", k="link")
        on_click(self._yes, self._same)
        on_click(self._no, self._other)
        self._why.entered.connect(self._other)
        line = QHBoxLayout(self._box)
        line.setContentsMargins(12, 2, 12, 2)
        line.setSpacing(12)
        line.addWidget(IconLabel("ri.group-line", "icon", "warn_text"))
        line.addWidget(self._words, 1)
        line.addWidget(self._why)
        line.addWidget(self._yes)
        line.addWidget(self._no)
        column(self).addWidget(self._box)

    def show_found(self, found: Likeness | None) -> None:
        """Ask of this one; nobody puts the bar away."""
        if found != self.found:
            self._why.put("")
            restyle_one(self._why, "state", "")
        self.found = found
        self._box.setVisible(found is not None)
        self.setVisible(found is not None)
        if found is not None:
            self._words.setText(like_words(found))
            self._yes.setAccessibleName(f"是同一个人：{like_words(found)}")
            self._why.setVisible(found.why == "number")

    def _same(self) -> None:
        self.same.emit(self.found)

    def _other(self) -> None:
        if self.found is not None and self.found.why == "number" and not self._why.value():
            restyle_one(self._why, "state", "error")
            self._why.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.other.emit(self.found, self._why.value())


class LeaveBar(QWidget):
    """Takes a member of the register off the household; `gone` carries how."""

    gone = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._member: Member | None = None
        self._words = Words("", "t2")
        self._why = Line("leave_reason", "去掉的原因", 100)
        self._why.setPlaceholderText("原因，比如搬走")
        self._mistake = QCheckBox("登记错了，从没住过这里")
        self._mistake.setObjectName("fld_leave_mistake")
        self._mistake.setAccessibleName("登记错了，从没住过这里")
        self._do = Btn("去掉", name="leave_do", small=True)
        self._drop = Btn("不去掉", name="leave_drop", small=True)
        on_click(self._do, self._go)
        on_click(self._drop, self.hide)
        self._why.entered.connect(self._go)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._words)
        line.addWidget(self._why, 1)
        for part in (self._mistake, self._do, self._drop):
            line.addWidget(part)
        self.hide()

    def ask(self, member: Member) -> None:
        """Ask why this member goes."""
        self._member = member
        self._words.setText(f"{member.value(NAME)}不在这一户了：")
        self._why.put("")
        self._mistake.setChecked(False)
        self.show()
        self._why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        if not self._why.value():
            restyle_one(self._why, "state", "error")
            self._why.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._member is not None and self._member.resident_id is not None:
            leaving = Leaving(
                self._member.resident_id, self._why.value(), mistake=self._mistake.isChecked()
            )
            self.hide()
            self.gone.emit(leaving)


class Lines(QWidget):
    """Lines that come and go, each with one button."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = column(self, margins=(12, 0, 0, 0), gap=4)
        self.hide()

    def show_lines(self, lines: Sequence[tuple[str, Btn | None]]) -> None:
        """Show these instead of what stood here."""
        while self._layout.count():
            item = self._layout.takeAt(0)
            part = item.widget() if item is not None else None
            if part is not None:
                part.hide()
                part.deleteLater()
        for words, button in lines:
            box = QWidget()
            line = QHBoxLayout(box)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(12)
            line.addWidget(Elided(words, "t2"), 1)
            if button is not None:
                line.addWidget(button)
            self._layout.addWidget(box)
        self.setVisible(bool(lines))


class ClashBar(QWidget):
    """What somebody else changed meanwhile beside what is typed here; `theirs` takes his value."""

    theirs = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._box = _banner("warn", "bar_clash")
        self._head = Words("")
        self._head.setObjectName("lbl_clash")
        self._head.setWordWrap(True)
        self._lines = Lines()
        inside = QVBoxLayout(self._box)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.setSpacing(4)
        inside.addWidget(self._head)
        inside.addWidget(self._lines)
        column(self).addWidget(self._box)
        self.found: tuple[Difference, ...] = ()
        self.hide()

    def show_found(self, head: str, found: tuple[Difference, ...]) -> None:
        """Show them; nothing puts the bar away."""
        self.found = found
        self._head.setText(head)
        self._lines.show_lines([self._line(at, one) for at, one in enumerate(found)])
        self._box.setVisible(bool(head))
        self.setVisible(bool(head))

    def _line(self, at: int, one: Difference) -> tuple[str, Btn | None]:
        who = f"{one.member} " if one.member else ""
        now, was = one.now or "空着", one.was or "空着"
        if one.mine is None or one.mine == one.now:
            return f"{who}{one.label}：从“{was}”改成了“{now}”", None
        words = f"{who}{one.label}：登记簿里现在是“{now}”，这里填的是“{one.mine or '空着'}”"
        take = Btn("用登记簿里的", name=f"theirs_{at + 1}", k="link")
        take.setAccessibleName(f"{who}{one.label}用登记簿里的“{now}”")
        on_click(take, partial(self._take, one))
        return words, take

    def _take(self, one: Difference) -> None:
        left = tuple(other for other in self.found if other != one)
        self.show_found(self._head.text() if left else "", left)
        self.theirs.emit(one)
