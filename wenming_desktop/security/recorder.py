"""History of every act: before/after images and one audit row, in the act's own transaction."""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, inspect

from db import derived, rows, search_docs
from db.base import Base, Record
from wenming_desktop.work import UseCase, Work

GENESIS = "0" * 64
# A number once given is never given again, not even after its act was taken back.
UNWATCHED = frozenset({"audit", "change_image", "undone_act", "draft", "meta", "number_counter"})
COMMON = ("created_at", "created_by", "entry_source")

Image = tuple[str, int, int, str, str | None, str | None]


class Recorder:
    """Watches one act; made new for each by `Desk`."""

    def __init__(self) -> None:
        self._before: dict[tuple[str, int], dict[str, Any] | None] = {}
        self._bulk: list[Image] = []
        self._seen: set[str] = set()

    def before_flush(self, work: Work) -> None:
        """Stamp the common columns; take the stored rows of what will change."""
        now, actor = work.now, work.actor.account_id
        for row in work.session.new:
            if isinstance(row, Record) and row.created_at is None:
                row.created_at, row.created_by = now, actor
        for row in (*work.session.dirty, *work.session.deleted):
            if not work.session.is_modified(row) and row not in work.session.deleted:
                continue
            self._remember(work.connection, row.__tablename__, inspect(row).identity)
            if isinstance(row, Record) and row not in work.session.deleted:
                row.updated_at, row.updated_by = now, actor
                row.row_version = (row.row_version or 0) + 1

    def after_flush(self, work: Work) -> None:
        """Note the rows that are new."""
        for row in work.session.new:
            key = inspect(row).mapper.primary_key_from_instance(row)[0]
            if row.__tablename__ not in UNWATCHED and isinstance(key, int):
                self._before.setdefault((row.__tablename__, key), None)

    def insert_rows(
        self, work: Work, table: type[Base], columns: Sequence[str], values: Sequence[Sequence[Any]]
    ) -> range:
        """Insert in bulk; one image stands for the whole range."""
        name = table.__tablename__
        first = rows.next_id(work.connection, name)
        common = (_iso(work.now), work.actor.account_id, work.detail.get("source", "manual"))
        names = ("id", *columns, *COMMON)
        rows.insert(
            work.connection,
            name,
            names,
            [(first + i, *row, *common) for i, row in enumerate(values)],
        )
        ids = range(first, first + len(values))
        if values:
            self._bulk.append((name, ids[0], ids[-1], "ins", None, None))
        return ids

    def update_rows(
        self, work: Work, table: type[Base], columns: Sequence[str], values: Sequence[Sequence[Any]]
    ) -> None:
        """Update in bulk; every row keeps its own image."""
        name = table.__tablename__
        ids = [row[-1] for row in values]
        for row_id, stored in rows.fetch(work.connection, name, ids).items():
            self._before.setdefault((name, row_id), stored)
        stamp = (_iso(work.now), work.actor.account_id)
        names = (*columns, "updated_at", "updated_by")
        rows.update(work.connection, name, names, [(*row[:-1], *stamp, row[-1]) for row in values])

    def removed(self, table: str, stored: Mapping[int, dict[str, Any] | None]) -> None:
        """Note rows that undo takes out (with what they held) or puts back (with None)."""
        for row_id, row in stored.items():
            self._before.setdefault((table, row_id), row)

    def finish(self, work: Work, case: UseCase) -> frozenset[str]:
        """Bring derived data and search up to date, then write images and the audit row."""
        touched = self._touched()
        self._before_derived(work, touched)
        images = self._images(work.connection) + self._bulk
        search_docs.refresh(work.connection, self._touched())
        if not images and not work.obj:
            return frozenset()
        write_audit(work, case.name, images)
        return frozenset(image[0] for image in images)

    def _before_derived(self, work: Work, touched: dict[str, set[int]]) -> None:
        for table, changes in derived.changes(work.connection, touched).items():
            for row_id, stored in rows.fetch(
                work.connection, table, [c[-1] for c in changes]
            ).items():
                self._before.setdefault((table, row_id), stored)
            rows.update(work.connection, table, derived.COLUMNS[table], changes)

    def _touched(self) -> dict[str, set[int]]:
        touched: dict[str, set[int]] = {}
        for table, row_id in self._before:
            touched.setdefault(table, set()).add(row_id)
        return touched

    def _remember(self, connection: Connection, table: str, identity: Any) -> None:
        if table in UNWATCHED or identity is None or (table, identity[0]) in self._before:
            return
        stored = rows.fetch(connection, table, [identity[0]])
        self._before[table, identity[0]] = stored.get(identity[0])

    def _images(self, connection: Connection) -> list[Image]:
        images: list[Image] = []
        for table, ids in self._touched().items():
            now = rows.fetch(connection, table, sorted(ids))
            for row_id in sorted(ids):
                before, after = self._before[table, row_id], now.get(row_id)
                if before != after:
                    kind = "ins" if before is None else "upd" if after is not None else "del"
                    images.append((table, row_id, row_id, kind, _json(before), _json(after)))
        return images


def write_audit(work: Work, action: str, images: Sequence[Image]) -> int:
    """Append the audit row and its images; returns its number."""
    connection = work.connection
    last = connection.exec_driver_sql(
        "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1"
    ).first()
    seq, prev = (1, GENESIS) if last is None else (last[0] + 1, last[1])
    counts: dict[str, dict[str, int]] = {}
    for table, first, end, kind, _, _ in images:
        tally = counts.setdefault(table, {})
        tally[kind] = tally.get(kind, 0) + end - first + 1
    detail = {**work.detail, "tables": counts, "images": digest(history_key(connection), images)}
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    content = (seq, stamp, work.actor.name, action, work.obj, _json(detail))
    connection.exec_driver_sql(
        "INSERT INTO audit (seq, ts_utc, actor, action, obj, detail, prev, hash)"
        " VALUES (?,?,?,?,?,?,?,?)",
        (*content, prev, chain(prev, content)),
    )
    names = ("audit_seq", "table_name", "row_id", "last_row_id", "kind", "before", "after")
    rows.insert(connection, "change_image", names, [(seq, *image) for image in images])
    return seq


def chain(prev: str, content: Sequence[Any]) -> str:
    """The hash of an audit row: SHA-256 over the previous hash and the canonical content."""
    text = json.dumps(list(content), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256((prev + text).encode()).hexdigest()


def digest(key: bytes, images: Sequence[Image]) -> str:
    """A keyed digest of an act's images: proves them without showing them."""
    mac = hmac.new(key, digestmod=hashlib.sha256)
    for image in images:
        mac.update(json.dumps(image, ensure_ascii=False, separators=(",", ":")).encode())
    return mac.hexdigest()


def history_key(connection: Connection) -> bytes:
    """The key of the digests, made with the file."""
    value = connection.exec_driver_sql("SELECT value FROM meta WHERE key='history_key'").scalar()
    return bytes.fromhex(str(value))


def _json(value: Any) -> str | None:
    if value is None:
        return None
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
