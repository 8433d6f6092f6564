"""What the unlock page may say before anybody unlocked: who was here last, whose office it is.

It stands readable in the ini of the data folder, beside what the vault tells anyway: account
names, never a resident or a thing somebody looked for.
"""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from ui.unlock.accounts import Account
from ui.unlock.page import Around

if TYPE_CHECKING:
    from wenming_desktop.security.own import Myself

_GROUP = "the door"
"""No account can be called so: account names have no spaces."""


class Known:
    """The part of the ini that is read before the unlock page."""

    def __init__(self, ini: Path) -> None:
        self.folder = ini.parent
        self._ini = QSettings(str(ini), QSettings.Format.IniFormat)

    def _text(self, key: str) -> str:
        found = self._ini.value(f"{_GROUP}/{key}")
        return found if isinstance(found, str) else ""

    @property
    def office(self) -> str:
        """Return the office's full name."""
        return self._text("office")

    @property
    def community(self) -> str:
        """Return the office's short name."""
        return self._text("community")

    @property
    def last(self) -> str:
        """Return the account that unlocked last."""
        return self._text("last")

    def account(self, login: str, today: date) -> Account:
        """Return an account of the vault with what is known of it."""
        at = self._text(f"at/{login}")
        when = shown(datetime.fromisoformat(at), today) if at else ""
        return Account(login, login, self._text(f"roles/{login}"), when)

    def remember(self, who: "Myself", now: datetime) -> None:
        """Remember an unlock for the next time."""
        for key, text in (
            ("office", who.office),
            ("community", who.community),
            ("last", who.account),
            (f"at/{who.account}", now.isoformat(timespec="minutes")),
            (f"roles/{who.account}", who.roles),
        ):
            self._ini.setValue(f"{_GROUP}/{key}", text)
        self._ini.sync()


def shown(at: datetime, today: date) -> str:
    """Return a moment as a clerk says it: 今天 08:02, 昨天 17:40, 11-18."""
    days = (today - at.date()).days
    if days in (0, 1):
        return f"{'昨天' if days else '今天'} {at:%H:%M}"
    return f"{at:%m-%d}" if at.year == today.year else f"{at:%Y-%m-%d}"


def around(known: Known, account: str, locked: str, version: str) -> Around:
    """Return what stands around the accounts; `locked`: idle minutes, 0 by hand, "" not locked."""
    today = date.today()
    times = [file.stat().st_mtime for file in known.folder.glob("backup/*.wmbak")]
    backup = f"{shown(_local(max(times)), today)} 已备份" if times else ""
    why = f"，{locked} 分钟没有动过" if locked.strip("0") else ""
    said = f"已锁定{why}。写了一半的都留着。" if locked else ""
    return Around(known.office, backup, version, said, account or known.last)


def _local(seconds: float) -> datetime:
    """Return a file's time as the office's clock shows it."""
    return datetime.fromtimestamp(seconds).replace(tzinfo=None)  # noqa: DTZ006
