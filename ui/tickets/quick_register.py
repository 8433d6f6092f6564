"""快速登记 (F2): one window for a call, built once, shown at once, never in the way."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.common import ime, theme
from ui.common.buttons import Btn, on_click
from ui.common.frames import frame
from ui.common.labels import Words
from ui.jobs import Job, Jobs, Reply
from ui.tickets.form import IntakeForm
from ui.tickets.side import SidePanel
from wenming_desktop.errors import UserError
from wenming_desktop.search.model import Hit
from wenming_desktop.tickets import queries, service
from wenming_desktop.tickets.intake import CallerFacts, DuePreview, IntakeChoices

_FIELD_OF = {
    "source": "source",
    "category": "category",
    "content": "content",
    "location_text": "location_text",
    "complainant_phone": "caller",
    "complainant_name": "caller",
    "complainant_address": "caller",
    "urgency": "source",
    "handling_unit": "handling_unit_id",
    "handling_unit_id": "handling_unit_id",
    "handler": "handling_unit_id",
}


class QuickRegister(QDialog):
    """Registers a call; `registered` carries the ticket's id and whether to print its sheet."""

    registered = Signal(int, bool)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dlg_quick_register")
        self.setWindowTitle("快速登记")
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._jobs = jobs
        self._due_job: Job | None = None
        self._saving = False
        self._offered = False
        self.form = IntakeForm(jobs, self)
        self.side = SidePanel()
        self._save = Btn("只登记", name="save", key="Ctrl+S")
        self._print = Btn("登记并打印", name="save_and_print", k="pri", key="Ctrl+回车")
        self._lay_out()
        self._connect()
        scale = theme.px("f_body") / 15
        self.resize(round(834 * scale), round(540 * scale))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self.form, 1)
        top.addWidget(self.side)
        foot = frame("dlgfoot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(16, 9, 16, 9)
        line.setSpacing(8)
        line.addWidget(Words("Tab 往下走　↑↓ 选人　Esc 收起，写的都留着", "sm3"))
        line.addStretch(1)
        line.addWidget(self._save)
        line.addWidget(self._print)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top, 1)
        layout.addWidget(foot)

    def _connect(self) -> None:
        self.form.caller.picked.connect(self._picked)
        self.form.caller_changed.connect(self._caller_changed)
        self.form.asked_due.connect(self._ask_due)
        self.form.edited.connect(self._edited)
        on_click(self._save, self.save)
        on_click(self._print, self.save_and_print)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.save_and_print)
        QShortcut(QKeySequence("F7"), self, self.form.anonymous.toggle)

    def bring(self, caller: tuple[str, int] | None = None) -> None:
        """Show the window or bring it to the front; a blank form takes the caller given."""
        if not self.isVisible() and self.form.is_blank():
            self.form.clear_errors()
        self.show()
        self.raise_()
        self.activateWindow()
        if caller is not None and self.form.is_blank():
            self._jobs.read(self, self._know, queries.caller_facts, caller[0], caller[1])
            self.form.content.setFocus()
        else:
            self.form.caller.setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read again what the form may offer."""
        self._jobs.read(self, self._offer, queries.intake_choices)

    def save(self) -> None:
        """Register the call."""
        self._register(paper=False)

    def save_and_print(self) -> None:
        """Register the call and show its sheet."""
        self._register(paper=True)

    def _register(self, *, paper: bool) -> None:
        # The letters still being composed belong to the field; without this they would be lost.
        ime.commit()
        if self._saving:
            return
        self.form.clear_errors()
        command = self.form.command()
        self._set_saving(saving=True)

        def done(ticket: int) -> None:
            self._registered(ticket, paper=paper)

        self._jobs.write(self, Reply(done, self._refused), service.register, command)

    def _registered(self, ticket: int, *, paper: bool) -> None:
        self._set_saving(saving=False)
        self.form.reset()
        self.side.show_caller(None)
        self.side.show_due(None)
        self.side.show_draft("")
        self.hide()
        self.registered.emit(ticket, paper)

    def _refused(self, error: UserError) -> None:
        self._set_saving(saving=False)
        self.form.show_error(_FIELD_OF.get(error.field or "", "content"), error.message)

    def _set_saving(self, *, saving: bool) -> None:
        self._saving = saving
        for button in (self._save, self._print):
            button.setEnabled(not saving)

    def _offer(self, choices: IntakeChoices) -> None:
        self.form.offer(choices)

    def _picked(self, hit: Hit) -> None:
        self._jobs.read(self, self._know, queries.caller_facts, hit.kind, hit.id)

    def _know(self, facts: CallerFacts) -> None:
        self.form.take_caller(facts)

    def _caller_changed(self) -> None:
        self.side.show_caller(self.form.facts)

    def _ask_due(self) -> None:
        if self._due_job is not None:
            self._due_job.drop()
        category = self.form.categories.value()
        if category:
            self._due_job = self._jobs.read(
                self, self._show_due, queries.due_preview, category, self.form.urgency.value()
            )

    def _show_due(self, due: DuePreview) -> None:
        self.side.show_due(due)

    def _edited(self) -> None:
        blank = self.form.is_blank()
        self.side.show_draft("" if blank else "写到一半也不怕，收起来再按 F2 接着写。")

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        # Closing only puts the window away: what was typed is kept for the next F2.
        event.ignore()
        self.hide()

    @override
    def reject(self) -> None:
        self.hide()
