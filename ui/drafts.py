"""What was typed and not saved, kept in the data file while the clerk types.

A draft is written at most once in 800 ms, without a bar and without reading any page again. What
could not be written stays in memory and is tried again; the form says so in its draft line.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.jobs import Jobs, Reply
from wenming_desktop import drafts
from wenming_desktop.drafts import KeptDraft
from wenming_desktop.errors import UserError

_PAUSE_MS: Final = 800
_AFTER_TROUBLE_MS: Final = 30_000


class Drafts(QObject):
    """The drafts of one account; `kept` carries form and moment, `failed` form and why."""

    kept = Signal(str, object)
    failed = Signal(str, str)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._waiting: dict[str, dict[str, Any]] = {}
        # Reads run beside the writes: what is on its way is answered from here.
        self._latest: dict[str, KeptDraft | None] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.flush)

    def keep(self, form: str, content: Mapping[str, Any]) -> None:
        """Keep what stands in a form; nothing is written where nothing has changed."""
        latest = self._latest.get(form)
        if latest is not None and latest.content == content:
            return
        self._latest[form] = KeptDraft(form, dict(content), datetime.now())
        self._waiting[form] = dict(content)
        if not self._timer.isActive():
            self._timer.start()

    def read(self, owner: QObject, form: str, done: Callable[[KeptDraft | None], object]) -> None:
        """Hand on the draft of a form, or None where there is none."""
        if form in self._latest:
            done(self._latest[form])
        else:
            self._jobs.read(owner, partial(self._found, form, done), drafts.read_draft, form)

    def drop(self, form: str) -> None:
        """Remove the draft of a form: it was saved, or emptied by hand."""
        known = form in self._latest
        self._waiting.pop(form, None)
        if known and self._latest[form] is None:
            return
        self._latest[form] = None
        reply: Reply[bool] = Reply(_nothing, _nothing, _nothing)
        self._jobs.write(self, reply, drafts.drop_draft, form)

    def flush(self) -> None:
        """Hand to the write lane what still waits; called before the window locks or closes."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, {}
        for form, content in waiting.items():
            reply = Reply(
                partial(self._written, form),
                partial(self._refused, form, content),
                partial(self._not_written, form, content),
            )
            self._jobs.write(self, reply, drafts.keep_draft, form, content)

    def _found(
        self, form: str, done: Callable[[KeptDraft | None], object], draft: KeptDraft | None
    ) -> None:
        # Typed since it was asked for: what the clerk sees now is the newer draft.
        if form not in self._latest:
            self._latest[form] = draft
            done(draft)

    def _written(self, form: str, at: datetime) -> None:
        self._timer.setInterval(_PAUSE_MS)
        if self._latest.get(form) is not None:
            self.kept.emit(form, at)

    def _refused(self, form: str, content: dict[str, Any], error: UserError) -> None:
        self._not_written(form, content, error.message)

    def _not_written(self, form: str, content: dict[str, Any], why: str) -> None:
        if self._latest.get(form) is None:
            return
        self._waiting.setdefault(form, content)
        self._timer.start(_AFTER_TROUBLE_MS)
        self.failed.emit(form, why)


def _nothing(_answer: object) -> None:
    """A draft that could not be dropped is offered once more: nothing is lost by it."""
