"""What was typed beside the reports and not sent yet is kept in a file."""

from functools import partial

import pytest

from desktop_app.ui.office import unsent
from desktop_app.ui.office.unsent import MOST, Unsent


@pytest.fixture
def kept(qapp, tmp_path):
    """The texts of a program that runs, each time of another one."""
    return partial(Unsent, tmp_path / "data" / "unsent.json", lambda verb: verb(None))


def test_a_text_is_in_the_file_soon_after_the_first_key(qtbot, kept):
    texts = kept()
    texts["1"] = "ก"
    texts["1"] = "กข\ud800"
    qtbot.waitUntil(lambda: kept() == {"1": "กข\ud800"})


def test_two_programs_keep_theirs_in_one_file(kept):
    one, other = kept(), kept()
    one["1"], other["2"] = "ก", "ข"
    one.write()
    other.write()
    one.pop("1")
    one["3"] = "ค"
    one.write()
    assert kept() == {"2": "ข", "3": "ค"}


def test_a_write_that_was_ordered_before_and_comes_late_does_not_bring_an_older_text_back(qtbot, tmp_path, kept):
    late = []
    texts = Unsent(tmp_path / "data" / "unsent.json", late.append)
    texts["1"] = "ก"
    qtbot.waitUntil(lambda: late != [])
    texts["1"] = "กข"
    texts.write()
    late[0](None)
    assert kept() == {"1": "กข"}


def test_what_was_sent_or_is_blank_goes(kept):
    texts = kept()
    texts["1"], texts["2"], texts["3"] = "ก", " \n", "ค"
    texts.write()
    assert kept() == {"1": "ก", "3": "ค"}
    texts.pop("1")
    texts.write()
    assert kept() == {"3": "ค"}


def test_of_very_many_the_oldest_go(kept):
    for number in range(MOST + 1):
        texts = kept()
        texts[str(number)] = "ก"
        texts.write()
    assert list(kept()) == [str(number) for number in range(1, MOST + 1)]


def test_a_file_that_cannot_be_understood_is_kept_aside(kept, tmp_path):
    file = tmp_path / "data" / "unsent.json"
    file.parent.mkdir()
    file.write_bytes(b"\xff{")
    texts = kept()
    assert texts == {}
    texts["1"] = "ก"
    texts.write()
    assert kept() == {"1": "ก"}
    assert file.with_name("unsent.json.bad").read_bytes() == b"\xff{"


def test_one_that_cannot_be_read_is_not_written_over_and_the_texts_stay_in_the_window(kept, monkeypatch):
    texts = kept()
    texts["1"] = "ก"
    texts.write()
    logged: list[BaseException] = []
    with monkeypatch.context() as locked:
        locked.setattr(unsent, "log", logged.append)
        locked.setattr("pathlib.Path.read_text", _refused)
        texts["2"] = "ข"
        texts.write()
        assert kept() == {}
    assert [type(error) for error in logged] == [PermissionError, PermissionError]
    assert kept() == {"1": "ก"}
    texts.write()
    assert kept() == {"1": "ก", "2": "ข"}


def _refused(*_, **__):
    raise PermissionError(13, "Permission denied")
