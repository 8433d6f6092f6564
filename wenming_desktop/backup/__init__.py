"""Backups: one verified file, read back before it counts, and the way home from it."""

from wenming_desktop.backup.bundle import BackupInfo
from wenming_desktop.backup.copy import backup
from wenming_desktop.backup.restore import finish_restore, restore, restore_with, stage_restore
from wenming_desktop.backup.verify import (
    Check,
    integrity,
    verify,
    verify_with,
    with_key,
    with_paper,
    with_password,
)

__all__ = [
    "BackupInfo",
    "Check",
    "backup",
    "finish_restore",
    "integrity",
    "restore",
    "restore_with",
    "stage_restore",
    "verify",
    "verify_with",
    "with_key",
    "with_paper",
    "with_password",
]
