"""What is read about streets: the list with what no longer holds, and what a sign says now."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from db.tables.office import Staff
from db.tables.places import Grid
from db.tables.streets import Street, StreetChief, StreetSign
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import Phone
from wenming_desktop.settings import office
from wenming_desktop.streets import rules
from wenming_desktop.streets.model import (
    ChiefSheet,
    Line,
    SignSheet,
    StreetChoices,
    StreetRow,
    StreetSheet,
)
from wenming_desktop.work import Work, use_case

_PHONE = Phone()


@use_case("streets.list", "查看街巷", right="settings.read")
def streets(work: Work) -> tuple[StreetRow, ...]:
    """The streets by name, each with its chief of now and its sign."""
    found = work.session.scalars(select(Street).where(~Street.is_void).order_by(Street.name))
    phones = staff_phones(work)
    return tuple(_row(work, street, phones) for street in found)


@use_case("streets.choices", "查看街巷", right="settings.read")
def street_choices(work: Work) -> StreetChoices:
    """What the form of a street offers."""
    grids = work.session.scalars(select(Grid.name).where(~Grid.is_void).order_by(Grid.sort))
    return StreetChoices(
        tuple((item.code, item.name) for item in work.codes.items("street_manage_class")),
        tuple((item.code, item.name) for item in work.codes.items("street_chief_duty")),
        tuple(name for name in grids if name),
    )


@use_case("streets.row", "查看街巷", right="settings.read")
def street_row(work: Work, street_id: int) -> StreetRow:
    """One street."""
    street = work.session.get(Street, street_id)
    if street is None or street.is_void:
        raise NotFoundError(what="这条街巷")
    return _row(work, street, staff_phones(work))


def plate_now(work: Work, sheet: StreetSheet) -> tuple[Line, ...]:
    """What the sign of a street (as `street_row` gives it) would say if it were made now."""
    if sheet.chief is None:
        return ()
    own = office(work)
    sign = sheet.sign or SignSheet()
    chief = Line(rules.title_name(sheet.chief.title), sheet.chief.name, sheet.chief.phone)
    watch = sign.supervision_phone or own.supervision_hotline
    return tuple(
        line._replace(phone=_PHONE.show(line.phone))
        for line in rules.plate(chief, sign.lines, own.duty_phone, watch)
    )


def current_chief(work: Work, street_id: int) -> StreetChief | None:
    """Who looks after a street today."""
    return work.session.scalars(
        select(StreetChief)
        .where(StreetChief.street_id == street_id, ~StreetChief.is_void)
        .where(StreetChief.to_on.is_(None))
        .order_by(StreetChief.id.desc())
    ).first()


def sign_of(work: Work, street_id: int) -> StreetSign | None:
    """The sign of a street."""
    wanted = select(StreetSign).where(StreetSign.street_id == street_id, ~StreetSign.is_void)
    return work.session.scalars(wanted.order_by(StreetSign.id.desc())).first()


def lines_in(sign: StreetSign | None, key: str) -> tuple[Line, ...]:
    """The lines a sign is to name (`lines`), or those on the one that hangs there (`made`)."""
    held: Any = sign.contacts if sign is not None else None
    found: Iterable[Any] = held.get(key, ()) if isinstance(held, Mapping) else ()
    return tuple(Line(*line) for line in found)


def _row(work: Work, street: Street, phones: Mapping[str, str]) -> StreetRow:
    chief, sign = current_chief(work, street.id), sign_of(work, street.id)
    grids = work.session.execute(select(Grid.id, Grid.name))
    names = {row_id: name for row_id, name in grids if name}
    sheet = StreetSheet(
        name=street.name or "",
        start_point=street.start_point or "",
        end_point=street.end_point or "",
        length_m=street.length_m,
        manage_class=street.manage_class or "",
        grids=tuple(names[i] for i in street.grid_ids or () if i in names),
        chief=_chief(chief, phones),
        sign=_sign(sign, phones),
        id=street.id,
    )
    made = lines_in(sign, "made")
    wrong = rules.expired(made, plate_now(work, sheet)) if made else ()
    return StreetRow(sheet, (sign.sign_no or "") if sign else "", _made(sign), wrong)


def _made(sign: StreetSign | None) -> date | None:
    return sign.made_on if sign is not None else None


def _chief(row: StreetChief | None, phones: Mapping[str, str]) -> ChiefSheet | None:
    if row is None:
        return None
    return ChiefSheet(
        row.name or "",
        phones.get(row.name or "") or row.phone or "",
        row.origin or "",
        row.title or "",
        row.from_on,
        tuple(row.duties or ()),
    )


def _sign(row: StreetSign | None, phones: Mapping[str, str]) -> SignSheet | None:
    if row is None:
        return None
    lines = lines_in(row, "lines")
    return SignSheet(
        row.location or "",
        row.size or "A3",
        tuple(line._replace(phone=phones.get(line.name) or line.phone) for line in lines),
        row.supervision_phone or "",
        row.installed_on,
        row.checked_on,
        row.condition or "",
    )


def staff_phones(work: Work) -> dict[str, str]:
    """The numbers of those who work here, by name: their one source, on every sign."""
    found = work.session.execute(
        select(Staff.name, Staff.phone).where(Staff.is_active, ~Staff.is_void)
    )
    return {name: phone for name, phone in found if name and phone}
