"""The search index: one contentless full-text table of grams over everything that is looked for.

`search_index` holds tokens only, under a number made of kind and id; `search_doc` holds a digest
of each document's tokens, so that unchanged rows cost nothing and `check` can compare. Nothing
keeps them up to date by itself (no triggers): who writes a row puts its document.

The tokenizer is FTS5's `ascii`: every byte above 127 belongs to a token, so our grams pass
untouched in any script and plane; the few marks of `grams.py` are named as token characters.
"""

import json
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection

from db.grams import Doc, grams_of, tokens
from db.search_query import Match, match, runs, stages

__all__ = [
    "KINDS",
    "PREFIX",
    "Doc",
    "Found",
    "Match",
    "create",
    "find",
    "match",
    "newest",
]
__all__ += ["put", "rebuild", "remove", "search", "tokens"]

PREFIX = "search_"
"""Every table of the index, FTS5's own ones too, has a name that begins so."""

# The place of a kind is stored in the index: append, never reorder.
_STORED = ("resident", "household", "house", "ticket", "card", "member")
_SHIFT = 32
_CHUNK = 2000
_HASH_BYTES = 32 << 20  # tokens FTS5 gathers before it writes: one import, one segment
_PAGE_BYTES = 3960  # what fits an encrypted page of 4096; FTS5's own 4050 spills into a second

KINDS = ("household", "resident", "house", "card", "ticket", "member")
"""The kinds of documents, in the order equally good answers are given."""

_DDL = (
    "CREATE VIRTUAL TABLE search_index USING fts5(grams, content='', contentless_delete=1,"
    " detail=none, tokenize=\"ascii tokenchars '^$=-'\")",
    f"INSERT INTO search_index(search_index, rank) VALUES('hashsize', {_HASH_BYTES})",
    f"INSERT INTO search_index(search_index, rank) VALUES('pgsz', {_PAGE_BYTES})",
    "CREATE TABLE search_doc(id INTEGER PRIMARY KEY, digest INTEGER NOT NULL)",
)
_ARM = (
    "SELECT * FROM (SELECT rowid FROM search_index WHERE search_index MATCH ?"
    " AND rowid BETWEEN ? AND ? LIMIT ?)"
)
_NEWEST = (
    "SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid BETWEEN ? AND ?"
    " ORDER BY rowid DESC LIMIT ?"
)

_T = TypeVar("_T")

Look = Callable[[str, Sequence[int]], Iterable[Doc]]


class Found(NamedTuple):
    """One answer: `rank` and `field` as in `search_query`; the field is '' when not proven."""

    kind: str
    ref: int
    rank: int
    field: str


def create(conn: Connection) -> None:
    """Make the tables of the index (the first migration calls this)."""
    for statement in _DDL:
        conn.exec_driver_sql(statement)


def number(kind: str, ref: int) -> int:
    """The number of a document in the index."""
    return (_STORED.index(kind) << _SHIFT) | ref


def origin_of(number: int) -> tuple[str, int]:
    """The kind and id behind a number of the index."""
    return _STORED[number >> _SHIFT], number & ((1 << _SHIFT) - 1)


def digest_of(grams: str) -> int:
    """What `search_doc` keeps of a document's tokens."""
    return zlib.crc32(grams.encode())


def _chunks(items: Iterable[_T]) -> Iterator[list[_T]]:
    source = iter(items)
    while chunk := list(islice(source, _CHUNK)):
        yield chunk


# ---- writing


def put(conn: Connection, docs: Iterable[Doc]) -> None:
    """Write documents, new or changed; those whose tokens are as before cost next to nothing."""
    for chunk in _chunks(docs):
        rows = {row[0]: row for row in map(_row, chunk)}
        known = dict(_digests(conn, rows))
        _write(conn, [row for no, row in rows.items() if known.get(no) != row[2]])


def _row(doc: Doc) -> tuple[int, str, int]:
    """What is stored of a document: its number, tokens and digest."""
    grams = " ".join(grams_of(doc))
    return number(doc.kind, doc.ref), grams, digest_of(grams)


def _write(conn: Connection, rows: list[tuple[int, str, int]]) -> None:
    if not rows:
        return
    conn.exec_driver_sql(
        "INSERT OR REPLACE INTO search_index(rowid, grams) VALUES(?, ?)",
        [row[:2] for row in rows],
    )
    conn.exec_driver_sql(
        "INSERT OR REPLACE INTO search_doc(id, digest) VALUES(?, ?)", [row[::2] for row in rows]
    )


