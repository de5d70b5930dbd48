"""A page of all keys: what they do and which they are."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .labels import breakable
from .roomy import roomy

FORM_KEYS = (
    ("เพิ่มข้อถัดไปในรายการ", "Enter ที่ท้ายข้อ  หรือ  Ctrl+Enter"),
    ("ขึ้นบรรทัดใหม่ในข้อ", "Shift+Enter"),
    ("ลบข้อที่ว่างอยู่", "Backspace"),
    ("ลบข้อที่พิมพ์อยู่", "Alt+Delete"),
    ("ย้ายข้อขึ้นหรือลง", "Alt+Up  หรือ  Alt+Down"),
    ("เลิกทำ", "Ctrl+Z"),
    ("เปิดปฏิทินในช่องวันที่", "Alt+Down"),
    ("ประวัติของช่องที่พิมพ์อยู่", "Alt+Enter"),
    ("ใช้ค่าแรก ค่าที่สอง หรือข้อความที่แก้ ในหน้าต่างข้อขัดแย้ง", "F2  F3  หรือ  Ctrl+Enter"),
    ("ดูชื่อที่เคยใช้ ในช่องชื่อ สถานที่ หน่วยงาน และโครงการ", "Down"),
    ("ใช้ชื่อที่ 1 ชื่อที่ 2 หรือถูกต้องทั้งคู่ ในหน้าต่างชื่อที่สะกดคล้ายกัน", "F2  F3  หรือ  F4"),
    ("แท็บถัดไปหรือก่อนหน้า", "Ctrl+PageDown  หรือ  Ctrl+PageUp"),
)


class KeyPage(QDialog):
    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("ปุ่มลัด")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = [*keys, *FORM_KEYS]
        table = QTableWidget(len(rows), 2, self)
        table.setAccessibleName("ปุ่มลัดทั้งหมด")
        table.setHorizontalHeaderLabels(["คำสั่ง", "ปุ่ม"])
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        for row, pair in enumerate(rows):
            for column, text in enumerate(pair):
                cell = QTableWidgetItem(breakable(text))
                cell.setData(Qt.ItemDataRole.AccessibleTextRole, text)
                table.setItem(row, column, cell)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText("ปิด")
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(table)
        layout.addWidget(buttons)
        self.resize(roomy(self, 40, 30))
