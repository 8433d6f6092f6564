"""The vault: one random data key, opened by any account's password or by the paper code.

Every account owns an X25519 key pair. The password wraps the private half, and the data
key is sealed to the public half, so the data key can be given to an account, or changed,
without knowing anybody's password. Nothing here ever puts a password into a message.
"""

import secrets
import time
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from db.engine import Key
from wenming_desktop.errors import UserError
from wenming_desktop.security import paper_key, vault_file
from wenming_desktop.security.kdf import STANDARD, Cost, check_new_password, derive
from wenming_desktop.security.throttle import Throttle
from wenming_desktop.security.vault_file import Contents, PaperSlot, Slot, canonical, kdf_dict

_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
T = TypeVar("T")
TRIES = Path("log") / "tries.json"


class WrongPasswordError(UserError):
    """No such account, or not its password."""

    code = "password.wrong"
    text = "账号或密码不对。请核对大小写和输入法后再试。"
    exit_code = 4


class WrongPaperKeyError(UserError):
    """A well-formed recovery code of another office, or with groups in the wrong order."""

    code = "paper_key.wrong"
    text = "恢复码和这份数据对不上。请核对各组的先后次序，以及是不是本社区最近打印的一张。"
    exit_code = 4


class AccountExistsError(UserError):
    """The account name is taken."""

    code = "account.exists"
    text = "账号“{account}”已经有了。请换一个名字。"


class AccountNameError(UserError):
    """An account name nobody could type again."""

    code = "account.name"
    text = "账号要有 1 到 40 个字，不含空格和看不见的字符。请改一下再试。"


class UnknownAccountError(UserError):
    """No account of that name."""

    code = "not_found"
    text = "没有账号“{account}”。请核对后再试。"


class LastAccountError(UserError):
    """The only account may not go."""

    code = "account.last"
    text = "“{account}”是最后一个账号，不能删除。请先建另一个账号。"


class Vault:
    """The keys of one data folder."""

    def __init__(
        self, folder: Path, contents: Contents, clock: Callable[[], float] = time.time
    ) -> None:
        self.folder = folder
        self.contents = contents
        self.damaged: tuple[str, ...] = ()
        self.failures_before = 0
        self._throttle = Throttle(folder / TRIES, clock)

    @classmethod
    def create(
        cls, folder: Path, account: str, password: str, kdf: Cost = STANDARD
    ) -> tuple["Vault", Key, str]:
        """Make the vault of a new office; its key and the recovery code to print."""
        account = _account_name(account)
        check_new_password(password, (account,))
        key = Key(secrets.token_bytes(32), secrets.token_bytes(16))
        vault_id, epoch = secrets.token_hex(16), 1
        paper, code = _paper_slot(key, vault_id, epoch)
        empty = Contents(vault_id, key.salt, epoch, (), paper)
        slot = _new_slot(empty, account, password, key, kdf)
        vault = cls(folder, replace(empty, slots=(slot,)))
        vault._save(vault.contents)
        return vault, key, code

    @classmethod
    def load(cls, folder: Path, clock: Callable[[], float] = time.time) -> "Vault":
        """Read the vault of a folder; `damaged` names a copy that was not whole."""
        contents, damaged = vault_file.load(folder)
        vault = cls(folder, contents, clock)
        vault.damaged = damaged
        return vault

    @property
    def vault_id(self) -> str:
        """Whose key this is; the data file keeps the same."""
        return self.contents.vault_id

    @property
    def epoch(self) -> int:
        """How often the data key was made anew."""
        return self.contents.dek_epoch

    @property
    def accounts(self) -> tuple[str, ...]:
        """The account names."""
        return tuple(slot.id for slot in self.contents.slots)

    def unlock(self, account: str, password: str) -> Key:
        """The key, for a right password; `failures_before` says how many wrong ones came first."""
        name = unicodedata.normalize("NFKC", account)
        return self._try(name, lambda: self._open(name, password))

    def unlock_paper(self, text: str) -> Key:
        """The key, for the recovery code on paper."""
        contents, paper = self.contents, self.contents.paper
        kek = _paper_kek(paper_key.read(text), paper.salt, contents.vault_id, contents.dek_epoch)
        try:
            dek = AESGCM(kek).decrypt(paper.nonce, paper.ct, _paper_aad(contents))
        except InvalidTag:
            raise WrongPaperKeyError(field="paper_key") from None
        return Key(dek, contents.db_salt)

    def add_account(self, account: str, password: str, key: Key, words: Iterable[str] = ()) -> None:
        """Give a new account the data key; `words` (name, phone) may not make its password."""
        account = _account_name(account)
        if account in self.accounts:
            raise AccountExistsError(field="account", account=account)
        check_new_password(password, (account, *words))
        slot = _new_slot(self.contents, account, password, key, self._cost())
        self._save(replace(self.contents, slots=(*self.contents.slots, slot)))

    def change_password(self, account: str, old: str, new: str, words: Iterable[str] = ()) -> None:
        """Wrap the account's own private key anew; nothing else changes."""
        slot = self._slot(account)
        private = self._try(slot.id, lambda: _unwrap(self.contents, slot, old))
        check_new_password(new, (slot.id, *words))
        self._put(_wrap(self.contents, slot, new, private))

    def reset_password(self, account: str, new: str, key: Key, words: Iterable[str] = ()) -> None:
        """A new key pair and password for an account whose password was lost."""
        slot = self._slot(account)
        check_new_password(new, (slot.id, *words))
        self._put(_new_slot(self.contents, slot.id, new, key, self._cost()))
        self.failures_before = self._throttle.passed(slot.id)

    def remove(self, account: str) -> None:
        """Take an account's slot away; the data key stays as it was."""
        slot = self._slot(account)
        if len(self.contents.slots) == 1:
            raise LastAccountError(account=slot.id)
        rest = tuple(other for other in self.contents.slots if other is not slot)
        self._save(replace(self.contents, slots=rest))

    def new_paper(self, key: Key, keep: Callable[[str], object] = str) -> str:
        """A new recovery code; `keep` brings it to paper, only then is the old sheet void."""
        paper, code = _paper_slot(key, self.vault_id, self.epoch)
        keep(code)
        self._save(replace(self.contents, paper=paper))
        return code

    def heal(self) -> None:
        """Write both copies anew, after one of them was found damaged."""
        self._save(self.contents)

    def fingerprint(self, account: str) -> str:
        """SHA-256 of an account's public key, which the data file keeps, too."""
        digest = hashes.Hash(hashes.SHA256())
        digest.update(self._slot(account).pk)
        return digest.finalize().hex()

    def _try(self, account: str, attempt: Callable[[], T]) -> T:
        """Let a password be tried, slower after some wrong ones."""
        self._throttle.check(account)
        try:
            result = attempt()
        except WrongPasswordError as error:
            error.facts.update(self._throttle.failed(account))
            raise
        self.failures_before = self._throttle.passed(account)
        return result

    def _open(self, account: str, password: str) -> Key:
        slot = next((slot for slot in self.contents.slots if slot.id == account), None)
        if slot is None:
            raise WrongPasswordError(field="password")
        private = X25519PrivateKey.from_private_bytes(_unwrap(self.contents, slot, password))
        try:
            dek = _SUITE.decrypt(slot.sealed_dek, private, _info(self.contents))
        except InvalidTag:
            raise vault_file.VaultDamagedError from None
        return Key(dek, self.contents.db_salt)

    def _slot(self, account: str) -> Slot:
        name = unicodedata.normalize("NFKC", account)
        for slot in self.contents.slots:
            if slot.id == name:
                return slot
        raise UnknownAccountError(field="account", account=name)

    def _cost(self) -> Cost:
        """What the office's computer was found able to bear."""
        return max((slot.cost for slot in self.contents.slots), key=lambda cost: cost.memory_kib)

    def _put(self, slot: Slot) -> None:
        slots = tuple(slot if old.id == slot.id else old for old in self.contents.slots)
        self._save(replace(self.contents, slots=slots))

    def _save(self, contents: Contents) -> None:
        vault_file.save(self.folder, contents)
        self.contents, self.damaged = contents, ()


