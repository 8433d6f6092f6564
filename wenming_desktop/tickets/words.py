"""类别用词: words of what a caller says that suggest a category; the office edits the table."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from db.tables.ticket_desk import TicketKeyword
from wenming_desktop.errors import UserError
from wenming_desktop.fields import clean_text
from wenming_desktop.work import Work, use_case

MOST = 3
LONGEST = 20
CATEGORIES = "ticket_category"


class KeywordError(UserError):
    """A word that suggests nothing."""

    code = "tickets.keyword"
    text = "“{word}”没有保存：要写 2 到 20 个字，并选一个细类。"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A category and the words of the text that speak for it."""

    code: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word of the table; `category` is a leaf's code."""

    word: str
    category: str
    name: str = ""


def ranked(text: str, table: Iterable[tuple[str, str]]) -> list[tuple[str, tuple[str, ...]]]:
    """Categories by how much of the text their words cover, the longest word first among equals.

    A word within a longer one that was said counts for nothing: 楼道灯 is no 路灯.
    """
    said = {word for word, _ in table if word in text}
    whole = {word for word in said if not any(word != other and word in other for other in said)}
    found: dict[str, list[str]] = defaultdict(list)
    for word, category in table:
        if word in whole:
            found[category].append(word)

    def weight(code: str) -> tuple[int, int, str]:
        words = found[code]
        return (-sum(map(len, words)), -max(map(len, words)), code)

    return [
        (code, tuple(sorted(found[code], key=text.index))) for code in sorted(found, key=weight)
    ]


@use_case("tickets.suggest", "建议诉求类别", right="ticket.read")
def suggest(work: Work, text: str) -> tuple[Suggestion, ...]:
    """At most three categories that what was said speaks for, best first."""
    flat = "".join(text.split())
    if not flat:
        return ()
    table = _table(work)
    return tuple(
        Suggestion(code, item.name, words)
        for code, words in ranked(flat, table)
        if (item := work.codes.item(CATEGORIES, code)) is not None and item.enabled
    )[:MOST]


@use_case("tickets.keywords", "查看类别用词", right="ticket.read")
def keywords(work: Work) -> tuple[Keyword, ...]:
    """The whole table, category by category."""
    name = work.codes.name
    rows = sorted(_table(work), key=lambda row: (row[1], row[0]))
    return tuple(Keyword(word, code, name(CATEGORIES, code)) for word, code in rows)


@use_case("tickets.save_keyword", "加类别用词", right="settings.write")
def save_keyword(work: Work, command: Keyword) -> int:
    """Add a word, or take one up again that was taken out."""
    word = clean_text(command.word, LONGEST)
    item = work.codes.item(CATEGORIES, command.category)
    if not len(word) >= 2 or len(command.word.strip()) > LONGEST or item is None or not item.parent:
        raise KeywordError(word=command.word[:LONGEST], field="word")
    row = _row(work, word, command.category)
    if row is None:
        row = TicketKeyword(word=word, category=command.category)
        work.session.add(row)
    row.enabled, row.is_void = True, False
    work.session.flush()
    work.note(f"ticket_keyword:{row.id}")
    return row.id


@use_case("tickets.drop_keyword", "去掉类别用词", right="settings.write")
def drop_keyword(work: Work, command: Keyword) -> None:
    """Take a word out; it can be taken up again."""
    row = _row(work, command.word, command.category)
    if row is not None:
        row.enabled = False
        work.note(f"ticket_keyword:{row.id}", dropped=True)


def _table(work: Work) -> list[tuple[str, str]]:
    rows = work.connection.exec_driver_sql(
        "SELECT word, category FROM ticket_keyword WHERE enabled AND NOT is_void"
    )
    return [(row[0], row[1]) for row in rows]


def _row(work: Work, word: str, category: str) -> TicketKeyword | None:
    same = TicketKeyword.word == word, TicketKeyword.category == category
    return work.session.scalars(select(TicketKeyword).where(*same)).first()
