"""Gives numbers to reports that have none: which, counted on from where, and what each would get, before anything is written.

Reads the store through ``ask`` (see ``StoreThread.ask``), never itself.
"""

import datetime as dt
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.errors import Refused
from desktop_app.model.numbering import Scheme
from desktop_app.model.values import MOST, YEARS
from desktop_app.thai.dates import buddhist_year
from desktop_app.ui.past.history import Ask
from desktop_app.ui.report_rows import UNNAMED, dates_of, state_of
from desktop_app.ui.row_table import RowTable

from .choosing import button
from .typing_boxes import LineBox, NumberBox
from .working_dialog import WorkingDialog

if TYPE_CHECKING:
    from desktop_app.store.database import Store
    from desktop_app.store.numbering import Numbered
    from desktop_app.store.office import Register

HEADS = ("เลขที่จะออก", "กิจกรรม", "วันที่", "สถานที่", "สถานะ")
TITLE, PLACE = 1, 3
HINT = "เลขที่พิมพ์บนรายงานและตามไปถึงเครื่องผู้ประเมินเมื่อส่งข้อมูลกลับ"
NONE = "รายงานทุกฉบับมีเลขที่แล้ว"
NO_OFFICE = "ฐานข้อมูลนี้ไม่ใช่ของสำนักงาน เลขที่รายงานออกที่เครื่องของสำนักงานเท่านั้น จึงไม่ซ้ำกัน"


@dataclass(frozen=True)
class Known:
    in_office: bool
    register: "Register"


class NumberDialog(WorkingDialog):
    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, "ออกเลขที่รายงาน", (46, 24), parent)
        self._known: Known | None = None
        self._state = ""  # what is to be said while the form of the numbers is one
        self.table = RowTable(HEADS, "รายงานที่ยังไม่มีเลขที่", (TITLE, PLACE))
        self.start, self.year, self.form = NumberBox(), NumberBox(), LineBox()
        self.start.setRange(1, MOST)
        self.year.setRange(YEARS[0], YEARS[-1])
        self.year.setValue(buddhist_year(dt.date.today()))
        self.give = button("&ออกเลขที่ฉบับที่เลือก", self._give)
        self._lay_out()
        self.table.itemSelectionChanged.connect(self.look)
        self.start.valueChanged.connect(self.look)
        self.year.valueChanged.connect(self._count_anew)
        self.form.textChanged.connect(self._count_anew)
        self._refresh("")

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        parts = (("&เริ่มที่เลข", self.start), ("ปี &พ.ศ.", self.year), ("&รูปแบบ", self.form))
        for words, widget in parts:
            label = QLabel(words)
            label.setBuddy(widget)
            widget.setAccessibleName(words.replace("&", ""))
            line.addWidget(label)
            line.addWidget(widget, int(widget is self.form))
        self.form.setToolTip("{number} คือเลข {number:3} คือเลขอย่างน้อยสามหลัก {year} คือปี พ.ศ.")
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.give)
        last.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addWidget(self.says)
        column.addLayout(last)

    def _refresh(self, words: str) -> None:
        self.say(words or "กำลังอ่านรายการ…")
        self.read(_read, partial(self._fill, words))

    def _fill(self, words: str, known: Known) -> None:
        self._known = known
        waiting = known.register.waiting
        self.table.show_rows([("", one.title or UNNAMED, dates_of(one), one.place, state_of(one)) for one in waiting])
        self.form.setText(known.register.scheme.form)
        self._count_anew()
        self._choose_whole()
        self.table.setFocus()
        twice = known.register.doubled
        doubled = f" เลขที่ซ้ำกันหลายฉบับ โปรดแก้ในรายงาน: {', '.join(twice)}" if twice else ""
        state = (HINT if waiting else NONE) if known.in_office else NO_OFFICE
        self._state = f"{words} {state}{doubled}".strip()

    def _choose_whole(self) -> None:
        """Those in which nothing is missing; whoever wants a draft to have a number chooses it too."""
        self.table.clearSelection()
        how = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row, one in enumerate(self._known.register.waiting if self._known else ()):
            if not one.missing:
                self.table.selectionModel().select(self.table.model().index(row, 0), how)

    def _scheme(self) -> Scheme | None:
        try:
            return Scheme(self.form.text().strip())
        except Refused as error:
            self.say(f"{error.what} {error.remedy}")
            return None

    def _count_anew(self) -> None:
        """The next number of this form and year is proposed."""
        scheme = self._scheme() if self._known else None
        if self._known and scheme:
            self.start.setValue(scheme.next(self._known.register.ever, self.year.value()))
        self.look()

    def _chosen(self) -> list[int]:
        return sorted(index.row() for index in self.table.selectionModel().selectedRows())

    def look(self) -> None:
        """What each of the chosen reports would get."""
        super().look()
        scheme, rows = self._scheme() if self._known else None, self._chosen()
        numbers: list[str] = []
        if scheme and self._known:
            self.say(self._state)
            free = scheme.free(self._known.register.ever, self.year.value(), self.start.value())
            numbers = list(islice(free, len(rows)))
        would = dict(zip(rows, numbers, strict=False))
        for row in range(self.table.rowCount()):
            self.table.model().setData(self.table.model().index(row, 0), would.get(row, ""))
        self.give.setEnabled(bool(would) and self._known is not None and self._known.in_office and not self.busy)

    def _give(self) -> None:
        scheme, rows = self._scheme(), self._chosen()
        if scheme and rows and self._known:
            reports = [self._known.register.waiting[row].id for row in rows]
            order = reports, scheme, self.year.value(), self.start.value()
            self.write(lambda store: store.number(*order), self._given)

    def _given(self, given: "Numbered") -> None:
        numbers = [number for _, number in given]
        told = numbers[0] if len(numbers) == 1 else f"{numbers[0]} ถึง {numbers[-1]}"
        self._refresh(f"ออกเลขที่ {told} แล้ว {len(given):,} ฉบับ")


def _read(store: "Store") -> Known:
    """In the store's thread."""
    from desktop_app.sync import keys

    return Known(keys.office_of(store.path) is not None, store.register())
