"""`tickets recalculate`: listed first, moved only when it is asked for."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PASSWORD
from wenming_desktop.cli import run
from wenming_desktop.settings.workdays import DaySheet, save_day
from wenming_desktop.start import open_office

OPEN = (
    *("tickets", "open", "--source", "02", "--category", "0199", "--place", "一院3号楼"),
    *("--text", "单元门口堆着旧家具", "--at", "2026-03-09T09:00:00"),
)
MOVED = ("2026-03-16T17:30:00", "2026-03-17T17:30:00")


def test_a_holiday_is_listed_and_moved_when_asked(
    office_folder: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENMING_PASSWORD", PASSWORD)

    def call(*argv: str, as_json: bool = True) -> Any:
        flag = ("--json",) if as_json else ()
        assert run(["--data", str(office_folder), *flag, *argv]) == 0
        told = capfdbinary.readouterr().out.decode()
        return json.loads(told) if as_json else told

    number = call(*OPEN)["number"]
    assert "没有要重算的时限" in call("tickets", "recalculate", as_json=False)
    with open_office(office_folder, None, PASSWORD) as place:
        place.desk.write(save_day, DaySheet(date(2026, 3, 13), name="放假"))
    told = call("tickets", "recalculate")
    (one,) = told["tickets"]
    assert (one["due_at"], one["new_due_at"], one["why"]) == (*MOVED, "3月13日改为放假")
    assert told["done"] == 0
    assert call("tickets", "show", number)["due_at"] == MOVED[0]
    assert "重算了 1 件" in call("tickets", "recalculate", "--apply", as_json=False)
    assert call("tickets", "show", number)["due_at"] == MOVED[1]
    assert call("tickets", "recalculate", "--apply") == {"tickets": [], "done": 0, "skipped": []}
