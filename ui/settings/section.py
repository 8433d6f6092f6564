"""What every section of the settings can do, and the foot that saves."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, on_click
from ui.common.labels import Elided
from ui.common.restyle import OnRestyle
from ui.page import Services
from wenming_desktop.drafts import KeptDraft


class Section(QWidget):
    """One section; `unsaved` tells whether something typed is not saved yet."""

    unsaved = Signal(bool)

    def __init__(self, services: Services, name: str) -> None:
        super().__init__()
        self.setObjectName(f"section_{name}")
        self.services, self.jobs = services, services.jobs
        self.may_write = "settings.write" in services.office.rights
        self._form = f"settings.{name}"
        self._draft_asked = self._draft_known = False

    def keep_draft(self, content: Mapping[str, Any]) -> None:
        """Keep what was typed and not saved, so that no crash takes it; nothing drops it."""
        if not self._draft_known or not self.may_write:
            return
        if content:
            self.services.drafts.keep(self._form, content)
        else:
            self.services.drafts.drop(self._form)

    def read_draft(self) -> None:
        """Ask once for what was typed before the program ended; `show_draft` gets it."""
        if self.may_write and not self._draft_asked:
            self._draft_asked = True
            self.services.drafts.read(self, self._form, self._found)

    def show_draft(self, content: Mapping[str, Any]) -> None:
        """Show what was typed and not saved the last time."""

    def _found(self, draft: KeptDraft | None) -> None:
        self._draft_known = True
        if draft is not None:
            self.show_draft(draft.content)

    def start(self) -> None:
        """Read what it shows; called when it is first shown."""

    def save(self) -> None:
        """Save what was typed (Ctrl+S)."""

    def add(self) -> None:
        """Begin a new row (Ctrl+N)."""

    def changed(self, tables: frozenset[str]) -> None:
        """Read again what a write to these tables has changed."""


class SaveFoot(OnRestyle, QFrame):
    """保存 and 放弃改动, and whether there is anything to save."""

    save_asked = Signal()
    drop_asked = Signal()

    def __init__(self, *, may_write: bool) -> None:
        super().__init__()
        self.setProperty("k", "foot")
        self._may_write = may_write
        self._said = Elided("", "sm2")
        self._said.setObjectName("lbl_saved")
        self._drop = Btn("放弃改动", name="drop_changes", k="txt", small=True)
        self._save = Btn("保存", name="save", icon="ri.save-line", k="pri", key="Ctrl+S")
        on_click(self._save, self.save_asked.emit)
        on_click(self._drop, self.drop_asked.emit)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 0, 10, 0)
        line.setSpacing(10)
        line.addWidget(self._said, 1)
        line.addWidget(self._drop)
        line.addWidget(self._save)
        self._drop.setVisible(False)
        self._save.setVisible(may_write)
        self.show_state(dirty=False)
        self.restyle()

    @override
    def restyle(self) -> None:
        self.setFixedHeight(theme.px("ctl") + 12)

    def show_state(self, *, dirty: bool) -> None:
        """Show whether something is not saved."""
        if not self._may_write:
            self._said.setText("这个账号只能看，改动请找书记或系统维护")
            return
        self._said.setText("有改动，还没有保存。换到别的页也会留着" if dirty else "没有改动")
        self._drop.setVisible(dirty)

    def say(self, text: str) -> None:
        """Say something else for now."""
        self._said.setText(text)


def scrolled(body: QWidget) -> QScrollArea:
    """Let a form scroll where the window is too low for it."""
    body.setProperty("k", "scrolled")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    return area
