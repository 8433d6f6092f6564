"""The fields of a roster that its reading turns on."""

NAME, NUMBER, PHONE = "party_member.full_name", "party_member.id_number", "party_member.phone"
BRANCH, CELL, UNIT = (
    "party_member.branch_id",
    "party_member.group_id",
    "party_member.work_unit_id",
)
TITLE = "party_member.job_title"
KIND, STATUS = "party_member.member_kind", "party_member.member_status"
POST, HOMES = "post_assignment.post", "household_liaison.household_id"
BUILDINGS, ROLE = "household_liaison.building_id", "household_liaison.role"
LINKED = frozenset({BRANCH, CELL, UNIT, POST, HOMES, BUILDINGS, ROLE})
"""Fields that name something else, found or made by the plan."""
