"""What is ordered of the three cards and the letters."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RegisterCard:
    """A member is registered; empty days are today, an empty `signed_on` not signed yet."""

    member_id: int
    commitment: str
    signed_on: date | None = None
    registered_on: date | None = None


@dataclass(frozen=True, slots=True)
class AmendCard:
    """A registration card's commitment and the day it was signed."""

    card_id: int
    commitment: str
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class IssueContacts:
    """Contact cards of a year for these members, who is asked and by which telephone."""

    member_ids: tuple[int, ...]
    staff_id: int | None = None
    phone: str = ""
    year: int | None = None
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class CheckContacts:
    """The community has seen these cards for a half of the year."""

    card_ids: tuple[int, ...]
    half: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class GradeFeedback:
    """What is typed on a feedback card; the rest is counted."""

    card_id: int
    grade: str = ""
    resident_rating: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Send:
    """Cards or letters have gone to the employer; without a day today."""

    ids: tuple[int, ...]
    channel: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """The employer's receipt has come back."""

    ids: tuple[int, ...]
    opinion: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class EditLetter:
    """A draft's words; an empty body is written from the cards again."""

    letter_id: int
    body: str = ""
    signatory: str = ""


@dataclass(frozen=True, slots=True)
class VoidPaper:
    """An issued card or letter is taken out of use; its number is never given again."""

    id: int
    reason: str
