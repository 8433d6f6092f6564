"""The button 人口变动: a menu of the eight events and 作废, for the household in hand."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ui.common.buttons import Btn
from ui.jobs import Jobs, Reply
from ui.life.dialog import LifeDialog
from ui.life.void_dialog import VoidDialog
from ui.life.voided_dialog import VoidedDialog
from wenming_desktop.households.detail import household_detail
from wenming_desktop.households.model import HouseholdDetail
from wenming_desktop.life.model import TITLES, Kind


class LifeMenu(Btn):
    """`household` says whose event it is; each dialog is made once and brought again.

    `recorded` carries the household where an event ended.
    """

    recorded = Signal(int)

    def __init__(self, jobs: Jobs, household: Callable[[], int | None], over: QWidget) -> None:
        super().__init__("变动", name="life", icon="ri.group-line", small=True)
        self.setAccessibleName("人口变动")
        self._jobs, self._household, self._over = jobs, household, over
        self._dialogs: dict[Kind, LifeDialog] = {}
        self._void: VoidDialog | None = None
        self._voided: VoidedDialog | None = None
        self.events = QMenu(self)
        self.events.setObjectName("menu_life")
        self.events.setAccessibleName("人口变动")
        for at, (kind, title) in enumerate(TITLES.items(), 1):
            action = self.events.addAction(f"&{at}　{title}")
            action.setObjectName(f"act_life_{kind}")
            action.triggered.connect(partial(self.open_event, kind))
        self.events.addSeparator()
        void = self.events.addAction("&0　作废（录错了）")
        void.setObjectName("act_void")
        void.triggered.connect(self.open_void)
        voided = self.events.addAction("&9　作废记录，恢复")
        voided.setObjectName("act_voided")
        voided.triggered.connect(self.open_voided)
        self.setMenu(self.events)

    def bring(self) -> None:
        """Open the menu beneath the button, its first entry in hand."""
        self.events.popup(self.mapToGlobal(QPoint(0, self.height())))
        self.events.setActiveAction(self.events.actions()[0])

    def open_event(self, kind: Kind, _checked: bool = False) -> None:
        """Bring the dialog of an event for the household in hand."""
        household = self._household()
        if household is None:
            return
        if kind not in self._dialogs:
            dialog = LifeDialog(kind, self._jobs, self._over)
            dialog.recorded.connect(self.recorded)
            self._dialogs[kind] = dialog
        self._dialogs[kind].begin(household)

    def open_void(self, _checked: bool = False) -> None:
        """Bring the dialog that voids what was a mistake."""
        household = self._household()
        if household is not None:
            self._jobs.read(self, Reply(self._bring_void), household_detail, household)

    def open_voided(self, _checked: bool = False) -> None:
        """Bring the list of what can still come back."""
        if self._voided is None:
            self._voided = VoidedDialog(self._jobs, self._over)
        self._voided.begin()

    def _bring_void(self, household: HouseholdDetail) -> None:
        if self._void is None:
            self._void = VoidDialog(self._jobs, self._over)
        self._void.begin(household)
