"""How the vault stands on the disk: canonical JSON, a line with its SHA-256, two copies.

The format is version 1 and stays readable for good; a later one raises `v`.
"""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from wenming_desktop.errors import StorageTroubleError
from wenming_desktop.security.files import file_trouble, write_atomically
from wenming_desktop.security.kdf import FLOOR_KIB, Cost

MAIN = "vault.json"
SECOND = "vault.bak.json"
FORMAT = "wenming-vault"
VERSION = 1
# A vault of megabytes, or one whose parameters ask for gigabytes, is not ours.
MOST_BYTES = 1 << 20
_MOST_COST = Cost(memory_kib=1 << 20, passes=20, lanes=16)


class VaultMissingError(StorageTroubleError):
    """No vault in the folder."""

    code = "vault.missing"
    text = "数据文件夹里没有钥匙文件（vault.json）。请核对文件夹，或用备份恢复。"


class VaultDamagedError(StorageTroubleError):
    """Neither copy of the vault is whole."""

    code = "vault.damaged"
    text = "钥匙文件和它的副本都已损坏，打不开数据。请用最近的备份恢复，备份里带有钥匙文件。"


class VaultNewerError(StorageTroubleError):
    """A newer program wrote the vault, or left a change of keys half done."""

    code = "storage.newer"
    text = "钥匙文件是用更新版本的程序保存的，这个版本不能打开。请先升级本程序。"


@dataclass(frozen=True)
class Slot:
    """One account: its key pair, the private half wrapped by the password."""

    id: str
    cost: Cost
    salt: bytes
    nonce: bytes
    enc_sk: bytes
    pk: bytes
    sealed_dek: bytes

    def as_dict(self) -> dict[str, object]:
        """As it stands in the file."""
        return {
            "id": self.id,
            "kdf": kdf_dict(self.cost),
            **{name: text_of(getattr(self, name)) for name in _SLOT_BYTES},
        }


@dataclass(frozen=True)
class PaperSlot:
    """The data key wrapped by the recovery code."""

    salt: bytes
    nonce: bytes
    ct: bytes


@dataclass(frozen=True)
class Contents:
    """All that a vault holds."""

    vault_id: str
    db_salt: bytes
    dek_epoch: int
    slots: tuple[Slot, ...]
    paper: PaperSlot = field(repr=False)


T = TypeVar("T")

_SLOT_BYTES = {"salt": 16, "nonce": 12, "enc_sk": 48, "pk": 32, "sealed_dek": 80}
_PAPER_BYTES = {"salt": 16, "nonce": 12, "ct": 48}


def canonical(value: object) -> bytes:
    """One spelling of a JSON value, for hashing and as additional data."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def kdf_dict(cost: Cost) -> dict[str, object]:
    """The parameters of one account's password hash."""
    return {"name": "argon2id", "m": cost.memory_kib, "t": cost.passes, "p": cost.lanes}


def text_of(data: bytes) -> str:
    """Bytes as the file spells them."""
    return base64.b64encode(data).decode()


def to_bytes(contents: Contents) -> bytes:
    """The file: one line of JSON, one line with its SHA-256."""
    paper = {name: text_of(getattr(contents.paper, name)) for name in _PAPER_BYTES}
    body = canonical(
        {
            "format": FORMAT,
            "v": VERSION,
            "vault_id": contents.vault_id,
            "db_salt": text_of(contents.db_salt),
            "dek_epoch": contents.dek_epoch,
            "accounts": [slot.as_dict() for slot in contents.slots],
            "paper": paper,
        }
    )
    return body + b"\n" + hashlib.sha256(body).hexdigest().encode() + b"\n"


def from_bytes(data: bytes) -> Contents:
    """Read a file back; ValueError when it is not whole."""
    body, _, trailer = data.partition(b"\n")
    if trailer != hashlib.sha256(body).hexdigest().encode() + b"\n":
        raise ValueError("the digest does not fit")
    raw = json.loads(body)
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise ValueError("not a vault")
    if raw.get("v") != VERSION or raw.get("next") is not None:
        raise VaultNewerError
    try:
        return _contents(raw)
    except (KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise ValueError("a part is missing") from error


def save(folder: Path, contents: Contents) -> None:
    """Write both copies; the first one counts as long as it is whole."""
    data = to_bytes(contents)
    write_atomically(folder / MAIN, data)
    write_atomically(folder / SECOND, data)


def load(folder: Path) -> tuple[Contents, tuple[str, ...]]:
    """The vault of a folder and the names of copies that are missing or damaged."""
    bad: list[str] = []
    found: list[Contents] = []
    absent = 0
    for name in (MAIN, SECOND):
        data = _read(folder / name)
        absent += data is None
        try:
            found.append(from_bytes(data or b""))
        except ValueError:
            bad.append(name)
    if absent == 2:
        raise VaultMissingError
    if not found:
        raise VaultDamagedError
    return found[0], tuple(bad)


def _read(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise file_trouble(error, path) from error


def _contents(raw: dict[str, Any]) -> Contents:
    slots = tuple(_slot(item) for item in raw["accounts"])
    if len({slot.id for slot in slots}) != len(slots):
        raise ValueError("an account stands twice")
    return Contents(
        vault_id=_typed(raw["vault_id"], str),
        db_salt=_bytes(raw["db_salt"], 16),
        dek_epoch=_typed(raw["dek_epoch"], int),
        slots=slots,
        paper=PaperSlot(
            **{name: _bytes(raw["paper"][name], n) for name, n in _PAPER_BYTES.items()}
        ),
    )


def _slot(raw: dict[str, Any]) -> Slot:
    parts = {name: _bytes(raw[name], size) for name, size in _SLOT_BYTES.items()}
    return Slot(id=_typed(raw["id"], str), cost=_cost(raw["kdf"]), **parts)


def _cost(raw: dict[str, Any]) -> Cost:
    memory, passes, lanes = (_typed(raw[name], int) for name in ("m", "t", "p"))
    top = _MOST_COST
    in_range = 8 * lanes <= memory <= top.memory_kib and 1 <= passes <= top.passes
    if raw["name"] != "argon2id" or not in_range or not 1 <= lanes <= top.lanes:
        raise ValueError("parameters out of range")
    return Cost(memory, passes, lanes, below_floor=memory < FLOOR_KIB)


def _bytes(value: object, size: int) -> bytes:
    data = base64.b64decode(_typed(value, str), validate=True)
    if len(data) != size:
        raise ValueError("a part has the wrong length")
    return data


def _typed(value: object, kind: type[T]) -> T:
    if type(value) is not kind:
        raise ValueError("a part has the wrong type")
    return value
