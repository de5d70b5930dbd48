"""Photographs on the form: chosen or dropped, scaled in the background, with words for what cannot be used."""

import io
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.model.changes import Draft, birth
from desktop_app.model.exchange import as_bytes, from_json, to_json
from desktop_app.model.pictures import data_url, name_of, size_of
from desktop_app.model.records import Photo, Report
from desktop_app.report.document import Stamp
from desktop_app.store.database import Store
from desktop_app.ui.form.arrival_bar import ArrivalBar
from desktop_app.ui.form.photo_list import PhotoList
from desktop_app.ui.form.report_form import ReportForm
from desktop_app.ui.paper.exporting import content
from desktop_app.ui.paper.typesetting import Order
from desktop_app.ui.window import MainWindow
from tests.records import picture


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Two photographs, the first of them on its side and large, and between them a file that is none."""
    turned = Image.Exif()
    turned[0x0112] = 6
    (tmp_path / "ก 1.jpg").write_bytes(picture(2000, 1000, exif=turned))
    (tmp_path / "ไม่ใช่.jpg").write_bytes(b"hello")
    (tmp_path / "2.PNG").write_bytes(picture(60, 40, kind="PNG"))
    return [str(tmp_path / name) for name in ("ก 1.jpg", "ไม่ใช่.jpg", "2.PNG")]


@pytest.fixture
def form(qtbot: QtBot, sample: dict[str, Any]) -> ReportForm:
    report = from_json(sample)
    birth(report)
    made = ReportForm()
    qtbot.addWidget(made)
    made.resize(1036, 700)
    made.show_draft(Draft(report))
    with qtbot.waitActive(made):
        made.show()
    return made


def photos_of(form: ReportForm) -> PhotoList:
    form.go_to_field("photos", "", "")
    (found,) = form._pages["photos"].lists
    assert isinstance(found, PhotoList)
    return found


def arrive(qtbot: QtBot, photos: PhotoList, act: Callable[[], object]) -> None:
    with qtbot.waitSignal(photos.bar.finished):
        act()


def taken(form: ReportForm) -> list[tuple[int, int]]:
    report = form.draft.report
    return [size_of(report.pictures[photo.image]) for photo in report.photos]


def test_chosen_files_become_photographs_and_what_is_none_is_told_by_name(
    qtbot: QtBot, form: ReportForm, files: list[str]
) -> None:
    photos = photos_of(form)
    told: list[tuple[str, object]] = []
    form.noticed.connect(lambda *words: told.append(words))
    arrive(qtbot, photos, lambda: photos.add_files(files))
    assert taken(form) == [(630, 1260), (60, 40)]
    ((words, back),) = told
    assert "ไม่ใช่.jpg" in words
    assert "ก 1.jpg" not in words
    assert back is None
    assert photos.bar.isHidden()
    changes = form.draft.take()
    assert {change.field for change in changes if change.table == "photos"} == {"alive", "parent", "rank", "image"}


def test_the_button_opens_a_dialog_for_several_files(qtbot: QtBot, form: ReportForm, files: list[str]) -> None:
    photos = photos_of(form)
    photos.add_button.click()
    dialog = photos.dialog
    assert isinstance(dialog, QFileDialog)
    assert dialog.isVisible()
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    arrive(qtbot, photos, lambda: dialog.filesSelected.emit(files[2:]))
    dialog.reject()
    assert taken(form) == [(60, 40)]


def dropped(widget: PhotoList, urls: list[QUrl]) -> bool:
    """As the window system delivers it; whether it was welcome."""
    data = QMimeData()
    data.setUrls(urls)
    at, action, left = QPointF(5, 5), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(at.toPoint(), action, data, left, Qt.KeyboardModifier.NoModifier)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(at, action, data, left, Qt.KeyboardModifier.NoModifier))
    return enter.isAccepted()


def test_files_dropped_on_the_list_come_too_but_no_web_address(
    qtbot: QtBot, form: ReportForm, files: list[str]
) -> None:
    photos = photos_of(form)
    arrive(qtbot, photos, lambda: dropped(photos, [QUrl.fromLocalFile(name) for name in files[::2]]))
    assert taken(form) == [(630, 1260), (60, 40)]
    assert not dropped(photos, [QUrl("https://example.org/a.jpg")])
    assert not any(editor.acceptDrops() for editor in photos.editors())


def test_captions_are_typed_and_enter_goes_on_to_the_next(
    qtbot: QtBot, form: ReportForm, files: list[str], type_text: Callable[..., None]
) -> None:
    photos = photos_of(form)
    photos.add_button.setFocus()
    arrive(qtbot, photos, lambda: photos.add_files(files[::2]))
    for caption in ("พิธีเปิด", "กลุ่มย่อย"):
        type_text(QApplication.focusWidget(), f"{caption}\n")
    assert [photo.caption for photo in form.draft.report.photos] == ["พิธีเปิด", "กลุ่มย่อย"]
    assert QApplication.focusWidget() is photos.add_button


def test_photographs_are_moved_removed_and_brought_back(qtbot: QtBot, form: ReportForm, files: list[str]) -> None:
    photos = photos_of(form)
    arrive(qtbot, photos, lambda: photos.add_files(files[::2]))
    photos.move_item(0, 1)
    assert taken(form) == [(60, 40), (630, 1260)]
    photos.rows[0].remove.click()
    assert taken(form) == [(630, 1260)]
    form.undo()
    assert taken(form) == [(60, 40), (630, 1260)]
    form.undo()
    assert taken(form) == [(630, 1260), (60, 40)]


def pixels(photos: PhotoList) -> set[str]:
    """The colours that are seen where the first picture stands."""
    shown = photos.rows[0].editors[1].grab().toImage()
    return {shown.pixelColor(x, shown.height() // 2).name() for x in range(shown.width())}


def test_a_photograph_is_seen_small_beside_its_caption(qtbot: QtBot, form: ReportForm) -> None:
    data = picture(400, 300, "#ff0000", quality=95)
    report = Report(id="r", photos=[Photo(id="a", image=name_of(data)), Photo(id="b", image="0" * 64)])
    report.pictures = {name_of(data): data}
    form.show_draft(Draft(report))
    photos = photos_of(form)
    qtbot.waitUntil(lambda: any(red.startswith("#fe") or red.startswith("#ff00") for red in pixels(photos)))
    box, lost = photos.rows[0].editors[1], photos.rows[1].editors[1]
    assert box.width() * 3 == pytest.approx(box.height() * 4, abs=4)
    assert not lost.grab().toImage().isNull()


class Gate:
    """Holds the second file back until it is told to let it through."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open, self.met = threading.Event(), threading.Event()
        read = Path.open

        def slow(path: Path, *given: Any, **named: Any) -> io.IOBase:
            if path.name == "2.PNG":
                self.met.set()
                assert self.open.wait(20)
            return read(path, *given, **named)

        monkeypatch.setattr(Path, "open", slow)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made = Gate(monkeypatch)
    yield made
    made.open.set()


