"""The command line in the test's own process: an office filled once, one call one answer."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CHEAP, PASSWORD
from wenming_desktop import start
from wenming_desktop.cli import run
from wenming_desktop.demo import fill, sample


@dataclass(frozen=True)
class Answer:
    """What a command left: exit code, the one document on standard output, messages."""

    code: int
    out: str
    said: str

    @property
    def json(self) -> Any:
        assert self.out.endswith("\n")
        return json.loads(self.out)  # two documents, or words beside one, do not load

    @property
    def error(self) -> dict[str, Any]:
        document = self.json
        assert set(document) == {"error"}
        assert set(document["error"]) <= {"code", "message", "file", "sheet", "row", "field"}
        assert document["error"]["message"]
        found: dict[str, Any] = document["error"]
        return found


class Cli:
    """Runs commands as a script would, always with `--json` unless told otherwise."""

    def __init__(self, data: Path, capture: pytest.CaptureFixture[bytes]) -> None:
        self.data, self.capture = data, capture

    def __call__(self, *words: object, json: bool = True) -> Answer:
        self.capture.readouterr()
        options = ["--data", str(self.data), *(["--json"] if json else [])]
        return self.raw(*options, *words)

    def raw(self, *words: object) -> Answer:
        code = run([str(word) for word in words])
        out, said = (text.decode("utf-8") for text in self.capture.readouterr())
        assert "Traceback" not in said + out
        return Answer(code, out, said)

    def ok(self, *words: object) -> Any:
        answer = self(*words)
        assert answer.code == 0, answer
        return answer.json


@pytest.fixture(scope="session")
def sample_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample ledgers imported, no card made yet."""
    folder = tmp_path_factory.mktemp("sample") / "office"
    with start.create(
        folder, start.NewOffice(sample.office(), "demo", PASSWORD), cost=CHEAP
    ) as place:
        fill(place)
    return folder


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No data folder, account or password but what the test says; logs stay in the test."""
    for name in ("WENMING_DATA", "WENMING_ACCOUNT", "WENMING_NEW_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("WENMING_PASSWORD", PASSWORD)


@pytest.fixture
def cli(office_folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Cli:
    """Commands on a new, empty office."""
    return Cli(office_folder, capsysbinary)


@pytest.fixture
def town(sample_office: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Cli:
    """Commands on a copy of the sample office."""
    folder = tmp_path / "town"
    shutil.copytree(sample_office, folder)
    return Cli(folder, capsysbinary)
