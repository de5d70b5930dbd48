"""The files and folders that a person chose to be merged: by dialogs, by dropping them, and with single files taken out."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from desktop_app.settings import Settings
from desktop_app.ui.last_folder import folder_or_documents
from desktop_app.ui.remembering import remember

FILES = "ไฟล์ของสรุป (*.sarup *.db);;ทุกไฟล์ (*)"


class Choosing(QWidget):
    """A row of buttons; ``places`` are the paths chosen, each once."""

    changed = Signal()
    taking_out = Signal()  # the button that means the chosen lines of the table

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.places: list[Path] = []
        self.files = button("เ&ลือกไฟล์…", self._choose_files)
        self.folder = button("เลือกโ&ฟลเดอร์…", self._choose_folder)
        self.take_out = button("เ&อาไฟล์ที่เลือกออก", self.taking_out.emit)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for one in (self.files, self.folder, self.take_out):
            line.addWidget(one)
        line.addStretch(1)

    def add(self, paths: Sequence[Path], instead_of: Collection[Path] = ()) -> None:
        kept = [place for place in self.places if place not in instead_of]
        self.places = list(dict.fromkeys([*kept, *paths]))
        self.changed.emit()

    def leave_out(self, unwanted: Sequence[str], known: Sequence[str]) -> None:
        """Of a folder that was chosen the other files stay, as far as they are ``known``."""
        gone = {Path(name) for name in unwanted}
        kept: list[Path] = []
        for place in self.places:
            inside = [path for path in map(Path, known) if place in path.parents]
            if not any(place in path.parents for path in gone):
                inside = [place]
            kept += [path for path in inside if path not in gone]
        self.places = list(dict.fromkeys(kept))
        self.changed.emit()

    def _choose_files(self) -> None:
        dialog = QFileDialog(self.window(), "เลือกไฟล์ที่จะรวม", folder_or_documents(self._settings.received), FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._open(dialog)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self.window(), "เลือกโฟลเดอร์ที่จะรวม", folder_or_documents(self._settings.received))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(dialog)

    def _open(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, names: list[str]) -> None:
        paths = [Path(name) for name in names]
        remember(self._settings, received=str(paths[0] if paths[0].is_dir() else paths[0].parent))
        self.add(paths)


def button(words: str, act: Callable[[], object]) -> QPushButton:
    """Enter presses it only while it has the focus."""
    made = QPushButton(words, autoDefault=False)
    made.clicked.connect(lambda: act())
    return made


def dropped(mime: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
