"""The recovery code on paper: 128 bits as eight groups of six digits.

Every group is a multiple of 11, so one wrong digit or two swapped neighbours make the
group wrong by itself, and the clerk is told which group to look at again.
"""

import re
import secrets
import unicodedata

from wenming_desktop.errors import UserError

GROUPS = 8
DIGITS = 6
CHECK = 11


class PaperKeyError(UserError):
    """A recovery code with a slip in it; `facts["groups"]` names the groups."""

    code = "paper_key.typo"
    text = "恢复码第 {groups} 组抄错了。请对照纸上的这一组，每组是 6 位数字。"


class PaperKeyLengthError(UserError):
    """Not eight groups of six digits."""

    code = "paper_key.length"
    text = "恢复码应当是 8 组、每组 6 位数字，现在共有 {digits} 位。请补全后再试。"


def new_secret() -> bytes:
    """Sixteen bytes nobody knows yet."""
    return secrets.token_bytes(2 * GROUPS)


def show(secret: bytes) -> str:
    """The secret as it is printed: 000011-005665-..."""
    values = (int.from_bytes(secret[i : i + 2]) for i in range(0, 2 * GROUPS, 2))
    return "-".join(f"{value * CHECK:0{DIGITS}d}" for value in values)


def read(text: str) -> bytes:
    """The secret of a typed code; full-width digits, spaces and dashes are as good."""
    groups = _groups(unicodedata.normalize("NFKC", text).strip())
    wrong = [number for number, group in enumerate(groups, 1) if not _sound(group)]
    if wrong:
        raise PaperKeyError(field="paper_key", groups="、".join(map(str, wrong)))
    return b"".join((int(group) // CHECK).to_bytes(2) for group in groups)


def _groups(text: str) -> list[str]:
    """Eight pieces: as the clerk parted them, else every six digits."""
    parted = [piece for piece in re.split(r"[^0-9A-Za-z]+", text) if piece]
    if len(parted) == GROUPS:
        return parted
    digits = "".join(parted)
    if len(digits) != GROUPS * DIGITS:
        raise PaperKeyLengthError(field="paper_key", digits=len(digits))
    return [digits[i : i + DIGITS] for i in range(0, len(digits), DIGITS)]


def _sound(group: str) -> bool:
    if not re.fullmatch(rf"[0-9]{{{DIGITS}}}", group):
        return False
    value, rest = divmod(int(group), CHECK)
    return rest == 0 and value < 1 << 16
