"""Card numbers as people and scanners give them. Pure."""

import re
import unicodedata
from typing import Final

_DASHES: Final = re.compile(r"[\s\-‐‑‒–—―−_~·]+")
_FIGURES: Final = 5


def card_number(text: str) -> str:
    """A number as it is stored: plain capitals and hyphens, whatever keyboard it came from."""
    return _DASHES.sub("-", unicodedata.normalize("NFKC", text).strip().upper()).strip("-")


def number_tail(number: str) -> str:
    """A pattern (escaped with `!`) of the numbers that end so: 03-00312, or only 312.

    One counter numbers the cards of the office, so its figures alone mean one card.
    """
    figures = number.zfill(_FIGURES) if number.isdigit() else number
    kept = re.sub(r"([!%_])", r"!\1", figures)
    return f"%-{kept}" if number else ""
