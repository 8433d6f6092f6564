"""Work before there is a window: one lane, functions named by module, so that it imports them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance

from ui.common.collector import settle_memory
from wenming_desktop.errors import UserError
from wenming_desktop.log import log_bug
from wenming_desktop.progress import CancelledError


class BugError(UserError):
    """Something unexpected, told by its log number."""

    code = "bug"
    text = "程序出错，编号 {number}。数据没有变，请把编号告诉维护人员。"


class StoppedError(UserError):
    """The clerk stopped it."""

    code = "stopped"
    text = "已停止，什么都没有变。"


class StartLane(QObject):
    """Runs one thing after another off the window's thread; what fails goes to `refused`."""

    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = ThreadPoolExecutor(1, "wm-start")

    def warm_up(self, modules: tuple[str, ...]) -> None:
        """Import modules meanwhile; what they leave in memory is there to stay."""
        for name in modules:
            self._lane.submit(import_module, name)
        self._lane.submit(settle_memory)

    def call(
        self, told: SignalInstance, module: str, name: str, *args: Any, **options: Any
    ) -> None:
        """Call a function of a module and tell its answer."""

        def work() -> Any:
            return getattr(import_module(module), name)(*args, **options)

        self._lane.submit(self._run, told, work)

    def close(self) -> None:
        """Let what runs end, begin nothing more."""
        self._lane.shutdown(cancel_futures=True)

    def _run(self, told: SignalInstance, work: Callable[[], Any]) -> None:
        try:
            answer = work()
        except UserError as error:
            self.refused.emit(error)
        except CancelledError:
            self.refused.emit(StoppedError())
        except Exception as error:
            self.refused.emit(BugError(number=log_bug(error)))
        else:
            told.emit(answer)
