"""Three months of requests and the first weeks of November, as one list."""

from __future__ import annotations

import csv
import random
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar
import xlsxwriter

import resources
from tests.samples.ledgers import BUILT
from tests.samples.matters import MATTERS, NOVEMBER, Matter
from tests.samples.office import UNITS, grid_of
from tests.samples.people import Household, Person
from tests.samples.town import Town

CLOSE = time(17, 30)
LAST = datetime(2026, 11, 20, 10, 40)
SOURCES = {
    "社区电话来电": 30,
    "服务连心卡来电": 26,
    "来访(现场)": 18,
    "网格员巡查": 18,
    "12345热线转办": 14,
    "110非警务转办": 6,
    "数字城管(12319)转办": 9,
    "楼栋党小组长/楼栋长上报": 7,
    "居民议事会/幸福圆桌会": 4,
    "微信群/网格群": 6,
}
MONTHS = ((2026, 8, 31, 132), (2026, 9, 30, 138), (2026, 10, 31, 146), (2026, 11, 19, 8))
HEAD = (
    *("工单编号", "受理时间", "来源", "诉求类别", "诉求小类", "小区", "楼栋", "诉求人", "联系电话"),
    *("诉求内容", "承办单位", "办理期限", "办结时间", "办理结果", "满意度"),
)
NUMBER, ACCEPTED, SOURCE, CATEGORY, LEAF, DUE, FINISHED, RATING = 0, 1, 2, 3, 4, 11, 12, 14
Row = list[Any]


def leaves() -> dict[str, tuple[str, str, int]]:
    """code -> (first level, leaf, working days) from the shipped code list."""
    with resources.path("codes", "ticket_category.csv").open(encoding="utf-8-sig") as lines:
        rows = {row["code"]: row for row in csv.DictReader(lines)}
    return {
        code: (rows[code[:2]]["name_zh"], row["name_zh"], int(row["default_workdays"] or 5))
        for code, row in rows.items()
        if len(code) == 4
    }


def due_at(accepted: datetime, days: int) -> datetime:
    """Closing time of the n-th working day after the day the clock starts."""
    day = accepted.date()
    late = accepted.time() > CLOSE
    while late or not chinese_calendar.is_workday(day):
        day += timedelta(days=1)
        late = False
    return datetime.combine(_workday_after(day, days), CLOSE)


def _workday_after(day: date, days: int) -> date:
    while days:
        day += timedelta(days=1)
        days -= chinese_calendar.is_workday(day)
    return day


