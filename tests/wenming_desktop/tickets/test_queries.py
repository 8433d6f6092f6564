"""Lists, pages, the caller, the deadline in words, what registration offers."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Clock
from wenming_desktop.errors import NotFoundError
from wenming_desktop.search.service import find
from wenming_desktop.settings import Office, save_office
from wenming_desktop.tickets import queries
from wenming_desktop.tickets.clock import OfficeHours
from wenming_desktop.tickets.deadlines import hours
from wenming_desktop.tickets.model import TicketRow
from wenming_desktop.tickets.orders import TicketFilter
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions

Open = Callable[..., int]
Take = Callable[..., TicketRow]
Through = Callable[[int, str], TicketRow]


@pytest.fixture
def four(town: Desk, opened: Open, through: Through, clock: Clock) -> Desk:
    """One new, one sent, one settled, one long ago and still open."""
    opened(at=datetime(2026, 2, 2, 9), category="0504", content="路灯 100%_坏了")
    opened()
    through(opened(location_text="一院12号楼"), "DSP")
    through(opened(category="0102", source="11", external_no="X-9"), "APV")
    return town


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (TicketFilter(), ["202603-3", "202603-2", "202603-1", "202602-1"]),
        (TicketFilter(descending=False, sort="number"),
         ["202602-1", "202603-1", "202603-2", "202603-3"]),
        (TicketFilter(statuses=frozenset({"20"})), ["202603-1", "202602-1"]),
        (TicketFilter(overdue=True), ["202602-1"]),
        (TicketFilter(grid_id=2), ["202603-2"]),
        (TicketFilter(source="11"), ["202603-3"]),
        (TicketFilter(category="08"), ["202603-2", "202603-1"]),
        (TicketFilter(handling_unit_id=1), ["202603-3", "202603-2"]),
        (TicketFilter(text="X-9"), ["202603-3"]),
        (TicketFilter(text="100%_"), ["202602-1"]),
        (TicketFilter(text="%暖%气"), []),
    ],
)  # fmt: skip
def test_filters(four: Desk, wanted: TicketFilter, numbers: list[str]) -> None:
    rows = four.read(queries.ticket_page, wanted, 0, 10)
    assert [f"{(r.number or '')[2:8]}-{int((r.number or '')[8:])}" for r in rows] == numbers
    assert four.read(queries.ticket_count, wanted) == len(numbers)
    assert four.read(queries.ticket_page, wanted, 1, 1) == rows[1:2]


def test_the_list_by_status_name_and_lateness(four: Desk) -> None:
    assert [row.status for row in four.read(queries.ticket_list, "已派单")] == ["30"]
    late = four.read(queries.ticket_list, None, True)
    assert [(row.number, row.lamp) for row in late] == [("SQ2026020001", "red")]
    assert len(four.read(queries.ticket_list)) == 4


@pytest.mark.parametrize("said", ["SQ2026030003", "2026030003", " SQ2026030003 ", "X-9", 4])
def test_found_by_any_of_its_numbers(four: Desk, said: int | str) -> None:
    assert four.read(queries.ticket_by_number, said).number == "SQ2026030003"


@pytest.mark.parametrize("said", ["", "4", "SQ", "'--", 99])
def test_not_found(four: Desk, said: int | str) -> None:
    with pytest.raises(NotFoundError):
        four.read(queries.ticket_by_number, said)


@pytest.mark.parametrize(
    ("now", "category", "urgency", "due", "words"),
    [
        (
            "2026-11-20 10:42", "0504", "1", "2026-11-25 17:30",
            "路灯不亮 3 个工作日。今天周五，跳过周六、周日，到 11月25日 周三 17:30。",
        ),
        (
            "2026-11-17 10:42", "0801", "1", "2026-11-19 17:30",
            "供暖不热 2 个工作日。今天周二，到 11月19日 周四 17:30。",
        ),
        (
            "2026-11-21 10:00", "0801", "1", "2026-11-25 17:30",
            "供暖不热 2 个工作日。今天周六，从11月23日 周一起算，到 11月25日 周三 17:30。",
        ),
        (
            "2026-11-17 18:20", "0801", "1", "2026-11-20 17:30",
            "供暖不热 2 个工作日。今天周二，从11月18日 周三起算，到 11月20日 周五 17:30。",
        ),
        (
            "2026-09-30 09:00", "0801", "2", "2026-10-08 17:30",
            "供暖不热较急，减半后 1 个工作日。今天周三，跳过 7 天休息日，到 10月8日 周四 17:30。",
        ),
        (
            "2026-11-20 10:42", "0801", "3", "2026-11-21 10:42",
            "紧急：24 小时内办结。",
        ),
        (
            "2027-01-04 09:00", "0801", "1", "2027-01-06 17:30",
            "供暖不热 2 个工作日。今天周一，到 1月6日 周三 17:30。"
            "2027 年的放假安排还没有录入，先按周末算。",
        ),
    ],
)  # fmt: skip
def test_the_deadline_in_words(  # noqa: PLR0917 - a table of cases
    desk: Desk, clock: Clock, now: str, category: str, urgency: str, due: str, words: str
) -> None:
    clock.now = datetime.fromisoformat(now)
    shown = desk.read(queries.due_preview, category, urgency)
    assert (shown.due_at, shown.words) == (datetime.fromisoformat(due), words)


def test_office_hours_in_each_form_they_are_kept() -> None:
    usual = OfficeHours()
    spans = [["08:30", "12:00"], ["14:00", "17:30"]]
    assert hours(None) == usual
    assert hours({"morning": spans[0], "afternoon": spans[1]}) == usual
    assert hours(usual.as_json()) == usual
    assert hours([{"from": "01-01", "to": "12-31", "spans": spans}]) == usual
    seasons = hours(
        [
            {"from": "10-01", "to": "04-30", "spans": spans},
            {"from": "05-01", "to": "09-30", "spans": [["08:00", "12:00"], ["14:30", "18:00"]]},
        ]
    )
    assert f"{seasons.closing(datetime(2026, 7, 1).date()):%H:%M}" == "18:00"
    assert f"{seasons.closing(datetime(2026, 12, 1).date()):%H:%M}" == "17:30"


def test_own_hours_close_the_deadline(town: Desk, opened: Open) -> None:
    spans = [["09:00", "12:00"], ["13:00", "16:00"]]
    office = Office(
        full_name="甲社区", work_hours=[{"from": "01-01", "to": "12-31", "spans": spans}]
    )
    town.write(save_office, office)
    assert town.read(queries.ticket_by_number, opened()).due_at == datetime(2026, 3, 11, 16)


def test_registration_offers_what_is_used(four: Desk) -> None:
    choices = four.read(queries.intake_choices)
    assert len(choices.often) == 10
    assert [one.code for one in choices.often[:3]] == ["0801", "0102", "0504"]
    assert choices.often[0].unit_id == 1
    assert choices.often[0].group == "水电气暖通信"
    assert "08" not in {one.code for one in choices.categories}
    assert [one.code for one in choices.urgencies] == ["1", "2", "3", "4"]
    assert [(unit.name, [h.name for h in unit.handlers]) for unit in choices.units] == [
        ("供热公司", ["马师傅"])
    ]


@pytest.fixture
def home(town: Desk, tmp_path: Path) -> Desk:
    """A household in the register."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.append(
        ["小区", "楼号", "单元", "房号", "姓名", "与户主关系", "出生日期", "电话", "人员类别"]
    )
    sheet.append(
        ["一院", "3", "2", "501", "王秀兰", "户主", "1942-01-18", "13900000001", "独居老人"]
    )
    sheet.append(["一院", "3", "2", "501", "周建军", "长子", "1968-02-03", "13900000002", ""])
    made.save(tmp_path / "台账.xlsx")
    import_file(town, "residents", tmp_path / "台账.xlsx", ImportOptions())
    return town


