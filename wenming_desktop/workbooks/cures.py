"""How a problem of a ledger can be mended: what it most likely should be, or what to choose."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wenming_desktop.errors import UserError
from wenming_desktop.fields import Code, Codes, Reading, by_key, clean_text
from wenming_desktop.fields.identity import check_digit
from wenming_desktop.households.fields import LEDGER_FIELDS
from wenming_desktop.settings import office
from wenming_desktop.work import Work, use_case
from wenming_desktop.workbooks import address
from wenming_desktop.workbooks.answers import Cure, DoorKey, Fixes, Place, Spelling, Word
from wenming_desktop.workbooks.decisions import answer_of
from wenming_desktop.workbooks.exported import PLACE
from wenming_desktop.workbooks.fixes import ADDRESS, spelling_of, words_of
from wenming_desktop.workbooks.outcome import RowProblem
from wenming_desktop.workbooks.table import Row, Table

NO_CURE = frozenset(
    {"household.head_kept", "resident.other_door", "row.duplicate", "resident.code_unknown"}
)
_FIELDS = by_key(LEDGER_FIELDS)
_NUMBER, _PHONE, _BIRTH = "resident.id_number", "phone", "resident.birth_date"
_ALIKE = str.maketrans("OoQD〇Il|SB", "0000011158")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_DIGITS = re.compile(r"[0-9]+")
_WITHOUT_LAST, _DAY_PARTS = 17, 3


class DoorUnclearError(UserError):
    """What was typed is no whole door."""

    code = "import.door_unclear"
    text = "“{said}”看不出是哪一户。写成“3号楼2单元402”这样，表里没写小区的，前面加上小区名。"


class NoSuchAnswerError(UserError):
    """A code that the list has no more."""

    code = "import.no_such_answer"
    text = "选的这一项已经不在可选的内容里。请另选一个。"


@dataclass(frozen=True)
class AskCure:
    """A problem of these tables, as they were read; `estate` where the sheet names none."""

    tables: tuple[Table, ...]
    problem: RowProblem
    estate: str = ""


@dataclass(frozen=True)
class Mend:
    """What was said to a problem: typed words or a code."""

    cure: Cure
    said: str
    fixes: Fixes
    estate: str = ""


@use_case("import.cure", "看要改的怎么改", right="register.import")
def cure_of(work: Work, command: AskCure) -> Cure | None:
    """How to mend it; None where it is not to be mended in a cell."""
    problem = command.problem
    found = _find(command.tables, problem)
    if found is None or problem.code in NO_CURE:
        return None
    table, row = found
    if problem.field == ADDRESS:
        return _door_cure(command, table, row)
    if problem.field not in _FIELDS or problem.field not in table.keys:
        return None
    raw = table.get(row, problem.field)
    reading = Reading(work.now.date(), work.codes, office(work).area_code)
    if isinstance(_FIELDS[problem.field].kind, Code | Codes):
        return _word_cure(command, raw, reading)
    written = clean_text(raw)
    offers = tuple(_good(problem.field, written, reading))
    place = Place(problem.sheet, problem.row, problem.field)
    return Cure(place, _FIELDS[problem.field].label, written, offers)


@use_case("import.mend", "改表里的一处", right="register.import")
def mend(work: Work, command: Mend) -> Fixes:
    """The answers with this one among them; writes nothing."""
    key, said = command.cure.key, command.said.strip()
    if isinstance(key, Place):
        if key.field == ADDRESS:
            _door(work, said, command)
        return command.fixes.with_cell(key, said)
    if isinstance(key, Spelling):
        return command.fixes.with_door(key, _door(work, said, command))
    answer = answer_of(work.codes, key.field, said)
    if answer is None:
        raise NoSuchAnswerError
    return command.fixes.with_word(key, answer)


def _find(tables: Iterable[Table], problem: RowProblem) -> tuple[Table, Row] | None:
    for table in tables:
        if table.sheet == problem.sheet:
            for row in table.rows:
                if row.number == problem.row:
                    return table, row
    return None


def _door_cure(command: AskCure, table: Table, row: Row) -> Cure:
    spelling = spelling_of(table, row, command.estate)
    named = address.from_parts(table.get(row, PLACE[0]), "", "", "")
    estate = (named and named.estate) or command.estate
    if not spelling.text or _is_part(table, row):
        # A building alone is the door of nobody: the answer is for this row and no other.
        place = Place(table.sheet, row.number, ADDRESS)
        return Cure(place, "门牌", spelling.text, estate=estate)
    alike = sum(
        spelling_of(other, one, command.estate) == spelling
        for other in command.tables
        for one in other.rows
    )
    return Cure(spelling, "门牌", spelling.text, alike=alike, estate=estate)


def _is_part(table: Table, row: Row) -> bool:
    """Whether what a row says is a part of a door, so that others may say the same of theirs."""
    parts = address.from_parts(*(table.get(row, key) for key in PLACE))
    whole = address.parse(_text(table, row))
    said = [door for door in (parts, whole) if door is not None and (door.building or door.unit)]
    return bool(said) or not (clean_text(table.get(row, PLACE[-1])) or _text(table, row))


def _text(table: Table, row: Row) -> str:
    return clean_text(table.get(row, ADDRESS))


def _word_cure(command: AskCure, raw: object, reading: Reading) -> Cure | None:
    problem, kind = command.problem, _FIELDS[command.problem.field].kind
    if not isinstance(kind, Code | Codes):
        return None
    words = [
        word
        for word in words_of(problem.field, raw)
        if word[:20] in problem.message and kind.parse(word, problem.field, reading).problems
    ]
    if not words:
        return None
    word = Word(problem.field, min(words, key=len))
    alike = sum(
        word.word in words_of(problem.field, table.get(row, problem.field))
        for table in command.tables
        if problem.field in table.keys
        for row in table.rows
    )
    items = reading.codes.items(kind.list)
    choices = tuple((item.code, item.name) for item in items)
    return Cure(word, _FIELDS[problem.field].label, word.word, (), choices, alike)


def _good(key: str, written: str, reading: Reading) -> Iterator[str]:
    """What it may have been meant as: each is read without a problem."""
    kind = _FIELDS[key].kind
    for other in dict.fromkeys(_guesses(key, written)):
        parsed = kind.parse(other, key, reading)
        if other != written and parsed.value is not None and not parsed.problems:
            yield other


def _guesses(key: str, written: str) -> Iterator[str]:
    plain = _digits(written)
    if key == _NUMBER:
        number = "".join(plain.split())
        yield number
        if len(number) == _WITHOUT_LAST and number.isascii() and number.isdecimal():
            yield number + check_digit(number)
    elif _PHONE in key:
        yield from _MOBILE.findall(plain.replace("-", "").replace(" ", ""))
    elif key == _BIRTH:
        yield plain
        parts = _DIGITS.findall(plain)
        if len(parts) == _DAY_PARTS:
            yield "-".join(part.zfill(2) for part in parts)


def _digits(text: str) -> str:
    """Letters among digits read as the digits they look like."""
    narrow = unicodedata.normalize("NFKC", text)
    return re.sub(r"(?<=[0-9])[OoQDIlSB〇|]+(?=[0-9Xx单号楼室-]|$)", _as_digits, narrow)


def _as_digits(found: re.Match[str]) -> str:
    return found.group().translate(_ALIKE)


def _door(work: Work, said: str, command: Mend) -> DoorKey:
    known = work.connection.exec_driver_sql("SELECT name FROM estate WHERE NOT is_void")
    estates = {row[0] for row in known} | {command.estate} - {""}
    door = address.parse(said, estates)
    if door is None or not door.complete:
        raise DoorUnclearError(said=said[:40])
    estate = door.estate or command.cure.estate
    if not estate:
        raise DoorUnclearError(said=said[:40])
    return (estate, door.building, door.unit or "0", door.room)
