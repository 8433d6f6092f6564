"""What the search list holds: captions, answers of the register, commands of the window."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from wenming_desktop.search.model import Answer

_ICON: Final = {
    "resident": "ri.group-line",
    "household": "ri.group-line",
    "ticket": "ri.customer-service-2-line",
    "card": "ri.bank-card-line",
    "member": "ri.flag-line",
}
_GROUP: Final = (
    ("住户", ("resident", "household")),
    ("办理", ("ticket",)),
    ("连心卡", ("card",)),
    ("党员", ("member",)),
)
_MOST: Final = 6


@dataclass(frozen=True)
class Command:
    """Something the window can do; `keys` are letters it is found by, beside its words."""

    title: str
    icon: str
    run: Callable[[], object]
    note: str = ""
    key: str = ""
    keys: str = ""

    def fits(self, text: str) -> bool:
        """Whether the command answers a text."""
        return text in self.title.lower() or any(
            part.startswith(text) for part in self.keys.split()
        )


@dataclass(frozen=True)
class Entry:
    """A line of the list; a caption has nothing to open."""

    title: str
    icon: str = ""
    address: str = ""
    note: str = ""
    lamp: tuple[str, str] = ("", "")
    key: str = ""
    answer: Answer | None = None
    command: Command | None = None

    @property
    def is_caption(self) -> bool:
        """Whether this is a caption over a group."""
        return self.answer is None and self.command is None

    @property
    def spoken(self) -> str:
        """The line as it is read aloud."""
        parts = (self.title, self.address, self.note, self.lamp[1])
        return " ".join(part for part in parts if part)


def arranged(answers: Sequence[Answer], commands: Iterable[Command]) -> list[Entry]:
    """Group answers and commands under captions."""
    entries: list[Entry] = []
    for caption, kinds in _GROUP:
        found = [answer for answer in answers if answer.kind in kinds]
        if found:
            entries.append(Entry(caption))
            entries += [_entry(answer) for answer in found[:_MOST]]
    offered = list(commands)
    if offered:
        entries.append(Entry("功能"))
        entries += [_offer(command) for command in offered]
    return entries


def _entry(answer: Answer) -> Entry:
    lamp = (answer.lamp, answer.lamp_text)
    note = "" if answer.lamp_text else answer.note
    return Entry(answer.title, _ICON[answer.kind], answer.address, note, lamp, answer=answer)


def _offer(command: Command) -> Entry:
    return Entry(command.title, command.icon, note=command.note, key=command.key, command=command)
