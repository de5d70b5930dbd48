"""Colours that can be read, letters of the size a person chose."""

import pytest
from PySide6.QtGui import QColor, QFontInfo, QPalette

from desktop_app.ui import theme
from desktop_app.ui.form.report_form import ReportForm

Role = QPalette.ColorRole


@pytest.fixture(autouse=True)
def as_before(qapp):
    font, palette = qapp.font(), qapp.palette()
    yield
    qapp.setFont(font)
    qapp.setPalette(palette)


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of WCAG 2.2, 1 to 21."""
    light = sorted((_luminance(one), _luminance(other)))
    return (light[1] + 0.05) / (light[0] + 0.05)


def _luminance(colour: QColor) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        (Role.WindowText, Role.Window, 7),
        (Role.Text, Role.Base, 7),
        (Role.Text, Role.AlternateBase, 7),
        (Role.ButtonText, Role.Button, 7),
        (Role.ToolTipText, Role.ToolTipBase, 7),
        (Role.HighlightedText, Role.Highlight, 4.5),
        (Role.PlaceholderText, Role.Base, 4.5),
        (Role.BrightText, Role.Window, 4.5),
        (Role.Link, Role.Base, 4.5),
    ],
)
def test_every_text_stands_out_from_its_ground(dark, text, ground, least):
    palette = theme.palette(dark)
    assert contrast(palette.color(text), palette.color(ground)) >= least


def test_letters_grow_in_steps_from_100_to_200_percent():
    sizes = [theme.stepped(100, step) for step in (-1, 0, 1, 5, 10, 11)]
    assert sizes == [100, 100, 110, 150, 200, 200]


def test_the_interface_is_set_in_the_font_we_ship(qapp):
    theme.load_fonts()
    theme.apply(qapp, 200, "light")
    assert QFontInfo(qapp.font()).family() == "Sarabun"
    assert qapp.font().pointSizeF() == 2 * theme.POINTS


def test_dark_is_dark_and_light_is_light_whatever_the_system_says(qapp):
    theme.apply(qapp, 100, "dark")
    assert qapp.palette().color(Role.Window).lightness() < 60
    theme.apply(qapp, 100, "light")
    assert qapp.palette().color(Role.Window).lightness() > 200


def test_the_titles_of_the_tabs_grow_with_all_other_letters(qtbot, qapp):
    before = qapp.font(), qapp.palette()
    form = ReportForm()
    qtbot.addWidget(form)
    form.show()
    high = form.tabs.tabBar().height()
    theme.apply(qapp, 200, "light")
    try:
        qtbot.waitUntil(lambda: form.tabs.tabBar().height() > high)
        assert form.tabs.tabBar().font().pointSizeF() == form.tabs.font().pointSizeF()
    finally:
        qapp.setFont(before[0])
        qapp.setPalette(before[1])
