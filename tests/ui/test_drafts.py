"""Drafts of forms: written while one types, once in a while, quietly; there after a crash."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce, Later
from ui.drafts import Drafts
from ui.jobs import Jobs, Lanes, threads
from wenming_desktop.drafts import KeptDraft, drafts_listed, read_draft
from wenming_desktop.errors import StorageTroubleError
from wenming_desktop.work import Desk


class DiskFullError(StorageTroubleError):
    code = "test.full"
    text = "磁盘满了。"


def made(desk: Desk, said: Said) -> Drafts:
    lane = AtOnce()
    jobs = Jobs(desk, said, Lanes(lane, lane))
    return Drafts(jobs, jobs)


def stored(desk: Desk, form: str = "quick") -> dict[str, object] | None:
    draft = desk.read(read_draft, form)
    return dict(draft.content) if draft is not None else None


def test_typing_is_written_once_in_a_while(qtbot: QtBot, desk: Desk, said: Said) -> None:
    drafts = made(desk, said)
    moments: list[object] = []
    drafts.kept.connect(lambda form, at: moments.append((form, at)))
    for end in range(1, 5):
        drafts.keep("quick", {"content": "暖气不热"[:end]})
    assert stored(desk) is None, "not with every key"
    qtbot.waitUntil(lambda: bool(moments), timeout=2000)
    assert stored(desk) == {"content": "暖气不热"}
    assert len(moments) == 1


def test_somebody_who_never_stops_typing_is_kept_too(qtbot: QtBot, desk: Desk, said: Said) -> None:
    drafts = made(desk, said)
    text = ""
    for _ in range(12):
        text += "字"
        drafts.keep("quick", {"content": text})
        qtbot.wait(90)
    assert stored(desk) is not None


def test_the_same_words_are_not_written_again(desk: Desk, said: Said) -> None:
    drafts = made(desk, said)
    drafts.keep("quick", {"content": "一样"})
    drafts.flush()
    writes: list[str] = []
    drafts.kept.connect(lambda form, _at: writes.append(form))
    drafts.keep("quick", {"content": "一样"})
    drafts.flush()
    assert writes == []


def test_dropped_while_still_waiting(qtbot: QtBot, desk: Desk, said: Said) -> None:
    drafts = made(desk, said)
    drafts.keep("quick", {"content": "一"})
    drafts.drop("quick")
    drafts.flush()
    assert stored(desk) is None


def test_a_draft_of_a_killed_program_is_read(desk: Desk, said: Said) -> None:
    before = made(desk, said)
    before.keep("quick", {"content": "写到一半"})
    before.flush()
    found: list[KeptDraft | None] = []
    after = made(desk, said)
    after.read(after, "quick", found.append)
    after.read(after, "nothing", found.append)
    assert found[0] is not None
    assert (found[0].content, found[1]) == ({"content": "写到一半"}, None)


def test_what_is_typed_while_the_old_draft_is_read_stays(desk: Desk, said: Said) -> None:
    first = made(desk, said)
    first.keep("quick", {"content": "旧"})
    first.flush()
    later = Later()
    jobs = Jobs(desk, said, Lanes(AtOnce(), later))
    drafts = Drafts(jobs, jobs)
    found: list[KeptDraft | None] = []
    drafts.read(drafts, "quick", found.append)
    drafts.keep("quick", {"content": "新"})
    later.run_all()
    assert found == []
    drafts.flush()
    assert stored(desk) == {"content": "新"}


def test_trouble_shows_no_box_and_nothing_is_lost(
    qtbot: QtBot, desk: Desk, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = made(desk, said)
    whys: list[tuple[str, str]] = []
    drafts.failed.connect(lambda form, why: whys.append((form, why)))

    def full(*_: object) -> None:
        raise DiskFullError

    with monkeypatch.context() as broken:
        broken.setattr(desk, "write", full)
        drafts.keep("quick", {"content": "留着"})
        drafts.flush()
    assert whys == [("quick", "磁盘满了。")]
    assert said.take() == []
    drafts.flush()
    assert stored(desk) == {"content": "留着"}


def test_no_page_reads_again_for_a_draft(desk: Desk, said: Said) -> None:
    lane = AtOnce()
    jobs = Jobs(desk, said, Lanes(lane, lane))
    told: list[object] = []
    jobs.changed.connect(told.append)
    drafts = Drafts(jobs, jobs)
    drafts.keep("quick", {"content": "一"})
    drafts.flush()
    drafts.drop("quick")
    assert told == []


def test_flushed_before_the_lanes_close(qtbot: QtBot, desk: Desk, said: Said) -> None:
    jobs = Jobs(desk, said, threads())
    drafts = Drafts(jobs, jobs)
    for form in ("one", "two", "three"):
        drafts.keep(form, {"content": form})
    drafts.flush()
    jobs.close()
    assert {draft.form for draft in desk.read(drafts_listed)} == {"one", "two", "three"}
