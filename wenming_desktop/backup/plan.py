"""Where this PC puts the second copy of a backup, and whether it makes them by itself.

The choice belongs to the PC, not to the office: it lies beside the data file, in no backup, so a
restored office still knows the stick that is plugged in here.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from db.engine import file_of
from wenming_desktop.backup.by_desk import begin_backup
from wenming_desktop.security.files import write_atomically
from wenming_desktop.work import Desk

FILE = "backup.json"


@dataclass(frozen=True)
class Plan:
    """Whether backups are made by themselves, and the folder of the second copy, if any."""

    automatic: bool = True
    second: str = ""


def plan_of(folder: Path) -> Plan:
    """The plan kept in a data folder; a broken one is as good as none."""
    try:
        raw = json.loads((folder / FILE).read_bytes())
        automatic, second = raw["automatic"], raw["second"]
    except (OSError, ValueError, KeyError, TypeError):
        return Plan()
    if not isinstance(automatic, bool) or not isinstance(second, str):
        return Plan()
    return Plan(automatic, second)


def folder_of(desk: Desk) -> Path:
    """The data folder of the open office."""
    return file_of(desk.engine)[0].parent


def read_plan(desk: Desk) -> Plan:
    """The plan of this PC."""
    return plan_of(folder_of(desk))


def keep_plan(desk: Desk, plan: Plan) -> Plan:
    """Change the plan, for who may make backups."""
    desk.read(begin_backup)
    write_atomically(folder_of(desk) / FILE, json.dumps(asdict(plan), ensure_ascii=False).encode())
    return plan
