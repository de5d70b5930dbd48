"""A second start over the same database raises the window that is there. Knows no database, only its path."""

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QDir, QObject, Signal

from desktop_app.store.file_lock import FileLock

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

ANSWER = 3.0  # seconds that the other program has; while it starts it does not listen yet
PAUSE = 0.05  # seconds between two calls


class OneWindow(QObject):
    """``asked`` is sent when a second start wants this window to be seen."""

    asked = Signal()

    def __init__(self, database: Path | str, parent: QObject | None = None) -> None:
        super().__init__(parent)
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
        """Whether the other program answered. One that ends meanwhile leaves its place to this one."""
        from PySide6.QtNetwork import QLocalSocket

        end = time.monotonic() + ANSWER
        while time.monotonic() < end:
            other = QLocalSocket()
            other.connectToServer(self._name)
            if other.waitForConnected(round(ANSWER * 1000)):
                return True
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
        while caller := self._server.nextPendingConnection():
            caller.deleteLater()
        self.asked.emit()
