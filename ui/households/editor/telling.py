"""What the check says, brought to its places on the form, in the order one comes by them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from ui.common.form_row import FormRow
from ui.households.editor.book import IN_BOOK
from ui.households.editor.cells import Said
from ui.households.editor.door import KEYS as DOOR
from ui.households.editor.form import FIRST, EditForm
from wenming_desktop.households.edit_model import SheetProblem

_LATER: Final = frozenset({"value.missing", "name.missing", "door.missing", "household.head"})
"""What is only not there yet: said of a new sheet once saving was asked for."""

BEFORE: Final = (-1, 0, 0)


class Place(NamedTuple):
    """A problem where it stands: `member` is the row of the book, None the household."""

    order: tuple[int, int, int]
    key: str
    member: int | None
    text: str
    stops: bool


def places(
    form: EditForm, problems: Iterable[SheetProblem], rows: Sequence[int], *, asked: bool
) -> list[Place]:
    """The problems in the order of the form; `rows` are the book's rows of the command's."""
    found = []
    for one in problems:
        if one.code in _LATER and not asked:
            continue
        at = rows[one.member] if one.member is not None else None
        if at is None and one.field in IN_BOOK:
            at = 0
        found.append(Place(_order(form, one.field, at), one.field, at, one.message, one.stops))
    return sorted(found, key=lambda place: (place.order, not place.stops))


def _order(form: EditForm, key: str, member: int | None) -> tuple[int, int, int]:
    if member is not None:
        keys = [*form.book.editors, *form.rows.person]
        return 2, member, keys.index(key) if key in keys else 0
    if key in form.rows.household:
        first = form.rows.section_of[key] == FIRST
        return 1 if first else 3, form.rows.household.index(key), 0
    return 0, DOOR.index(key) if key in DOOR else 0, 0


def after(found: Sequence[Place], here: tuple[int, int, int]) -> Place | None:
    """The next place that stops, round the end."""
    wrong = [place for place in found if place.stops]
    return next((place for place in wrong if place.order > here), wrong[0] if wrong else None)


def here(form: EditForm) -> tuple[int, int, int]:
    """Where the cursor is, in the same order; before everything when it is nowhere."""
    key, member = form.where()
    return _order(form, key, member) if key else BEFORE


def counts(form: EditForm, found: Iterable[Place]) -> Counter[str]:
    """How many places stop in each section."""
    return Counter(form.rows.section_of.get(place.key, FIRST) for place in found if place.stops)


def tell(form: EditForm, found: Sequence[Place]) -> None:
    """Show each problem in its place."""
    rows: dict[int, tuple[Said, ...]] = {}
    beside: dict[str, Place] = {}
    for place in found:
        tone = "error" if place.stops else "warn"
        if place.member is not None:
            key = place.key
            text = place.text if key in IN_BOOK else f"{form.rows.labels[key]}：{place.text}"
            rows[place.member] = (*rows.get(place.member, ()), Said(key, tone, text))
        if place.member in (None, form.book.at):
            beside.setdefault(place.key, place)
    form.book.tell({row: tuple(sorted(each, key=_worst)) for row, each in rows.items()})
    if any(key in form.rows.fields for key in beside):
        form.rows.finish()
    for key, (_, row) in form.rows.made.items():
        _say(row, beside.get(key))
    wrong = [beside[key] for key in DOOR if key in beside]
    form.door.mark(frozenset(place.key for place in wrong))
    if wrong:
        _say(form.door_row, wrong[0])
    elif form.door_row.wrong():
        form.door_row.clear()


def _worst(said: Said) -> bool:
    return said.tone != "error"


def _say(row: FormRow, place: Place | None) -> None:
    if place is None:
        if row.text():
            row.clear()
    elif place.stops:
        row.show_error(place.text)
    else:
        row.show_warning(place.text)
