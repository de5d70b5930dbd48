"""Whom this database exchanges packages with, and what each of them has by the last that was heard. Lies in ``meta``."""

import json
from dataclasses import asdict, dataclass, field

from sqlalchemy import Connection

from .creation import SIGNER, get_meta, new_device, own_meta, set_meta

_PREFIX = "partner:"


@dataclass(frozen=True)
class Partner:
    """``card`` is the partner's public card as plain values; ``devices`` signed with its key.

    ``vector`` is its version vector, ``lacking`` the pictures that its log names and it does not have.
    """

    id: str
    card: dict[str, str]
    devices: list[int] = field(default_factory=list)
    vector: dict[int, int] = field(default_factory=dict)
    lacking: list[str] = field(default_factory=list)


def all_of(conn: Connection) -> list[Partner]:
    found = [json.loads(value) for key, value in sorted(get_meta(conn).items()) if key.startswith(_PREFIX)]
    return [Partner(**one | {"vector": {int(device): seq for device, seq in one["vector"].items()}}) for one in found]


def keep(conn: Connection, partner: Partner) -> None:
    set_meta(conn, **{_PREFIX + partner.id: json.dumps(asdict(partner), ensure_ascii=False)})


def device_of(conn: Connection, signer: str) -> int:
    """The number under which this file's versions are written; another one from now on where another key signed them."""
    meta = own_meta(conn)
    if meta.get(SIGNER, signer) != signer:
        new_device(conn)
    if get_meta(conn).get(SIGNER) != signer:
        set_meta(conn, **{SIGNER: signer})
    return int(get_meta(conn)["device"])
