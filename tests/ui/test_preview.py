"""The preview shows the real PDF and stays fresh; its pages are pictures of what the printer gets."""

import copy
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.report.document import Stamp
from desktop_app.ui.paper.preview import Preview

STAMP = Stamp("0198a4d2", 3)


@pytest.fixture
def preview(qtbot: QtBot) -> Iterator[Preview]:
    made = Preview()
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    yield made
    made.stop()


@pytest.fixture
def long_report(sample: dict) -> dict:
    """About thirty pages."""
    tree = copy.deepcopy(sample)
    tree["lessons"] = tree["lessons"] * 120
    return tree


def show(qtbot: QtBot, preview: Preview, tree: dict, stamp: Stamp = STAMP) -> None:
    with qtbot.waitSignal(preview.refreshed):
        preview.show_report(tree, stamp)


def titled(tree: dict, title: str) -> dict:
    return tree | {"event": tree["event"] | {"title": title}}


def ink(picture: QImage) -> int:
    """How many of some pixels are dark."""
    return sum(
        picture.pixelColor(x, y).lightness() < 128 for x in range(0, picture.width(), 3) for y in range(0, 900, 3)
    )


def wheel(preview: Preview, notches: int) -> None:
    middle = QPointF(preview.view.viewport().rect().center())
    turned = QPoint(0, 120 * notches)
    control, none = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.NoButton
    event = QWheelEvent(middle, middle, QPoint(), turned, none, control, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(preview.view.viewport(), event)


def test_every_page_of_the_report_is_there_and_the_first_has_ink_on_white(
    qtbot: QtBot, preview: Preview, sample: dict
) -> None:
    show(qtbot, preview, sample)
    first = preview.view.picture(0)
    assert preview.view.page_count() in (2, 3, 4)
    assert first.pixelColor(5, 5) == QColor("white")
    assert ink(first) > 300
    assert preview.bar.page.text() == f"หน้า 1 จาก {preview.view.page_count()}"


def test_a_screen_reader_gets_the_words_of_the_page(qtbot: QtBot, preview: Preview, sample: dict) -> None:
    show(qtbot, preview, sample)
    title = sample["event"]["title"][:20]
    qtbot.waitUntil(lambda: title in preview.view.accessibleDescription().replace("\n", ""))
    assert preview.view.accessibleName() == "ตัวอย่างก่อนพิมพ์"


def test_a_page_is_on_the_screen_before_its_words_are_read_for_a_screen_reader(
    qtbot: QtBot, preview: Preview, long_report: dict
) -> None:
    untold: list[list[int]] = []
    preview.refreshed.connect(lambda: untold.append(preview.view.untold_pages()))
    show(qtbot, preview, long_report)
    qtbot.waitUntil(lambda: not preview.view.untold_pages())
    preview.view.go_to_page(9)
    qtbot.waitUntil(lambda: preview.view.accessibleDescription().startswith("- 10 -"))
    assert untold[0] == [0, 1]


def test_a_picture_is_drawn_pixel_for_pixel_at_every_zoom(qtbot: QtBot, preview: Preview, sample: dict) -> None:
    show(qtbot, preview, sample)
    for zoom in (0.5, 1.0, 2.0):
        with qtbot.waitSignal(preview.refreshed):
            preview.view.set_zoom(zoom)
        assert abs(preview.view.picture(0).width() - 210 / 25.4 * 96 * zoom) <= 1


def test_the_width_of_the_view_is_the_width_of_the_page_until_a_zoom_is_chosen(
    qtbot: QtBot, preview: Preview, sample: dict
) -> None:
    show(qtbot, preview, sample)
    fitted = preview.view.zoom()
    with qtbot.waitSignal(preview.refreshed):
        preview.resize(700, 640)
    assert preview.view.zoom() < fitted
    preview.bar.actual.click()
    preview.resize(800, 640)
    assert preview.view.zoom() == 1.0
    assert preview.bar.zoom.text() == "100 %"


def test_ctrl_and_the_wheel_zoom_within_bounds(qtbot: QtBot, preview: Preview, sample: dict) -> None:
    show(qtbot, preview, sample)
    before = preview.view.zoom()
    wheel(preview, 1)
    assert preview.view.zoom() == pytest.approx(before * 1.1)
    wheel(preview, 100)
    assert preview.view.zoom() == 3.0
    wheel(preview, -100)
    assert preview.view.zoom() == 0.25


def test_the_wheel_scrolls_from_page_to_page_without_ctrl_and_keys_do_too(
    qtbot: QtBot, preview: Preview, sample: dict
) -> None:
    show(qtbot, preview, sample)
    bar = preview.view.verticalScrollBar()
    for key, moved in ((Qt.Key.Key_PageDown, True), (Qt.Key.Key_Home, False), (Qt.Key.Key_Space, True)):
        qtbot.keyClick(preview.view, key)
        assert (bar.value() > 0) == moved
    qtbot.keyClick(preview.view, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    assert preview.view.current_page() == preview.view.page_count() - 1


def test_typing_leaves_the_page_and_the_zoom_where_they_were(qtbot: QtBot, preview: Preview, long_report: dict) -> None:
    show(qtbot, preview, long_report)
    with qtbot.waitSignal(preview.refreshed):
        preview.view.set_zoom(0.8)
    with qtbot.waitSignal(preview.refreshed):
        preview.view.go_to_page(7)
    place = preview.view.verticalScrollBar().value()
    show(qtbot, preview, titled(long_report, "ชื่อใหม่"), Stamp(STAMP.report_id, 4))
    assert preview.view.verticalScrollBar().value() == place
    assert preview.view.current_page() == 7
    assert preview.view.zoom() == 0.8


def test_another_report_begins_at_its_top(qtbot: QtBot, preview: Preview, long_report: dict, sample: dict) -> None:
    show(qtbot, preview, long_report)
    preview.view.go_to_page(9)
    show(qtbot, preview, sample, Stamp("another", 1))
    assert preview.view.verticalScrollBar().value() == 0


def test_of_thirty_pages_only_those_in_sight_are_drawn(qtbot: QtBot, preview: Preview, long_report: dict) -> None:
    show(qtbot, preview, long_report)
    count = preview.view.page_count()
    with qtbot.waitSignal(preview.refreshed):
        preview.view.go_to_page(20)
    drawn = [index for index in range(count) if not preview.view.picture(index).isNull()]
    assert count >= 25
    assert 20 in drawn
    assert len(drawn) <= 4


def test_the_newest_of_many_requests_is_on_the_screen(qtbot: QtBot, preview: Preview, sample: dict) -> None:
    for number in range(20):
        preview.show_report(titled(sample, f"ฉบับ {number}"), Stamp(STAMP.report_id, number))
    qtbot.waitUntil(lambda: "ฉบับ 19" in preview.view.accessibleDescription())


def test_scrolling_while_a_new_page_is_made_loses_nothing(
    qtbot: QtBot, preview: Preview, long_report: dict, sample: dict
) -> None:
    show(qtbot, preview, long_report)
    bar = preview.view.verticalScrollBar()
    scrolling = QTimer(interval=1)
    scrolling.timeout.connect(lambda: bar.setValue((bar.value() + 997) % max(bar.maximum(), 1)))
    scrolling.start()
    for revision, (tree, least) in enumerate([(sample, 2), (long_report, 25), (sample, 2)], 4):
        preview.show_report(tree, Stamp(STAMP.report_id, revision))
        qtbot.waitUntil(lambda least=least: least <= preview.view.page_count() < least + 5)
    scrolling.stop()
    with qtbot.waitSignal(preview.refreshed):
        preview.view.go_to_page(1)


def test_a_page_that_was_forgotten_is_drawn_again_when_it_is_shown_again(
    qtbot: QtBot, preview: Preview, long_report: dict
) -> None:
    preview.view.set_zoom(0.5)
    show(qtbot, preview, long_report)
    qtbot.waitUntil(lambda: not preview.view.untold_pages())
    last = preview.view.shown_pages()[-1]
    preview.resize(900, 300)
    qtbot.waitUntil(lambda: preview.view.picture(last).isNull())
    preview.resize(900, 640)
    qtbot.waitUntil(lambda: not preview.view.lacking_pages())
    assert not preview.view.picture(last).isNull()


def test_what_was_left_out_for_a_report_that_cannot_be_set_comes_after_it(
    qtbot: QtBot, preview: Preview, sample: dict
) -> None:
    show(qtbot, preview, sample)
    with qtbot.waitSignal(preview.failed):
        preview.show_report(sample | {"version": 99}, STAMP)
    qtbot.waitUntil(lambda: not preview.view.lacking_pages() and not preview.view.untold_pages())


def test_a_page_that_came_when_nobody_looked_is_there_afterwards(
    qtbot: QtBot, preview: Preview, long_report: dict, sample: dict
) -> None:
    show(qtbot, preview, long_report)
    for pause in range(0, 60, 6):
        preview.show_report(titled(sample, f"ครั้งที่ {pause}"), Stamp(STAMP.report_id, pause))
        qtbot.wait(pause)  # whatever is being done then is given up
        preview.hide()
        preview.show()
        qtbot.waitUntil(lambda pause=pause: f"ครั้งที่ {pause}" in preview.view.accessibleDescription())


def test_nothing_is_done_while_nobody_looks(qtbot: QtBot, preview: Preview, sample: dict) -> None:
    preview.hide()
    preview.show_report(sample, STAMP)
    assert [one.name for one in threading.enumerate() if one.name == "sarup-newest"] == []
    with qtbot.waitSignal(preview.refreshed):
        preview.show()
    assert preview.pdf.startswith(b"%PDF")


def test_an_error_is_told_over_the_last_good_page(qtbot: QtBot, preview: Preview, sample: dict) -> None:
    show(qtbot, preview, sample)
    with qtbot.waitSignal(preview.failed) as told:
        preview.show_report(titled(sample, "\x00"), Stamp(STAMP.report_id, 4))
    assert "event.title" in told.args[0]
    assert "แสดงตัวอย่างไม่ได้" in preview.notice.text()
    assert "ก่อนหน้านี้" in preview.notice.text()
    assert not preview.view.picture(0).isNull()
    show(qtbot, preview, sample, Stamp(STAMP.report_id, 5))
    assert preview.notice.text() == ""


def test_an_error_never_stands_over_another_reports_page(qtbot: QtBot, preview: Preview, sample: dict) -> None:
    show(qtbot, preview, sample)
    with qtbot.waitSignal(preview.failed):
        preview.show_report({}, Stamp("another", 1))
    assert preview.view.page_count() == 0
    assert "ก่อนหน้านี้" not in preview.notice.text()
    show(qtbot, preview, sample)
    assert preview.view.page_count() > 1


def test_looking_again_at_the_same_report_sets_nothing_anew(
    qtbot: QtBot, preview: Preview, sample: dict, long_report: dict
) -> None:
    show(qtbot, preview, sample)
    pdf = preview.pdf
    preview.show_report(long_report, STAMP)
    preview.show_report(copy.deepcopy(sample), STAMP)
    preview._setter.finish()
    QApplication.processEvents()
    assert preview.pdf is pdf
    show(qtbot, preview, titled(sample, "ชื่อใหม่"))
    assert preview.pdf is not pdf


def test_without_a_good_page_the_error_stands_alone(qtbot: QtBot, preview: Preview) -> None:
    with qtbot.waitSignal(preview.failed):
        preview.show_report({}, STAMP)
    assert "ไม่ใช่รายงานของสรุป" in preview.notice.text()
    assert "ก่อนหน้านี้" not in preview.notice.text()


def test_thai_digits_are_those_of_the_paper(qtbot: QtBot, preview: Preview, sample: dict) -> None:
    with qtbot.waitSignal(preview.refreshed):
        preview.show_report(sample, STAMP, "official", "thai")
    qtbot.waitUntil(lambda: "๒๕๖๖" in preview.view.accessibleDescription())


def test_closing_in_the_middle_of_the_work_ends_its_threads(qtbot: QtBot, long_report: dict) -> None:
    made = Preview()
    made.show()
    made.show_report(long_report, STAMP)
    gone = []
    made.destroyed.connect(lambda: gone.append(True))
    made.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))
    assert [one.name for one in threading.enumerate() if one.name == "sarup-newest"] == []


