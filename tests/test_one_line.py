"""A field is one line: one line more in the records, and it is a column, an editor, a JSON key, a printed line."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
LINE = '    weather: str = line("สภาพอากาศ", paper=LABELLED, section="event", tab="event")\n'

SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QLineEdit
import desktop_app
from desktop_app.model import exchange
from desktop_app.model.changes import Draft
from desktop_app.report.compose import compose
from desktop_app.report.plain import to_text
from desktop_app.store.database import Store
from desktop_app.ui.form.report_form import ReportForm

here = Path(sys.argv[1])
assert Path(desktop_app.__file__).is_relative_to(here), desktop_app.__file__
tree = exchange.from_json({"format": "sarup-report", "version": 1, "event": {"weather": "ฝนตกหนัก"}})
store = Store(here / "one.db")
row = store.add(tree)
loaded = store.load(row)
assert exchange.to_json(loaded)["event"]["weather"] == "ฝนตกหนัก"
assert "สภาพอากาศ\\tฝนตกหนัก" in to_text(compose(loaded))
assert [version.value for version in store.history(row, "event.weather")] == ["ฝนตกหนัก"]
app = QApplication([])
form = ReportForm()
form.show_draft(Draft(loaded))
(editor,) = [box for box in form.findChildren(QLineEdit) if "สภาพอากาศ" in box.accessibleName()]
assert editor.text() == "ฝนตกหนัก"
editor.setText("แดดจัด")
assert loaded.weather == "แดดจัด"
store.close()
print("one line is enough")
"""


def test_one_line_more_is_a_column_an_editor_a_key_and_a_printed_line(tmp_path: Path) -> None:
    for part in ("desktop_app", "resources", "fonts"):
        shutil.copytree(HOUSE / part, tmp_path / part)
    records = tmp_path / "desktop_app" / "model" / "records.py"
    source = records.read_text(encoding="utf-8")
    after = next(line for line in source.splitlines(keepends=True) if line.startswith("    place: str"))
    records.write_text(source.replace(after, after + LINE), encoding="utf-8")
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "script.py", str(tmp_path)], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.stdout.strip() == "one line is enough", done.stderr
