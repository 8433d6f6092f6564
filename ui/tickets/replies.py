"""标准答复: a list of ready words for a step's text, taken over, then mended blank by blank."""

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from ui.common import ime, theme
from ui.common.buttons import Btn, on_click
from ui.common.frames import EmptyState, column
from ui.common.labels import Words
from ui.common.search_field import SearchField
from ui.common.tab_order import LATE
from ui.jobs import Jobs
from ui.tickets.blanks import Blanks, Edit
from ui.tickets.step_field import StepField
from ui.tickets.step_panel import StepPanel
from wenming_desktop.search.letters import letters
from wenming_desktop.tickets.replies import KINDS, Reply
from wenming_desktop.tickets.reply_desk import ReplyOffer, reply_offer

KEY: Final = "F9"
Index = QModelIndex | QPersistentModelIndex
_NAMES: Final = ("fld_result", "fld_reason")
_MARK: Final = "takes_replies"
_REPLY: Final = Qt.ItemDataRole.UserRole


def fits(reply: Reply, wanted: str) -> bool:
    """Whether a reply is meant by what was typed: words of it, or its pinyin or initials."""
    said = wanted.strip().lower()
    if said in reply.title.lower() or said in reply.text.lower():
        return True
    if not said.isascii():
        return False
    return any(spelt.startswith(said) for spelt in " ".join(letters([reply.title])).split())


class _Lines(QStyledItemDelegate):
    """A reply in the list: its title, and below it how its words begin."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, round(theme.px("f_body") * 1.5 + theme.px("f_sm") * 3.2) + 14)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, chosen = QRect(option.rect), bool(option.state & QStyle.StateFlag.State_Selected)
        reply = index.data(_REPLY)
        painter.save()
        if chosen:
            painter.fillRect(area, theme.colour("ink_tint"))
            painter.fillRect(QRect(0, area.top(), 3, area.height()), theme.colour("ink"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inside = area.adjusted(14, 6, -12, -6)
        painter.setFont(theme.font(bold=True))
        painter.setPen(theme.colour("text"))
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignTop), reply.title)
        below = inside.adjusted(0, round(theme.px("f_body") * 1.5), 0, 0)
        painter.setFont(theme.font("f_sm"))
        painter.setPen(theme.colour("text_2"))
        wrap = int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWrapAnywhere)
        painter.drawText(below, wrap, reply.text)
        painter.restore()


class ReplyList(QDialog):
    """Offers replies; `taken` carries the one that was chosen."""

    taken = Signal(object)

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("dlg_replies")
        self.setWindowTitle("标准答复")
        self._replies: tuple[Reply, ...] = ()
        self.search = SearchField("reply", "找：标题、内容、拼音首字母", pause_ms=0)
        self.list = QListWidget()
        self.list.setObjectName("list_replies")
        self.list.setAccessibleName("标准答复")
        self.list.setProperty("k", "plain")
        self.list.setItemDelegate(_Lines(self.list))
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._empty = EmptyState("empty_replies")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self._hint = Words("回车用上选中的答复，{ } 里的空用 Tab 逐个填", "sm3")
        layout = column(self, margins=(12, 12, 12, 10), gap=8)
        layout.addWidget(self.search)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._hint)
        self.search.asked.connect(self._find)
        self.search.left_down.connect(self._go_list)
        self.search.returnPressed.connect(self._take)
        self.list.itemActivated.connect(self._take)

    def bring(self, replies: tuple[Reply, ...]) -> None:
        """Show these replies with the cursor in the search box."""
        self._replies = replies
        self.search.clear()
        self._find("")
        self.resize(round(theme.px("f_body") * 32), round(theme.px("f_body") * 26))
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.setFocus()

    def _find(self, wanted: str) -> None:
        found = [reply for reply in self._replies if fits(reply, wanted)]
        self.list.clear()
        for reply in found:
            item = QListWidgetItem(reply.title)
            item.setData(_REPLY, reply)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{reply.title}：{reply.text}")
            item.setToolTip(reply.text)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._stack.setCurrentIndex(0 if found else 1)
        if found:
            return
        if self._replies:
            self._empty.say("没有这样的答复", f"没有找到“{wanted}”。换几个字，或清空再看全部。")
        else:
            self._empty.say("这一步还没有标准答复", "到 设置→标准答复 里加，以后每件工单都能用。")

    def _go_list(self) -> None:
        if self.list.count():
            self.list.setFocus()
            if self.list.count() > 1:
                self.list.setCurrentRow(1)

    def _take(self, _item: object = None) -> None:
        chosen = self.list.selectedItems()
        if chosen:
            self.accept()
            self.taken.emit(chosen[0].data(_REPLY))


class ReplyPicker(QObject):
    """Gives the text field of the step in hand its button and its key."""

    def __init__(self, jobs: Jobs, panel: StepPanel) -> None:
        super().__init__(panel)
        self._jobs, self._panel = jobs, panel
        self._list: ReplyList | None = None
        self._into: Blanks | None = None
        panel.changed.connect(self._attach)

    def _attach(self) -> None:
        spec = self._panel.spec
        if spec is None or spec.action not in KINDS:
            return
        for edit in self._panel.findChildren(QWidget):
            field = edit.parentWidget()
            if not isinstance(edit, Edit) or not isinstance(field, StepField):
                continue
            if edit.objectName() in _NAMES and not edit.property(_MARK):
                self._equip(field, edit)

    def _equip(self, field: StepField, edit: Edit) -> None:
        edit.setProperty(_MARK, True)
        place = Blanks(edit)
        button = Btn("标准答复", name="replies", small=True, key=KEY)
        button.setToolTip("用现成的话，空着的地方用 Tab 逐个填")
        button.setAccessibleName(f"标准答复，填入{edit.accessibleName()}")
        # Its key is the way by hand: as a stop of Tab it comes after the fields.
        button.setProperty(LATE, True)
        field.line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        button.show()
        on_click(button, place.asked.emit)
        place.asked.connect(lambda: self._ask(place))

    def _ask(self, place: Blanks) -> None:
        view, spec = self._panel.view, self._panel.spec
        if view is None or spec is None:
            return
        ime.commit()
        self._into = place
        self._jobs.read(place, self._offer, reply_offer, view.id, spec.action)

    def _offer(self, offer: ReplyOffer) -> None:
        if self._list is None:
            self._list = ReplyList(self._panel.window())
            self._list.taken.connect(self._take)
            self._list.finished.connect(self._go_back)
        self._list.bring(offer.replies)

    def _go_back(self, _result: int) -> None:
        """The list is put away: the cursor is in the step's text again."""
        place = self._place()
        if place is not None:
            place.edit.window().activateWindow()
            place.edit.setFocus()

    def _place(self) -> Blanks | None:
        """The text the list was asked for, unless its step has gone meanwhile."""
        return self._into if self._into is not None and isValid(self._into) else None

    def _take(self, reply: Reply) -> None:
        place = self._place()
        if place is not None and not place.insert(reply.text):
            self._jobs.messages.warn(f"“{reply.title}”放不下，这一栏写不了这么多字。写好的都还在。")
