"""A package's outside: one age file (C2SP, age-encryption.org/v1) with the database of the package in it, nothing else.

So an office that has nothing but its key and the program ``age`` still gets at what was sent. Whoever finds the file learns
neither who sent it nor to whom. age proves nothing about the sender: the signature lies inside, in ``meta``, over the
content (:func:`desktop_app.store.parcels.content`), and what age does say is that not one byte of the file is another one.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.errors import UserError
from desktop_app.store.failures import not_accepted
from desktop_app.store.foreign import private_file

from .streams import Reading, Sink, Writing

if TYPE_CHECKING:
    from pyrage.x25519 import Identity

MAGIC = b"age-encryption.org/v1\n"
ENDING = ".sarup"
RECIPIENTS = 150  # of one package
_HEAD = 20_000  # bytes of age's head
# pyrage takes a head apart in a time that grows with the square of its parts: 10,000 in 60 kB cost it 18 s
_PART, _PARTS = b"\n-> ", 200
_END = b"\n--- "
_FOR_OTHERS = "No matching keys"  # in what pyrage says


def write(out: Sink, inner: Path, to: Sequence[str]) -> int:
    """Writes the database ``inner`` encrypted for the age recipients ``to``; gives the CRC-32 of what was written.

    :raises OSError: ``out`` cannot be written.
    """
    import pyrage

    recipients = [pyrage.x25519.Recipient.from_str(one) for one in to]
    stream = Writing(out)
    with inner.open("rb") as source:
        try:
            pyrage.encrypt_io(source, stream, recipients)
        except pyrage.EncryptError as error:
            raise stream.error or error from error
    return stream.checksum


def is_package(path: Path) -> bool:
    """By its first bytes. :raises OSError: it cannot be read."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def unpack(path: Path, identities: "Sequence[Identity]", target: Path, told: object) -> None:
    """Decrypts the package at ``path`` into ``target``, which is private.

    :raises Refused: it is damaged, or not for these identities. Then ``target`` is gone.
    :raises OSError: the file cannot be read, or there is no room.
    """
    try:
        with path.open("rb") as file:
            begin = file.read(_HEAD)
            head, end, _ = begin.partition(_END)
            if not head.startswith(MAGIC) or not end or head.count(_PART) > _PARTS:
                raise damaged(told, "its head is none that Sarup writes")
            _decrypt(Reading(file, begin), identities, target, told)
    except BaseException:
        target.unlink(missing_ok=True)  # what age had decrypted until it failed
        raise


def _decrypt(source: Reading, identities: "Sequence[Identity]", target: Path, told: object) -> None:
    import pyrage

    with private_file(target) as file:
        out = Writing(file)
        try:
            pyrage.decrypt_io(source, out, list(identities))
        except (pyrage.DecryptError, OSError) as error:  # damage, too, is an OSError in pyrage, one without a number
            if trouble := source.error or out.error:
                raise trouble from error
            if _FOR_OTHERS in str(error):
                raise not_for_us(told) from error
            raise damaged(told, f"it cannot be decrypted: {error}") from error


def not_for_us(told: object) -> UserError:
    return not_accepted(
        told,
        "เข้ารหัสไว้ให้ผู้รับอื่น เครื่องนี้เปิดไม่ได้",
        "it is encrypted for somebody else's key",
        "โปรดเปิดที่เครื่องของสำนักงานที่ไฟล์นี้ส่งถึง หรือขอไฟล์ที่ส่งถึงเครื่องนี้",
    )


def damaged(told: object, english: str) -> UserError:
    return not_accepted(told, "ไฟล์ส่งงานเสียหายหรือถูกแก้ไข", english)
