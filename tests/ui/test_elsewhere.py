"""A window over a server's database shows what others write there, around what is being typed in it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.model.changes import REPORT, Change, Draft
from desktop_app.model.records import Goal, Report
from desktop_app.store.database import Store
from desktop_app.ui.form.comment_mark import CommentMark
from desktop_app.ui.window import MainWindow
from tests.postgres_server import Postgres

OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def address(postgres: Postgres) -> str:
    return postgres()


@pytest.fixture
def other(address: str) -> Iterator[Store]:
    """Somebody else at work in the same office, with one report."""
    with Store(address, user="คนอื่น") as store:
        store.add(Report(title="ค่ายเยาวชน", place="วัด", goals=[Goal(body="ก")]))
        yield store


@pytest.fixture
def window(open_window: OpenWindow, other: Store, address: str, qtbot: QtBot) -> MainWindow:
    """Its listener is at work."""
    shown = open_window(path=address)
    with qtbot.waitSignal(shown.store.changed_elsewhere, timeout=20_000):
        pass
    return shown


def set_field(store: Store, window: MainWindow, field: str, value: str) -> None:
    store.save([Change(REPORT, window.current.id, field, value)], "set")


def editor_of(window: MainWindow, field: str):
    assert window.current.form
    window.current.form.go_to_field(REPORT, window.current.id, field)
    return window.focusWidget()


def test_a_new_report_of_somebody_else_comes_into_the_list(window: MainWindow, other: Store, qtbot: QtBot) -> None:
    new = other.add(Report(title="ของคนอื่น"))
    qtbot.waitUntil(lambda: window.reports.model.summary(new) is not None, timeout=20_000)
    assert window.current.draft
    assert window.current.draft.report.title == "ค่ายเยาวชน"


def test_a_field_somebody_else_wrote_is_shown(window: MainWindow, other: Store, qtbot: QtBot) -> None:
    box = editor_of(window, "place")
    editor_of(window, "title")
    set_field(other, window, "place", "ศาลาประชาคม")
    qtbot.waitUntil(lambda: window.current.draft.report.place == "ศาลาประชาคม", timeout=20_000)
    assert "ศาลาประชาคม" in (box.text() if hasattr(box, "text") else box.toPlainText())
    assert window.saving.unsaved == []


def test_what_is_being_typed_stays_and_the_rest_comes(
    window: MainWindow, other: Store, qtbot: QtBot, type_text
) -> None:
    box = editor_of(window, "place")
    type_text(box, "ใหม่")
    set_field(other, window, "place", "ของคนอื่น")
    set_field(other, window, "project", "โครงการของคนอื่น")
    qtbot.waitUntil(lambda: window.current.draft.report.project == "โครงการของคนอื่น", timeout=20_000)
    assert window.current.draft.report.place.endswith("ใหม่")
    values = {version.value for version in other.history(window.current.id, "place")}
    assert {"ของคนอื่น", window.current.draft.report.place} <= values


def test_an_item_of_somebody_else_comes_when_no_field_has_the_keys(
    window: MainWindow, other: Store, qtbot: QtBot
) -> None:
    draft = Draft(other.load(window.current.id))
    draft.insert("goals", 1, Goal(body="ของคนอื่น"))
    window.reports.view.setFocus(Qt.FocusReason.OtherFocusReason)
    other.save(draft.take())
    qtbot.waitUntil(lambda: len(window.current.draft.report.goals) == 2, timeout=20_000)
    assert window.current.draft.report.goals[1].body == "ของคนอื่น"


def test_a_report_deleted_elsewhere_is_told(window: MainWindow, other: Store, qtbot: QtBot) -> None:
    other.delete(window.current.id)
    qtbot.waitUntil(lambda: window.current.draft is None, timeout=20_000)
    assert "ถูกลบ" in window.notice.text.text().replace("\u200b", "")


def test_what_somebody_else_says_of_a_field_stands_beside_it(window: MainWindow, other: Store, qtbot: QtBot) -> None:
    other.comment(window.current.id, REPORT, window.current.id, "place", "วัดใด")
    assert window.current.form
    form = window.current.form
    qtbot.waitUntil(
        lambda: [one.text() for one in form.findChildren(CommentMark) if not one.isHidden()] == ["ความเห็น 1 ข้อ"],
        timeout=20_000,
    )
