"""From a data folder and a password to a desk: lock, vault, key, upgrade, actor.

The window and the command line both start here.
"""

from wenming_desktop.start.office import (
    DATABASE,
    AccountNotNamedError,
    FolderTakenError,
    NewOffice,
    NoOfficeError,
    UnknownAccountError,
    Workplace,
    create,
    desk_for,
    open_office,
)
from wenming_desktop.start.recovery import (
    Lost,
    finish_started,
    found,
    open_backup,
    open_with_paper,
)

__all__ = [
    "DATABASE",
    "AccountNotNamedError",
    "FolderTakenError",
    "Lost",
    "NewOffice",
    "NoOfficeError",
    "UnknownAccountError",
    "Workplace",
    "create",
    "desk_for",
    "finish_started",
    "found",
    "open_backup",
    "open_office",
    "open_with_paper",
]
