"""The paper's style and digits are chosen in the menu, seen at once and kept."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from desktop_app import settings as saved
from desktop_app.model.exchange import from_json
from desktop_app.paths import settings_file, style_folder
from desktop_app.report import style


def choices(window) -> dict:
    """The menu as it opens: what each choice sets, and its action."""
    menu = window.commands["paper_look"].menu()
    menu.aboutToShow.emit()
    return {action.data(): action for action in menu.actions() if action.data()}


def own_style(name: str, family: str) -> None:
    text = (style.FOLDER / "official.toml").read_text(encoding="utf-8")
    style_folder().mkdir(parents=True)
    (style_folder() / f"{name}.toml").write_text(text.replace('"Sarabun"', family), encoding="utf-8")


def test_every_style_and_both_sorts_of_digits_can_be_chosen(open_window):
    found = choices(open_window())
    assert list(found) == [*style.names(), "arabic", "thai"]
    assert [name for name, action in found.items() if action.isChecked()] == ["official", "arabic"]
    assert len({action.text() for action in found.values()}) == len(found)


def test_a_choice_is_seen_on_the_page_at_once_and_kept(qtbot, open_window, sample):
    window = open_window(from_json(sample))
    window.paper.prepare_preview()
    preview = window.paper.preview
    with qtbot.waitSignal(preview.refreshed):
        window.commands["show_preview"].trigger()
    before = preview.view.page_count()
    with qtbot.waitSignal(preview.refreshed):
        choices(window)["large-print"].trigger()
    assert preview.view.page_count() > before
    choices(window)["thai"].trigger()
    kept = saved.load(settings_file())
    assert (kept.style, kept.digits) == ("large-print", "thai")
    assert [name for name, action in choices(window).items() if action.isChecked()] == ["large-print", "thai"]


@pytest.mark.parametrize(("family", "usable"), [('"Sarabun"', True), ('"Comic"', False)])
def test_a_style_of_ones_own_is_set_only_when_it_can_be_used(open_window, home: Path, family, usable):
    own_style("ours", family)
    window = open_window()
    choices(window)["ours"].trigger()
    assert (window.settings.style == "ours") is usable
    told = window.findChildren(QMessageBox)
    assert [("family" in box.text()) for box in told] == [True] * (not usable)
