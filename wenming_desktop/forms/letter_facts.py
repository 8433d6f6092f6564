"""What stands on 党员表现反馈函: the letter to an employer's party organization, and its 回执."""

from dataclasses import dataclass
from datetime import date

NAMED = 3
"""Up to so many members the title names each; more are told in a table."""
_TOPIC = "参与社区服务情况的"
_KIND = "反馈函"


@dataclass(frozen=True)
class LetterRow:
    """One member in the letter's table."""

    name: str
    reported_on: date | None = None
    posts: str = ""
    times: int = 0
    hours: str = ""
    grade: str = ""


@dataclass(frozen=True)
class FeedbackLetter:
    """A letter: `body` is its paragraphs, the last one (the request) stands after the table.

    `office` stands in red at its head, `signatory` over the date; `unit` is the employer, whose
    party organization is the `addressee`. `rows` are printed where they are more than three.
    """

    letter_no: str
    office: str
    addressee: str
    members: tuple[str, ...]
    period: str
    body: tuple[str, ...]
    signatory: str
    issued_on: date | None
    unit: str = ""
    rows: tuple[LetterRow, ...] = ()
    attachments: int = 0
    contact: str = ""
    phone: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether it has no number or no day yet."""
        return not self.letter_no or self.issued_on is None

    @property
    def title_words(self) -> tuple[str, ...]:
        """The title in words between which its lines may be broken."""
        if len(self.members) > NAMED:
            who: tuple[str, ...] = ("关于贵单位", "在职党员")
        else:
            *first, last = self.members or ("",)
            who = ("关于", *(f"{name}、" for name in first), f"{last}同志")
        return (*who, self.period, _TOPIC, _KIND)

    @property
    def title(self) -> str:
        """The title in one line."""
        return "".join(self.title_words)
