"""Conflicts are settled one after another by keys alone, in the real window over a real merge."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.model.changes import ALIVE, REPORT, Change
from desktop_app.model.records import Activity, Report
from desktop_app.settings import Settings
from desktop_app.store.database import Store
from desktop_app.sync import receiving
from desktop_app.ui.form.comment_mark import DELETED, ConflictMark
from desktop_app.ui.office.own_value import PROPOSED
from desktop_app.ui.office.settle import NONE, SettleDialog

TEXT = "อาสาสมัครติดตามผลทุกเดือน ผู้เข้าร่วมเห็นพ้องให้เริ่มจากครัวเรือนต้นแบบก่อน"
MINE, THEIRS = TEXT.replace("อาสาสมัคร", "แกนนำเยาวชน"), TEXT.replace("ต้นแบบก่อน", "ทุกหลังพร้อมกัน")
BOTH = MINE.replace("ต้นแบบก่อน", "ทุกหลังพร้อมกัน")


@pytest.fixture
def disputed(tmp_path: Path, home: Path) -> Report:
    """The window's database: a report whose place, introduction and first activity two people wrote differently."""
    report = Report(title="เวทีชุมชน", place="เดิม", introduction=TEXT, activities=[Activity(body="เดิม")])
    path = home / "data" / "sarup.db"
    body = report.activities[0]
    with Store(path, user="มานี") as store:
        store.add(report)
        copy = store.backup(tmp_path / "copy.db")
        with Store(copy, user="ชูใจ") as other:
            other.save(
                [Change(REPORT, report.id, "introduction", THEIRS), Change(REPORT, report.id, "place", "ศาลากลางบ้าน")]
            )
            other.save([Change("activities", body.id, "body", "เปิดเวทีโดยผู้ใหญ่บ้าน")])
        store.save([Change(REPORT, report.id, "introduction", MINE), Change(REPORT, report.id, "place", "หอประชุม")])
        store.save([Change("activities", body.id, "body", "เปิดเวทีโดยนายกเทศมนตรี")])
        assert len(receiving.merge(store, [copy]).conflicts) == 3
    return report


def opened(qtbot, window) -> SettleDialog:
    window.commands["settle_conflicts"].trigger()
    qtbot.waitUntil(lambda: window.findChild(SettleDialog) is not None)
    dialog = window.findChild(SettleDialog)
    with qtbot.waitSignal(dialog.shown):
        pass
    return dialog


def choose(qtbot, dialog, label: str) -> None:
    """By the arrow keys."""
    while dialog.dispute.label != label:
        with qtbot.waitSignal(dialog.shown):
            qtbot.keyClick(dialog.list, Qt.Key.Key_Down)


def press(qtbot, dialog, key, held=Qt.KeyboardModifier.NoModifier) -> None:
    with qtbot.waitSignal(dialog.settled):
        qtbot.keyClick(dialog.focusWidget(), key, held)


def now(window) -> Report:
    with Store(window.store.path, write=False) as store:
        return store.load(window.current.id)


def test_both_sides_are_shown_with_who_said_what_and_what_differs(qtbot, open_window, disputed):
    dialog = opened(qtbot, open_window())
    assert dialog.list.count() == 3
    choose(qtbot, dialog, "สถานที่จัดงาน")
    first, second = dialog.sides.panes
    heads = {first.text.toPlainText(): first.head.text(), second.text.toPlainText(): second.head.text()}
    assert heads["ศาลากลางบ้าน"].startswith("ชูใจ · ")
    assert heads["หอประชุม"].startswith("มานี · ")
    assert "ค่าที่แสดงอยู่ตอนนี้" in first.head.text().replace("\u200b", "")
    assert second.text.accessibleDescription().startswith("มีเฉพาะในค่านี้: ")
    assert "เวทีชุมชน" in dialog.list.currentItem().text().replace("\u200b", "")
    dialog.reject()


def test_the_list_has_room_for_the_names_of_reports(qtbot, open_window, disputed):
    dialog = opened(qtbot, open_window())
    assert dialog.list.width() > dialog.width() / 4
    dialog.reject()


def test_a_side_is_taken_by_a_key_and_the_next_conflict_follows(qtbot, open_window, disputed):
    window = open_window()
    dialog = opened(qtbot, window)
    choose(qtbot, dialog, "สถานที่จัดงาน")
    wanted = dialog.sides.panes[1].text.toPlainText()
    press(qtbot, dialog, Qt.Key.Key_F3)
    assert dialog.list.count() == 2
    assert dialog.dispute is not None
    assert dialog.dispute.label != "สถานที่จัดงาน"
    assert now(window).place == wanted
    qtbot.waitUntil(lambda: window.current.draft.report.place == wanted)
    dialog.reject()


