"""诉求分类 and 来源 as a list words them: in one cell or two, the source also in a title."""

import re
import unicodedata
from collections.abc import Iterable

from wenming_desktop.fields import CodeBook
from wenming_desktop.fields.text import is_nothing
from wenming_desktop.tickets.model import EXTERNAL_SOURCES

LIST = "ticket_category"
PARENT, CATEGORY = "ticket.category_parent", "ticket.category"
_PARTS = re.compile(r"\s*[-—–/／>＞·|:：]+\s*")
_OTHERS = frozenset({"其他", "其它"})
SOURCES = "ticket_source"
_NUMBER = re.compile(r"(?<!\d)\d{3,5}(?!\d)")
_YES = "是 √ ✓ ✔ ☑ y yes true 1 对 密 需 需要 要 不公开 不可公开 不予公开 不宜公开"
_NO = "否 × ✗ ✘ x n no false 0 不 不是 无 无需 不需 不需要 不用 公开 可公开 可以公开 普通"
_SECRET, _OPEN = frozenset(_YES.split()), frozenset(_NO.split())
_KEEP = re.compile("保密")
_NOT = re.compile("[不无非未否][^，,。；;]{0,3}保密")
_BARE_NAME = re.compile(r"[^(（/热转非]+")


def is_secret(said: str, *, alone: bool = True) -> bool | None:
    """Whether the words ask to keep the caller secret, None when they do not tell.

    Not `alone`, they are a name or a number that may say so beside itself: 张某（保密）.
    """
    word = unicodedata.normalize("NFKC", said).strip().lower()
    if _NOT.search(word):
        return False
    if _KEEP.search(word):
        return True
    if not alone:
        return None
    if word in _SECRET:
        return True
    return False if word in _OPEN or is_nothing(word) else None


def source_of(titles: Iterable[str], codes: CodeBook) -> str | None:
    """The superior that a title or sheet name speaks of, by its number or its name."""
    names = {code: _BARE_NAME.match(codes.name(SOURCES, code)) for code in sorted(EXTERNAL_SOURCES)}
    for title in titles:
        for number in _NUMBER.findall(title):
            code = codes.find(SOURCES, number)
            if code in EXTERNAL_SOURCES:
                return code
        for code, name in names.items():
            if name is not None and name[0] in title:
                return code
    return None


class Categories:
    """Finds category codes; every pair of words is looked up once."""

    def __init__(self, codes: CodeBook) -> None:
        self._codes = codes
        self._found: dict[tuple[str, str], tuple[str | None, str]] = {}

    def find(self, parent: str, leaf: str) -> tuple[str | None, str]:
        """The code the words mean and, where they mean none or contradict, a sentence."""
        key = (parent, leaf)
        if key not in self._found:
            self._found[key] = self._look(*("" if is_nothing(word) else word for word in key))
        return self._found[key]

    def _look(self, parent: str, leaf: str) -> tuple[str | None, str]:
        if parent and not leaf and self._code(parent) is None:
            parent, leaf = self._split(parent)
        above = self._code(parent) if parent else None
        below = self._below(above, leaf) if leaf else None
        if below is not None and above is not None and not self._is_under(below, above):
            name = self._codes.name(LIST, above)
            return above, f"小类“{leaf[:20]}”不在“{name}”下面，先只记大类。请选一个小类。"
        if below is not None or (above is not None and not leaf):
            return below or above, ""
        if above is not None:
            return above, f"小类“{leaf[:20]}”不在诉求分类里，先只记大类。请选一个小类。"
        if not parent and not leaf:
            return None, ""
        return None, f"“{(leaf or parent)[:20]}”不在诉求分类里，先记作未分类。请选一个类别。"

    def _split(self, both: str) -> tuple[str, str]:
        """市容环境-暴露垃圾 in one cell."""
        head, *rest = _PARTS.split(both, maxsplit=1)
        return (head, rest[0]) if rest and self._code(head) else (both, "")

    def _code(self, word: str) -> str | None:
        return self._codes.find(LIST, word)

    def _below(self, above: str | None, leaf: str) -> str | None:
        if above is not None and leaf in _OTHERS:
            named = (item for item in self._codes.items(LIST) if item.parent == above)
            other = next((item.code for item in named if item.name.startswith("其他")), None)
            if other is not None:
                return other
        return self._codes.find(LIST, leaf, above or "")

    def _is_under(self, code: str, above: str) -> bool:
        item = self._codes.item(LIST, code)
        return code == above or (item is not None and item.parent == above)
