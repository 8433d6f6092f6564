"""A stolen disk tells nothing, and what is told to others (log, audit, errors) names nobody."""

import json
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.exc import IntegrityError

from db.tables.cards import ServiceCard
from db.tables.households import HouseholdMembership
from db.tables.office import Account
from tests.conftest import PASSWORD, Clock
from tests.stories import life
from tests.stories.life import CANARY
from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from ui.common import theme
from ui.common.memory import Memory
from ui.common.search_field import SearchField
from ui.common.tokens import Tokens
from ui.jobs import Jobs, Lanes, log_fault
from ui.main_window import MainWindow
from ui.page import Office, Services
from wenming_desktop import start
from wenming_desktop.backup import backup
from wenming_desktop.log import LOGGER, log_bug, start_log
from wenming_desktop.search.service import find
from wenming_desktop.work import Desk, Work, use_case
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions

_CODECS = ("utf-8", "utf-16-le", "utf-16-be", "gbk", "gb18030")


def spellings(value: str) -> set[bytes]:
    """Every way a value may stand in a file: by codec, as JSON, XML, repr and hex."""
    found = {value.encode(codec) for codec in _CODECS}
    found |= {ascii(value)[1:-1].encode(), json.dumps(value)[1:-1].encode()}
    found |= {value.encode("ascii", "xmlcharrefreplace"), value.encode().hex().encode()}
    found.add("".join(f"&#x{ord(c):x};" for c in value).encode())
    return found


NEEDLES = {needle: value for value in CANARY.all for needle in spellings(value)}


def leaks(data: bytes) -> list[str]:
    """The canaries that can be read in some bytes."""
    return sorted({value for needle, value in NEEDLES.items() if needle in data})


def scan(folder: Path) -> dict[str, list[str]]:
    """What can be read in the files of a folder, and in their names."""
    found = {}
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder))
        data = name.encode() + (path.read_bytes() if path.is_file() else b"")
        if told := leaks(data):
            found[name] = told
    return found


@use_case("test.canary.twice", "测试重复", right="any")
def one_by_one(work: Work, table: type[Any], values: dict[str, Any]) -> None:
    for _ in range(2):
        work.session.add(table(**values))
        work.session.flush()


@use_case("test.canary.bulk", "测试重复", right="any")
def in_bulk(work: Work, table: type[Any], values: dict[str, Any]) -> None:
    work.insert_rows(table, tuple(values), [tuple(values.values())] * 2)


@use_case("test.canary.bug", "测试出错", right="any")
def fail_with(work: Work, said: str) -> None:
    raise ValueError(f"cannot read {said}")


@pytest.fixture
def place(office_folder: Path, clock: Clock) -> Iterator[start.Workplace]:
    place = start.open_office(office_folder, "demo", PASSWORD, clock=clock)
    yield place
    place.close()


@pytest.fixture
def log(office_folder: Path) -> Iterator[Path]:
    """The program's own log, in the office."""
    before, passes = list(LOGGER.handlers), LOGGER.propagate
    start_log(office_folder / "log")
    yield office_folder / "log"
    for handler in [h for h in LOGGER.handlers if h not in before]:
        handler.close()
        LOGGER.removeHandler(handler)
    LOGGER.propagate = passes


def test_the_scan_has_teeth(tmp_path: Path) -> None:
    for value in CANARY.all:
        for needle in spellings(value):
            assert value in leaks(b"\x00..." + needle + b"\xff")
    (tmp_path / f"{CANARY.name}.pdf").touch()
    assert scan(tmp_path) == {f"{CANARY.name}.pdf": [CANARY.name]}


def test_a_day_of_work_leaves_nothing_to_read(
    place: start.Workplace, log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "system"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    outside = tmp_path / "outside"
    outside.mkdir()
    life.live(place.desk, outside)
    assert place.desk.read(find, CANARY.phone), "the canary lives"
    backup(place.engine, place.folder, place.folder / "backup" / "1.wmbak")
    with pytest.raises(ValueError, match=CANARY.name) as bug:
        place.desk.write(fail_with, CANARY.name)
    assert len(log_bug(bug.value)) > 3
    assert len(log_fault(bug.value)) > 3
    logged = (log / "wenming.log").read_text("utf-8")
    assert "ValueError" in logged
    assert "fail_with" in logged
    assert (place.folder / "wm.db-wal").stat().st_size > 0
    assert scan(place.folder) == {}
    place.close()
    assert scan(place.folder) == {}
    assert scan(temporary) == {}
    assert not any(temporary.rglob("*"))
    assert not any((place.folder / "tmp").iterdir())


def test_the_audit_names_nobody(desk: Desk, tmp_path: Path) -> None:
    life.live(desk, tmp_path)
    with desk.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM audit").fetchall()
        images = connection.exec_driver_sql("SELECT before, after FROM change_image").fetchall()
    assert len(rows) > 20
    told = leaks("\n".join(str(list(row)) for row in rows).encode())
    assert told == []
    assert leaks(str(images).encode()), "what changed stands in the images, which go with a purge"


def everything_said(error: BaseException) -> str:
    """All that a log, a dialog or a crash report could show of an error."""
    chain = "".join(traceback.format_exception(error))
    return chain + str(error) + repr(error) + repr(getattr(error, "__cause__", None))


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (ServiceCard, {"card_no": CANARY.name, "status": "1"}),
        (Account, {"login": None, "public_key": CANARY.phone}),
        (HouseholdMembership, {"household_id": 9, "resident_id": 9, "remark": CANARY.remark}),
    ],
    ids=["unique", "null", "nobody there"],
)
@pytest.mark.parametrize("store", [one_by_one, in_bulk])
def test_an_error_of_the_data_file_shows_no_value(
    desk: Desk, table: type[Any], values: dict[str, Any], store: Callable[..., None]
) -> None:
    with pytest.raises(IntegrityError) as refused:
        desk.write(store, table, values)
    # A traceback's own lines may quote this file's source, never a value.
    assert leaks(everything_said(refused.value).encode()) == []


def test_a_bug_in_the_window_is_told_by_its_number_alone(
    desk: Desk, log: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    said, lane = Said(), AtOnce()
    jobs = Jobs(desk, said, Lanes(lane, lane))
    jobs.write(jobs, lambda _: None, fail_with, CANARY.phone)
    ((kind, number),) = said.take()
    assert kind == "bug"
    logged = (log / "wenming.log").read_text("utf-8")
    assert number in logged
    assert scan(log) == {}
    jobs.close()


def test_the_settings_of_the_window_hold_no_search(
    desk: Desk, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    if not qapp.styleSheet():
        theme.apply(qapp, Tokens())
    outside = tmp_path / "outside"
    outside.mkdir()
    import_file(desk, "residents", life.ledger(outside / "台账.xlsx"), ImportOptions())
    lane, memory = AtOnce(), Memory(tmp_path / "set" / "window.ini")
    jobs = Jobs(desk, Said(), Lanes(lane, lane))
    window = MainWindow(Services(jobs, memory, Office("槐荫里社区", "demo", desk.actor.rights)))
    qtbot.addWidget(window)
    window.show()
    window.go_to("households")
    field = window.findChild(SearchField, "fld_search")
    assert field is not None
    for value in (CANARY.name, CANARY.phone):
        with qtbot.waitSignal(field.asked):
            field.setText(value)
    assert CANARY.name not in window.windowTitle()
    window.close()
    memory.keep(window)
    written = list((tmp_path / "set").iterdir())
    assert written
    assert scan(tmp_path / "set") == {}
