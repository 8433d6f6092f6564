"""The letters by which fixed words, such as the names of pages, are found."""

from collections.abc import Sequence

from db.pinyin import initials, spell


def letters(words: Sequence[str]) -> tuple[str, ...]:
    """For each word its pinyin and its initials, as one types them: "lianxinka lxk"."""
    return tuple(_of(word) for word in words)


def _of(word: str) -> str:
    spelling = spell([char for char in word if char.isalnum()], surname=False)
    whole = "".join(place[0] for place in spelling if place)
    return " ".join(dict.fromkeys([whole.lower(), *(each.lower() for each in initials(spelling))]))
