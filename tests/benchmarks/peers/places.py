"""Where the benchmark finds the sample and the fonts."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "resources" / "sample" / "report.json"
FONTS = ROOT / "fonts"
