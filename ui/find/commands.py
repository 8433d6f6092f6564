"""The commands a search offers: the pages of the rail and what works from anywhere."""

from collections.abc import Callable, Sequence
from functools import partial

from ui.common.nav import NavEntry
from ui.find.entries import Command

Deed = tuple[str, str, str, Callable[[], object]]
"""Title, icon, key and action of something that may be done on any page."""


def commands(
    pages: Sequence[NavEntry], go_to: Callable[[str], object], deeds: Sequence[Deed]
) -> list[Command]:
    """Return the pages in the order of the rail, then the deeds."""
    offered = []
    for number, page in enumerate(pages, start=1):
        key = f"Alt+{number % 10}" if number <= 10 else ""
        offered.append(Command(page.title, page.icon, partial(go_to, page.key), "打开这一页", key))
    offered += [Command(title, icon, run, key=key) for title, icon, key, run in deeds]
    return offered
