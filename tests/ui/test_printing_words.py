"""Qt's own dialogs speak Thai."""

import getpass
import re
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui import translation
from tests.cups_server import Cups

# what is no word, or the printer's own, or never seen with our dialog
LEFT = re.compile(r"/.*|SARUP_PDF|Generic CUPS-PDF Printer.*|[\d.,:%]*|\.\.\.|PDF.*|mm|.*\(\*\.?\w*\)")


@pytest.fixture
def thai(qapp: QApplication) -> Iterator[None]:
    before = set(qapp.findChildren(QTranslator))
    translation.install(qapp)
    yield
    for translator in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(translator)
        translator.deleteLater()


def texts(window: QWidget) -> set[str]:
    """Everything written on the parts of a window, shown or not."""
    found = {window.windowTitle()}
    for part in window.findChildren(QWidget):
        for name in ("text", "title", "toolTip"):
            if hasattr(part, name):
                found.add(getattr(part, name)())
        if isinstance(part, QComboBox):
            found |= {part.itemText(index) for index in range(part.count())}
        if isinstance(part, QTabWidget):
            found |= {part.tabText(index) for index in range(part.count())}
    return found


def english(window: QWidget) -> set[str]:
    return {text for text in texts(window) if re.search("[A-Za-z]{2}", text) and not LEFT.fullmatch(text)}


def test_the_print_dialog_is_in_thai(qtbot: QtBot, cups: Cups, thai: None) -> None:
    printer = QPrinter()
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)
    assert english(dialog) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has one of its own")
def test_the_file_dialog_is_in_thai(qtbot: QtBot, thai: None) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    assert english(dialog) - {getpass.getuser()} == set()
