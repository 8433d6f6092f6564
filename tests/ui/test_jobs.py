"""The lanes: off the window's thread and back, errors sorted, nothing done for the dead."""

import gc
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce, Later
from ui.jobs import Jobs, Lanes, Reply
from wenming_desktop.errors import StorageTroubleError, UserError
from wenming_desktop.progress import SILENT, Progress


class TakenError(UserError):
    code = "test.taken"
    text = "{door} 已经有人登记了。"


class PlainDesk:
    """Runs any function as a service."""

    def __init__(self, progress: Progress = SILENT) -> None:
        self.on_change: list[Callable[[frozenset[str]], None]] = []
        self.progress = progress

    def read(self, service: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return service(self, *args, **kwargs)

    write = read

    def watched_by(self, progress: Progress) -> "PlainDesk":
        desk = PlainDesk(progress)
        desk.on_change = self.on_change
        return desk


@pytest.fixture
def threaded(said: Said) -> Iterator[Jobs]:
    jobs = Jobs(PlainDesk(), said)
    yield jobs
    jobs.close()


def _where(_work: Any) -> int:
    return threading.get_ident()


def test_work_runs_elsewhere_and_is_answered_here(qtbot: QtBot, threaded: Jobs) -> None:
    got: list[tuple[int, int]] = []
    owner = QObject()
    threaded.read(owner, lambda ident: got.append((ident, threading.get_ident())), _where)
    qtbot.waitUntil(lambda: bool(got))
    assert got[0][0] != threading.get_ident()
    assert got[0][1] == threading.get_ident()


def test_an_answer_for_a_page_that_is_gone_is_dropped(said: Said) -> None:
    lane = Later()
    jobs = Jobs(PlainDesk(), said, Lanes(lane, lane))
    got: list[int] = []
    label = QLabel()
    jobs.read(label, got.append, lambda _work: 1)
    label.deleteLater()
    del label
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    lane.run_all()
    assert got == []


def test_a_dropped_read_is_never_begun(said: Said) -> None:
    lane = Later()
    jobs = Jobs(PlainDesk(), said, Lanes(lane, lane))
    ran: list[int] = []
    owner = QObject()
    jobs.read(owner, ran.append, lambda _work: ran.append(1)).drop()
    lane.run_all()
    assert ran == []


def _refuse(_work: Any) -> int:
    raise TakenError(door="一院 3-2-501")


def test_refused_input_is_said_once(said: Said) -> None:
    owner = QObject()
    fake = Jobs(PlainDesk(), said, Lanes(AtOnce(), AtOnce()))
    fake.write(owner, pytest.fail, _refuse)
    assert said.take() == [("warn", "一院 3-2-501 已经有人登记了。")]


def test_a_form_may_take_the_refusal_itself(said: Said) -> None:
    owner = QObject()
    fake = Jobs(PlainDesk(), said, Lanes(AtOnce(), AtOnce()))
    taken: list[UserError] = []
    fake.write(owner, Reply(pytest.fail, taken.append), _refuse)
    assert [error.code for error in taken] == ["test.taken"]
    assert said.take() == []


def test_trouble_with_the_file_is_told_even_when_the_page_is_gone(said: Said) -> None:
    def full(_work: Any) -> int:
        raise StorageTroubleError

    lane = Later()
    fake = Jobs(PlainDesk(), said, Lanes(lane, lane))
    fake.write(QObject(), pytest.fail, full)
    gc.collect()
    lane.run_all()
    assert said.take() == [("trouble", StorageTroubleError().message)]


def test_a_fault_is_logged_under_its_number_without_data(
    said: Said, caplog: pytest.LogCaptureFixture, expected_logs: Callable[[str], None]
) -> None:
    expected_logs("wenming.ui")

    private = "王秀兰 13900002046"

    def fault(_work: Any) -> int:
        raise ValueError(private)

    owner = QObject()
    fake = Jobs(PlainDesk(), said, Lanes(AtOnce(), AtOnce()))
    fake.write(owner, pytest.fail, fault)
    ((kind, number),) = said.take()
    assert kind == "bug"
    assert number in caplog.text
    assert "ValueError" in caplog.text
    assert "王秀兰" not in caplog.text


def test_changes_are_told_on_this_thread(qtbot: QtBot, said: Said) -> None:
    desk = PlainDesk()
    jobs = Jobs(desk, said)
    with qtbot.waitSignal(jobs.changed) as changed:
        thread = threading.Thread(target=desk.on_change[0], args=(frozenset({"ticket"}),))
        thread.start()
        thread.join()
    assert changed.args == [frozenset({"ticket"})]
    jobs.close()


def test_long_work_shows_progress_and_stops(qtbot: QtBot, threaded: Jobs, said: Said) -> None:
    begun = threading.Event()

    def long(work: PlainDesk) -> int:
        for at in range(1, 100_000):
            work.progress.step(at, 100_000)
            begun.set()
            threading.Event().wait(0.001)
        return 1

    owner = QObject()
    watched = threaded.watch("导入台账", owner, pytest.fail, long)
    with qtbot.waitSignals([watched.stepped, watched.ended], timeout=5000):
        begun.wait(5)
        qtbot.waitSignal(watched.stepped, timeout=5000).wait()
        watched.cancel()
    qtbot.waitUntil(lambda: bool(said.said))
    assert said.take() == [("say", "已停止，没有保存。")]


def test_closing_waits_for_work_and_takes_no_more(said: Said) -> None:
    jobs = Jobs(PlainDesk(), said)
    owner = QObject()
    ended: list[int] = []
    jobs.write(owner, pytest.fail, lambda _work: ended.append(1))
    jobs.close()
    assert ended == [1]
    jobs.write(owner, pytest.fail, lambda _work: ended.append(2))
    assert ended == [1]


def test_void_qt_calls_do_not_eat_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 loses a reference to None on each; the program then dies."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for at in range(100):
        label.setText(str(at))
    assert before - sys.getrefcount(None) < 50


class _BrokenFileError(StorageTroubleError):
    text = "数据文件出了问题"


def _broken(*_args: Any) -> None:
    raise _BrokenFileError


def test_a_form_hears_of_trouble_beside_the_box(said: Said) -> None:
    lane = AtOnce()
    jobs = Jobs(PlainDesk(), said, Lanes(lane, lane))
    heard: list[str] = []
    owner = QObject()
    jobs.write(owner, Reply(heard.append, lambda error: heard.append(error.message)), _broken)
    assert heard == ["数据文件出了问题"]
    assert said.take() == [("trouble", "数据文件出了问题")]
    jobs.write(owner, Reply(heard.append, failed=heard.append), _broken)
    assert heard == ["数据文件出了问题"] * 2
    assert said.take() == []


def _steps(progress: Progress, count: int) -> int:
    for at in range(count):
        progress.step(at, count)
    return count


def _desk_steps(desk: Any, count: int) -> int:
    return _steps(desk.progress, count)


def test_long_papers_show_their_steps(said: Said) -> None:
    lane = Later()
    jobs = Jobs(PlainDesk(), said, Lanes(lane, lane))
    owner, got, seen, titles = QObject(), list[int](), list[int](), list[str]()
    jobs.watching.connect(lambda watched: titles.append(watched.title))
    for watched in (
        jobs.watch_paper("自动备份", owner, got.append, _desk_steps, 3),
        jobs.watch_draw("画卡片", owner, got.append, _steps, 4),
    ):
        watched.stepped.connect(lambda done, _total, _note: seen.append(done))
        watched.ended.connect(lambda: seen.append(-1))
    lane.run_all()
    assert got == [3, 4]
    assert titles == ["自动备份", "画卡片"]
    assert seen.count(-1) == 2
    assert seen[0] == 0


def test_stopping_a_long_paper_is_told_to_who_asked(said: Said) -> None:
    lane = Later()
    jobs = Jobs(PlainDesk(), said, Lanes(lane, lane))
    owner, heard = QObject(), list[str]()
    for reply in (
        Reply[int](_broken, _broken, stopped=lambda: heard.append("停")),
        Reply[int](_broken, _broken),
    ):
        jobs.watch_paper("自动备份", owner, reply, _desk_steps, 3).cancel()
    lane.run_all()
    assert heard == ["停"]
    assert said.take() == [("say", "已停止，没有保存。")]
