"""One way to do work: rights, one transaction, history, undo."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import select

from db.tables.households import Resident
from db.tables.office import Staff
from wenming_desktop.progress import CancelledError, Countdown
from wenming_desktop.security.undo import NothingToUndoError
from wenming_desktop.settings.staff import StaffMember, save_staff
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import USE_CASES, Actor, Desk, NoRightError, Work, use_case


@use_case("test.add", "测试添加", right="register.write")
def add(work: Work, name: str) -> int:
    row = Resident(full_name=name)
    work.session.add(row)
    work.session.flush()
    return row.id


@use_case("test.rename", "测试改名", right="register.write")
def rename(work: Work, row_id: int, name: str) -> None:
    work.session.get_one(Resident, row_id).full_name = name


@use_case("test.fail", "测试出错", right="register.write")
def fail_half_way(work: Work) -> None:
    work.session.add(Resident(full_name="半路"))
    work.session.flush()
    raise ZeroDivisionError


@use_case("test.long", "测试停止", right="register.write")
def long_work(work: Work) -> None:
    for step in range(10):
        work.session.add(Resident(full_name=f"第{step}人"))
        work.session.flush()
        work.progress.step(step, 10)


@use_case("test.names", "测试查看", right="register.read")
def names(work: Work) -> list[str]:
    return [str(n) for n in work.session.scalars(select(Resident.full_name).order_by(Resident.id))]


@use_case("test.row", "测试行", right="register.read")
def leak(work: Work) -> object:
    return work.session.scalars(select(Staff)).first()


def unregistered(_work: Work) -> None:
    raise AssertionError("never reached")


def audit(desk: Desk) -> list[tuple[str, str, str]]:
    with desk.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT action, obj, detail FROM audit ORDER BY seq")
        return [(row[0], row[1], row[2]) for row in rows]


def test_a_use_case_runs_only_with_its_right(desk: Desk) -> None:
    nobody = desk.acting_as(Actor("nobody"))
    with pytest.raises(NoRightError):
        nobody.write(add, "甲")
    with pytest.raises(NoRightError):
        nobody.read(names)
    assert desk.read(names) == []


def test_the_admin_role_alone_sees_no_resident(desk: Desk) -> None:
    with desk.engine.connect() as connection:
        rights = connection.exec_driver_sql(
            "SELECT right_code FROM role_right WHERE role = 'admin'"
        )
        actor = Actor("系统维护", rights=frozenset(row[0] for row in rights))
    with pytest.raises(NoRightError):
        desk.acting_as(actor).read(names)


def test_a_function_that_is_no_use_case_is_a_bug(desk: Desk) -> None:
    with pytest.raises(RuntimeError, match="no use case"):
        desk.write(unregistered)


def test_every_registered_use_case_names_a_right_that_some_role_holds(desk: Desk) -> None:
    with desk.engine.connect() as connection:
        held = {row[0] for row in connection.exec_driver_sql("SELECT right_code FROM role_right")}
    unknown = {case.name: case.right for case in USE_CASES.values() if case.right not in held}
    assert {name for name, right in unknown.items() if right != "any"} == set()


def test_nothing_is_kept_of_work_that_fails(desk: Desk) -> None:
    before = audit(desk)
    with pytest.raises(ZeroDivisionError):
        desk.write(fail_half_way)
    assert desk.read(names) == []
    assert audit(desk) == before


def test_cancelling_leaves_nothing(desk: Desk) -> None:
    with pytest.raises(CancelledError):
        desk.watched_by(Countdown(4)).write(long_work)
    assert desk.read(names) == []


def test_a_table_row_never_leaves(desk: Desk) -> None:
    with pytest.raises(TypeError, match="row"):
        desk.read(leak)


def test_reading_never_commits(desk: Desk) -> None:
    @use_case("test.sly", "测试偷写", right="register.read")
    def sly(work: Work) -> None:
        work.session.add(Resident(full_name="偷写"))
        work.session.flush()

    desk.read(sly)
    assert desk.read(names) == []


def test_listeners_hear_which_tables_changed(desk: Desk) -> None:
    heard: list[frozenset[str]] = []
    desk.on_change.append(heard.append)
    desk.write(add, "甲")
    assert heard == [frozenset({"resident"})]


def test_history_keeps_before_and_after_and_no_personal_value_in_the_audit(desk: Desk) -> None:
    row_id = desk.write(add, "张甲")
    desk.write(rename, row_id, "张乙")
    with desk.engine.connect() as connection:
        images = connection.exec_driver_sql(
            "SELECT kind, before, after FROM change_image WHERE table_name = 'resident' ORDER BY id"
        ).fetchall()
    assert [image[0] for image in images] == ["ins", "upd"]
    assert json.loads(images[1][1])["full_name"] == "张甲"
    assert json.loads(images[1][2])["full_name"] == "张乙"
    assert not any("张" in detail for _, _, detail in audit(desk))


def undone(desk: Desk, step: Callable[[], object]) -> None:
    step()
    desk.write(undo_last_act)


def test_undo_takes_back_a_change_then_the_insert(desk: Desk) -> None:
    row_id = desk.write(add, "张甲")
    desk.write(rename, row_id, "张乙")
    desk.write(undo_last_act)
    assert desk.read(names) == ["张甲"]
    desk.write(undo_last_act)
    assert desk.read(names) == []
    with pytest.raises(NothingToUndoError):
        Desk.write(desk.acting_as(Actor("别人", rights=desk.actor.rights)), undo_last_act)


def test_undo_names_what_was_edited_since_and_keeps_it(desk: Desk) -> None:
    staff = desk.write(save_staff, (StaffMember("梁志勇", ("网格员",), "8801 2003"),))
    desk.write(save_staff, (StaffMember("梁志勇", ("网格员",), "8801 2004"),))
    with desk.engine.connect() as connection:
        first = connection.exec_driver_sql(
            "SELECT audit_seq FROM change_image WHERE table_name='staff' AND kind='ins'"
            " AND row_id = ?",
            (staff[0],),
        ).scalar()
    from wenming_desktop.security.undo import undo_act

    @use_case("test.undo", "测试撤销", right="history.undo")
    def take_back(work: Work, seq: int) -> object:
        return undo_act(work, seq)

    result = desk.write(take_back, int(first or 0))
    assert getattr(result, "removed", None) == 0
    with desk.engine.connect() as connection:
        phone = connection.exec_driver_sql("SELECT phone FROM staff WHERE name='梁志勇'").scalar()
    assert phone == "8801 2004"
