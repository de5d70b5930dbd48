"""The secret side: an office's keys in its folder, a laptop's beside its data; made once, readable by their owner alone.

A laptop's keys belong to one computer. In a folder that was copied to another one they are drawn anew.
"""

import contextlib
import json
import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app import paths
from desktop_app.errors import Refused, SurroundingsFailed
from desktop_app.renaming import patiently
from desktop_app.store import machine
from desktop_app.store.versions import written

from . import cards
from .cards import LAPTOP, OFFICE, Card

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from pyrage.x25519 import Identity

OFFICE_KEY, SPARE_KEY, OFFICE_CARD, LAPTOP_KEY = "office.key", "spare.key", "office.pub", "laptop.key"
INBOX = "inbox"
SAID = b"sarup-package 1\n"  # before what is signed, so that the key signs nothing else by mistake
_FORMAT = "sarup-keys"
_SIZE = 10_000  # bytes


@dataclass(frozen=True)
class Keys:
    """A card and what belongs to it; ``identities``: age identities that open what was encrypted for it."""

    card: Card
    _seed: bytes
    identities: tuple[str, ...]

    def sign(self, content: bytes) -> bytes:
        """Signs a package's content. :raises Refused: only the spare key is there."""
        if not self._seed:
            raise Refused(
                "กุญแจสำรองใช้รับไฟล์ได้เท่านั้น ลงนามไม่ได้",
                f"โปรดนำ {OFFICE_KEY} กลับมาวางในโฟลเดอร์ของสำนักงาน",
                f"the spare key signs nothing; put {OFFICE_KEY} back",
            )
        return _signer(self._seed).sign(SAID + content)

    def opening(self) -> "list[Identity]":
        from pyrage.x25519 import Identity

        return [Identity.from_str(one) for one in self.identities]


def office_of(database: Path) -> Keys | None:
    """The keys of the office whose database this is: they lie beside it. None for a laptop's database.

    Where the office's own key was lost, the spare one opens what was encrypted for both, but signs nothing.

    :raises UserError: the keys cannot be read or are damaged.
    """
    path, spare, card = (database.parent / name for name in (OFFICE_KEY, SPARE_KEY, OFFICE_CARD))
    if path.exists():
        return _load(path)
    if spare.exists() and card.exists():
        return Keys(cards.load(card), b"", (_spare_in(spare),))
    return None


def laptop() -> Keys | None:
    """This computer's keys; None where there are none, or only those of another computer."""
    path = paths.data_folder() / LAPTOP_KEY
    plain = _plain(path) if path.exists() else {}
    return _from_plain(plain, path) if plain.get("machine") == machine.mark() else None


def laptop_made() -> Keys:
    """This computer's keys, drawn where there are none."""
    path, keys = paths.data_folder() / LAPTOP_KEY, laptop()
    if keys is None:
        keys = _drawn(LAPTOP, written(platform.node()).strip() or "laptop")
        if path.exists():  # the folder was copied; the other computer has these
            _moved_aside(path)
        _write(path, json.dumps(_to_plain(keys) | {"machine": machine.mark()}, ensure_ascii=False, indent=2))
    return keys


