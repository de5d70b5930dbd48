"""The whole window over a real database: what is typed is in it, reports come, go and come back."""

import json

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMessageBox

from desktop_app.model.exchange import from_json, to_json
from desktop_app.model.records import Goal, Report
from desktop_app.report.forms import rendered
from desktop_app.store.database import Store


def stored(window, report_id):
    """The report as another connection finds it in the file."""
    with Store(window.store.path, write=False) as store:
        return store.load(report_id)


def saved(qtbot, window):
    with qtbot.waitSignal(window.saving.settled):
        window.current.leave()


def focused(qtbot, window):
    qtbot.waitUntil(lambda: window.focusWidget() is not None and window.focusWidget().isVisible())
    return window.focusWidget()


def test_the_first_start_offers_one_big_button_and_the_first_key_lands_in_the_title(qtbot, open_window, type_text):
    window = open_window()
    assert window.right.currentWidget() is window.empty
    assert window.focusWidget() is window.empty.start
    window.empty.start.click()
    type_text(focused(qtbot, window), "ประชุมชุมชน")
    assert window.current.draft.report.title == "ประชุมชุมชน"


def test_what_is_typed_is_in_the_file_without_any_save_command(qtbot, open_window, type_text):
    window = open_window(Report())
    with qtbot.waitSignal(window.saving.saved):
        type_text(focused(qtbot, window), "ประชุมชุมชน")
    assert stored(window, window.current.id).title == "ประชุมชุมชน"
    assert window.status.text().startswith("บันทึกแล้ว ")


def test_typing_without_a_pause_is_saved_while_it_goes_on(qtbot, open_window, type_text):
    window = open_window(Report())
    field, saves = focused(qtbot, window), []
    window.saving.saved.connect(lambda *_: saves.append(window.current.draft.report.title))

    def type_on() -> bool:
        type_text(field, "ก")
        return bool(saves)

    qtbot.waitUntil(type_on)  # a key every 10 ms: the pause that saves never comes
    assert set(saves[0]) == {"ก"}


def test_the_list_says_title_dates_place_state_and_what_is_missing(open_window, sample):
    window = open_window(from_json(sample))
    index = window.reports.model.index(0)
    text = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert sample["event"]["title"] in text
    assert sample["event"]["place"] in text
    assert "28 มิถุนายน-2 กรกฎาคม 2567" in text
    assert "ครบถ้วน" in text


def test_the_list_follows_the_title_while_it_is_typed(qtbot, open_window, type_text):
    window = open_window(Report(title="ก"))
    type_text(focused(qtbot, window), "ข")
    qtbot.waitUntil(lambda: len(window.reports.model.index(0).data()) == 2)


def test_a_blank_report_is_not_made_twice(qtbot, open_window):
    window = open_window()
    window.commands["new_report"].trigger()
    window.commands["new_report"].trigger()
    saved(qtbot, window)
    assert window.reports.model.total == 1


def test_a_duplicate_has_the_same_content_and_a_life_of_its_own(qtbot, open_window):
    window = open_window(Report(title="ต้นฉบับ", goals=[Goal(body="เป้าหมายเดิม")]))
    first = window.current.id
    window.commands["duplicate_report"].trigger()
    saved(qtbot, window)
    copy = stored(window, window.current.id)
    assert copy.id != first
    assert copy.title == "ต้นฉบับ (สำเนา)"
    assert [goal.body for goal in copy.goals] == ["เป้าหมายเดิม"]
    assert copy.goals[0].id != stored(window, first).goals[0].id


def test_a_deleted_report_comes_back_by_the_notice(qtbot, open_window):
    window = open_window(Report(title="หนึ่ง"), Report(title="สอง"))
    gone = window.current.id
    window.commands["delete_report"].trigger()
    qtbot.waitUntil(lambda: window.reports.model.total == 1)
    qtbot.waitUntil(lambda: window.current.id not in ("", gone))
    window.notice.buttons[0].click()
    qtbot.waitUntil(lambda: window.current.id == gone)
    assert window.reports.model.total == 2