SHARP = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop_app.report.document import Stamp
from desktop_app.ui.paper.preview import Preview
app, preview = QApplication([]), Preview()
preview.view.set_zoom(1.0)
preview.show()
preview.show_report(json.loads(Path(sys.argv[1]).read_text("utf-8")), Stamp("x", 1))
preview.refreshed.connect(app.quit)
app.exec()
print(preview.view.picture(0).width())
"""


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_screen_of_finer_dots_gets_a_finer_picture(ratio: float) -> None:
    """In a process of its own: Qt takes the ratio when it starts."""
    report = Path(__file__).resolve().parents[2] / "resources" / "sample" / "report.json"
    words = {**os.environ, "QT_SCALE_FACTOR": str(ratio), "QT_SCALE_FACTOR_ROUNDING_POLICY": "PassThrough"}
    command = [sys.executable, "-c", SHARP, str(report)]
    done = subprocess.run(command, env=words, capture_output=True, text=True, timeout=120, check=True)
    assert abs(int(done.stdout) - 210 / 25.4 * 96 * ratio) <= 1


def test_letters_that_no_paper_shows_are_told_over_the_pages_until_they_are_gone(
    qtbot: QtBot, preview: Preview, sample: dict
) -> None:
    preview.show_report(titled(sample, "กิจกรรม 😀"), STAMP)
    qtbot.waitUntil(preview.doubts.isVisible)
    assert "😀 (ในชื่อกิจกรรม)" in preview.doubts.accessibleName()
    preview.show_report(sample, STAMP)
    qtbot.waitUntil(lambda: not preview.doubts.isVisible())
