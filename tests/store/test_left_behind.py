"""What a killed program left of others' files, decrypted, goes with the next; what is in use and what is not ours stays."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from desktop_app.store import file_lock, left_behind
from desktop_app.store.foreign import private_folder

KILLED = """
import os, signal, sys, tempfile
tempfile.tempdir = sys.argv[1]
from desktop_app.store.foreign import private_folder
with private_folder() as folder:
    (folder / "parcel.db").write_bytes(b"somebody's report")
    print(folder, flush=True)
    if sys.argv[2] == "now":
        os.kill(os.getpid(), signal.SIGKILL)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def begun(folder: Path, when: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", KILLED, str(folder), when]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_what_a_killed_program_left_goes_with_the_next_folder(temporary: Path) -> None:
    killed = begun(temporary, "now")
    left = Path(killed.communicate()[0].decode().strip())
    assert (left / "parcel.db").exists()
    with private_folder() as folder:
        assert list(temporary.iterdir()) == [folder]
    assert list(temporary.iterdir()) == []


def test_what_another_program_works_with_stays(temporary: Path) -> None:
    other = begun(temporary, "later")
    assert other.stdout
    used = Path(other.stdout.readline().decode().strip())
    with private_folder():
        left_behind.sweep()
    assert (used / "parcel.db").read_bytes() == b"somebody's report"
    other.communicate()
    assert list(temporary.iterdir()) == []


def test_a_folder_that_is_being_made_is_not_taken_away(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program looks around just before the lock is taken."""
    lock, looking = file_lock._lock, []

    def look_around_first(file: int) -> None:
        if not looking:
            looking.append(True)
            left_behind.sweep()
        lock(file)

    monkeypatch.setattr(file_lock, "_lock", look_around_first)
    with private_folder() as folder:
        (folder / "staging.db").write_bytes(b"x")
        assert looking


def test_what_has_only_the_name_stays(temporary: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "in-use").touch()
    (temporary / "sarup-mine").mkdir()
    (temporary / "sarup-file").touch()
    if os.name == "posix":  # elsewhere a link takes an administrator
        (temporary / "sarup-link").symlink_to(elsewhere, target_is_directory=True)
    before = sorted(temporary.iterdir())
    left_behind.sweep()
    assert sorted(temporary.iterdir()) == before
    assert (elsewhere / "in-use").exists()
