"""The report at the right: what is read from the database never covers what is typed meanwhile."""

from desktop_app.model.exchange import from_json
from desktop_app.model.records import Report
from desktop_app.ui.report_rows import SUMMARY


def test_keys_typed_while_the_report_is_read_again_stay_in_the_form(qtbot, open_window, type_text, sample):
    window = open_window(from_json(sample))
    current = window.current
    with qtbot.waitSignal(current.shown):
        current.reload()
        type_text(window.focusWidget(), "ต่อ")
    assert "ต่อ" in current.draft.report.title
    assert current.draft.report.title == window.focusWidget().text()
    assert current.draft.report.place == sample["event"]["place"]


def test_the_list_shows_the_last_words_of_a_report_left_at_once(qtbot, open_window, type_text):
    window = open_window(Report(title="หนึ่ง"), Report(title="สอง"))
    left = window.current.id
    (other,) = (
        index.data(SUMMARY).id for index in map(window.reports.model.index, range(2)) if index.data(SUMMARY).id != left
    )
    title = window.current.draft.report.title
    window.focusWidget().end(False)
    with qtbot.waitSignal(window.saving.saved):  # the store is at work
        type_text(window.focusWidget(), " ")
    qtbot.wait(250)
    type_text(window.focusWidget(), "ต่อ")
    with qtbot.waitSignal(window.current.shown):
        window.current.open(other)
    assert window.reports.model.summary(left).title == f"{title} ต่อ"
