"""Which files were taken in by merges, so that nobody is offered them again. Lies in ``meta`` under one key, the newest last."""

from collections.abc import Iterable

from sqlalchemy import Connection

from .creation import get_meta, set_meta

_KEY = "taken"
_MOST = 5_000  # files; every write reads this text with the rest of meta


def all_of(conn: Connection) -> list[str]:
    """The files' marks, which are the caller's; without blanks."""
    return get_meta(conn).get(_KEY, "").split()


def keep(conn: Connection, marks: Iterable[str]) -> None:
    set_meta(conn, **{_KEY: " ".join(list(dict.fromkeys([*all_of(conn), *marks]))[-_MOST:])})


def forget(conn: Connection) -> None:
    """A merge was taken back: what its files brought is lacking again."""
    if all_of(conn):
        set_meta(conn, **{_KEY: ""})
