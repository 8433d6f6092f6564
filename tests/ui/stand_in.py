"""A stand-in for the desk: an office of invented households that answers every service by name.

Pages ask real services; `FakeDesk` looks at the service's name only, so that windows are tested
without a data file.
"""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from datetime import date
from typing import Any

from tests.ui.stand_in_cards import CardOffice
from tests.ui.stand_in_drafts import DraftOffice
from tests.ui.stand_in_intake import IntakeOffice
from tests.ui.stand_in_today import TodayOffice
from wenming_desktop.households.edit_choices import EditChoices
from wenming_desktop.households.model import (
    Chip,
    Choice,
    HouseholdDetail,
    HouseholdFilter,
    HouseholdRow,
    MemberRow,
    Opening,
    Tag,
    TicketBrief,
)
from wenming_desktop.search.model import Calling
from wenming_desktop.tickets.intake import (
    CallerFacts,
)

TAGS = {
    "独居": Tag("lone", "独居", "独"),
    "高龄": Tag("aged", "高龄", "独"),
    "低保": Tag("poor", "低保", "困"),
    "困难": Tag("poor", "困难", "困"),
    "重病": Tag("ill", "重病", "病"),
    "残疾": Tag("dis", "残疾", "残"),
    "留守儿童": Tag("child", "留守儿童", "童"),
    "优抚": Tag("vet", "优抚", "军"),
    "党员户": Tag("party", "党员户", "党"),
    "出租": Tag("rent", "出租", "租"),
    "空置": Tag("void", "空置", "租"),
}
_FIRST = (
    ("一院 3-2-501", "王秀兰", 1, "独居 高龄 低保", "已签收"),
    ("一院 3-2-502", "赵立新", 3, "党员户", "已签收"),
    ("一院 3-2-401", "魏晓琴", 4, "留守儿童", "已印待发"),
    ("一院 3-2-402", "陈国栋", 2, "重病 困难", "已签收"),
    ("一院 3-2-301", "何玉芳", 5, "", "已签收"),
    ("一院 3-2-302", "", 0, "空置", ""),
    ("一院 3-2-201", "马桂英", 1, "独居 高龄", "待印"),
    ("一院 3-2-202", "吴学礼", 2, "残疾", "已签收"),
    ("一院 3-2-101", "刘洋", 3, "出租", "待印"),
    ("一院 3-2-102", "孙福顺", 2, "优抚 党员户", "已签收"),
    ("一院 3-3-501", "黄志远", 4, "", "已签收"),
    ("一院 3-3-502", "林桂芝", 2, "高龄 残疾", "已签收"),
)
_SURNAMES, _GIVEN = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗", "秀兰国栋建军桂英玉芳志远晓琴"
_KEYS = ("独居", "高龄", "困难", "重病", "残疾", "留守儿童", "优抚", "党员户", "出租")
_CARDS = ("已签收", "待印", "已印待发", "待签收", "")


def households(count: int = 2346) -> list[HouseholdRow]:
    """Return that many invented households; the first dozen are the drawing's."""
    rows = [
        HouseholdRow(at, door, head, people, _tags(words), card, card)
        for at, (door, head, people, words, card) in enumerate(_FIRST, start=1)
    ]
    for at in range(len(rows) + 1, count + 1):
        head = _SURNAMES[at % 20] + _GIVEN[(at * 7) % 14] + _GIVEN[(at * 3) % 14]
        words = _KEYS[at % 9] if at % 4 == 0 else ""
        door = f"二院 {at // 40 + 1}-{at % 4 + 1}-{at % 10 + 1}0{at % 2 + 1}"
        card = _CARDS[at % 5]
        rows.append(HouseholdRow(at, door, head, at % 5 + 1, _tags(words), card, card))
    return rows[:count]


def _tags(words: str) -> tuple[Tag, ...]:
    return tuple(TAGS[word] for word in words.split())


