"""What a backup says of itself before anybody has unlocked it: when, how much, whose accounts.

The manifest is signed with the data key, so nothing here is proved until it is opened; it is for
the clerk to see that he has the right file in hand.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wenming_desktop.backup import bundle
from wenming_desktop.backup.bundle import BackupDamagedError
from wenming_desktop.security.vault_file import from_bytes


@dataclass(frozen=True)
class BackupFacts:
    """A backup as its outside tells: the rows, the moment, who could sign in that day."""

    file: Path
    made_at: datetime
    residents: int
    households: int
    tickets: int
    accounts: tuple[str, ...]
    size: int


def peek(file: Path) -> BackupFacts:
    """Look at a backup without its password; refuses what is none."""
    with bundle.opened(file) as found:
        counts = found.manifest.counts
        try:
            made_at = datetime.fromisoformat(found.manifest.made_at)
            vault = from_bytes(b"".join(found.members[bundle.VAULT].chunks()))
        except ValueError as error:
            raise BackupDamagedError(file=file.name, what="清单或钥匙文件") from error
        return BackupFacts(
            file,
            made_at.replace(tzinfo=None),
            counts.get("resident", 0),
            counts.get("household", 0),
            counts.get("ticket", 0),
            tuple(slot.id for slot in vault.slots),
            file.stat().st_size,
        )


def newest(folder: Path) -> Path | None:
    """The newest finished backup in a data folder's own place for them."""
    found = (folder / "backup").glob(f"*{bundle.SUFFIX}")
    return max(found, key=lambda file: file.stat().st_mtime, default=None)
