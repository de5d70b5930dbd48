"""What people said of fields: a mark beside each, a line in the list that leads there, and a dialog to answer and settle it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.model.changes import REPORT, birth_beside
from desktop_app.model.exchange import from_json
from desktop_app.model.records import Comment, Report
from desktop_app.store.database import Store
from desktop_app.sync import receiving
from desktop_app.ui.form.comment_mark import CommentMark
from desktop_app.ui.office.comment_dialog import NEW, NONE, CommentDialog
from desktop_app.ui.office.unsent import Unsent


@pytest.fixture
def said(sample, home) -> Report:
    """The sample, of whose place and second activity the office has said something."""
    report = from_json(sample)
    with Store(home / "data" / "sarup.db", user="ชูใจ") as store:
        store.add(report)
        store.comment(report.id, REPORT, report.id, "place", "ชื่อเต็มของสถานที่")
        store.comment(report.id, "activities", report.activities[1].id, "body", "โปรดระบุจำนวนคน")
    return report


def marks(window) -> list[str]:
    found = [one for one in window.current.form.findChildren(CommentMark) if not one.isHidden()]
    return sorted(one.text() for one in found)


def listed(window) -> list[str]:
    rows = [window.remarks.list.item(row) for row in range(window.remarks.list.count())]
    return [item.data(Qt.ItemDataRole.AccessibleTextRole) for item in rows]


@pytest.fixture
def window(qtbot, open_window, said):
    opened = open_window()
    qtbot.waitUntil(lambda: bool(marks(opened)))
    return opened


@pytest.fixture
def opened(open_dialog):
    return lambda window: open_dialog(window, "show_comments", CommentDialog)


def send(qtbot, dialog, type_text, words: str) -> None:
    type_text(dialog.editor, words)
    with qtbot.waitSignal(dialog.filled):
        qtbot.keyClick(dialog.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_mark_stands_beside_the_field_and_says_what_was_said(window, said):
    assert marks(window) == ["ความเห็น 1 ข้อ"]
    window.current.form.go_to_field("activities", said.activities[1].id, "body")
    assert marks(window) == ["ความเห็น 1 ข้อ", "รายละเอียด: ความเห็น 1 ข้อ"]
    (mark,) = [one for one in window.current.form.findChildren(CommentMark) if "รายละเอียด" in one.text()]
    assert mark.accessibleName() == "รายละเอียด: ความเห็น 1 ข้อ: ชูใจ: โปรดระบุจำนวนคน"
    assert mark.isVisible()


def test_the_list_of_what_is_missing_leads_to_the_field(qtbot, window, said):
    assert listed(window) == ["สถานที่จัดงาน: ชูใจ: ชื่อเต็มของสถานที่", "กิจกรรม ข้อ 2: รายละเอียด: ชูใจ: โปรดระบุจำนวนคน"]
    assert "มีความเห็น 2 ข้อ" in window.remarks.caption.text()
    for _ in range(2):
        window.commands["go_to_next_remark"].trigger()
    assert window.current.form.place_with_keys() == ("activities", said.activities[1].id, "body")
    assert window.current.form.tabs.tabText(window.current.form.tabs.currentIndex()) == "กิจกรรม"


def test_another_report_has_no_marks_of_this_one(qtbot, window):
    window.commands["new_report"].trigger()
    assert marks(window) == []
    assert not any("ชูใจ" in line for line in listed(window))


def test_moved_items_keep_their_comments(qtbot, window, said):
    form = window.current.form
    form.go_to_field("activities", said.activities[1].id, "body")
    page = form.tabs.currentWidget()
    page.lists[0].move_item(1, 0)
    qtbot.waitUntil(lambda: any("กิจกรรม ข้อ 1" in line for line in listed(window)))
    shown = [one for one in page.lists[0].rows[0].findChildren(CommentMark) if not one.isHidden()]
    assert [one.text() for one in shown] == ["รายละเอียด: ความเห็น 1 ข้อ"]


def test_a_comment_is_answered_and_settled_by_keys(qtbot, window, said, type_text, opened):
    window.current.form.go_to_field("activities", said.activities[1].id, "body")
    dialog = opened(window)
    assert dialog.thread_shown.first.words == "โปรดระบุจำนวนคน"
    assert dialog.focusWidget() is dialog.editor
    send(qtbot, dialog, type_text, "เพิ่มแล้ว")
    assert dialog.whole.toPlainText().endswith("เพิ่มแล้ว")
    assert dialog.editor.toPlainText() == ""
    with qtbot.waitSignal(dialog.filled):
        qtbot.keyClick(dialog.settle, Qt.Key.Key_Space)
    assert "เรียบร้อยแล้ว โดย" in dialog.whole.toPlainText()
    qtbot.waitUntil(lambda: marks(window) == ["ความเห็น 1 ข้อ"])
    assert len(listed(window)) == 1
    with qtbot.waitSignal(dialog.filled):
        dialog.settle.click()
    qtbot.waitUntil(lambda: len(marks(window)) == 2)
    dialog.reject()


def test_what_was_said_last_on_this_computer_is_taken_back_to_be_sent_again(qtbot, window, said, type_text, opened):
    window.current.form.go_to_field("activities", said.activities[1].id, "body")
    dialog = opened(window)
    send(qtbot, dialog, type_text, "เพิ่มแล้ว")
    with qtbot.waitSignal(dialog.filled):
        qtbot.keyClick(dialog.take_back, Qt.Key.Key_Space)
    assert dialog.whole.toPlainText().endswith("โปรดระบุจำนวนคน")
    assert dialog.editor.toPlainText() == "เพิ่มแล้ว"
    send(qtbot, dialog, type_text, "แล้ว 40 คน")
    assert dialog.whole.toPlainText().count("เพิ่มแล้ว") == 1
    dialog.reject()


def test_a_comment_that_is_taken_back_can_be_said_anew_of_the_same_field(qtbot, window, said, opened):
    dialog = opened(window)
    dialog.list.setCurrentRow(dialog.list.count() - 1)
    place = dialog.thread_shown.place
    with qtbot.waitSignal(dialog.filled):
        dialog.take_back.click()
    assert dialog.thread_shown is None
    assert "รายละเอียด" in dialog.list.item(0).text()
    assert (dialog.editor.toPlainText(), dialog.list.count()) == ("โปรดระบุจำนวนคน", 2)
    with qtbot.waitSignal(dialog.filled):
        dialog.send.click()
    assert (dialog.thread_shown.place, dialog.thread_shown.first.words) == (place, "โปรดระบุจำนวนคน")
    dialog.reject()


def test_what_another_computer_said_is_not_taken_back_here(qtbot, open_window, said, opened, home, tmp_path):
    own = home / "data" / "sarup.db"
    with Store(tmp_path / "other.db") as other, Store(own) as store:
        receiving.merge(other, [store.backup(tmp_path / "copy.db")])
        other.reply(store.comments()[0].id, "ที่นี่ครบแล้ว")
        receiving.merge(store, [other.backup(tmp_path / "back.db")])
    dialog = opened(open_window())
    answered = [len(thread.said) for thread in dialog._threads].index(2)
    for row in range(2):
        dialog.list.setCurrentRow(row + dialog.list.count() - 2)
        assert dialog.take_back.isEnabled() == (row != answered)
    dialog.reject()


def test_something_new_is_said_of_the_field_with_the_keys(qtbot, window, said, type_text, opened):
    window.current.form.go_to_field(REPORT, said.id, "project")
    dialog = opened(window)
    assert dialog.thread_shown is None
    assert dialog.editor.accessibleName() == NEW
    assert "โครงการ" in dialog.list.item(0).text().replace("\u200b", "")
    send(qtbot, dialog, type_text, "ชื่อโครงการไม่ครบ")
    assert dialog.thread_shown.place == (REPORT, said.id, "project")
    qtbot.waitUntil(lambda: marks(window) == ["ความเห็น 1 ข้อ", "ความเห็น 1 ข้อ"])
    dialog.go.click()
    assert window.current.form.place_with_keys() == (REPORT, said.id, "project")


def test_a_mark_opens_the_thread_of_its_field(qtbot, window, said):
    (mark,) = [one for one in window.current.form.findChildren(CommentMark) if not one.isHidden()]
    qtbot.mouseClick(mark, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.findChild(CommentDialog) is not None)
    dialog = window.findChild(CommentDialog)
    with qtbot.waitSignal(dialog.filled):
        pass
    assert dialog.thread_shown.place == (REPORT, said.id, "place")
    dialog.reject()


def test_tab_reaches_every_control_and_each_has_a_name(qtbot, window, said, opened):
    dialog = opened(window)
    dialog.list.setCurrentRow(1)
    dialog.editor.setPlainText("ดี")
    dialog.list.setFocus()
    reached = []
    for _ in range(9):
        reached.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    wanted = {dialog.list, dialog.whole, dialog.editor, dialog.leave}
    wanted |= {dialog.send, dialog.take_back, dialog.settle, dialog.go}
    assert wanted <= set(reached)
    assert all(widget.accessibleName() or widget.text() for widget in reached)
    dialog.reject()


def test_an_answer_that_is_not_sent_stays_with_its_comment(qtbot, window, said, type_text, opened):
    window.current.form.go_to_field("activities", said.activities[1].id, "body")
    dialog = opened(window)
    row = dialog.list.currentRow()
    type_text(dialog.editor, "ยังไม่จบ")
    dialog.list.setCurrentRow(row - 1)
    assert dialog.editor.toPlainText() == ""
    assert not dialog.send.isEnabled()
    dialog.list.setCurrentRow(row)
    assert dialog.editor.toPlainText() == "ยังไม่จบ"
    qtbot.keyClick(dialog.editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(CommentDialog) is None)
    again = opened(window)
    assert again.editor.toPlainText() == "ยังไม่จบ"
    send(qtbot, again, type_text, "ดี")
    assert again.whole.toPlainText().endswith("ยังไม่จบดี")
    assert again.editor.toPlainText() == ""
    again.reject()


def test_an_answer_that_is_not_sent_is_there_when_the_program_was_killed(qtbot, window, home, type_text, opened):
    dialog = opened(window)
    dialog.list.setCurrentRow(1)
    type_text(dialog.editor, "ยังไม่จบ")
    file = home / "data" / "unsent.json"
    to = dialog.thread_shown.first.id
    qtbot.waitUntil(lambda: Unsent(file, lambda verb: None) == {to: "ยังไม่จบ"})  # nobody closed anything
    dialog.reject()


def test_a_window_that_closes_keeps_what_is_not_sent_and_forgets_what_was(
    qtbot, window, open_window, type_text, opened
):
    dialog = opened(window)
    dialog.list.setCurrentRow(1)
    type_text(dialog.editor, "ยังไม่จบ")
    dialog.list.setCurrentRow(2)
    send(qtbot, dialog, type_text, "ส่งแล้ว")
    dialog.reject()
    window.close()
    again = opened(open_window())
    again.list.setCurrentRow(1)
    assert again.editor.toPlainText() == "ยังไม่จบ"
    again.list.setCurrentRow(2)
    assert again.editor.toPlainText() == ""
    again.reject()


def test_a_comment_that_is_too_long_is_told_in_people_s_words_and_stays(qtbot, window, opened):
    window.current.form.go_to_field(REPORT, window.current.id, "place")
    dialog = opened(window)
    dialog.editor.setPlainText("ก" * 20_001)
    dialog.send.click()
    assert dialog.says.accessibleName().startswith("ความเห็นยาว 20,001 ตัวอักษร")
    assert len(dialog.editor.toPlainText()) == 20_001
    dialog.reject()


def test_where_nothing_can_be_said_there_is_no_box_to_type_in(qtbot, open_window, open_dialog):
    dialog = open_dialog(open_window(Report()), "show_all_comments", CommentDialog)
    assert dialog.list.count() == 0
    assert not dialog.editor.isVisible()
    assert dialog.focusWidget() is dialog.list
    dialog.reject()


def test_without_leave_to_write_comments_are_read(qtbot, open_window, said, monkeypatch, opened):
    monkeypatch.setattr("desktop_app.store.opening.is_writable", lambda path: False)
    window = open_window()
    qtbot.waitUntil(lambda: bool(marks(window)))
    dialog = opened(window)
    assert not dialog.editor.isVisible()
    assert not dialog.send.isVisible()
    assert dialog.list.count() == 2
    dialog.reject()


def test_who_may_not_write_is_not_told_how(qtbot, open_window, opened, home, monkeypatch):
    with Store(home / "data" / "sarup.db") as store:
        store.add(Report(title="ไม่มีความเห็น"))
    monkeypatch.setattr("desktop_app.store.opening.is_writable", lambda path: False)
    dialog = opened(open_window())
    assert dialog.says.accessibleName() == NONE
    dialog.reject()


def test_what_was_said_of_something_this_program_does_not_know_leads_nowhere(qtbot, open_window, said, home, opened):
    with Store(home / "data" / "sarup.db") as store:
        for place in (("pictures", "x", "body"), (REPORT, said.id, "no_such_field")):
            names = dict(zip(("of_table", "of_row", "of_field"), place, strict=True))
            store.save(birth_beside("comments", Comment(report=said.id, words="?", **names)))
    window = open_window()
    qtbot.waitUntil(lambda: len(listed(window)) == 2)
    dialog = opened(window)
    rows = range(1, dialog.list.count())
    leads = []
    for row in rows:
        dialog.list.setCurrentRow(row)
        leads.append(dialog.go.isEnabled())
    assert sorted(leads) == [False, False, True, True]
    dialog.reject()


def test_what_waits_in_all_reports_is_counted_and_leads_to_each(qtbot, open_window, open_dialog, said, home):
    with Store(home / "data" / "sarup.db", user="ชูใจ") as store:
        other = store.add(Report(title="อีกฉบับ"))
        store.comment(other, REPORT, other, "title", "ชื่อสั้นไป")
    window = open_window()
    qtbot.waitUntil(lambda: window.comments.mark.text() == "ความเห็นรอ 3 ข้อ")
    assert window.current.id == other
    dialog = open_dialog(window, "show_all_comments", CommentDialog)
    told = [dialog.list.item(row).text().replace("\u200b", "") for row in range(dialog.list.count())]
    assert sum("อีกฉบับ" in one for one in told) == 1
    dialog.list.setCurrentRow(next(row for row, one in enumerate(told) if one.startswith("กิจกรรม ข้อ 2")))
    with qtbot.waitSignal(dialog.filled):
        dialog.settle.click()
    assert dialog.list.count() == 2
    row = next(row for row in range(2) if "สถานที่" in dialog.list.item(row).text().replace("\u200b", ""))
    dialog.list.setCurrentRow(row)
    dialog.go.click()
    qtbot.waitUntil(lambda: window.current.id == said.id)
    qtbot.waitUntil(lambda: window.current.form.place_with_keys() == (REPORT, said.id, "place"))
    qtbot.waitUntil(lambda: window.comments.mark.text() == "ความเห็นรอ 2 ข้อ")
