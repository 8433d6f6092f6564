"""The ledgers' months through the data file, and the command that tells them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.plain_count import count as plain_count
from tests.wenming_desktop.tallies.test_fetch import logged
from wenming_desktop import cli
from wenming_desktop.cli import common
from wenming_desktop.demo import sample
from wenming_desktop.places.service import save_estates, save_grids
from wenming_desktop.settings.staff import save_staff, save_units
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.register_table import register_table
from wenming_desktop.tallies.service import month_document, month_report
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions

ROOT = Path(__file__).parents[3]
DEV, SAMPLE = ROOT / "tests" / "data" / "ledgers", ROOT / "resources" / "samples"


def truth(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return found


def take_in(desk: Desk, folder: Path) -> None:
    if folder == SAMPLE:
        desk.write(save_estates, sample.estates())
        desk.write(save_staff, sample.staff())
        desk.write(save_grids, sample.grids())
        desk.write(save_units, sample.units())
    import_file(desk, "tickets", folder / "诉求工单.xlsx", ImportOptions())


@pytest.mark.parametrize("folder", [DEV, SAMPLE], ids=["dev", "sample"])
def test_every_month_of_a_ledger_is_the_truth(desk: Desk, folder: Path) -> None:
    take_in(desk, folder)
    expected = truth(folder)
    for month, told in (expected.get("tally") or expected["tickets"]["tally"]).items():
        report = desk.read(month_report, Period.parse(month))
        found: dict[str, Any] = report.document
        flat = {**found["figures"], **found}
        assert {name: flat[name] for name in told} == told
        rates = expected.get("rates", {}).get(month, {})
        assert {name: found["rates"][name] for name in rates} == rates
        assert found["reconciled"]
        assert desk.read(month_document, Period.parse(month)) == found
        assert plain_count(logged(desk, Period.parse(month))) == found


@pytest.mark.parametrize("text", ["2026-Q4", "2026-H2", "2026", "2026-09-15..2026-10-14"])
def test_longer_and_odd_periods_too(desk: Desk, text: str) -> None:
    take_in(desk, DEV)
    period = Period.parse(text)
    found = desk.read(month_document, period)
    assert found["reconciled"]
    assert plain_count(logged(desk, period)) == found


@pytest.fixture
def office(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The command line on the desk of this test, without a password."""

    class Here:
        def __init__(self) -> None:
            self.desk = desk

        def __enter__(self) -> "Here":
            return self

        def __exit__(self, *_: object) -> None:
            return None

    monkeypatch.setattr(common, "open_office", lambda *_: Here())
    monkeypatch.setenv("WENMING_PASSWORD", "x")
    take_in(desk, DEV)
    return desk


def run(capfdbinary: pytest.CaptureFixture[bytes], *argv: str) -> tuple[int, Any]:
    code = cli.run(["--json", "--data", "here", *argv])
    out = capfdbinary.readouterr().out
    return code, json.loads(out)


def test_the_command_gives_its_document_and_files(
    office: Desk, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    files = [tmp_path / name for name in ("十月.xlsx", "十月.pdf", "log.json")]
    options = [f"--{file.suffix[1:]}" for file in files[:2]] + ["--log"]
    pairs = [word for pair in zip(options, map(str, files), strict=True) for word in pair]
    code, said = run(capfdbinary, "tally", "2026-10", *pairs)
    assert code == 0
    plain = office.read(month_document, Period.parse("2026-10"))
    assert {name: said[name] for name in plain} == json.loads(json.dumps(plain))
    assert said["files"] == [str(file) for file in files[:2]]
    assert said["missing_glyphs"] == []
    told = office.read(register_table, Period.parse("2026-10")).document
    assert said["register"] == json.loads(json.dumps(told))
    assert run(capfdbinary, "tally", "2026-10")[1] == {**plain, "register": said["register"]}
    assert files[0].read_bytes().startswith(b"PK")
    assert files[1].read_bytes().startswith(b"%PDF")
    script = [sys.executable, str(ROOT / "tests" / "plain_count.py"), str(files[2])]
    assert json.loads(subprocess.check_output(script, cwd=tmp_path)) == plain


@pytest.mark.parametrize("word", ["freeze", "reopen", "verify", "2026-13", "十月"])
def test_words_that_are_no_period_are_refused(
    office: Desk, capfdbinary: pytest.CaptureFixture[bytes], word: str
) -> None:
    code, said = run(capfdbinary, "tally", word)
    assert (code, said["error"]["code"]) == (3, "tally.period")


def test_an_unknown_grid_or_folder_is_refused(
    office: Desk, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    code, said = run(capfdbinary, "tally", "2026-10", "--grid", "第九网格")
    assert (code, said["error"]["code"]) == (3, "not_found")
    target = tmp_path / "没有" / "十月.xlsx"
    code, said = run(capfdbinary, "tally", "2026-10", "--xlsx", str(target))
    assert (code, said["error"]["code"]) == (3, "file.cannot_write")
