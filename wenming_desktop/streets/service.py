"""What is done with streets: saved with chief and sign in one act, a sign made and hung."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from db.tables.places import Grid
from db.tables.streets import Street, StreetChief, StreetSign
from wenming_desktop.errors import NotFoundError
from wenming_desktop.settings import take_number
from wenming_desktop.settings.clean import cleaned
from wenming_desktop.streets import rules
from wenming_desktop.streets.model import ChiefSheet, Line, SignSheet, StreetSheet
from wenming_desktop.streets.queries import (
    current_chief,
    lines_in,
    plate_now,
    sign_of,
    staff_phones,
    street_row,
)
from wenming_desktop.streets.refusals import (
    ChiefPhoneMissingError,
    NoChiefError,
    StaffPhoneError,
    StreetNameMissingError,
    StreetNameTakenError,
    TooManyLinesError,
)
from wenming_desktop.work import Work, use_case


@use_case("streets.save", "维护街巷", right="settings.write")
def save_street(work: Work, command: StreetSheet) -> int:
    """Save a street with its chief and its sign; another chief ends the time of the one before."""
    sheet = _clean(command)
    _refuse(work, sheet)
    street = _street(work, sheet.id)
    for name in ("name", "start_point", "end_point", "length_m", "manage_class"):
        setattr(street, name, getattr(sheet, name) or None)
    ids = {name: row_id for row_id, name in work.session.execute(select(Grid.id, Grid.name))}
    street.grid_ids = [ids[name] for name in sheet.grids if name in ids]
    work.session.flush()
    _save_chief(work, street, sheet.chief)
    if sheet.sign is not None:
        _save_sign(work, street, sheet.sign)
    work.note(f"street:{street.id}", streets=1)
    return street.id


@use_case("streets.made", "登记联系牌制作", right="settings.write")
def sign_made(work: Work, street_id: int) -> int:
    """The sign was made as it reads now; from here on a number that changes makes it expired."""
    row = street_row(work, street_id)
    if row.sheet.chief is None:
        raise NoChiefError(name=row.sheet.name)
    sign = sign_of(work, street_id)
    if sign is None:
        street = work.session.get_one(Street, street_id)
        sign = _save_sign(work, street, SignSheet())
    made = [list(line) for line in plate_now(work, row.sheet)]
    sign.contacts = {"lines": [list(line) for line in lines_in(sign, "lines")], "made": made}
    sign.made_on, sign.condition = work.now.date(), rules.GOOD
    work.session.flush()
    work.note(f"street_sign:{sign.id}", signs=1)
    return sign.id


def _clean(command: StreetSheet) -> StreetSheet:
    """Every text clean, also in chief and sign."""
    chief = cleaned(command.chief) if command.chief is not None else None
    sign = command.sign
    if sign is not None:
        # The cleaner makes plain tuples of lines.
        tidy = cleaned(sign)
        sign = replace(tidy, lines=tuple(Line(*line) for line in tidy.lines))
    bare = cleaned(replace(command, chief=None, sign=None))
    return replace(bare, chief=chief if chief and chief.name else None, sign=sign)


def _refuse(work: Work, sheet: StreetSheet) -> None:
    if not sheet.name:
        raise StreetNameMissingError(field="name")
    same = select(Street.id).where(Street.name == sheet.name, ~Street.is_void)
    if any(found != sheet.id for found in work.session.scalars(same)):
        raise StreetNameTakenError(name=sheet.name, field="name")
    if sheet.chief is not None and not sheet.chief.phone:
        raise ChiefPhoneMissingError(name=sheet.chief.name, field="chief_phone")
    _refuse_other_numbers(work, sheet)
    more = rules.too_many(sheet.sign.lines) if sheet.sign is not None else 0
    if more:
        raise TooManyLinesError(more=more, field="lines")


def _refuse_other_numbers(work: Work, sheet: StreetSheet) -> None:
    phones = staff_phones(work)
    lines = sheet.sign.lines if sheet.sign is not None else ()
    named = [(line.name, line.phone, "lines") for line in lines]
    if sheet.chief is not None:
        named.insert(0, (sheet.chief.name, sheet.chief.phone, "chief_phone"))
    for name, phone, field in named:
        known = phones.get(name, phone)
        if _figures(known) != _figures(phone):
            raise StaffPhoneError(name=name, phone=known, field=field)


def _figures(phone: str) -> str:
    return "".join(filter(str.isdigit, phone))


def _street(work: Work, street_id: int | None) -> Street:
    if street_id is None:
        street = Street()
        work.session.add(street)
        return street
    found = work.session.get(Street, street_id)
    if found is None or found.is_void:
        raise NotFoundError(what="这条街巷")
    return found


def _save_chief(work: Work, street: Street, chief: ChiefSheet | None) -> None:
    row = current_chief(work, street.id)
    today = work.now.date()
    if row is not None and (chief is None or row.name != chief.name):
        row.to_on = max(today, row.from_on or today)
        row = None
    if chief is None:
        return
    if row is None:
        row = StreetChief(street_id=street.id, from_on=chief.from_on or today)
        work.session.add(row)
    row.name, row.phone = chief.name, chief.phone
    row.origin, row.title = chief.origin or None, chief.title or None
    row.from_on = chief.from_on or row.from_on
    every = [item.code for item in work.codes.items("street_chief_duty")]
    row.duties = list(chief.duties) or every
    work.session.flush()


def _save_sign(work: Work, street: Street, sheet: SignSheet) -> StreetSign:
    sign = sign_of(work, street.id)
    if sign is None:
        number = take_number(work, "street_sign", work.now)
        sign = StreetSign(street_id=street.id, sign_no=number)
        work.session.add(sign)
    made: list[Any] = [list(line) for line in lines_in(sign, "made")]
    sign.contacts = {"lines": [list(line) for line in sheet.lines], "made": made}
    for name in ("location", "size", "supervision_phone", "installed_on", "checked_on"):
        setattr(sign, name, getattr(sheet, name) or None)
    sign.condition = sheet.condition or None
    work.session.flush()
    return sign
