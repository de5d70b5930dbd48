"""Where a file shall lie and in which form: the system's dialog, and the question that it could not ask itself."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop_app.settings import Settings
from desktop_app.ui.last_folder import folder_or_documents
from desktop_app.ui.remembering import remember
from desktop_app.ui.roomy import file_room


class SavingAs(QObject):
    """``name`` is proposed; ``forms``: the words of each form by its ending, the first one chosen."""

    chosen = Signal(object)  # the path
    given_up = Signal()

    def __init__(self, window: QWidget, title: str, name: str, forms: Mapping[str, str], settings: Settings) -> None:
        super().__init__(window)
        self._window, self._forms, self._settings = window, forms, settings
        self.question: QMessageBox | None = None
        self.dialog = QFileDialog(window, title, folder_or_documents(settings.folder))
        self.dialog.resize(file_room(self.dialog))
        self.dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        self.dialog.setNameFilters(list(forms.values()))
        self.dialog.setDefaultSuffix(next(iter(forms)))
        self.dialog.filterSelected.connect(self._take_ending)
        self.dialog.selectFile(name)
        self.dialog.accepted.connect(self._accepted)
        self.dialog.rejected.connect(self.given_up)

    def end(self) -> None:
        self.dialog.deleteLater()
        if self.question is not None:
            self.question.deleteLater()
        self.deleteLater()

    def _take_ending(self, chosen: str) -> None:
        """Another form was chosen: the name's ending follows, so that the dialog asks about the right file."""
        ending = next(key for key, form in self._forms.items() if form == chosen)
        self.dialog.setDefaultSuffix(ending)
        names = self.dialog.selectedFiles()
        if names:
            path = Path(names[0])
            stem = path.stem if path.suffix.lower() in self._forms else path.name
            self.dialog.selectFile(stem + ending)

    def _accepted(self) -> None:
        path = Path(self.dialog.selectedFiles()[0])
        if path.suffix.lower() in self._forms:
            self._take(path)
            return
        chosen = self.dialog.selectedNameFilter()
        ending = next((key for key, form in self._forms.items() if form == chosen), next(iter(self._forms)))
        path = path.with_name(path.name + ending)
        if path.exists():  # the dialog asked about the name without the ending
            self._ask_overwrite(path)
        else:
            self._take(path)

    def _ask_overwrite(self, path: Path) -> None:
        self.question = question = QMessageBox(self._window)
        question.setIcon(QMessageBox.Icon.Question)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setText(f"มีไฟล์ {path.name} อยู่แล้ว ต้องการแทนที่หรือไม่")
        yes = question.addButton("แทนที่", QMessageBox.ButtonRole.AcceptRole)
        question.addButton("ยกเลิก", QMessageBox.ButtonRole.RejectRole)
        yes.clicked.connect(partial(self._take, path))
        question.rejected.connect(self.given_up)
        question.open()

    def _take(self, path: Path) -> None:
        remember(self._settings, folder=str(path.parent))
        self.chosen.emit(path)
