"""关爱对象: started, changed and ended by a human; suggested by rule, reviewed when due."""

from datetime import date, timedelta
from typing import Any

from db.tables.households import SpecialCare
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import clean_text
from wenming_desktop.households import care_rules, rules, stays
from wenming_desktop.households.care_model import (
    CareRow,
    CareSuggestion,
    ChangeCare,
    DueReview,
    EndCare,
    StartCare,
)
from wenming_desktop.households.refusals import CareError, ReasonMissingError
from wenming_desktop.households.sheet import care_of
from wenming_desktop.work import Work, use_case

LIST = "special_care_category"
DECLINED = "不列入"
_PLACE = """
LEFT JOIN household_membership m ON m.resident_id = r.id AND m.to_on IS NULL
 AND NOT m.is_void AND m.is_living
LEFT JOIN household h ON h.id = m.household_id LEFT JOIN house ho ON ho.id = h.house_id
"""
_DUE = f"""
SELECT s.id, r.id, h.id, r.full_name, ho.full_address, s.category,
       coalesce(s.valid_to, date(s.start_on, '+1 year')) AS due
FROM special_care s JOIN resident r ON r.id = s.resident_id AND NOT r.is_void {_PLACE}
WHERE s.end_on IS NULL AND NOT s.is_void AND due <= ? ORDER BY due, s.id
"""


@use_case("care.rows", "查看关爱对象", right="register.read")
def care_rows(work: Work, resident_id: int) -> tuple[CareRow, ...]:
    """Every care record of a person, those in force first."""
    found = work.session.query(SpecialCare).filter_by(resident_id=resident_id, is_void=False)
    rows = sorted(found, key=lambda row: (row.end_on is not None, row.id))
    return tuple(_row(work, row) for row in rows)


@use_case("care.start", "列为关爱对象", right="register.write")
def start_care(work: Work, command: StartCare) -> int:
    """Put a person on a category from a day on; returns the record's id."""
    who, today = stays.resident(work, command.resident_id), work.now.date()
    item, on = work.codes.item(LIST, command.category), command.on or today
    if item is None or not item.parent or not item.enabled:
        raise CareError(why="没有这个关爱类别，或已停用。请重新选。", field="category")
    if command.category in care_of(work, who.id):
        raise CareError(why=f"{who.full_name}已经在“{item.name}”里。", field="category")
    if why := rules.day_fault(on, today, who.birth_date, None):
        raise CareError(why=f"起始日期{why}。", field="on")
    row = SpecialCare(
        resident_id=who.id,
        category=command.category,
        start_on=on,
        valid_to=command.review_on or care_rules.first_review(on),
        basis=clean_text(command.basis, 60) or None,
        certificate_no=clean_text(command.certificate_no, 30) or None,
        needs=clean_text(command.needs) or None,
    )
    default = item.extra.get("default_visit_frequency", "")
    row.visit_frequency = _rhythm(command.rhythm) or care_rules.rhythm_of(default)
    work.session.add(row)
    work.session.flush()
    work.note(f"care:{row.id}")
    return row.id


@use_case("care.change", "修改关爱记录", right="register.write")
def change_care(work: Work, command: ChangeCare) -> int:
    """Another review day, rhythm, basis, certificate or need."""
    row = _care(work, command.care_id)
    if command.review_on is not None:
        row.valid_to = command.review_on
    if command.rhythm is not None:
        row.visit_frequency = _rhythm(command.rhythm)
    for name, limit in (("basis", 60), ("certificate_no", 30), ("needs", 2000)):
        said = getattr(command, name)
        if said is not None:
            setattr(row, name, clean_text(said, limit) or None)
    work.note(f"care:{row.id}")
    return row.id


@use_case("care.end", "终止关爱", right="register.write")
def end_care(work: Work, command: EndCare) -> int:
    """Take a person off a category, with the day and the reason."""
    row, on = _care(work, command.care_id), command.on or work.now.date()
    reason = clean_text(command.reason, 200)
    if not reason:
        raise ReasonMissingError(field="reason")
    if row.end_on is not None:
        raise CareError(why="这条关爱记录已经终止。")
    if why := rules.day_fault(on, work.now.date(), None, row.start_on):
        raise CareError(why=f"终止日期{why.replace('入户', '起始')}。", field="on")
    row.end_on, row.remark = on, reason
    work.note(f"care:{row.id}")
    return row.id


@use_case("care.confirm", "确认关爱建议", right="register.write")
def confirm_suggestions(work: Work, wanted: tuple[CareSuggestion, ...]) -> int:
    """A human says yes to suggestions; how many were started."""
    for one in wanted:
        start_care(work, StartCare(one.resident_id, one.category, basis=one.why))
    work.note("care:confirmed", cares=len(wanted))
    return len(wanted)


@use_case("care.decline", "不采纳关爱建议", right="register.write")
def decline_suggestions(work: Work, wanted: tuple[CareSuggestion, ...], reason: str) -> int:
    """A human says no; the same suggestion does not come back."""
    why = clean_text(reason, 150)
    for one in wanted:
        # A voided record counts nowhere and still says what was looked at, when and by whom.
        row = SpecialCare(
            resident_id=stays.resident(work, one.resident_id).id,
            category=one.category,
            is_void=True,
            void_reason="：".join(filter(None, (DECLINED, why))),
        )
        work.session.add(row)
    work.note("care:declined", cares=len(wanted))
    return len(wanted)


@use_case("care.due_reviews", "查看关爱复核", right="register.read")
def due_reviews(work: Work, days: int = 30) -> tuple[DueReview, ...]:
    """Records to look at again: overdue ones first, then those due within so many days."""
    today = work.now.date()
    until = (today + timedelta(days=days)).isoformat()
    found = work.connection.exec_driver_sql(_DUE, (until,))
    return tuple(_due(work, row, today) for row in found)


def _rhythm(said: str) -> str | None:
    if said and said not in care_rules.RHYTHMS:
        raise CareError(why="走访频次要从列表里选。", field="rhythm")
    return said or None


def _care(work: Work, care_id: int) -> SpecialCare:
    row = work.session.get(SpecialCare, care_id)
    if row is None or row.is_void:
        raise NotFoundError(what="这条关爱记录")
    return row


def _row(work: Work, row: SpecialCare) -> CareRow:
    return CareRow(
        id=row.id,
        resident_id=row.resident_id or 0,
        category=row.category or "",
        category_name=work.codes.name(LIST, row.category),
        start_on=row.start_on,
        end_on=row.end_on,
        review_on=row.valid_to,
        rhythm=row.visit_frequency or "",
        basis=row.basis or "",
        certificate_no=row.certificate_no or "",
        needs=row.needs or "",
        end_reason=(row.remark or "") if row.end_on else "",
    )


def _due(work: Work, row: Any, today: date) -> DueReview:
    day = date.fromisoformat(row[6])
    names = (row[3] or "", row[4] or "", work.codes.name(LIST, row[5]))
    return DueReview(row[0], row[1], row[2], *names, day, (today - day).days)