class Office(CardOffice, TodayOffice, DraftOffice, IntakeOffice):
    """Answers services from a list of households."""

    def __init__(self, count: int = 2346) -> None:
        self.rows = households(count)
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self.fail: dict[str, Exception] = {}
        self.opened: list[Any] = []

    def _kept(self, wanted: HouseholdFilter) -> list[HouseholdRow]:
        kept = [
            row
            for row in self.rows
            if (not wanted.text or wanted.text in row.head or wanted.text in row.door)
            and wanted.tags <= {tag.label for tag in row.tags}
            and (wanted.estate_id != 2 or row.door.startswith("二院"))
        ]
        if wanted.sort != "door" or wanted.descending:
            kept.sort(key=lambda row: getattr(row, wanted.sort), reverse=wanted.descending)
        return kept

    def household_count(self, wanted: HouseholdFilter) -> int:
        return len(self._kept(wanted))

    def household_page(
        self, wanted: HouseholdFilter, offset: int, limit: int
    ) -> tuple[HouseholdRow, ...]:
        return tuple(self._kept(wanted)[offset : offset + limit])

    def household_opening(self, wanted: HouseholdFilter, offset: int, limit: int) -> Opening:
        return Opening(self.household_count(wanted), self.household_page(wanted, offset, limit))

    def home_of(self, resident: int) -> int:
        return resident // 10

    def chip_counts(self, wanted: HouseholdFilter) -> tuple[Chip, ...]:
        base = self._kept(replace(wanted, tags=frozenset()))
        counts = [
            Chip(key, "高龄 80+" if key == "高龄" else key, _with(base, key)) for key in _KEYS
        ]
        return (Chip("all", "全部", len(base)), *counts, Chip("未发卡", "未发卡", 86))

    def estates(self) -> tuple[Choice, ...]:
        return (Choice(1, "一院"), Choice(2, "二院"))

    def grids(self) -> tuple[Choice, ...]:
        return (Choice(1, "第一网格"), Choice(2, "第二网格"))

    def household_detail(self, household: int) -> HouseholdDetail:
        row = self.rows[household - 1]
        members = tuple(self._members(row))
        return HouseholdDetail(
            id=row.id,
            household_no=f"H{row.id:05}",
            head=row.head,
            door=_long_door(row.door),
            tags=row.tags,
            phone_resident_id=row.id * 10 if row.head else None,
            phone_masked="139****2046" if row.head else "",
            grid="第二网格",
            grid_worker="梁志勇",
            liaison="赵立新（对门 502）",
            cell_leader="赵立新",
            card_no="LXK-02-00312" if row.card_status else "",
            card_label=row.card_label,
            card_on=date(2026, 11, 12) if row.card_status == "已签收" else None,
            members=members,
            tickets=self._tickets(row),
        )

    def _members(self, row: HouseholdRow) -> list[MemberRow]:
        if not row.head:
            return []
        head = MemberRow(1, row.head, "户主", "女", 84, "9****************X", "", "", row.tags)
        son = MemberRow(
            2, "周建军", "长子", "男", 57, "9****************5", "", "外住·紧急联系人", ()
        )
        return [head, son]

    def _tickets(self, row: HouseholdRow) -> tuple[TicketBrief, ...]:
        if row.id != 1:
            return ()
        return (
            TicketBrief(1127, "GD202611-02-0027", "厨房水管渗漏，请人来看", "ok", "剩 1 天"),
            TicketBrief(1098, "GD202610-02-0098", "楼道灯不亮", "none", "已归档"),
        )

    def edit_choices(self, _dictionary: Any) -> EditChoices:
        return EditChoices({}, ("一院", "二院"), date(2026, 11, 20))

    def reveal(self, _kind: str, _ident: int, _field: str, _reason: str) -> str:
        return "13900002046"

    def who_calls(self, text: str) -> tuple[Calling, ...]:
        wanted = {"wxl": "王秀兰", "13900002046": "王秀兰", "13900007705": "王秀兰"}.get(text, text)
        rows = [row for row in self.rows if wanted in row.head or wanted in row.door]
        return tuple(
            Calling("resident", row.id, row.head, row.door, "139****2046", row.tags)
            for row in rows[:5]
        )

    def caller_facts(self, _kind: str, ident: int) -> CallerFacts:
        row = self.rows[ident - 1]
        return CallerFacts(
            name=row.head,
            address=_long_door(row.door),
            door=row.door,
            phone="13900002046",
            phone_masked="139****2046",
            note="84 岁，儿子周建军 139****7705",
            house_id=ident,
            tags=row.tags,
            tickets=self._tickets(row),
            card_no="LXK-02-00312",
            card_label="已签收",
        )

    def register(self, command: Any) -> int:
        self.opened.append(command)
        return 1130


def _with(rows: list[HouseholdRow], key: str) -> int:
    return sum(1 for row in rows if key in {tag.label for tag in row.tags})


def _long_door(door: str) -> str:
    estate, _, rest = door.partition(" ")
    building, unit, room = rest.split("-")
    return f"{estate} {building}号楼 {unit}单元 {room}"


class FakeDesk:
    """Runs services by name on an `Office`."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.on_change: list[Callable[[frozenset[str]], None]] = []

    def read(self, service: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        name = service.__name__
        self.office.calls.append((name, args))
        if name in self.office.fail:
            raise self.office.fail[name]
        return getattr(self.office, name)(*args, **kwargs)

    write = read

    def watched_by(self, _progress: Any) -> "FakeDesk":
        return self


class AtOnce(Executor):
    """A lane that runs work where it is handed in."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class Later(Executor):
    """A lane that runs work when told to."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], Any]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        self.waiting.append(lambda: fn(*args, **kwargs))
        return Future()

    def run_all(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()
