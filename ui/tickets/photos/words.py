"""What kinds of photos are called, and what is said of those that were refused."""

from collections.abc import Sequence
from typing import Final

from wenming_desktop.evidence.model import Photo, Refused

KINDS: Final = {"before": "整改前", "during": "整改中", "after": "整改后"}
ENDINGS: Final = "*.jpg *.jpeg *.png *.bmp *.webp"
_NAMED: Final = 3


def caption(photo: Photo) -> str:
    """Return what stands below a photo: its kind, and when it was taken or else added."""
    at = photo.taken_at or photo.added_at
    return f"{KINDS[photo.kind]} {at:%m-%d %H:%M}" if at else KINDS[photo.kind]


def below(photo: Photo) -> str:
    """Return what stands below a small picture, what it shows on a line of its own."""
    return "\n".join(part for part in (caption(photo), photo.caption) if part)


def told(photo: Photo) -> str:
    """Return what is said of a photo beside its caption's own field."""
    return "　".join(part for part in (caption(photo), photo.name) if part)


def spoken(photo: Photo) -> str:
    """Return a photo as it is read aloud."""
    return "　".join(part for part in (caption(photo), photo.caption, photo.name) if part)


def refused_words(refused: Sequence[Refused]) -> str:
    """Name the files that were not kept, with the reason of each."""
    if not refused:
        return ""
    named = "；".join(f"{one.name}：{one.why}" for one in refused[:_NAMED])
    more = f"；还有 {len(refused) - _NAMED:,} 个" if len(refused) > _NAMED else ""
    return f"{len(refused):,} 个文件没有存。{named}{more}。"


def heic_words(count: int, *, alone: bool) -> str:
    """Say what is in the folder that cannot be shown, and how the next ones can."""
    if not count:
        return ""
    lead = "" if alone else "另"
    return f"{lead}有 {count:,} 张 HEIC 存不了，手机里把相机格式改成“兼容性最好”再拍。"


def lacking(kinds: Sequence[str]) -> str:
    """Return which photos are not there yet."""
    return "和".join(f"{KINDS[kind]}" for kind in kinds)
