"""Export: the dialog's name and ending, the file written whole in the background, and what can be done with it."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.errors import SurroundingsFailed
from desktop_app.report.document import Stamp
from desktop_app.settings import Settings
from desktop_app.ui.paper.exporting import FORMS, Export, Said, export_report
from desktop_app.ui.paper.typesetting import Order

STAMP = Stamp("0198a4d2", 3)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    folder = tmp_path / "เอกสาร"
    folder.mkdir()
    return Settings(folder=str(folder))


def saved(qtbot: QtBot, export: Export, name: str = "") -> Said:
    heard: list[Said] = []
    export.said.connect(heard.append)
    if name:
        export.where.dialog.selectFile(name)
    with qtbot.waitSignal(export.finished):
        export.where.dialog.accept()
    return heard[0]


def test_the_dialog_offers_the_last_folder_and_a_name_from_title_and_dates(
    window: QWidget, settings: Settings, sample: dict
) -> None:
    export = export_report(window, sample, STAMP, settings)
    path = Path(export.where.dialog.selectedFiles()[0])
    assert path.parent == Path(settings.folder)
    assert path.name == f"{sample['event']['title']} 28 มิถุนายน-2 กรกฎาคม 2567.pdf"
    export.where.dialog.reject()


@pytest.mark.parametrize(("form", "begin"), [(".pdf", b"%PDF"), (".json", b"{"), (".txt", "สรุปรายงาน".encode())])
def test_the_chosen_form_decides_ending_and_content(
    qtbot: QtBot, window: QWidget, settings: Settings, sample: dict, form: str, begin: bytes
) -> None:
    export = export_report(window, sample, STAMP, settings)
    export.where.dialog.selectNameFilter(FORMS[form])
    export.where.dialog.filterSelected.emit(FORMS[form])
    said = saved(qtbot, export)
    (written,) = Path(settings.folder).iterdir()
    assert written.suffix == form
    assert written.read_bytes().startswith(begin)
    assert [label for label, _ in said.actions] == ["เปิดไฟล์", "เปิดโฟลเดอร์"]


def test_the_json_is_the_report_itself(qtbot: QtBot, window: QWidget, settings: Settings, sample: dict) -> None:
    saved(qtbot, export_report(window, sample, STAMP, settings), "ข้อมูล.json")
    assert json.loads((Path(settings.folder) / "ข้อมูล.json").read_text(encoding="utf-8")) == sample


def test_a_name_with_a_dot_gets_its_ending_and_the_file_that_is_there_is_asked_about(
    qtbot: QtBot, window: QWidget, settings: Settings, sample: dict
) -> None:
    there = Path(settings.folder) / "งาน พ.ศ. 2566.pdf"
    there.write_bytes(b"old")
    export = export_report(window, sample, STAMP, settings)
    export.where.dialog.selectFile("งาน พ.ศ. 2566")
    export.where.dialog.accept()
    assert there.name in export.where.question.text()
    assert there.read_bytes() == b"old"
    with qtbot.waitSignal(export.finished):
        export.where.question.buttons()[0].click()
    assert there.read_bytes().startswith(b"%PDF")


def test_the_folder_is_remembered_and_one_that_is_gone_is_not_offered(
    qtbot: QtBot, window: QWidget, settings: Settings, sample: dict, tmp_path: Path
) -> None:
    saved(qtbot, export_report(window, sample, STAMP, settings), str(tmp_path / "ที่อื่น.txt"))
    assert settings.folder == str(tmp_path)
    export = export_report(window, sample, STAMP, Settings(folder=str(tmp_path / "gone")))
    assert Path(export.where.dialog.selectedFiles()[0]).parent != tmp_path / "gone"
    export.where.dialog.reject()


def test_giving_up_writes_nothing(qtbot: QtBot, window: QWidget, settings: Settings, sample: dict) -> None:
    export = Export(window, Order(sample, STAMP), settings)
    with qtbot.waitSignal(export.finished), qtbot.assertNotEmitted(export.said):
        export.start()
        export.where.dialog.reject()
    assert list(Path(settings.folder).iterdir()) == []


def test_a_folder_that_is_gone_is_told_in_words(
    qtbot: QtBot, window: QWidget, settings: Settings, sample: dict
) -> None:
    export = Export(window, Order(sample, STAMP), settings)
    with qtbot.waitSignal(export.failed) as failed:
        export._begin(Path(settings.folder) / "gone" / "รายงาน.pdf")
    assert "รายงาน.pdf ไม่ได้" in failed.args[0].what
    assert isinstance(failed.args[0], SurroundingsFailed)


def test_what_the_paper_cannot_show_is_told_with_the_file(
    qtbot: QtBot, window: QWidget, settings: Settings, sample: dict
) -> None:
    sample["event"]["place"] = "漢"
    said = saved(qtbot, export_report(window, sample, STAMP, settings))
    assert "ไม่มีอักขระ 漢 (ในสถานที่จัดงาน)" in said.text
    assert "漢" not in saved(qtbot, export_report(window, sample, STAMP, settings), "ข.txt").text
