"""`--selftest`: proves an installed or frozen copy whole, without touching anybody's data."""

import tempfile
from pathlib import Path
from typing import Any

from wenming_desktop.demo import open_sample
from wenming_desktop.demo.job import settle_one_ticket
from wenming_desktop.forms.catalogue import FORMS
from wenming_desktop.papers.month import print_month
from wenming_desktop.tallies.period import Period

EXPECTED_FORMS = frozenset(
    {"service_card", "delivery_register", "ticket_sheet", "month_report", "recovery_sheet"}
)
TALLIES = 5


class IncompleteError(RuntimeError):
    """A part of the program is missing from this copy."""


def selftest() -> dict[str, Any]:
    """Migrate a scratch office, settle a ticket, draw every form and tally from its sample."""
    missing = EXPECTED_FORMS - set(FORMS)
    if missing:
        raise IncompleteError(", ".join(sorted(missing)))
    for form in FORMS.values():
        if not form.draw(form.sample()).startswith(b"%PDF"):
            raise IncompleteError(form.key)
    with (
        tempfile.TemporaryDirectory(prefix="wenming-selftest-") as scratch,
        open_sample(Path(scratch) / "data", "selftest-kz7781") as place,
    ):
        settle_one_ticket(place.desk)
        _, report = print_month(place.desk, Period.parse("2026-10"))
    return {"ok": True, "forms": len(FORMS), "tallies": len(report.sheets)}
