"""The report at the right: what is read from the database never covers what is typed meanwhile."""


def test_keys_typed_while_the_report_is_read_again_stay_in_the_form(qtbot, open_window, type_text, sample):
    from desktop_app.model.exchange import from_json

    window = open_window(from_json(sample))
    current = window.current
    with qtbot.waitSignal(current.shown):
        current.reload()
        type_text(window.focusWidget(), "ต่อ")
    assert "ต่อ" in current.draft.report.title
    assert current.draft.report.title == window.focusWidget().text()
    assert current.draft.report.place == sample["event"]["place"]