def test_the_caller_from_the_register(home: Desk, opened: Open) -> None:
    opened()
    (hit,) = [one for one in home.read(find, "王秀兰", 5) if one.kind == "resident"]
    facts = home.read(queries.caller_facts, hit.kind, hit.id)
    assert (facts.name, facts.phone, facts.phone_masked) == (
        "王秀兰",
        "13900000001",
        "139****0001",
    )
    assert facts.door == "一院 3号楼 2单元 501"
    assert facts.note == "84 岁，今年来电 1 次"
    assert (facts.building_id, facts.grid_id) == (1, 1)
    assert [one.number for one in facts.tickets] == ["SQ2026030001"]
    assert facts.tags
    household = home.read(queries.caller_facts, "household", 1)
    assert (household.name, household.house_id) == ("王秀兰", facts.house_id)


def test_the_phone_tells_where_the_caller_lives(home: Desk, opened: Open) -> None:
    sheet = home.read(queries.ticket_sheet, opened(location_text="供热站门口"))
    assert sheet.row.grid is None, "where it happened is not guessed from where somebody lives"
    detail = home.read(queries.caller_facts, "household", 1)
    assert [one.number for one in detail.tickets] == [sheet.row.number]


@pytest.mark.parametrize(
    ("text", "grid"),
    [
        ("一院 3号楼 2单元 501", "第一网格"),
        ("一院12-1-301", "第二网格"),
        ("一院十二号楼前", "第二网格"),
        ("一院三号楼", "第一网格"),
        ("一院 2单元", None),
        ("第二网格巷子口", "第二网格"),
        ("二院3号楼", None),
    ],
)
def test_places_are_found_by_what_they_name(
    town: Desk, opened: Open, text: str, grid: str | None
) -> None:
    assert town.read(queries.ticket_by_number, opened(location_text=text)).grid == grid
