"""`tickets ...`: the JSON that scripts rely on, exit codes, refusals."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PASSWORD
from wenming_desktop.cli import run

ROW = {
    *("id", "number", "status", "status_name", "due_at", "source", "category"),
    *("handling_unit", "handler", "satisfaction"),
}
OPEN = (
    *("tickets", "open", "--source", "02", "--category", "供暖不热", "--place", "一院3号楼"),
    *("--text", "暖气不热", "--phone", "13900000001", "--at", "2026-03-09T09:00:00"),
)


@pytest.fixture
def call(
    office_folder: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Any:
    monkeypatch.setenv("WENMING_PASSWORD", PASSWORD)

    def run_it(*argv: str) -> tuple[int, Any]:
        code = run(["--data", str(office_folder), "--json", *argv])
        return code, json.loads(capfdbinary.readouterr().out)

    return run_it


def test_from_the_call_to_the_archive(call: Any) -> None:
    code, ticket = call(*OPEN)
    assert code == 0
    assert set(ticket) == {*ROW, "actions"}
    assert (ticket["number"], ticket["status"], ticket["status_name"]) == (
        "SQ2026030001",
        "20",
        "已受理",
    )
    assert (ticket["source"], ticket["category"], ticket["due_at"]) == (
        "02",
        "0801",
        "2026-03-11T17:30:00",
    )
    assert set(ticket["actions"][0]) == {"seq", "action", "at", "by", "from", "to", "text"}
    number, day = ticket["number"], "2026-03-10T10:00:0"
    do = ("tickets", "do", number)
    sent = ("--handling-unit", "供热公司", "--handler", "马师傅")
    assert call(*do, "DSP", *sent, "--at", day + "0")[1]["handler"] == "马师傅"
    assert call(*do, "SGN", "--at", day + "1")[1]["status"] == "40"
    result = ("--result", "清洗过滤网并排气，测温十九度。", "--outcome", "1")
    assert call(*do, "FIN", *result, "--at", day + "2")[1]["status"] == "50"
    assert call(*do, "APV", "--at", day + "3")[1]["status"] == "60"
    rated = ("--contact", "1", "--satisfaction", "满意")
    assert call(*do, "CBK", *rated, "--at", day + "4")[1]["satisfaction"] == "1"
    code, ticket = call(*do, "ARC", "--at", day + "5")
    assert (code, ticket["status"]) == (0, "80")
    assert call("tickets", "show", number)[1] == ticket
    assert [one["action"] for one in ticket["actions"]] == (
        ["REG", "ACC", "DSP", "SGN", "FIN", "APV", "CBK", "ARC"]
    )


def test_a_draft_has_no_number(call: Any) -> None:
    _, ticket = call(*OPEN, "--draft")
    assert (ticket["number"], ticket["status"], ticket["due_at"]) == (None, "10", None)
    assert call("tickets", "do", str(ticket["id"]), "ACC")[1]["status"] == "20"


def test_lists(call: Any) -> None:
    call(*OPEN)
    _, rows = call("tickets", "list")
    assert [set(row) for row in rows] == [ROW]
    assert call("tickets", "list", "--status", "80") == (0, [])
    assert [row["number"] for row in call("tickets", "list", "--overdue")[1]] == ["SQ2026030001"]


@pytest.mark.parametrize(
    ("argv", "exit_code", "code"),
    [
        (("tickets", "do", "SQ2026039999", "SGN"), 3, "not_found"),
        (("tickets", "do", "SQ2026030001", "SGN"), 3, "ticket.wrong_step"),
        (("tickets", "do", "SQ2026030001", "DSP", "--by", "谁"), 3, "not_found"),
        (("tickets", "do", "SQ2026030001", "PRG", "--at", "昨天"), 2, "usage"),
        (("tickets", "list", "--status", "没有"), 3, "ticket.unknown_code"),
        (("tickets", "open", "--source", "02"), 2, "usage"),
    ],
)
def test_refusals(call: Any, argv: tuple[str, ...], exit_code: int, code: str) -> None:
    call(*OPEN)
    done, document = call(*argv)
    assert (done, document["error"]["code"]) == (exit_code, code)
    assert document["error"]["message"]


def test_a_correction_takes_the_last_step_back_and_says_which(call: Any) -> None:
    number = call(*OPEN)[1]["number"]
    do = ("tickets", "do", number)
    call(*do, "DSP", "--handling-unit", "供热公司")
    call(*do, "PRG", "--reason", "已约好时间")
    call(*do, "SGN")
    code, ticket = call(*do, "COR")
    assert (code, ticket["status"]) == (0, "30")
    assert [(one["seq"], one["action"]) for one in ticket["taken_back"]] == [(5, "SGN")]
    code, ticket = call(*do, "更正", "--seq", "4", "--reason", "记错了")
    assert [one["action"] for one in ticket["taken_back"]] == ["PRG"]
    assert ticket["actions"][-1]["text"] == "记错了"
    code, ticket = call("tickets", "undo", number)
    assert (code, ticket["status"]) == (0, "20")
    code, refused = call(*do, "COR")
    assert (code, refused["error"]["code"]) == (3, "ticket.not_undoable")


def test_the_future_is_refused_and_the_past_is_told(call: Any, office_folder: Path) -> None:
    future = (*OPEN[:-1], "2999-01-01T09:00:00")
    assert call(*future)[1]["error"]["code"] == "ticket.future"
    number = call(*OPEN, "--reason", "停电那天记在本子上")[1]["number"]
    do = ("tickets", "do", number)
    sent = ("DSP", "--handling-unit", "供热公司")
    code, refused = call(*do, *sent, "--at", "2999-01-01T09:00:00")
    assert (code, refused["error"]["code"]) == (3, "ticket.future")
    assert call(*do, *sent)[0] == 0
