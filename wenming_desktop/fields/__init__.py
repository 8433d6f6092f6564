"""The dictionary of fields: one entry serves editor, table, import, export and masking."""

from .coded import Code, Codes, asides
from .codes import CodeBook, CodeItem, Synonym
from .days import Day, Moment
from .field import Field, by_key
from .identity import IdNumber, birth_date, gender
from .kind import Kind, Parsed, Reading
from .names import PersonName
from .phones import Phone
from .problem import Problem
from .text import clean_text, search_key
from .values import Flag, Money, Number, Text

__all__ = [
    "Code",
    "CodeBook",
    "CodeItem",
    "Codes",
    "Day",
    "Field",
    "Flag",
    "IdNumber",
    "Kind",
    "Moment",
    "Money",
    "Number",
    "Parsed",
    "PersonName",
    "Phone",
    "Problem",
    "Reading",
    "Synonym",
    "Text",
    "asides",
    "birth_date",
    "by_key",
    "clean_text",
    "gender",
    "search_key",
]
