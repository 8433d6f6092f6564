"""What holds for every command: global options, one document, exit codes, no leaks, one lock."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PASSWORD
from tests.wenming_desktop.cli.conftest import Cli
from wenming_desktop.cli import register
from wenming_desktop.lock import take
from wenming_desktop.options import split_globals
from wenming_desktop.progress import CancelledError

SECRET = "990100195503070020"


@pytest.mark.parametrize("at", [0, 1, 2])
def test_global_options_stand_before_or_after_the_command(cli: Cli, at: int) -> None:
    options = ["--data", str(cli.data), "--account=demo", "--json"]
    words = ["accounts", "list"]
    answer = cli.raw(*words[:at], *options, *words[at:])
    assert [account["name"] for account in answer.json] == ["demo"]


def test_the_environment_names_folder_and_account(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENMING_DATA", str(cli.data))
    monkeypatch.setenv("WENMING_ACCOUNT", "demo")
    assert cli.raw("accounts", "list", "--json").code == 0
    monkeypatch.setenv("WENMING_ACCOUNT", "nobody")
    unknown = cli.raw("accounts", "list", "--json")
    assert (unknown.code, unknown.error["code"]) == (4, "account.unknown")
    assert cli.raw("--account", "demo", "accounts", "list", "--json").code == 0


@pytest.mark.parametrize("name", ["--data", "--account"])
@pytest.mark.parametrize("form", [["{}"], ["{}="], ["{}", ""]])
def test_an_option_without_its_value_reaches_no_data(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, name: str, form: list[str]
) -> None:
    """`--data "$DIR"` with an empty variable must not mean the folder of every day."""
    monkeypatch.setenv("WENMING_DATA", str(cli.data))
    answer = cli.raw("--json", "accounts", "list", *(part.format(name) for part in form))
    assert (answer.code, answer.error["code"]) == (2, "usage")


def test_what_follows_two_dashes_is_no_option(cli: Cli) -> None:
    settings, rest = split_globals(["search", "--json", "--", "--json", "--data"])
    assert (settings.json, rest) == (True, ["search", "--", "--json", "--data"])
    assert cli.ok("search", "--", "--json") == []


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("没有这个命令",),
        ("import",),
        ("import", "没有", "x"),
        ("accounts",),
        ("search",),
        ("search", "王", "--没有"),
        ("undo", "三"),
        ("init", "--community", "社区"),
        ("backup",),
    ],
)
def test_wrong_usage_is_one_document_and_exit_2(cli: Cli, words: tuple[str, ...]) -> None:
    answer = cli(*words)
    assert (answer.code, answer.error["code"]) == (2, "usage")
    assert cli(*words, json=False).code == 2


def test_help_is_for_people(cli: Cli) -> None:
    assert cli("--help", json=False).code == 0
    assert "residents" in cli("import", "--help", json=False).out


def test_no_office_wrong_password_no_password(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WENMING_PASSWORD", "falsch-9981-xy")
    wrong = cli("accounts", "list")
    assert (wrong.code, wrong.error["code"]) == (4, "password.wrong")
    monkeypatch.delenv("WENMING_PASSWORD")
    with Path(os.devnull).open() as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        for words in (("accounts", "list"), ("check",), ("restore", "x.wmbak")):
            missing = cli(*words)
            assert (missing.code, missing.error["code"]) == (2, "password.missing")
    monkeypatch.setenv("WENMING_PASSWORD", PASSWORD)
    cli.data = tmp_path / "没有"
    absent = cli("accounts", "list")
    assert (absent.code, absent.error["code"]) == (4, "storage.missing")
    assert not cli.data.exists()


def test_a_bug_tells_a_number_and_no_more(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise ValueError(f"王秀兰 {SECRET}")

    monkeypatch.setattr(register, "find", broken)
    monkeypatch.setattr("wenming_desktop.work.Desk.read", broken)
    answer = cli("search", "王秀兰")
    assert (answer.code, answer.error["code"]) == (1, "bug")
    number = answer.error["message"].split("编号 ")[1][:6]
    log = (cli.data / "log" / "wenming.log").read_text(encoding="utf-8")
    assert number in log
    assert "ValueError" in log
    for text in (log, answer.out, answer.said):
        assert SECRET not in text
        assert "王秀兰" not in text
    assert answer.said.strip() == answer.error["message"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, CancelledError])
def test_stopping_is_130_and_saves_nothing(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    def stopped(*_: Any, **__: Any) -> None:
        raise stop

    monkeypatch.setattr(register, "import_file", stopped)
    answer = cli("import", "residents", "x.xlsx")
    assert (answer.code, answer.error["code"]) == (130, "cancelled")
    monkeypatch.undo()


def test_one_at_a_time_on_a_folder(cli: Cli) -> None:
    with take(cli.data):
        for words in (("accounts", "list"), ("check",), ("restore", "x.wmbak")):
            answer = cli(*words)
            assert (answer.code, answer.error["code"]) == (4, "storage.in_use")
    assert cli("accounts", "list").code == 0


def test_words_for_people_go_to_standard_output_too(cli: Cli) -> None:
    answer = cli("accounts", "list", json=False)
    assert "demo" in answer.out
    refused = cli("undo", 9, json=False)
    assert (refused.code, refused.out) == (3, "")
    assert "第 9 批" in refused.said


def program(data: Path, *words: str, **env: str) -> "subprocess.CompletedProcess[bytes]":
    """The program in a process of its own, without a terminal."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("WENMING_")}
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "wenming_desktop", "--data", str(data), *words],
        cwd=Path(__file__).parents[3],
        env={**clean, "PYTHONIOENCODING": "ascii:backslashreplace", **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_the_program_itself(cli: Cli) -> None:
    listed = program(cli.data, "--json", "accounts", "list", WENMING_PASSWORD=PASSWORD)
    assert (listed.returncode, listed.stderr) == (0, b"")
    assert [account["name"] for account in json.loads(listed.stdout)] == ["demo"]
    missing = program(cli.data, "accounts", "list", "--json")
    assert missing.returncode == 2
    assert json.loads(missing.stdout)["error"]["code"] == "password.missing"
    with take(cli.data):
        second = program(cli.data, "check", "--json", WENMING_PASSWORD=PASSWORD)
    assert second.returncode == 4
    assert json.loads(second.stdout)["error"]["code"] == "storage.in_use"
