"""Every command can be reached by a person with a Thai keyboard, without a mouse, and by ear."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcutEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QToolBar,
    QToolButton,
    QWidget,
)

from desktop_app.model.exchange import from_json
from desktop_app.model.records import Report
from desktop_app.ui.commands import MENUS, TOOLBAR


def mnemonic(words: str) -> str:
    return words[words.index("&") + 1]


def test_the_mnemonics_of_a_menu_are_thai_and_differ():
    for title, commands in MENUS.items():
        letters = [mnemonic(one.words) for one in commands if one]
        assert len(set(letters)) == len(letters), title
        assert all("ก" <= letter <= "ฮ" for letter in [*letters, mnemonic(title)])
    assert len({mnemonic(title) for title in MENUS}) == len(MENUS)


def test_no_two_commands_have_the_same_key(open_window):
    window = open_window()
    keys = [key.toString() for action in window.commands.values() for key in action.shortcuts()]
    assert len(set(keys)) == len(keys)


def test_a_command_with_a_latin_key_has_one_that_a_thai_keyboard_sends_too():
    for command in (one for menu in MENUS.values() for one in menu if one):
        latin = [key for key in command.keys if key.startswith("Ctrl+") and key[-1].isalpha() and len(key) == 6]
        others = [key for key in command.keys if key not in latin]
        assert not latin or others or command.name == "show_history", command.name


def test_ctrl_and_a_thai_letter_is_the_latin_letter_of_that_key(open_window):
    window = open_window()
    sequences = window.commands["print_report"].shortcuts()
    assert QKeySequence(QKeySequence("Ctrl+P")) in sequences
    assert any(key[0].key() == ord("ย") for key in sequences if key.count() == 1)


@pytest.mark.parametrize("name", ["new_report", "find_report", "show_recycle_bin", "show_keys", "show_about"])
def test_commands_without_a_report_work_on_the_first_page(qtbot, open_window, name):
    window = open_window()
    window.commands[name].trigger()
    for dialog in QApplication.topLevelWidgets():
        if dialog.isModal() and dialog.isVisible():
            dialog.close()
    assert window.isVisible()


@pytest.mark.parametrize("tab", range(6))
def test_every_control_in_sight_says_what_it_is(qtbot, open_window, sample, tab):
    window = open_window(from_json(sample))
    window.current.form.tabs.setCurrentIndex(tab)
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)
    mute = [
        control
        for kind in kinds
        for control in window.findChildren(kind)
        if control.isVisible() and control.focusPolicy() != Qt.FocusPolicy.NoFocus
        if not (control.accessibleName() or getattr(control, "text", str)())
    ]
    assert mute == []


def test_tab_leads_from_the_box_to_the_list_to_the_form(qtbot, open_window):
    window = open_window(Report(title="หนึ่ง"))
    window.find_report()
    places = []
    for _ in range(12):
        places.append(window.focusWidget())
        window.focusNextPrevChild(True)
    assert places.index(window.reports.view) == 1
    assert any(window.current.form.isAncestorOf(place) for place in places)


def test_the_key_of_the_sides_leads_there_and_back(qtbot, open_window):
    window = open_window(Report(title="หนึ่ง"))
    window.commands["switch_side"].trigger()
    assert window.focusWidget() is window.reports.view
    window.commands["switch_side"].trigger()
    assert window.current.form.isAncestorOf(window.focusWidget())


def test_the_key_of_the_sides_leads_back_to_the_field_that_was_left(qtbot, open_window, sample):
    window = open_window(from_json(sample))
    form = window.current.form
    form.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: form.tabs.currentWidget().isAncestorOf(window.focusWidget()))
    window.focusNextPrevChild(True)
    left = window.focusWidget()
    for _ in range(2):
        window.commands["switch_side"].trigger()
    assert (form.tabs.currentIndex(), window.focusWidget()) == (2, left)


def test_control_enter_in_an_item_belongs_to_the_list_not_to_the_printer(qtbot, open_window, sample):
    window = open_window(from_json(sample))
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)  # a window in front: its shortcuts are heard
    window.current.form.go_to_field("activities", window.current.draft.report.activities[0].id, "body")
    before = len(window.current.draft.report.activities)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(window.current.draft.report.activities) == before + 1
    assert not [one for one in QApplication.topLevelWidgets() if one.isModal() and one.isVisible()]


def test_a_key_that_is_latin_and_thai_at_once_is_obeyed_every_time(open_window):
    window = open_window(Report(title="หนึ่ง"))
    command = window.commands["duplicate_report"]
    for key in command.shortcuts():  # with both layouts installed X11 sends Ctrl+D as Ctrl+ก too: "ambiguous" to Qt
        QApplication.sendEvent(command, QShortcutEvent(key, 1, True))
    assert window.current.draft.report.title == "หนึ่ง" + " (สำเนา)" * len(command.shortcuts())


def test_the_notice_of_a_deleted_report_goes_when_the_report_is_back(qtbot, open_window):
    window = open_window(Report(title="หนึ่ง"))
    window.verbs.delete_report()
    qtbot.waitUntil(window.notice.isVisible)
    window.verbs.undelete()
    qtbot.waitUntil(lambda: window.current.draft is not None)
    assert not window.notice.isVisible()


def test_tab_stops_at_no_line_between_the_buttons(open_window):
    bar = open_window().findChild(QToolBar)
    stops = [
        one for one in bar.findChildren(QWidget) if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(stops) == len([name for name in TOOLBAR if name])
    assert all(isinstance(one, QToolButton) for one in stops)
