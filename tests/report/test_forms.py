"""Every form a report can be saved in, and the two places that name them beside the one that makes them."""

import json
import re

import pytest

from desktop_app.model import exchange
from desktop_app.report.document import Stamp
from desktop_app.report.forms import ENDINGS, rendered


def test_each_form_is_what_its_ending_says(sample: dict) -> None:
    report = exchange.from_json(sample)
    assert rendered(report, ".pdf").startswith(b"%PDF-")
    assert rendered(report, ".docx").startswith(b"PK")
    assert json.loads(rendered(report, ".json")) == sample
    assert rendered(report, ".txt", digits="thai").decode().splitlines()[1] == "วันที่ ๒๘ มิถุนายน-๒ กรกฎาคม ๒๕๖๗"


def test_the_stamp_is_on_paper_and_in_text_and_not_in_the_data(sample: dict) -> None:
    report, stamp = exchange.from_json(sample), Stamp("01a20245-3e70-71f0-8980-c335b41a4e17", 7)
    for ending in ENDINGS:
        assert (rendered(report, ending, stamp) == rendered(report, ending)) == (ending == ".json")


def test_an_unknown_ending_is_a_fault_of_the_program(sample: dict) -> None:
    with pytest.raises(ValueError, match="odt"):
        rendered(exchange.from_json(sample), ".odt")


def test_the_command_line_offers_every_form(capsys: pytest.CaptureFixture[str]) -> None:
    from desktop_app.cli import main

    assert main(["export", "--help"]) == 0
    choices = re.search(r"--format \{(.*?)\}", capsys.readouterr().out)
    assert choices
    assert tuple(f".{one}" for one in choices[1].split(",")) == ENDINGS


def test_the_window_offers_every_form() -> None:
    pytest.importorskip("PySide6")
    from desktop_app.ui.paper.exporting import FORMS

    assert tuple(FORMS) == ENDINGS
