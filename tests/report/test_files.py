"""A report's file is whole or not there, and never takes an input's place."""

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.errors import Refused, SurroundingsFailed
from desktop_app.report import files

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes, links and limits of POSIX")


def test_the_file_holds_the_bytes_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    files.write(tmp_path / "a.pdf", b"new")
    assert (tmp_path / "a.pdf").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


@posix
def test_an_older_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    path.chmod(0o640)
    files.write(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@posix
def test_a_new_file_gets_the_mode_of_the_persons_other_files(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        files.write(tmp_path / "a.pdf", b"")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a.pdf").stat().st_mode) == 0o640


@posix
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.pdf").write_bytes(b"old")
    (tmp_path / "link.pdf").symlink_to("real.pdf")
    files.write(tmp_path / "link.pdf", b"new")
    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "real.pdf").read_bytes() == b"new"


def test_an_input_is_never_written_over_whatever_its_name(tmp_path: Path) -> None:
    kept = tmp_path / "in.json"
    kept.write_bytes(b"input")
    os.link(kept, tmp_path / "same.json")
    for name in ("in.json", "same.json", "../" + tmp_path.name + "/in.json"):
        with pytest.raises(Refused, match="ไม่เขียนทับ"):
            files.write(tmp_path / name, b"new", never=[kept])
    assert kept.read_bytes() == b"input"


@pytest.mark.parametrize(
    ("name", "said"),
    [("no/folder/a.pdf", "ไม่มีโฟลเดอร์"), (".", "folder"), ("a\x00.pdf", "null"), ("a" * 300, "ชื่อไฟล์ยาวเกินไป")],
)
def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(SurroundingsFailed) as failure:
        files.write(tmp_path / name, b"new")
    assert said in str(failure.value)
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_write_protected_stick_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def mkstemp(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")  # mounting one takes an administrator

    monkeypatch.setattr("tempfile.mkstemp", mkstemp)
    with pytest.raises(SurroundingsFailed, match="อ่านได้อย่างเดียว"):
        files.write(tmp_path / "x.pdf", b"x")


@pytest.mark.skipif(
    sys.platform != "win32", reason="elsewhere such a file is replaced, and a name may have any letters"
)
def test_what_windows_does_not_write_is_said(tmp_path: Path) -> None:
    with (tmp_path / "open.pdf").open("wb"), pytest.raises(SurroundingsFailed, match="ปิดโปรแกรมที่เปิดไฟล์นี้อยู่"):
        files.write(tmp_path / "open.pdf", b"new")
    with pytest.raises(SurroundingsFailed, match="ไม่รับชื่อไฟล์นี้"):
        files.write(tmp_path / "15?.pdf", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["open.pdf"]


@posix
def test_no_permission_is_said(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    me = os.geteuid()
    os.seteuid(me or 65534)  # root may write everywhere
    try:
        with pytest.raises(SurroundingsFailed, match="สิทธิ์"):
            files.write(closed / "a.pdf", b"new")
    finally:
        os.seteuid(me)
    assert list(closed.iterdir()) == []


@posix
@pytest.mark.parametrize("old", [None, b"old"])
def test_a_full_disk_leaves_what_was_there(tmp_path: Path, old: bytes | None) -> None:
    path = tmp_path / "a.pdf"
    if old is not None:
        path.write_bytes(old)
    resource = pytest.importorskip("resource")
    limit, before = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limit[1]))
    try:
        with pytest.raises(SurroundingsFailed, match="เต็ม"):
            files.write(path, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, before)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [old] * (old is not None)


def test_a_kill_while_writing_never_leaves_half_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    code = f"""
from pathlib import Path
from desktop_app.report import files
print(flush=True)
for number in range(10**9):
    files.write(Path({str(path)!r}), bytes([number % 256]) * 300_000)
"""
    for _ in range(8):
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as writer:
            assert writer.stdout
            writer.stdout.readline()
            while not path.exists():
                assert writer.poll() is None
            writer.kill()
        assert len(set(path.read_bytes())) == 1
        assert path.stat().st_size == 300_000
