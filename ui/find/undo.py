"""撤销 from anywhere: a bar after every write, Ctrl+Z and Ctrl+Y for this session's acts."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject

from ui.common.undo_bar import Action
from ui.find.commands import Deed
from ui.page import Services
from wenming_desktop import undoing
from wenming_desktop.undoing import StandingAct, TakenBack

_RIGHT: Final = "history.undo"
_LABEL: Final = {"cards.printed": "没印好，退回待印"}
_TOLD_BY_PAGE: Final = frozenset(
    {
        "tickets.register",
        "tickets.step",
        "tickets.import",
        "residents.import",
        "members.import",
        "services.import",
        undoing.REDO,
    }
)
"""Acts whose page or window says itself what happened and how to take it back."""


class UndoDesk(QObject):
    """Knows where this session began; nothing older is taken back from the keyboard."""

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._jobs = services, services.jobs
        self._since: int | None = None
        self._told = 0
        self._quiet = False
        self.may_undo = _RIGHT in services.office.rights
        if self.may_undo:
            self._jobs.read(self, self._begin, undoing.history_mark)
            self._jobs.changed.connect(self._changed)

    def deeds(self) -> list[Deed]:
        """What this desk does, by its keys; nothing for an account that may not."""
        undo: Deed = ("撤销上一步", "ri.arrow-go-back-line", "Ctrl+Z", self.undo)
        redo: Deed = ("重做", "ri.refresh-line", "Ctrl+Y", self.redo)
        return [undo, redo] if self.may_undo else []

    def _begin(self, mark: int) -> None:
        self._since = self._told = mark

    def undo(self) -> None:
        """Take back the newest act that stands (Ctrl+Z)."""
        self._undo(None)

    def redo(self) -> None:
        """Do again what was taken back last (Ctrl+Y)."""
        if self._since is not None:
            self._quiet = True
            self._jobs.write(self, self._redone, undoing.redo_last_act, self._since)

    def undo_act(self, seq: int) -> None:
        """Take back one act, the bar of which offered it."""
        self._undo(seq)

    def _undo(self, seq: int | None) -> None:
        if self._since is not None:
            self._quiet = True
            self._jobs.write(self, self._undone, undoing.undo_last_act, self._since, seq)

    def _changed(self, _tables: frozenset[str]) -> None:
        """After a write: name the act and offer to take it back."""
        if self._quiet:
            self._quiet = False
        elif self._since is not None:
            self._jobs.read(self, self._tell, undoing.standing_act, self._since)

    def _tell(self, act: StandingAct | None) -> None:
        if act is None or act.seq <= self._told:
            return
        self._told = act.seq
        if act.action not in _TOLD_BY_PAGE:
            label = _LABEL.get(act.action, "撤销")
            undo = Action(label, partial(self._undo, act.seq), "Ctrl+Z")
            self._jobs.messages.say(f"已记下：{act.words}", undo)

    def _undone(self, taken: TakenBack) -> None:
        redo = Action("重做", self.redo, "Ctrl+Y") if taken.act.can_redo else None
        said = f"已撤销：{taken.act.words}{_kept(taken)}"
        self._jobs.messages.say(said, redo, icon="ri.arrow-go-back-line")

    def _redone(self, taken: TakenBack) -> None:
        undo = Action("撤销", self.undo, "Ctrl+Z")
        self._jobs.messages.say(f"已重做：{taken.act.words}{_kept(taken)}", undo)


def _kept(taken: TakenBack) -> str:
    """What stayed as it is, because it went on since."""
    if not taken.kept:
        return ""
    names = "、".join(kept.title for kept in taken.kept[:2] if kept.title)
    more = f"（{names}{'等' if len(taken.kept) > 2 else ''}）" if names else ""
    return f"。其中 {len(taken.kept)} 条{more}{taken.kept[0].reason}，没有动"
