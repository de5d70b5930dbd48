"""A second start over the same database raises the window that is there. Knows no database, only its path."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QDir, QObject, Signal

from desktop_app.store.file_lock import FileLock

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER = 3.0  # seconds that the other program has to listen; while it starts it does not yet
CLOSING = 20.0  # seconds that it may take to save what was typed last, and to end
PAUSE = 0.05  # seconds between two calls
YES = b"!"


class OneWindow(QObject):
    """``asked`` is sent when a second start wants this window to be seen. ``stays`` tells whether it is there to be seen:
    while it closes, the second start waits for its end.
    """

    asked = Signal()

    def __init__(self, database: Path | str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stays: Callable[[], bool] = lambda: True
        user = os.environ.get("USERNAME") or os.environ.get("USER") or ""
        whose = f"{user}\n{database.resolve() if isinstance(database, Path) else database}".encode()
        mark = bytes(QCryptographicHash.hash(whose, QCryptographicHash.Algorithm.Sha256).toHex().data()).decode()
        self._name = f"sarup-{mark[:20]}"
        self._lock = FileLock(Path(QDir.tempPath()) / f"{self._name}.lock")
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Whether no living program has a window over that database; this one has it from now on."""
        return self._lock.take()

    def raise_the_other(self) -> bool:
        """Whether the other program shows its window. One that ends, now or soon, leaves its place to this one."""
        from PySide6.QtNetwork import QLocalSocket

        end = time.monotonic() + ANSWER
        while time.monotonic() < end:
            other = QLocalSocket()
            other.connectToServer(self._name)
            if other.waitForConnected(round(ANSWER * 1000)):
                if other.waitForReadyRead(round(CLOSING * 1000)) or other.bytesAvailable() or _is_connected(other):
                    return True
                end = time.monotonic() + CLOSING
            if self._lock.take():
                return False
            time.sleep(PAUSE)
        return False

    def listen(self) -> None:
        """From now on a second start is heard, if this is the first program."""
        if not self._lock.is_taken():
            return
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)  # left by a program that was killed
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._hear)
        self._server.listen(self._name)

    def stop(self) -> None:
        if self._server:
            self._server.close()
        self._lock.release()

    def _hear(self) -> None:
        assert self._server is not None
        stays = self.stays()
        while caller := self._server.nextPendingConnection():
            if stays:
                caller.write(YES)
                caller.flush()
            caller.close()
            caller.deleteLater()
        if stays:
            self.asked.emit()


def _is_connected(other: "QLocalSocket") -> bool:
    """It neither answers nor ends: a window that hangs is a window."""
    return other.state() == other.LocalSocketState.ConnectedState
