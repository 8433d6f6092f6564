"""标准答复: words for a step that a clerk takes over and mends; the office edits them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select

from db.tables.ticket_desk import StandardReply
from wenming_desktop.errors import NotFoundError, UserError
from wenming_desktop.fields import clean_text
from wenming_desktop.work import Work, use_case

KINDS = ("FIN", "PRG", "DSP", "CBK", "TRF", "WDR")
"""Steps that have words of their own; codes of ticket_action."""
TITLE, TEXT = 40, 500
BLANK = re.compile(r"\{([^{}\n]{1,20})\}")


class ReplyError(UserError):
    """A reply that cannot be kept."""

    code = "tickets.reply"
    text = "没有保存：标题和答复都要写，标题最多 40 个字，答复最多 500 个字。"


@dataclass(frozen=True, slots=True)
class Reply:
    """A standard reply; `{…}` in its text are blanks to fill in."""

    kind: str
    title: str
    text: str
    category: str = ""
    enabled: bool = True
    id: int = 0


def filled(text: str, known: Mapping[str, str]) -> str:
    """The text with the blanks that are known filled in; the others stay to be seen."""
    return BLANK.sub(lambda blank: known.get(blank[1]) or blank[0], text)


def blanks(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text still has blanks: (begin, end) of each."""
    return tuple(blank.span() for blank in BLANK.finditer(text))


@use_case("tickets.replies", "查看标准答复", right="ticket.read")
def replies(work: Work, kind: str, category: str = "") -> tuple[Reply, ...]:
    """The replies for a step, those of the ticket's category first."""
    rows = work.session.scalars(
        select(StandardReply)
        .where(StandardReply.kind == kind, StandardReply.enabled, ~StandardReply.is_void)
        .order_by(StandardReply.sort, StandardReply.id)
    )
    found = [_shown(row) for row in rows]
    fitting = [one for one in found if not one.category or category.startswith(one.category)]
    return tuple(sorted(fitting, key=lambda one: not one.category))


@use_case("tickets.all_replies", "查看标准答复", right="settings.read")
def all_replies(work: Work) -> tuple[Reply, ...]:
    """Every reply, those no longer used too."""
    rows = work.session.scalars(
        select(StandardReply)
        .where(~StandardReply.is_void)
        .order_by(StandardReply.kind, StandardReply.sort, StandardReply.id)
    )
    return tuple(_shown(row) for row in rows)


@use_case("tickets.save_reply", "保存标准答复", right="settings.write")
def save_reply(work: Work, command: Reply) -> int:
    """Add a reply or change one."""
    command = replace(
        command,
        title=clean_text(command.title, TITLE + 1),
        text=clean_text(command.text, TEXT + 1),
    )
    wrong = (
        command.kind not in KINDS
        or not 1 <= len(command.title) <= TITLE
        or not 1 <= len(command.text) <= TEXT
    )
    if wrong:
        raise ReplyError(field="text")
    row = work.session.get(StandardReply, command.id) if command.id else StandardReply()
    if row is None or row.is_void:
        raise NotFoundError(what="这条答复")
    row.kind, row.title, row.text = command.kind, command.title, command.text
    row.category, row.enabled = command.category or None, command.enabled
    work.session.add(row)
    work.session.flush()
    work.note(f"standard_reply:{row.id}")
    return row.id


def _shown(row: StandardReply) -> Reply:
    return Reply(row.kind, row.title, row.text, row.category or "", row.enabled, row.id)
