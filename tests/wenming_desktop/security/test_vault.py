"""The vault: who gets the key, who does not, and what a damaged file does."""

import errno
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from db.engine import Key
from wenming_desktop.security import vault_file
from wenming_desktop.security.files import FileTroubleError
from wenming_desktop.security.kdf import STANDARD, Cost
from wenming_desktop.security.paper_key import PaperKeyError
from wenming_desktop.security.vault import (
    AccountExistsError,
    AccountNameError,
    LastAccountError,
    UnknownAccountError,
    Vault,
    WrongPaperKeyError,
    WrongPasswordError,
)

CHEAP = Cost(memory_kib=64, passes=1, lanes=1, below_floor=True)
PASSWORD = "槐荫里 kz7781-q"
Made = tuple[Vault, Key, str]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Vault.create(tmp_path, "wang", PASSWORD, CHEAP)


def test_the_password_and_the_paper_open_the_same_key(made: Made) -> None:
    vault, key, code = made
    again = Vault.load(vault.folder)
    assert again.unlock("wang", PASSWORD) == key == again.unlock_paper(code)
    assert again.vault_id == vault.vault_id
    assert (again.accounts, again.epoch, again.damaged) == (("wang",), 1, ())


@pytest.mark.parametrize("typed", ["槐荫里　kz7781-q", "槐荫里 ｋｚ７７８１－ｑ"])
def test_a_full_width_password_is_the_same(made: Made, typed: str) -> None:
    assert made[0].unlock("ｗａｎｇ", typed) == made[1]


@pytest.mark.parametrize(
    ("account", "password"),
    [("wang", "槐荫里 kz7781-Q"), ("wang", ""), ("wang", "\ud800"), ("li", PASSWORD)],
)
def test_anything_else_opens_nothing(made: Made, account: str, password: str) -> None:
    with pytest.raises(WrongPasswordError) as caught:
        made[0].unlock(account, password)
    assert (caught.value.code, caught.value.exit_code) == ("password.wrong", 4)
    assert PASSWORD not in repr(caught.value)


def test_no_password_and_no_key_stands_in_any_file_or_text(made: Made) -> None:
    vault, key, code = made
    for file in (f for f in vault.folder.rglob("*") if f.is_file()):
        content = file.read_bytes()
        for secret in (PASSWORD.encode(), key.dek, key.dek.hex().encode(), code.encode()):
            assert secret not in content
    assert key.dek.hex() not in repr((vault, key, vault.contents))


def test_a_first_weak_password_is_refused_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="密码太简单"):
        Vault.create(tmp_path, "wang", "1234567890", CHEAP)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("account", ["", "a b", "a\u200bb", "a\nb", "x" * 41])
def test_an_account_needs_a_name_one_can_type(tmp_path: Path, account: str) -> None:
    with pytest.raises(AccountNameError):
        Vault.create(tmp_path, account, PASSWORD, CHEAP)


def test_accounts_come_change_and_go(made: Made) -> None:
    vault, key, _ = made
    vault.add_account("李梅", "Changqing-0731", key)
    fingerprint = vault.fingerprint("李梅")
    assert Vault.load(vault.folder).unlock("李梅", "Changqing-0731") == key
    vault.change_password("李梅", "Changqing-0731", "liushu_tiao9")
    assert vault.fingerprint("李梅") == fingerprint
    vault.reset_password("wang", "heyuan^88x-mu", key)
    again = Vault.load(vault.folder)
    assert again.unlock("李梅", "liushu_tiao9") == again.unlock("wang", "heyuan^88x-mu") == key
    for account, old in (("李梅", "Changqing-0731"), ("wang", PASSWORD)):
        with pytest.raises(WrongPasswordError):
            again.unlock(account, old)
    again.remove("wang")
    assert Vault.load(vault.folder).accounts == ("李梅",)


