"""A package's outside. The file is, one after the other:

* the line ``sarup-package 1``,
* four bytes, big-endian: the length of the head,
* the head, JSON: the sender's card without a name, its device, when it was made, and for whose keys,
* the database of the package (:mod:`desktop_app.store.parcels`), encrypted with age (C2SP) to these keys,
* 64 bytes: the sender's Ed25519 signature of the SHA-256 of all before it.

age says nothing of who encrypted; the signature does, and it covers the head too. Whoever finds the file learns neither
names nor texts from it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from desktop_app.errors import UserError
from desktop_app.store.failures import not_accepted
from desktop_app.store.foreign import SIZE_LIMIT, private_file
from desktop_app.store.versions import DEVICES

from .cards import Card, from_plain, to_plain
from .keys import Keys
from .streams import Hashed, Stream

MAGIC = b"sarup-package 1\n"
ENDING = ".sarup"
_SAID = b"sarup-package 1 signature\n"  # before the hash, so that the key signs nothing else by mistake
_HEAD = 20_000  # bytes
_SIGNATURE = 64
_AGE_HEAD = 65_536  # bytes of age's own head: room for 500 recipients, and no work for somebody's endless one
_PIECE = 1 << 20


@dataclass(frozen=True)
class Head:
    sender: Card
    device: int
    made: str
    to: tuple[str, ...]


def write(out: IO[bytes], inner: Path, keys: Keys, device: int, made: str, to: Sequence[str]) -> bytes:
    """Writes the package around the database ``inner`` for the age recipients ``to``; gives the SHA-256 of its bytes."""
    import pyrage

    card = Card(keys.card.kind, "", keys.card.sign, keys.card.age)
    told = {"from": to_plain(card), "device": device, "made": made, "to": list(to)}
    head = json.dumps(told, separators=(",", ":")).encode()
    hashed = Hashed(out)
    hashed.write(MAGIC + len(head).to_bytes(4, "big") + head)
    with inner.open("rb") as source:
        encrypted = Stream(hashed)
        try:
            pyrage.encrypt_io(source, encrypted, [pyrage.x25519.Recipient.from_str(one) for one in to])
        except pyrage.EncryptError as error:
            raise encrypted.error or error from error
    hashed.write(keys.sign(_SAID + hashed.digest()))
    return hashed.digest()


def is_package(path: Path) -> bool:
    """By its first bytes. :raises OSError: it cannot be read."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def unpack(path: Path, identities: Sequence[Any], target: Path, told: object) -> Head:
    """Decrypts the package at ``path`` into ``target``, which is private; reads the file only once.

    :raises Refused: it is damaged, not for these identities, or not signed by whom it says. Then ``target`` is gone.
    :raises OSError: the file cannot be read, or there is no room.
    """
    size = path.stat().st_size
    if size > SIZE_LIMIT:
        raise not_accepted(told, f"ใหญ่เกิน {SIZE_LIMIT // 10**9} GB", f"it is over {SIZE_LIMIT // 10**9} GB")
    try:
        with path.open("rb") as file:
            source = Hashed(file, size - _SIGNATURE)
            head = read_head(source, told)
            _decrypt(source, identities, target, told)
            while source.read(_PIECE):
                pass
            _check_signature(head.sender, file.read(_SIGNATURE), source.digest(), told)
    except BaseException:
        target.unlink(missing_ok=True)  # what age had decrypted until it failed
        raise
    return head


def read_head(source: Hashed, told: object) -> Head:
    """:raises Refused: the file is no package, or a newer one."""
    if source.read(len(MAGIC)) != MAGIC:
        raise not_accepted(told, "ไม่ใช่ไฟล์ของสรุป", "it is no package of Sarup's")
    length = int.from_bytes(source.read(4), "big")
    if length > _HEAD:
        raise damaged(told, "its head is too long")
    try:
        plain = json.loads(source.read(length))
        sender, device, made, to = from_plain(plain["from"]), plain["device"], plain["made"], plain["to"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise damaged(told, "its head is no head") from error
    texts = isinstance(to, list) and all(isinstance(one, str) for one in [made, *to])
    if type(device) is not int or not 0 < device < DEVICES or not texts or len(made) > 40 or not made.isprintable():
        raise damaged(told, "its head is no head")
    return Head(sender, device, made, tuple(to))


def _decrypt(source: Hashed, identities: Sequence[Any], target: Path, told: object) -> None:
    import pyrage

    begin = source.read(_AGE_HEAD)
    if b"\n--- " not in begin:
        raise damaged(told, "what it holds is not encrypted with age")
    whole = Stream(source, begin)
    with private_file(target) as file:
        out = Stream(file)
        try:
            pyrage.decrypt_io(whole, out, list(identities))
        except pyrage.DecryptError as error:
            if trouble := whole.error or out.error:
                raise trouble from error
            raise damaged(told, f"it cannot be decrypted: {error}") from error


def _check_signature(sender: Card, signature: bytes, digest: bytes, told: object) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(sender.sign).verify(signature, _SAID + digest)
    except (InvalidSignature, ValueError) as error:
        raise damaged(told, "its signature does not fit") from error


def damaged(told: object, english: str) -> UserError:
    return not_accepted(told, "ไฟล์ส่งงานเสียหายหรือถูกแก้ไข", english)
