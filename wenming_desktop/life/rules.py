"""How relations turn when a household gets another head. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from wenming_desktop.households.rules import CHILDREN, HEADS, PARENTS, SPOUSES

HEAD, SPOUSE, OTHER = "02", "10", "80"
MALE, FEMALE = "1", "2"
SON_IN_LAW, DAUGHTER_IN_LAW = "28", "38"
MARRIED, WIDOWED = "20", "30"
_IN_LAWS = frozenset({SON_IN_LAW, DAUGHTER_IN_LAW})
_GRAND = frozenset(str(code) for code in range(40, 50))
_SPOUSE_PARENTS = frozenset({"53", "54", "55", "56"})
_SIBLINGS = frozenset(str(code) for code in range(70, 80))
_OWN_CHILDREN = CHILDREN - _IN_LAWS
_GROUPS: Mapping[str, frozenset[str]] = {
    "head": HEADS,
    "spouse": SPOUSES,
    "child": _OWN_CHILDREN,
    "in_law": _IN_LAWS,
    "grand": _GRAND,
    "parent": PARENTS,
    "spouse_parent": _SPOUSE_PARENTS,
    "sibling": _SIBLINGS,
}
# (group of the new head, group of a member) -> (code for a man, code for a woman).
_TURNS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("spouse", "head"): ("10", "10"),
    ("spouse", "grand"): ("41", "42"),
    ("spouse", "spouse_parent"): ("51", "52"),
    ("child", "head"): ("51", "52"),
    ("child", "spouse"): ("51", "52"),
    ("child", "parent"): ("61", "62"),
    ("parent", "head"): ("20", "30"),
    ("parent", "spouse"): ("28", "38"),
    ("parent", "child"): ("41", "42"),
    ("parent", "parent"): ("10", "10"),
    ("parent", "sibling"): ("20", "30"),
}
_KEPT = frozenset({("spouse", "child"), ("spouse", "in_law")})


class Kin(NamedTuple):
    """A member as relations see him."""

    id: int
    name: str
    relation: str
    sex: str
    birth: date | None


def turned(people: Sequence[Kin], new_head: int) -> dict[int, str]:
    """The relation of everybody to the new head; OTHER where the old one does not tell."""
    head = next(one for one in people if one.id == new_head)
    if head.relation in HEADS:
        return {one.id: HEAD if one.id == new_head else one.relation for one in people}
    only = sum(one.relation in _OWN_CHILDREN for one in people) == 1
    return {
        one.id: HEAD if one.id == new_head else _turn(head, one, only_child=only) for one in people
    }


def spouse_of(relation: str, sex: str) -> str:
    """The relation to the head of who marries somebody of this relation; sex is the spouse's."""
    if relation in HEADS:
        return SPOUSE
    if relation in _OWN_CHILDREN:
        return DAUGHTER_IN_LAW if sex == FEMALE else SON_IN_LAW
    return OTHER


def couple(people: Sequence[Kin], one: Kin) -> Kin | None:
    """The husband or wife of a member, where the relations tell."""
    if one.relation in HEADS:
        return next((other for other in people if other.relation in SPOUSES), None)
    if one.relation in SPOUSES:
        return next((other for other in people if other.relation in HEADS), None)
    return None


def _turn(head: Kin, one: Kin, *, only_child: bool) -> str:
    pair = _group(head.relation), _group(one.relation)
    if pair in _KEPT:
        return one.relation
    codes = _TURNS.get(pair) or _special(pair, head, one, only_child=only_child)
    return codes[one.sex == FEMALE] if codes and one.sex in (MALE, FEMALE) else OTHER


def _special(
    pair: tuple[str, str], head: Kin, one: Kin, *, only_child: bool
) -> tuple[str, str] | None:
    """Turns that hang on more than the two relations."""
    if pair == ("spouse", "parent"):
        return ("55", "56") if head.sex == MALE else ("53", "54")
    if pair == ("child", "child") and one.birth and head.birth:
        return ("71", "75") if one.birth < head.birth else ("73", "77")
    if pair == ("child", "in_law") and only_child:
        return ("10", "10")
    return ("20", "30") if pair == ("child", "grand") and only_child else None


def _group(relation: str) -> str:
    return next((name for name, codes in _GROUPS.items() if relation in codes), "other")
