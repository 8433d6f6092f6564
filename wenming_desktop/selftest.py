"""`--selftest`: proves an installed or frozen copy whole, without touching anybody's data."""

import pkgutil
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

import resources
from wenming_desktop.demo import open_sample
from wenming_desktop.demo.job import settle_one_ticket
from wenming_desktop.forms.catalogue import FORMS
from wenming_desktop.papers.month import print_month
from wenming_desktop.tallies.period import Period

EXPECTED_FORMS = frozenset(
    {
        "building_front", "cell_notice", "cell_roster", "contact_card", "delivery_register",
        "feedback_card", "feedback_card_2up", "feedback_letter", "household_record",
        "household_sheet", "merit_opinion", "month_report", "party_tree", "recheck_list",
        "recovery_sheet", "rectification_notice", "registration_card", "registration_card_2up",
        "service_card", "street_sign", "ticket_feedback", "ticket_sheet", "top_grievances",
        "transfer_slip", "wish_board",
    }
)  # fmt: skip
EXPECTED_PAGES = frozenset(
    {
        "cards", "elevation", "households", "imports", "month", "party", "settings", "tickets",
        "tidy", "today",
    }
)  # fmt: skip
PACKAGES = ("wenming_desktop", "ui", "db")
FURNITURE = (
    "codes/import_header_synonym.csv",
    "fonts/WMHei-Regular.ttf",
    "help/1-装起来就用.md",
    "icons/app/wenming-256.png",
    "icons/remixicon.ttf",
    "style/app.qss",
)
TALLIES = 5
_START = "__main__"


class IncompleteError(RuntimeError):
    """A part of the program is missing from this copy."""


def selftest() -> dict[str, Any]:
    """Import every room, settle a ticket in a scratch office, draw every form and tally."""
    modules = _every_module()
    pages = {entry.key for entry in import_module("ui.pages").PAGES}
    _complete(EXPECTED_PAGES - pages)
    _complete(EXPECTED_FORMS - set(FORMS))
    _complete({name for name in FURNITURE if not resources.path(*name.split("/")).is_file()})
    _complete({key for key, form in FORMS.items() if not _is_pdf(form.draw(form.sample()))})
    with (
        tempfile.TemporaryDirectory(prefix="wenming-selftest-") as scratch,
        open_sample(Path(scratch) / "data", "selftest-kz7781") as place,
    ):
        settle_one_ticket(place.desk)
        _, report = print_month(place.desk, Period.parse("2026-10"))
    return {
        "ok": True,
        "forms": len(FORMS),
        "tallies": len(report.sheets),
        "pages": len(pages),
        "modules": modules,
    }


def _every_module() -> int:
    """Import all modules of the three floors; returns how many there are.

    Migrations are left to the office that is made below: they run inside Alembic alone.
    """
    imported = 0
    for package in map(import_module, PACKAGES):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.startswith("db.migrations") and not found.name.endswith(_START):
                import_module(found.name)
                imported += 1
    return imported


def _complete(missing: set[str] | frozenset[str]) -> None:
    if missing:
        raise IncompleteError(", ".join(sorted(missing)))


def _is_pdf(data: bytes) -> bool:
    return data.startswith(b"%PDF")
