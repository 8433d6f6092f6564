"""Takes an act back by its images alone; what was touched since stays and is named."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from db import rows
from db.base import Base
from wenming_desktop.errors import UserError
from wenming_desktop.security.recorder import Recorder
from wenming_desktop.work import Work

OWNERS = {
    "household_membership": ("resident_id", "resident"),
    "special_care": ("resident_id", "resident"),
    "household_liaison": ("member_id", "party_member"),
    "post_assignment": ("member_id", "party_member"),
    "service_record": ("member_id", "party_member"),
    "ticket_action": ("ticket_id", "ticket"),
    "ticket_extension": ("ticket_id", "ticket"),
    "service_card_event": ("card_id", "service_card"),
}
"""Rows that make no sense without their owner: they stay with it and go with it."""
TITLES = {
    "resident": "full_name",
    "household": "head_name",
    "party_member": "full_name",
    "ticket": "ticket_no",
    "building_party_group": "name",
    "house": "full_address",
    "service_card": "card_no",
    "service_record": "content",
    "wish": "wish_no",
    "merit_opinion": "requesting_unit",
    "party_registration_card": "card_no",
    "party_contact_card": "card_no",
    "party_feedback_card": "card_no",
    "feedback_letter": "letter_no",
    "rectification_item": "item_no",
}
WHOLE = frozenset(
    {
        "service_card", "ticket", "wish", "merit_opinion", "party_feedback_card",
        "feedback_letter", "rectification_item",
    }
)  # fmt: skip
"""Rows with a state: one that went on since is kept as it is, field by field would mix states."""
IGNORED = frozenset({"updated_at", "updated_by", "row_version"})
EDITED, USED = "后来又改过", "已被别的记录用到"


class UndoConflictError(UserError):
    """Taking the act back would contradict what was written since."""

    code = "undo.conflict"
    text = "后来的记录和这一步连在一起，撤不回去了，数据没有变。请先撤销后面的操作。"


class NothingToUndoError(UserError):
    """There is no such act, or it was taken back already."""

    code = "undo.nothing"
    text = "没有可以撤销的操作。"


@dataclass(frozen=True)
class Kept:
    """A row that undo left as it is, and why."""

    kind: str
    id: int
    title: str
    reason: str


@dataclass(frozen=True)
class Undone:
    """What undo did: rows taken out, rows restored, rows kept."""

    removed: int
    restored: int
    kept: tuple[Kept, ...]


@dataclass(frozen=True)
class _Image:
    id: int
    table: str
    first: int
    last: int
    kind: str
    before: dict[str, Any]
    after: dict[str, Any]


def undo_act(
    work: Work, seq: int, keep: frozenset[tuple[str, int]] | set[tuple[str, int]] = frozenset()
) -> Undone:
    """Take act `seq` back inside this unit of work, all but the rows of `keep`."""
    connection = work.connection
    if connection.exec_driver_sql("SELECT 1 FROM undone_act WHERE audit_seq = ?", (seq,)).first():
        raise NothingToUndoError
    images = [i for i in _images(connection, seq) if (i.table, i.first) not in keep]
    if not images:
        raise NothingToUndoError
    work.session.flush()
    kept: list[Kept] = []
    try:
        restored, waiting = _restore(work, images, kept)
        removed = _remove(work, images, kept)
        restored += _restore_rest(work, waiting, kept)
    except IntegrityError as error:
        raise UndoConflictError from error
    connection.exec_driver_sql(
        "INSERT INTO undone_act (audit_seq, by_seq)"
        " VALUES (?, (SELECT coalesce(max(seq), 0) + 1 FROM audit))",
        (seq,),
    )
    work.note(f"audit:{seq}", undoes=seq)
    work.session.expire_all()
    return Undone(removed, restored, tuple(kept))


def _images(connection: Connection, seq: int) -> list[_Image]:
    found = connection.exec_driver_sql(
        "SELECT id, table_name, row_id, last_row_id, kind, before, after FROM change_image"
        " WHERE audit_seq = ? ORDER BY id DESC",
        (seq,),
    )
    return [
        _Image(i, table, first, last, kind, json.loads(before or "{}"), json.loads(after or "{}"))
        for i, table, first, last, kind, before, after in found
    ]


def _restore(work: Work, images: list[_Image], kept: list[Kept]) -> tuple[int, list[_Image]]:
    """Put changed and deleted rows back; returns how many are as before, and what has to wait.

    Rows come back before inserted ones go: whoever pointed at a new row lets go of it. One whose
    place in a unique index is still taken waits until the row there has moved or gone.
    """
    restored, waiting = 0, []
    for image in images:
        try:
            restored += _restore_image(work, image, kept)
        except IntegrityError:
            waiting.append(image)
    return restored, waiting


def _restore_rest(work: Work, waiting: list[_Image], kept: list[Kept]) -> int:
    """Put back what had to wait, one after the other, as each makes room for the next."""
    restored = 0
    while waiting:
        count, still = _restore(work, waiting, kept)
        if len(still) == len(waiting):
            raise UndoConflictError
        restored, waiting = restored + count, still
    return restored


def _restore_image(work: Work, image: _Image, kept: list[Kept]) -> int:
    if image.kind == "del":
        names = list(image.before)
        rows.insert(work.connection, image.table, names, [list(image.before.values())])
        _recorder(work).removed(image.table, {image.first: None})
        return 1
    return _restore_row(work, image, kept) if image.kind == "upd" else 0


def _restore_row(work: Work, image: _Image, kept: list[Kept]) -> int:
    now = rows.fetch(work.connection, image.table, [image.first]).get(image.first, {})
    changed = [
        name
        for name, value in image.after.items()
        if image.before.get(name) != value and name not in IGNORED
    ]
    mine = [name for name in changed if now.get(name) == image.after[name]]
    if len(mine) < len(changed) and image.table in WHOLE:
        mine = []
    if mine and now:
        _recorder(work).update_rows(
            work,
            _model(image.table),
            mine,
            [(*(image.before.get(name) for name in mine), image.first)],
        )
    if len(mine) < len(changed):
        kept.append(_kept(image.table, image.first, now, EDITED))
    return int(bool(mine))


def _remove(work: Work, images: list[_Image], kept: list[Kept]) -> int:
    """Take inserted rows out, except those edited or used since and what they stand on."""
    going: dict[str, set[int]] = {}
    for image in images:
        if image.kind == "ins":
            going.setdefault(image.table, set()).update(range(image.first, image.last + 1))
    newest = images[0].id
    came = {table: set(ids) for table, ids in going.items()}
    for row in kept:
        came.setdefault(row.kind, set()).add(row.id)
    for table, ids in going.items():
        stays = _edited(work.connection, table, ids, newest)
        _keep(work, table, ids, stays, kept, EDITED)
    while _one_round(work, going, came, kept):
        pass
    for table, ids in going.items():
        stored = rows.fetch(work.connection, table, sorted(ids))
        _recorder(work).removed(table, dict(stored))
        rows.delete(work.connection, table, sorted(stored))
    return sum(len(ids) for table, ids in going.items() if table in TITLES and table != "house")


def _one_round(
    work: Work, going: dict[str, set[int]], came: dict[str, set[int]], kept: list[Kept]
) -> bool:
    """Keep what rows that stay refer to, and what belongs to owners that stay."""
    moved = False
    for child, table in Base.metadata.tables.items():
        for key in table.foreign_keys:
            parent, column = key.column.table.name, key.parent.name
            if going.get(parent):
                used = _used(work.connection, child, column, going[parent], going.get(child, set()))
                moved |= bool(used)
                outside = child not in OWNERS or OWNERS[child][0] != column
                _keep(work, parent, going[parent], used, kept if outside else [], USED)
    for child, (column, owner) in OWNERS.items():
        if going.get(child) and came.get(owner):
            ids = (going[child], going.get(owner, set()))
            stays = _owned_by_staying(work.connection, child, column, came[owner], ids)
            moved |= bool(stays)
            going[child] -= stays
    return moved


def _edited(connection: Connection, table: str, ids: set[int], newest: int) -> set[int]:
    found = connection.exec_driver_sql(
        "SELECT DISTINCT row_id FROM change_image WHERE table_name = ? AND id > ?"
        " AND row_id = last_row_id AND kind = 'upd'"
        " AND audit_seq NOT IN (SELECT audit_seq FROM undone_act)"
        " AND audit_seq NOT IN (SELECT by_seq FROM undone_act)",
        (table, newest),
    )
    return {row[0] for row in found} & ids


def _used(
    connection: Connection, child: str, column: str, parents: set[int], leaving: set[int]
) -> set[int]:
    used: set[int] = set()
    for part in rows.chunks(sorted(parents)):
        marks = ",".join("?" * len(part))
        found = connection.exec_driver_sql(
            f'SELECT id, "{column}" FROM {child} WHERE "{column}" IN ({marks})',
            tuple(part),
        )
        used |= {parent for row_id, parent in found if row_id not in leaving}
    return used


def _owned_by_staying(
    connection: Connection, child: str, column: str, came: set[int], ids: tuple[set[int], set[int]]
) -> set[int]:
    """Of the rows that are to go, those whose owner came with the same act and stays."""
    going, owners_going = ids
    stored = rows.fetch(connection, child, sorted(going))
    staying = came - owners_going
    return {row_id for row_id, row in stored.items() if row[column] in staying}


def _keep(
    work: Work, table: str, ids: set[int], stays: set[int], kept: list[Kept], reason: str
) -> None:
    if not stays:
        return
    ids -= stays
    if table in TITLES:
        stored = rows.fetch(work.connection, table, sorted(stays))
        kept += [_kept(table, row_id, stored.get(row_id, {}), reason) for row_id in sorted(stays)]


def _kept(table: str, row_id: int, row: dict[str, Any], reason: str) -> Kept:
    return Kept(table, row_id, str(row.get(TITLES.get(table, ""), "") or ""), reason)


def _recorder(work: Work) -> Recorder:
    if not isinstance(work.recorder, Recorder):
        raise TypeError("undo needs the recorder of a writing desk")
    return work.recorder


def _model(table: str) -> type[Base]:
    return next(m.class_ for m in Base.registry.mappers if m.class_.__tablename__ == table)
