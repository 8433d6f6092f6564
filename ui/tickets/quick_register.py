"""快速登记 (F2): one window for a call, built once, shown at once, never in the way."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from ui.common import ime, theme
from ui.common.buttons import Btn, on_click
from ui.common.frames import frame
from ui.common.labels import Words
from ui.drafts import Drafts
from ui.jobs import Job, Jobs, Reply
from ui.tickets import form_draft, form_read
from ui.tickets.adviser import Adviser
from ui.tickets.circumstances import UNREAD
from ui.tickets.form import IntakeForm
from ui.tickets.same import MERGE, Same
from ui.tickets.side import SidePanel
from wenming_desktop.drafts import KeptDraft
from wenming_desktop.errors import UserError
from wenming_desktop.search.model import Calling
from wenming_desktop.tickets import queries, service
from wenming_desktop.tickets.intake import CallerFacts, IntakeChoices

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
    "occurred_at": "occurred_at",
    "external_no": "external_due_at",
    "external_due_at": "external_due_at",
}
_SUGGESTIONS = range(1, 4)
_OFFERS = range(4, 8)
_TITLE_BAR = 40


class QuickRegister(QDialog):
    """Registers a call; `registered` carries the ticket's id and whether to print its sheet.

    What is typed is a draft in the data file until it is registered or emptied.
    """

    registered = Signal(int, bool)

    def __init__(
        self, jobs: Jobs, parent: QWidget | None = None, drafts: Drafts | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dlg_quick_register")
        self.setWindowTitle("快速登记")
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._jobs = jobs
        self._drafts = drafts if drafts is not None else Drafts(jobs, self)
        self._saving = False
        self._asked_caller: Job | None = None
        self._asked_draft = self._knows_draft = False
        self._waiting: tuple[str, int] | None = None
        self._choices: IntakeChoices | None = None
        self.form = IntakeForm(jobs, self)
        self.side = SidePanel()
        self._adviser = Adviser(jobs, self.form, self.side)
        self._save = Btn("只登记", name="save", key="Ctrl+S")
        self._print = Btn("登记并打印", name="save_and_print", k="pri", key="Ctrl+回车")
        self._failed = Words("", "error")
        self._failed.setObjectName("err_not_saved")
        self._lay_out()
        self._connect()
        scale = theme.px("f_body") / 15
        room = self.screen().availableGeometry().height() - _TITLE_BAR
        self.resize(round(834 * scale), min(round(644 * scale), room))
        # What an earlier session left is put back before anything can be typed over it.
        self.refresh()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(0)
        # On a low screen or in large type the fields scroll instead of being cut.
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.form.setProperty("k", "scrolled")
        area.setWidget(self.form)
        top.addWidget(area, 1)
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
        self._failed.setWordWrap(True)
        self._failed.setContentsMargins(18, 4, 18, 8)
        self._failed.hide()
        layout.addWidget(self._failed)
        layout.addWidget(foot)

    def _connect(self) -> None:
        self.form.caller.picked.connect(self._picked)
        self.form.caller_changed.connect(self._caller_changed)
        self.form.decided.connect(self._decided)
        self.form.edited.connect(self._edited)
        self._drafts.kept.connect(self._draft_kept)
        self._drafts.failed.connect(self._draft_failed)
        on_click(self._save, self.save)
        on_click(self._print, self.save_and_print)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.save_and_print)
        QShortcut(QKeySequence("F7"), self, self.form.anonymous.toggle)
        for number in _SUGGESTIONS:
            take = partial(self.form.suggested.take, number - 1)
            QShortcut(QKeySequence(f"Alt+{number}"), self, take)
        for number in _OFFERS:
            press = partial(self.side.same.press, number)
            QShortcut(QKeySequence(f"Alt+{number}"), self, press)

    def bring(self, caller: tuple[str, int] | None = None) -> None:
        """Show the window or bring it to the front; a blank form takes the caller given."""
        if not self.isVisible() and self.form.is_blank():
            self.form.clear_errors()
        self.show()
        self.raise_()
        self.activateWindow()
        if caller is not None and self.form.is_blank():
            self._waiting = caller
            self._take_waiting()
            self.form.content.setFocus()
        else:
            self.form.caller.setFocus()

    def _take_waiting(self) -> None:
        """Take the caller the window was opened for, unless a draft was there before him."""
        if not self._knows_draft:
            return
        caller, self._waiting = self._waiting, None
        if caller is not None and self.form.is_blank():
            self._read_caller(caller)

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
        self._failed.hide()
        if wrong := form_read.unread(self.form):
            self.form.show_error(wrong, UNREAD[wrong])
            return
        command = self.form.command()
        self._set_saving(saving=True)

        def done(ticket: int) -> None:
            self._registered(ticket, paper=paper)

        reply = Reply(done, self._refused, self._not_saved)
        self._jobs.write(self, reply, service.register, command)

    def _registered(self, ticket: int, *, paper: bool) -> None:
        self.hide()
        self._drop_asked()
        # Still saving: a form half emptied is no draft.
        self.form.reset()
        self._drafts.drop(form_draft.FORM)
        self._set_saving(saving=False)
        self._adviser.forget()
        self._decided(None)
        self.registered.emit(ticket, paper)

    def _refused(self, error: UserError) -> None:
        self._set_saving(saving=False)
        self.form.refuse(_FIELD_OF.get(error.field or "", "content"), error)

    def _not_saved(self, why: str) -> None:
        """The data file did not take it: all that was typed stays where it is."""
        self._set_saving(saving=False)
        self._failed.setText(f"没有登记上，写的都还在。{why}")
        self._failed.show()

    def _set_saving(self, *, saving: bool) -> None:
        self._saving = saving
        for button in (self._save, self._print):
            button.setEnabled(not saving)

    def _offer(self, choices: IntakeChoices) -> None:
        if choices != self._choices:
            # Tiles are not made anew for what stands there already: F2 has to be quick.
            self._choices = choices
            self.form.offer(choices)
        if not self._asked_draft:
            self._asked_draft = True
            self._drafts.read(self, form_draft.FORM, self._put_back)

    def _put_back(self, draft: KeptDraft | None) -> None:
        self._knows_draft = True
        if draft is not None and self.form.is_blank():
            content = draft.content
            form_draft.put_into(self.form, content)
            self.form.asked_due.emit()
            self._draft_kept(draft.form, draft.at)
            key = form_draft.key_of(content)
            if key is not None:
                self._read_caller(key)
        elif draft is None:
            self._edited()
        self._take_waiting()

    def _picked(self, hit: Calling) -> None:
        self._read_caller((hit.kind, hit.id))
        # He is already saying what it is about; its kind will be suggested by his words.
        if not self.form.content.toPlainText():
            self.form.content.setFocus()

    def _drop_asked(self) -> None:
        """Whoever was picked before is not meant any more, however late he is found."""
        if self._asked_caller is not None:
            self._asked_caller.drop()
        self._asked_caller = None

    def _read_caller(self, key: tuple[str, int]) -> None:
        self._drop_asked()
        known = partial(self._know, key)
        job = self._jobs.read(self, known, queries.caller_facts, key[0], key[1])
        self._asked_caller = job

    def _know(self, key: tuple[str, int], facts: CallerFacts) -> None:
        self.form.take_caller(facts, key)
        self._edited()

    def _caller_changed(self) -> None:
        self.side.show_caller(self.form.facts)

    def _decided(self, same: Same | None) -> None:
        merged = same is not None and same.act == MERGE
        self._save.setText(f"登记并入 {same.matter.number}" if same and merged else "只登记")

    def _edited(self) -> None:
        if self._saving or not self._knows_draft:
            return
        if self.form.is_blank():
            self._drafts.drop(form_draft.FORM)
            self.side.show_draft("")
        else:
            self._drafts.keep(form_draft.FORM, form_draft.content_of(self.form))

    def _draft_kept(self, form: str, at: datetime) -> None:
        if form == form_draft.FORM and not self.form.is_blank():
            self.side.show_draft(f"草稿 {at:%H:%M} 已存")

    def _draft_failed(self, form: str, why: str) -> None:
        if form == form_draft.FORM:
            self.side.show_draft(f"草稿还没存上，先别关机。{why}")

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        # Closing only puts the window away: what was typed is kept for the next F2.
        event.ignore()
        self.hide()

    @override
    def reject(self) -> None:
        self.hide()
