"""The building's front brought to paper: with names for the desk, without for the wall."""

from dataclasses import dataclass, replace

from wenming_desktop.elevation import model
from wenming_desktop.elevation.model import Cell, Elevation
from wenming_desktop.elevation.queries import read_elevation
from wenming_desktop.forms.building_front import DoorBox, FrontSheet, draw
from wenming_desktop.forms.page import Pdf
from wenming_desktop.work import Desk, Work, use_case

_OTHER = "其他"


@dataclass(frozen=True)
class PrintFront:
    """Which building, on A4 or A3, with the names of the heads or without."""

    building: int
    paper: str = "A4"
    names: bool = True


def print_front(desk: Desk, command: PrintFront) -> Pdf:
    """Draw a building's front; what stands on it is logged with names and without."""
    return draw(desk.write(_take_out, command))


@use_case("elevation.print", "打印楼栋图", right="register.export", undo="none")
def _take_out(work: Work, command: PrintFront) -> FrontSheet:
    front = read_elevation(work, command.building)
    work.note("print:building_front", doors=len(front.cells), names=command.names)
    stamp = f"{work.actor.name} {work.now:%Y-%m-%d %H:%M} 楼栋图"
    sheet = sheet_of(front, command)
    watermark = stamp if command.names else ""
    return replace(sheet, printed_by=work.actor.name, printed_at=work.now, watermark=watermark)


def sheet_of(front: Elevation, command: PrintFront) -> FrontSheet:
    """The sheet of a front; without names no sign of care stands on it either."""
    labels = {tag.key: tag.label for cell in front.cells for tag in cell.tags}
    signs = {key: sign for key, sign in model.SIGNS.items() if key in labels and command.names}
    return FrontSheet(
        title=f"{front.estate} {front.title}",
        facts=front.facts,
        units=tuple((head.unit, head.title, head.columns) for head in front.units),
        floors=tuple(_floor(floor) for floor in front.floors),
        doors=tuple(_box(cell, signs, names=command.names) for cell in front.cells),
        legend=tuple((sign, labels[key]) for key, sign in signs.items()),
        paper=command.paper,
    )


def _floor(floor: int | None) -> str:
    return _OTHER if floor is None else f"{floor}层"


def _box(cell: Cell, signs: dict[str, str], *, names: bool) -> DoorBox:
    shown = names and not cell.vacant
    more = f" 等{cell.more + 1}户" if cell.more else ""
    return DoorBox(
        unit=cell.unit,
        floor=_floor(cell.floor),
        column=model.column_of(cell.floor, cell.room),
        room=cell.room,
        head=f"{cell.head}{more}" if shown else "",
        people=cell.people if shown else None,
        signs=tuple(signs[tag.key] for tag in cell.tags if tag.key in signs),
        party=cell.has_party and shown,
        vacant=cell.vacant and names,
    )
