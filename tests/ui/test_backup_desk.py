"""Backups that make themselves, on a real data file; the line says what became of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce, Later
from ui import backup_desk
from ui.backup_desk import BackupDesk
from ui.common.memory import Memory
from ui.common.status_bar import StatusBar
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from wenming_desktop.backup.by_desk import BackupRefusedError
from wenming_desktop.backup.plan import Plan, keep_plan
from wenming_desktop.settings.office import read_office, save_office
from wenming_desktop.work import Desk


class Line:
    """Remembers what the status line was told."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    def show_backup(self, text: str, tone: str) -> None:
        self.said.append((text, tone))


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
def services(desk: Desk, said: Said, tmp_path: Path) -> Iterator[Services]:
    lane = AtOnce()
    jobs = Jobs(desk, said, Lanes(lane, lane))
    yield Services(jobs, Memory(tmp_path / "w.ini"), Office("槐荫里社区", "demo"))
    jobs.close()


@pytest.fixture
def backups(services: Services, line: Line) -> BackupDesk:
    return BackupDesk(services, line)


def _made(folder: Path) -> list[Path]:
    return sorted((folder / "backup").glob("auto-*.wmbak"))


def _change(desk: Desk, phone: str) -> None:
    desk.write(save_office, replace(desk.read(read_office), duty_phone=phone))


def test_the_first_start_makes_one_and_the_second_none(
    backups: BackupDesk, line: Line, office_folder: Path
) -> None:
    backups.start(0)
    assert line.said == [("还没有备份", "warn"), ("今天 10:42 已备份到本机", "ok")]
    backups.look("start")
    assert len(_made(office_folder)) == 1


def test_the_first_clicks_of_the_day_come_before_the_copy(
    backups: BackupDesk, line: Line, office_folder: Path, qtbot: QtBot
) -> None:
    backups.start(60)
    assert line.said == [("还没有备份", "warn")]
    assert _made(office_folder) == []
    qtbot.waitUntil(lambda: len(_made(office_folder)) == 1)


def test_two_hours_of_work_make_the_next(
    backups: BackupDesk, desk: Desk, clock: Clock, office_folder: Path
) -> None:
    backups.start(0)
    _change(desk, "8801 2345")
    clock.now += timedelta(minutes=119)
    backups.look("work")
    assert len(_made(office_folder)) == 1
    clock.now += timedelta(minutes=1)
    backups.look("work")
    assert len(_made(office_folder)) == 2


def test_a_missing_stick_turns_the_line_amber_and_stops_nobody(
    backups: BackupDesk, desk: Desk, line: Line, tmp_path: Path, office_folder: Path
) -> None:
    keep_plan(desk, Plan(second=str(tmp_path / "社区备份")))
    backups.start(0)
    assert line.said[-1] == ("今天 10:42 已备份到本机，“社区备份”找不到", "warn")
    assert len(_made(office_folder)) == 1


def test_switched_off_it_only_tells(
    backups: BackupDesk, desk: Desk, line: Line, office_folder: Path
) -> None:
    keep_plan(desk, Plan(automatic=False))
    backups.start(0)
    assert line.said == [("还没有备份", "warn")]
    assert not backups.holds_close(lambda: None)
    assert _made(office_folder) == []


def test_the_window_waits_for_the_last_one(
    backups: BackupDesk, desk: Desk, qtbot: QtBot, office_folder: Path
) -> None:
    closed: list[bool] = []
    backups.start(0)
    _change(desk, "8801 2345")

    def close() -> None:
        closed.append(backups.holds_close(close))

    assert backups.holds_close(close)
    qtbot.waitUntil(lambda: closed == [False])
    assert len(_made(office_folder)) == 2


def test_the_last_words_are_in_the_last_one(
    desk: Desk, said: Said, line: Line, tmp_path: Path, qtbot: QtBot, office_folder: Path
) -> None:
    lane = Later()
    jobs = Jobs(desk, said, Lanes(lane, lane))
    services = Services(jobs, Memory(tmp_path / "w.ini"), Office("槐荫里社区", "demo"))
    backups, closed = BackupDesk(services, line), list[bool]()
    backups.start(0)
    lane.waiting.pop(0)()  # looked; the first one waits for its lane
    words = iter(["8801 2345"])
    backups.made.connect(lambda _made: [_change(desk, phone) for phone in words])
    assert backups.holds_close(lambda: closed.append(True))
    lane.run_all()
    qtbot.waitUntil(lambda: closed == [True])
    assert len(_made(office_folder)) == 2
    jobs.close()


def test_who_closes_twice_is_not_kept(
    desk: Desk, said: Said, line: Line, tmp_path: Path, office_folder: Path
) -> None:
    lane = Later()
    jobs = Jobs(desk, said, Lanes(lane, lane))
    services = Services(jobs, Memory(tmp_path / "w.ini"), Office("槐荫里社区", "demo"))
    backups = BackupDesk(services, line)
    keep_plan(desk, Plan(automatic=True))
    backups.start(0)
    lane.run_all()
    lane.run_all()
    _change(desk, "8801 2345")
    assert backups.holds_close(lambda: None)
    assert not backups.holds_close(lambda: None)
    jobs.close()


def test_a_fault_is_told_once_in_the_line(
    backups: BackupDesk, line: Line, monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    def full(_desk: Desk, _why: str) -> None:
        raise BackupRefusedError(sentence="磁盘空间不够，没有写成。请清理。")

    monkeypatch.setattr(backup_desk, "back_up_by_itself", full)
    backups.start(0)
    assert line.said[-1] == ("磁盘空间不够，没有写成", "warn")
    assert said.take() == []


def test_a_nearly_full_disk_is_said_once_and_reaches_the_banner(
    backups: BackupDesk, monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    told: list[str] = []
    backups.banner.connect(told.append)
    backups.start(0)
    monkeypatch.setattr("wenming_desktop.backup.kept.room_words", lambda _folder: "只剩 3 MB")
    backups.look("work")
    backups.look("work")
    assert told == ["", "只剩 3 MB", "只剩 3 MB"]
    assert said.take() == [("offer", "只剩 3 MB")]


def test_an_import_is_backed_up_at_once(
    backups: BackupDesk, services: Services, desk: Desk, office_folder: Path
) -> None:
    backups.start(0)
    _change(desk, "8801 2345")
    services.jobs.changed.emit(frozenset({"import_batch"}))
    assert len(_made(office_folder)) == 2


def test_the_line_is_read_aloud_with_its_sign(qtbot: QtBot) -> None:
    bar = StatusBar("")
    qtbot.addWidget(bar)
    words = bar.findChild(QObject, "lbl_backup")
    bar.show_backup("已经 9 天没有备份", "warn")
    assert (words.text(), words.property("k"), words.isHidden()) == (
        "已经 9 天没有备份",
        "warn",
        False,
    )
    bar.show_backup("今天 08:02 已备份到 E 盘", "ok")
    assert words.property("k") == ""
