"""A file that somebody else looks into for a moment gets its name all the same."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.renaming import patiently


def busy(times: int) -> list[PermissionError | None]:
    return [PermissionError(13, "Access is denied")] * times + [None]


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("time.sleep", lambda seconds: None)


def renaming(refusals: list[PermissionError | None]) -> Callable[[Path, Path], None]:
    def rename(old: Path, new: Path) -> None:
        refusal = refusals.pop(0)
        if refusal:
            raise refusal
        os.replace(old, new)

    return rename


def test_a_file_that_a_scanner_looks_into_gets_its_name_as_soon_as_it_is_free(windows: None, tmp_path: Path) -> None:
    (tmp_path / "new").write_text("ก", encoding="utf-8")
    patiently(renaming(busy(4)), tmp_path / "new", tmp_path / "report.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


def test_a_file_that_stays_open_is_given_up(windows: None, tmp_path: Path) -> None:
    with pytest.raises(PermissionError):
        patiently(renaming(busy(20)), tmp_path / "new", tmp_path / "report.pdf")


@pytest.mark.skipif(sys.platform == "win32", reason="where a name is given or refused at once")
def test_elsewhere_nobody_waits(tmp_path: Path) -> None:
    left = busy(1)
    with pytest.raises(PermissionError):
        patiently(renaming(left), tmp_path / "new", tmp_path / "report.pdf")
    assert left == [None]
