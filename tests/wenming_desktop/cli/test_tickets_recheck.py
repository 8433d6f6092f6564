"""`tickets recheck ...`, `tickets undo`, amounts: what scripts get, what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PASSWORD
from wenming_desktop.cli import run

MARCH = "2026-03-10T10:00:0"
RESULT = ("--result", "清洗过滤网并排气，测温十九度。", "--outcome", "1")


@pytest.fixture
def call(
    office_folder: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Any:
    monkeypatch.setenv("WENMING_PASSWORD", PASSWORD)

    def run_it(*argv: str) -> tuple[int, Any]:
        code = run(["--data", str(office_folder), "--json", *argv])
        return code, json.loads(capfdbinary.readouterr().out)

    return run_it


def finished(call: Any) -> str:
    """A ticket finished in March with what was achieved."""
    said = ("--category", "供暖不热", "--place", "一院3号楼", "--text", "暖气不热")
    _, ticket = call("tickets", "open", "--source", "02", *said, "--at", "2026-03-09T09:00:00")
    number = str(ticket["number"])
    for at, step in enumerate(
        (
            ("DSP", "--handling-unit", "供热公司", "--reason", "先打电话"),
            ("SGN",),
            ("FIN", *RESULT, "--quantity", "3处、2.5 米"),
            ("APV",),
        )
    ):
        assert call("tickets", "do", number, *step, "--at", f"{MARCH}{at}")[0] == 0, step
    return number


def test_a_sample_is_drawn_looked_at_and_a_rebound_counts(call: Any) -> None:
    number = finished(call)
    code, drawn = call("tickets", "recheck", "draw", "2026-03", "--share", "50", "--seed", "甲")
    assert code == 0
    assert (drawn["seed"], drawn["population"], drawn["drawn"]) == ("甲", 1, 1)
    assert [item["number"] for item in drawn["items"]] == [number]
    found = ("tickets", "recheck", "found", "1", number)
    assert call(*found)[1]["error"]["code"] == "usage"
    code, document = call(*found, "--rebound", "--note", "又不热了")
    assert (code, document["rebounds"], document["rebound_rate"]) == (0, 1, 100.0)
    assert document["items"][0]["note"] == "又不热了"
    assert call("tickets", "show", number)[1]["status"] == "30"
    assert call(*found, "--good")[1]["error"]["code"] == "recheck.checked"
    code, ticket = call("tickets", "undo", number)
    assert code == 0, ticket
    assert (code, ticket["status"]) == (0, "60"), "the finding goes with the reopening"
    (sample,) = call("tickets", "recheck", "list")[1]
    assert (sample["checked"], sample["rebound_rate"]) == (0, None)


@pytest.mark.parametrize(
    ("argv", "code", "error"),
    [
        (("do", "{}", "FIN", *RESULT, "--quantity", "三处"), 2, "usage"),
        (("undo", "SQ2026039999"), 3, "not_found"),
        (("recheck", "draw", "三月"), 3, "tally.period"),
        (("recheck", "draw", "2026-02"), 3, "recheck.nothing"),
        (("recheck", "list", "7"), 3, "not_found"),
        (("recheck", "found", "7", "{}", "--good"), 3, "not_found"),
    ],
)
def test_refusals(call: Any, argv: tuple[str, ...], code: int, error: str) -> None:
    number = finished(call)
    done, document = call("tickets", *(part.format(number) for part in argv))
    assert (done, document["error"]["code"]) == (code, error)
