"""While a call is taken down: what its words suggest, what it is like, where it goes, until when.

Everything is asked in the read lane a moment after the last key, and an answer to an older
question is dropped.
"""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer

from ui.jobs import Job, Jobs
from ui.tickets import form_read
from ui.tickets.form import IntakeForm
from ui.tickets.side import SidePanel
from wenming_desktop.tickets import queries
from wenming_desktop.tickets.advice import Advice, advise
from wenming_desktop.tickets.similar import Matter
from wenming_desktop.tickets.words import Suggestion, suggest

PAUSE_MS: Final = 150


class Adviser(QObject):
    """Watches the form and fills the side panel and the chips."""

    def __init__(self, jobs: Jobs, form: IntakeForm, side: SidePanel) -> None:
        super().__init__(form)
        self._jobs, self._form, self._side = jobs, form, side
        self._said = ""
        self._matter = Matter()
        self._jobs_of: dict[str, Job] = {}
        self._words, self._facts = self._timer(self._suggest), self._timer(self._advise)
        form.content.textChanged.connect(self._words.start)
        form.edited.connect(self._facts.start)
        form.caller_changed.connect(self._facts.start)
        form.asked_due.connect(self._ask_due)
        side.same.decided.connect(form.decide)

    def _timer(self, deed: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(PAUSE_MS)
        timer.timeout.connect(deed)
        return timer

    def forget(self) -> None:
        """The form was emptied: nothing asked before is wanted any more."""
        for timer in (self._words, self._facts):
            timer.stop()
        for name in tuple(self._jobs_of):
            self._drop(name)
        self._said, self._matter = "", Matter()
        self._side.clear()

    def _drop(self, name: str) -> None:
        job = self._jobs_of.pop(name, None)
        if job is not None:
            job.drop()

    def _suggest(self) -> None:
        form = self._form
        if form.content.textCursor().block().layout().preeditAreaText():
            # Letters still being composed say nothing yet.
            self._words.start()
            return
        said = form.content.toPlainText().strip()
        if said == self._said:
            return
        self._said = said
        self._drop("words")
        if form.category_by_hand or not said:
            form.suggested.offer(())
            return
        found = partial(self._suggested, said)
        self._jobs_of["words"] = self._jobs.read(self, found, suggest, said)

    def _suggested(self, said: str, found: tuple[Suggestion, ...]) -> None:
        form = self._form
        if said == self._said and not form.category_by_hand:
            form.suggested.offer(found, form.categories.value())

    def _advise(self) -> None:
        matter = form_read.matter_of(self._form)
        if matter == self._matter:
            return
        self._matter = matter
        self._drop("facts")
        advised = partial(self._advised, matter)
        self._jobs_of["facts"] = self._jobs.read(self, advised, advise, matter)

    def _advised(self, matter: Matter, advice: Advice) -> None:
        if matter != self._matter:
            return
        form = self._form
        self._side.show_advice(advice, form.same)
        if form.same is None:
            form.sending.suggest(advice.going, form.categories.category())

    def _ask_due(self) -> None:
        self._drop("due")
        category = self._form.categories.value()
        if category:
            self._jobs_of["due"] = self._jobs.read(
                self,
                self._side.show_due,
                queries.due_preview,
                category,
                self._form.urgency.value(),
                self._form.outside.due_at(),
            )
