"""A stick that is full, locked, pulled out or faulty: clear words, and what lay there before is as it was."""

import contextlib
import errno
import io
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.errors import SurroundingsFailed
from desktop_app.sync import medium
from desktop_app.sync.packing import Packed, pack
from tests.sync.conftest import Home, seated

posix = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")


@pytest.fixture
def old(stick: Path) -> Path:
    path = stick / "sarup-old.sarup"
    path.write_bytes(b"an older package")
    return path


def untouched(old: Path) -> bool:
    return [path.name for path in old.parent.iterdir()] == [old.name] and old.read_bytes() == b"an older package"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "ที่ว่างไม่พอ"),
        (errno.EFBIG, "ใหญ่เกิน"),
        (errno.EROFS, "เขียนไม่ได้"),
        (errno.EIO, "ถูกถอดออก"),
        (errno.ENODEV, "ถูกถอดออก"),
        (errno.EINVAL, "เขียนไม่ได้"),
    ],
)
def test_what_the_medium_refuses_is_told_and_the_old_package_untouched(number: int, words: str, old: Path) -> None:
    def fails(out: medium.Started) -> None:
        out.write(b"half")
        raise OSError(number, os.strerror(number))

    with pytest.raises(SurroundingsFailed, match=words):
        medium.put(old.parent, "new", ".sarup", fails)
    assert untouched(old)


def test_what_does_not_fit_is_told_before_anything_is_written(old: Path) -> None:
    with pytest.raises(SurroundingsFailed, match=r"ที่ว่างไม่พอ ต้องการ 1,000,000,000\.0 GB มีอยู่ [\d,.]+ [kMG]B"):
        medium.put(old.parent, "new", ".sarup", lambda out: pytest.fail("written"), size=10**18)
    assert untouched(old)


def test_what_was_left_when_the_stick_was_pulled_out_goes_with_the_next_package(
    sent: Packed, laptop: Path, at: Home, stick: Path
) -> None:
    mine = stick / f"{sent.path.name[:-8]}99{sent.path.suffix}{medium.PART}"
    others = stick / f"sarup-other-000001-20261122-101112.sarup{medium.PART}"
    for half in (mine, others):
        half.write_bytes(b"half")
    with seated(at, "laptop", laptop) as store:
        again = pack(store, stick)
    assert {path.name for path in stick.iterdir()} == {sent.path.name, again.path.name, others.name}


@pytest.mark.parametrize("at", [0, 3_000_000, 9_999_999])
def test_what_reads_back_differently_is_no_package(old: Path, at: int) -> None:
    def faulty(out: medium.Started) -> None:
        out.write(bytes(10_000_000))
        out.flush()
        with old.with_name(f"new.sarup{medium.PART}").open("rb+") as file:
            file.seek(at)
            file.write(b"\x01")

    with pytest.raises(SurroundingsFailed, match="read back differs"):
        medium.put(old.parent, "new", ".sarup", faulty)
    assert untouched(old)


def test_what_comes_in_pieces_of_any_size_is_written_as_it_is(stick: Path) -> None:
    dice = random.Random(1)
    pieces = [dice.randbytes(dice.choice((0, 1, 490, 65_552, 3_000_000))) for _ in range(60)]
    path = medium.put(stick, "new", ".sarup", lambda out: [out.write(piece) for piece in pieces])
    assert path.read_bytes() == b"".join(pieces)
    assert sum(map(len, pieces)) > 2 * medium.AHEAD


def test_who_is_quicker_than_the_medium_waits_for_it() -> None:
    """Else a package of 2 GB would lie in memory."""
    handed, ahead = 0, []

    class Slow(io.BytesIO):
        def write(self, data: bytearray, /) -> int:
            time.sleep(0.005)
            written = super().write(data)
            ahead.append(handed - self.tell())
            return written

    with medium.Started(Slow()) as out:
        for _ in range(400):
            handed += out.write(bytes(100_000))
        out.flush()
    assert max(ahead) < 8_000_000
    assert ahead[-1] == 0


@posix
def test_after_a_failure_nothing_more_is_taken_and_no_thread_stays(old: Path) -> None:
    written = 0

    def much(out: medium.Started) -> None:
        nonlocal written
        with file_size_limit(2_000_000):
            for _ in range(100):
                written += out.write(bytes(1_000_000))

    with pytest.raises(SurroundingsFailed, match="exFAT"):
        medium.put(old.parent, "new", ".sarup", much)
    assert written < 20_000_000  # of 100: what waits, and what it goes on from
    assert untouched(old)
    assert not [one for one in threading.enumerate() if one.name.startswith("writing")]


def test_no_folder_and_a_file_in_its_place_are_told(old: Path) -> None:
    for folder in (old.parent / "none", old):
        with pytest.raises(SurroundingsFailed, match="there is no folder"):
            medium.put(folder, "new", ".sarup", lambda out: 0)
    assert untouched(old)


@pytest.mark.skipif(not sys.platform.startswith("linux") or os.getuid() != 0, reason="mounts a small stick")
def test_a_stick_that_runs_full_while_it_is_written(sent: Packed, laptop: Path, at: Home, stick: Path) -> None:
    before = sent.path.read_bytes()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", stick], capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        old = stick / "sarup-old.sarup"
        old.write_bytes(b"an older package")
        with seated(at, "laptop", laptop) as store, pytest.raises(SurroundingsFailed, match="ที่ว่างไม่พอ"):
            pack(store, stick)
        assert untouched(old)
        with pytest.raises(SurroundingsFailed, match="ที่ว่างไม่พอ โปรด"):  # somebody else filled it meanwhile
            medium.put(stick, "new", ".sarup", lambda out: out.write(bytes(100_000)))
        assert untouched(old)
        subprocess.run(["mount", "-o", "remount,ro", stick], check=True)
        with seated(at, "laptop", laptop) as store, pytest.raises(SurroundingsFailed, match="ปลดล็อก"):
            pack(store, stick)
        assert untouched(old)
    finally:
        subprocess.run(["umount", stick], check=True)
    assert sent.path.read_bytes() == before


@posix
def test_a_file_size_limit_leaves_nothing_half_written(sent: Packed, laptop: Path, at: Home, tmp_path: Path) -> None:
    """As FAT's 4 GB: the system refuses in the middle of the file."""
    empty = tmp_path / "other-stick"
    empty.mkdir()
    with seated(at, "laptop", laptop) as store:
        with pytest.raises(SurroundingsFailed, match="exFAT"), file_size_limit(1000):
            medium.put(empty, "new", ".sarup", lambda out: out.write(b"x" * 2000))
        assert list(empty.iterdir()) == []
        assert pack(store, empty).path.exists()


@contextlib.contextmanager
def file_size_limit(size: int) -> Iterator[None]:
    import resource

    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)


def test_a_second_package_of_the_same_second_gets_another_name(stick: Path) -> None:
    names = [medium.put(stick, "sarup เครื่อง/ที่ 1", ".sarup", lambda out: out.write(b"x")).name for _ in range(3)]
    assert names == ["sarup-1.sarup", "sarup-1-2.sarup", "sarup-1-3.sarup"]


@pytest.mark.parametrize("text", ["CON", "ก" * 300, "a" * 300, "../../etc", "a:b", " .", ""])
def test_every_name_is_good_on_every_stick(text: str) -> None:
    name = f"sarup-{medium.ascii_name(text)}"
    assert name.isascii()
    assert len(name) < 80
    assert not set(name) & set('<>:"/\\|?*. ')
