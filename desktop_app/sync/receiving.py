"""Takes other people's packages and databases into ours: opens each for itself, and merges those that are good together."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.errors import Refused, UserError
from desktop_app.store import opening
from desktop_app.store.database import Store
from desktop_app.store.failures import not_accepted
from desktop_app.store.log_rows import LogVersion, Picture, Source
from desktop_app.store.merging import Came, Merged

from . import inbox, incoming
from .incoming import Incoming
from .naming import newly_alike
from .resembling import look_alikes

_OFTEN = 500  # versions between two looks at whether somebody gave up


@dataclass(frozen=True)
class Step:
    """How far a merge has come: ``done`` of ``total``, each file counting once when opened and once when taken."""

    file: str = ""
    done: int = 0
    total: int = 0


Heed = Callable[[Step], None]  # may raise Cancelled: then nothing is merged


def merge(store: Store, places: Sequence[Path], dry: bool = False, heed: Heed = lambda step: None) -> Merged:
    """The files, and those in the folders, become part of ``store``; see :meth:`Store.merge`. ``came`` has every good file.

    :raises Refused: there is no file at all.
    """
    files = files_at(places, store.path, heed)
    twins = inbox.twins(files, store.path)
    marks = {path: mine.mark(path) for path in files if (mine := inbox.stamp(path))}  # as they are before they are read
    with contextlib.ExitStack() as stack:
        good, refused = _open(stack, store, [path for path in files if path not in twins], places, heed)
        logs = [
            (name, _Heeded(one.log, heed, Step(name, len(good) + number, 2 * len(good))))
            for number, (name, one) in enumerate(good.items())
        ]
        done = store.merge(logs, dry) if good else Merged()
        bad = {name for name, _ in done.refused}
        done.came = {name: done.came.get(name, Came()) for name in good if name not in bad}
        _meet(store, [good[name] for name in done.came], done, dry)
        if done.new:
            done.look_alikes = look_alikes(done.new, store.summaries())
        done.spelled_alike = newly_alike(done.names)
    done.refused[:0] = refused
    done.twins = [(str(path), str(first)) for path, first in twins.items()]
    if not dry:
        store.keep_taken([mark for path, mark in marks.items() if str(twins.get(path, path)) in done.came])
    return done


def _open(
    stack: contextlib.ExitStack, store: Store, files: Sequence[Path], places: Sequence[Path], heed: Heed
) -> tuple[dict[str, Incoming], list[tuple[str, UserError]]]:
    """Each by itself; a file that was found in a folder may still be on its way there."""
    good: dict[str, Incoming] = {}
    refused: list[tuple[str, UserError]] = []
    unfinished = inbox.unfinished([path for path in files if path not in places])
    for number, path in enumerate(files):
        heed(Step(str(path), number, 2 * len(files)))
        try:
            if path in unfinished:
                raise _unfinished(path)
            good[str(path)] = stack.enter_context(incoming.opened(path, store, good.values()))
        except UserError as error:
            refused.append((str(path), error))
    return good, refused


def _unfinished(path: Path) -> UserError:
    return not_accepted(path.name, "ยังเขียนไม่เสร็จ", "somebody is still writing it", "โปรดรวมอีกครั้งเมื่อคัดลอกเสร็จแล้ว")


def _meet(store: Store, taken: Sequence[Incoming], done: Merged, dry: bool) -> None:
    """Who sent what was taken is known from now on; a dry run only tells who is new."""
    for one in taken:
        if one.is_new and one.sender:
            done.met.append(f"{one.sender.card['name']} ({one.sender.id})")
        if not dry:
            one.received(store)


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


@dataclass(frozen=True)
class _Heeded:
    """A source that tells each time that something is taken from it."""

    source: Source
    heed: Heed
    step: Step

    def tips(self) -> Mapping[int, tuple[int, bytes]]:
        return self.source.tips()

    def versions(self, above: Mapping[int, int] = {}) -> Iterator[LogVersion]:
        for number, one in enumerate(self.source.versions(above)):
            if number % _OFTEN == 0:
                self.heed(self.step)
            yield one

    def pictures(self, names: Iterable[str]) -> Iterator[Picture]:
        for one in self.source.pictures(names):
            self.heed(self.step)
            yield one
