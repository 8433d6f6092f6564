"""What the search can do: open what was found on its page, run the commands of the window."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.common.nav import NavEntry
from ui.find.box import FindBox
from ui.find.commands import Deed, commands
from ui.find.entries import Command
from ui.page import Page, Services
from wenming_desktop.search.letters import letters
from wenming_desktop.search.model import Answer

_PLACES: Final = {
    "resident": ("households", "open_household"),
    "household": ("households", "open_household"),
    "ticket": ("tickets", "open_ticket"),
    "card": ("cards", "open_row"),
    "member": ("party", "open_member"),
}
"""On which page, and by which of its methods where it has one, a kind is brought to hand."""
_KINDS: Final = {"resident": "household"}
"""A person is opened in the household, which the answer names."""


class FindDesk(QObject):
    """Holds the one search box; told the pages, how one is brought to hand, and other deeds."""

    def __init__(
        self,
        services: Services,
        window: QWidget,
        offered: tuple[Sequence[NavEntry], Callable[[str], Page | None], Sequence[Deed]],
    ) -> None:
        super().__init__(window)
        self._services, self._window, self._go_to = services, window, offered[1]
        self._all = commands(*offered)
        self._box: FindBox | None = None
        self.may_find = "register.read" in services.office.rights

    def bring(self) -> None:
        """Show the search (Ctrl+K)."""
        if self._box is None:
            self._box = FindBox(self._services.jobs, self._fitting, self._window)
            self._box.chosen.connect(self._open)
            titles = [command.title for command in self._all]
            self._services.jobs.draw(self, self._spelt, letters, titles)
        self._box.bring()

    def _spelt(self, keys: tuple[str, ...]) -> None:
        """From now on commands are found by pinyin and initials too."""
        self._all = [
            replace(command, keys=f"{command.keys} {more}")
            for command, more in zip(self._all, keys, strict=True)
        ]

    def _fitting(self, text: str, person: Answer | None) -> list[Command]:
        fitting = [command for command in self._all if command.fits(text)]
        return [*self._for_person(person), *fitting]

    def _for_person(self, person: Answer | None) -> list[Command]:
        if person is None or "ticket.write" not in self._services.office.rights:
            return []
        caller = (person.kind, person.id)
        ask = partial(self._services.register_asked.emit, caller)
        title = f"给 {person.title} 登记诉求"
        return [Command(title, "ri.customer-service-2-line", ask, person.address)]

    def _open(self, answer: Answer) -> None:
        key, verb = _PLACES[answer.kind]
        row = answer.household_id if key == "households" else answer.id
        if not row:
            self._services.jobs.messages.warn(f"{answer.title}现在不在哪一户里。")
            return
        page = self._go_to(key)
        bring = getattr(page, verb, None)
        if bring is not None:
            bring(row)
        elif page is not None:
            page.open_item(_KINDS.get(answer.kind, answer.kind), row)
        elif answer.kind == "ticket":
            self._services.print_asked.emit(answer.id)
