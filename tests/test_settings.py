"""Settings survive a restart, a broken file and a disk that takes nothing."""

import os
import sys
from pathlib import Path

import pytest

from desktop_app import settings
from desktop_app.settings import Settings


def test_what_was_chosen_is_there_after_a_restart(tmp_path):
    path = tmp_path / "config" / "settings.json"
    Settings(text_size=150, dark="dark", printer="ชั้น 2", digits="thai").save(path)
    assert settings.load(path) == Settings(text_size=150, dark="dark", printer="ชั้น 2", digits="thai")


def test_without_a_file_everything_is_as_nobody_had_chosen(tmp_path):
    assert settings.load(tmp_path / "none.json") == Settings()


@pytest.mark.parametrize("broken", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"text_size": '])
def test_a_broken_file_is_kept_aside_and_the_program_starts(tmp_path, broken):
    path = tmp_path / "settings.json"
    path.write_bytes(broken)
    assert settings.load(path) == Settings()
    assert (tmp_path / "settings.json.bad").read_bytes() == broken


@pytest.mark.parametrize(
    "text",
    ['{"text_size": 5000}', '{"text_size": true}', '{"text_size": "150"}', '{"dark": "purple"}', "[]", '"x"', "null"],
)
def test_a_value_that_cannot_be_is_left_out(tmp_path, text):
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="utf-8")
    assert settings.load(path) == Settings()


def test_a_setting_of_a_later_program_does_no_harm(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"moon": "full", "digits": "thai"}', encoding="utf-8")
    assert settings.load(path) == Settings(digits="thai")


def test_a_failed_save_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch):
    path = tmp_path / "settings.json"
    Settings(printer="เก่า").save(path)

    def full(_: int) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        Settings(printer="ใหม่").save(path)
    assert settings.load(path).printer == "เก่า"
    assert [one.name for one in tmp_path.iterdir()] == ["settings.json"]


def test_on_windows_a_save_waits_for_a_scanner_that_looks_into_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "settings.json"
    Settings(printer="เก่า").save(path)
    refusals = [PermissionError(13, "Access is denied")] * 2
    replace = os.replace

    def held(old: Path, new: Path) -> None:
        if refusals:
            raise refusals.pop()
        replace(old, new)

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    monkeypatch.setattr(os, "replace", held)
    Settings(printer="ใหม่").save(path)
    assert settings.load(path).printer == "ใหม่"
    assert refusals == []
