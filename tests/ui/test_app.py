"""The program from outside its windows: files it cannot open, bugs it survives, settings it keeps."""

import shutil
import sqlite3
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton

from desktop_app import paths
from desktop_app.model.records import Report
from desktop_app.store.database import Store
from desktop_app.ui.app import Program
from desktop_app.ui.trouble import Trouble
from desktop_app.ui.window import MainWindow


@pytest.fixture
def program(qapp, qtbot, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    font, palette = qapp.font(), qapp.palette()
    made = Program(qapp)
    yield made
    window = made.window
    if isinstance(window, MainWindow):
        if window.isVisible():
            with qtbot.waitSignal(window.gone):
                window.close()
        assert window.store.stop(10)
    if window:
        window.close()
        window.deleteLater()
    made.stop()
    made.deleteLater()
    qapp.setFont(font)
    qapp.setPalette(palette)


@pytest.fixture
def database(home):
    path = home / "data" / "sarup.db"
    with Store(path) as store:
        store.add(Report(title="ของเดิม"))
    return path


def foreign(path):
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t(x)")
    other.close()


def newer(path):
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 999")
    other.close()


def damaged(path):
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 4_000)


def emptied(path):
    path.write_bytes(b"")


def words_of(trouble):
    return " ".join(label.text() for label in trouble.findChildren(QLabel))


@pytest.mark.parametrize("spoil", [foreign, newer, damaged, emptied])
def test_a_file_that_is_no_good_is_said_in_words_and_stays_as_it_is(program, database, spoil):
    spoil(database)
    before = database.read_bytes()
    program.show(database, create=True)
    assert isinstance(program.window, Trouble)
    assert program.window.isVisible()
    assert "sarup.db" in words_of(program.window)
    assert database.read_bytes() == before


def test_the_way_out_of_trouble_is_another_file(program, database, tmp_path):
    good = tmp_path / "good.db"
    shutil.copy(database, good)
    damaged(database)
    program.show(database)
    program.window.chosen.emit(good)
    assert isinstance(program.window, MainWindow)
    assert program.window.current.draft.report.title == "ของเดิม"


def test_trying_again_works_once_the_file_is_in_order(program, database, tmp_path):
    shutil.copy(database, tmp_path / "good.db")
    damaged(database)
    program.show(database)
    shutil.copy(tmp_path / "good.db", database)
    next(one for one in program.window.findChildren(QPushButton) if one.text() == "ลองอีกครั้ง").click()
    assert isinstance(program.window, MainWindow)


def test_a_missing_file_is_never_made_when_another_was_asked_for(program, tmp_path):
    program.show(tmp_path / "none.db")
    assert isinstance(program.window, Trouble)
    assert not (tmp_path / "none.db").exists()


def test_the_first_start_makes_the_database(qtbot, program, home):
    program.show(paths.database_file(), create=True)
    assert isinstance(program.window, MainWindow)
    qtbot.waitUntil((home / "data" / "sarup.db").exists)


def test_what_is_typed_before_the_database_is_there_is_saved(qtbot, program, home, type_text):
    program.show(paths.database_file(), create=True)
    program.window.commands["new_report"].trigger()
    type_text(program.window.focusWidget(), "ก่อนมีไฟล์")
    assert not paths.database_file().exists()
    with qtbot.waitSignal(program.window.gone):
        program.window.close()
    program.window.store.stop(10)
    with Store(paths.database_file(), write=False) as store:
        assert [one.title for one in store.summaries()] == ["ก่อนมีไฟล์"]


def test_a_database_that_cannot_be_made_is_said_in_words_and_tried_again(qtbot, program, home):
    home.mkdir()
    (home / "data").write_text("in the way", encoding="utf-8")
    program.show(paths.database_file(), create=True)
    qtbot.waitUntil(lambda: isinstance(program.window, Trouble))
    (home / "data").unlink()
    next(one for one in program.window.findChildren(QPushButton) if one.text() == "ลองอีกครั้ง").click()
    qtbot.waitUntil(paths.database_file().exists)
    assert isinstance(program.window, MainWindow)


