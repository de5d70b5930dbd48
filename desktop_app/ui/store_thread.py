"""The one thread that owns the store: verbs go in with plain values, results come back to the window's thread."""

import queue
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from .newest import GiveWay

if TYPE_CHECKING:
    from desktop_app.store.database import Store
    from desktop_app.store.listening import Listener

Verb = Callable[["Store"], Any]
Done = Callable[[Any], None]
Failed = Callable[[Exception], None]


class StoreThread(QObject):
    """Verbs are carried out one after another, in the order they were asked for.

    The store is made by the first verb after :meth:`start`, in the thread: it brings SQLAlchemy, which the window's
    first paint does without. ``connection`` is the one the window read with; from then on it is the store's.
    ``give_way`` is called before each verb: it may pause there.
    """

    changed_elsewhere = Signal()  # somebody else has written into the server's database
    _returned = Signal(object)  # a callable, to be run in the window's thread

    def __init__(
        self,
        path: Path,
        connection: Any = None,
        user: str = "",
        give_way: GiveWay | None = None,
        write: bool = True,
        address: str = "",
    ) -> None:
        super().__init__()
        self.path, self.address = path, address
        self._connection = connection
        self._user, self._give_way, self._write = user, give_way, write
        self._orders: queue.SimpleQueue[tuple[Verb, Done | None, Failed | None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="store", daemon=True)
        self._returned.connect(self._run, Qt.ConnectionType.QueuedConnection)

    @property
    def name(self) -> str:
        """Where the database lies, for people: without user and password."""
        return self.address.partition("@")[2].partition("?")[0] or str(self.path)

    def start(self) -> None:
        """Verbs asked for before are carried out now."""
        if self._thread.ident is None:  # neither at work nor, the window being closed at once, done with it
            self._thread.start()

    def ask(self, verb: Verb, done: Done | None = None, failed: Failed | None = None) -> None:
        """``verb(store)`` runs in the thread; then ``done(result)`` or ``failed(error)`` runs in the window's thread.

        Without ``failed`` an error is raised there, for the one place that tells errors.
        """
        self._orders.put((verb, done, failed))

    def stop(self, seconds: float) -> bool:
        """Everything asked for is carried out and the store closed; False when that takes longer than ``seconds``."""
        if not self._thread.is_alive():
            return True
        self._orders.put(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self, result: Callable[[], None]) -> None:
        result()

    def _work(self) -> None:
        store: Store | None = None
        listener: Listener | None = None
        while order := self._orders.get():
            verb, done, failed = order
            if self._give_way:
                self._give_way()
            try:
                if store is None:
                    store = self._open()
                    listener = self._listen(store)
                result = verb(store)
            except Exception as error:  # whatever it is, it belongs to who asked
                self._returned.emit(partial(failed or _raise, error))
            else:
                if done:
                    self._returned.emit(partial(done, result))
        if listener:
            listener.stop()
        if store:
            store.close()

    def _listen(self, store: "Store") -> "Listener | None":
        if not self.address:
            return None
        from desktop_app.store.listening import Listener

        return Listener(self.address, store.mark, self.changed_elsewhere.emit)

    def _open(self) -> "Store":
        from desktop_app.store.database import Store

        connection, self._connection = self._connection, None
        database = self.address or self.path
        return Store(database, connection=connection, user=self._user or None, write=self._write)


def _raise(error: Exception) -> None:
    raise error
