"""Slows down guessing at the log-in page: a counter in a file.

A brake for the page only (a clock set forward gets past it); what really protects a
password is the cost of each guess.
"""

import json
from collections.abc import Callable
from pathlib import Path

from wenming_desktop.errors import UserError
from wenming_desktop.security.files import write_atomically

FREE_TRIES = 5
FIRST_WAIT = 30
LONGEST_WAIT = 15 * 60


class TooManyTriesError(UserError):
    """Wait before the next try."""

    code = "password.wait"
    text = "密码错误次数太多，请等 {seconds} 秒后再试。忘记密码可以请管理员重设，或用恢复码。"
    exit_code = 4


class Throttle:
    """Failed tries by account, kept over restarts."""

    def __init__(self, path: Path, clock: Callable[[], float]) -> None:
        self.path, self.clock = path, clock

    def check(self, account: str) -> None:
        """Refuse while the account has to wait."""
        failures, last = self._entry(account)
        wait = self._wait(failures)
        now = self.clock()
        if now < last and wait:
            # The clock was set back: count from now, or the wait could last for years.
            last = now
            self._keep(account, failures, last)
        left = last + wait - now
        if left > 0:
            raise TooManyTriesError(seconds=max(1, round(left)))

    def failed(self, account: str) -> dict[str, int]:
        """Count a wrong password; how many tries are `left`, or how many `seconds` to wait."""
        failures = self._entry(account)[0] + 1
        self._keep(account, failures, self.clock())
        wait = self._wait(failures)
        return {"seconds": wait} if wait else {"left": FREE_TRIES - failures}

    def passed(self, account: str) -> int:
        """Forget the failures; how many there were (for the audit trail)."""
        failures, _ = self._entry(account)
        if failures:
            self._keep(account, 0, 0.0)
        return failures

    @staticmethod
    def _wait(failures: int) -> int:
        if failures < FREE_TRIES:
            return 0
        return min(LONGEST_WAIT, FIRST_WAIT << min(failures - FREE_TRIES, 10))

    def _entry(self, account: str) -> tuple[int, float]:
        entry = self._all().get(account)
        if isinstance(entry, list) and len(entry) == 2:
            failures, last = entry
            if isinstance(failures, int) and isinstance(last, int | float):
                return max(0, failures), float(last)
        return 0, 0.0

    def _all(self) -> dict[str, object]:
        try:
            found = json.loads(self.path.read_bytes())
        except (OSError, ValueError):
            # No counter, or a damaged one: everybody starts again at zero.
            return {}
        return found if isinstance(found, dict) else {}

    def _keep(self, account: str, failures: int, last: float) -> None:
        entries = {**self._all(), account: [failures, last]}
        if not failures:
            del entries[account]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self.path, json.dumps(entries, ensure_ascii=False).encode())
