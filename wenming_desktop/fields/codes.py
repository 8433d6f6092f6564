"""Code lists by code and by the words people use for them."""

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import translate
from types import MappingProxyType
from typing import NamedTuple

import resources

_NONE: Mapping[str, str] = MappingProxyType({})
# Marks inside the names of lists: "来访(现场)" is also found as "来访", "军属、烈属" as "军属".
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_PARTS = re.compile(r"[/、]|或(?=\w{2})")
_SHORT_NAME = re.compile(r"简称\s*([^;；,，]+)")
_PREFIX = re.compile("^(?:户主之|户主的|系户主|本人之|是户主)")
_SUFFIX = re.compile("(?:人员|对象|家庭|户|人|族)$")
_MEMORY = 5_000


class CodeItem(NamedTuple):
    """One row of a code list."""

    list: str
    code: str
    name: str
    note: str = ""
    parent: str = ""
    sort: int = 0
    enabled: bool = True
    extra: Mapping[str, str] = _NONE


class Synonym(NamedTuple):
    """Words for a code; `*` inside a word stands for anything.

    `code` may be `list:code` when the word says something of another list (党员 among care
    words), or `-` when it says nothing (无, 普通居民).
    """

    list: str
    words: tuple[str, ...]
    code: str


def word_key(text: str) -> str:
    """A word as it is looked up: NFKC, lower case, letters and digits only when it has any."""
    if text.isalnum() and not text.isascii():
        return unicodedata.normalize("NFKC", text).lower()
    key = unicodedata.normalize("NFKC", text).lower()
    return "".join(c for c in key if c.isalnum()) or key.strip()


