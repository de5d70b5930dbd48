"""Makes packages: what the receiver lacks, for an office's keys from a laptop, or back for the laptops from an office."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app import paths
from desktop_app.errors import Cancelled, Refused, SurroundingsFailed, WrongUsage
from desktop_app.store.contents import DEVICE, MADE, SENDER
from desktop_app.store.database import Store
from desktop_app.store.foreign import private_folder
from desktop_app.store.parcels import Parcel
from desktop_app.store.partners import Partner

from . import cards, container, keys, medium
from .cards import LAPTOP, OFFICE, Card
from .keys import Keys
from .stages import GATHERING, READING, Heed, Heeded, Stage, was_given_up


@dataclass(frozen=True)
class Packed:
    """Nothing was to be sent where ``versions`` is 0: the package then says only what its sender has."""

    path: Path
    to: tuple[str, ...]
    versions: int
    pictures: int


def pack(
    store: Store, folder: Path, to: str | None = None, everything: bool = False, heed: Heed = lambda stage: None
) -> Packed:
    """Writes a package into ``folder``: from a laptop to its office, from an office to one laptop or to all it knows.

    ``to``: on a laptop the file of an office's card or the id of an office that is known, in an office the name or the id
    of a laptop. ``everything``: also what the receiver is known to have.

    :raises UserError: nobody to send to, or the folder cannot be written.
    """
    heed(Stage(GATHERING))
    own, receivers = _parties(store, to)
    recipients = _recipients(own, receivers)
    above, lacking = ({}, []) if everything else _known(receivers)
    device, made = store.device_of(own.card.id), dt.datetime.now(dt.UTC)
    sender = json.dumps(cards.to_plain(own.card), ensure_ascii=False)
    told = {SENDER: sender, DEVICE: str(device), MADE: made.isoformat()}
    mine = f"sarup-{medium.ascii_name(own.card.name, own.card.kind)[:24]}-{device % 10**6:06d}-"
    medium.clear(folder, mine)
    name = f"{mine}{made:%Y%m%d-%H%M%S}"
    with private_folder() as private, store.parcel(private / "parcel.db", above, lacking, told, own.sign) as parcel:
        path = _put(folder, name, parcel, recipients, heed)
    return Packed(path, tuple(partner.card["name"] for partner in receivers), parcel.versions, len(parcel.pictures))


def _put(folder: Path, name: str, parcel: Parcel, to: Sequence[str], heed: Heed) -> Path:
    size = parcel.size
    try:
        return medium.put(
            folder,
            name,
            container.ENDING,
            lambda out: container.write(Heeded(out, heed, size), parcel.parts(), to),
            lambda read: heed(Stage(READING, read, size)),
            size,
        )
    except SurroundingsFailed as error:
        if was_given_up(error):
            raise Cancelled from error
        raise


def _parties(store: Store, to: str | None) -> tuple[Keys, list[Partner]]:
    """Who sends, and to whom."""
    office = keys.office_of(store.path)
    if office:
        return office, _laptops(store, to)
    receivers = [_office(store, to)]  # first: without one no keys are made
    return keys.laptop_made(), receivers


def _recipients(own: Keys, receivers: Sequence[Partner]) -> list[str]:
    """The sender among them: who merges a whole stick has its own packages there too, and loses nothing by reading them."""
    found = sorted({own.card.age, *(one for partner in receivers for one in cards.from_plain(partner.card).recipients)})
    if len(found) > container.RECIPIENTS:
        raise WrongUsage(
            f"ส่งให้ {len(found)} เครื่องในไฟล์เดียวไม่ได้",
            "โปรดส่งทีละเครื่องด้วย --to",
            f"one package has at most {container.RECIPIENTS} receivers: name one with --to",
        )
    return found


def _known(receivers: Sequence[Partner]) -> tuple[dict[int, int], list[str]]:
    """What all of them have, and the pictures that one of them lacks."""
    first, *others = receivers
    above = {
        device: min(seq, *(one.vector.get(device, 0) for one in others)) if others else seq
        for device, seq in first.vector.items()
    }
    return above, sorted({name for one in receivers for name in one.lacking})


def _office(store: Store, to: str | None) -> Partner:
    """The office of that card, from now on known; without one the office that is known."""
    known = {one.id: one for one in store.partners() if one.card["kind"] == OFFICE}
    if to in known:
        return known[to]
    given = Path(to) if to else paths.data_folder() / keys.OFFICE_CARD
    if to or given.exists():
        card = cards.load(given)
        if card.kind != OFFICE:
            raise cards.no_card(given, "it is the card of a laptop")
        return _met(store, card)
    if len(known) != 1:
        raise WrongUsage(
            "ยังไม่รู้ว่าจะส่งให้สำนักงานใด" if not known else "รู้จักหลายสำนักงาน",
            "โปรดระบุไฟล์ของสำนักงาน เช่น sarup pack E:\\ --to office.pub",
            "say for which office: --to office.pub",
        )
    return next(iter(known.values()))


def receivers(store: Store) -> list[Card]:
    """To whom a package can go: from a laptop to the office whose card it has, or those it knows, from an office to laptops."""
    wanted = LAPTOP if keys.office_of(store.path) else OFFICE
    given = paths.data_folder() / keys.OFFICE_CARD
    if wanted == OFFICE and given.exists():
        return [cards.load(given)]
    return [cards.from_plain(one.card) for one in store.partners() if one.card["kind"] == wanted]


def _met(store: Store, card: Card) -> Partner:
    """The partner of that card; remembered when it is new or says something else of itself."""
    known = {one.id: one for one in store.partners()}
    partner = known.get(card.id, Partner(card.id, {}))
    if partner.card != cards.to_plain(card):
        partner = Partner(card.id, cards.to_plain(card), partner.devices, partner.vector, partner.lacking)
        store.remember(partner)
    return partner


def _laptops(store: Store, to: str | None) -> list[Partner]:
    known = [one for one in store.partners() if one.card["kind"] == LAPTOP]
    chosen = [one for one in known if to in (None, one.id, one.card["name"])]
    if not chosen:
        names = ", ".join(sorted(f"{one.card['name']} ({one.id})" for one in known)) or "ยังไม่มี"
        raise Refused(
            "ไม่รู้จักเครื่องที่จะส่งกลับให้",
            f"โปรดรับไฟล์จากเครื่องนั้นก่อน เครื่องที่รู้จัก: {names}",
            "no such laptop has sent a package to this office yet",
        )
    return chosen
