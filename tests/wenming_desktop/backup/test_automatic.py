"""Automatic backups on a real office: two copies, thinned, never in the way; and the way back."""

import errno
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from db.engine import close_all, open_engine
from tests.conftest import PASSWORD, Clock, Template
from wenming_desktop import start
from wenming_desktop.backup import automatic, finish_restore, kept, verify
from wenming_desktop.backup.automatic import back_up_by_itself
from wenming_desktop.backup.by_desk import (
    BackupRefusedError,
    backup_state,
    make_backup,
    stage_by_desk,
)
from wenming_desktop.backup.kept import Since, going_back, last_good, list_backups, room_words
from wenming_desktop.backup.plan import FILE, Plan, keep_plan, plan_of, read_plan
from wenming_desktop.backup.restore import RestoreWaitsError
from wenming_desktop.security.accounts import signed_in
from wenming_desktop.settings.office import read_office, save_office
from wenming_desktop.work import Actor, Desk, NoRightError


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "社区备份"
    folder.mkdir()
    return folder


def _change(desk: Desk, phone: str) -> None:
    desk.write(save_office, replace(desk.read(read_office), duty_phone=phone))


def test_two_copies_are_made_compared_and_told(
    desk: Desk, office_folder: Path, stick: Path
) -> None:
    assert desk.read(backup_state).last is None
    keep_plan(desk, Plan(automatic=True, second=str(stick)))
    made = back_up_by_itself(desk, "start")
    assert made.file.parent == office_folder / "backup"
    assert (stick / made.file.name).read_bytes() == made.file.read_bytes()
    state = desk.read(backup_state)
    assert (state.last, state.changes) == (replace(made.noted, by="demo"), 0)
    assert made.noted.where == "本机和“社区备份”"
    assert verify(stick / made.file.name, office_folder, "demo", PASSWORD).counts["account"] == 1


def test_work_since_is_counted_and_signing_in_is_none(desk: Desk) -> None:
    back_up_by_itself(desk, "start")
    desk.write(signed_in, 0)
    assert desk.read(backup_state).changes == 0
    _change(desk, "8801 2345")
    assert desk.read(backup_state).changes > 0


def test_an_account_that_may_not_back_up_is_still_backed_up(desk: Desk) -> None:
    viewer = desk.acting_as(Actor("网格员", rights=frozenset({"register.read"})))
    assert back_up_by_itself(viewer, "close").file.exists()
    with pytest.raises(NoRightError):
        keep_plan(viewer, Plan())


