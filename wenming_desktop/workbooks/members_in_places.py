"""Branch, cell and kind that no row names: lines between, merged cells, sheet names, titles."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from wenming_desktop.fields.codes import CodeBook
from wenming_desktop.workbooks.headers import is_ticked
from wenming_desktop.workbooks.members_in_keys import BRANCH, CELL, KIND, NAME, TITLE, UNIT
from wenming_desktop.workbooks.table import Row, Table

Line = tuple[int, str, str]
"""A line between the rows: its number, the branch and the cell it names."""
_PLACED = (BRANCH, CELL, KIND, UNIT)
_COUNT = re.compile(r"[（(：:,，、]?\s*(?:共|计|合计)?\s*\d+\s*(?:人|名|个)?(?:党员)?\s*[)）]?$")
_ORDER = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*")
_BRANCH = re.compile(r".*?(?:支部|总支)(?:委员会)?")
_CELL = re.compile(r".*小组")
_OF_COMMUNITY = re.compile(r".*(?:社区|居委会|街道)(?:大?党委|党总支|党工委)?(?=.)")
_APART = re.compile(r"[\s，,；;/]+")
_JOINTS = "/／-—、，, 　·"


def completed(tables: Iterable[Table], codes: CodeBook) -> list[Table]:
    """The tables with branch, cell and kind in every row that something beside it names."""
    return [_completed(table, codes) for table in tables]


def _completed(table: Table, codes: CodeBook) -> Table:
    keys = (*table.keys, *(key for key in _PLACED if key not in table.keys))
    at = {key: keys.index(key) for key in _PLACED}
    whole = _of_sheet(table, codes)
    lines = [(line.number, *_line(line.text)) for line in table.skipped]
    kept: list[Row] = []
    for row in table.rows:
        values = [*row.values, *[""] * (len(keys) - len(row.values))]
        branch, cell = _line(_alone(row))
        if branch or cell:
            lines.append((row.number, branch, cell))
        else:
            kept.append(Row(row.number, values))
    _split(kept, at)
    if _told_together(table):
        _part_unit(kept, at[UNIT], keys.index(TITLE))
    _grouped(kept, (at[BRANCH], at[CELL]))
    _between(kept, sorted(lines), at)
    for row in kept:
        for key, said in whole.items():
            if row.values[at[key]] in ("", None):
                row.values[at[key]] = said
    used = [key for key in keys if key in table.keys or any(row.values[at[key]] for row in kept)]
    places = [keys.index(key) for key in used]
    rows = [Row(row.number, [row.values[place] for place in places]) for row in kept]
    return replace(table, keys=tuple(used), rows=rows)


def _alone(row: Row) -> str:
    """The one thing a row says, where it says only one."""
    said = [value for value in row.values if value not in ("", None)]
    return said[0] if len(said) == 1 and isinstance(said[0], str) else ""


def _line(text: str) -> tuple[str, str]:
    """The branch and the cell that a line between the rows, or a title, names."""
    plain = _ORDER.sub("", _COUNT.sub("", text.strip())).strip()
    branch = _BRANCH.match(plain)
    rest = plain[branch.end() :] if branch else plain
    cell = _CELL.fullmatch(rest.strip(_JOINTS))
    named = branch.group() if branch and (cell or not rest.strip(_JOINTS)) else ""
    return _own_name(named), cell.group() if cell else ""


def _own_name(branch: str) -> str:
    """A branch without the community it belongs to: 槐荫里社区第一网格党支部."""
    return _OF_COMMUNITY.sub("", branch) if branch else ""


def _between(rows: Sequence[Row], lines: Sequence[Line], at: dict[str, int]) -> None:
    """Lines between the rows hold until the next; a new branch forgets the cell."""
    waiting = list(lines)
    branch = cell = ""
    for row in rows:
        while waiting and waiting[0][0] < row.number:
            _, said_branch, said_cell = waiting.pop(0)
            if said_branch:
                branch, cell = said_branch, said_cell
            else:
                cell = said_cell or cell
        for key, said in ((BRANCH, branch), (CELL, cell)):
            if said and row.values[at[key]] in ("", None):
                row.values[at[key]] = said


def _split(rows: Sequence[Row], at: dict[str, int]) -> None:
    """Branch and cell written together in one column."""
    for row in rows:
        for key in (BRANCH, CELL):
            value = row.values[at[key]]
            if isinstance(value, str) and "支部" in value and "小组" in value:
                branch, cell = _line(value)
                if branch and cell:
                    row.values[at[BRANCH]], row.values[at[CELL]] = branch, cell


def _told_together(table: Table) -> bool:
    """Whether one column tells work unit and job, as 工作单位及职务 does."""
    return UNIT not in table.keys and any(
        match.key == TITLE and "单位" in match.header for match in table.matches
    )


def _part_unit(rows: Sequence[Row], unit: int, title: int) -> None:
    """The unit is what stands before the first blank or mark, the job what follows."""
    for row in rows:
        told = row.values[title]
        if isinstance(told, str):
            named, _, job = _APART.sub("\n", told.strip(), count=1).partition("\n")
            row.values[unit], row.values[title] = named, job


def _grouped(rows: Sequence[Row], columns: Sequence[int]) -> None:
    """A name that stands once, over blanks that belong to it, is said of them too."""
    for column in columns:
        said = [row.values[column] for row in rows if row.values[column] not in ("", None)]
        sparse = len(said) == len(set(map(str, said))) and 2 * len(said) <= len(rows)
        if not said or not sparse or rows[0].values[column] in ("", None):
            continue
        last: object = ""
        for row in rows:
            last = row.values[column] or last
            row.values[column] = last


def _of_sheet(table: Table, codes: CodeBook) -> dict[str, str]:
    """What sheet name and titles say of every row."""
    found: dict[str, str] = {}
    texts = (table.sheet, *table.titles)
    for text in texts:
        branch = _BRANCH.match(text)
        if branch is not None and BRANCH not in table.keys:
            found.setdefault(BRANCH, _own_name(branch.group()))
    ticked = any(is_ticked(key) and key.startswith(KIND) for key in table.keys)
    if KIND not in table.keys and not ticked and NAME in table.keys:
        kinds = (_kind(text, codes, sheet=at == 0) for at, text in enumerate(texts))
        kind = next(filter(None, kinds), "")
        if kind:
            found[KIND] = kind
    return found


def _kind(text: str, codes: CodeBook, *, sheet: bool) -> str:
    """The kind of members that a name of a sheet or a title speaks of; 社区党员 is everybody."""
    for size in range(min(len(text), 12), 1, -1):
        for start in range(len(text) - size + 1):
            part = text[start : start + size]
            code = codes.meaning("party_member_kind", part, guess=False)
            if code and not part.isascii() and (sheet or code != "1"):
                return code
    return ""
