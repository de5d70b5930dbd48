"""What comes in: a package or a plain database, opened as a log to be merged; who sent it, and what that one has.

Nothing is written here.
"""

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.store import contents, foreign
from desktop_app.store.foreign_log import ForeignLog
from desktop_app.store.log_rows import MOST
from desktop_app.store.looking import GivenUp
from desktop_app.store.versions import DEVICES

from . import cards, container, keys
from .cards import Card
from .keys import Keys

if TYPE_CHECKING:
    from desktop_app.store.database import Store

_PICTURES = 100_000  # that a sender may lack
_HEX = 64


@dataclass(frozen=True)
class Here:
    """Who opens: the database's place, and the keys that open what was sent to it."""

    path: Path
    own: Keys | None


def here(store: "Store") -> Here:
    return Here(store.path, keys.office_of(store.path) or keys.laptop())


@dataclass(frozen=True)
class Claim:
    """``card`` and ``device`` say who signed a file: nobody a plain database, and nobody else a package of our own."""

    told: str = ""
    card: Card | None = None
    device: int = 0
    vector: Mapping[int, int] = field(default_factory=dict)  # what the sender says it has
    lacking: Sequence[str] = ()  # and the pictures that it lacks


@dataclass(frozen=True)
class Incoming:
    log: ForeignLog
    claim: Claim = Claim()


@contextlib.contextmanager
def opened(path: Path, here: Here, given_up: GivenUp | None = None, within: Path | None = None) -> Iterator[Incoming]:
    """What is in the file. Asks nothing of the store, so it may be done in another process. ``within``: a private folder.

    :raises Refused: no file of ours, damaged, forged, or not for us; nothing was written.
    :raises SurroundingsFailed: it cannot be read, or there is no room for a copy.
    """
    foreign.check_outside(path, here.path, path.name)
    try:
        package = container.is_package(path)
    except OSError as error:
        raise foreign.copy_failed(path.name, error) from error
    if not package:
        with foreign.opened(path, here.path, given_up, within) as log:
            yield Incoming(log)
        return
    if here.own is None:
        raise container.not_for_us(path.name)
    with foreign.private_folder(within) as private:
        inner, behind = private / "parcel.db", private / "pictures"
        try:
            container.unpack(path, here.own.opening(), inner, behind, path.name)
        except OSError as error:
            raise foreign.copy_failed(path.name, error) from error
        with foreign.private(inner, path.name, given_up, behind) as log:
            yield _from(log, here.own, path.name)


def _from(log: ForeignLog, own: Keys, told: str) -> Incoming:
    meta = log.meta()
    card, device = _signed(meta, log, told)
    if card.id == own.card.id:  # our own, from the same stick
        return Incoming(log)
    return Incoming(log, Claim(told, card, device, *_has(meta, told)))


def _signed(meta: Mapping[str, str], log: ForeignLog, told: str) -> tuple[Card, int]:
    """The sender's card and device, which are those that signed what is in the package."""
    try:
        card, device = cards.from_plain(json.loads(meta[contents.SENDER])), int(meta[contents.DEVICE])
        signature = bytes.fromhex(meta[contents.SIGNATURE])
    except (ValueError, KeyError, RecursionError) as error:
        raise container.damaged(told, "it does not say who sent it") from error
    if not 0 < device < DEVICES or not keys.is_signed(card, log.content(), signature):
        raise container.damaged(told, "its signature does not fit")
    return card, device


def _has(meta: Mapping[str, str], told: str) -> tuple[dict[int, int], list[str]]:
    """What the sender says it has: its version vector, and the pictures it lacks."""
    try:
        vector = {int(device): seq for device, seq in json.loads(meta[contents.VECTOR]).items()}
        lacking = json.loads(meta[contents.LACKING])
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise container.damaged(told, "it does not say what its sender has") from error
    good = all(0 < device < DEVICES and type(seq) is int and 0 < seq < MOST for device, seq in vector.items())
    if not good or not _are_names(lacking):
        raise container.damaged(told, "it says wrongly what its sender has")
    return vector, lacking


def _are_names(lacking: object) -> bool:
    return (
        isinstance(lacking, list)
        and len(lacking) <= _PICTURES
        and all(isinstance(name, str) and len(name) == _HEX and name.isalnum() for name in lacking)
    )
