"""The public side of an office or a laptop: who it is, what proves its signature, what is encrypted for it. No secrets."""

import base64
import binascii
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.errors import Refused

OFFICE, LAPTOP = "office", "laptop"
_FORMAT = "sarup-card"
_SIZE = 10_000  # bytes of a card's file
_NAME = 200
_AGE = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_SIGN = 32  # bytes of an Ed25519 public key


@dataclass(frozen=True)
class Card:
    """``sign``: an Ed25519 public key; ``age`` and ``spare``: age recipients, a laptop has no spare."""

    kind: str
    name: str
    sign: bytes
    age: str
    spare: str = ""

    @property
    def id(self) -> str:
        """Short and the same everywhere, from the key that signs."""
        return hashlib.sha256(self.sign).hexdigest()[:16]

    @property
    def recipients(self) -> list[str]:
        return [one for one in (self.age, self.spare) if one]


def to_plain(card: Card) -> dict[str, str]:
    sign = base64.b64encode(card.sign).decode("ascii")
    return {"kind": card.kind, "name": card.name, "sign": sign, "age": card.age, "spare": card.spare}


def from_plain(plain: Any) -> Card:
    """:raises ValueError: it is no card."""
    names = ("kind", "name", "sign", "age", "spare")
    if not isinstance(plain, dict) or not all(isinstance(plain.get(name), str) for name in names):
        raise ValueError("no card")
    kind, name, sign, age, spare = (plain[name] for name in names)
    try:
        key = base64.b64decode(sign, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("no key") from None
    good = kind in (OFFICE, LAPTOP) and len(name) <= _NAME and name.isprintable() and len(key) == _SIGN
    if not good or not _AGE.fullmatch(age) or not (spare == "" or _AGE.fullmatch(spare)):
        raise ValueError("no card")
    return Card(kind, name, key, age, spare)


def text(card: Card) -> str:
    """A card's file."""
    return json.dumps({"format": _FORMAT, "version": 1} | to_plain(card), ensure_ascii=False, indent=2) + "\n"


def load(path: Path) -> Card:
    """The card in a file, as an office gives it to its laptops.

    :raises Refused: there is none, or it is damaged.
    """
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(_SIZE))
        if not isinstance(told, dict) or told.get("format") != _FORMAT or told.get("version") != 1:
            raise ValueError("another format")
        return from_plain(told)
    except OSError as error:
        raise no_card(path, error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise no_card(path, "it is no card of an office") from error


def no_card(path: Path, why: str) -> Refused:
    return Refused(
        f"ใช้ไฟล์ {path} เป็นไฟล์ของสำนักงานไม่ได้",
        "โปรดขอไฟล์ office.pub จากสำนักงาน",
        f"{path} is not the file that an office gives to its laptops: {why}",
    )
