"""A small office with members checked in, for tests of the windows of the three cards."""

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from tests.wenming_desktop.party import ledgers
from ui.common.memory import Memory
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from wenming_desktop.three_cards.rules import Span
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.members_in import import_members

H1 = Span(date(2026, 1, 1), date(2026, 7, 1))
LONGEST = "阿卜杜拉·吐尔逊·买买提江·阿不都热西提"
UNITS = {"方远": "区市场监管局", "邵明": "区市场监管局", LONGEST: "云岭供电公司"}


def roster(desk: Desk) -> None:
    """Four members of a cell, three of them checked in, and services of the first half-year."""
    rows: list[dict[str, object]] = [
        {
            "姓名": name,
            "党员类型": "正式党员",
            "人员类别": "在职报到",
            "所在党支部": "第一网格党支部",
            "所在党小组": "1号楼党小组",
            "工作单位": unit,
            "报到时间": "2026-02-03",
        }
        for name, unit in UNITS.items()
    ]
    rows.append(
        {**rows[0], "姓名": "孙福顺", "人员类别": "退休人员", "工作单位": "", "报到时间": ""}
    )
    desk.write(import_members, ledgers.members(*rows))
    with desk.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE party_member SET member_kind = '2' WHERE id < 4")
        connection.exec_driver_sql(
            "INSERT INTO service_record (member_id, date, content, hours) VALUES"
            " (1, '2026-03-04', '楼道清扫', 2), (1, '2026-05-06', '文明劝导', 1.5),"
            " (2, '2026-04-05', '登记走访', 1)"
        )


def services_on(desk: Desk, said: Said, folder: Path, *, without: str = "") -> Services:
    """The window's services on a real data file, for an account without one of its rights."""
    lane = AtOnce()
    jobs = Jobs(desk, said, Lanes(lane, lane))
    rights = desk.actor.rights - {without}
    return Services(jobs, Memory(folder / "w.ini"), Office("槐荫里社区", "demo", rights))


def button(root: QWidget, name: str) -> QPushButton:
    """The button of this name."""
    found = root.findChild(QPushButton, f"btn_{name}")
    assert found is not None, name
    return found


def in_front(qtbot: QtBot, window: Any) -> Any:
    """A window that has the keys."""
    qtbot.waitUntil(window.isActiveWindow)
    return window
