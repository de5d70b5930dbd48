"""``python tests/pictures.py`` draws the README's two pictures anew: the window with the sample, and the sample's first page."""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE, PICTURES = ROOT / "resources/sample/report.json", ROOT / "resources/pictures"
SCREEN = 1366, 768  # pixels of a small laptop
PAGE = 80  # dots per inch
WAIT = 2000  # ms for the window to be as it stays
COLOURS = 128

sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def draw_window(database: Path) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from desktop_app.ui.app import Program

    app = QApplication(["sarup"])
    app.setStyle("Fusion")
    program = Program(app)
    program.show(database)
    window = program.window
    assert window
    window.resize(*SCREEN)

    def take() -> None:
        window.grab().save(str(PICTURES / "window.png"))
        window.close()

    QTimer.singleShot(WAIT, take)
    app.exec()
    program.stop()


def draw_page(pdf: bytes) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        document[0].render(scale=PAGE / 72).to_pil().save(PICTURES / "page.png")


def make_small() -> None:
    from PIL import Image

    for path in PICTURES.glob("*.png"):
        with Image.open(path) as picture:
            picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["SARUP_HOME"] = home
        from desktop_app.cli.importing import read
        from desktop_app.paths import database_file
        from desktop_app.report.document import Stamp
        from desktop_app.report.forms import rendered
        from desktop_app.store.database import Store

        report = read(SAMPLE)
        with Store(database_file()) as store:
            stamp = Stamp(store.add(report), 1)
        draw_page(rendered(report, ".pdf", stamp, "official", "arabic"))
        draw_window(database_file())
        make_small()


main()
