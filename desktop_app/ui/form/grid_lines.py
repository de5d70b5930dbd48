"""The first and the last line of a grid of items: the labels of its columns, and the sums of its numbers."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.model.fields import Field, Kind, ListField, edited_fields, typed_name
from desktop_app.model.records import Item

from .field_box import Words, marked
from .glyphs import Sign, SignButton
from .item_row import Handle, width_of


class GridLine(QWidget):
    """A line whose cells stand exactly over or under the columns of an :class:`ItemRow`."""

    def __init__(self, part: ListField) -> None:
        super().__init__()
        self.part = part
        self.fields: Sequence[Field] = edited_fields(part.item)
        self.cells = [Words() for _ in self.fields]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(Gap(Handle()))
        for field, cell in zip(self.fields, self.cells, strict=True):
            line.addWidget(cell, width_of(field), Qt.AlignmentFlag.AlignBottom)
        line.addWidget(Gap(SignButton(Sign.CROSS, "")))


class GridHead(GridLine):
    """The labels of the columns."""

    def __init__(self, part: ListField) -> None:
        super().__init__(part)
        for field, cell in zip(self.fields, self.cells, strict=True):
            cell.setText(marked(field.label, field.required))


class GridTotal(GridLine):
    """The sum of every column of numbers; none while one of them is not understood yet."""

    def __init__(self, part: ListField) -> None:
        super().__init__(part)
        for cell in self.cells:
            cell.setIndent(4)

    def show_sums(self, items: Sequence[Item]) -> None:
        self.setVisible(bool(items))
        sums = []
        for field, cell in zip(self.fields, self.cells, strict=True):
            if field.kind is Kind.COUNT:
                typed = typed_name(self.part.item, field.name)
                known = not any(typed and getattr(item, typed) for item in items)
                cell.setText(f"{sum(getattr(item, field.name) or 0 for item in items):,}" if known else "")
                sums.append(f"{field.label} {cell.text()}")
        first = self.fields[0]
        if first.kind is not Kind.COUNT:
            self.cells[0].setText("รวม")
        self.setAccessibleName("รวม " + " ".join(sums))


class Gap(QWidget):
    """As wide as that widget, and nothing in it."""

    def __init__(self, like: QWidget) -> None:
        super().__init__()
        self._like = like
        like.setParent(self)
        like.hide()
        like.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._like.sizeHint().width(), 0)