class CodeBook:
    """Every code list of the office, quick to ask in both directions."""

    def __init__(
        self, items: Iterable[CodeItem], synonyms: Iterable[Synonym] | None = None
    ) -> None:
        self._items: dict[str, dict[str, CodeItem]] = defaultdict(dict)
        for item in items:
            self._items[item.list][item.code] = item
        self._words: dict[str, dict[str, str]] = defaultdict(dict)
        self._patterns: dict[str, list[tuple[re.Pattern[str], str]]] = defaultdict(list)
        self._seen: dict[tuple[str, str, bool], str] = {}
        self._under: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        groups = {(item.list, item.parent) for item in self._all() if item.parent}
        seen = Counter((item.list, word_key(item.name)) for item in self._all())
        late: list[CodeItem] = []
        for item in self._all():
            self._under[(item.list, item.parent)].setdefault(word_key(item.name), item.code)
            is_group = (item.list, item.code) in groups
            if is_group or seen[(item.list, word_key(item.name))] > 1:
                late.append(item)
            else:
                self._name(item)
        for synonym in bundled_synonyms() if synonyms is None else synonyms:
            self._learn(synonym)
        # A group's name is weaker than a synonym (残疾人 is a person, not the group of them),
        # the repeated 其他 of the groups is weaker than a group of that name.
        for item in sorted(late, key=lambda item: (item.list, item.code) not in groups):
            self._name(item)
        self._shorten()
        for item in self._all():
            self._words[item.list].setdefault(word_key(item.code), item.code)

    @classmethod
    def from_csv(cls) -> "CodeBook":
        """The lists as shipped."""
        return cls(bundled_items())

    def name(self, list_name: str, code: str | None) -> str:
        """The name of a code; an unknown code is its own name."""
        item = self._items.get(list_name, {}).get(code or "")
        return item.name if item else code or ""

    def item(self, list_name: str, code: str) -> CodeItem | None:
        """The whole row of a code."""
        return self._items.get(list_name, {}).get(code)

    def items(self, list_name: str) -> Sequence[CodeItem]:
        """The rows of a list that are in use, in their order."""
        rows = self._items.get(list_name, {}).values()
        return sorted((row for row in rows if row.enabled), key=lambda row: row.sort)

    def find(self, list_name: str, text: str, under: str = "") -> str | None:
        """The code a word stands for: exact name, then synonyms, short forms, patterns.

        A name below the code `under` comes first, since several groups have their 其他.
        """
        if under and (child := self._under.get((list_name, under), {}).get(word_key(text))):
            return child
        meaning = self.meaning(list_name, text)
        return None if not meaning or meaning == "-" or ":" in meaning else meaning

    def meaning(self, list_name: str, text: str, *, guess: bool = True) -> str:
        """What a word stands for: a code, `list:code` elsewhere, `-` for nothing, or empty.

        Without `guess` patterns are left alone: they would swallow a cell of several words.
        """
        hit = self._seen.get((list_name, text, guess))
        if hit is None:
            hit = self._look(list_name, word_key(text), guess)
            if len(self._seen) < _MEMORY:
                self._seen[(list_name, text, guess)] = hit
        return hit

    def cut(self, list_name: str, text: str) -> list[str]:
        """The meanings of words written without a mark between (高龄独居老人), else nothing."""
        words = self._words.get(list_name, {})
        key = word_key(text)
        meanings: list[str] = []
        while key and len(meanings) < 6:
            size = next((n for n in range(min(len(key), 12), 1, -1) if key[:n] in words), 0)
            if not size:
                return []
            meanings.append(words[key[:size]])
            key = key[size:]
        return [] if key else meanings

    def _look(self, list_name: str, key: str, guess: bool) -> str:
        words = self._words.get(list_name)
        if not words or not key:
            return ""
        for form in (key, _PREFIX.sub("", key), _SUFFIX.sub("", key)):
            if hit := words.get(form):
                return hit
        patterns = self._patterns.get(list_name, ()) if guess else ()
        return next((code for pattern, code in patterns if pattern.match(key)), "")

    def _all(self) -> Iterable[CodeItem]:
        return (item for rows in self._items.values() for item in rows.values())

    def _name(self, item: CodeItem) -> None:
        self._words[item.list].setdefault(word_key(item.name), item.code)

    def _learn(self, synonym: Synonym) -> None:
        for word in synonym.words:
            if "*" in word:
                pattern = re.compile(translate(unicodedata.normalize("NFKC", word).lower()))
                self._patterns[synonym.list].append((pattern, synonym.code))
            else:
                self._words[synonym.list].setdefault(word_key(word), synonym.code)

    def _shorten(self) -> None:
        """Add the short forms of names, where one form means one code."""
        forms: dict[tuple[str, str], set[str]] = defaultdict(set)
        for item in self._all():
            for form in _short_forms(item):
                forms[(item.list, word_key(form))].add(item.code)
        for (list_name, key), codes in forms.items():
            if len(codes) == 1 and len(key) > 1:
                self._words[list_name].setdefault(key, *codes)


def _short_forms(item: CodeItem) -> Iterable[str]:
    bare = _BRACKETS.sub("", item.name)
    yield bare
    parts = _PARTS.split(bare)
    if len(parts) > 1:
        yield from parts
    if short := _SHORT_NAME.search(item.note):
        yield short.group(1)


def bundled_items() -> Iterable[CodeItem]:
    """The rows of every list as shipped, for a new data file and for tests."""
    for path in sorted(resources.path("codes").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            if reader.fieldnames and reader.fieldnames[:2] == ["code", "name_zh"]:
                for sort, row in enumerate(reader):
                    yield _item(path.stem, sort, row)


def _item(list_name: str, sort: int, row: Mapping[str, str | None]) -> CodeItem:
    known = {"code", "name_zh", "note", "parent_code"}
    return CodeItem(
        list=list_name,
        code=row["code"] or "",
        name=row["name_zh"] or "",
        note=row.get("note") or "",
        parent=row.get("parent_code") or "",
        sort=sort,
        extra=MappingProxyType({k: v for k, v in row.items() if k not in known and v}),
    )


def bundled_synonyms() -> Iterable[Synonym]:
    """The words of `import_value_synonym.csv`."""
    path = resources.path("codes", "import_value_synonym.csv")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            yield Synonym(row["list"], tuple(row["synonyms"].split(";")), row["code"])


EMPTY = CodeBook((), ())
