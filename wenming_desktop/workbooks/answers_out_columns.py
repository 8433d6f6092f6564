"""名单回填: which columns of a superior's list wait for our answer, by the words of their heads."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from wenming_desktop.workbooks import headers
from wenming_desktop.workbooks.book import SheetGrid
from wenming_desktop.workbooks.headers import CONTAINED, Dictionary, Synonyms, normal
from wenming_desktop.workbooks.table import Table

NUMBER: Final = "ticket.external_no"
UNIT, HANDLER = "ticket.handling_unit", "ticket.handler_id"
UNIT_PHONE: Final = "handler.phone"
ANSWERS: Final = (
    "ticket.result_text", "ticket.outcome", "ticket.finish_requested_at", "ticket.completed_at",
    UNIT, HANDLER, UNIT_PHONE, "ticket.contact_result", "ticket.satisfaction",
    "ticket.callback_at", "ticket.callback_by", "ticket.callback_note",
    "ticket.dissatisfaction_reason", "ticket.status",
)  # fmt: skip
"""What we know of a finished ticket and a list may ask for."""
_ASKS_PHONE = re.compile("电话|手机|联系方式|号码")
_OF_HANDLER = re.compile("经办|承办|办理|责任|处理|处置|反馈|答复")


class AnswerColumn(NamedTuple):
    """A column that waits: its place from 0, its head as written, what it is asked for."""

    at: int
    head: str
    key: str


def answer_columns(table: Table, grid: SheetGrid) -> list[AnswerColumn]:
    """The columns of a list that our answers go into; several may ask for the same."""
    heads = {match.index: (match.header, match.key) for match in table.matches if match.index >= 0}
    heads |= {index: (head, _meant(head)) for index, head in table.unmapped}
    found: dict[int, AnswerColumn] = {}
    for index, (head, meant) in sorted(heads.items()):
        ours = _asks_handlers_phone(index, head, found) and _is_empty(table, grid, index)
        key = UNIT_PHONE if ours else meant
        if key in ANSWERS:
            found[index] = AnswerColumn(index, head.rpartition("/")[2], key)
    return list(found.values())


def _asks_handlers_phone(index: int, head: str, found: dict[int, AnswerColumn]) -> bool:
    """A telephone, and by its words or its place that of whoever did the work."""
    leaf = normal(head.rpartition("/")[2])
    if not _ASKS_PHONE.search(leaf):
        return False
    beside = found.get(index - 1)
    return bool(_OF_HANDLER.search(leaf)) or (beside is not None and beside.key in (UNIT, HANDLER))


def _is_empty(table: Table, grid: SheetGrid, index: int) -> bool:
    return not any(written(cells(grid, row.number), index) for row in table.rows)


def _meant(head: str) -> str:
    """What a second column of one meaning asks for (答复内容 beside 办理结果)."""
    guesses = _words().guesses(head.split("/"))
    sure = (guess.key for guess in guesses if guess.weight > CONTAINED)
    return next((key for key in sure if key in ANSWERS), "")


@lru_cache(maxsize=1)
def _words() -> Dictionary:
    return Synonyms.load().wanted(headers.TICKETS)


def cells(grid: SheetGrid, number: int) -> Sequence[object]:
    """A row of the sheet by the sheet's own number."""
    return grid.rows[number - 1] if number <= len(grid.rows) else ()


def written(row: Sequence[object], index: int) -> bool:
    """Whether something stands in a cell."""
    return index < len(row) and bool(str(row[index]).strip())
