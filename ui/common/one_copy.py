"""One window a data folder: whoever starts the program again gets the window that is there.

A lock of Qt's own says who was first; the network part of Qt, slow to load, is asked for only
by a later copy, and by the first once its window is shown. Who may open the data file is decided
elsewhere, by the lock in the data folder.
"""

import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QDir, QLockFile, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_PATIENCE = 500
_TRIES = 4


def bring(window: QWidget) -> None:
    """Bring a window to the front, out of the task bar if need be."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)


class OneCopy(QObject):
    """This copy of the program; `front_asked` is told when another was started."""

    front_asked = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        whose = f"{Path.home()}|{folder.resolve()}".encode()
        digest = QCryptographicHash.hash(whose, QCryptographicHash.Algorithm.Sha256)
        self.name = f"wenming-{bytes(digest.toHex().data()).decode()[:24]}"
        self._lock = QLockFile(str(Path(QDir.tempPath()) / f"{self.name}.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Whether this copy may go on; if not, the first one has been brought to the front."""
        if self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError:
            return True
        # A first copy that is just starting answers in a moment; one that hangs never does.
        return not any(self._knock() for _ in range(_TRIES))

    def listen(self) -> None:
        """Hear of later copies from now on."""
        network = import_module("PySide6.QtNetwork")
        server: QLocalServer = network.QLocalServer(self)
        server.setSocketOptions(network.QLocalServer.SocketOption.UserAccessOption)
        # We hold the lock: a name still taken was left by a copy that was killed.
        network.QLocalServer.removeServer(self.name)
        server.newConnection.connect(self._knocked)
        server.listen(self.name)
        self._server = server

    def release(self) -> None:
        """Let the next copy be the first."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _knock(self) -> bool:
        network = import_module("PySide6.QtNetwork")
        socket = network.QLocalSocket()
        socket.connectToServer(self.name)
        answered = bool(socket.waitForConnected(_PATIENCE))
        if answered:
            socket.disconnectFromServer()
        else:
            time.sleep(_PATIENCE / 1000)
        return answered

    def _knocked(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            self._server.nextPendingConnection().deleteLater()
            self.front_asked.emit()
