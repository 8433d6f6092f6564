"""Files beside the data file that only its key opens: AES-256-GCM, a key for each file.

The name is keyed too, so that it tells nothing of the picture and the same picture is kept once.
"""

import hashlib
import hmac
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wenming_desktop.security.files import file_trouble, write_atomically
from wenming_desktop.security.recorder import history_key
from wenming_desktop.work import Work

FOLDER = "attach"
SMALL = ".s"
_INFO = b"wm-attachment-v1"
_NONCE = 12


class SealedFiles:
    """The sealed files of one office."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self.folder, self._key = folder, key

    @classmethod
    def of(cls, work: Work) -> "SealedFiles":
        """Those beside the data file of this unit of work."""
        rows = work.connection.exec_driver_sql("PRAGMA database_list")
        file = next(str(row[2]) for row in rows if row[1] == "main")
        return cls(Path(file).parent / FOLDER, history_key(work.connection))

    def keep(self, data: bytes, small: bytes) -> str:
        """Seal a file and its small copy; returns the SHA-256 it is found by."""
        sha256 = hashlib.sha256(data).hexdigest()
        name = self._name(sha256)
        try:
            self.folder.mkdir(exist_ok=True)
        except OSError as error:
            raise file_trouble(error, self.folder) from error
        for path, content in ((name, data), (name + SMALL, small)):
            if not (self.folder / path).exists():
                write_atomically(self.folder / path, self._sealed(path, content))
        return sha256

    def take(self, sha256: str, *, small: bool = False) -> bytes | None:
        """The bytes of a file; None where it is missing, cut or not what was sealed."""
        name = self._name(sha256) + (SMALL if small else "")
        try:
            held = (self.folder / name).read_bytes()
            return AESGCM(self._file_key(name)).decrypt(held[:_NONCE], held[_NONCE:], name.encode())
        except (OSError, InvalidTag, ValueError):
            return None

    def _sealed(self, name: str, content: bytes) -> bytes:
        nonce = secrets.token_bytes(_NONCE)
        return nonce + AESGCM(self._file_key(name)).encrypt(nonce, content, name.encode())

    def _file_key(self, name: str) -> bytes:
        return HKDF(hashes.SHA256(), 32, name.encode(), _INFO).derive(self._key)

    def _name(self, sha256: str) -> str:
        return hmac.new(self._key, sha256.encode(), hashlib.sha256).hexdigest()[:32]
