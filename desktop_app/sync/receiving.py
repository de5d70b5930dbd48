"""Takes other people's packages and databases into ours: opens each for itself, and merges those that are good together."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from desktop_app.errors import Refused
from desktop_app.store import opening
from desktop_app.store.database import Store
from desktop_app.store.merging import Came, Merged
from desktop_app.store.reading import Summary

from . import inbox
from .arriving import Arriving, Heed, Step
from .naming import newly_alike
from .resembling import look_alikes

__all__ = ["Heed", "Step", "files_at", "merge"]


def merge(store: Store, places: Sequence[Path], dry: bool = False, heed: Heed = lambda step: None) -> Merged:
    """The files, and those in the folders, become part of ``store``; see :meth:`Store.take_in`. ``came`` has every good file.

    :raises Refused: there is no file at all.
    """
    files = files_at(places, store.path, heed)
    twins = inbox.twins(files, store.path)
    marks = {path: mine.mark(path) for path in files if (mine := inbox.stamp(path))}  # as they are before they are read
    single = [path for path in files if path not in twins]
    unfinished = inbox.unfinished([path for path in single if path not in places])
    compared: list[Future[None]] = []
    with ThreadPoolExecutor(1) as thread, Arriving(store, single, unfinished, heed) as arriving:
        done = store.take_in(
            arriving, dry, arriving.lost, lambda *told: compared.append(thread.submit(_compare, *told))
        )
    bad = {name for name, _ in done.refused}
    done.came = {str(path): done.came.get(str(path), Came()) for path in single if str(path) not in bad}
    for sender in filter(None, map(arriving.senders.get, done.came)):
        if sender.is_new:
            done.met.append(f"{sender.partner.card['name']} ({sender.partner.id})")
        if not dry:
            store.remember(sender.partner)
    done.twins = [(str(path), str(first)) for path, first in twins.items()]
    if not dry:
        store.keep_taken([mark for path, mark in marks.items() if str(twins.get(path, path)) in done.came])
    for one in compared[-1:]:  # after all that is kept, whatever comes of it
        one.result()
    return done


def _compare(done: Merged, known: Sequence[Summary]) -> None:
    done.look_alikes = look_alikes(done.new, known)
    done.spelled_alike = newly_alike(done.names)


def files_at(places: Sequence[Path], own: Path, heed: Heed = lambda step: None) -> list[Path]:
    """The files, and those in the folders, where the ``own`` database is none.

    :raises Refused: there is none.
    """
    found: list[Path] = []
    for place in places:
        folder = opening.exists(place) and place.is_dir()
        found += inbox.files_in(place, own, lambda: heed(Step())) if folder else [place]
    if not found:
        raise Refused("ไม่มีไฟล์ให้รวม", "โปรดตรวจโฟลเดอร์", "there is no file to merge")
    return list(dict.fromkeys(found))
