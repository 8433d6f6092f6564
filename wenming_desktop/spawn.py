"""A process of its own for what a stranger's file might do to us; it ends with its `with`."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import ModuleType

_SPAWN = get_context("spawn")
_STARTING = threading.Lock()


@contextmanager
def spawned(run: Callable[..., None], *args: object, duplex: bool = False) -> Iterator[Connection]:
    """Start `run(pipe, *args)` in a new process; gives our end of the pipe, kills it at the end."""
    ours, theirs = _SPAWN.Pipe(duplex=duplex)
    process = _SPAWN.Process(target=run, args=(theirs, *args), daemon=True)
    try:
        with _STARTING, _nobody_main():
            process.start()
        theirs.close()
        yield ours
    finally:
        _end(process)
        ours.close()
        theirs.close()


@contextmanager
def _nobody_main() -> Iterator[None]:
    """Hide the running program's main module while a child starts.

    A spawned process runs its parent's main module again; ours needs none of it, a window's
    would cost a second, and a script without a guard would start itself over.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _end(process: BaseProcess) -> None:
    if process.pid is None:
        return
    if process.is_alive():
        process.kill()
    process.join()
