"""包联户 of a node: how many of the households in its buildings somebody looks after."""

from collections.abc import Sequence
from datetime import timedelta

from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.party.rules import BRANCH, GROUP
from wenming_desktop.three_cards.model import Tile
from wenming_desktop.three_cards.people import Person
from wenming_desktop.work import Work

_HOUSEHOLDS = """
SELECT h.id, b.party_group_id, g.branch_id, EXISTS (
  SELECT 1 FROM household_liaison l JOIN party_member m ON m.id = l.member_id AND NOT m.is_void
  WHERE l.household_id = h.id AND NOT l.is_void
  AND (l.from_on IS NULL OR l.from_on < :end) AND (l.to_on IS NULL OR l.to_on >= :end))
FROM household h JOIN house ho ON ho.id = h.house_id
JOIN building_unit u ON u.id = ho.building_unit_id JOIN building b ON b.id = u.building_id
LEFT JOIN building_party_group g ON g.id = b.party_group_id AND NOT g.is_void
WHERE NOT h.is_void AND coalesce(h.status, 'active') = 'active'
"""
_CALLED_ON = """
SELECT count(DISTINCT s.household_id) FROM service_record s
WHERE NOT s.is_void AND s.household_id IS NOT NULL AND s.date >= :month AND s.date < :end
"""


def liaison_tile(work: Work, wanted: NodeFilter, who: Sequence[Person]) -> Tile:
    """The tile of a node; above the branches every household of the office counts."""
    end = (work.now.date() + timedelta(days=1)).isoformat()
    rows = work.connection.exec_driver_sql(_HOUSEHOLDS, {"end": end}).all()
    if wanted.level == GROUP:
        rows = [row for row in rows if row[1] == wanted.id]
    elif wanted.level == BRANCH:
        rows = [row for row in rows if row[2] == wanted.id]
    done = sum(bool(row[3]) for row in rows)
    sql = _CALLED_ON + f" AND s.member_id IN ({_numbers(who)})"
    bound = {"month": work.now.date().replace(day=1).isoformat(), "end": end}
    called = work.connection.exec_driver_sql(sql, bound).scalar() or 0
    left = len(rows) - done
    return Tile(done, len(rows), _words(len(rows), left, int(called)))


def _words(whole: int, left: int, called: int) -> str:
    if not whole:
        return "没有住户"
    if called:
        return f"本月走访 {called:,} 户"
    return f"{left:,} 户没有人联系" if left else "全部有人联系"


def _numbers(who: Sequence[Person]) -> str:
    return ",".join(str(int(person.id)) for person in who) or "-1"
