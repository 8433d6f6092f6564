"""Who leads each organisation and cell, by name."""

from wenming_desktop.party.rules import GROUP, SECRETARIES
from wenming_desktop.work import Work

_CELLS = """
SELECT g.id, coalesce(r.full_name, m.full_name, '') FROM building_party_group g
JOIN party_member m ON m.id = g.leader_id AND NOT m.is_void
LEFT JOIN resident r ON r.id = m.resident_id WHERE NOT g.is_void AND g.closed_on IS NULL
"""
_ORGS = """
SELECT o.level, o.id, coalesce(r.full_name, m.full_name, '') FROM party_organization o
JOIN party_member m ON m.id = coalesce(o.secretary_id, (SELECT p.member_id FROM post_assignment p
 WHERE p.org_id = o.id AND p.post IN ({posts}) AND NOT p.is_void
 AND (p.to_on IS NULL OR p.to_on >= ?) ORDER BY p.id LIMIT 1)) AND NOT m.is_void
LEFT JOIN resident r ON r.id = m.resident_id WHERE NOT o.is_void
"""


def leaders_of(work: Work) -> dict[tuple[str, int], str]:
    """Name of the leader or secretary by level and id; who has none is not there."""
    connection = work.connection
    found = {(GROUP, cell): name for cell, name in connection.exec_driver_sql(_CELLS)}
    posts = ",".join("?" * len(SECRETARIES))
    bound = (*SECRETARIES, work.now.date().isoformat())
    for level, org, name in connection.exec_driver_sql(_ORGS.format(posts=posts), bound):
        found[level, org] = name
    return found
