"""What every test may use: the sample record, and a home of its own so that nobody's data is touched."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["tests.cups_server", "tests.postgres_server"]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if os.name == "nt":  # without a screen Qt does not ask Windows where its fonts are
    os.environ.setdefault("QT_QPA_FONTDIR", str(Path(os.environ["SYSTEMROOT"], "Fonts")))
settings.register_profile("sarup", deadline=None, database=None, print_blob=True)
settings.load_profile("sarup")

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample" / "report.json"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Everything a person owns lies in the test's own folder."""
    folder = tmp_path / "home"
    monkeypatch.setenv("SARUP_HOME", str(folder))
    monkeypatch.delenv("SARUP_DB", raising=False)
    return folder


@pytest.fixture
def sample() -> dict:
    """The sample record as parsed JSON."""
    return json.loads(SAMPLE.read_text(encoding="utf-8"))