def test_what_an_account_may_not_become(made: Made) -> None:
    vault, key, _ = made
    before = (vault.folder / "vault.json").read_bytes()
    with pytest.raises(AccountExistsError):
        vault.add_account("ＷＡＮＧ".lower(), "Changqing-0731", key)
    with pytest.raises(LastAccountError):
        vault.remove("wang")
    with pytest.raises(UnknownAccountError):
        vault.remove("nobody")
    with pytest.raises(WrongPasswordError):
        vault.change_password("wang", "not the old one", "Changqing-0731")
    for weak in ("wang-wang-1", "13900001234ab"):
        with pytest.raises(Exception, match="密码太简单"):
            vault.change_password("wang", PASSWORD, weak, words=("13900001234",))
    assert (vault.folder / "vault.json").read_bytes() == before


def test_new_accounts_cost_what_the_office_was_set_up_with(made: Made) -> None:
    made[0].add_account("li", "Changqing-0731", made[1])
    assert made[0].contents.slots[1].cost == CHEAP


def test_the_standard_cost_is_the_settled_one() -> None:
    assert (STANDARD.memory_kib, STANDARD.passes, STANDARD.lanes) == (131_072, 3, 4)
    with pytest.raises(ValueError, match="64 MiB"):
        Cost(memory_kib=64 * 1024 - 1)


def test_the_file_has_its_final_form(made: Made) -> None:
    body, digest, rest = (made[0].folder / "vault.json").read_bytes().split(b"\n")
    assert rest == b""
    assert re.fullmatch(b"[0-9a-f]{64}", digest)
    raw = json.loads(body)
    names = {"format", "v", "vault_id", "db_salt", "dek_epoch", "accounts", "paper"}
    assert set(raw) == names
    slot = {"id", "kdf", "salt", "nonce", "enc_sk", "pk", "sealed_dek"}
    assert [set(account) for account in raw["accounts"]] == [slot]
    assert raw["accounts"][0]["kdf"] == {"name": "argon2id", "m": 64, "t": 1, "p": 1}
    assert len(made[0].contents.slots[0].sealed_dek) == 80
    assert (made[0].folder / "vault.bak.json").read_bytes() == b"\n".join([body, digest, b""])


def test_a_vault_written_by_the_first_version_still_opens(tmp_path: Path) -> None:
    kept = Path(__file__).with_name("vault_v1.json")
    (tmp_path / "vault.json").write_bytes(kept.read_bytes())
    vault = Vault.load(tmp_path)
    key = vault.unlock("wang", "huaiyin-kz7781")
    assert key.dek.hex() == "f4f7478c54f2c23f57a8451bc58d73d1bf02aafd01ed224191f226e707ca6490"
    assert key == vault.unlock_paper("286363-533852-551386-575366-382536-458579-555390-718300")


