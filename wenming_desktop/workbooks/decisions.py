"""Answers that hold for the next file too: what a word means, which door a spelling is."""

from typing import Any

from sqlalchemy import select

from db.tables.records import Decision
from wenming_desktop.fields import Code, CodeBook, Codes, by_key
from wenming_desktop.households.fields import LEDGER_FIELDS
from wenming_desktop.work import Work, use_case
from wenming_desktop.workbooks.answers import Answer, DoorKey, Fixes, Key, Place, Spelling, Word

VALUE, ADDRESS = "import.value", "import.address"
_PARTS = 4
_FIELDS = by_key(LEDGER_FIELDS)


def list_of(field: str) -> str:
    """The code list of a field; empty where it has none."""
    kind = _FIELDS[field].kind if field in _FIELDS else None
    return kind.list if isinstance(kind, Code | Codes) else ""


def answer_of(codes: CodeBook, field: str, code: str) -> Answer | None:
    """An answer that is read as this code; None where the list has it no more."""
    code_list = list_of(field)
    name = codes.name(code_list, code)
    for word in (name, code):
        if codes.find(code_list, word) == code:
            return Answer(code, word)
    return None


@use_case("import.decisions", "查看记住的对应", right="register.import")
def remembered(work: Work) -> Fixes:
    """What was decided with earlier files."""
    words: dict[Word, Answer] = {}
    doors: dict[Spelling, DoorKey] = {}
    asked = select(Decision).where(Decision.kind.in_((VALUE, ADDRESS)), ~Decision.is_void)
    for row in work.session.scalars(asked):
        said = row.answer
        if row.kind == ADDRESS and isinstance(said, list) and len(said) == _PARTS:
            estate, building, unit, room = map(str, said)
            doors[Spelling(row.subject)] = (estate, building, unit, room)
        elif row.kind == VALUE:
            field, _, word = row.subject.partition("|")
            answer = answer_of(work.codes, field, str(said))
            if answer is not None:
                words[Word(field, word)] = answer
    return Fixes({}, words, doors, frozenset[Key]((*words, *doors)))


def keep(work: Work, fixes: Fixes) -> None:
    """Remember what was decided with this file, forget what was taken back."""
    for key in fixes.forgotten:
        _put(work, key, None)
    for word, answer in fixes.words.items():
        if word not in fixes.before:
            _put(work, word, answer.code)
    for spelling, door in fixes.doors.items():
        if spelling not in fixes.before:
            _put(work, spelling, list(door))


def _put(work: Work, key: Key, answer: Any) -> None:
    if isinstance(key, Place):
        return
    kind = VALUE if isinstance(key, Word) else ADDRESS
    subject = "|".join(key)
    asked = select(Decision).where(Decision.kind == kind, Decision.subject == subject)
    row = work.session.scalar(asked)
    if row is None:
        if answer is not None:
            work.session.add(Decision(kind=kind, subject=subject, answer=answer))
        return
    row.is_void = answer is None
    if answer is not None:
        row.answer = answer
