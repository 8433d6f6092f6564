"""When a backup is due, which automatic ones are kept, and what the clerk is told of it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePath, PureWindowsPath

EVERY = timedelta(hours=2)
OLD_DAYS, VERY_OLD_DAYS = 7, 14
LEAST_FREE = 500 << 20
HERE = "本机"
_NEWEST, _WHOLE_DAYS, _DAYS, _WEEKS, _MONTHS = 3, 2, 7, 4, 12
_NAME = re.compile(r"auto-([0-9a-f]{8})-([0-9]{6,})-([0-9]{8})-([0-9]{6})\.wmbak")
_REASONS = {
    "start": "自动 · 开机",
    "close": "自动 · 关机",
    "work": "自动 · 工作中",
    "import": "导入后",
    "restore": "恢复前",
    "upgrade": "升级前",
}
_MEDIA = ("/media/", "/run/media/", "/Volumes/", "/mnt/")


@dataclass(frozen=True)
class Auto:
    """An automatic backup as its name tells: of which office, which in order, when."""

    office: str
    number: int
    at: datetime

    @property
    def name(self) -> str:
        """The name of the file."""
        return f"auto-{self.office}-{self.number:06d}-{self.at:%Y%m%d-%H%M%S}.wmbak"


@dataclass(frozen=True)
class Standing:
    """What the newest backup is: when, where, and what became of the second copy."""

    at: datetime
    where: str
    missing: str = ""


@dataclass(frozen=True)
class Told:
    """A sentence and its tone: ok, warn or danger."""

    text: str
    tone: str


def reason(why: str, by: str) -> str:
    """How a backup came about, in the list."""
    if why == "hand":
        return f"手动 · {by}" if by else "手动"
    return _REASONS.get(why, "自动")


def size_words(count: int) -> str:
    """How large a file is: 48.2 MB."""
    if count < 1 << 20:
        return f"{max(1, count >> 10)} KB"
    return f"{count / (1 << 20):.1f} MB"


def parse(name: str) -> Auto | None:
    """Read the name of an automatic backup; None for any other file."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        at = datetime.strptime(found[3] + found[4], "%Y%m%d%H%M%S")
    except ValueError:
        return None
    return Auto(found[1], int(found[2]), at)


def superfluous(autos: Iterable[Auto]) -> list[Auto]:
    """The automatic backups of one office that may go.

    All of the last two days stay, one a day for seven days, one a week for four weeks, one a
    month for twelve months, the newest three always. Order is the number, not the clock: a PC
    whose clock was wrong for a day loses nothing.
    """
    newest_first = sorted(autos, key=lambda auto: auto.number, reverse=True)
    kept = set(newest_first[:_NEWEST])
    whole = list(dict.fromkeys(auto.at.date() for auto in newest_first))[:_WHOLE_DAYS]
    kept.update(auto for auto in newest_first if auto.at.date() in whole)
    buckets: tuple[tuple[Callable[[datetime], object], int], ...] = (
        (lambda at: at.date(), _DAYS),
        (lambda at: at.isocalendar()[:2], _WEEKS),
        (lambda at: (at.year, at.month), _MONTHS),
    )
    for bucket, most in buckets:
        first: dict[object, Auto] = {}
        for auto in newest_first:
            first.setdefault(bucket(auto.at), auto)
        kept.update(list(first.values())[:most])
    return [auto for auto in newest_first if auto not in kept]


def is_due(last: datetime | None, now: datetime, changes: int) -> bool:
    """Whether work since the last backup wants a new one; a clock set back counts as long ago."""
    if changes == 0:
        return False
    return last is None or now < last or now - last >= EVERY or last.date() != now.date()


def told(last: Standing | None, now: datetime) -> Told:
    """What stands in the status line."""
    if last is None:
        return Told("还没有备份", "warn")
    days = (now.date() - last.at.date()).days
    if days > OLD_DAYS:
        tone = "danger" if days > VERY_OLD_DAYS else "warn"
        return Told(f"已经 {days} 天没有备份", tone)
    said = f"{moment(last.at, now)} 已备份到{spaced(last.where)}"
    if last.missing:
        return Told(f"{said}，{last.missing}", "warn")
    return Told(said, "ok")


def moment(at: datetime, now: datetime) -> str:
    """A moment as the clerk says it: 今天 08:02, 昨天 17:40, 11-18 17:35."""
    days = (now.date() - at.date()).days
    year = "" if at.year == now.year else f"{at:%Y}-"
    day = {0: "今天", 1: "昨天"}.get(days, f"{year}{at:%m-%d}")
    return f"{day} {at:%H:%M}"


def place_word(folder: str) -> str:
    """A folder as the clerk calls it: E 盘, U 盘, or its name; never the whole path."""
    drive = PureWindowsPath(folder).drive
    if re.fullmatch(r"[A-Za-z]:", drive):
        return f"{drive[0].upper()} 盘"
    if folder.startswith(_MEDIA):
        return "U 盘"
    name = PureWindowsPath(folder).name if drive else PurePath(folder).name
    return f"“{name}”" if name else "另一个文件夹"


def spaced(where: str) -> str:
    """A place after a Chinese word: 到 E 盘, 到本机."""
    return f" {where}" if where[:1].isascii() else where
