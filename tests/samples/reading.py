"""Reads the bundled sample back, for the tests beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

import resources
from tests.samples import office
from tests.samples.variants import households

SAMPLES = resources.path("samples")
RESIDENTS = [SAMPLES / name for name in office.RESIDENT_LEDGERS]
KEYS = ("ledger_xlsx", "ledger_biff", "ledger_csv")


def people(path: Path) -> list[dict[str, Any]]:
    return [row for home in households(path) for row in home]


def sheet(name: str) -> list[list[Any]]:
    return CalamineWorkbook.from_path(SAMPLES / name).get_sheet_by_index(0).to_python()
