"""The rows behind a figure: what was done on which day, and where it opens."""

from datetime import date
from typing import Any, Final

from wenming_desktop.three_cards.figures import member_figures
from wenming_desktop.three_cards.model import MemberFigures, RecordLine
from wenming_desktop.three_cards.rules import Span
from wenming_desktop.work import Work, use_case

_IDS: Final = {
    "times": "record_ids",
    "hours": "record_ids",
    "activities": "activity_ids",
    "posts": "claim_ids",
    "wishes": "wish_ids",
    "fulfilled": "fulfilled_ids",
    "households": "household_ids",
}
_RECORD_LINES = """
SELECT s.id, s.date, s.content, s.hours, s.ticket_id, coalesce(s.household_id, 0),
       CASE WHEN s.ticket_id IS NOT NULL THEN '诉求 ' || coalesce(t.ticket_no, '')
            WHEN s.wish_id IS NOT NULL THEN '微心愿 ' || coalesce(w.wish_no, '')
            WHEN s.household_id IS NOT NULL THEN '联系户 ' || coalesce(h.head_name, '')
            ELSE '' END
FROM service_record s LEFT JOIN ticket t ON t.id = s.ticket_id
LEFT JOIN wish w ON w.id = s.wish_id LEFT JOIN household h ON h.id = s.household_id
WHERE s.id IN ({ids}) ORDER BY s.date, s.id
"""
_CLAIM_LINES = """
SELECT id, claimed_on, post || '|' || coalesce(item, ''), NULL, NULL, 0, coalesce(target, '')
FROM post_claim WHERE id IN ({ids}) ORDER BY claimed_on, id
"""
_WISH_LINES = """
SELECT id, coalesce(fulfilled_on, claimed_on), content, NULL, NULL, 0, coalesce(wish_no, '')
FROM wish WHERE id IN ({ids}) ORDER BY claimed_on, id
"""
_HOME_LINES = """
SELECT h.id, NULL, coalesce(h.head_name, ''), NULL, NULL, h.id,
       coalesce(ho.full_address, '')
FROM household h LEFT JOIN house ho ON ho.id = h.house_id WHERE h.id IN ({ids}) ORDER BY h.sort_key
"""
_LINES = {
    "record_ids": ("service_record", _RECORD_LINES),
    "activity_ids": ("service_record", _RECORD_LINES),
    "claim_ids": ("post_claim", _CLAIM_LINES),
    "wish_ids": ("wish", _WISH_LINES),
    "fulfilled_ids": ("wish", _WISH_LINES),
    "household_ids": ("household", _HOME_LINES),
}


@use_case("three_cards.records", "查看服务明细", right="party.read")
def records_behind(work: Work, member_id: int, span: Span, figure: str) -> tuple[RecordLine, ...]:
    """The rows that a figure of a member counts; `figure` is a name of `MemberFigures`."""
    found = member_figures(work, member_id, span)
    return rows_of(work, found, figure) if found is not None else ()


def rows_of(work: Work, counted: MemberFigures, figure: str) -> tuple[RecordLine, ...]:
    """The rows behind a figure, also behind one that was frozen."""
    ids = getattr(counted, _IDS[figure])
    table, sql = _LINES[_IDS[figure]]
    rows = work.connection.exec_driver_sql(sql.format(ids=",".join(map(str, ids)) or "-1"))
    lines = (_line(work, table, tuple(row)) for row in rows)
    return tuple(line for line in lines if line is not None)


def _line(work: Work, table: str, row: tuple[Any, ...]) -> RecordLine:
    row_id, on, words, hours, ticket, home, origin = row
    if table == "post_claim":
        post, _, item = words.partition("|")
        words = post_words(work, post, item)
    return RecordLine(
        table,
        row_id,
        date.fromisoformat(on) if on else None,
        words or "",
        round(float(hours), 2) if hours is not None else None,
        origin.strip(),
        home,
        ticket or 0,
    )


def post_words(work: Work, post: str | None, item: str | None) -> str:
    """A claimed post as it is named: the list's word, and what was claimed of it."""
    name = work.codes.name("service_post", post) if post else ""
    return f"{name}（{item}）" if name and item else name or item or ""
