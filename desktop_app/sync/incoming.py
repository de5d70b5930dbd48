"""What comes in: a package or a plain database, opened as a log to be merged; who sent it, and what that one has.

Nothing is written here but by :meth:`Incoming.received`, which is for after the merge.
"""

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app import paths
from desktop_app.store import foreign, parcels
from desktop_app.store.database import Store
from desktop_app.store.failures import not_accepted
from desktop_app.store.foreign_log import ForeignLog
from desktop_app.store.partners import Partner
from desktop_app.store.versions import DEVICES

from . import cards, container, keys
from .cards import OFFICE, Card
from .packing import DEVICE, SENDER

_PICTURES = 100_000  # that a sender may lack
_HEX = 64


@dataclass(frozen=True)
class Incoming:
    """``sender`` is None for a plain database, which nobody signed, and for a package of our own. ``is_new``: nothing was ever heard of this sender."""

    log: ForeignLog
    sender: Partner | None = None
    is_new: bool = False

    def received(self, store: Store) -> None:
        """The merge is done: from now on the sender is known, and so is what it has."""
        if self.sender:
            store.remember(self.sender)


@contextlib.contextmanager
def opened(path: Path, store: Store, beside: Iterable[Incoming] = ()) -> Iterator[Incoming]:
    """What is in the file, for ``store`` to take from; ``beside`` are those that will be taken with it.

    :raises Refused: no file of ours, damaged, forged, or not for us; nothing was written.
    :raises SurroundingsFailed: it cannot be read, or there is no room for a copy.
    """
    foreign.check_outside(path, store.path, path.name)
    try:
        package = container.is_package(path)
    except OSError as error:
        raise foreign.copy_failed(path.name, error) from error
    if not package:
        with foreign.opened(path, store.path) as log:
            yield Incoming(log)
        return
    own = keys.office_of(store.path) or keys.laptop()
    if own is None:
        raise container.not_for_us(path.name)
    with foreign.private_folder() as private:
        inner, behind = private / "parcel.db", private / "pictures"
        try:
            container.unpack(path, own.opening(), inner, behind, path.name)
        except OSError as error:
            raise foreign.copy_failed(path.name, error) from error
        with foreign.private(inner, path.name, behind) as log:
            heard = [*store.partners(), *(one.sender for one in beside if one.sender)]
            yield _from(log, heard, own.card, path.name)


def _from(log: ForeignLog, known: Sequence[Partner], own: Card, told: str) -> Incoming:
    meta = log.meta()
    card, device = _signed(meta, log, told)
    if card.id == own.id:  # our own, from the same stick
        return Incoming(log)
    for other in known:
        if device in other.devices and other.id != card.id:
            raise not_accepted(
                told,
                f"เครื่องหมายเลข {device} เคยลงนามด้วยกุญแจอื่น",
                f"device {device} signed with another key before: {other.id}, now {card.id}",
                "โปรดถามเจ้าของเครื่องว่าส่งไฟล์นี้จริงหรือไม่",
            )
    mine = next((one for one in known if one.id == card.id), None)
    if own.kind != OFFICE and mine is None and not _is_my_office(card):
        raise not_accepted(
            told, "ไม่รู้จักสำนักงานผู้ส่ง", f"its sender {card.id} is not known here", "โปรดขอไฟล์ office.pub จากสำนักงานก่อน"
        )
    devices = sorted({device, *(mine.devices if mine else ())})
    partner = Partner(card.id, cards.to_plain(card), devices, *_has(meta, told))
    return Incoming(log, partner, mine is None)


def _signed(meta: Mapping[str, str], log: ForeignLog, told: str) -> tuple[Card, int]:
    """The sender's card and device, which are those that signed what is in the package."""
    try:
        card, device = cards.from_plain(json.loads(meta[SENDER])), int(meta[DEVICE])
        signature = bytes.fromhex(meta[parcels.SIGNATURE])
    except (ValueError, KeyError, RecursionError) as error:
        raise container.damaged(told, "it does not say who sent it") from error
    if not 0 < device < DEVICES or not keys.is_signed(card, log.content(), signature):
        raise container.damaged(told, "its signature does not fit")
    return card, device


def _has(meta: Mapping[str, str], told: str) -> tuple[dict[int, int], list[str]]:
    """What the sender says it has: its version vector, and the pictures it lacks."""
    try:
        vector = {int(device): seq for device, seq in json.loads(meta[parcels.VECTOR]).items()}
        lacking = json.loads(meta[parcels.LACKING])
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise container.damaged(told, "it does not say what its sender has") from error
    good = all(0 < device < DEVICES and type(seq) is int and seq > 0 for device, seq in vector.items())
    if not good or not _are_names(lacking):
        raise container.damaged(told, "it says wrongly what its sender has")
    return vector, lacking


def _are_names(lacking: object) -> bool:
    return (
        isinstance(lacking, list)
        and len(lacking) <= _PICTURES
        and all(isinstance(name, str) and len(name) == _HEX and name.isalnum() for name in lacking)
    )


def _is_my_office(card: Card) -> bool:
    given = paths.data_folder() / keys.OFFICE_CARD
    return card.kind == OFFICE and given.exists() and cards.load(given).id == card.id
