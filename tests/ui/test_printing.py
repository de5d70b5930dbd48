"""Printing by the system's dialog on a real CUPS server, as vector and as pictures, and without any printer."""

import copy
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtWidgets import QComboBox, QLineEdit, QRadioButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import settings as saved_settings
from desktop_app.paths import settings_file
from desktop_app.report.document import Stamp
from desktop_app.settings import Settings
from desktop_app.ui.paper.exporting import Said
from desktop_app.ui.paper.printing import Printing, print_report, remembered_printer
from desktop_app.ui.paper.typesetting import Order, document_of, pdf_of
from tests.cups_server import HOME, Cups
from tests.printed import differing, ink, pages_of, picture, words_in

STAMP = Stamp("0198a4d2", 3)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def three_pages(sample: dict) -> dict:
    tree = copy.deepcopy(sample)
    tree["lessons"] = tree["lessons"] * 5
    return tree


def received_job() -> Path:
    """The newest document that the CUPS server got."""
    return max((HOME / "spool").glob("d*-001"), key=lambda path: path.stat().st_mtime_ns)


def asked(qtbot: QtBot, window: QWidget, tree: dict, settings: Settings, pictures: bool = False) -> Printing:
    """A printing whose dialog is open."""
    printing = Printing(window, Order(tree, STAMP), settings, as_pictures=pictures)
    with qtbot.waitSignal(printing.asked):
        printing.start()
    return printing


def accepted(qtbot: QtBot, printing: Printing) -> Said:
    heard: list[Said] = []
    printing.said.connect(heard.append)
    with qtbot.waitSignal(printing.finished):
        printing.dialog.accept()
    return heard[0]


def test_the_printers_server_gets_the_pdf_as_it_is_with_every_word_that_was_typed(
    qtbot: QtBot, cups: Cups, window: QWidget, sample: dict
) -> None:
    said = accepted(qtbot, asked(qtbot, window, sample, Settings()))
    received = received_job()
    typed = [sample["event"]["title"], sample["event"]["place"]]
    for part in ("goals", "activities", "lessons", "recommendations"):
        typed += [value for item in sample[part] for key, value in item.items() if key in ("title", "body")]
    words = words_in(received)
    assert [text for text in typed if "".join(text.split()) not in words] == []
    assert received.read_bytes() == pdf_of(Order(sample, STAMP), lambda: False)
    assert said.text == f"ส่งไปยังเครื่องพิมพ์ {cups.printer} แล้ว 2 หน้า"


def test_what_comes_out_of_the_printer_looks_like_the_pdf(
    qtbot: QtBot, cups: Cups, window: QWidget, sample: dict
) -> None:
    """By pictures: cups-pdf goes by way of PostScript, in which Thai letters are shapes without their characters."""
    accepted(qtbot, asked(qtbot, window, sample, Settings()))
    for page in (1, 2):
        sent, printed = picture(received_job(), page), picture(cups.printed(), page)
        assert differing(sent, printed) < 0.02 * ink(sent)


def test_only_the_chosen_pages_are_printed(qtbot: QtBot, cups: Cups, window: QWidget, three_pages: dict) -> None:
    printing = asked(qtbot, window, three_pages, Settings())
    assert (printing.dialog.minPage(), printing.dialog.maxPage()) == (1, 3)
    printing.dialog.findChild(QRadioButton, "printRange").click()
    printing.dialog.findChild(QSpinBox, "from").setValue(2)
    said = accepted(qtbot, printing)
    assert pages_of(cups.printed()) == 2
    assert "2 หน้า" in said.text


def test_pages_can_be_listed(qtbot: QtBot, cups: Cups, window: QWidget, three_pages: dict) -> None:
    printing = asked(qtbot, window, three_pages, Settings())
    printing.dialog.findChild(QRadioButton, "pagesRadioButton").click()
    printing.dialog.findChild(QLineEdit, "pagesLineEdit").setText("1,3")
    accepted(qtbot, printing)
    assert pages_of(cups.printed()) == 2


def test_odd_pages_alone_are_printed_when_they_were_chosen(
    qtbot: QtBot, cups: Cups, window: QWidget, three_pages: dict
) -> None:
    printing = asked(qtbot, window, three_pages, Settings())
    printing.dialog.findChild(QComboBox, "pageSetCombo").setCurrentIndex(1)
    accepted(qtbot, printing)
    assert pages_of(cups.printed()) == 2


def test_as_many_copies_come_out_as_were_chosen(qtbot: QtBot, cups: Cups, window: QWidget, sample: dict) -> None:
    printing = asked(qtbot, window, sample, Settings())
    printing.dialog.findChild(QSpinBox, "copies").setValue(2)
    said = accepted(qtbot, printing)
    assert pages_of(cups.printed()) == 4
    assert said.text.endswith("2 หน้า จำนวน 2 ชุด")


