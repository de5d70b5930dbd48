"""From the whole window to paper and back in time: what was typed a moment ago is printed, shown and can be restored."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.model.exchange import from_json
from desktop_app.ui.paper.printing import Printing
from desktop_app.ui.past.history import HistoryDialog
from desktop_app.ui.past.recycle_bin import RecycleBin
from desktop_app.ui.window import MainWindow
from tests.cups_server import HOME, Cups
from tests.printed import words_in

Typist = Callable[[QWidget, str], None]
Open = Callable[..., MainWindow]


def found(qtbot: QtBot, window: MainWindow, kind: type) -> QWidget:
    qtbot.waitUntil(lambda: window.findChild(kind) is not None)
    return window.findChild(kind)


def typed(qtbot: QtBot, window: MainWindow, type_text: Typist, text: str) -> None:
    """At the end of the field that has the focus, which is the title."""
    qtbot.waitUntil(lambda: window.focusWidget() is not None and window.focusWidget().isVisible())
    type_text(window.focusWidget(), text)


def test_what_was_typed_a_moment_ago_is_on_paper_and_the_window_says_where(
    qtbot: QtBot, cups: Cups, open_window: Open, type_text: Typist, sample: dict
) -> None:
    window = open_window(from_json(sample))
    typed(qtbot, window, type_text, " ครั้งที่สอง")
    title = window.current.draft.report.title
    window.commands["print_report"].trigger()
    printing = found(qtbot, window, Printing)
    qtbot.waitUntil(lambda: printing.dialog is not None and printing.dialog.isVisible())
    with qtbot.waitSignal(printing.finished):
        printing.dialog.accept()
    received = max((HOME / "spool").glob("d*-001"), key=lambda path: path.stat().st_mtime_ns)
    assert "ครั้งที่สอง" in title
    assert "".join(title.split()) in words_in(received)
    assert cups.printer in window.notice.text.text().replace("\u200b", "")
    assert window.settings.printer == cups.printer


def test_the_last_tab_shows_what_was_typed_a_moment_ago(
    qtbot: QtBot, open_window: Open, type_text: Typist, sample: dict
) -> None:
    window = open_window(from_json(sample))
    typed(qtbot, window, type_text, " ครั้งที่สอง")
    window.paper.show_preview()
    preview = window.paper.preview
    qtbot.waitUntil(lambda: "ครั้งที่สอง" in preview.view.accessibleDescription())


def test_an_old_value_comes_back_into_the_form_and_can_be_undone(
    qtbot: QtBot, open_window: Open, type_text: Typist, sample: dict
) -> None:
    window = open_window(from_json(sample))
    typed(qtbot, window, type_text, " ครั้งที่สอง")
    new = window.current.draft.report.title
    window.past.show_history_of("report", window.current.id, "title")
    dialog = found(qtbot, window, HistoryDialog)
    qtbot.waitUntil(lambda: dialog.filter.rowCount() == 2)
    dialog.table.selectRow(1)
    dialog.restore.click()
    assert window.current.draft.report.title == sample["event"]["title"]
    window.current.form.undo()
    assert window.current.draft.report.title == new


def test_a_deleted_report_comes_back_from_the_bin_into_the_list(qtbot: QtBot, open_window: Open, sample: dict) -> None:
    window = open_window(from_json(sample))
    report_id = window.current.id
    window.commands["delete_report"].trigger()
    qtbot.waitUntil(lambda: window.reports.model.rowCount() == 0)
    window.commands["show_recycle_bin"].trigger()
    recycled = found(qtbot, window, RecycleBin)
    qtbot.waitUntil(lambda: recycled.table.rowCount() == 1)
    with qtbot.waitSignal(recycled.brought_back):
        recycled.back.click()
    qtbot.waitUntil(lambda: window.current.id == report_id)
    assert window.reports.model.rowCount() == 1