def test_what_both_wrote_is_proposed_and_taken_as_it_stands(qtbot, open_window, disputed):
    window = open_window()
    dialog = opened(qtbot, window)
    choose(qtbot, dialog, "ความนำ")
    assert dialog.sides.own.head.text().replace("\u200b", "") == PROPOSED
    assert dialog.sides.own.text.toPlainText() == BOTH
    press(qtbot, dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert now(window).introduction == BOTH
    dialog.reject()


def test_another_text_is_typed_and_no_late_proposal_covers_it(qtbot, open_window, type_text, disputed):
    window = open_window()
    dialog = opened(qtbot, window)
    editor = dialog.sides.own.text
    with qtbot.waitSignal(dialog.shown):
        while dialog.dispute.label != "ความนำ":
            qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
        editor.setFocus()
        editor.selectAll()
        type_text(editor, "ตกลงกันใหม่")
    assert editor.toPlainText() == "ตกลงกันใหม่"
    press(qtbot, dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert now(window).introduction == "ตกลงกันใหม่"
    dialog.reject()


def test_a_text_that_is_typed_and_not_taken_yet_stays_with_its_conflict(qtbot, open_window, type_text, disputed):
    window = open_window()
    dialog = opened(qtbot, window)
    choose(qtbot, dialog, "ความนำ")
    dialog.sides.own.text.setFocus()
    type_text(dialog.sides.own.text, "ยังไม่จบ ")
    dialog.list.setFocus()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(dialog.list, key)
    choose(qtbot, dialog, "สถานที่จัดงาน")
    assert dialog.sides.own.text.toPlainText() == now(window).place
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(SettleDialog) is None)
    again = opened(qtbot, window)
    choose(qtbot, again, "ความนำ")
    assert again.sides.own.text.toPlainText() == f"ยังไม่จบ {BOTH}"
    press(qtbot, again, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert now(window).introduction == f"ยังไม่จบ {BOTH}"
    again.reject()


def test_a_text_that_is_too_long_is_told_by_the_field_s_name_and_stays(qtbot, open_window, disputed):
    dialog = opened(qtbot, open_window())
    choose(qtbot, dialog, "สถานที่จัดงาน")
    own = dialog.sides.own
    own.text.selectAll()
    own.text.insertPlainText("ก" * 2_001)
    own.use.click()
    assert own.head.text().replace("\u200b", "").startswith("ข้อมูลที่ สถานที่จัดงาน ใช้ไม่ได้: ยาว 2,001")
    assert len(own.text.toPlainText()) == 2_001
    assert dialog.list.count() == 3
    dialog.reject()


def test_tab_goes_from_the_list_over_the_sides_to_the_own_text_and_out(qtbot, open_window, disputed):
    dialog = opened(qtbot, open_window())
    dialog.list.setFocus()
    reached = []
    for _ in range(8):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    first, second = dialog.sides.panes
    own = dialog.sides.own
    assert reached == [
        first.text, first.take, second.text, second.take, own.use, own.text, dialog.leave, dialog.list,
    ]  # fmt: skip
    dialog.reject()


def test_when_all_is_settled_that_is_said_and_the_mark_goes(qtbot, open_window, disputed):
    window = open_window()
    qtbot.waitUntil(lambda: window.office.conflicts.count.isVisible())
    assert window.office.conflicts.count.text() == "ข้อขัดแย้ง 3 แห่ง"
    dialog = opened(qtbot, window)
    for _ in range(3):
        press(qtbot, dialog, Qt.Key.Key_F2)
    assert NONE in dialog.says.text().replace("\u200b", "")
    assert not dialog.sides.isVisible()
    qtbot.waitUntil(lambda: not window.office.conflicts.count.isVisible())
    dialog.reject()
    with Store(window.store.path, write=False) as store:
        assert store.conflicts() == []


def marks(window) -> list[ConflictMark]:
    """Of what the form shows, on whichever tab: a row that is kept for another item is hidden, and its mark with it."""
    found = window.current.form.findChildren(ConflictMark)
    return [one for one in found if not one.isHidden() and not one.parentWidget().isHidden()]


def test_the_form_marks_where_people_disagree_and_leads_there(qtbot, open_window, disputed):
    window = open_window()
    form = window.current.form
    form.go_to_field("activities", disputed.activities[0].id, "body")
    qtbot.waitUntil(lambda: len(marks(window)) == 3)
    body = "รายละเอียด: ข้อขัดแย้ง"
    next(one for one in marks(window) if one.text() == body).click()
    qtbot.waitUntil(lambda: window.findChild(SettleDialog) is not None)
    dialog = window.findChild(SettleDialog)
    with qtbot.waitSignal(dialog.shown):
        pass
    assert dialog.dispute.label == "กิจกรรม ข้อ 1: รายละเอียด"
    press(qtbot, dialog, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: body not in [one.text() for one in marks(window)])
    dialog.reject()
    form.go_to_field(REPORT, disputed.id, "introduction")
    qtbot.waitUntil(lambda: len(marks(window)) == 2)


@pytest.mark.parametrize("of_report", [False, True])
def test_what_one_deleted_and_another_went_on_writing_is_marked_too(qtbot, open_window, home, tmp_path, of_report):
    report = Report(title="เวทีชุมชน", place="เดิม", activities=[Activity(title="ฐานที่หนึ่ง", body="เดิม")])
    with Store(home / "data" / "sarup.db", user="มานี") as store:
        store.add(report)
        row = report.activities[0].id
        copy = store.backup(tmp_path / "copy.db")
        with Store(copy, user="ชูใจ") as other:
            table, of = (REPORT, report.id) if of_report else ("activities", row)
            other.save([Change(table, of, "title", "เปลี่ยนแล้ว")])
        if of_report:
            store.delete(report.id)
        else:
            store.save([Change("activities", row, ALIVE, False)])
        assert [one.field for one in receiving.merge(store, [copy]).conflicts] == [ALIVE]
    window = open_window()
    window.current.form.go_to_field(table, of, "title")
    qtbot.waitUntil(lambda: [one.text() for one in marks(window)] == [DELETED[0]])
    marks(window)[0].click()
    qtbot.waitUntil(lambda: window.findChild(SettleDialog) is not None)
    dialog = window.findChild(SettleDialog)
    with qtbot.waitSignal(dialog.shown):
        pass
    press(qtbot, dialog, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: marks(window) == [])
    dialog.reject()


def test_another_report_has_no_marks_of_this_one(qtbot, open_window, disputed, home):
    with Store(home / "data" / "sarup.db") as store:
        other = store.add(Report(title="อีกฉบับ"))
    window = open_window(settings=Settings(report=disputed.id))
    qtbot.waitUntil(lambda: len(marks(window)) == 3)
    window.current.open(other)
    qtbot.waitUntil(lambda: window.current.id == other and marks(window) == [])
    window.current.open(disputed.id)
    qtbot.waitUntil(lambda: len(marks(window)) == 3)


def test_who_goes_on_typing_in_a_field_settles_it(qtbot, open_window, type_text, disputed):
    window = open_window()
    qtbot.waitUntil(lambda: window.office.conflicts.count.isVisible())
    draft = window.current.draft
    draft.set(REPORT, draft.report.id, "place", "ที่ตกลงกัน")
    window.saving.edited()
    qtbot.waitUntil(lambda: window.office.conflicts.count.text() == "ข้อขัดแย้ง 2 แห่ง")


def test_the_report_that_one_deleted_and_another_wrote_on_is_kept_or_deleted(qtbot, open_window, tmp_path, home):
    report = Report(title="เวทีชุมชน", place="เดิม")
    with Store(home / "data" / "sarup.db", user="มานี") as store:
        store.add(report)
        copy = store.backup(tmp_path / "copy.db")
        with Store(copy, user="ชูใจ") as other:
            other.delete(report.id)
        store.save([Change(REPORT, report.id, "place", "ใหม่")])
        assert [one.field for one in receiving.merge(store, [copy]).conflicts] == [ALIVE]
    window = open_window()
    dialog = opened(qtbot, window)
    assert dialog.sides.panes[0].text.toPlainText() == "เก็บรายงานนี้ไว้: เวทีชุมชน"
    assert not dialog.sides.own.isVisible()
    press(qtbot, dialog, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: window.reports.model.total == 0)
    assert window.current.draft is None
    dialog.reject()


def test_one_that_was_settled_meanwhile_is_told(qtbot, open_window, disputed):
    window = open_window()
    dialog = opened(qtbot, window)
    label = dialog.dispute.label
    conflict = dialog.dispute.conflict
    done: list[object] = []
    window.store.ask(lambda store: store.resolve(conflict.id, conflict.sides[1].value), done.append)
    qtbot.waitUntil(lambda: bool(done))
    with qtbot.waitSignal(dialog.filled):
        qtbot.keyClick(dialog.list, Qt.Key.Key_F2)
    assert "ไม่พบข้อขัดแย้ง" in dialog.says.text().replace("\u200b", "")
    assert label not in [dialog.list.item(row).text().split("\n")[0] for row in range(dialog.list.count())]
    dialog.reject()


def test_tab_reaches_the_sides_the_text_and_the_buttons(qtbot, open_window, disputed):
    dialog = opened(qtbot, open_window())
    choose(qtbot, dialog, "ความนำ")
    dialog.list.setFocus()
    reached = []
    for _ in range(12):
        reached.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    wanted = [*(pane.text for pane in dialog.sides.panes), *(pane.take for pane in dialog.sides.panes)]
    assert {dialog.list, dialog.sides.own.text, dialog.sides.own.use, dialog.leave, *wanted} <= set(reached)
    assert all(widget.accessibleName() or widget.text() for widget in reached)
    dialog.reject()
