"""Takes other people's packages and databases into ours: opens each for itself, and merges those that are good together."""

import contextlib
from collections.abc import Sequence
from pathlib import Path

from desktop_app.errors import Refused, UserError
from desktop_app.store import opening
from desktop_app.store.database import Store
from desktop_app.store.merging import Merged

from . import incoming
from .incoming import Incoming


def merge(store: Store, places: Sequence[Path], dry: bool = False) -> Merged:
    """The files, and those in the folders, become part of ``store``; see :meth:`Store.merge`.

    :raises Refused: there is no file at all.
    """
    with contextlib.ExitStack() as stack:
        good: dict[str, Incoming] = {}
        refused: list[tuple[str, UserError]] = []
        for path in _files(places):
            try:
                good[str(path)] = stack.enter_context(incoming.opened(path, store))
            except UserError as error:
                refused.append((str(path), error))
        done = store.merge([(name, one.log) for name, one in good.items()], dry) if good else Merged()
        if not dry:
            bad = {name for name, _ in done.refused}
            for name, one in good.items():
                if name not in bad:
                    one.received(store)
    done.refused[:0] = refused
    return done


def _files(places: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for place in places:
        folder = opening.exists(place) and place.is_dir()
        found += incoming.files_in(place) if folder else [place]
    if not found:
        raise Refused("ไม่มีไฟล์ให้รวม", "โปรดตรวจโฟลเดอร์", "there is no file to merge")
    return list(dict.fromkeys(found))
