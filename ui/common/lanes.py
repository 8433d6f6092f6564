"""Who runs the work of the window, and where a fault of it is logged."""

import logging
import traceback
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

_LOG = logging.getLogger("wenming.ui")


@dataclass(frozen=True)
class Lanes:
    """Who runs the work; tests give executors that run at once."""

    write: Executor
    read: Executor


def threads() -> Lanes:
    """Return the real lanes: one writer, two readers."""
    return Lanes(ThreadPoolExecutor(1, "wm-write"), ThreadPoolExecutor(2, "wm-read"))


def log_fault(error: BaseException) -> str:
    """Log where a fault happened and return its number; never what the data said."""
    number = f"{datetime.now():%m%d-%H%M%S}-{token_hex(2)}"
    places = "".join(traceback.format_tb(error.__traceback__))
    _LOG.error("fault %s: %s\n%s", number, type(error).__name__, places)
    return number
