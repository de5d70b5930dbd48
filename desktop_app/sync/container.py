"""A package's outside: one age file (C2SP, age-encryption.org/v1) with the database of the package in it and pictures behind it.

So an office that has nothing but its key and the program ``age`` still gets at what was sent. Whoever finds the file learns
neither who sent it nor to whom. age proves nothing about the sender: the signature lies inside, in ``meta``, over the
content (:func:`desktop_app.store.contents.content`), and what age does say is that not one byte of the file is another one.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.errors import UserError
from desktop_app.store.failures import not_accepted
from desktop_app.store.foreign import private_file, said_size

from .streams import Parts, Reading, Sink, Writing

if TYPE_CHECKING:
    from pyrage.x25519 import Identity

MAGIC = b"age-encryption.org/v1\n"
ENDING = ".sarup"
RECIPIENTS = 150  # of one package
_HEAD = 20_000  # bytes of age's head
# pyrage takes a head apart in a time that grows with the square of its parts: 10,000 in 60 kB cost it 18 s
_PART, _PARTS = b"\n-> ", 200
_END = b"\n--- "
NO_END = 1 << 62
_FOR_OTHERS = "No matching keys"  # in what pyrage says


def write(out: Sink, parts: Iterable[bytes], to: Sequence[str]) -> None:
    """Writes the ``parts`` encrypted for the age recipients ``to``.

    :raises OSError: ``out`` cannot be written.
    """
    import pyrage

    recipients = [pyrage.x25519.Recipient.from_str(one) for one in to]
    source, stream = Parts(parts), Writing(out)
    try:
        pyrage.encrypt_io(source, stream, recipients)
    except (pyrage.EncryptError, OSError) as error:
        raise source.error or stream.error or error from error


def is_package(path: Path) -> bool:
    """By its first bytes. :raises OSError: it cannot be read."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def unpack(path: Path, identities: "Sequence[Identity]", inner: Path, behind: Path, told: object) -> None:
    """Decrypts the package at ``path``: its database into ``inner``, what lies behind it into ``behind``, both private.

    :raises Refused: it is damaged, or not for these identities. Then neither is there.
    :raises OSError: the file cannot be read, or there is no room.
    """
    try:
        with path.open("rb") as file:
            begin = file.read(_HEAD)
            head, end, _ = begin.partition(_END)
            if not head.startswith(MAGIC) or not end or head.count(_PART) > _PARTS:
                raise damaged(told, "its head is none that Sarup writes")
            with private_file(inner) as first, private_file(behind) as rest:
                _decrypt(Reading(file, begin), identities, Writing(_Parted(first, rest)), told)
    except BaseException:
        for made in (inner, behind):
            made.unlink(missing_ok=True)  # what age had decrypted until it failed
        raise


class _Parted:
    """A database, as long as its head says that it is, and what lies behind it."""

    def __init__(self, first: Sink, rest: Sink) -> None:
        self._first, self._rest = first, rest
        self._left: int | None = None

    def write(self, data: bytes) -> int:
        """The first time at least a head, unless there is no database: then all goes to ``first``, and will be refused."""
        if self._left is None:
            self._left = said_size(data) or NO_END
        self._first.write(data[: self._left])
        self._rest.write(data[self._left :])
        self._left = max(self._left - len(data), 0)
        return len(data)

    def flush(self) -> None:
        self._first.flush()
        self._rest.flush()


def _decrypt(source: Reading, identities: "Sequence[Identity]", out: Writing, told: object) -> None:
    import pyrage

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
        "โปรดเปิดที่เครื่องที่ไฟล์นี้ส่งถึง หากเพิ่งเปลี่ยนเครื่องหรือเปลี่ยนชื่อเครื่อง โปรดส่งข้อมูลไปสำนักงานก่อน แล้วขอไฟล์ใหม่",
    )


def damaged(told: object, english: str) -> UserError:
    return not_accepted(told, "ไฟล์ส่งงานเสียหายหรือถูกแก้ไข", english)
