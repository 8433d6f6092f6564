"""The backups that can be reached from here, what going back to one would change, the last good."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from db.tables.history import Audit, ChangeImage
from db.tables.households import Household, Resident
from db.tables.tickets import Ticket
from wenming_desktop.backup import bundle
from wenming_desktop.backup.automatic import FOLDER
from wenming_desktop.backup.by_desk import BackupState, LastBackup, backup_state, backups_noted
from wenming_desktop.backup.peek import BackupFacts, peek
from wenming_desktop.backup.plan import Plan, folder_of, plan_of
from wenming_desktop.backup.rules import HERE, LEAST_FREE, parse, place_word
from wenming_desktop.errors import UserError
from wenming_desktop.work import Desk, Work, use_case


@dataclass(frozen=True)
class KeptBackup:
    """A backup as listed: `file` is None where it cannot be reached from here now."""

    at: datetime
    name: str
    size: int
    why: str
    where: str
    by: str = ""
    missing: str = ""
    file: Path | None = None


@dataclass(frozen=True)
class Tally:
    """How much a data file holds."""

    households: int
    residents: int
    tickets: int


@dataclass(frozen=True)
class Back:
    """What going back to a backup means: then and now, and acts since it was made.

    `since` is None where the backup is no earlier moment of this very data file.
    """

    facts: BackupFacts
    now: Tally
    since: "Since | None"


@dataclass(frozen=True)
class Since:
    """Rows written since a backup: changed ones go back, new ones go away."""

    acts: int
    households_changed: int
    tickets_new: int
    others_new: int


@dataclass(frozen=True)
class Situation:
    """How backups stand: the newest, the plan of this PC, a warning of its disk, the moment."""

    state: BackupState
    plan: Plan
    room: str
    at: datetime


def situation(desk: Desk) -> Situation:
    """How backups stand now."""
    folder = folder_of(desk)
    state = desk.read(backup_state)
    return Situation(state, plan_of(folder), room_words(folder), state.now)


@dataclass(frozen=True)
class Overview:
    """How backups stand, and those that are known."""

    now: Situation
    listed: tuple[KeptBackup, ...]
    folder: Path


def overview(desk: Desk) -> Overview:
    """All that the page of backups shows."""
    return Overview(situation(desk), list_backups(desk), folder_of(desk) / FOLDER)


def list_backups(desk: Desk) -> tuple[KeptBackup, ...]:
    """The backups noted in the history and those that lie here unnoted, the newest first."""
    folder = folder_of(desk)
    places = [folder / FOLDER]
    if second := plan_of(folder).second:
        places.append(Path(second))
    found = {file.name: file for place in reversed(places) for file in _files(place)}
    noted = desk.read(backups_noted)
    listed = [_listed(made, found.pop(made.file, None)) for made in noted]
    for file in found.values():
        try:
            facts = peek(file)
        except UserError:
            # Of another program, or half of one: no backup that could be offered.
            continue
        why = "start" if parse(file.name) else _by_name(file.name)
        where = HERE if file.parent == places[0] else place_word(str(file.parent))
        listed.append(KeptBackup(facts.made_at, file.name, facts.size, why, where, file=file))
    return tuple(sorted(listed, key=lambda kept: kept.at, reverse=True))


def going_back(desk: Desk, file: Path) -> Back:
    """What would change if the office went back to this backup; nothing is changed."""
    facts = peek(file)
    with bundle.opened(file) as found:
        head = found.manifest.audit
    now, since = desk.read(_compared, head)
    return Back(facts, now, since)


def last_good(folder: Path) -> BackupFacts | None:
    """The newest backup near a data folder that is whole as far as it shows without a password."""
    places = [folder / FOLDER]
    if second := plan_of(folder).second:
        places.append(Path(second))
    files = {file.name: file for place in reversed(places) for file in _files(place)}
    looked = [facts for file in files.values() if (facts := _look(file)) is not None]
    for facts in sorted(looked, key=lambda one: one.made_at, reverse=True):
        if _is_whole(facts.file):
            return facts
    return None


def room_words(folder: Path) -> str:
    """What to say when the disk of the data is nearly full; nothing while there is room."""
    free = shutil.disk_usage(folder).free
    if free >= LEAST_FREE:
        return ""
    return f"放数据的硬盘只剩 {free >> 20} MB。请清理出空间，再多就存不进新登记了。"


@use_case("backup.compare", "看恢复会变什么", right="backup.write")
def _compared(work: Work, head: tuple[int, str] | None) -> tuple[Tally, Since | None]:
    count = work.session.scalar
    now = Tally(
        *(
            count(select(func.count()).select_from(table)) or 0
            for table in (Household, Resident, Ticket)
        )
    )
    if head is None:
        return now, None
    same = count(select(Audit.hash).where(Audit.seq == head[0]))
    if same != head[1]:
        return now, None
    later = ChangeImage.audit_seq > head[0]
    rows = func.coalesce(func.sum(ChangeImage.last_row_id - ChangeImage.row_id + 1), 0)
    new = {
        str(table): int(number)
        for table, number in work.session.execute(
            select(ChangeImage.table_name, rows)
            .where(later, ChangeImage.kind == "ins")
            .group_by(ChangeImage.table_name)
        )
    }
    changed = count(
        select(func.count(ChangeImage.row_id.distinct())).where(
            later, ChangeImage.table_name == "household", ChangeImage.kind != "ins"
        )
    )
    acts = count(select(func.count(ChangeImage.audit_seq.distinct())).where(later))
    tickets = new.pop("ticket", 0)
    return now, Since(acts or 0, changed or 0, tickets, sum(new.values()))


def _listed(made: LastBackup, file: Path | None) -> KeptBackup:
    facts = (made.at, made.file, made.size, made.why, made.where or HERE, made.by, made.missing)
    return KeptBackup(*facts, file=file)


def _files(folder: Path) -> list[Path]:
    try:
        return [item for item in folder.iterdir() if item.suffix == bundle.SUFFIX]
    except OSError:
        # A stick that is not plugged in has none to offer.
        return []


def _by_name(name: str) -> str:
    return "upgrade" if name.startswith("upgrade-") else "hand"


def _look(file: Path) -> BackupFacts | None:
    try:
        return peek(file)
    except UserError:
        return None


def _is_whole(file: Path) -> bool:
    try:
        with bundle.opened(file) as found:
            for name in found.manifest.files:
                found.read_back(name)
    except UserError:
        return False
    return True
