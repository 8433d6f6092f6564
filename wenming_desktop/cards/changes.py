"""What has changed between a card as printed and the card as it would be now, in words. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from wenming_desktop.cards.model import outdated

CHANGED, MOVED = "9", "moved"
"""Why a card is out of date: what it says changed (a code of card_event), or its door did."""
_PLAIN: Final = {
    "household_name": "户主变了",
    "door": "门牌变了",
    "community": "社区名称变了",
    "address": "社区地址变了",
    "grid": "网格变了",
    "phones": "常用电话变了",
}
_CONTACTS: Final = frozenset({"main", "lines"})
Line = Sequence[str]


def kind(facts: Sequence[str]) -> str:
    """Whether the household moved or only what its card says changed; `facts` of `outdated`."""
    return MOVED if "door" in facts else CHANGED


def why(was: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, str]:
    """The kind and the words of what no longer holds: 网格员电话变了; empty where all does."""
    facts = outdated(was, now)
    if not facts:
        return "", ""
    words = [_PLAIN[name] for name in facts if name in _PLAIN]
    if _CONTACTS & set(facts):
        words += list(_contacts(_lines(was), _lines(now))) or ["电话的先后变了"]
    # A door that changed says already that its building did.
    return kind(facts), "、".join(words) or "楼栋变了"


def _contacts(was: Mapping[str, Line], now: Mapping[str, Line]) -> Iterator[str]:
    """Post by post: another number, another person, gone, come."""
    for post, line in was.items():
        other = now.get(post)
        if other is None:
            yield f"{post}不在了"
        elif line[1] != other[1]:
            yield f"{post}换人了"
        elif line[2] != other[2]:
            yield f"{post}电话变了"
    yield from (f"多了{post}" for post in now if post not in was)


def _lines(face: Mapping[str, Any]) -> dict[str, Line]:
    """The lines of a card by their post."""
    found = (face.get("main"), *(face.get("lines") or ()))
    return {line[0]: line for line in found if line}
