"""All reports of the list as one PDF: those that are shown, in their order, stopped without a trace, typing goes on meanwhile."""

from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.model.records import Goal, Report
from desktop_app.ui.paper.book import Book
from desktop_app.ui.window import MainWindow


def begin(qtbot: QtBot, window: MainWindow, path: Path) -> Book:
    window.commands["export_book"].trigger()
    qtbot.waitUntil(lambda: window.findChild(Book) is not None)
    book = window.findChild(Book)
    qtbot.waitUntil(book.where.dialog.isVisible)
    book.where.dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path))
    return book


def titles(path: Path) -> list[str]:
    with pikepdf.open(path) as file, file.open_outline() as outline:
        return [str(entry.title) for entry in outline.root]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "เล่ม.pdf"


def test_the_reports_that_the_list_shows_are_in_the_book(qtbot: QtBot, open_window, out: Path) -> None:
    window = open_window(*[Report(title=f"งานบุญ {number}") for number in range(10)], Report(title="ประชุม"))
    window.reports.box.setText("งานบุญ")
    shown = [window.reports.model.summary(one).title for one in window.reports.model.shown()]
    book = begin(qtbot, window, out)
    with qtbot.waitSignal(book.finished):
        book.where.dialog.accept()
    assert len(shown) == 10
    assert [title.removeprefix("สรุปรายงานกิจกรรม") for title in titles(out)] == shown
    assert out.name in window.notice.text.text().replace("\u200b", "")
    qtbot.waitUntil(lambda: window.findChild(Book) is None)


def test_what_was_typed_last_is_in_it_and_what_paper_cannot_show_is_told(qtbot: QtBot, open_window, out: Path) -> None:
    window = open_window(Report(title="งาน"), Report(title="อื่น"))
    draft = window.current.draft
    draft.set("report", draft.report.id, "title", "ชื่อใหม่ 😀")
    window.saving.edited()
    book = begin(qtbot, window, out)
    with qtbot.waitSignal(book.finished):
        book.where.dialog.accept()
    assert any("ชื่อใหม่" in title for title in titles(out))
    assert "มี 1 ฉบับ" in window.notice.text.text().replace("\u200b", "")


def test_who_stops_it_finds_no_half_file_and_the_old_one_as_it_was(qtbot: QtBot, open_window, out: Path) -> None:
    goals = [Goal(body="ชุมชนร่วมกันดูแลต้นน้ำ " * 40) for _ in range(40)]
    window = open_window(*[Report(title=f"งาน {number}", goals=goals) for number in range(12)])
    out.write_bytes(b"an older book")
    book = begin(qtbot, window, out)
    book.where.dialog.accepted.emit()
    qtbot.waitUntil(book.progress.isVisible)
    with qtbot.waitSignal(book.finished):
        book.progress.findChild(QPushButton).click()
    assert [path.name for path in out.parent.glob("*.pdf")] == [out.name]
    assert out.read_bytes() == b"an older book"
    assert not list(out.parent.glob(".sarup-*"))


def test_a_folder_that_is_gone_is_told_and_an_empty_list_too(
    qtbot: QtBot, open_window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(Report(title="งาน"))
    errors: list[Exception] = []
    book = begin(qtbot, window, tmp_path / "x.pdf")
    book.failed.disconnect()
    book.failed.connect(errors.append)
    with qtbot.waitSignal(book.finished):
        book.where.chosen.emit(tmp_path / "gone" / "x.pdf")
    assert "ไม่มีโฟลเดอร์" in str(errors[0])
    window.reports.box.setText("ไม่มีสิ่งนี้")
    window.commands["export_book"].trigger()
    qtbot.waitUntil(lambda: "ไม่มีรายงาน" in window.notice.text.text().replace("\u200b", ""))
    qtbot.waitUntil(lambda: window.findChild(Book) is None)