def found_office(folder: Path, name: str = "") -> Card:
    """Makes an office's keys in ``folder``: its own, a spare one to be kept elsewhere, and the card for the laptops.

    :raises Refused: there is an office already, or the spare key of one.
    """
    if (folder / OFFICE_KEY).exists():
        raise Refused(
            f"ใน {folder} มีกุญแจของสำนักงานอยู่แล้ว",
            "โปรดใช้ของเดิม หรือเลือกโฟลเดอร์อื่น ไม่มีสิ่งใดเปลี่ยนแปลง",
            "there are an office's keys already; nothing was changed",
        )
    if (folder / SPARE_KEY).exists():  # perhaps the last key that opens what is on its way
        raise Refused(
            f"ใน {folder} มีกุญแจสำรองของสำนักงานอยู่แล้ว ซึ่งอาจเป็นกุญแจเดียวที่เปิดไฟล์ที่ส่งมาแล้วได้",
            f"โปรดนำ {OFFICE_KEY} ของเดิมกลับมาวาง หรือย้าย {SPARE_KEY} ไปเก็บที่อื่นก่อน ไม่มีสิ่งใดเปลี่ยนแปลง",
            f"there is an office's spare key already: put its {OFFICE_KEY} back or move {SPARE_KEY} away; nothing was changed",
        )
    from pyrage.x25519 import Identity

    spare = Identity.generate()
    keys = _drawn(OFFICE, written(name or folder.resolve().name).strip() or "office", str(spare.to_public()))
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / INBOX).mkdir(exist_ok=True)
        _write(folder / SPARE_KEY, f"{spare}\n")
        (folder / OFFICE_CARD).write_text(cards.text(keys.card), encoding="utf-8")
    _write(folder / OFFICE_KEY, json.dumps(_to_plain(keys), ensure_ascii=False, indent=2))
    return keys.card


def is_signed(card: Card, content: bytes, signature: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(card.sign).verify(signature, SAID + content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _drawn(kind: str, name: str, spare: str = "") -> Keys:
    from pyrage.x25519 import Identity

    seed, identity = os.urandom(32), Identity.generate()
    sign = _signer(seed).public_key().public_bytes_raw()
    return Keys(Card(kind, name, sign, str(identity.to_public()), spare), seed, (str(identity),))


def _signer(seed: bytes) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed)


def _to_plain(keys: Keys) -> dict[str, Any]:
    secret = {"seed": keys._seed.hex(), "identity": keys.identities[0]}
    return {"format": _FORMAT, "version": 1, "card": cards.to_plain(keys.card)} | secret


def _load(path: Path) -> Keys:
    return _from_plain(_plain(path), path)


def _plain(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(_text_of(path))
    except (ValueError, RecursionError) as error:
        raise _damaged(path) from error
    if not isinstance(told, dict) or told.get("format") != _FORMAT or told.get("version") != 1:
        raise _damaged(path)
    return told


def _from_plain(plain: dict[str, Any], path: Path) -> Keys:
    from pyrage import IdentityError
    from pyrage.x25519 import Identity

    try:
        card, seed, identity = cards.from_plain(plain["card"]), bytes.fromhex(plain["seed"]), str(plain["identity"])
        same = str(Identity.from_str(identity).to_public()) == card.age
        if not same or _signer(seed).public_key().public_bytes_raw() != card.sign:
            raise ValueError("the halves do not belong together")
    except (ValueError, KeyError, TypeError, IdentityError) as error:
        raise _damaged(path) from error
    return Keys(card, seed, (identity,))


def _spare_in(path: Path) -> str:
    from pyrage import IdentityError
    from pyrage.x25519 import Identity

    try:
        return str(Identity.from_str(_text_of(path).strip()))
    except (IdentityError, ValueError) as error:
        raise _damaged(path) from error


def _text_of(path: Path) -> str:
    with _told(path), path.open("rb") as file:
        return file.read(_SIZE).decode("utf-8", "replace")


def _write(path: Path, content: str) -> None:
    """Whole and for nobody else's eyes, or not at all; never over another key."""
    new = path.with_name(f"{path.name}.new")
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        new.unlink(missing_ok=True)
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        patiently(os.replace, new, path)


def _moved_aside(path: Path) -> None:
    with _told(path):
        os.replace(path, path.with_name(f"{path.stem}-other-computer{path.suffix}"))


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SurroundingsFailed(
            f"อ่านหรือเขียนกุญแจ {path} ไม่ได้",
            "โปรดตรวจสิทธิ์ของโฟลเดอร์และที่ว่างในดิสก์",
            f"the keys cannot be read or written: {error.strerror or error}",
        ) from error


def _damaged(path: Path) -> Refused:
    return Refused(
        f"ไฟล์กุญแจ {path} เสียหาย",
        "โปรดนำไฟล์กุญแจที่สำรองไว้กลับมาวางที่เดิม",
        "the file of keys is damaged; put a copy of it back",
    )
