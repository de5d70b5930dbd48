"""How the window looks: Fusion with a palette of its own, light or dark, in Sarabun at the size a person chose."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from desktop_app.paths import FONTS
from desktop_app.settings import TEXT_SIZES

FAMILY = "Sarabun"
POINTS = 11.5  # at 100 %
STEP = 10  # percent a key press

Role = QPalette.ColorRole

# role: light, dark. Contrast of text on its ground is at least 7:1 (WCAG AAA), of hints and of frames at least 4.5:1
COLOURS: dict[QPalette.ColorRole, tuple[str, str]] = {
    Role.Window: ("#f3f4f2", "#1f2123"),
    Role.WindowText: ("#17191a", "#eceded"),
    Role.Base: ("#ffffff", "#151617"),
    Role.AlternateBase: ("#f7f8f6", "#1b1d1e"),
    Role.Text: ("#17191a", "#eceded"),
    Role.PlaceholderText: ("#5f6568", "#9aa1a5"),
    Role.Button: ("#e8eae7", "#303437"),
    Role.ButtonText: ("#17191a", "#eceded"),
    Role.BrightText: ("#a30d0d", "#ff8f86"),
    Role.Highlight: ("#1c5f9e", "#2f76b8"),
    Role.HighlightedText: ("#ffffff", "#ffffff"),
    Role.Accent: ("#1c5f9e", "#6fb1ee"),
    Role.Link: ("#14508a", "#7fbcf5"),
    Role.LinkVisited: ("#5b3a8a", "#bba0e8"),
    Role.ToolTipBase: ("#fffdf0", "#303437"),
    Role.ToolTipText: ("#17191a", "#eceded"),
    Role.Light: ("#ffffff", "#3b4043"),
    Role.Midlight: ("#eff1ee", "#34383b"),
    Role.Mid: ("#b4b8b5", "#4b5154"),
    Role.Dark: ("#8a8f8c", "#0f1011"),
    Role.Shadow: ("#5c605e", "#000000"),
}
FADED = {
    Role.WindowText: ("#6a6f72", "#8b9195"),
    Role.Text: ("#6a6f72", "#8b9195"),
    Role.ButtonText: ("#6a6f72", "#8b9195"),
}


def palette(dark: bool) -> QPalette:
    """All colours of one scheme, written out: Qt derives some wrongly for dark ones."""
    made = QPalette()
    for role, shades in COLOURS.items():
        made.setColor(role, QColor(shades[dark]))
    for role, shades in FADED.items():
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(shades[dark]))
    return made


def is_dark(choice: str, app: QApplication) -> bool:
    """Whether ``choice`` ("system", "light" or "dark") means dark now."""
    if choice == "system":
        return app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return choice == "dark"


def load_fonts() -> None:
    """The interface's letters come from the file we ship, whatever the computer has."""
    for face in ("Regular", "Bold"):
        QFontDatabase.addApplicationFont(str(FONTS / f"{FAMILY}-{face}.ttf"))


def font(percent: int) -> QFont:
    made = QFont(FAMILY)
    made.setPointSizeF(POINTS * percent / 100)
    return made


def apply(app: QApplication, percent: int, choice: str) -> None:
    """Gives the whole program its size of letters and its colours."""
    app.setFont(font(percent))
    app.setPalette(palette(is_dark(choice, app)))


def stepped(percent: int, steps: int) -> int:
    """The size of letters that many key presses larger or smaller, within bounds."""
    return max(TEXT_SIZES[0], min(TEXT_SIZES[-1], percent + STEP * steps))
