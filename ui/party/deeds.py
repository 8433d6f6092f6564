"""What the party page lets a clerk do to the tree: make, change, check in, open a member."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.page import Services
from ui.party.cells.cell_dialog import CellDialog
from ui.party.cells.contact_member import ContactMemberDialog
from ui.party.cells.org_dialog import OrgDialog
from ui.party.members.dialog import CheckInDialog, MemberDialog
from ui.party.members.window import MemberWindow
from wenming_desktop.party.gaps_model import GapLine
from wenming_desktop.party.rules import BRANCH, GROUP

Node = tuple[str, int]


class Deeds(QObject):
    """Opens the dialogs over the page, one of each kind; `made` names the node to bring to hand."""

    made = Signal(str, int)

    def __init__(self, services: Services, page: QWidget, here: Callable[[], Node | None]) -> None:
        super().__init__(page)
        self._services, self._page, self._here = services, page, here
        self._cell: CellDialog | None = None
        self._org: OrgDialog | None = None
        self._check_in: CheckInDialog | None = None
        self._contact: ContactMemberDialog | None = None
        self._member: MemberDialog | None = None

    def edit(self, level: str, row_id: int) -> None:
        """Change a cell or an organisation."""
        if level == GROUP:
            self._cells().begin(row_id)
        else:
            self._orgs().begin(row_id)

    def new_cell(self, branch: int = 0, building: int = 0) -> None:
        """Make a cell of a branch, for a building."""
        self._cells().begin(0, branch, building)

    def new_org(self) -> None:
        """Make a branch."""
        self._orgs().begin(0, BRANCH)

    def check_in(self) -> None:
        """Register a member of a work unit who reports here."""
        if self._check_in is None:
            self._check_in = CheckInDialog(self._services, self._page.window())
        self._check_in.begin(self._here())

    def add_member(self) -> None:
        """Register a member on the roll, or one who flowed in or out."""
        if self._member is None:
            self._member = MemberDialog(self._services, self._page.window())
        self._member.begin(None, self._here())

    def give_contact(self, line: GapLine) -> None:
        """Give a household that has nobody to a member."""
        if "party.write" not in self._services.office.rights:
            self._services.open_asked.emit("household", line.id)
            return
        if self._contact is None:
            self._contact = ContactMemberDialog(self._services, self._page.window())
        self._contact.begin(line)

    def open_member(self, member: int) -> None:
        """Show all there is of a member."""
        MemberWindow(self._services, member, self._page.window()).begin()

    def _cells(self) -> CellDialog:
        if self._cell is None:
            self._cell = CellDialog(self._services.jobs, self._page.window())
            self._cell.kept.connect(lambda cell: self.made.emit(GROUP, cell))
        return self._cell

    def _orgs(self) -> OrgDialog:
        if self._org is None:
            self._org = OrgDialog(self._services.jobs, self._page.window())
            self._org.kept.connect(self.made)
        return self._org
