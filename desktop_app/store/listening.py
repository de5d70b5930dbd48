"""Hears when somebody else has written into a server's database: a connection and a thread of its own."""

import threading
from collections.abc import Callable
from typing import Any

from .server import CHANNEL, Server

LOOK = 0.5  # seconds until a wish to stop is seen
AGAIN = 5.0  # seconds until a lost server is looked for again


class Listener:
    """``heard`` is called in the thread: somebody wrote who has another mark, or may have while the server was away."""

    def __init__(self, address: str, mark: str, heard: Callable[[], None]) -> None:
        self._server = Server(address)
        self._mark, self._heard = mark, heard
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._work, name="listener", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join(10 * LOOK)
        self._server.close()

    def _work(self) -> None:
        import psycopg

        while not self._stopped.is_set():
            try:
                self._listen()
            except psycopg.Error:  # the server is away; who saves is told
                self._stopped.wait(AGAIN)

    def _listen(self) -> None:
        words = self._server.engine.dialect.create_connect_args(self._server.url)[1]
        import psycopg

        raw: psycopg.Connection[Any]
        with psycopg.connect(**words, autocommit=True) as raw:
            raw.execute(f"LISTEN {CHANNEL}")
            self._heard()
            while not self._stopped.is_set():
                told = [one.payload for one in raw.notifies(timeout=LOOK, stop_after=1)]
                if any(mark != self._mark for mark in told):
                    self._heard()
