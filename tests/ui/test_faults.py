"""An error that comes at every beat: told once, and counted in the log."""

import pytest

from desktop_app import paths
from desktop_app.ui.faults import log, told
from desktop_app.ui.notice import Notice


def fail(words: str) -> Exception:
    try:
        raise RuntimeError(words)
    except RuntimeError as error:
        return error


@pytest.fixture
def notice(qtbot):
    shown = Notice()
    qtbot.addWidget(shown)
    return shown


def test_the_same_error_is_logged_when_it_comes_first_and_then_counted(home):
    for beat in range(150):
        told(fail(f"beat {beat}"))
    text = paths.log_file().read_text(encoding="utf-8")
    assert text.count("Traceback") == 3
    assert all(words in text for words in ("beat 0\n", "beat 9 (time 10 ", "beat 99 (time 100 "))


def test_another_error_in_between_is_logged_whole(home):
    for _ in range(5):
        log(fail("often"))
    log(ValueError("once"))
    assert "ValueError: once" in paths.log_file().read_text(encoding="utf-8")


def test_a_notice_said_again_and_again_is_made_once(notice):
    notice.tell("โปรแกรมทำงานผิดพลาด")
    close = notice.buttons[0]
    notice._timer.setInterval(1)
    notice.tell("โปรแกรมทำงานผิดพลาด", stays=60_000)
    assert notice.buttons == [close]
    assert notice._timer.remainingTime() > 1


def test_a_notice_with_something_to_do_is_made_anew(notice):
    done = []
    for number in (1, 2):
        notice.tell("ลบเป้าหมายข้อ 1 แล้ว", ("เลิกทำ", lambda number=number: done.append(number)))
    notice.buttons[0].click()
    assert done == [2]
    notice.tell("ลบเป้าหมายข้อ 1 แล้ว", ("เลิกทำ", lambda: None))
    notice.tell("ลบเป้าหมายข้อ 1 แล้ว")
    assert [button.text() for button in notice.buttons] == ["ปิด"]
