"""What is no package, or an evil one, is refused in no time, and nothing of what was decrypted stays."""

import time
from pathlib import Path

import pyrage
import pytest

from desktop_app.errors import Refused, WrongUsage
from desktop_app.store.database import Store
from desktop_app.store.partners import Partner
from desktop_app.sync import cards, container, keys
from desktop_app.sync.packing import Packed, pack
from tests.sync.conftest import Home, looked_into, seated

HEAD = b"age-encryption.org/v1\n"
MAC = b"--- " + b"A" * 43 + b"\n"
STANZA = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
EVIL = {
    "no end": HEAD + STANZA,
    "endless": HEAD + STANZA * 2000 + MAC + b"x" * 100,
    "endless and small": HEAD + b"-> X\n\n" * 3000 + MAC + b"x" * 100,
    "as many as may be": HEAD + STANZA * 190 + MAC + b"x" * 100,
    "one endless part": HEAD + b"-> X " + b"A " * 9000 + b"\n\n" + MAC + b"x" * 100,
    "one endless body": HEAD + b"-> X\n" + (b"A" * 64 + b"\n") * 280 + b"\n" + MAC + b"x" * 100,
    "nothing in it": HEAD + MAC,
    "only its first line": HEAD,
}


@pytest.mark.parametrize("what", EVIL)
def test_an_evil_head_is_refused_in_no_time(what: str, at: Home, office: Path, stick: Path) -> None:
    path = stick / "evil.sarup"
    path.write_bytes(EVIL[what])
    check_refused(at, office, path)


def test_a_package_for_a_passphrase_is_refused_without_trying_it(at: Home, office: Path, stick: Path) -> None:
    path = stick / "evil.sarup"
    path.write_bytes(HEAD + b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 22\n" + b"A" * 43 + b"\n" + MAC + b"x" * 100)
    check_refused(at, office, path)


def test_something_else_in_the_office_s_encryption_is_refused(at: Home, office: Path, stick: Path) -> None:
    to = [pyrage.x25519.Recipient.from_str(cards.load(office / keys.OFFICE_CARD).age)]
    for content in (b"", b"text", b"SQLite format 3\x00" + b"\0" * 5000, b"\0" * 3_000_000):
        path = stick / "other.sarup"
        path.write_bytes(pyrage.encrypt(content, to))
        check_refused(at, office, path)


def check_refused(at: Home, office: Path, path: Path) -> None:
    with seated(at, "office", office / "sarup.db") as store:
        before = time.process_time()
        with pytest.raises(Refused), looked_into(path, store):
            pass
        assert time.process_time() - before < 5  # as the benchmark of mutated packages has it; it takes some 0.2


def test_what_was_decrypted_before_the_damage_does_not_stay(sent: Packed, office: Path, tmp_path: Path) -> None:
    data = bytearray(sent.path.read_bytes())
    data[-1] ^= 1
    sent.path.write_bytes(data)
    own = keys.office_of(office / "sarup.db")
    assert own
    with pytest.raises(Refused, match="cannot be decrypted"):
        container.unpack(sent.path, own.opening(), tmp_path / "inner.db", tmp_path / "behind", "it")
    assert not [*tmp_path.glob("inner.db"), *tmp_path.glob("behind")]


def test_a_package_has_no_more_receivers_than_an_office_takes(at: Home, office: Path, stick: Path) -> None:
    with seated(at, "office", office / "sarup.db") as store:
        for number in range(container.RECIPIENTS - 1):
            know(store, number)
        assert len(pack(store, stick).to) == container.RECIPIENTS - 1  # and the office itself
        know(store, container.RECIPIENTS)
        with pytest.raises(WrongUsage, match="at most"):
            pack(store, stick)
        assert pack(store, stick, to="laptop 7").to == ("laptop 7",)


def know(store: Store, number: int) -> None:
    age = str(pyrage.x25519.Identity.generate().to_public())
    card = cards.Card(cards.LAPTOP, f"laptop {number}", number.to_bytes(32, "big"), age)
    store.remember(Partner(card.id, cards.to_plain(card), [number + 1]))
