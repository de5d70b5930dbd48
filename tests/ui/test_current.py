"""The report at the right: what is read from the database never covers what is typed meanwhile."""

from desktop_app.model.exchange import from_json
from desktop_app.model.records import Goal, Report
from desktop_app.ui.report_rows import SUMMARY


def ids(window):
    model = window.reports.model
    return [model.index(row).data(SUMMARY).id for row in range(model.rowCount())]


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
    (other,) = (one for one in ids(window) if one != left)
    title = window.current.draft.report.title
    window.focusWidget().end(False)
    with qtbot.waitSignal(window.saving.saved):  # the store is at work
        type_text(window.focusWidget(), " ")
    qtbot.wait(250)
    type_text(window.focusWidget(), "ต่อ")
    with qtbot.waitSignal(window.current.shown):
        window.current.open(other)
    assert window.reports.model.summary(left).title == f"{title} ต่อ"


def test_the_notice_of_a_removed_item_goes_with_its_report(qtbot, open_window):
    window = open_window(Report(title="หนึ่ง", goals=[Goal("ก"), Goal("ข")]), Report(title="สอง", goals=[Goal("ค")]))
    (other,) = (one for one in ids(window) if one != window.current.id)
    window.current.form.go_to_field("goals", "", "")
    window.current.form._pages["goals"].lists[0].remove(0)
    assert window.notice.isVisible()
    with qtbot.waitSignal(window.current.shown):
        window.current.open(other)
    assert not window.notice.isVisible()


def test_an_empty_item_goes_without_a_word(open_window):
    window = open_window(Report(title="หนึ่ง", goals=[Goal("ก")]))
    window.current.form.go_to_field("goals", "", "")
    goals = window.current.form._pages["goals"].lists[0]
    goals.add_last()
    goals.remove(1)
    assert not window.notice.isVisible()