def test_progress_is_shown_and_cancel_keeps_what_has_come(
    qtbot: QtBot, form: ReportForm, files: list[str], gate: Gate
) -> None:
    photos = photos_of(form)
    photos.add_files([files[0], files[2], files[0]])
    qtbot.waitUntil(lambda: gate.met.is_set() and len(form.draft.report.photos) == 1)
    assert photos.bar.isVisible()
    assert "2 จาก 3" in photos.bar.words.text()
    assert (photos.bar.progress.value(), photos.bar.progress.maximum()) == (1, 3)

    def give_up() -> None:
        photos.bar.cancel_button.click()
        gate.open.set()

    arrive(qtbot, photos, give_up)
    assert len(form.draft.report.photos) == 2
    assert photos.bar.isHidden()


def test_files_chosen_meanwhile_wait_for_their_turn(
    qtbot: QtBot, form: ReportForm, files: list[str], gate: Gate
) -> None:
    photos = photos_of(form)
    photos.add_files(files[2:])
    photos.add_files(files[:1])
    arrive(qtbot, photos, gate.open.set)
    assert taken(form) == [(60, 40), (630, 1260)]


def test_photographs_never_come_into_another_report(
    qtbot: QtBot, form: ReportForm, files: list[str], gate: Gate
) -> None:
    photos = photos_of(form)
    told: list[str] = []
    form.noticed.connect(lambda words, _: told.append(words))
    photos.add_files(files[2:])
    first, other = form.draft, Draft(Report(id="other"))
    form.show_draft(other)
    arrive(qtbot, photos, gate.open.set)
    assert first.report.photos == other.report.photos == []
    assert "ขาดไป 1 ภาพ" in told[-1]


def test_a_folder_and_a_file_that_is_gone_are_told_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    bar = ArrivalBar()
    qtbot.addWidget(bar)
    with qtbot.waitSignal(bar.finished) as ended:
        bar.take("r", [tmp_path, tmp_path / "ไม่มี.jpg"])
    first, second = ended.args[0]
    assert tmp_path.name in first.what
    assert "ไม่มี.jpg" in second.what


@pytest.mark.parametrize("ending", [".json", ".txt", ".pdf"])
def test_every_form_of_a_report_is_made_from_what_is_handed_to_the_background(ending: str) -> None:
    data = picture()
    report = Report(photos=[Photo(caption="พิธีเปิด", image=name_of(data))], pictures={name_of(data): data})
    made = content(Order(to_json(report, as_bytes), Stamp("r", 1), "official", "arabic"), ending, lambda: False)
    assert {".json": data_url(data).encode(), ".txt": "พิธีเปิด".encode(), ".pdf": data}[ending] in made


def test_photographs_are_in_the_database_when_the_window_is_left_and_on_its_page(
    qtbot: QtBot,
    open_window: Callable[..., MainWindow],
    close_window: Callable[[MainWindow], None],
    sample: dict[str, Any],
    files: list[str],
) -> None:
    window = open_window(from_json(sample))
    assert window.current.form is not None
    photos = photos_of(window.current.form)
    arrive(qtbot, photos, lambda: photos.add_files(files))
    assert "ไม่ใช่.jpg" in window.notice.text.text().replace("\u200b", "")
    window.paper.show_preview()
    assert window.paper.preview is not None
    qtbot.waitUntil(lambda: window.paper.preview.pdf.count(b"/DCTDecode") == 2)
    close_window(window)
    with Store(window.store.path) as store:
        report = store.load(store.summaries()[0].id)
        assert [size_of(report.pictures[photo.image]) for photo in report.photos] == [(630, 1260), (60, 40)]
