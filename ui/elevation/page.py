"""楼栋图: choose a building, colour its front, look at a door, go on from there."""

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, Segment, on_click, row
from ui.common.choice import Choice
from ui.common.frames import EmptyState, column, frame
from ui.common.labels import Elided, Words
from ui.elevation.buildings import BuildingList
from ui.elevation.door import DoorCard
from ui.elevation.front_view import FrontView
from ui.elevation.legend import Legend
from ui.elevation.papers import FrontPapers
from ui.elevation.plan_dialog import PlanDialog
from ui.elevation.zone_dialog import ZoneDialog
from ui.jobs import Job, Reply
from ui.page import Page, Services
from wenming_desktop.elevation import model, queries
from wenming_desktop.elevation.model import BuildingLine, Cell, Elevation
from wenming_desktop.errors import UserError
from wenming_desktop.households.detail import household_detail
from wenming_desktop.households.model import Choice as PlaceChoice
from wenming_desktop.households.model import HouseholdDetail

_PAUSE_MS: Final = 120
_TABLES: Final = frozenset(
    {
        "building",
        "building_unit",
        "house",
        "household",
        "household_membership",
        "resident",
        "special_care",
        "service_card",
        "ticket",
        "ticket_action",
    }
)


class ElevationPage(Page):
    """The fronts of the community's buildings."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, "elevation")
        self._front: Elevation | None = None
        self._wanted: int | None = None
        self._front_job: Job | None = None
        self._door_job: Job | None = None
        self._by = Segment("colour_by", model.COLOURINGS)
        self._estate = Choice("elevation_estate", "小区")
        self._list = BuildingList()
        self._title, self._facts = Words("", "name"), Elided("", "t2")
        self._title.setObjectName("lbl_building")
        self._people = Words("", "t2")
        self._view, self._legend = FrontView(), Legend()
        rights = services.office.rights
        self._door = DoorCard(may_register="ticket.write" in rights)
        self._empty = EmptyState("empty_elevation")
        self._import = Btn("导入台账", name="go_import", k="pri", icon="ri.file-upload-line")
        self._empty.buttons.addWidget(self._import)
        self._lines: tuple[BuildingLine, ...] = ()
        self._may_build = "settings.write" in rights
        self._plan_button = Btn("建房屋", name="plan_doors", icon="ri.add-line")
        self._zone_button = Btn("划网格", name="zone_buildings", icon="ri.survey-line")
        self._papers = FrontPapers(self.jobs, self._list.building, self)
        self._plan: PlanDialog | None = None
        self._zone: ZoneDialog | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        layout = column(self, margins=(16, 12, 16, 12), gap=10)
        self.tools = row(self._by, Words("按什么涂色", "sm3"), None)
        layout.addLayout(self.tools)
        for button in (self._plan_button, self._zone_button)[: 2 * self._may_build]:
            self.tools.addWidget(button)
        if "register.export" in self.services.office.rights:
            self.tools.addWidget(self._papers.button)
        whole = QHBoxLayout()
        whole.setSpacing(8)
        left = frame("card")
        inside = column(left, margins=(8, 8, 8, 8), gap=8)
        inside.addWidget(self._estate)
        inside.addWidget(self._list, 1)
        left.setFixedWidth(round(theme.px("f_body") * 11.5))
        middle = frame("card")
        front = column(middle, margins=(1, 1, 1, 1))
        head = frame("cardhead")
        line = QHBoxLayout(head)
        line.setContentsMargins(14, 6, 14, 6)
        line.setSpacing(8)
        line.addWidget(self._title)
        line.addWidget(self._facts, 1)
        line.addWidget(self._people)
        front.addWidget(head)
        inner = frame("")
        column(inner, margins=(4, 8, 0, 0)).addWidget(self._view)
        front.addWidget(inner, 1)
        front.addWidget(self._legend)
        whole.addWidget(left)
        whole.addWidget(middle, 1)
        whole.addWidget(self._door)
        body = frame("")
        body.setLayout(whole)
        whole.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        self._stack.addWidget(body)
        self._stack.addWidget(self._empty)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._by.chosen.connect(self._colour)
        self._estate.activated.connect(self._read_buildings)
        self._list.chosen.connect(self._read_front)
        self._legend.chosen.connect(self._dim)
        self._view.settled.connect(self._settle)
        self._view.opened.connect(self._open)
        self._door.open_asked.connect(self._open_household)
        self._door.register_asked.connect(self._register)
        self._pause.timeout.connect(self._read_door)
        on_click(self._import, self._go_import)
        on_click(self._plan_button, self._ask_plan)
        on_click(self._zone_button, self._ask_zone)

    @override
    def start(self) -> None:
        self._by.choose(self.services.memory.get_text("elevation/by"))
        self._read_estates()
        self._list.setFocus()

    @override
    def keep(self) -> None:
        memory = self.services.memory
        memory.keep_text("elevation/by", self._by.value())
        memory.keep_text("elevation/estate", str(self._estate.value() or ""))
        memory.keep_text("elevation/building", str(self._list.building() or ""))

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & {"estate", "building"} or self._front is None:
            self._read_estates()
        elif tables & _TABLES:
            self._read_front(self._list.building())

    def open_building(self, building: int) -> None:
        """Bring a building to hand."""
        self._wanted = building
        self._read_front(building)

    @override
    def open_item(self, kind: str, item: int) -> None:
        self.open_building(item)

    def _read_estates(self) -> None:
        self.jobs.read(self, self._show_estates, queries.estates_with_buildings)

    def _show_estates(self, estates: tuple[PlaceChoice, ...]) -> None:
        self._stack.setCurrentIndex(0 if estates else 1)
        if not estates:
            said = "导入居民台账时，小区、楼栋和房屋会自己建好；也可以先按层数和单元批量建房屋。"
            self._empty.say("还没有楼栋", said, icon="ri.building-line", tone="ink")
            self._import.setVisible("register.import" in self.services.office.rights)
            self.subtitled.emit("")
            return
        held = self._estate.value() or _number(self.services.memory.get_text("elevation/estate"))
        self._estate.offer([(estate.id, estate.name) for estate in estates])
        self._estate.choose(held)
        self._read_buildings()

    def _read_buildings(self, _at: int = 0) -> None:
        estate = self._estate.value()
        if isinstance(estate, int):
            self.jobs.read(self, self._show_buildings, queries.buildings_of, estate)

    def _show_buildings(self, lines: tuple[BuildingLine, ...]) -> None:
        self._lines = lines
        held, self._wanted = self._wanted or self._list.building(), None
        held = held or _number(self.services.memory.get_text("elevation/building"))
        homes = sum(line.households for line in lines)
        name = self._estate.currentText()
        self.subtitled.emit(f"{name}·{len(lines)} 栋 {homes:,} 户")
        self._list.show_lines(lines, held)

    def _read_front(self, building: int | None) -> None:
        if self._front_job is not None:
            self._front_job.drop()
        if building is not None:
            reply = Reply(self._show_front, self._refused)
            self._front_job = self.jobs.read(self, reply, queries.read_elevation, building)

    def _show_front(self, front: Elevation) -> None:
        self._front = front
        if self._wanted is not None:
            self._estate.choose(front.estate_id)
            self._read_buildings()
        self._title.setText(front.title)
        self._facts.setText(front.facts)
        told = [("楼栋长", front.captain), ("党小组长", front.leader), ("", front.grid)]
        self._people.setText("　".join(f"{label} {who}".strip() for label, who in told if who))
        self._view.show_front(front)
        self._colour(self._by.value())

    def _refused(self, error: UserError) -> None:
        self.jobs.messages.warn(error.message)

    def _colour(self, by: str) -> None:
        if self._front is not None:
            self._legend.show_items(model.legend(self._front.cells, by))
            self._view.doors.colour(by)

    def _dim(self, key: str) -> None:
        self._view.doors.colour(self._by.value(), key)

    def _settle(self, cell: Cell | None) -> None:
        self._door.show_cell(cell, _door(cell))
        self._pause.start()

    def _read_door(self) -> None:
        if self._door_job is not None:
            self._door_job.drop()
        cell = self._view.cell()
        if cell is not None and cell.household_id is not None:
            self._door_job = self.jobs.read(
                self, self._show_household, household_detail, cell.household_id
            )

    def _show_household(self, detail: HouseholdDetail) -> None:
        self._door.show_household(detail)

    def _open(self, cell: Cell) -> None:
        if cell.household_id is not None:
            self._open_household(cell.household_id)

    def _open_household(self, household: int) -> None:
        self.services.open_asked.emit("household", household)

    def _register(self, household: int) -> None:
        self.services.register_asked.emit(("household", household))

    def _ask_plan(self) -> None:
        if self._plan is None:
            self._plan = PlanDialog(self.jobs, self)
        self._plan.begin(self._estate.currentText())

    def _ask_zone(self) -> None:
        if self._zone is None:
            self._zone = ZoneDialog(self.jobs, self)
        self._zone.begin(self._lines, self._list.building())

    def _go_import(self) -> None:
        self.services.page_asked.emit("imports")


def _door(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return cell.room if cell.unit == "0" else f"{cell.unit}-{cell.room}"


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else None
