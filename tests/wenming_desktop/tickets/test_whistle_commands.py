"""`tickets do NO COH --cell ... --members ...` and `FIN --came ... --hours ...` for scripts."""

import json
from pathlib import Path
from typing import Any

import pytest

from db.engine import close_all, open_engine
from tests.conftest import NOW, PASSWORD, Template
from tests.make_whistle import cell
from wenming_desktop import start
from wenming_desktop.cli import run
from wenming_desktop.party.record_model import RecordFilter
from wenming_desktop.party.record_queries import record_totals

RESULT = ("--result", "清洗过滤网并排气，测温十九度。", "--outcome", "1")
OPEN = (
    *("tickets", "open", "--source", "02", "--category", "供暖不热", "--place", "一院3号楼"),
    *("--text", "暖气不热", "--at", "2026-03-09T09:00:00"),
)


@pytest.fixture
def call(
    template: Template,
    office_folder: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> Any:
    monkeypatch.setenv("WENMING_PASSWORD", PASSWORD)
    engine = open_engine(office_folder / start.DATABASE, template.key)
    cell(start.desk_for(engine, "demo", lambda: NOW), "3号楼党小组", ["孙福顺", "方远"])
    close_all(engine)

    def run_it(*argv: str, as_json: bool = True) -> tuple[int, Any]:
        more = ("--json",) if as_json else ()
        code = run(["--data", str(office_folder), *more, *argv])
        out = capfdbinary.readouterr().out.decode()
        return code, json.loads(out) if as_json else out

    return run_it


def test_a_whistle_and_who_came_from_the_command_line(
    call: Any, template: Template, office_folder: Path
) -> None:
    number = call(*OPEN)[1]["number"]
    do = ("tickets", "do", number)
    call(*do, "DSP", "--handling-unit", "供热公司", "--at", "2026-03-09T10:00:00")
    code, refused = call(*do, "COH", "--at", "2026-03-09T10:05:00")
    assert (code, refused["error"]["code"]) == (3, "ticket.cell_missing")
    said = ("--cell", "3号楼党小组", "--needed", "2", "--reason", "抬井盖")
    code, ticket = call(*do, "COH", *said, "--members", "方远，孙福顺")
    assert code == 0
    [blown] = ticket["whistles"]
    assert (blown["cell"], blown["needed"], blown["asked"]) == ("3号楼党小组", 2, "抬井盖")
    assert [one["name"] for one in blown["claims"]] == ["方远", "孙福顺"]
    call(*do, "SGN")
    code, refused = call(*do, "FIN", *RESULT)
    assert (code, refused["error"]["code"]) == (3, "ticket.who_came")
    code, ticket = call(*do, "FIN", *RESULT, "--came", "方远、孙福顺", "--hours", "1.5")
    assert code == 0
    assert [one["hours"] for one in ticket["whistles"][0]["claims"]] == [1.5, 1.5]
    _, words = call("tickets", "show", number, as_json=False)
    assert "吹哨　3号楼党小组，要 2 人，报到 2 人，到场 2 人：方远（1.5 小时）、孙福顺" in words
    engine = open_engine(office_folder / start.DATABASE, template.key)
    found = start.desk_for(engine, "demo", lambda: NOW).read(record_totals, RecordFilter())
    close_all(engine)
    assert (found.times, found.people, found.hours) == (2, 2, 3)


def test_that_nobody_came_is_said_in_a_word(call: Any) -> None:
    number = call(*OPEN)[1]["number"]
    do = ("tickets", "do", number)
    call(*do, "DSP", "--handling-unit", "供热公司")
    call(*do, "COH", "--cell", "3号楼党小组", "--members", "方远")
    call(*do, "SGN")
    code, ticket = call(*do, "FIN", *RESULT, "--came", "无")
    assert (code, ticket["status"]) == (0, "50")
    assert ticket["whistles"][0]["claims"][0]["came_at"] is None