def test_the_window_of_a_first_start_does_without_sqlalchemy(home):
    code = (
        "import sys; from PySide6.QtWidgets import QApplication; from desktop_app.ui.app import Program; "
        "from desktop_app.paths import database_file; app = QApplication([]); program = Program(app); "
        "program.show(database_file(), create=True); print(program.window.isVisible(), 'sqlalchemy' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert run.stdout == "True False\n", run.stderr


def test_a_bug_in_a_slot_is_logged_told_calmly_and_the_program_goes_on(qtbot, program, database):
    program.show(database)

    def fail():
        raise RuntimeError("a bug")

    QTimer.singleShot(0, fail)
    qtbot.waitUntil(program.window.notice.isVisible)
    assert "RuntimeError: a bug" in paths.log_file().read_text(encoding="utf-8")
    assert "Traceback" in paths.log_file().read_text(encoding="utf-8")
    assert "สิ่งที่พิมพ์ไว้ยังอยู่ครบ" in program.window.notice.text.text().replace("\u200b", "")


def test_the_report_looked_at_last_and_the_size_of_letters_come_back(qtbot, program, database):
    with Store(database) as store:
        older = store.summaries()[0].id
        store.add(Report(title="ใหม่กว่า"))
    program.settings.report = older
    program.show(database)
    assert program.window.current.id == older
    program.window.commands["larger_text"].trigger()
    with qtbot.waitSignal(program.window.gone):
        program.window.close()
    from desktop_app import settings

    kept = settings.load(paths.settings_file())
    assert (kept.report, kept.text_size) == (older, 110)


def test_another_database_takes_the_place_of_this_one(qtbot, program, database, tmp_path):
    other = tmp_path / "other.db"
    with Store(other) as store:
        store.add(Report(title="อีกแฟ้มหนึ่ง"))
    program.show(database)
    first = program.window
    first.verbs.open_files([str(other)])
    qtbot.waitUntil(lambda: program.window is not first)
    assert program.window.current.draft.report.title == "อีกแฟ้มหนึ่ง"


def test_who_goes_on_working_instead_of_opening_another_database_may_close_later(qtbot, program, database, tmp_path):
    other = tmp_path / "other.db"
    with Store(other) as store:
        store.add(Report(title="อีกแฟ้มหนึ่ง"))
    program.show(database)
    first = program.window
    first.closing.may_close = lambda: False  # as while saving fails
    first.verbs.open_files([str(other)])
    first.closing.stayed.emit()
    del first.closing.may_close
    with qtbot.waitSignal(first.gone):
        first.close()
    qtbot.wait(50)
    assert program.window is first


def test_a_wrong_file_is_refused_and_the_window_stays(qtbot, program, database, tmp_path):
    wrong = tmp_path / "wrong.db"
    wrong.write_bytes(b"no database" * 1000)
    program.show(database)
    first = program.window
    first.verbs.open_files([str(wrong)])
    (box,) = first.findChildren(QMessageBox)
    assert "ไม่ใช่ฐานข้อมูลของสรุป" in box.text().replace("\u200b", "")
    box.close()
    assert program.window is first
    assert first.isVisible()


def test_the_database_in_sight_is_not_opened_a_second_time(qtbot, program, database):
    program.show(database)
    first = program.window
    first.verbs.open_files([str(database)])
    qtbot.wait(50)
    assert first.isVisible()
    assert "เปิดอยู่แล้ว" in first.notice.text.text().replace("\u200b", "")


def test_a_file_takes_the_place_of_a_servers_database(program, postgres, database, qtbot):
    program.show(postgres())
    assert "sarup@" not in program.window.store.name
    window = program.window
    window.another_file.emit(database)
    qtbot.waitUntil(lambda: program.window is not window)
    assert program.window.store.path == database
