"""Qt's own dialogs speak Thai."""

import subprocess
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit

from desktop_app.ui import translation

LRELEASE = next(Path(PySide6.__file__).parent.glob("lrelease*"), None)


@pytest.fixture
def thai(qapp):
    before = set(qapp.findChildren(QTranslator))  # its children besides cannot all be hashed
    translation.install(qapp)
    yield
    for translator in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(translator)
        translator.deleteLater()


def test_the_compiled_texts_are_those_of_the_source(tmp_path):
    made = tmp_path / "qt_th.qm"
    source = translation.COMPILED.with_suffix(".ts")
    subprocess.run([LRELEASE, source, "-qm", made], check=True, capture_output=True)
    assert made.read_bytes() == translation.COMPILED.read_bytes()


def test_buttons_of_dialogs_are_thai(qtbot, thai):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert {button.text().replace("&", "") for button in box.buttons()} == {"ตกลง", "ยกเลิก"}


def test_the_menu_of_a_text_box_is_thai(qtbot, thai):
    box = QLineEdit("ข้อความ")
    qtbot.addWidget(box)
    menu = box.createStandardContextMenu()
    words = [action.text().split("\t")[0].replace("&", "") for action in menu.actions() if action.text()]
    menu.deleteLater()
    assert words == ["เลิกทำ", "ทำซ้ำ", "ตัด", "คัดลอก", "วาง", "ลบ", "เลือกทั้งหมด"]
