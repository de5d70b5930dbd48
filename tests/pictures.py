"""``python tests/pictures.py`` draws the README's pictures anew: the window with the sample, the sample's first page, and
what laptops and their office do together.
"""

import datetime as dt
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
SAMPLE, PICTURES = ROOT / "resources/sample/report.json", ROOT / "resources/pictures"
SCREEN = 1366, 768  # pixels of a small laptop
PAGE = 80  # dots per inch
WAIT = 2000  # ms for the window to be as it stays
LONG = 30_000  # ms that something may take
COLOURS = 128
HALLS = "หอประชุมองค์การบริหารส่วนตำบล", "ศาลาประชาคมหมู่ที่ 4"

sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QDialog, QWidget

    from desktop_app.model.records import Report
    from desktop_app.ui.window import MainWindow


@contextmanager
def window_over(database: Path) -> "Iterator[MainWindow]":
    from PySide6.QtWidgets import QApplication

    from desktop_app.ui.app import Program
    from desktop_app.ui.window import MainWindow

    app = QApplication.instance() or QApplication(["sarup"])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    program = Program(app)
    program.show(database)
    assert isinstance(program.window, MainWindow)
    program.window.resize(*SCREEN)
    wait()
    yield program.window
    wait_for(program.window.gone, program.window.close)
    program.stop()


def wait(milliseconds: int = WAIT) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_for(signal: "SignalInstance", act: Callable[[], Any] = lambda: None) -> None:
    """Until ``act`` has the signal sent."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    signal.connect(loop.quit)
    QTimer.singleShot(LONG, lambda: sys.exit("nothing happens"))
    QTimer.singleShot(0, act)
    loop.exec()


def take(widget: "QWidget", name: str) -> None:
    wait(500)
    widget.grab().save(str(PICTURES / f"{name}.png"))


def opened(window: "MainWindow", act: Callable[[], None], kind: "type[QDialog]") -> Any:
    act()
    while (found := window.findChild(kind)) is None:
        wait(50)
    wait()
    return found


def draw_page(pdf: bytes) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        document[0].render(scale=PAGE / 72).to_pil().save(PICTURES / "page.png")


def draw_sending(window: "MainWindow", card: Path) -> None:
    """A stick stands in the list that this computer does not have; the package goes into a folder."""
    from desktop_app.ui.office import media
    from desktop_app.ui.office.send import SendDialog

    stick = media.Medium("/media/chujai/WORK", "WORK", media.STICK, 7_300_000_000, True)
    find, media.find = media.find, lambda last, cancelled: iter([[stick]])
    dialog = opened(window, window.office.send_files, SendDialog)
    wait_for(dialog.receiver.known, lambda: dialog.receiver.take_card(str(card)))
    dialog.resize(dialog.width(), dialog.minimumSizeHint().height() + 120)
    take(dialog, "send")
    media.find = find
    dialog.reject()


def draw_receiving(window: "MainWindow") -> None:
    """What lies in the office's inbox, and what two people wrote differently once it is merged."""
    from desktop_app.ui.office.receive import ReceiveDialog
    from desktop_app.ui.office.settle import SettleDialog

    dialog = opened(window, window.office.receive_files, ReceiveDialog)
    dialog.files.table.selectRow(1)
    take(dialog, "receive")
    wait_for(dialog.looked, dialog.merge.click)
    dialog.reject()
    settle = opened(window, window.office.settle_conflicts, SettleDialog)
    settle.list.setCurrentRow(0)
    wait()
    take(settle, "settle")
    settle.reject()


def send_to(office: Path, laptop: Path, report: "Report") -> Path:
    """The laptops' files as they lie in the office's inbox before anybody looks; gives the laptop's own database."""
    from desktop_app.model.changes import REPORT, Change
    from desktop_app.model.records import Report
    from desktop_app.store.database import Store
    from desktop_app.sync import keys

    inbox = office / keys.INBOX
    laptop.mkdir()
    with Store(office / "sarup.db", user="มานี") as store:
        store.add(report)
        copy = store.backup(laptop / "sarup.db")
        goal = report.goals[0]
        store.save(
            [
                Change("goals", goal.id, "body", f"{goal.body}ตามแผนของตำบล"),
                Change(REPORT, report.id, "place", HALLS[0]),
            ]
        )
    with Store(copy, user="ชูใจ") as store:
        store.save(
            [Change("goals", goal.id, "body", f"ร่วมกับชุมชน{goal.body}"), Change(REPORT, report.id, "place", HALLS[1])]
        )
        store.add(Report(title="เวทีแลกเปลี่ยนการจัดการขยะ", place="ศาลาวัด", date_start=dt.date(2024, 7, 9)))
        store.backup(inbox / "งานของชูใจ.db")
    shutil.copy(inbox / "งานของชูใจ.db", inbox / "งานของชูใจ (1).db")
    (inbox / "งานของปิติ.sarup").write_bytes(b"half")
    return copy


def make_small() -> None:
    from PIL import Image

    for path in PICTURES.glob("*.png"):
        with Image.open(path) as picture:
            picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="sarup-") as home:
        os.environ["SARUP_HOME"] = home
        platform.node = lambda: "LAPTOP-02"  # every computer draws the same
        from desktop_app.cli.importing import read
        from desktop_app.paths import settings_file
        from desktop_app.report.document import Stamp
        from desktop_app.report.forms import rendered
        from desktop_app.settings import Settings
        from desktop_app.sync import keys

        office = Path(home) / "office"
        keys.found_office(office, "สำนักงานกองทุนจังหวัด")
        report = read(SAMPLE)
        laptop = send_to(office, Path(home) / "laptop", report)
        Settings(report=report.id).save(settings_file())
        draw_page(rendered(report, ".pdf", Stamp(report.id, 1), "official", "arabic"))
        with window_over(laptop) as window:
            take(window, "window")
            draw_sending(window, office / keys.OFFICE_CARD)
        with window_over(office / "sarup.db") as window:
            draw_receiving(window)
        make_small()


main()
