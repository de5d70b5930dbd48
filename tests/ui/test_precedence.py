"""Work in the background waits while the window draws another tab or report."""

import threading

import pytest

from desktop_app.model.changes import Draft
from desktop_app.model.records import Report
from desktop_app.ui import precedence
from desktop_app.ui.form.report_form import ReportForm
from desktop_app.ui.newest import Newest
from desktop_app.ui.precedence import Precedence
from desktop_app.ui.store_thread import StoreThread

A_WHILE = 0.05  # seconds in which a thread that need not wait is long done


@pytest.fixture
def window_first(qapp, monkeypatch):
    monkeypatch.setattr(precedence, "MOST", 30.0)
    return Precedence()


def test_work_begins_when_the_window_has_drawn(qtbot, window_first):
    begun = threading.Event()
    newest = Newest(lambda request, cancelled: iter([begun.set()]), give_way=window_first.give_way)
    window_first.take()
    newest.ask("page")
    assert not begun.wait(A_WHILE)
    with qtbot.waitSignal(newest.answers.done):
        pass
    assert begun.is_set()


def test_work_under_way_pauses_where_it_could_be_cancelled(qtbot, window_first):
    begun, drawing, went_on = threading.Event(), threading.Event(), threading.Event()

    def work(request, cancelled):
        begun.set()
        drawing.wait()
        yield cancelled()
        went_on.set()

    newest = Newest(work, give_way=window_first.give_way)
    newest.ask("page")
    assert begun.wait(10)
    window_first.take()
    drawing.set()
    assert not went_on.wait(A_WHILE)
    with qtbot.waitSignal(newest.answers.done):
        pass
    assert went_on.is_set()


def test_the_store_too_lets_the_window_draw_first(qtbot, window_first, tmp_path, monkeypatch):
    monkeypatch.setattr(StoreThread, "_open", lambda self: None)
    store, asked = StoreThread(tmp_path / "a.db", give_way=window_first.give_way), threading.Event()
    window_first.take()
    store.ask(lambda _: asked.set())
    store.start()
    assert not asked.wait(A_WHILE)
    qtbot.waitUntil(asked.is_set)
    assert store.stop(10)


def test_a_form_says_that_it_draws_before_it_builds_a_tab(qtbot):
    form = ReportForm()
    qtbot.addWidget(form)
    form.show_draft(Draft(Report()))
    form.show()
    built = []
    form.drawing.connect(lambda: built.append(form.tabs.widget(1).widget()))
    form.tabs.setCurrentIndex(1)
    assert built == [None]
    assert form.tabs.widget(1).widget() is not None


def test_tabs_are_made_ready_in_quiet_moments(qtbot, draft):
    form = ReportForm()
    qtbot.addWidget(form)
    form.show_draft(draft)
    form.show()
    pages = [form.tabs.widget(index) for index in range(form.tabs.count())]
    assert [page.stale for page in pages] == [False] + [True] * (len(pages) - 1)
    qtbot.waitUntil(lambda: not any(page.stale for page in pages))
    assert form.tabs.currentIndex() == 0
    assert not draft.unsaved
    form.show_draft(Draft(Report(id="other")))
    assert pages[1].stale
