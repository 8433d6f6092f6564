"""What a sign says, when it no longer holds, and the words of its small lists. Pure."""

import re
from collections.abc import Sequence
from typing import Final

from wenming_desktop.streets.model import Line

ORIGINS: Final = (("1", "党员"), ("2", "群众"), ("3", "干部"))
TITLES: Final = (("1", "总街巷长"), ("2", "片长"), ("3", "街巷长"), ("4", "街长"), ("5", "巷长"))
SIZES: Final = (("A3", "A3 横"), ("A4", "A4 横"), ("A5", "A5 横"))
GOOD, BROKEN, MISSING, EXPIRED = "1", "2", "3", "4"
CONDITIONS: Final = (
    (GOOD, "完好"),
    (BROKEN, "破损"),
    (MISSING, "缺失"),
    (EXPIRED, "信息过期"),
)
DUTY, DUTY_NAME = "社区值班", "24 小时"
WATCH, WATCH_NAME = "监督电话", ""
TEAMS: Final = (
    ("市容", "市容管理中队", "占道、乱贴、乱停"),
    ("环卫", "环卫管理中队", "垃圾、清扫、公厕"),
    ("市政", "市政管理中队", "路灯、井盖、路面"),
)
"""The three boxes of a sign: the word that is in the post, its title, what it is for."""
_NUMBER: Final = re.compile(r"\+?[0-9][0-9-]*")
MOST_LINES = 4
"""Lines beside the chief, the duty and the supervision phone among them."""


def title_name(code: str | None) -> str:
    """A chief's title."""
    return dict(TITLES).get(code or "", "街巷长")


def is_team(line: Line) -> bool:
    """Whether a line stands in one of the three boxes."""
    return any(word in line.post for word, _, _ in TEAMS)


def plate(chief: Line, lines: Sequence[Line], duty: str, watch: str) -> tuple[Line, ...]:
    """Everything a sign says, the chief first, then the lines, duty and supervision last."""
    own = (Line(DUTY, DUTY_NAME, duty), Line(WATCH, WATCH_NAME, watch))
    known = {line.post for line in lines}
    return (chief, *lines, *(line for line in own if line.phone and line.post not in known))


def expired(made: Sequence[Line], now: Sequence[Line]) -> tuple[str, ...]:
    """What a sign that was made says wrongly now, post by post."""
    said: list[str] = []
    current = {line.post: line for line in now}
    for line in made:
        other = current.get(line.post)
        if other is None:
            said.append(f"{line.post}不在了")
        elif other.name != line.name:
            said.append(f"{line.post}换人了")
        elif other.phone != line.phone:
            said.append(f"{line.post.removesuffix('电话')}电话变了")
    held = {line.post for line in made}
    return (*said, *(f"多了{line.post}" for line in now if line.post not in held))


def too_many(lines: Sequence[Line]) -> int:
    """How many lines beside the boxes do not fit; the office's own two are counted."""
    beside = [line for line in lines if not is_team(line)]
    own = sum(line.post not in (DUTY, WATCH) for line in beside) + 2
    return max(0, own - MOST_LINES)


def lines_from(text: str) -> tuple[tuple[Line, ...], str]:
    """Lines of `post name phone` as typed, and what is wrong with the first that is none."""
    found: list[Line] = []
    for number, typed in enumerate(filter(None, map(str.strip, text.splitlines())), 1):
        post, *rest = typed.replace("：", " ").replace(":", " ").split() or [""]
        start = len(rest)
        while start and _NUMBER.fullmatch(rest[start - 1]):
            start -= 1
        line = Line(post, " ".join(rest[:start]), " ".join(rest[start:]))
        if not line.phone:
            return (), f"第 {number} 行“{typed}”，先写岗位，再写姓名，最后写电话，中间空一格"
        if line.post in {one.post for one in found}:
            return (), f"“{line.post}”写了两行"
        found.append(line)
    return tuple(found), ""
