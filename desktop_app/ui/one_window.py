"""A second start over the same database raises the window that is there. Knows no database, only its path."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QDir, QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

ANSWER = 1_000  # ms that the other window has


class OneWindow(QObject):
    """``asked`` is sent when a second start wants this window to be seen."""

    asked = Signal()

    def __init__(self, database: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        user = os.environ.get("USERNAME") or os.environ.get("USER") or ""
        whose = f"{user}\n{database.resolve()}".encode()
        mark = bytes(QCryptographicHash.hash(whose, QCryptographicHash.Algorithm.Sha256).toHex().data()).decode()
        self._name = f"sarup-{mark[:20]}"
        self._file = QDir.temp().filePath(f"{self._name}.lock")
        self._lock = QLockFile(self._file)
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Whether no living program has a window over that database; a lock that cannot be written is none.

        Where no lock lies, none is laid before :meth:`listen`: it is flushed to the disk, for which the first paint
        does not wait. Two starts at the same moment get two windows, which does no harm.
        """
        if not os.path.exists(self._file):
            return True
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def raise_the_other(self) -> bool:
        """Whether the other program answered."""
        from PySide6.QtNetwork import QLocalSocket

        other = QLocalSocket()
        other.connectToServer(self._name)
        return other.waitForConnected(ANSWER)

    def listen(self) -> None:
        """From now on a second start is heard, by the first program that listens."""
        if not self._lock.isLocked() and not self._lock.tryLock(0):
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
        self._lock.unlock()

    def _hear(self) -> None:
        assert self._server is not None
        while caller := self._server.nextPendingConnection():
            caller.deleteLater()
        self.asked.emit()
