"""Streets, their chiefs and signs as they are edited and listed. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Line(NamedTuple):
    """One line to call on a sign."""

    post: str
    name: str = ""
    phone: str = ""


@dataclass(frozen=True)
class ChiefSheet:
    """街巷长: where he comes from, his title and his time; no duties chosen means all twelve."""

    name: str
    phone: str = ""
    origin: str = ""
    title: str = "3"
    from_on: date | None = None
    duties: tuple[str, ...] = ()


@dataclass(frozen=True)
class SignSheet:
    """联系牌: where it hangs and whom it names, line by line; `size` is a key of rules.SIZES."""

    location: str = ""
    size: str = "A3"
    lines: tuple[Line, ...] = ()
    supervision_phone: str = ""
    installed_on: date | None = None
    checked_on: date | None = None
    condition: str = ""


@dataclass(frozen=True)
class StreetSheet:
    """A street as edited, with its chief of now and its sign; without an id a new one."""

    name: str
    start_point: str = ""
    end_point: str = ""
    length_m: int | None = None
    manage_class: str = ""
    grids: tuple[str, ...] = ()
    chief: ChiefSheet | None = None
    sign: SignSheet | None = None
    id: int | None = None


@dataclass(frozen=True)
class StreetRow:
    """A street as listed: the sheet, the sign's number and whether what it says still holds."""

    sheet: StreetSheet
    sign_no: str = ""
    made_on: date | None = None
    expired: tuple[str, ...] = ()


@dataclass(frozen=True)
class StreetChoices:
    """What the form offers: classes and duties as (code, name), grids by name."""

    classes: tuple[tuple[str, str], ...]
    duties: tuple[tuple[str, str], ...]
    grids: tuple[str, ...]