def test_the_printer_used_last_is_chosen_again(qtbot: QtBot, cups: Cups, window: QWidget, sample: dict) -> None:
    settings = Settings(printer="a printer that is gone")
    accepted(qtbot, asked(qtbot, window, sample, settings))
    assert settings.printer == cups.printer
    assert saved_settings.load(settings_file()).printer == cups.printer
    assert remembered_printer(cups.printer) == cups.printer


def test_giving_up_the_dialog_prints_nothing(qtbot: QtBot, cups: Cups, window: QWidget, sample: dict) -> None:
    printing = asked(qtbot, window, sample, Settings())
    with qtbot.waitSignal(printing.finished), qtbot.assertNotEmitted(printing.said):
        printing.dialog.reject()
    assert list(cups.folder.iterdir()) == []


def test_two_quick_clicks_open_one_dialog(qtbot: QtBot, cups: Cups, window: QWidget, sample: dict) -> None:
    first, second = print_report(window, sample, STAMP, Settings()), print_report(window, sample, STAMP, Settings())
    with qtbot.waitSignals([first.asked, second.finished]):
        pass
    assert len([one for one in window.findChildren(QPrintDialog) if one.isVisible()]) == 1
    with qtbot.waitSignal(first.finished):
        first.dialog.reject()


def test_as_pictures_every_page_comes_out_of_the_same_printer(
    qtbot: QtBot, cups: Cups, window: QWidget, sample: dict
) -> None:
    printing = asked(qtbot, window, sample, Settings(), pictures=True)
    said = accepted(qtbot, printing)
    assert pages_of(cups.printed()) == 2
    assert "2 หน้า" in said.text


def test_a_printing_given_up_in_the_middle_is_withdrawn(
    qtbot: QtBot, cups: Cups, window: QWidget, sample: dict
) -> None:
    sample["lessons"] = sample["lessons"] * 60
    printing = asked(qtbot, window, sample, Settings(), pictures=True)
    printing.dialog.accept()
    printing.progress.setMinimumDuration(0)
    with qtbot.assertNotEmitted(printing.said), qtbot.waitSignal(printing.finished):
        printing.progress.canceled.emit()
    assert list(cups.folder.iterdir()) == []


def test_a_printer_that_takes_no_jobs_is_told_in_words(qtbot: QtBot, cups: Cups, window: QWidget, sample: dict) -> None:
    printing = asked(qtbot, window, sample, Settings())
    subprocess.run(["cupsreject", cups.printer], check=True)
    try:
        with qtbot.waitSignal(printing.failed) as failed:
            printing.dialog.accept()
    finally:
        subprocess.run(["cupsaccept", cups.printer], check=True)
    assert failed.args[0].what == f"เครื่องพิมพ์ {cups.printer} ไม่รับงานพิมพ์"
    assert "PDF" in failed.args[0].remedy


def test_a_report_that_cannot_be_set_is_told_and_no_dialog_opens(qtbot: QtBot, cups: Cups, window: QWidget) -> None:
    assert QPrinterInfo.availablePrinterNames() == [cups.printer]
    with qtbot.waitSignal(print_report(window, {}, STAMP, Settings()).failed) as failed:
        pass
    assert "ไม่ใช่รายงานของสรุป" in failed.args[0].what


def test_the_jobs_name_is_the_title(sample: dict) -> None:
    assert document_of(Order(sample, STAMP)).title.endswith(sample["event"]["title"])


WITHOUT = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QWidget
from desktop_app.report.document import Stamp
from desktop_app.settings import Settings
from desktop_app.ui.paper.printing import print_report
app, folder = QApplication([]), Path(sys.argv[2])
window, settings = QWidget(), Settings(folder=str(folder))
printing = print_report(window, json.loads(Path(sys.argv[1]).read_text("utf-8")), Stamp(), settings)
print(printing.question.text(), printing.question.informativeText())
printing.said.connect(lambda said: print(said.text))
printing.finished.connect(app.quit)
printing.question.buttons()[0].click()
printing.export.where.dialog.accept()
app.exec()
print(*(path.name for path in folder.iterdir()))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows brings printers of its own and knows no CUPS_SERVER")
def test_without_a_printer_that_is_said_and_the_pdf_is_offered(tmp_path: Path) -> None:
    """In a process of its own, which knows no CUPS server: Qt asks for it only once."""
    folder = tmp_path / "documents"
    folder.mkdir()
    words = {**os.environ, "CUPS_SERVER": str(tmp_path / "nobody"), "PYTHONIOENCODING": "utf-8"}
    report = Path(__file__).resolve().parents[2] / "resources" / "sample" / "report.json"
    command = [sys.executable, "-c", WITHOUT, str(report), str(folder)]
    done = subprocess.run(command, env=words, capture_output=True, text=True, timeout=120, check=False)
    told, saved, files = done.stdout.splitlines()
    assert told == "ไม่พบเครื่องพิมพ์ในเครื่องนี้ บันทึกเป็น PDF แล้วนำไปพิมพ์ที่เครื่องอื่นได้"
    assert files.endswith("กรกฎาคม 2567.pdf")
    assert saved == f"บันทึกไฟล์ {files} แล้ว"
