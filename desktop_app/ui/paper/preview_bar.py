"""The row over the preview: zoom, width, page number, previous and next page."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from .page_view import PageView


class PreviewBar(QWidget):
    """Tells a ``PageView`` what to do and shows where it stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 4, 8, 4)
        self._view: PageView | None = None
        self.zoom = QLabel("100 %")
        self.page = QLabel()
        for label in (self.zoom, self.page):
            label.setTextFormat(Qt.TextFormat.PlainText)

    def serve(self, view: PageView) -> None:
        self._view = view
        self.smaller = self._button("−", "ย่อ", lambda: view.zoom_by(-1))
        self._row.addWidget(self.zoom)
        self.larger = self._button("+", "ขยาย", lambda: view.zoom_by(1))
        self.fit = self._button("พอดีความกว้าง", "แสดงเต็มความกว้าง", view.fit_width)
        self.actual = self._button("100 %", "ขนาดเท่ากระดาษจริง", lambda: view.set_zoom(1.0))
        self._row.addStretch(1)
        self.previous = self._button("‹", "หน้าก่อน", lambda: view.go_to_page(view.current_page() - 1))
        self._row.addWidget(self.page)
        self.next = self._button("›", "หน้าถัดไป", lambda: view.go_to_page(view.current_page() + 1))
        view.zoom_changed.connect(self.show_zoom)
        view.page_changed.connect(lambda index: self.show_page(index, view.page_count()))
        self.show_zoom(view.zoom())
        self.show_page(-1, 0)

    def show_zoom(self, zoom: float) -> None:
        self.zoom.setText(f"{zoom * 100:.0f} %")
        self.zoom.setAccessibleName(f"ขนาดที่แสดง {zoom * 100:.0f} %")

    def show_page(self, index: int, count: int) -> None:
        self.page.setText(f"หน้า {index + 1} จาก {count}" if count else "ยังไม่มีหน้า")
        self.previous.setEnabled(index > 0)
        self.next.setEnabled(0 <= index < count - 1)

    def _button(self, text: str, name: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(act)
        self._row.addWidget(button)
        return button
