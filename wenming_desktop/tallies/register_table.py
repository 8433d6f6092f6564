"""表14 居民户与人口: R01-R11 by grid, as a table for screen, workbook and paper, and as a document.

A row is a figure, a column a grid: there are more figures than grids.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from wenming_desktop.tallies import fetch
from wenming_desktop.tallies.model import UNASSIGNED, Sheet, Value
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.register_counts import UNITS, Line, RegisterFigures, count
from wenming_desktop.tallies.register_fetch import NO_GRID, Register, register
from wenming_desktop.work import Work, use_case

KEY, TOTAL, FIRST_FIGURE = "register", "合计", 2
CATEGORIES = "special_care_category"
RATE = "入户核查率"


@dataclass(frozen=True)
class RegisterTable:
    """The table, and what its rows and columns stand for; `scopes` are grids, None for all.

    `checks` are what must agree: a sentence with both its sides.
    """

    sheet: Sheet
    rows: tuple[str, ...]
    scopes: tuple[int | None, ...]
    checks: tuple[tuple[str, int, int], ...]
    document: dict[str, object]

    def place(self, row: int, column: int) -> tuple[str, int | None] | None:
        """Name and grid of the figure in a cell; None where nobody stands behind it."""
        at = column - FIRST_FIGURE
        if not 0 <= at < len(self.scopes) or row >= len(self.rows):
            return None
        return self.rows[row], self.scopes[at]


@use_case("tallies.register_table", "查看居民户与人口", right="tally.read")
def register_table(work: Work, period: Period, grid: str | None = None) -> RegisterTable:
    """R01-R11 of a period, of the community with all its grids or of one grid by name or code."""
    place = fetch.grid_named(work, grid)
    found = register(work, place and place[0])
    figures: dict[int | None, RegisterFigures] = {None: counted(found, period, None)}
    names: dict[int | None, str] = {None: place[1] if place else TOTAL}
    if place is None:
        names |= _grids(work, found)
        figures |= {at: counted(found, period, at) for at in names if at is not None}
    else:
        figures[place[0]] = figures.pop(None)
        names[place[0]] = names.pop(None)
    return _table(period, figures, names, categories(work, next(iter(figures.values()))))


def counted(found: Register, period: Period, grid: int | None) -> RegisterFigures:
    """A period's figures of all that was read, or of one grid of it."""
    facts = found.whole if grid is None else found.grids[grid]
    return count(facts, period.begin.date(), period.end.date())


def categories(work: Work, figures: RegisterFigures) -> dict[str, str]:
    """The kinds of care somebody gets, with their names."""
    return {key: work.codes.name(CATEGORIES, key) or key for key in figures.cares}


def _grids(work: Work, found: Register) -> dict[int | None, str]:
    known = {
        row[0]: row[1] for row in fetch.rows(work, "SELECT id, name FROM grid ORDER BY sort, id")
    }
    there = [at for at in known if at in found.grids]
    named: dict[int | None, str] = {at: known[at] or str(at) for at in there}
    return named | ({NO_GRID: UNASSIGNED} if NO_GRID in found.grids else {})


def _table(
    period: Period,
    figures: Mapping[int | None, RegisterFigures],
    names: Mapping[int | None, str],
    kinds: Mapping[str, str],
) -> RegisterTable:
    scopes = tuple(names)
    columns = [figures[at].lines(kinds) for at in scopes]
    lines = columns[0]
    rates = tuple(figures[at].checked_rate for at in scopes)
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (line.name, UNITS[line.kind], *(column[at].count for column in columns))
        for at, line in enumerate(lines)
    )
    sheet = Sheet(
        key=KEY,
        title="居民户与人口",
        heads=("项目", "单位", *names.values()),
        rows=(*rows, (RATE, "%", *rates)),
        formats=(
            *(("text", "text", *("count" for _ in scopes)) for _ in rows),
            ("text", "text", *("percent" for _ in scopes)),
        ),
        notes=_notes(figures[scopes[0]], period),
        unit="户、人、套",
    )
    checks = _checks(tuple(figures[at] for at in scopes))
    told = _document(lines, columns, tuple(names.values()))
    document = {**told, "checked_rate": rates[0], "balanced": all(a == b for _, a, b in checks)}
    return RegisterTable(sheet, tuple(line.name for line in lines), scopes, checks, document)


def _checks(figures: tuple[RegisterFigures, ...]) -> tuple[tuple[str, int, int], ...]:
    whole, grids = figures[0], figures[1:]
    flow = len(whole.living_before) + len(whole.entered) - len(whole.left)
    found = [("实有人口 = 期初实有人口 + 增加 － 减少", len(whole.living), flow)]
    if grids:
        homes = sum(len(part.households) for part in grids)
        houses = sum(len(part.houses["total"]) for part in grids)
        found.append(("各网格总户数之和 = 合计", homes, len(whole.households)))
        found.append(("各网格房屋总数之和 = 合计", houses, len(whole.houses["total"])))
    return tuple(found)


def _document(
    lines: tuple[Line, ...], columns: list[tuple[Line, ...]], names: tuple[str, ...]
) -> dict[str, object]:
    """Every figure by its code and name, then grid by grid."""
    return {
        "lines": [
            {
                "code": line.code,
                "name": line.name.strip(),
                "unit": UNITS[line.kind],
                "count": line.count,
                "by_grid": {
                    name: column[at].count
                    for name, column in zip(names[1:], columns[1:], strict=True)
                },
            }
            for at, line in enumerate(lines)
        ]
    }


def _notes(whole: RegisterFigures, period: Period) -> tuple[str, ...]:
    notes = [
        f"户数、人数、房屋按 {period.last_day:%Y-%m-%d} 当天的登记数；"
        "增减按统计期内的人口变动数，“登记补录”“登记核减”是没有办变动、直接改了登记的。"
    ]
    if whole.unchecked:
        waiting = f"有 {len(whole.unchecked):,} 人的人户状态待核实"
        notes.append(f"{waiting}，户口没有登记在这里的先算“人在户不在”。")
    if not whole.balanced:
        notes.append("人口增减对不上，请打开“数据检查”。")
    return tuple(notes)
