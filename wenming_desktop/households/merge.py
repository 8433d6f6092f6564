"""Two records of one person made one, field by field; everything that hangs on the second moves."""

from typing import Any

from db.base import Base
from db.rows import fetch
from db.tables.households import Household, HouseholdMembership, Resident, SpecialCare
from db.tables.party import PartyMember
from wenming_desktop.households import rules, stays
from wenming_desktop.households.fields import EDITOR, Dictionary
from wenming_desktop.households.refusals import CannotMergeError
from wenming_desktop.households.rules import Change
from wenming_desktop.households.sheet import care_of, masked
from wenming_desktop.households.tidy_model import Merge, MergeField, MergePreview
from wenming_desktop.work import Work, use_case

_OWN_WAY = frozenset({"household_membership", "special_care"})
_MOVES = (
    ("household_membership", "住户关系"),
    ("special_care", "关爱记录"),
    ("resident_change", "人口变动"),
    ("party_member", "党员档案"),
    ("post_assignment", "任职"),
)


@use_case("residents.merge_preview", "查看合并", right="register.write")
def preview_merge(
    work: Work, keep: int, drop: int, dictionary: Dictionary = EDITOR
) -> MergePreview:
    """The two side by side; a field that differs has to be chosen."""
    left, right = stays.resident(work, keep), stays.resident(work, drop)
    lines = []
    for field in dictionary.member:
        if field.entity == "resident":
            one, two = getattr(left, field.name), getattr(right, field.name)
            shown = [masked(field, v) or field.kind.show(v, work.codes) for v in (one, two)]
            differs = one not in (None, "") and two not in (None, "") and one != two
            lines.append(MergeField(field.key, field.label, shown[0], shown[1], differs))
    moves = []
    for table, name in _MOVES:
        count = work.connection.exec_driver_sql(
            f"SELECT count(*) FROM {table} WHERE resident_id = ? AND NOT is_void", (drop,)
        ).scalar()
        if count:
            moves.append(f"{name} {count} 条")
    return MergePreview(tuple(lines), tuple(moves), _why_not(work, left, right))


@use_case("residents.merge", "合并重复的人", right="register.write")
def merge_residents(work: Work, command: Merge, dictionary: Dictionary = EDITOR) -> int:
    """One person out of two; the second is kept as merged and counts no more."""
    keep, drop = stays.resident(work, command.keep), stays.resident(work, command.drop)
    if why := _why_not(work, keep, drop):
        raise CannotMergeError(why=why)
    for field in dictionary.member:
        if field.entity == "resident":
            _take(keep, drop, field.name, forced=field.key in command.take)
    touched = _households(work, keep, drop)
    _stays(work, keep, drop)
    _care(work, keep, drop)
    work.session.flush()
    _repoint(work, keep.id, drop.id)
    drop.lifecycle, drop.lifecycle_on = rules.MERGED, work.now.date()
    drop.is_void, drop.void_reason = True, f"并入 {keep.id}"
    work.session.flush()
    for household in touched:
        stays.set_head(work, household)
    keep.residence_status = rules.state(stays.home_of(work, keep.id), keep.residence_status)
    stays.write_change(work, Change.MERGE, work.now.date(), keep.id)
    work.note(f"resident:{keep.id}", merged=drop.id)
    return keep.id


def _why_not(work: Work, keep: Resident, drop: Resident) -> str:
    if keep.id == drop.id:
        return "选的是同一份"
    members = work.session.query(PartyMember).filter(
        PartyMember.resident_id.in_([keep.id, drop.id]), ~PartyMember.is_void
    )
    if len({member.resident_id for member in members}) > 1:
        return "两份都有党员档案，请先在党建里留下一份"
    return ""


def _take(keep: Resident, drop: Resident, name: str, *, forced: bool) -> None:
    mine, other = getattr(keep, name), getattr(drop, name)
    if other not in (None, "") and (forced or mine in (None, "")):
        setattr(keep, name, other)


def _households(work: Work, keep: Resident, drop: Resident) -> list[Household]:
    rows = [*stays.open_rows(work, keep.id), *stays.open_rows(work, drop.id)]
    ids = {row.household_id for row in rows if row.household_id is not None}
    return [work.session.get_one(Household, household) for household in sorted(ids)]


def _stays(work: Work, keep: Resident, drop: Resident) -> None:
    """The stays go over; what would be said twice for the same days is voided."""
    query = work.session.query(HouseholdMembership)
    mine = list(query.filter_by(resident_id=keep.id, is_void=False))
    for row in query.filter_by(resident_id=drop.id, is_void=False).order_by("id"):
        same = next((m for m in mine if m.household_id == row.household_id and _both_open(m, row)),
                    None)  # fmt: skip
        if same is not None:
            _join(same, row)
        else:
            _give_up(row, mine)
        if row.is_hukou or row.is_living:
            row.resident_id = keep.id
            mine.append(row)
        else:
            row.is_void, row.void_reason = True, "合并重复的人"


def _both_open(one: HouseholdMembership, other: HouseholdMembership) -> bool:
    return one.to_on is None and other.to_on is None


def _join(mine: HouseholdMembership, other: HouseholdMembership) -> None:
    """The same household twice: one row says all of it."""
    mine.is_hukou, mine.is_living = (
        mine.is_hukou or other.is_hukou,
        mine.is_living or other.is_living,
    )
    if other.relation_to_head in rules.HEADS or mine.relation_to_head is None:
        mine.relation_to_head = other.relation_to_head
    if mine.from_on is not None and other.from_on is not None:
        mine.from_on = min(mine.from_on, other.from_on)
    other.is_hukou = other.is_living = False


def _give_up(row: HouseholdMembership, mine: list[HouseholdMembership]) -> None:
    """Two places to live for the same days: the record that is kept is right."""
    for other in mine:
        if rules.overlapping([stays.stay(row), stays.stay(other)]):
            row.is_hukou = row.is_hukou and not other.is_hukou
            row.is_living = row.is_living and not other.is_living


def _care(work: Work, keep: Resident, drop: Resident) -> None:
    have = care_of(work, keep.id)
    for care in work.session.query(SpecialCare).filter_by(resident_id=drop.id):
        if care.end_on is None and not care.is_void and care.category in have:
            care.is_void, care.void_reason = True, "合并重复的人"
        care.resident_id = keep.id


def _repoint(work: Work, keep: int, drop: int) -> None:
    """Every other row that points at the second person points at the first."""
    for name, table in Base.metadata.tables.items():
        for key in table.foreign_keys:
            if key.column.table.name == "resident" and name not in _OWN_WAY:
                _point(work, name, key.parent.name, (keep, drop))


def _point(work: Work, table: str, column: str, way: tuple[int, int]) -> None:
    found = work.connection.exec_driver_sql(
        f'SELECT id FROM {table} WHERE "{column}" = ?', (way[1],)
    )
    ids = [row[0] for row in found]
    if ids and fetch(work.connection, table, ids):
        work.update_rows(_model(table), (column,), [(way[0], row_id) for row_id in ids])
        work.session.expire_all()


def _model(table: str) -> Any:
    return next(m.class_ for m in Base.registry.mappers if m.class_.__tablename__ == table)
