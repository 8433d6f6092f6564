"""回头看抽查 in its window: drawn with a seed in sight, a row a key, a rebound told, printed."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests import page_rules
from tests.conftest import Clock
from tests.ui.conftest import Said
from tests.ui.tickets_place import KEY, RESULT, Place, call, opened, step
from ui.common.columns import GroupRow
from ui.tickets.grievances.spans import span_of
from ui.tickets.grievances.window import GrievancesWindow
from ui.tickets.recheck.window import RecheckWindow
from wenming_desktop.recheck.service import items, samples
from wenming_desktop.settings.staff import StaffMember, Unit, save_staff, save_units
from wenming_desktop.tickets.grievances import Span
from wenming_desktop.tickets.service import void_ticket
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk


@pytest.fixture
def closed(desk: Desk, clock: Clock) -> list[int]:
    """Three tickets of two categories, closed on the office's day."""
    clock.now = datetime.combine(date.today() - timedelta(days=1), datetime.min.time()).replace(
        hour=9
    )
    desk.write(save_staff, (StaffMember("林晓燕"), StaffMember("梁志勇")))
    desk.write(save_units, (Unit("裕和物业"),))
    made = []
    for category in ("0102", "0102", "0502"):
        ticket = call(desk, clock, "楼道堆着旧家具", unit=1, category=category)
        for action, said in (
            ("SGN", {}),
            ("FIN", {"result": RESULT, "outcome": "1"}),
            ("APV", {}),
            ("CBK", {"contact_result": "1", "satisfaction": "1"}),
            ("ARC", {}),
        ):
            step(desk, ticket, action, **said)
        made.append(ticket)
    clock.now += timedelta(days=1)
    return made


@pytest.fixture
def place(qtbot: QtBot, desk: Desk, closed: list[int], said: Said, tmp_path: Path) -> Place:
    return opened(qtbot, desk, said, tmp_path)


def window(place: Place) -> RecheckWindow:
    place.page.list.in_bulk.more.show_recheck()
    found = place.window.findChild(RecheckWindow)
    assert found is not None
    place.qtbot.waitUntil(found.isActiveWindow)
    return found


def drawn(place: Place, share: str = "100") -> RecheckWindow:
    shown = window(place)
    shown.draw.click()
    dialog = shown._draw
    assert dialog is not None
    assert dialog.seed.text()
    dialog.begin_on.put(date.today() - timedelta(days=3))
    dialog.end_on.put(date.today())
    dialog.share.setText(share)
    dialog.seed.setText("当众抽的")
    dialog._ask()
    assert "可抽 3 件" in dialog.told.text()
    dialog.do.click()
    assert not dialog.isVisible()
    place.qtbot.waitUntil(shown.isActiveWindow)
    return shown


def test_nothing_drawn_says_what_it_is_for(place: Place) -> None:
    shown = window(place)
    assert not shown.paper.isEnabled()
    assert not shown.entry.isVisible()
    assert shown.draw.hasFocus()
    assert page_rules.broken(shown) == []


def test_a_draw_shows_its_strata_and_how_it_was_drawn(place: Place, desk: Desk) -> None:
    shown = drawn(place)
    assert "种子 当众抽的" in shown._method.text()
    rows = shown._rows()
    groups = [one.label for one in rows if isinstance(one, GroupRow)]
    assert len(groups) == 2
    assert len(rows) == 5
    assert desk.read(samples)[0].drawn == 3
    assert page_rules.broken(shown) == []


def test_findings_are_a_key_each_and_a_rebound_is_told(
    place: Place, desk: Desk, qtbot: QtBot
) -> None:
    shown = drawn(place)
    table = shown.items
    assert table.hasFocus()
    qtbot.keyClick(table, KEY.Key_1)
    qtbot.keyClick(table, KEY.Key_N)
    assert shown.entry.note.hasFocus()
    shown.entry.note.setText("又堆上了")
    qtbot.keyClick(shown.entry.note, KEY.Key_Return)
    qtbot.keyClick(table, KEY.Key_2)
    assert "反弹，工单已经重新打开" in shown.told.text()
    qtbot.keyClick(table, KEY.Key_1)
    sample = desk.read(samples)[0]
    assert (sample.checked, sample.rebounds) == (3, 1)
    found = desk.read(items, sample.id)
    assert sorted((line.rebound or False, line.note) for line in found) == [
        (False, ""), (False, ""), (True, "又堆上了"),
    ]  # fmt: skip
    assert {line.checked_on for line in found} == {date.today()}
    assert "反弹率 33.3%" in shown._figures.text()
    desk.write(undo_last_act)
    qtbot.waitUntil(lambda: "已查 2 件" in shown._figures.text())


def test_one_that_was_looked_at_is_not_recorded_twice(
    place: Place, desk: Desk, qtbot: QtBot
) -> None:
    shown = drawn(place)
    qtbot.keyClick(shown.items, KEY.Key_1)
    shown.items.go_to(1)
    qtbot.keyClick(shown.items, KEY.Key_2)
    assert "已经记过结果" in shown.told.text()
    assert desk.read(samples)[0].rebounds == 0


