"""The log: bugs with a number, never a value of a record."""

import logging
import secrets
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOGGER = logging.getLogger("wenming")
SIZE, KEPT = 512 * 1024, 5


def start_log(folder: Path) -> None:
    """Write the log into a data folder from now on."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "wenming.log", maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOGGER.addHandler(handler)
    LOGGER.propagate = False


def stop_log() -> None:
    """Let the log's file go, so that its folder can be removed."""
    for handler in LOGGER.handlers[:]:
        LOGGER.removeHandler(handler)
        handler.close()
    LOGGER.propagate = True


def log_bug(error: BaseException) -> str:
    """Log where a bug happened, without its message (which may quote data); returns a number."""
    number = secrets.token_hex(3).upper()
    where = " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in reversed(traceback.extract_tb(error.__traceback__))
    )
    LOGGER.error("bug %s %s at %s", number, type(error).__name__, where)
    return number
