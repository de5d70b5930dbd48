"""What is done with files before the store takes them in: opened, laid out and proven, some together in one passing database.

All that comes of it are plain values and private files, so another process can do it.
"""

import contextlib
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.errors import Cancelled, UserError
from desktop_app.store import shapes
from desktop_app.store.failures import not_accepted
from desktop_app.store.looking import GivenUp
from desktop_app.store.shapes import Shapes
from desktop_app.store.staging import Laid, Staging, Tips

from . import container, incoming
from .incoming import Claim, Here

_LARGE = 20_000_000  # bytes; on a slow stick a second or two


@dataclass(frozen=True)
class Wanted:
    """What is the same for all files of a merge: where there is room, who opens, what there is, and which pictures are lost.

    ``unfinished``: those of the files that somebody is still writing.
    """

    folder: Path
    here: Here
    tips: Tips
    lost: Set[str]
    unfinished: Set[Path]
    given_up: GivenUp
    shapes: Shapes
    for_server: bool = False


@dataclass(frozen=True)
class Prepared:
    """A file that was opened: what is in it, or why it is refused. Its pictures lie by themselves."""

    path: Path
    laid: Laid | UserError
    claim: Claim = Claim()


def promised(wanted: Wanted, path: Path) -> int:
    """How many versions a database says that it has more; 0 of a package, which would be decrypted twice, of a large file,
    which would be copied twice, and of what is no good.
    """
    try:
        if container.is_package(path) or path.stat().st_size > _LARGE:
            return 0
        with incoming.opened(path, wanted.here, wanted.given_up, wanted.folder) as came:
            tips = came.log.tips()
    except (UserError, OSError):  # told when it is prepared
        return 0
    return sum(seq - wanted.tips.get(device, (0, b""))[0] for device, (seq, _) in tips.items())


def prepared(wanted: Wanted, number: int, files: Sequence[Path]) -> list[Prepared]:
    """``number``: never given before for this folder. :raises SurroundingsFailed: there is no room for any."""
    shapes.take_over(wanted.shapes)
    place = wanted.folder / f"{number}.db"
    with contextlib.closing(Staging(place, wanted.given_up, wanted.for_server)) as staging:
        return [_prepared(wanted, staging, path, place.with_suffix(f".{at}")) for at, path in enumerate(files)]


def _prepared(wanted: Wanted, staging: Staging, path: Path, pictures: Path) -> Prepared:
    try:
        if wanted.given_up.is_set():
            raise Cancelled
        if path in wanted.unfinished:
            raise _unfinished(path)
        with incoming.opened(path, wanted.here, wanted.given_up, wanted.folder) as came:
            laid = staging.tried(path.name, came.log, wanted.tips)
            if isinstance(laid, Laid):
                laid = replace(laid, source=came.log.keep_pictures(sorted(laid.pictures | wanted.lost), pictures))
            return Prepared(path, laid, came.claim)
    except UserError as error:
        return Prepared(path, error)


def _unfinished(path: Path) -> UserError:
    return not_accepted(path.name, "ยังเขียนไม่เสร็จ", "somebody is still writing it", "โปรดรวมอีกครั้งเมื่อคัดลอกเสร็จแล้ว")
