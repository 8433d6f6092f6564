"""A leak: whistled to the cell of its building, two members answer, come and finish it.

Both have one record, the coverage moves by two person-times, each feedback card counts it once,
the ticket shows who came; taking the finish back takes both records back.
"""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.make_whistle import cell
from tests.ui.conftest import Said, look
from tests.ui.tickets_place import CTRL, KEY, RESULT, Place, call, opened, step
from ui.common.labels import Words
from ui.common.undo_bar import Action
from wenming_desktop.party.model import Coverage
from wenming_desktop.party.record_model import RecordFilter
from wenming_desktop.party.record_queries import record_page
from wenming_desktop.party.service import coverage
from wenming_desktop.places.service import EstateSheet, save_estates
from wenming_desktop.settings.staff import Unit, save_units
from wenming_desktop.three_cards.figures import member_figures
from wenming_desktop.three_cards.rules import Span
from wenming_desktop.tickets.board_view import ticket_view
from wenming_desktop.work import Desk

YEAR = date(2026, 1, 1), date(2027, 1, 1)
__all__ = ["look"]


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
def bars(said: Said, monkeypatch: pytest.MonkeyPatch) -> list[Action | None]:
    shown: list[Action | None] = []

    def say(text: str, action: Action | None = None, icon: str = "") -> None:
        shown.append(action)

    monkeypatch.setattr(said, "say", say)
    return shown


def counted(desk: Desk) -> Coverage:
    return desk.read(coverage, *YEAR)


def times(desk: Desk, members: list[int]) -> list[int]:
    """How often each member's feedback card counts him."""
    cards = [desk.read(member_figures, member, Span(*YEAR)) for member in members]
    return [card.times for card in cards if card is not None]


def tick(place: Place, name: str) -> None:
    box = place.part(name)
    assert isinstance(box, QCheckBox)
    box.setFocus()
    place.key(KEY.Key_Space)


def test_a_leak_is_whistled_answered_finished_and_taken_back(
    qtbot: QtBot, desk: Desk, clock: Clock, said: Said, bars: list[Action | None], tmp_path: Path
) -> None:
    desk.write(save_units, (Unit("裕和物业"),))
    desk.write(save_estates, (EstateSheet("一院", buildings=(("3", 3, 6, 36),)),))
    _, members = cell(desk, "3号楼党小组", ("方远", "邵明", "孙福顺"), "3", kind="2")
    ticket = call(desk, clock, "水管漏水", unit=1, location_text="一院 3号楼 2单元")
    step(desk, ticket, "SGN")
    before = counted(desk)
    place = opened(qtbot, desk, said, tmp_path)

    place.page.open_ticket(ticket, "COH")
    place.part("fld_reason").setFocus()
    place.type("来两个人抬水泵")
    place.key(KEY.Key_Return, CTRL)
    place.page.open_ticket(ticket, "ANS")
    for member in members[:2]:
        tick(place, f"tick_claim_{member}")
    place.key(KEY.Key_Return, CTRL)

    place.type(RESULT)
    place.part("fld_outcome").setFocus()
    place.key(KEY.Key_Down)
    for member in members[:2]:
        tick(place, f"tick_came_{member}")
    place.key(KEY.Key_Return, CTRL)

    assert desk.read(ticket_view, ticket).status == "50"
    found = desk.read(record_page, RecordFilter(), 0, 9)
    assert sorted(line.member for line in found) == ["方远", "邵明"]
    assert {line.opens for line in found} == {("ticket", ticket)}
    after = counted(desk)
    assert (after.times - before.times, after.people - before.people) == (2, 2)
    assert after.dual_serving - before.dual_serving == 2
    assert times(desk, members) == [1, 1, 0]
    shown = place.page.detail.facts.findChildren(Words, "fld_whistle_1")[-1].text()
    assert "方远　到场 1 小时" in shown
    assert "邵明　到场 1 小时" in shown
    assert "到场方远、邵明" in place.page.detail.timeline.text()

    undo = bars[-1]
    assert undo is not None
    undo.run()
    assert desk.read(ticket_view, ticket).status == "40"
    assert desk.read(record_page, RecordFilter(), 0, 9) == ()
    assert counted(desk) == before
    assert times(desk, members) == [0, 0, 0]
