"""Care records: commands and rows."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class StartCare:
    """上账: a category for a person; what is empty follows the category's own default."""

    resident_id: int
    category: str
    on: date | None = None
    basis: str = ""
    certificate_no: str = ""
    review_on: date | None = None
    rhythm: str = ""
    needs: str = ""


@dataclass(frozen=True, slots=True)
class ChangeCare:
    """Another review day, rhythm, basis or need; None leaves it as it is."""

    care_id: int
    review_on: date | None = None
    rhythm: str | None = None
    basis: str | None = None
    certificate_no: str | None = None
    needs: str | None = None


@dataclass(frozen=True, slots=True)
class EndCare:
    """下账: with its day and its reason."""

    care_id: int
    reason: str
    on: date | None = None


class CareRow(NamedTuple):
    """A care record of a person; `end_on` None while it is in force."""

    id: int
    resident_id: int
    category: str
    category_name: str
    start_on: date | None
    end_on: date | None
    review_on: date | None
    rhythm: str
    basis: str
    certificate_no: str
    needs: str
    end_reason: str


class CareSuggestion(NamedTuple):
    """A category that the rules see and nobody has confirmed or declined yet."""

    resident_id: int
    household_id: int | None
    name: str
    door: str
    category: str
    category_name: str
    why: str


class DueReview(NamedTuple):
    """A care record whose review day has come or comes soon; `late` in days, below 0 = to come."""

    care_id: int
    resident_id: int
    household_id: int | None
    name: str
    door: str
    category_name: str
    review_on: date
    late: int
