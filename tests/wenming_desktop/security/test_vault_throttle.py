"""The brake on guessing: five free tries, then waits that double."""

from pathlib import Path

import pytest

from db.engine import Key
from wenming_desktop.security.kdf import Cost
from wenming_desktop.security.throttle import TooManyTriesError
from wenming_desktop.security.vault import Vault, WrongPasswordError

CHEAP = Cost(memory_kib=64, passes=1, lanes=1, below_floor=True)
PASSWORD = "槐荫里 kz7781-q"
Made = tuple[Vault, Key, str]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Vault.create(tmp_path, "wang", PASSWORD, CHEAP)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def fail(vault: Vault, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongPasswordError):
            vault.unlock("wang", "wrong")


def test_after_five_failures_the_wait_doubles_up_to_a_quarter_hour(made: Made) -> None:
    clock = Clock()
    vault = Vault.load(made[0].folder, clock)
    fail(vault, 5)
    for wait in (30, 60, 120, 240, 480, 900, 900, 900):
        clock.now += wait - 1
        with pytest.raises(TooManyTriesError) as caught:
            Vault.load(vault.folder, clock).unlock("wang", PASSWORD)
        assert caught.value.facts["seconds"] == 1
        clock.now += 1
        fail(vault, 1)
    clock.now += 900
    assert vault.unlock("wang", PASSWORD) == made[1]
    assert vault.failures_before == 13
    fail(vault, 4)
    assert vault.unlock("wang", PASSWORD) == made[1]


def test_one_accounts_failures_do_not_stop_another(made: Made) -> None:
    clock = Clock()
    vault = Vault.load(made[0].folder, clock)
    vault.add_account("li", "Changqing-0731", made[1])
    fail(vault, 5)
    assert vault.unlock("li", "Changqing-0731") == made[1]


def test_a_clock_set_back_does_not_lock_for_years(made: Made) -> None:
    clock = Clock()
    vault = Vault.load(made[0].folder, clock)
    fail(vault, 5)
    clock.now -= 5 * 365 * 86400.0
    with pytest.raises(TooManyTriesError):
        vault.unlock("wang", PASSWORD)
    clock.now += 31
    assert vault.unlock("wang", PASSWORD) == made[1]


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b'{"wang": "x"}', b'{"wang": [-9, 0]}'])
def test_a_damaged_counter_locks_nobody_out(made: Made, content: bytes) -> None:
    (made[0].folder / "log").mkdir()
    (made[0].folder / "log" / "tries.json").write_bytes(content)
    assert made[0].unlock("wang", PASSWORD) == made[1]
