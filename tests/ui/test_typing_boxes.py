"""Where something is typed in a dialog of working together, the box is seen against its ground."""

import pytest
from PySide6.QtWidgets import QWidget

from desktop_app.model.records import Report
from desktop_app.ui import theme
from desktop_app.ui.office.comment_dialog import CommentDialog
from desktop_app.ui.office.numbering import NumberDialog

from .test_theme import contrast


@pytest.fixture(params=["light", "dark"])
def colours(qapp, request):
    font, palette = qapp.font(), qapp.palette()
    theme.apply(qapp, 100, request.param)
    yield
    qapp.setFont(font)
    qapp.setPalette(palette)


def has_edge(box: QWidget) -> bool:
    """At its left, half-way down."""
    picture, ground = box.grab().toImage(), box.palette().window().color()
    return max(contrast(picture.pixelColor(x, picture.height() // 2), ground) for x in (0, 1)) >= 3


@pytest.mark.usefixtures("colours")
def test_the_box_for_a_comment_has_an_edge_with_and_without_the_keys(open_window, open_dialog):
    dialog = open_dialog(open_window(Report()), "show_comments", CommentDialog)
    assert has_edge(dialog.editor)
    dialog.list.setFocus()
    assert has_edge(dialog.editor)
    dialog.reject()


@pytest.mark.usefixtures("colours")
def test_the_boxes_for_a_number_have_edges(open_window, open_dialog):
    dialog = open_dialog(open_window(Report()), "number_reports", NumberDialog)
    assert all(map(has_edge, (dialog.start, dialog.year, dialog.form)))
    dialog.reject()
