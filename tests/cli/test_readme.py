"""What the README says of commands and places is true."""

import re
import sys
from pathlib import Path

import pytest

from desktop_app import paths
from desktop_app.bootstrap import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^sarup (?:\[?(\w[\w-]*)\]?) .*", README, re.MULTILINE)


def test_every_verb_is_in_the_readme(sarup) -> None:
    known = re.search(r"^ +VERB\n(.*?)(?:\n\n|\Z)", sarup("--help").out, re.MULTILINE | re.DOTALL)
    assert known
    verbs = set(re.findall(r"^    ([\w-]+)(?: |$)", known[1], re.MULTILINE))
    assert len(verbs) == 23
    assert verbs == set(COMMANDS) | {"restore"}
    assert "sarup restore BACKUP" in README


@pytest.mark.parametrize("verb", sorted(set(COMMANDS)))
def test_every_option_of_the_readme_is_known(sarup, verb: str) -> None:
    lines = [line for line in README.splitlines() if re.match(rf"sarup \[?{verb}\b", line)]
    options = {option for line in lines for option in re.findall(r"--[a-z]+", line.split("      sarup")[0])}
    assert options <= set(re.findall(r"--[a-z]+", sarup(verb, "--help").out))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the column for Linux")
def test_the_places_of_the_readme_are_the_programs(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SARUP_HOME")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    for path in (paths.database_file(), paths.log_file(), paths.settings_file()):
        assert f"`~/{path.relative_to(tmp_path)}`" in README


def test_the_windows_places_of_the_readme_are_the_programs(monkeypatch) -> None:
    from platformdirs.windows import Windows

    monkeypatch.setattr("platformdirs.windows.get_win_folder", lambda name: "%LOCALAPPDATA%")
    there = Windows("sarup", appauthor=False)
    said = README.replace("\\", "/")
    assert f"`{there.user_data_dir}/sarup.db`".replace("\\", "/") in said
    assert f"`{there.user_log_dir}/sarup.log`".replace("\\", "/") in said
    assert f"`{there.user_config_dir}/settings.json`".replace("\\", "/") in said


def test_the_readme_names_every_library_that_is_installed() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for dependency in project["dependencies"]:
        assert re.split(r"[<>=]", dependency)[0].lower() in README.lower()
