"""The catalogue of printable forms: each form registers itself, with its own sample."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from wenming_desktop.forms.page import Pdf

if TYPE_CHECKING:
    from wenming_desktop.work import Work

Facts = TypeVar("Facts")


@dataclass(frozen=True)
class Form(Generic[Facts]):
    """A printable form.

    `gather` reads the facts of one `subject` (a table) from the data file, in a session;
    `draw` needs none; `sample` gives invented facts for tests and the self-test, `blank` an
    empty form for handwriting where one makes sense.
    """

    key: str
    title: str
    subject: str
    draw: Callable[[Facts], Pdf]
    sample: Callable[[], Facts]
    gather: "Callable[[Work, int], Facts] | None" = None
    blank: Callable[[], Facts] | None = None


FORMS: dict[str, Form[Any]] = {}


def form(
    key: str,
    title: str,
    subject: str,
    *,
    sample: Callable[[], Facts],
    gather: "Callable[[Work, int], Facts] | None" = None,
    blank: Callable[[], Facts] | None = None,
) -> Callable[[Callable[[Facts], Pdf]], Callable[[Facts], Pdf]]:
    """Register the decorated `draw` as a form."""

    def register(draw: Callable[[Facts], Pdf]) -> Callable[[Facts], Pdf]:
        if key in FORMS:
            raise ValueError(f"two forms are called {key}")
        FORMS[key] = Form(key, title, subject, draw, sample, gather, blank)
        return draw

    return register
