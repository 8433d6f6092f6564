"""补正 as the page offers it: which fields, what stands there now, and what the log says of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from wenming_desktop.fields import Flag, Phone, Text
from wenming_desktop.tickets import store
from wenming_desktop.tickets.amend import AMENDABLE, FLAGS, HIDDEN
from wenming_desktop.tickets.fields import FIELDS
from wenming_desktop.tickets.intake import CodeChoice
from wenming_desktop.tickets.opening import CODED
from wenming_desktop.work import Work, use_case

PHONE: Final = "complainant_phone"
_CALLER: Final = frozenset({"complainant_name", PHONE, "complainant_address"})
_LONG: Final = 40
_COVERED: Final = Phone()


@dataclass(frozen=True, slots=True)
class AmendField:
    """A field that may be put right; `value` is empty where it must not be shown whole."""

    key: str
    label: str
    shown: str
    value: str
    choices: tuple[CodeChoice, ...] = ()
    longest: int = 0
    lines: bool = False


@use_case("tickets.amend_fields", "查看工单", right="ticket.write")
def amend_fields(work: Work, ticket_id: int) -> tuple[AmendField, ...]:
    """The fields in the order of the form; of a confidential ticket the caller's stay out."""
    ticket = store.find(work, ticket_id)
    made: list[AmendField] = []
    for key in AMENDABLE:
        if ticket.is_confidential and key in _CALLER:
            continue
        field = FIELDS[f"ticket.{key}"]
        value = getattr(ticket, key) or ""
        if key in CODED:
            name = work.codes.name(CODED[key], value) if value else ""
            made.append(AmendField(key, field.label, name, value, _choices(work, CODED[key])))
            continue
        if isinstance(field.kind, Flag):
            choices = tuple(CodeChoice(*pair) for pair in FLAGS.items())
            flag = str(int(bool(value)))
            made.append(AmendField(key, field.label, FLAGS[flag], flag, choices))
            continue
        text = field.kind if isinstance(field.kind, Text) else None
        shown = _COVERED.mask(value, work.codes) if key == PHONE and value else value
        longest, lines = (text.limit, text.lines) if text else (0, False)
        made.append(
            AmendField(
                key, field.label, shown, "" if key == PHONE else value, (), longest, lines=lines
            )
        )
    return tuple(made)


def amended_words(
    text: str, beside: Mapping[str, Any], name_of: Callable[[str, str], str], *, covered: bool
) -> str:
    """What the history says of an amendment: its reason, what it was and what it is.

    `covered` leaves out a caller's name, number and address.
    """
    key = str(beside.get("field"))
    if covered and key in _CALLER:
        return text

    def value(end: str) -> str:
        if key == HIDDEN:
            return f"“{FLAGS[str(int(bool(beside.get(end))))]}”"
        found = str(beside.get(end) or "")
        if key in CODED and found:
            found = name_of(CODED[key], found)
        if key == PHONE and len(found) > 7:
            found = f"{found[:3]}{'*' * (len(found) - 7)}{found[-4:]}"
        short = " ".join(found.split())
        return f"“{short[:_LONG]}{'…' if len(short) > _LONG else ''}”" if short else "空着"

    return f"{text}（原来{value('was')}，现在{value('now')}）"


def _choices(work: Work, listed: str) -> tuple[CodeChoice, ...]:
    """The codes in use; a category's parent is named with it."""
    items = work.codes.items(listed)
    parents = {item.parent for item in items if item.parent}
    return tuple(CodeChoice(item.code, item.name) for item in items if item.code not in parents)
