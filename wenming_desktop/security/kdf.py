"""Passwords: the rule a new one must meet, and the slow road from one to a key."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw

from wenming_desktop.errors import UserError

FLOOR_KIB = 64 * 1024
MIN_LENGTH = 10
# What must be left of a password when all that everybody types is taken out of it.
MIN_OWN = 4
_COMMON = (
    *("password", "passw0rd", "p@ssw0rd", "admin", "welcome", "letmein", "iloveyou"),
    *("woaini", "mima", "shequ", "wenming", "888888", "666666", "5201314"),
    *("文明社区", "社区", "密码", "口令", "管理员"),
)
_ROWS = ("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")


class WeakPasswordError(UserError):
    """A new password that can be guessed."""

    code = "password.weak"
    text = "密码太简单：{reason}。请用至少 10 个字，字母、数字、符号或汉字混用两种以上。"


@dataclass(frozen=True)
class Cost:
    """What one guess costs (Argon2id). Weaker than the floor only for tests, said openly."""

    memory_kib: int = 128 * 1024
    passes: int = 3
    lanes: int = 4
    below_floor: bool = False

    def __post_init__(self) -> None:
        if self.memory_kib < FLOOR_KIB and not self.below_floor:
            raise ValueError("Argon2id needs at least 64 MiB")


STANDARD = Cost()


def normal(password: str) -> str:
    """The password as every input method means it: full-width and composed forms are one."""
    return unicodedata.normalize("NFKC", password)


def derive(password: str, salt: bytes, cost: Cost) -> bytes:
    """The 32-byte key a password stands for."""
    return hash_secret_raw(
        normal(password).encode("utf-8", "surrogatepass"),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=32,
        type=Type.ID,
    )


def check_new_password(password: str, own_words: Iterable[str] = ()) -> None:
    """Refuse a password that is short, of one kind, or known (`own_words`: account, phone)."""
    plain = normal(password)
    reason = _weakness(plain, [normal(word).casefold() for word in own_words])
    if reason:
        raise WeakPasswordError(field="password", reason=reason)


def _weakness(plain: str, own_words: list[str]) -> str:
    if len(plain) < MIN_LENGTH:
        return f"不足 {MIN_LENGTH} 个字"
    if plain.isdigit():
        return "全是数字"
    if len({_kind(char) for char in plain}) < 2:
        return "只有一种字符"
    if len(set(plain)) < MIN_OWN:
        return "重复的字太多"
    if len(_own_part(plain.casefold(), own_words)) < MIN_OWN:
        return "用了常见词、连续数字、账号或电话"
    return ""


def _kind(char: str) -> str:
    if char.isdigit():
        return "digit"
    if char.isascii() and char.isalpha():
        return "lower" if char.islower() else "upper"
    return "han" if char.isalpha() else "mark"


def _own_part(plain: str, own_words: list[str]) -> str:
    """What is left without common words, keyboard rows and the person's own words."""
    for word in sorted({*_COMMON, *(w for w in own_words if len(w) >= 2)}, key=len, reverse=True):
        plain = plain.replace(word, "\0")
    pieces = [_without_rows(piece) for piece in plain.split("\0")]
    return re.sub(r"[\W_]", "", "".join(pieces))


def _without_rows(piece: str) -> str:
    """Drop runs of four or more neighbours: 1234, dcba, qwer."""
    kept, at = "", 0
    while at < len(piece):
        run = max(_run(piece[at:], row) for row in _ROWS for row in (row, row[::-1]))
        kept += "" if run >= 4 else piece[at]
        at += run if run >= 4 else 1
    return kept


def _run(text: str, row: str) -> int:
    """How many characters at the start of `text` are neighbours in `row`."""
    length = 0
    while length < len(text) and text[: length + 1] in row:
        length += 1
    return length
