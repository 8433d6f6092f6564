"""经过: the acts on an item as dated lines, a line an act; nothing said in one is lost. Pure.

Kept in the item's 备注, so that an act taken back takes its line along.
"""

from dataclasses import dataclass
from datetime import datetime

_MOMENT = "%Y-%m-%d %H:%M"
_GAP = "　"


@dataclass(frozen=True, slots=True)
class Told:
    """One act: when, what, who, what was said; a line that tells no time is words alone."""

    at: datetime | None
    act: str
    by: str
    words: str


def with_line(log: str, told: Told) -> str:
    """The log with one more line below."""
    at = f"{told.at:{_MOMENT}}" if told.at else ""
    line = _GAP.join((at, told.act, told.by.replace(_GAP, " "), told.words))
    return f"{log}\n{line}" if log else line


def read_lines(log: str) -> tuple[Told, ...]:
    """The acts of a log, in order."""
    return tuple(_told(line) for line in log.splitlines() if line.strip())


def words_with(note: str, due: datetime | None, before: datetime | None) -> str:
    """What an act said, with the deadline it gave where that is another one than before."""
    if due is None or due == before:
        return note
    was = f"（原 {before:{_MOMENT}}）" if before else ""
    return "；".join(filter(None, (note, f"期限 {due:{_MOMENT}}{was}")))


def _told(line: str) -> Told:
    parts = line.split(_GAP, 3)
    at = _moment(parts[0]) if len(parts) == 4 else None
    # Written by another hand, or in another program: it says what it says.
    return Told(at, *parts[1:]) if at else Told(None, "", "", line)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _MOMENT)
    except ValueError:
        return None
