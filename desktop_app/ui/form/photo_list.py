"""The list of photographs: files are chosen, several at once, or dropped on it; everything else is as in other lists."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QStandardPaths, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame

from desktop_app.errors import UserError
from desktop_app.model.fields import Kind, ListField, fields_of
from desktop_app.ui.last_folder import folder_or_documents
from desktop_app.ui.roomy import file_room

from .arrival_bar import ArrivalBar
from .desk import Desk
from .field_box import Words
from .item_list import ItemList
from .item_row import ItemRow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

FILES = ("ภาพ JPEG หรือ PNG (*.jpg *.jpeg *.png)", "ทุกไฟล์ (*)")
HINT = "เลือกได้หลายไฟล์พร้อมกัน หรือลากไฟล์ภาพ JPEG หรือ PNG มาวางตรงนี้"
LEFT = "ยังเพิ่มภาพไม่ครบ ขาดไป {} ภาพ เพราะเปลี่ยนไปดูรายงานอื่น โปรดเพิ่มอีกครั้ง"


class PhotoList(ItemList):
    """A new item is a picture that has arrived; nobody adds an empty one."""

    def __init__(self, desk: Desk, part: ListField) -> None:
        super().__init__(desk, part)
        self._image = next(field.name for field in fields_of(part.item) if field.kind is Kind.IMAGE)
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        self._folder = folder_or_documents(pictures)
        self._first: int | None = None  # the number of the first picture that came with the files under way
        self._left = 0
        self.dialog: QFileDialog | None = None
        self.bar = ArrivalBar()
        self.bar.came.connect(self._came)
        self.bar.finished.connect(self._finished)
        self._column.addWidget(self.bar)
        hint = Words(HINT)
        hint.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        hint.setFrameShape(QFrame.Shape.StyledPanel)
        hint.setMargin(self.fontMetrics().height())
        self._column.addWidget(hint)
        hint.setVisible(desk.writes)
        self.setAcceptDrops(desk.writes)

    def add(self, index: int) -> None:
        """Enter goes on to the next picture, and behind the last one to the button."""
        if index < len(self.rows):
            self.focus_row(index)
        else:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
            self.show_row(self.add_button)

    def add_last(self) -> None:
        """Asks for files."""
        from PySide6.QtWidgets import QFileDialog  # not needed to paint the first window

        self.dialog = dialog = QFileDialog(self, "เลือกภาพถ่าย", self._folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(FILES)
        dialog.resize(file_room(dialog))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.add_files)
        dialog.open()

    def _type(self, event: QKeyEvent) -> None:
        """No letter asks for files."""

    def add_files(self, names: list[str]) -> None:
        """The pictures in these files come behind those that are there, as soon as they are scaled."""
        self._folder = str(Path(names[0]).parent)
        self.bar.take(self.desk.draft.report.id, [Path(name) for name in names])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add_files(files_in(event.mimeData()))

    def _new_row(self) -> ItemRow:
        row = super()._new_row()
        for editor in row.editors:
            editor.setAcceptDrops(False)  # a file dropped on a line is a picture, not its address
        return row

    def _came(self, report_id: str, data: bytes) -> None:
        from desktop_app.model.pictures import name_of

        report = self.desk.draft.report
        if report.id != report_id:
            self._left += 1
            return
        item = self.part.item()
        name = name_of(data)
        report.pictures[name] = data
        setattr(item, self._image, name)
        place = len(self.desk.items(self.part.name))
        if self._first is None:
            self._first = place
        self.desk.insert(self.part, place, item)

    def _finished(self, errors: list[UserError]) -> None:
        words = [error.what for error in errors] + [error.remedy for error in errors[-1:]]
        words += [LEFT.format(self._left)] if self._left else []
        first, self._first, self._left = self._first, None, 0
        if words:
            self.desk.noticed.emit(" ".join(words), None)
        focus = QApplication.focusWidget()
        if first is not None and first < len(self.rows) and (focus in (None, self.add_button) or not self.isVisible()):
            self.focus_row(first)


def files_in(data: QMimeData) -> list[str]:
    """The files that are dragged."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
