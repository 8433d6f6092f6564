"""Names of people: the middle dot, rare characters, spaces for alignment."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import ClassVar

import resources

from .codes import CodeBook
from .kind import Kind, Parsed, Reading
from .problem import Problem
from .text import scrub
from .values import INVISIBLE

LIMIT = 100
DOT = "\u00b7"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af\u3007"
_PLAIN = re.compile("[\u4e00-\u9fff]{2,6}")
# • ・ ･ ‧ ∙ ⋅ ㆍ ᛫ ⸱ stand for the dot anywhere; the two full stops only between Han characters.
_DOTS = re.compile(" ?[\u00b7\u2022\u30fb\uff65\u2027\u2219\u22c5\u318d\u16eb\u2e31\u25cf] ?")
_STOPS = re.compile(f"(?<=[{_HAN}]) ?[.\uff0e\ufe52] ?(?=[{_HAN}])")
_HAN_GAP = re.compile(f"(?<=[{_HAN}{DOT}]) (?=[{_HAN}{DOT}])")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_DOUBTFUL = re.compile("[0-9*?\uff1f\u25a1\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")
_SURNAMES = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 "
    "濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 令狐 百里 呼延 东郭 南门 "
    "西门 拓跋 轩辕 纳兰"
)
_TWO_CHARACTER_SURNAMES = frozenset(_SURNAMES.split())


@cache
def _private_characters() -> Mapping[int, str]:
    """The characters that old GB 18030 tables put into the private area."""
    table = json.loads(resources.path("codes", "pua_gbk_to_unicode.json").read_text("utf-8"))
    return {int(old, 16): chr(int(new, 16)) for old, new in table.items()}


def tidy(text: str) -> str:
    """A clean text as a name is stored."""
    return _whole(text)[:LIMIT].rstrip()


def _whole(text: str) -> str:
    if _PRIVATE.search(text):
        text = text.translate(_private_characters())
    text = _STOPS.sub(DOT, _DOTS.sub(DOT, text)).strip(DOT + " ")
    return _HAN_GAP.sub("", text)


def doubtful(name: str) -> str:
    """The characters of a name that hint at a lost or home-made one (□, ?, private area)."""
    return "".join(_DOUBTFUL.findall(name))


def surname(name: str) -> str:
    """The family name, of one character or two."""
    return name[:2] if name[:2] in _TWO_CHARACTER_SURNAMES and len(name) > 2 else name[:1]


class PersonName(Kind[str]):
    """A person's name. No character refuses it; only an empty one does, unless `optional`."""

    __slots__ = ("optional",)
    editor: ClassVar[str] = "name"

    def __init__(self, *, optional: bool = False) -> None:
        self.optional = optional

    def parse(self, raw: object, field_key: str, reading: Reading) -> Parsed[str]:
        """Read a name."""
        if type(raw) is str and _PLAIN.fullmatch(raw):
            return Parsed(raw)
        text, lost = scrub(raw)
        whole = _whole(text)
        name = whole[:LIMIT].rstrip()
        problems: tuple[Problem, ...] = ()
        if lost:
            problems = (Problem("text.control_characters", field_key, INVISIBLE),)
        if len(whole) > LIMIT:
            said = f"现在 {len(whole)} 个字，姓名最多存 {LIMIT} 个字，后面的没有存。"
            problems = (*problems, Problem("text.too_long", field_key, said))
        if not name and not self.optional:
            problems = (*problems, Problem("name.missing", field_key, "姓名空着，要填上姓名。"))
        return Parsed(name or None, problems)

    def _masked(self, value: str, codes: CodeBook) -> str:
        head = surname(value)
        return head + ("某" if len(value) - len(head) == 1 else "某某")
