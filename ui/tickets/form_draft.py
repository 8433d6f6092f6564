"""What a half-filled registration is kept as, and how it is put back."""

from collections.abc import Mapping
from typing import Any, Final, Protocol

from ui.tickets.form_read import Filled
from ui.tickets.place import Place
from ui.tickets.same import Same, from_content

FORM: Final = "tickets.register"
_USUAL: Final = {"source": ("02", None), "urgency": ("1",), "nature": ("3",)}
_FOLLOWS: Final = frozenset({"unit", "handler", "by_hand", "lifted", "place_follows"})
"""What stands there by itself and says nothing alone."""


class Kept(Filled, Protocol):
    """The parts of the form a draft keeps beside what it says."""

    key: tuple[str, int] | None
    where: Place
    category_by_hand: bool

    def choose_source(self, code: object) -> None:
        """Choose the source, with what it asks for."""

    def decide(self, same: Same | None) -> None:
        """Take what was decided about a ticket that may be the same matter."""


def content_of(form: Kept) -> dict[str, Any]:
    """Return what stands in the fields; a caller of the register is kept by his key alone."""
    return {
        "caller": form.caller.text(),
        "key": list(form.key) if form.key is not None else None,
        "phone": form.phone.text(),
        "anonymous": form.anonymous.isChecked(),
        "category": form.categories.value(),
        "content": form.content.toPlainText(),
        "place": form.place.text(),
        "place_follows": form.where.follows(),
        "by_hand": form.category_by_hand,
        "unit": form.sending.unit_id(),
        "handler": form.sending.handler_id(),
        "sent_by_hand": form.sending.by_hand,
        "source": form.source.value(),
        "urgency": form.urgency.value(),
        "lifted": form.urgency.lifted,
        "same": form.same.content() if form.same is not None else None,
        **form.when.content(),
        **form.outside.content(),
    }


def says_nothing(content: Mapping[str, Any]) -> bool:
    """Whether nobody filled in anything: all of it is as an empty form stands."""
    return not any(_said(name, value) for name, value in content.items())


def _said(name: str, value: object) -> bool:
    if name in _FOLLOWS or value in _USUAL.get(name, ()):
        return False
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def put_into(form: Kept, content: Mapping[str, Any]) -> None:
    """Fill the fields; a part the draft does not know keeps its own value."""
    form.caller.hold(_text(content, "caller"))
    form.phone.setText(_text(content, "phone"))
    hidden, follows = bool(content.get("anonymous")), bool(content.get("place_follows"))
    form.anonymous.setChecked(hidden)
    form.categories.choose(_text(content, "category"))
    form.content.setPlainText(_text(content, "content"))
    form.where.put(_text(content, "place"), follows=follows, hidden=hidden)
    form.choose_source(content.get("source"))
    form.when.put(content)
    form.outside.put(content)
    lifted = bool(content.get("lifted"))
    form.urgency.put(_text(content, "urgency"), _text(content, "category"), lifted=lifted)
    form.category_by_hand = bool(content.get("by_hand"))
    form.sending.put(content.get("unit"), content.get("handler"))
    form.sending.by_hand = bool(content.get("sent_by_hand"))
    form.decide(from_content(content.get("same")))


def key_of(content: Mapping[str, Any]) -> tuple[str, int] | None:
    """Return the caller's key in the register, if the draft has one."""
    match content.get("key"):
        case [str(kind), int(ident)]:
            return kind, ident
        case _:
            return None


def _text(content: Mapping[str, Any], name: str) -> str:
    value = content.get(name)
    return value if isinstance(value, str) else ""
