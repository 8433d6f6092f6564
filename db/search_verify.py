"""The search index compared with what it should hold: the work of `check`."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from db.grams import Doc, grams_of
from db.search import digest_of, number, origin_of


class Difference(NamedTuple):
    """What `verify` found: a document that is missing, stale or extra, or an index that lies."""

    kind: str
    ref: int
    what: str


def verify(conn: Connection, docs: Iterable[Doc]) -> list[Difference]:
    """Compare the index with the documents as they should be; [] when all is well.

    The digests tell missing, stale and extra documents; the number of documents under each
    token, counted anew, tells an index whose inside no longer holds what was put.
    """
    known = {row[0]: row[1] for row in conn.exec_driver_sql("SELECT id, digest FROM search_doc")}
    counts: Counter[str] = Counter()
    differences = []
    for doc in docs:
        grams = grams_of(doc)
        counts.update(set(grams))
        digest = known.pop(number(doc.kind, doc.ref), None)
        if digest != digest_of(" ".join(grams)):
            what = "missing" if digest is None else "stale"
            differences.append(Difference(doc.kind, doc.ref, what))
    differences += [Difference(*origin_of(no), "extra") for no in known]
    if not differences and counts != _stored_counts(conn):
        differences.append(Difference("index", 0, "tokens"))
    return differences


def _stored_counts(conn: Connection) -> dict[str, int]:
    conn.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_terms"
        " USING fts5vocab(main, 'search_index', 'row')"
    )
    rows = conn.exec_driver_sql("SELECT term, doc FROM temp.search_terms")
    return {row[0]: row[1] for row in rows}