def test_every_flipped_byte_is_noticed_and_the_second_copy_serves(made: Made) -> None:
    vault, key, _ = made
    file = vault.folder / "vault.json"
    good = file.read_bytes()
    for at in range(len(good)):
        file.write_bytes(good[:at] + bytes([good[at] ^ (1 << at % 8)]) + good[at + 1 :])
        again = Vault.load(vault.folder)
        assert again.damaged == ("vault.json",)
        assert again.contents == vault.contents
    again = Vault.load(vault.folder)
    assert again.unlock("wang", PASSWORD) == key
    again.heal()
    assert file.read_bytes() == good
    assert Vault.load(vault.folder).damaged == ()


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff" * 2000, b"[" * 100_000, b"\n\n"])
def test_two_damaged_copies_are_said_so(made: Made, content: bytes) -> None:
    for name in ("vault.json", "vault.bak.json"):
        (made[0].folder / name).write_bytes(content)
    with pytest.raises(vault_file.VaultDamagedError):
        Vault.load(made[0].folder)


def test_no_vault_is_not_a_damaged_one(tmp_path: Path) -> None:
    with pytest.raises(vault_file.VaultMissingError):
        Vault.load(tmp_path)


@pytest.mark.parametrize("change", [{"v": 2}, {"next": {"dek_epoch": 2}}])
def test_a_vault_of_a_newer_program_is_left_alone(made: Made, change: dict[str, object]) -> None:
    rewrite(made[0].folder, change)
    with pytest.raises(vault_file.VaultNewerError):
        Vault.load(made[0].folder)


def rewrite(folder: Path, change: dict[str, object]) -> None:
    """Change both copies as someone with a tool would: with a fresh digest."""
    raw = json.loads((folder / "vault.json").read_bytes().split(b"\n")[0]) | change
    body = vault_file.canonical(raw)
    data = body + b"\n" + hashlib.sha256(body).hexdigest().encode() + b"\n"
    for name in ("vault.json", "vault.bak.json"):
        (folder / name).write_bytes(data)


@pytest.mark.parametrize(
    "kdf",
    [
        {"name": "argon2id", "m": 1 << 30, "t": 1, "p": 1},
        {"name": "argon2id", "m": 64, "t": 10**6, "p": 1},
        {"name": "argon2id", "m": 64, "t": True, "p": 1},
        {"name": "scrypt", "m": 64, "t": 1, "p": 1},
    ],
)
def test_parameters_that_would_hang_the_computer_are_refused(
    made: Made, kdf: dict[str, object]
) -> None:
    raw = json.loads((made[0].folder / "vault.json").read_bytes().split(b"\n")[0])
    rewrite(made[0].folder, {"accounts": [raw["accounts"][0] | {"kdf": kdf}]})
    with pytest.raises(vault_file.VaultDamagedError):
        Vault.load(made[0].folder)


def test_tampering_with_a_slot_opens_nothing(made: Made, tmp_path: Path) -> None:
    vault, key, code = made
    vault.add_account("li", "Changqing-0731", key)
    slot, other = vault.contents.slots
    weaker = Cost(memory_kib=32, passes=1, lanes=1, below_floor=True)
    for bad in (
        replace(slot, id="boss"),
        replace(slot, cost=weaker),
        replace(slot, salt=other.salt),
        replace(slot, pk=other.pk),
        replace(slot, sealed_dek=other.sealed_dek),
    ):
        vault_file.save(tmp_path, replace(vault.contents, slots=(bad,)))
        refusals = (WrongPasswordError, vault_file.VaultDamagedError)
        with pytest.raises(refusals):
            Vault.load(tmp_path, clock=lambda: 0).unlock(bad.id, PASSWORD)
        (tmp_path / "log" / "tries.json").unlink(missing_ok=True)
    for change in ({"vault_id": "0" * 32}, {"dek_epoch": 2}, {"db_salt": bytes(16)}):
        vault_file.save(tmp_path, replace(vault.contents, **change))
        with pytest.raises(WrongPaperKeyError):
            Vault.load(tmp_path).unlock_paper(code)


def test_a_new_sheet_makes_the_old_one_void(made: Made) -> None:
    vault, key, old = made
    new = vault.new_paper(key)
    assert Vault.load(vault.folder).unlock_paper(new) == key
    with pytest.raises(WrongPaperKeyError):
        vault.unlock_paper(old)


def test_swapped_groups_and_slips_of_the_paper_code(made: Made) -> None:
    vault, _, code = made
    groups = code.split("-")
    with pytest.raises(WrongPaperKeyError):
        vault.unlock_paper("-".join([groups[1], groups[0], *groups[2:]]))
    with pytest.raises(PaperKeyError, match="第 8 组"):
        vault.unlock_paper("-".join([*groups[:7], "999999"]))


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "storage.full"),
        (errno.EDQUOT, "storage.full"),
        (errno.EACCES, "storage.readonly"),
        (errno.EROFS, "storage.readonly"),
        (errno.EIO, "storage.io"),
    ],
)
@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace"])
def test_a_disk_that_refuses_is_named_and_the_old_file_stays(
    made: Made, monkeypatch: pytest.MonkeyPatch, number: int, code: str, call: str
) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(number, "refused")

    vault, key, _ = made
    before = (vault.folder / "vault.json").read_bytes()
    monkeypatch.setattr(call, refuse)
    with pytest.raises(FileTroubleError) as caught:
        vault.add_account("li", "Changqing-0731", key)
    assert (caught.value.code, caught.value.exit_code) == (code, 4)
    assert vault.accounts == ("wang",)
    assert (vault.folder / "vault.json").read_bytes() == before
    assert {file.name for file in vault.folder.iterdir()} == {"vault.json", "vault.bak.json"}
