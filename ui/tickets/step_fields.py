"""The fields of a step that are chosen, and the table of all fields by name."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from ui.common.buttons import Segment
from ui.common.choice import Choice
from ui.common.labels import Words
from ui.tickets.quantity_field import QuantityField
from ui.tickets.rating import RatingGroup
from ui.tickets.step_field import StepField, Values
from ui.tickets.step_text import IntoField, LineField, ReviewField, TextField
from ui.tickets.whistle_fields import WHISTLE_FIELDS
from wenming_desktop.tickets.board import BoardChoices
from wenming_desktop.tickets.board_view import TicketView
from wenming_desktop.tickets.intake import CodeChoice

_MOST_DAYS: Final = 5


class UnitField(StepField):
    """承办单位 and 经办人."""

    def __init__(self, choices: BoardChoices) -> None:
        super().__init__("派给", ("handler", "handling_unit", "handling_unit_id"))
        self._people = {unit.id: unit.handlers for unit in choices.units}
        self._unit = Choice("handling_unit_id", "承办单位")
        self._unit.offer([(None, "请选单位"), *((unit.id, unit.name) for unit in choices.units)])
        self._handler = Choice("handler_id", "经办人")
        self.add(self._unit, 3)
        self.add(self._handler, 2)
        self._unit.activated.connect(self._chosen)
        self._handler.activated.connect(self._touched)
        self._offer()

    def _chosen(self, _at: int) -> None:
        self._offer()
        self.edited.emit()

    def _touched(self, _at: int) -> None:
        self.edited.emit()

    def _offer(self) -> None:
        unit = self._unit.value()
        people = self._people.get(unit, ()) if isinstance(unit, int) else ()
        self._handler.offer([(None, "经办人不定"), *((one.id, one.name) for one in people)])
        self._handler.setEnabled(bool(people))

    @override
    def values(self) -> Values:
        return {"handling_unit": self._unit.value(), "handler": self._handler.value()}

    @override
    def kept(self) -> object:
        return [self._unit.value(), self._handler.value()]

    @override
    def put(self, kept: object) -> None:
        if isinstance(kept, list) and len(kept) == 2:
            self._unit.choose(kept[0])
            self._offer()
            self._handler.choose(kept[1])


class CodeField(StepField):
    """A code of a list, from a drop-down."""

    def __init__(
        self, label: str, into: str, codes: Sequence[CodeChoice], *, first: str = ""
    ) -> None:
        super().__init__(label, (into,))
        self._into = into
        self._choice = Choice(into, label)
        pairs: list[tuple[object, str]] = [(one.code, one.name) for one in codes]
        self._choice.offer([(None, first), *pairs] if first else pairs)
        self._choice.setMinimumContentsLength(12)
        self._choice.activated.connect(self._touched)
        self.add(self._choice)
        self.line.addStretch(1)

    def _touched(self, _at: int) -> None:
        self.edited.emit()

    @override
    def values(self) -> Values:
        return {self._into: self._choice.value()}

    @override
    def kept(self) -> object:
        return self._choice.value()

    @override
    def put(self, kept: object) -> None:
        self._choice.choose(kept)


class SegmentField(StepField):
    """One of a few, as joined buttons; `read` turns the key into the part of the command."""

    def __init__(
        self,
        label: str,
        into: str,
        choices: Sequence[tuple[str, str]],
        read: Callable[[str], object] = str,
    ) -> None:
        super().__init__(label, (into,))
        self._into, self._read = into, read
        self._segment = Segment(into, choices)
        self._segment.setAccessibleName(label)
        self._segment.chosen.connect(self._touched)
        self.add(self._segment)
        for button in self._segment.findChildren(QPushButton):
            self.setFocusProxy(button)
            break
        self.line.addStretch(1)

    def _touched(self, _key: str) -> None:
        self.edited.emit()

    @override
    def values(self) -> Values:
        return {self._into: self._read(self._segment.value())}

    @override
    def kept(self) -> object:
        return self._segment.value()

    @override
    def put(self, kept: object) -> None:
        self._segment.choose(str(kept or ""))


class RatingField(StepField):
    """满意度, and why where it is 不满意."""

    def __init__(self, choices: BoardChoices) -> None:
        super().__init__("满意度", ("satisfaction",))
        self.group = RatingGroup(choices.satisfactions)
        self.group.chosen.connect(self._touched)
        self.add(self.group, 1)

    def _touched(self, _code: str) -> None:
        self.edited.emit()

    @override
    def values(self) -> Values:
        return {"satisfaction": self.group.value() or None}

    @override
    def kept(self) -> object:
        return self.group.value()

    @override
    def put(self, kept: object) -> None:
        self.group.choose(str(kept or ""))


class SolvedField(SegmentField):
    """问题真的解决了？ beside the title of a call-back."""

    def __init__(self) -> None:
        super().__init__("解决了没有", "outcome", (("1", "解决了"), ("3", "没有，退回重办")))
        self.line.insertWidget(0, Words("问题真的解决了？", "t2"))


def make_field(name: str, choices: BoardChoices, view: TicketView) -> StepField:
    """Make the field of a step by its name in `step_specs`."""
    if name in WHISTLE_FIELDS:
        return WHISTLE_FIELDS[name](view)
    return _MAKERS[name](choices)


_MAKERS: Final[dict[str, Callable[[BoardChoices], StepField]]] = {
    "unit": UnitField,
    "reason": lambda _: LineField("理由", "reason", "写明理由", names=("result",)),
    "note": lambda _: LineField("说明", "reason", "一句话", names=("result",)),
    "asked": lambda _: LineField("请做什么", "reason", "一句话，要人来做什么", names=("result",)),
    "words": lambda _: LineField("原话", "reason", "对方怎么说，原话记下来", names=("result",)),
    "result": lambda _: TextField(),
    "outcome": lambda c: CodeField("解决结果", "outcome", c.outcomes, first="请选解决结果"),
    "quantities": lambda c: QuantityField(c.measures),
    "contact": lambda c: CodeField("联系结果", "contact_result", c.contacts),
    "solved": lambda _: SolvedField(),
    "satisfaction": RatingField,
    "days": lambda _: SegmentField(
        "延几天", "days", [(str(n), f"{n} 个工作日") for n in range(1, _MOST_DAYS + 1)], int
    ),
    "level": lambda c: CodeField("督办级别", "level", c.levels),
    "rebound": lambda _: SegmentField(
        "现在怎样", "rebound", (("", "没有反弹"), ("1", "反弹了")), bool
    ),
    "review_on": lambda _: ReviewField(),
    "into": lambda _: IntoField(),
    "to_unit": lambda _: LineField("移交给", "to_unit", "哪个单位", most=60),
}