def test_deleting_the_last_report_leads_back_to_the_first_page(qtbot, open_window):
    window = open_window(Report(title="หนึ่ง"))
    window.commands["delete_report"].trigger()
    qtbot.waitUntil(lambda: window.right.currentWidget() is window.empty)
    assert not window.commands["print_report"].isEnabled()


def test_another_report_is_shown_and_the_first_one_is_saved_whole(qtbot, open_window, type_text):
    window = open_window(Report(title="หนึ่ง"), Report(title="สอง"))
    first = window.current.id
    type_text(focused(qtbot, window), "ก")
    window.reports.view.setCurrentIndex(window.reports.model.index(1))
    qtbot.waitUntil(lambda: window.current.id != first)
    saved(qtbot, window)
    assert "ก" in stored(window, first).title
    assert "ก" not in window.current.draft.report.title


def test_every_leave_saves_what_an_input_method_has_not_finished(qtbot, open_window, commit_text):
    window = open_window(Report())
    commit_text(focused(qtbot, window), "ชื่อ")
    with qtbot.waitSignal(window.saving.saved):
        window.current.form.tabs.setCurrentIndex(1)
    assert stored(window, window.current.id).title == "ชื่อ"


def test_closing_saves_the_last_key(qtbot, open_window, close_window, type_text):
    window = open_window(Report())
    type_text(focused(qtbot, window), "ตัวสุดท้าย")
    close_window(window)
    assert stored(window, window.current.id).title == "ตัวสุดท้าย"


def test_what_is_missing_leads_to_its_field(qtbot, open_window):
    window = open_window(Report(title="มีชื่อแล้ว"))
    texts = [window.remarks.list.item(row).text() for row in range(window.remarks.list.count())]
    window.remarks.list.itemActivated.emit(window.remarks.list.item(texts.index("ยังไม่ได้กรอกสถานที่จัดงาน")))
    assert "สถานที่จัดงาน" in focused(qtbot, window).accessibleName()


def test_an_imported_report_is_shown(qtbot, open_window, tmp_path, sample):
    path = tmp_path / "report.json"
    path.write_text(json.dumps(sample), encoding="utf-8")
    window = open_window()
    window.verbs.open_files([str(path)])
    qtbot.waitUntil(lambda: window.current.draft is not None)
    assert window.current.draft.report.title == sample["event"]["title"]


def test_the_pdf_of_a_report_is_a_report_again(qtbot, open_window, tmp_path, sample):
    path = tmp_path / "report.PDF"
    path.write_bytes(rendered(from_json(sample), ".pdf"))
    window = open_window()
    window.verbs.open_files([str(path)])
    qtbot.waitUntil(lambda: window.current.draft is not None)
    assert to_json(window.current.draft.report) == sample


def test_a_file_that_is_no_report_is_refused_in_words_and_nothing_changes(qtbot, open_window, tmp_path):
    path = tmp_path / "bad.json"
    path.write_bytes(b'{"format": "sarup-report", "version": 1, "event": {"title": 5}}')
    window = open_window()
    window.verbs.open_files([str(path)])
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    assert "bad.json: ข้อมูลที่ event.title" in window.findChild(QMessageBox).text().replace("\u200b", "")
    window.findChild(QMessageBox).reject()
    assert window.reports.model.total == 0


def test_a_notice_moves_nothing_under_the_mouse(qtbot, open_window):
    window = open_window(Report(title="หนึ่ง", goals=[Goal("ก"), Goal("ข"), Goal("ค")]))
    window.current.form.go_to_field("goals", "", "")
    goals = window.current.form._pages["goals"].lists[0]
    qtbot.wait(50)
    before = goals.rows[0].remove.mapTo(window, QPoint(0, 0))
    goals.rows[0].remove.click()
    qtbot.waitUntil(window.notice.isVisible)
    qtbot.wait(50)
    assert goals.rows[0].remove.mapTo(window, QPoint(0, 0)) == before
