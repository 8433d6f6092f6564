"""The way to the editor and back: 新增 and 编辑 on the list, the sheet in its place meanwhile."""

from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from ui.common.buttons import Btn, on_click
from ui.common.frames import column
from ui.households.editor.page import EditorPage
from ui.page import Page

_RIGHT = "register.write"
_WARM_MS = 900


class Deeds(Protocol):
    """Room for a button."""

    deeds: QHBoxLayout


class Pane(Deeds, Protocol):
    """The household beside the list."""

    def shown_id(self) -> int | None:
        """The household in hand."""


class EditorWay(QObject):
    """Stacks the editor over `front`, where the list stands; it is made when first asked for."""

    def __init__(self, page: Page, bar: Deeds, pane: Pane) -> None:
        super().__init__(page)
        self._page, self._pane = page, pane
        self.editor: EditorPage | None = None
        self.front = QWidget()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.front)
        column(page).addWidget(self._stack)
        self._came_from: QWidget | None = None
        self._title = self._list_title = ""
        page.subtitled.connect(self._heard)
        page.services.open_asked.connect(lambda _kind, _item: self.leave())
        if _RIGHT in page.services.office.rights:
            self._offer(bar)
            QTimer.singleShot(_WARM_MS, self, self._warm)

    def _offer(self, bar: Deeds) -> None:
        new = Btn("新增", name="new_household", icon="ri.user-add-line", key="Ctrl+N")
        new.setAccessibleName("新增住户")
        edit = Btn("编辑", name="edit_household", icon="ri.edit-line", small=True)
        edit.setToolTip("改这一户和成员　F4")
        edit.setAccessibleName("编辑这一户")
        bar.deeds.addWidget(new)
        self._pane.deeds.addWidget(edit)
        for button, key, action in ((new, "Ctrl+N", self.begin), (edit, "F4", self.edit)):
            on_click(button, action)
            shortcut = QShortcut(QKeySequence(key), self.front, action)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def open(self) -> bool:
        """Whether the editor is in front."""
        return self._stack.currentWidget() is not self.front

    def begin(self) -> None:
        """Begin a new household."""
        self._bring().begin()

    def edit(self) -> None:
        """Edit the household in hand."""
        household = self._pane.shown_id()
        if household is not None:
            self._bring().edit(household)

    def leave(self) -> None:
        """Bring the list to the front; what was typed stays as a draft."""
        if self.open() and self.editor is not None:
            self.editor.leave()

    def _warm(self) -> None:
        """Made once the list stands, so that the first opening is no slower than the next."""
        if self.editor is None:
            self._make().opening.warm()

    def _make(self) -> EditorPage:
        services = self._page.services
        editor = EditorPage(services.jobs, services.drafts)
        editor.left.connect(self._back)
        editor.saved.connect(self._saved)
        editor.titled.connect(self._titled)
        self._stack.addWidget(editor)
        self.editor = editor
        return editor

    def _bring(self) -> EditorPage:
        editor = self.editor or self._make()
        self._came_from = QApplication.focusWidget()
        self._stack.setCurrentWidget(editor)
        return editor

    def _back(self) -> None:
        self._to_list()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus()

    def _saved(self, household: int) -> None:
        self._to_list()
        self._page.open_item("household", household)

    def _to_list(self) -> None:
        self._title = ""
        self._stack.setCurrentWidget(self.front)
        self._page.subtitled.emit(self._list_title)

    def _titled(self, title: str) -> None:
        self._title = title
        self._page.subtitled.emit(title)

    def _heard(self, text: str) -> None:
        """The list is read anew behind the editor: the bar goes on telling what is edited."""
        if text != self._title:
            self._list_title = text
            if self._title:
                self._page.subtitled.emit(self._title)
