"""派单去向: to whom tickets of a category or of a place usually go."""

from collections.abc import Callable
from typing import Any, Final

from typing_extensions import override

from ui.common.choice import Choice
from ui.common.columns import Column
from ui.common.paint import Chip
from ui.page import Services
from ui.settings.form import ON, Form, Values
from ui.settings.rows import RowsSection
from wenming_desktop.tickets.routing import Route, save_route
from wenming_desktop.tickets.word_desk import RouteChoices, RouteLine, route_choices, route_lines

_STOPPED: Final = (Chip("已停用", "rent"),)
_TABLES: Final = frozenset(
    {"routing_rule", "handling_unit", "handler", "estate", "grid", "code_item"}
)
_COLUMNS: Final[tuple[Column[RouteLine], ...]] = (
    Column("category", "类别", lambda line: line.category or "不限", width=150, bold=True),
    Column("estate", "小区", lambda line: line.estate or "不限", width=110),
    Column("grid", "网格", lambda line: line.grid or "不限", width=100),
    Column("unit", "承办单位", lambda line: line.unit or "—", stretch=True),
    Column("handler", "经办人", lambda line: line.handler or "—", width=90),
    Column(
        "state",
        "状态",
        lambda line: "在用" if line.route.enabled else "已停用",
        width=84,
        chips=lambda line: () if line.route.enabled else _STOPPED,
    ),
)


def route_words(line: RouteLine) -> str:
    """A rule as its title says it."""
    said = "·".join(filter(None, (line.category, line.estate, line.grid)))
    return f"{said or '不限'} → {line.unit or '—'}"


class RoutingSection(RowsSection[RouteLine]):
    """The office's rules; the one that says most of a ticket is offered when it is dispatched."""

    what = "派单去向"
    icon = "ri.send-plane-line"
    empty_words = ("还没有派单去向", "在右边选类别或地点，再选承办单位，派单时就会先给出它。")

    def __init__(self, services: Services) -> None:
        self._offered = RouteChoices((), (), (), (), ())
        super().__init__(services, "routing", _COLUMNS)
        self._new.setText(" 加去向")
        self._new.setAccessibleName("加去向")

    @override
    def fill(self, form: Form) -> None:
        self._boxes: dict[str, Choice] = {
            key: form.choice(key, label, searchable=key != "handler_id")
            for key, label in (
                ("category", "类别"),
                ("estate_id", "小区"),
                ("grid_id", "网格"),
                ("handling_unit_id", "派给哪个单位"),
                ("handler_id", "经办人"),
            )
        }
        self._boxes["handling_unit_id"].activated.connect(self._offer_people)
        form.tick("enabled", "在用。停用后不再按它派单")

    @override
    def read(self) -> None:
        self.jobs.read(self, self._offer, route_choices)

    def _offer(self, choices: RouteChoices) -> None:
        self._offered = choices
        boxes = self._boxes
        boxes["category"].offer([("", "不限类别"), *choices.categories])
        boxes["estate_id"].offer([("", "不限小区"), *_texts(choices.estates)])
        boxes["grid_id"].offer([("", "不限网格"), *_texts(choices.grids)])
        boxes["handling_unit_id"].offer([("", "请选单位"), *_texts(choices.units)])
        self._offer_people()
        self.jobs.read(self, self.show_rows, route_lines)

    def _offer_people(self, _at: int = 0) -> None:
        unit = self._boxes["handling_unit_id"].value()
        people = [(str(i), name) for of, i, name in self._offered.handlers if str(of) == unit]
        self._boxes["handler_id"].offer([("", "不定经办人"), *people])

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            self.read()

    @override
    def key(self, line: RouteLine) -> int:
        return line.route.id

    @override
    def showing(self, line: RouteLine | None) -> None:
        # Who handles there is offered by the unit of the row that is about to be shown.
        self._boxes["handling_unit_id"].choose(_id(line.route.handling_unit_id) if line else "")
        self._offer_people()

    @override
    def _show(self, shown: int) -> None:
        super()._show(shown)
        line = self._rows.get(shown)
        if line is not None:
            self._title.setText(route_words(line))

    @override
    def values_of(self, line: RouteLine | None) -> Values:
        route = line.route if line is not None else Route(None)
        return {
            "category": route.category,
            "estate_id": _id(route.estate_id),
            "grid_id": _id(route.grid_id),
            "handling_unit_id": _id(route.handling_unit_id),
            "handler_id": _id(route.handler_id),
            "enabled": ON if route.enabled else "",
        }

    @override
    def command(
        self, line: RouteLine | None, values: Values
    ) -> tuple[Callable[..., Any], Any, Values]:
        wrong: Values = {}
        if not (values["category"] or values["estate_id"] or values["grid_id"]):
            wrong["category"] = "类别、小区、网格至少选一样"
        for key, box in self._boxes.items():
            if box.value() is None:
                wrong[key] = "没有这一项，打几个字或首字母再选"
        if not values["handling_unit_id"]:
            wrong["handling_unit_id"] = "还没有选派给哪个单位"
        wanted = Route(
            _number(values["handling_unit_id"]),
            _number(values["handler_id"]),
            values["category"],
            _number(values["estate_id"]),
            _number(values["grid_id"]),
            bool(values["enabled"]),
            line.route.id if line is not None else 0,
        )
        return save_route, wanted, wrong


def _texts(pairs: tuple[tuple[int, str], ...]) -> list[tuple[str, str]]:
    return [(str(i), name) for i, name in pairs]


def _id(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(text: str) -> int | None:
    return int(text) if text else None
