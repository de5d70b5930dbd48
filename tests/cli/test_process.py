"""The command as a process: no screen, no window library, any locale, pipes, and its exit codes."""

import errno
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SAMPLE

posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes, signals and screens of POSIX")
BARE = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ} | {
    "LC_ALL": "C"
}  # no DISPLAY, no Thai locale


def sarup(home: Path, *words: object, **more: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "desktop_app", *map(str, words)]
    env = BARE | {"SARUP_HOME": str(home)} | more
    return subprocess.run(command, capture_output=True, env=env, check=False, timeout=120)


def test_every_verb_speaks_utf8_in_the_c_locale(home: Path) -> None:
    assert sarup(home, "import", SAMPLE).returncode == 0
    assert "28 มิ.ย.-2 ก.ค. 2567" in sarup(home, "list").stdout.decode("utf-8")
    assert "ไม่พบ" in sarup(home, "import", "ไม่มี.json").stderr.decode("utf-8")
    assert "ขยะ" in sarup(home, "list", "--find", "ขยะ", PYTHONIOENCODING="ascii").stdout.decode("utf-8")


@posix
def test_the_window_without_a_screen_is_refused_in_words_and_not_by_an_abort(home: Path) -> None:
    for screen in ({}, {"DISPLAY": ":987"}):
        for words in ((), ("gui",)):
            said = sarup(home, *words, **screen)
            assert said.returncode == 4
            assert "ไม่มีจอภาพ" in said.stderr.decode()


# verb: libraries that it has no use for
UNUSED = {
    ("list",): {"sqlalchemy", "uharfbuzz", "pikepdf", "platformdirs"},
    ("export", SAMPLE, "out.json"): {"sqlalchemy", "uharfbuzz", "pikepdf"},
    ("export", SAMPLE, "out.txt"): {"sqlalchemy", "uharfbuzz", "pikepdf"},
    ("export", SAMPLE, "out.pdf"): {"sqlalchemy", "pypdfium2"},
    ("import", SAMPLE): {"uharfbuzz", "pikepdf"},
    ("--version",): {"sqlalchemy", "uharfbuzz", "pikepdf", "sqlite3", "platformdirs"},
}


@pytest.mark.parametrize("words", UNUSED, ids=lambda words: " ".join(str(word).rsplit("/", 1)[-1] for word in words))
def test_a_verb_imports_no_window_and_no_library_it_has_no_use_for(home: Path, tmp_path: Path, words: tuple) -> None:
    code = f"""
import json, sys
from desktop_app.cli import main
code = main({[str(word) for word in words]!r})
print(json.dumps([code, sorted({{name.split(".")[0] for name in sys.modules}})]))
"""
    env = BARE | {"SARUP_HOME": str(home)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=env, cwd=tmp_path, check=True)
    exit_code, modules = json.loads(done.stdout.decode().splitlines()[-1])
    assert exit_code == 0
    assert set(modules) & (UNUSED[words] | {"PySide6", "shiboken6", "pyrage", "cryptography"}) == set()


def test_a_reader_that_has_seen_enough_is_no_fault(home: Path) -> None:
    sarup(home, "import", *[SAMPLE] * 30)
    report = json.loads(sarup(home, "list", "--json").stdout)[0]["id"]
    command = [sys.executable, "-m", "desktop_app", "history", report]
    env = BARE | {"SARUP_HOME": str(home)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline()
        process.stdout.close()
        assert (process.wait(60), process.stderr.read()) == (0, b"")


class Unread(io.TextIOWrapper):
    def write(self, text: str) -> int:
        raise OSError(errno.EINVAL, "Invalid argument")


def test_a_reader_that_has_seen_enough_is_no_fault_in_the_words_of_windows(
    home: Path, tmp_path: Path, monkeypatch
) -> None:
    from desktop_app.cli import main

    assert main(["import", str(SAMPLE)]) == 0
    with Unread((tmp_path / "pipe").open("wb")) as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        monkeypatch.setattr(sys, "platform", "win32")
        assert main(["list"]) == 0
    assert not (home / "log").exists()


@posix
def test_a_full_output_is_4(home: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "desktop_app", "list", "--json"], stdout=full, stderr=subprocess.PIPE,
            env=BARE | {"SARUP_HOME": str(home)}, check=False,
        )  # fmt: skip
    assert done.returncode == 4
    assert "เขียนผลลัพธ์ไม่ได้" in done.stderr.decode()


@posix
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-", "2>/dev/full"])
def test_without_streams_the_work_is_done_and_the_exit_code_says_how_it_went(
    home: Path, tmp_path: Path, closed: str
) -> None:
    env = BARE | {"SARUP_HOME": str(home)}
    commands = {f"import {SAMPLE}": 0, f"export {SAMPLE} out.pdf": 0, "list": 0, "import none.json": 3, "dance": 2}
    for words, code in commands.items():
        line = f"{sys.executable} -m desktop_app {words} {closed}"
        done = subprocess.run(["sh", "-c", line], capture_output=True, env=env, cwd=tmp_path, check=False)
        assert done.returncode == code, (words, done.stderr)
        assert b"Traceback" not in done.stderr
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


@posix
def test_ctrl_c_ends_in_silence_with_130(home: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "slow.json"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "desktop_app", "import", str(pipe)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=BARE | {"SARUP_HOME": str(home)}) as process:
        with pipe.open("wb"):  # opened once the program waits for the file's content
            process.send_signal(signal.SIGINT)
            assert process.wait(60) == 130
        assert process.stderr
        assert process.stderr.read() == b""


def test_a_bug_is_logged_and_told_calmly(home: Path, monkeypatch, capsys) -> None:
    from desktop_app.cli import listing, main

    monkeypatch.setattr(listing, "reader", lambda arguments: 1 / 0)
    assert main(["list"]) == 70
    said = capsys.readouterr().err
    assert "ข้อมูลที่บันทึกแล้วยังอยู่ครบ" in said
    assert "Traceback" not in said
    log = (home / "log" / "sarup.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in log
    assert str(home) in said
