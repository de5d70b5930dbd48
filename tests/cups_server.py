"""A real CUPS server for the tests: own folder, own socket, own printers, nothing of the computer's own queues.

``cups`` is a started server with the printer ``SARUP_PDF`` (cups-pdf); what is printed arrives in ``cups.folder``, and
``cups.printed()`` waits for it. ``CUPS_SERVER`` points to its socket for the whole session, so that lp and Qt, which asks
for it only once a process, see this server when it runs and no printer at all when it does not.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

CUPSD, BACKEND = Path("/usr/sbin/cupsd"), Path("/usr/lib/cups/backend/cups-pdf")
PRINTER = "SARUP_PDF"
HOME = Path(tempfile.gettempdir()) / f"sarup-cups-{os.getpid()}"
SOCKET = HOME / "socket"
SETTINGS = Path(f"/etc/cups/cups-pdf-{HOME.name}.conf")  # the one place where cups-pdf looks for them

SERVER = f"""
Listen {SOCKET}
Browsing No
WebInterface No
LogLevel info
MaxLogSize 0
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
  </Limit>
</Policy>
"""
FILES = f"""
ServerRoot {HOME}
RequestRoot {HOME}/spool
CacheDir {HOME}/cache
StateDir {HOME}/state
AccessLog {HOME}/access.log
ErrorLog {HOME}/error.log
PageLog {HOME}/page.log
"""

BACKEND_OF_OURS = f"""#!/bin/sh
[ $# = 0 ] && echo 'file keep "Unknown" "keeps what is printed"' && exit
gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=pdfwrite -sOutputFile={HOME}/part "${{6:--}}" >&2 && mv {HOME}/part {HOME}/out/$1.pdf
"""


@dataclass(frozen=True)
class Cups:
    """A running server; every printed document arrives in ``folder`` as a PDF."""

    printer: str
    folder: Path

    def printed(self, seconds: float = 60) -> Path:
        """The newest document, when the queue is empty and its file whole."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = sorted(self.folder.glob("*.pdf"), key=lambda path: path.stat().st_mtime_ns)
            if found and not _ask("lpstat", "-o"):
                return found[-1]
            time.sleep(0.05)
        raise AssertionError("nothing was printed:\n" + (HOME / "error.log").read_text(encoding="utf-8")[-4000:])

    def received(self) -> Path:
        """The newest document as it came to the server. cups-pdf prints by way of PostScript and loses Thai characters."""
        return max((HOME / "spool").glob("d*-001"), key=lambda path: path.stat().st_mtime_ns)

    def page_log(self) -> str:
        """The server's last line on a job: printer, user, number, time, "total" and sheets with copies, title, paper."""
        return (HOME / "page.log").read_text(encoding="utf-8").splitlines()[-1]

    def clear(self, seconds: float = 60) -> None:
        """Forgets what was printed before, after the last of it has come out: a test need not wait for its own job."""
        end = time.monotonic() + seconds
        while _ask("lpstat", "-o") and time.monotonic() < end:
            time.sleep(0.05)
        for path in self.folder.iterdir():
            path.unlink()


def pytest_configure() -> None:
    os.environ["CUPS_SERVER"] = str(SOCKET)
    os.environ["PATH"] += os.pathsep + str(CUPSD.parent)  # lpadmin and its kin, which Debian shows to root alone


@pytest.fixture(scope="session")
def cups_session() -> Iterator[Cups]:
    if not (CUPSD.exists() and BACKEND.exists() and shutil.which("lp")):
        pytest.skip("CUPS with cups-pdf is not installed")
    for folder in (HOME, HOME / "out"):
        folder.mkdir()
        folder.chmod(0o755)  # filters run as another user
    device = _own_backend() if os.geteuid() else _cups_pdf()
    server = _start(device)
    try:
        yield Cups(PRINTER, HOME / "out")
    finally:
        server.terminate()
        server.wait(20)
        SETTINGS.unlink(missing_ok=True)
        shutil.rmtree(HOME)


@pytest.fixture
def cups(cups_session: Cups) -> Cups:
    """The server with nothing printed yet."""
    cups_session.clear()
    return cups_session


def _cups_pdf() -> str:
    """cups-pdf with an output folder of its own."""
    SETTINGS.write_text(f"Out {HOME}/out\nAnonDirName {HOME}/out\nSpool {HOME}/pdf\nLog {HOME}\n", encoding="utf-8")
    return f"cups-pdf:/{HOME.name}"


def _own_backend() -> str:
    """cups-pdf works only for root. For everybody else a backend of ours does what it does: PostScript to a PDF."""
    programs = HOME / "programs"
    (programs / "backend").mkdir(parents=True)
    for folder in BACKEND.parent.parent.iterdir():
        if folder.name != "backend":
            (programs / folder.name).symlink_to(folder)
    backend = programs / "backend" / "keep"
    backend.write_text(BACKEND_OF_OURS, encoding="utf-8")
    backend.chmod(0o755)
    return "keep:/"


def _start(device: str) -> subprocess.Popen[bytes]:
    own = HOME / "programs"
    (HOME / "cupsd.conf").write_text(SERVER, encoding="utf-8")
    (HOME / "cups-files.conf").write_text(FILES + (f"ServerBin {own}\n" if own.exists() else ""), encoding="utf-8")
    server = subprocess.Popen([CUPSD, "-f", "-c", HOME / "cupsd.conf", "-s", HOME / "cups-files.conf"])
    try:
        _wait_for_answer()
        queue = ["-v", device, "-m", "lsb/usr/cups-pdf/CUPS-PDF_opt.ppd", "-o", "PageSize=A4"]
        subprocess.run(["lpadmin", "-p", PRINTER, "-E", *queue], check=True, timeout=60, stderr=subprocess.DEVNULL)
    except BaseException:
        server.kill()
        raise
    return server


def _wait_for_answer() -> None:
    end = time.monotonic() + 30
    while "scheduler is running" not in _ask("lpstat", "-r"):
        if time.monotonic() > end:
            raise AssertionError("cupsd did not start:\n" + (HOME / "error.log").read_text(encoding="utf-8")[-4000:])
        time.sleep(0.05)


def _ask(*command: str) -> str:
    words = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, env=words, capture_output=True, text=True, timeout=30, check=False).stdout