def _digests(conn: Connection, numbers: Collection[int]) -> list[tuple[int, int]]:
    found = conn.exec_driver_sql(
        "SELECT id, digest FROM search_doc WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    return [(row[0], row[1]) for row in found]


def remove(conn: Connection, kind: str, refs: Iterable[int]) -> None:
    """Take documents out; those that are not there do not matter."""
    for chunk in _chunks(refs):
        there = [(no,) for no, _ in _digests(conn, [number(kind, ref) for ref in chunk])]
        if there:
            conn.exec_driver_sql("DELETE FROM search_index WHERE rowid = ?", there)
            conn.exec_driver_sql("DELETE FROM search_doc WHERE id = ?", there)


def rebuild(conn: Connection, docs: Iterable[Doc]) -> None:
    """Make the index anew from all documents."""
    conn.exec_driver_sql("INSERT INTO search_index(search_index) VALUES('delete-all')")
    conn.exec_driver_sql("DELETE FROM search_doc")
    for chunk in _chunks(docs):
        _write(conn, [*map(_row, chunk)])
    conn.exec_driver_sql("INSERT INTO search_index(search_index) VALUES('optimize')")


# ---- finding


def find(
    conn: Connection,
    text: str,
    limit: int = 50,
    kinds: Sequence[str] = KINDS,
    look: Look | None = None,
) -> list[tuple[str, int]]:
    """Kind and id of what answers the text, best first; see `search`."""
    return [(hit.kind, hit.ref) for hit in search(conn, text, limit, kinds, look)]


def search(
    conn: Connection,
    text: str,
    limit: int = 50,
    kinds: Sequence[str] = KINDS,
    look: Look | None = None,
) -> list[Found]:
    """What answers the text, best first, kinds taking turns among equally good answers.

    `look` gives the documents of the ids of a kind as they are now: with it every answer is
    proven and ranked. Without it long digits, mixed words and rare accidents may bring a row
    too many, and rank is the stage of the search that found it.
    """
    hits: list[Found] = []
    seen: set[tuple[str, int]] = set()
    first = limit + limit // 4 + 5 if look else limit  # a few may not be proven
    for stage, expression in enumerate(stages(runs(text))):
        for cap in (first, limit * 10, limit * 100):
            candidates = _candidates(conn, expression, kinds, cap)
            fresh = [origin for origin in candidates if origin not in seen]
            seen.update(fresh)
            wanted = limit - len(hits)
            hits += _proven(fresh, text, look, wanted) if look else _likely(fresh, stage)
            if len(hits) >= limit or len(candidates) < cap:
                break
        if len(hits) >= limit:
            break
    return _in_turns(hits, kinds)[:limit]


def newest(conn: Connection, text: str, limit: int, kind: str, look: Look) -> list[Found]:
    """What of one kind answers the text, the newest rows first, every answer proven."""
    expressions = stages(runs(text))
    if not expressions:
        return []
    span = (number(kind, 0), number(kind, 0) + (1 << _SHIFT) - 1)
    rows = conn.exec_driver_sql(_NEWEST, (expressions[-1], *span, limit * 4))
    return _proven([origin_of(row[0]) for row in rows.fetchall()], text, look, limit)


def _likely(candidates: list[tuple[str, int]], stage: int) -> Iterator[Found]:
    return (Found(kind, ref, stage, "") for kind, ref in candidates)


def _candidates(
    conn: Connection, expression: str, kinds: Sequence[str], cap: int
) -> list[tuple[str, int]]:
    """All that fit the expression, or `cap` of each kind: many of one never hide the others.

    Nearly every query has few answers, and one pass for all kinds costs a sixth of six.
    """
    if len(kinds) > 1:
        found = _pass(conn, expression, [(0, len(_STORED) << _SHIFT)], cap + 1)
        if len(found) <= cap:
            return [origin for origin in found if origin[0] in kinds]
    firsts = [number(kind, 0) for kind in kinds]
    return _pass(conn, expression, [(first, first + (1 << _SHIFT) - 1) for first in firsts], cap)


def _pass(
    conn: Connection, expression: str, spans: list[tuple[int, int]], cap: int
) -> list[tuple[str, int]]:
    values = tuple(value for span in spans for value in (expression, *span, cap))
    rows = conn.exec_driver_sql(" UNION ALL ".join([_ARM] * len(spans)), values)
    return [origin_of(row[0]) for row in rows]


def _proven(candidates: list[tuple[str, int]], text: str, look: Look, wanted: int) -> list[Found]:
    """The candidates that do answer, looked up a few at a time until there are enough."""
    hits: list[Found] = []
    order = _alternating(candidates)
    while order and len(hits) < wanted:
        size = wanted - len(hits) + 10
        batch, order = order[:size], order[size:]
        by_kind: dict[str, list[int]] = {}
        for kind, ref in batch:
            by_kind.setdefault(kind, []).append(ref)
        docs = (doc for kind, refs in by_kind.items() for doc in look(kind, refs))
        proofs = ((doc, match(doc, text)) for doc in docs)
        hits += [Found(doc.kind, doc.ref, *proof) for doc, proof in proofs if proof]
    return hits


def _alternating(candidates: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """One of each kind after the other; the order within a kind stays."""
    turns: Counter[str] = Counter()
    keyed = []
    for place, (kind, _) in enumerate(candidates):
        keyed.append((turns[kind], place))
        turns[kind] += 1
    return [candidates[place] for _, place in sorted(keyed)]


def _in_turns(hits: list[Found], kinds: Sequence[str]) -> list[Found]:
    """Best rank first; within a rank one of each kind after the other."""
    turns: Counter[tuple[int, str]] = Counter()
    keyed = []
    for hit in sorted(hits, key=lambda hit: (hit.rank, hit.ref)):
        turn = turns[hit.rank, hit.kind]
        turns[hit.rank, hit.kind] += 1
        keyed.append(((hit.rank, turn, kinds.index(hit.kind)), hit))
    return [hit for _, hit in sorted(keyed)]
