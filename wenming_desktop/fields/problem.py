"""What can be wrong with a value or a row: a machine code and a sentence for the clerk."""

from dataclasses import dataclass

REFUSED = frozenset(
    {
        "id.checksum",
        "id.precision_lost",
        "id.no_such_date",
        "id.birth_in_future",
        "id.malformed",
        "name.missing",
        "name.several",
        "row.duplicate",
        "ticket.time_missing",
        "ticket.finish_before_accept",
        "ticket.time_ahead",
        "ticket.duplicate",
        "member.unknown",
        "service.date_missing",
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with the field named by `field` (a key of the dictionary)."""

    code: str
    field: str
    message: str

    @property
    def severity(self) -> str:
        """`refused` when the whole row is left out, else `kept`."""
        return "refused" if self.code in REFUSED else "kept"