def _account_name(account: str) -> str:
    name = unicodedata.normalize("NFKC", account)
    if not 1 <= len(name) <= 40 or not name.isprintable() or " " in name:
        raise AccountNameError(field="account")
    return name


def _new_slot(contents: Contents, account: str, password: str, key: Key, cost: Cost) -> Slot:
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    sealed = _SUITE.encrypt(key.dek, X25519PublicKey.from_public_bytes(public), _info(contents))
    bare = Slot(account, cost, b"", b"", b"", public, sealed)
    return _wrap(contents, bare, password, private.private_bytes_raw())


def _wrap(contents: Contents, slot: Slot, password: str, private: bytes) -> Slot:
    slot = replace(slot, salt=secrets.token_bytes(16), nonce=secrets.token_bytes(12))
    kek = derive(password, slot.salt, slot.cost)
    return replace(slot, enc_sk=AESGCM(kek).encrypt(slot.nonce, private, _aad(contents, slot)))


def _unwrap(contents: Contents, slot: Slot, password: str) -> bytes:
    kek = derive(password, slot.salt, slot.cost)
    try:
        return AESGCM(kek).decrypt(slot.nonce, slot.enc_sk, _aad(contents, slot))
    except InvalidTag:
        raise WrongPasswordError(field="password") from None


def _aad(contents: Contents, slot: Slot) -> bytes:
    return canonical(
        {
            "v": vault_file.VERSION,
            "vault_id": contents.vault_id,
            "id": slot.id,
            "kdf": kdf_dict(slot.cost),
            "salt": vault_file.text_of(slot.salt),
            "pk": vault_file.text_of(slot.pk),
        }
    )


def _info(contents: Contents) -> bytes:
    return f"wm-dek-v1|{contents.vault_id}|{contents.dek_epoch}".encode()


def _paper_slot(key: Key, vault_id: str, epoch: int) -> tuple[PaperSlot, str]:
    secret = paper_key.new_secret()
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    slot = PaperSlot(salt, nonce, b"")
    aad = _paper_aad(Contents(vault_id, key.salt, epoch, (), slot))
    kek = _paper_kek(secret, salt, vault_id, epoch)
    return replace(slot, ct=AESGCM(kek).encrypt(nonce, key.dek, aad)), paper_key.show(secret)


def _paper_kek(secret: bytes, salt: bytes, vault_id: str, epoch: int) -> bytes:
    info = f"wm-paper-v1|{vault_id}|{epoch}".encode()
    return HKDF(hashes.SHA256(), 32, salt, info).derive(secret)


def _paper_aad(contents: Contents) -> bytes:
    parts = {"v": vault_file.VERSION, "vault_id": contents.vault_id, "epoch": contents.dek_epoch}
    return canonical({**parts, "db_salt": vault_file.text_of(contents.db_salt)})
