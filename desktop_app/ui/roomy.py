"""How large a dialog opens: by the size of its letters, and never over the edge of the screen."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

OF_SCREEN = 0.94


def file_room(dialog: QWidget) -> QSize:
    """Of a dialog for files where Qt draws it: its own size knows nothing of larger letters."""
    return roomy(dialog, 40, 24)


def roomy(widget: QWidget, width: float, height: float) -> QSize:
    """``width`` and ``height`` in lines of the widget's letters, as pixels that fit on the screen."""
    line = widget.fontMetrics().lineSpacing()
    screen = widget.screen().availableSize() * OF_SCREEN
    return QSize(round(width * line), round(height * line)).boundedTo(screen)