def test_a_note_stays_until_it_is_written(place: Place, desk: Desk, qtbot: QtBot) -> None:
    shown = drawn(place)
    at = shown.items.current()
    shown.entry.note.setText("门口又堆上了")
    shown.entry.on.line.setText("2020-01-01")
    qtbot.keyClick(shown.items, KEY.Key_2)
    assert "不能早于" in shown.told.text()
    assert (shown.entry.note.text(), shown.items.current()) == ("门口又堆上了", at)
    shown.entry.on.put(date.today())
    qtbot.keyClick(shown.items, KEY.Key_2)
    assert shown.entry.note.text() == ""
    assert shown.items.current() > at
    assert [line.note for line in desk.read(items, 1) if line.rebound] == ["门口又堆上了"]


def test_a_ticket_voided_since_says_where_its_finding_stands(
    place: Place, desk: Desk, qtbot: QtBot
) -> None:
    shown = drawn(place)
    line = shown._at_hand()
    assert line is not None
    desk.write(void_ticket, line.ticket_id, "误录")
    qtbot.keyClick(shown.items, KEY.Key_1)
    assert "只记在这次抽查里" in shown.told.text()
    assert desk.read(samples)[0].checked == 1


@pytest.mark.parametrize("written", ["昨儿个晌午", "2030-01-01"])
def test_a_day_that_cannot_be_keeps_the_finding_out(
    place: Place, desk: Desk, qtbot: QtBot, written: str
) -> None:
    shown = drawn(place)
    shown.entry.on.line.setText(written)
    qtbot.keyClick(shown.items, KEY.Key_1)
    assert "日期" in shown.told.text()
    assert desk.read(samples)[0].checked == 0


def test_days_the_wrong_way_round_draw_nothing(place: Place, desk: Desk) -> None:
    shown = window(place)
    shown.draw.click()
    dialog = shown._draw
    assert dialog is not None
    dialog.begin_on.put(date(2026, 11, 2))
    dialog.end_on.put(date(2026, 11, 1))
    dialog.do.click()
    assert dialog.isVisible()
    assert "不能早于" in dialog.rows[1].text()
    assert desk.read(samples) == ()
    dialog.close()


def test_enter_opens_the_ticket(place: Place, qtbot: QtBot) -> None:
    shown = drawn(place)
    asked: list[tuple[str, int]] = []
    place.page.services.open_asked.connect(lambda kind, row: asked.append((kind, row)))
    line = shown._at_hand()
    assert line is not None
    qtbot.keyClick(shown.items, KEY.Key_Return)
    assert asked == [("ticket", line.ticket_id)]


# 最不满意的十件事


@pytest.mark.parametrize(
    ("key", "begin", "end", "before"),
    [
        ("month", date(2026, 1, 1), date(2026, 2, 1), date(2025, 12, 1)),
        ("last_month", date(2025, 12, 1), date(2026, 1, 1), date(2025, 11, 1)),
        ("quarter", date(2026, 1, 1), date(2026, 4, 1), date(2025, 10, 1)),
        ("last_quarter", date(2025, 10, 1), date(2026, 1, 1), date(2025, 7, 1)),
        ("year", date(2026, 1, 1), date(2027, 1, 1), date(2025, 1, 1)),
        ("last_year", date(2025, 1, 1), date(2026, 1, 1), date(2024, 1, 1)),
    ],
)
def test_the_times_one_asks_about(key: str, begin: date, end: date, before: date) -> None:
    assert span_of(key, date(2026, 1, 31)) == Span(begin, end, before)


def test_a_grievance_opens_its_tickets_by_keys(
    place: Place, desk: Desk, clock: Clock, qtbot: QtBot
) -> None:
    first = call(desk, clock, "垃圾没人清", category="0102", complainant_phone="13900000001")
    again = call(
        desk, clock, "垃圾还是没人清", category="0102", complainant_phone="13900000001",
        duplicate_of_id=first,
    )  # fmt: skip
    place.page.list.in_bulk.more.show_grievances()
    shown = place.window.findChild(GrievancesWindow)
    assert shown is not None
    shown.span.choose("year")
    shown.span.activated.emit(4)
    ten, callers, _ = shown.lists
    assert ten.model.index(0, 1).data() == "暴露垃圾"
    asked: list[tuple[str, int]] = []
    place.page.services.open_asked.connect(lambda kind, row: asked.append((kind, row)))
    qtbot.keyClick(ten.table, KEY.Key_Return)
    qtbot.waitUntil(shown.tickets.hasFocus)
    qtbot.keyClick(shown.tickets, KEY.Key_Return)
    assert asked == [("ticket", again)]
    assert page_rules.broken(shown) == []
    shown._step(1)
    assert callers.model.rowCount() == 1
    assert "****" in callers.model.index(0, 2).data()
    assert page_rules.broken(shown) == []
