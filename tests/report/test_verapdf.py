"""What veraPDF says of our PDFs: nothing, by PDF/A-3a and by PDF/UA-1. And that it does say something where there is something."""

import io
import json
from collections.abc import Callable
from copy import deepcopy

import pikepdf
import pytest

from desktop_app.model import exchange
from desktop_app.report.document import Stamp
from desktop_app.report.forms import rendered
from desktop_app.report.style_files import names
from tests.conftest import SAMPLE
from tests.report.test_archive import KINDS, made
from tests.report.verapdf import broken, missing

NEEDED = missing()
pytestmark = pytest.mark.skipif(NEEDED is not None, reason=f"veraPDF: {NEEDED}")
STYLES = names()
Change = Callable[[pikepdf.Pdf], None]


def no_language(file: pikepdf.Pdf) -> None:
    del file.Root.Lang


def no_structure(file: pikepdf.Pdf) -> None:
    del file.Root.StructTreeRoot


def other_widths(file: pikepdf.Pdf) -> None:
    for one in file.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") == "/CIDFontType2":
            one.W = pikepdf.Array([])


def no_texts(file: pikepdf.Pdf) -> None:
    for one in file.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") == "/Type0":
            del one.ToUnicode


FAULTS: dict[str, tuple[Change, str]] = {
    "no language": (no_language, "PDF/UA-1"),
    "no structure": (no_structure, "PDF/A-3a"),
    "other widths": (other_widths, "PDF/A-3a"),
    "no texts": (no_texts, "PDF/A-3a"),
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, list[str]]]:
    """All in one process: its Java starts once."""
    sample = json.loads(SAMPLE.read_text(encoding="utf-8"))
    files = {kind: made(kind, deepcopy(sample)) for kind in KINDS}
    for name in STYLES:
        files[name] = rendered(exchange.from_json(sample), ".pdf", Stamp("0198-ab", 4), style=name)
    for fault, (change, _) in FAULTS.items():
        with pikepdf.open(io.BytesIO(files["sample"])) as file:
            change(file)
            file.save(out := io.BytesIO())
        files[fault] = out.getvalue()
    folder = tmp_path_factory.mktemp("verapdf")
    places = {name: folder / f"{number}.pdf" for number, name in enumerate(files)}
    for name, place in places.items():
        place.write_bytes(files[name])
    told = broken(*places.values())
    return {name: told[str(place)] for name, place in places.items()}


@pytest.mark.parametrize("kind", [*KINDS, *STYLES])
def test_it_follows_both_standards(kind: str, verdicts: dict[str, dict[str, list[str]]]) -> None:
    assert verdicts[kind] == {"PDF/A-3a": [], "PDF/UA-1": []}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told(fault: str, verdicts: dict[str, dict[str, list[str]]]) -> None:
    assert verdicts[fault][FAULTS[fault][1]]
