"""Text as people and workbooks give it, made clean and comparable."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal

LIMIT = 20_000
# Control, format (bidi marks, zero width, soft hyphen) and surrogate code points.
DROPPED = frozenset({"Cc", "Cf", "Cs"})
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")
_KEY_DROPS = re.compile(r"[\s.\u00b7\u2022\u2027\u2219\u22c5\u30fb\u318d]+")
# What offices type into a cell that has nothing to say.
_NOTHING = (
    "无 暂无 没有 不详 未知 不清楚 未填 空 缺 略 无号码 无电话 无手机 无证件 无证 n/a na none null "
    "- -- — —— / // \\ . 。 、"
)
NOTHING = frozenset(_NOTHING.split())


def plain(raw: object) -> str:
    """A cell as text before any cleaning: whole floats without their `.0`, days in ISO.

    What no cell can hold is no text.
    """
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, (int, float)):
        return _figures(raw)
    if isinstance(raw, datetime):
        return raw.isoformat(" ", "seconds")
    return str(raw) if isinstance(raw, (date, time, timedelta, Decimal)) else ""


def _figures(raw: float) -> str:
    if isinstance(raw, int):
        # str() refuses a whole number of more than 4,300 digits; no cell holds one honestly.
        return str(raw) if raw.bit_length() < 1024 else ""
    return f"{raw:.0f}" if raw.is_integer() and abs(raw) < 1e18 else repr(raw)


def _is_dropped(char: str) -> bool:
    return unicodedata.category(char) in DROPPED or (
        ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF
    )


def scrub(raw: object, *, lines: bool = False) -> tuple[str, bool]:
    """Clean text, and whether characters that nobody sees were taken out of it.

    Blanks become one space; line ends too unless `lines` are wanted.
    """
    text = plain(raw)
    if text.isprintable() and "  " not in text:
        return unicodedata.normalize("NFC", text).strip(), False
    text = _LINE_ENDS.sub("\n", text)
    kept = "".join(c for c in text if c in "\n\t" or not _is_dropped(c))
    lost = len(kept) != len(text)
    kept = unicodedata.normalize("NFC", kept)
    kept = _BLANKS.sub(" ", kept) if lines else " ".join(kept.split())
    return kept.strip(), lost


def clean_text(raw: object, limit: int = LIMIT) -> str:
    """The text in NFC on one line, without control characters, cut at `limit`."""
    return scrub(raw)[0][:limit]


def is_nothing(text: str) -> bool:
    """Whether clean text is empty or one of the words for empty (无, 不详, /)."""
    return not text or (len(text) < 5 and text.lower() in NOTHING)


def search_key(text: str) -> str:
    """The text as it is compared: NFKC, lower case, no spaces, no dots."""
    return _KEY_DROPS.sub("", unicodedata.normalize("NFKC", text).lower())
