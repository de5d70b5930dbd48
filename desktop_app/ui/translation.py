"""Thai for the texts of Qt's own dialogs and menus, which Qt does not bring."""

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from desktop_app.paths import RESOURCES

COMPILED = RESOURCES / "i18n" / "qt_th.qm"


def install(app: QApplication) -> None:
    """The program goes on in English if the file is missing."""
    translator = QTranslator(app)
    if translator.load(str(COMPILED)):
        app.installTranslator(translator)
