"""Who sent a file, by what it says of itself and what is known of others; from whom nothing is taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app import paths
from desktop_app.store.failures import not_accepted
from desktop_app.store.partners import Partner

from . import cards, keys
from .cards import OFFICE, Card
from .incoming import Claim
from .keys import Keys


@dataclass(frozen=True)
class Sender:
    """``is_new``: nothing was ever heard of it."""

    partner: Partner
    is_new: bool


def sender(claim: Claim, known: Sequence[Partner], own: Keys | None) -> Sender | None:
    """Who sent it, by what is known of others.

    :raises Refused: it is somebody from whom nothing is taken.
    """
    if claim.card is None:
        return None
    for other in known:
        if claim.device in other.devices and other.id != claim.card.id:
            raise not_accepted(
                claim.told,
                f"เครื่องหมายเลข {claim.device} เคยลงนามด้วยกุญแจอื่น",
                f"device {claim.device} signed with another key before: {other.id}, now {claim.card.id}",
                "โปรดถามเจ้าของเครื่องว่าส่งไฟล์นี้จริงหรือไม่",
            )
    mine = next((one for one in known if one.id == claim.card.id), None)
    if (own is None or own.card.kind != OFFICE) and mine is None and not _is_my_office(claim.card):
        raise not_accepted(
            claim.told,
            "ไม่รู้จักสำนักงานผู้ส่ง",
            f"its sender {claim.card.id} is not known here",
            "โปรดขอไฟล์ office.pub จากสำนักงานก่อน",
        )
    devices = sorted({claim.device, *(mine.devices if mine else ())})
    partner = Partner(claim.card.id, cards.to_plain(claim.card), devices, dict(claim.vector), list(claim.lacking))
    return Sender(partner, mine is None)


def _is_my_office(card: Card) -> bool:
    given = paths.data_folder() / keys.OFFICE_CARD
    return card.kind == OFFICE and given.exists() and cards.load(given).id == card.id
