"""Child processes with their time and memory. Light itself: a child's peak memory is counted from its parent's."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.peers.places import FONTS, ROOT

PYTHON = [sys.executable, "-P", "-m"]
_FONTCONFIG = '<?xml version="1.0"?><fontconfig><dir>{}</dir><cachedir>{}</cachedir></fontconfig>'


def environment(folder: Path) -> None:
    """For all children: this checkout's program, a home of its own, byte code kept from the first run on as an installation has it."""
    os.environ["PYTHONPATH"] = str(ROOT)
    os.environ["SARUP_HOME"] = str(folder / "home")
    os.environ.pop("SARUP_DB", None)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    os.environ["QT_LOGGING_RULES"] = "qt.qpa.*=false"


def said(module: str, *words: str) -> str:
    """What a module of this checkout prints."""
    return subprocess.run(
        [*PYTHON, module, *words], check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ).stdout


def measured(command: list[str]) -> tuple[float, float]:
    """Seconds and peak megabytes of a process.

    :raises RuntimeError: it failed: its last line.
    """
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stderr
        told = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise RuntimeError((told.strip() or f"{command[0]} ended with {process.returncode}").splitlines()[-1])
    return seconds, used.ru_maxrss / 1024


class Running:
    """A program that answers a line with seconds."""

    def __init__(self, *words: str) -> None:
        command = [*PYTHON, "tests.benchmarks.peers.worker", *words]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True)
        self.ready = self._line().removeprefix("ready").strip()

    def ask(self, *numbers: int) -> list[float]:
        assert self._process.stdin
        print(*numbers, file=self._process.stdin, flush=True)
        return [float(word) for word in self._line().split()]

    def end(self) -> float:
        """Its peak memory in megabytes."""
        assert self._process.stdin
        self._process.stdin.close()
        _, status, used = os.wait4(self._process.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        return used.ru_maxrss / 1024

    def _line(self) -> str:
        assert self._process.stdout
        line: str = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._process.args!r} ended with {self._process.wait()}")
        return line


class Office:
    """LibreOffice without a window, with a profile of its own in ``folder`` and no fonts but ours."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._fonts = folder / "fonts.conf"
        self._fonts.write_text(_FONTCONFIG.format(FONTS, folder / "fonts"), encoding="utf-8")

    def command(self, sources: list[Path]) -> list[str]:
        profile = f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"
        program = ["env", f"FONTCONFIG_FILE={self._fonts}", "soffice", profile, "--headless"]
        return [*program, "--convert-to", "pdf", "--outdir", str(self._folder), *map(str, sources)]

    def one_more(self) -> float:
        """Milliseconds that a further report adds to a call."""
        more = sorted(self._folder.glob("more-*.fodt"))
        alone, all_of_them = measured(self.command(more[:1]))[0], measured(self.command(more))[0]
        return 1000 * (all_of_them - alone) / (len(more) - 1)

    def many(self) -> tuple[float, int, float]:
        """Seconds, pages and megabytes of all reports in one file."""
        seconds, memory = measured(self.command([self._folder / "many.fodt"]))
        pages = said("tests.benchmarks.peers.page_count", str(self._folder / "many.pdf"))
        return seconds, int(pages), memory
