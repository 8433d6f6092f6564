"""The face of a paper: the facts of any form as plain JSON values, and back again.

A paper kept years ago is drawn from its face alone, so a face stands for itself: dates and
amounts as text, nothing that points into the data file.
"""

from collections.abc import Mapping
from typing import Any, cast

from cattrs.errors import CattrsError
from cattrs.preconf.json import make_converter

from wenming_desktop.errors import UserError
from wenming_desktop.forms.catalogue import FORMS, Form

_CONVERTER = make_converter()
# A cell of a table that may be a number, a text or empty is what JSON says it is.
_CONVERTER.register_structure_hook_func(lambda kind: kind is object, lambda value, _: value)


class UnreadableFaceError(UserError):
    """A kept face that the form of today cannot read."""

    code = "archive.unreadable_face"
    text = "存档里的“{title}”是旧版式，这一版程序画不出来，存档还在。请升级程序后再试。"


def face_of(facts: object) -> dict[str, Any]:
    """What stands on a paper as JSON values."""
    return cast("dict[str, Any]", _CONVERTER.unstructure(facts))


def facts_of(key: str, face: Mapping[str, Any]) -> Any:
    """The facts of a form back from a face."""
    form: Form[Any] = FORMS[key]
    try:
        return _CONVERTER.structure(face, type(form.sample()))
    except CattrsError as error:
        raise UnreadableFaceError(title=form.title) from error
