"""Who may be calling: people and homes a search finds, with what tells them apart on the phone."""

from collections.abc import Sequence
from typing import Final

from wenming_desktop.fields import Phone
from wenming_desktop.households.queries import labels_of
from wenming_desktop.search.model import Calling, Hit
from wenming_desktop.search.service import find
from wenming_desktop.work import Work, use_case

PHONE: Final = Phone()
MOST: Final = 5
_LOOKED_AT: Final = 12
# The home of each, and the number of the one who would be called back: of a home, its head's.
_WHO: Final = {
    "resident": "SELECT r.id, r.phone, (SELECT m.household_id FROM household_membership m"
    " WHERE m.resident_id = r.id AND m.to_on IS NULL AND NOT m.is_void"
    " ORDER BY m.is_living DESC, m.id DESC LIMIT 1) FROM resident r WHERE r.id IN ({marks})",
    "household": "SELECT h.id, r.phone, h.id FROM household h"
    " LEFT JOIN resident r ON r.id = h.head_resident_id WHERE h.id IN ({marks})",
}


@use_case("search.calling", "查找来电人", right="register.read")
def who_calls(work: Work, text: str) -> tuple[Calling, ...]:
    """The first few people and homes that answer the text, best first."""
    hits = [hit for hit in find(work, text, _LOOKED_AT) if hit.kind in _WHO][:MOST]
    known = {kind: _known(work, kind, hits) for kind in _WHO}
    homes = {home for people in known.values() for _, home in people.values() if home is not None}
    labels = labels_of(work, sorted(homes))
    found = []
    for hit in hits:
        phone, home = known[hit.kind].get(hit.id, ("", None))
        covered = PHONE.mask(phone, work.codes) if phone else ""
        tags = labels.get(home, ()) if home is not None else ()
        found.append(Calling(hit.kind, hit.id, hit.title, hit.address, covered, tags))
    return tuple(found)


def _known(work: Work, kind: str, hits: Sequence[Hit]) -> dict[int, tuple[str, int | None]]:
    """Number and home of each hit of a kind."""
    ids = tuple(hit.id for hit in hits if hit.kind == kind)
    sql = _WHO[kind].format(marks=",".join("?" * len(ids)))
    rows = work.connection.exec_driver_sql(sql, ids)
    return {row[0]: (row[1] or "", row[2]) for row in rows}