def test_a_pulled_or_full_stick_leaves_the_copy_at_home(
    desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_plan(desk, Plan(second=str(stick / "拔了")))
    made = back_up_by_itself(desk, "start")
    assert (made.noted.where, made.noted.missing) == ("本机", "“拔了”找不到")
    keep_plan(desk, Plan(second=str(stick)))

    def no_room(_source: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(automatic.shutil, "copyfile", no_room)
    assert back_up_by_itself(desk, "work").noted.missing == "“社区备份”满了"
    monkeypatch.setattr(automatic.shutil, "copyfile", lambda _a, b: b.write_bytes(b"other"))
    assert "不一样" in back_up_by_itself(desk, "work").noted.missing
    assert list(stick.iterdir()) == []


def test_old_ones_go_and_what_a_hand_made_stays(
    desk: Desk, office_folder: Path, stick: Path, clock: Clock
) -> None:
    keep_plan(desk, Plan(second=str(stick)))
    by_hand = stick / "槐荫里.wmbak"
    make_backup(desk, by_hand)
    other = stick / "auto-ffffffff-000001-20200101-080000.wmbak"
    shutil.copyfile(by_hand, other)
    first = back_up_by_itself(desk, "start").file
    for name in range(9):
        copied = first.name.replace("-000001-", f"-{name + 2:06d}-")
        shutil.copyfile(first, first.with_name(copied.replace("20261120", "20261119")))
    clock.now += timedelta(days=40)
    back_up_by_itself(desk, "start")
    clock.now += timedelta(days=1)
    newest = back_up_by_itself(desk, "start").file
    assert newest.name.split("-")[2] == "000012"
    assert by_hand.exists()
    assert other.exists()
    names = sorted(file.name for file in (office_folder / "backup").iterdir())
    assert len(names) == 4  # two newest days, the newest three, the newest of November


def test_a_broken_plan_is_as_good_as_none(desk: Desk, office_folder: Path) -> None:
    for text in ("", "[]", '{"automatic": 1, "second": ""}', "{"):
        (office_folder / FILE).write_text(text)
        assert read_plan(desk) == Plan()
    keep_plan(desk, Plan(automatic=False, second="E:\\社区备份"))
    assert plan_of(office_folder) == Plan(automatic=False, second="E:\\社区备份")


def test_the_list_names_noted_ones_and_those_that_lie_there(
    desk: Desk, office_folder: Path, stick: Path, tmp_path: Path
) -> None:
    keep_plan(desk, Plan(second=str(stick)))
    auto = back_up_by_itself(desk, "import").file
    elsewhere = tmp_path / "手动.wmbak"
    make_backup(desk, elsewhere)
    shutil.copyfile(auto, office_folder / "backup" / "upgrade-20261120-090000.wmbak")
    (stick / "坏的.wmbak").write_bytes(b"no zip")
    listed = {one.name: one for one in list_backups(desk)}
    assert set(listed) == {auto.name, elsewhere.name, "upgrade-20261120-090000.wmbak"}
    assert (listed[auto.name].why, listed[auto.name].file) == ("import", auto)
    assert (listed[elsewhere.name].why, listed[elsewhere.name].file) == ("hand", None)
    assert listed["upgrade-20261120-090000.wmbak"].why == "upgrade"


def test_going_back_says_what_would_change(desk: Desk) -> None:
    file = back_up_by_itself(desk, "start").file
    _change(desk, "8801 2345")
    back = going_back(desk, file)
    assert back.facts.accounts == ("demo",)
    assert back.since == Since(acts=1, households_changed=0, tickets_new=0, others_new=0)
    assert (back.now.households, back.now.residents, back.now.tickets) == (0, 0, 0)


def test_a_staged_backup_takes_its_place_at_the_next_start_only(
    desk: Desk, office_folder: Path, template: Template, clock: Clock
) -> None:
    before = desk.read(read_office)
    file = back_up_by_itself(desk, "restore").file
    _change(desk, "8801 2345")
    stage_by_desk(desk, file, "demo", PASSWORD)
    assert desk.read(read_office).duty_phone == "8801 2345"
    with pytest.raises(RestoreWaitsError):
        stage_by_desk(desk, file, "demo", PASSWORD)
    close_all(desk.engine)
    aside = finish_restore(office_folder)
    assert aside is not None
    engine = open_engine(office_folder / start.DATABASE, template.key)
    reopened = start.desk_for(engine, "demo", clock)
    assert reopened.read(read_office) == before
    assert (aside / start.DATABASE).exists()
    close_all(engine)


def test_a_damaged_one_is_never_staged(desk: Desk, office_folder: Path) -> None:
    file = back_up_by_itself(desk, "start").file
    file.write_bytes(file.read_bytes()[:-300])
    with pytest.raises(BackupRefusedError):
        stage_by_desk(desk, file, "demo", PASSWORD)
    assert not (office_folder / "restore.part").exists()
    assert not (office_folder / "restore.intent").exists()


def test_the_last_good_one_is_found_without_a_password(desk: Desk, office_folder: Path) -> None:
    assert last_good(office_folder) is None
    good = back_up_by_itself(desk, "start").file
    bad = back_up_by_itself(desk, "work").file
    whole = bytearray(bad.read_bytes())
    whole[len(whole) // 2] ^= 1
    bad.write_bytes(whole)
    found = last_good(office_folder)
    assert found is not None
    assert found.file == good


def test_a_nearly_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for free, said in ((600 << 20, ""), (499 << 20, "只剩 499 MB")):
        usage = SimpleNamespace(free=free)
        monkeypatch.setattr(kept.shutil, "disk_usage", lambda _folder, usage=usage: usage)
        assert said in room_words(tmp_path)
        assert bool(said) == bool(room_words(tmp_path))
