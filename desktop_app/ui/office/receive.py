"""Takes in what came from other computers: files and folders are chosen or dropped, looked into, and merged when wanted.

Reads the store through ``ask`` (see ``StoreThread.ask``), never itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop_app.settings import Settings
from desktop_app.ui.faults import told
from desktop_app.ui.form.field_box import Words
from desktop_app.ui.labels import breakable
from desktop_app.ui.past.history import Ask
from desktop_app.ui.roomy import roomy

from .arrival_table import ArrivalTable
from .arrivals import NOTHING_NEW, TAKING_BACK, Arrival, arrivals, in_one_sentence, style_arrivals, taken_back
from .choosing import Choosing, button, dropped
from .inbox import Inbox
from .task import Heed, Task
from .watched_folder import WatchedFolder

if TYPE_CHECKING:
    from desktop_app.store.database import Store
    from desktop_app.store.merging import Merged
    from desktop_app.store.undoing import Undone
    from desktop_app.sync.receiving import Step

HINT = (
    "ลากไฟล์หรือโฟลเดอร์มาวางในหน้าต่างนี้ กดปุ่มเลือก หรือเฝ้าดูโฟลเดอร์ที่ไฟล์จะมาถึง รับได้ทั้งไฟล์ส่งงาน (.sarup) ฐานข้อมูลและไฟล์สำรอง (.db) "
    "รวมถึงสำเนาที่ระบบคลาวด์สร้าง เลือกไฟล์ซ้ำหรือสลับลำดับก็ได้ ข้อมูลจะไม่ซ้ำและไม่หาย"
)
STOPPED = "หยุดแล้ว ไม่มีข้อมูลใดเปลี่ยนแปลง"


@dataclass(frozen=True)
class Outcome:
    """What a merge did, or (``dry``) would do."""

    merged: "Merged"
    dry: bool
    files: Sequence[Arrival]


class ReceiveDialog(QDialog):
    """Nothing is written until รวม is pressed; what is chosen is only looked into."""

    changed = Signal()  # reports have come to the store, or went again
    looked = Signal()  # the table says what a merge would do, or has done, or why it cannot be
    conflicts_wanted = Signal()

    def __init__(self, ask: Ask, settings: Settings, inbox: Inbox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask, self._task, self._inbox = ask, Task(ask), inbox
        self._outcome: Outcome | None = None  # what the table says
        self._again = self._leaving = False  # what follows when the merge that runs has ended
        self._rests = False  # what a merge has done stays in sight until a person wants to see something else
        self._doing = ""  # words for what runs
        self.setWindowTitle("รับข้อมูลจากเครื่องอื่น")
        self.setAcceptDrops(True)
        self.resize(roomy(self, 44, 28))
        self.hint, self.says, self.choosing, self.files = Words(), Words(), Choosing(settings), ArrivalTable()
        self.watched = WatchedFolder(inbox)
        self.hint.setText(breakable(HINT))
        self.progress = QProgressBar(textVisible=False)
        self.progress.setAccessibleName("ความคืบหน้า")
        self.stop = button("&หยุด", self._task.give_up)
        self.conflicts = button("ดู&ข้อขัดแย้ง…", self.conflicts_wanted.emit)
        self.undo = button("&ย้อนการรวมนี้", self._undo)
        self.merge = button("&รวมเข้าฐานข้อมูล", lambda: self._begin(dry=False))
        self.leave = button("&ปิด", self.reject)
        self._lay_out()
        self._connect()
        self._look()
        self._arrived()

    @property
    def number(self) -> int:
        """Of the merge just done, 0 while there is none."""
        return self._outcome.merged.number if self._outcome and not self._outcome.dry else 0

    def look_again(self) -> None:
        """What is chosen is looked into anew."""
        self._rests = False
        if self._task.running:
            self._again = True
            self._task.give_up()
        elif self.choosing.places:
            self._begin(dry=True)
        else:
            self._outcome = None
            self.files.show_files([])
            self._say("")
            self._look()

    def reject(self) -> None:
        """While something is merged that is given up first; what is being taken back is waited for."""
        if not self.isEnabled():
            return
        self._leaving = self._task.running
        if self._leaving:
            self._task.give_up()
        else:
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.choosing.add(dropped(event.mimeData()))

    def _lay_out(self) -> None:
        last = QHBoxLayout()
        last.addStretch(1)
        for one in (self.stop, self.conflicts, self.undo, self.merge, self.leave):
            last.addWidget(one)
        column = QVBoxLayout(self)
        column.addWidget(self.hint)
        column.addWidget(self.choosing)
        column.addWidget(self.watched)
        column.addWidget(self.files, 1)
        column.addWidget(self.says)
        column.addWidget(self.progress)
        column.addLayout(last)

    def _connect(self) -> None:
        self.choosing.changed.connect(self.look_again)
        self._inbox.changed.connect(self._arrived)
        self.watched.wanted.connect(self._look_at_arrived)
        self.choosing.taking_out.connect(lambda: self._leave_out(self.files.chosen()))
        self.files.taken_out.connect(self._leave_out)
        self.files.table.itemSelectionChanged.connect(self._look)
        self._task.stepped.connect(self._stepped)
        self._task.done.connect(self._done)
        self._task.failed.connect(self._failed)
        self._task.given_up.connect(self._given_up)

    def _leave_out(self, unwanted: list[str]) -> None:
        if unwanted and not self.number:
            self._inbox.told([Path(name) for name in unwanted])
            self.choosing.leave_out(unwanted, [one.path for one in self.files.shown])

    def _arrived(self) -> None:
        """What came into the folder that is watched joins what is chosen, if nothing else is in sight or runs."""
        places = set(self.choosing.places)
        unseen, gone = [path for path in self._inbox.waiting if path not in places], places & self._inbox.lost
        if not (self._rests or self._task.running):
            if unseen or gone:
                self.choosing.add(unseen, instead_of=gone)
            unseen = []
        self.watched.refresh(0 if self._task.running else len(unseen))

    def _look_at_arrived(self) -> None:
        self._rests = False
        self._arrived()

    def _begin(self, dry: bool) -> None:
        if dry:
            self._outcome = None  # what a merge would do stays true when it is given up
        self._doing = "กำลังตรวจไฟล์" if dry else "กำลังรวม"
        self._say(f"{self._doing}…")
        self.progress.setRange(0, 0)
        self._task.start(partial(_merge, tuple(self.choosing.places), dry))
        self._look()

    def _stepped(self, step: "Step") -> None:
        if self._task.running and step.total:
            self.progress.setRange(0, step.total)
            self.progress.setValue(step.done)
            self.says.setText(f"{self._doing} {Path(step.file).name}")

    def _done(self, outcome: Outcome) -> None:
        self._outcome = outcome
        if outcome.dry:
            self._inbox.told([Path(one.path) for one in outcome.files if one.words == NOTHING_NEW])
        else:
            self._again, self._rests = False, True
            self._inbox.told(self.choosing.places)
            self._inbox.forget()
            self.choosing.places = []  # what is chosen from now on is another merge
            self.changed.emit()
        self.files.show_files(outcome.files)
        self._ended(in_one_sentence(outcome.merged, outcome.dry))

    def _failed(self, error: Exception) -> None:
        fault = told(error)
        if self._outcome is None:
            self.files.show_files([])
        self._ended(f"{fault.what} {fault.remedy}")

    def _given_up(self) -> None:
        self._ended(STOPPED)

    def _ended(self, words: str) -> None:
        self._say(words)
        self._look()
        (self.merge if self.merge.isEnabled() and self.merge.isVisible() else self.leave).setFocus()
        if self._leaving:
            super().reject()
        elif self._again:
            self._again = False
            self.look_again()
        else:
            self.looked.emit()
            self._arrived()

    def _undo(self) -> None:
        number = self.number
        self._say(TAKING_BACK)
        self.setEnabled(False)
        self._ask(lambda store: store.undo_merge(number), self._undone, self._not_undone)

    def _undone(self, undone: "Undone") -> None:
        self.setEnabled(True)
        self._outcome, self._rests = None, True
        self._inbox.offer_again()
        self.files.show_files([])
        self.changed.emit()
        self._ended(taken_back(undone))

    def _not_undone(self, error: Exception) -> None:
        self.setEnabled(True)
        self._failed(error)

    def _say(self, words: str) -> None:
        self.says.setText(breakable(words))
        self.says.setAccessibleName(words)

    def _look(self) -> None:
        """The buttons that make sense now."""
        running, outcome = self._task.running, self._outcome
        self.hint.setVisible(not self.files.shown)
        self.progress.setVisible(running)
        self.stop.setVisible(running)
        self.choosing.take_out.setEnabled(not running and not self.number and bool(self.files.chosen()))
        self.merge.setVisible(not self.number)
        self.merge.setEnabled(not running and outcome is not None and outcome.dry and bool(outcome.merged.number))
        self.undo.setVisible(bool(self.number))
        self.conflicts.setVisible(bool(self.number and outcome and outcome.merged.conflicts))


def _merge(places: tuple[Path, ...], dry: bool, store: "Store", heed: Heed) -> Outcome:
    """In the store's thread."""
    from desktop_app.report import style
    from desktop_app.sync import receiving, styles

    merged = receiving.merge(store, places, dry, heed)
    laid = [] if dry else styles.lay_out(store, style.load)
    return Outcome(merged, dry, [*arrivals(merged, dry), *style_arrivals(laid)])