class Desk:
    """Draws tickets for residents and sends them the way the office does."""

    def __init__(self, town: Town, rng: random.Random) -> None:
        self.town = town
        self.rng = rng
        self.leaves = leaves()
        rows = [self._drawn(when) for when in self._times()]
        rows += [self._named(*one) for one in NOVEMBER]
        rows.sort(key=lambda row: (row[ACCEPTED], row[7]))
        counters: dict[str, int] = {}
        for row in rows:
            month = f"{row[ACCEPTED]:%Y%m}"
            counters[month] = counters.get(month, 0) + 1
            row[NUMBER] = f"{month}{counters[month]:04d}"
        self.rows = rows
        self.problems = self._spoil()

    def _times(self) -> list[datetime]:
        times = []
        for year, month, last, count in MONTHS:
            for _ in range(count):
                day = date(year, month, self.rng.randint(1, last))
                if not chinese_calendar.is_workday(day) and self.rng.random() < 0.6:
                    day = date(year, month, self.rng.randint(1, last))
                hour = self.rng.choice((8, 9, 9, 10, 10, 11, 14, 15, 15, 16, 17, 20, 22))
                minute = self.rng.randint(30, 59) if hour == 8 else self.rng.randint(0, 29)
                times.append(datetime.combine(day, time(hour, minute)))
        return times

    def _drawn(self, when: datetime) -> Row:
        matters = [one for one in MATTERS if when.month in one.months]
        matter = self.rng.choices(matters, [one.weight for one in matters])[0]
        home = self.rng.choice(self.town.households)
        caller = self._caller(home)
        place = f"{home.estate}{home.building}号楼"
        text = self.rng.choice(matter.texts).format(place=place, unit=f"{home.unit}单元")
        source = self.rng.choices(list(SOURCES), list(SOURCES.values()))[0]
        row = self._row(when, matter, home, caller, text)
        row[SOURCE] = source
        self._finish(row, matter)
        return row

    def _caller(self, home: Household) -> Person:
        grown = [one for one in home.people if one.phone and not one.trap]
        return self.rng.choice(grown)

    def _row(
        self, when: datetime, matter: Matter, home: Household, caller: Person, text: str
    ) -> Row:
        first, leaf, days = self.leaves[matter.code]
        facts = ["", when, "", first, leaf, home.estate, f"{home.building}号楼", caller.name]
        unit = self._unit(matter.code, home)
        return [*facts, caller.phone, text, unit, due_at(when, days), "", "", ""]

    def _unit(self, code: str, home: Household) -> str:
        best = [
            (len(prefix), name)
            for name, *_, prefixes in UNITS
            for prefix in prefixes.split()
            if code.startswith(prefix)
        ]
        return max(best)[1] if best else grid_of(home.estate, home.building)

    def _finish(self, row: Row, matter: Matter) -> None:
        accepted, due = row[ACCEPTED], row[DUE]
        stays_open = {8: 0.015, 9: 0.035, 10: 0.1, 11: 0.55}[accepted.month]
        if self.rng.random() < stays_open:
            return
        if self.rng.random() < 0.87:
            span = max(1, (due.date() - accepted.date()).days)
            day = accepted.date() + timedelta(days=self.rng.randint(0, span))
        else:
            day = due.date() + timedelta(days=self.rng.randint(1, 9))
        if not chinese_calendar.is_workday(day) and day != accepted.date():
            day = _workday_after(day, 1)
        done = datetime.combine(day, time(self.rng.randint(9, 16), self.rng.randrange(0, 60)))
        done = max(done, accepted + timedelta(minutes=self.rng.randint(35, 160)))
        if done > LAST:
            return
        row[FINISHED] = done
        row[13] = self.rng.choice(matter.results)
        words = ("满意", "基本满意", "不满意", "不评价", "")
        late = done > due
        row[RATING] = self.rng.choices(words, (50, 24, 22, 3, 12) if late else (74, 12, 4, 2, 12))[
            0
        ]

    def _named(self, when: str, door: str, code: str, text: str, source: str) -> Row:
        estate, building, unit, room = door.split()
        near = [one for one in self.town.of(estate) if one.building == building]
        exact = [one for one in near if (str(one.unit), one.room) == (unit, room)]
        home = (exact or near)[0]
        matter = Matter(code, 1, (text,), ("",))
        row = self._row(datetime.fromisoformat(when), matter, home, home.head, text)
        row[SOURCE] = source
        return row

    def _spoil(self) -> list[dict[str, Any]]:
        """Six rows go wrong; a row's place in the sheet is its index + 3."""
        august = [n for n, row in enumerate(self.rows) if row[FINISHED] and n < 260]
        backward, timeless, vague, blank, odd, spelled = self.rng.sample(august, 6)
        self.rows[backward][FINISHED] = self.rows[backward][ACCEPTED] - timedelta(days=2)
        self.rows[timeless][ACCEPTED] = ""
        self.rows[vague][CATEGORY : LEAF + 1] = ["热心群众反映", ""]
        self.rows[blank][CATEGORY : LEAF + 1] = ["", ""]
        self.rows[odd][RATING] = "一般般吧"
        for number in (spelled, spelled + 7):
            self.rows[number][ACCEPTED] = f"{self.rows[number][ACCEPTED]:%Y-%m-%d %H:%M}"
        self.rows.append(list(self.rows[august[0]]))
        marks = {
            backward: ("ticket.finish_before_accept", True),
            timeless: ("ticket.time_missing", True),
            vague: ("category.unknown", False),
            odd: ("rating.unknown", False),
            len(self.rows) - 1: ("ticket.duplicate", True),
        }
        return [
            {"row": index + 3, "codes": [code], "refused": refused}
            for index, (code, refused) in sorted(marks.items())
        ]


def write_tickets(path: Path, desk: Desk) -> dict[str, Any]:
    """The list of requests; times are true times, two are text."""
    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": BUILT, "author": "槐荫里社区"})
    sheet = book.add_worksheet("诉求工单")
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.write(0, 0, "槐荫里社区诉求工单台账")
    for column, text in enumerate(HEAD):
        sheet.write(1, column, text)
    for line, row in enumerate(desk.rows, 2):
        for column, value in enumerate(row):
            if isinstance(value, datetime):
                sheet.write_datetime(line, column, value, moment)
            else:
                sheet.write(line, column, value)
    book.close()
    problems = desk.problems
    return {
        "file": path.name,
        "sheet": "诉求工单",
        "rows": len(desk.rows),
        "problems": problems,
    }
