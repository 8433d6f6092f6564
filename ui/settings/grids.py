"""网格: who is in charge of each and which buildings belong to it."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from ui.common.choice import Choice
from ui.common.columns import Column
from ui.common.labels import Words
from ui.page import Services
from ui.settings.form import Form, Values
from ui.settings.rows import RowsSection
from wenming_desktop.places.service import GridSheet, save_grids
from wenming_desktop.settings.lists import GridList, GridRow, grid_list
from wenming_desktop.settings.rules import lines_of, wrong_fields

Place = tuple[str, str]
_COLUMNS: Final[tuple[Column[GridRow], ...]] = (
    Column("code", "编号", lambda line: line.code, width=76),
    Column("name", "网格", lambda line: line.name, width=150, bold=True),
    Column("worker", "网格员", lambda line: line.worker or "—", width=110),
    Column("chief", "网格长", lambda line: line.chief or "—", stretch=True),
    Column("buildings", "楼栋", lambda line: f"{len(line.buildings)} 栋", width=76, right=True),
)
_NAMED: Final = {"code": "编号", "name": "名称"}
_TABLES: Final = frozenset({"grid", "grid_assignment", "staff", "building", "estate"})


def spoken(place: Place) -> str:
    """A building as the clerk writes it: 一院 3号楼."""
    estate, number = place
    return f"{estate} {number}号楼" if number[-1:].isdigit() else f"{estate} {number}"


class GridsSection(RowsSection[GridRow]):
    """The grids; a building moves to the grid where it is written down."""

    what = "网格"
    icon = "ri.community-line"
    empty_words = ("还没有网格", "在右边写上编号和名称，按 Ctrl+S 保存。")

    def __init__(self, services: Services) -> None:
        self._all = GridList((), (), ())
        self._code: QLineEdit
        self._people: tuple[Choice, Choice]
        self._free = Words("", "sm3")
        super().__init__(services, "grids", _COLUMNS)

    @override
    def fill(self, form: Form) -> None:
        self._code = form.line("code", "编号", longest=20, hint="如 02", required=True)
        form.line("name", "名称", longest=30, hint="如 第二网格", required=True)
        self._people = (form.choice("worker", "网格员"), form.choice("chief", "网格长"))
        form.area("buildings", "楼栋", "一行一栋，如 一院 3号楼", lines=7)
        self._free.setWordWrap(True)
        self._free.setObjectName("lbl_free_buildings")
        form.part(self._free)

    @override
    def read(self) -> None:
        self.jobs.read(self, self._show_all, grid_list)

    def _show_all(self, found: GridList) -> None:
        self._all = found
        free = "、".join(spoken(place) for place in found.free)
        self._free.setText(
            f"还没有划进网格的：{free}" if free else "要换网格的楼栋，写到新网格里就换过来了"
        )
        self.show_rows(found.grids)

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            self.read()

    @override
    def key(self, line: GridRow) -> int:
        return line.id

    @override
    def values_of(self, line: GridRow | None) -> Values:
        line = line or GridRow(0, "", "")
        return {
            "code": line.code,
            "name": line.name,
            "worker": line.worker,
            "chief": line.chief,
            "buildings": "\n".join(spoken(place) for place in line.buildings),
        }

    @override
    def showing(self, line: GridRow | None) -> None:
        # Tickets and cards are numbered by the code: it stays once it is given.
        self._code.setReadOnly(line is not None or not self.may_write)
        held = ("", "") if line is None else (line.worker, line.chief)
        for box, name in zip(self._people, held, strict=True):
            names = [name] if name and name not in self._all.staff else []
            box.offer([("", "还没有定"), *((one, one) for one in (*names, *self._all.staff))])

    @override
    def command(
        self, line: GridRow | None, values: Values
    ) -> tuple[Callable[..., Any], Any, Values]:
        wrong = wrong_fields(values, _NAMED)
        if line is None and values["code"] in {grid.code for grid in self._all.grids}:
            wrong["code"] = f"编号“{values['code']}”已经有了，换一个"
        places, said = self._places(line, values["buildings"])
        if said:
            wrong["buildings"] = said
        sheets = [
            GridSheet(grid.code, grid.name, grid.worker, grid.chief) for grid in self._all.grids
        ]
        wanted = GridSheet(
            values["code"], values["name"], values["worker"], values["chief"], places
        )
        at = self._all.grids.index(line) if line is not None else len(sheets)
        sheets[at : at + 1] = [wanted]
        return save_grids, tuple(sheets), wrong

    def _places(self, line: GridRow | None, text: str) -> tuple[tuple[Place, ...], str]:
        """The buildings written down, and what is wrong with the first that is not known."""
        known = [place for grid in self._all.grids for place in grid.buildings]
        by_word = {_bare(spoken(place)): place for place in (*known, *self._all.free)}
        found: list[Place] = []
        for word in lines_of(text):
            place = by_word.get(_bare(word))
            if place is None:
                return (), f"没有“{word}”这栋楼，照列表里的写法写"
            found.append(place)
        for place in line.buildings if line is not None else ():
            if place not in found:
                return (), f"“{spoken(place)}”要换网格，请写到新的网格里，这里不用删"
        return tuple(found), ""


def _bare(word: str) -> str:
    return "".join(word.split())
