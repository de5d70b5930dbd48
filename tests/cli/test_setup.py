"""The set-up of a checkout: what it finds missing, when it is finished, and the lock files it installs."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from desktop_app import bootstrap

PROJECT = tomllib.loads((bootstrap.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PROGRAM, TESTS = bootstrap.TESTS.locks


def locked(lock: Path) -> dict[str, str]:
    """Package to version."""
    found = re.findall(r"^([a-z0-9-]+)==([^ ;]+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(found)


@pytest.mark.parametrize(
    ("lock", "extras"), [(PROGRAM, ["checkout"]), (TESTS, ["checkout", "dev"])], ids=["program", "tests"]
)
def test_the_lock_holds_a_version_that_fits_every_dependency(lock: Path, extras: list[str]) -> None:
    versions = locked(lock)
    wanted = PROJECT["dependencies"] + [one for extra in extras for one in PROJECT["optional-dependencies"][extra]]
    for one in map(Requirement, wanted):
        assert one.specifier.contains(versions[one.name.lower().replace("_", "-")]), one


def test_the_tests_run_with_the_versions_of_the_program() -> None:
    assert locked(PROGRAM).items() <= locked(TESTS).items()


@pytest.mark.parametrize("lock", [PROGRAM, TESTS], ids=["program", "tests"])
def test_a_lock_names_hashes_and_no_host_or_path(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=[a-z])", text)[1:])
    assert not re.search(r"://|index-url|find-links|^-|/\w+/", text, re.MULTILINE)


@pytest.mark.parametrize("file", ["desktop_app/__main__.py", "desktop_app/bootstrap.py", "tests/__main__.py"])
def test_an_old_python_can_read_what_tells_it_that_it_is_too_old(file: str) -> None:
    source = (bootstrap.ROOT / file).read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 8))
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names | {"desktop_app"}


@pytest.mark.parametrize("here", [(3, 9, 18), (3, 10, 4), (3, 15, 0)])
@pytest.mark.parametrize(("platform", "command"), [("linux", "python3.14"), ("win32", "py -3.14")])
def test_a_python_that_is_too_old_or_too_new_is_told_which_one_to_take(here, platform, command, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", here)
    monkeypatch.setattr(sys, "platform", platform)
    assert bootstrap.enter([]) == 4
    said = capsys.readouterr().err
    assert "Python 3.11 ถึง 3.14" in said
    assert f"here is {here[0]}.{here[1]}" in said
    assert f"{command} desktop_app" in said


def test_the_versions_of_python_that_are_told_are_those_of_the_project() -> None:
    (major, oldest), (_, newest) = bootstrap.OLDEST, bootstrap.NEWEST
    assert PROJECT["requires-python"] == f">={major}.{oldest},<{major}.{newest + 1}"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian's packages")
def test_what_the_system_lacks_is_named_as_debian_names_it(monkeypatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(bootstrap, "WINDOW_LIBRARIES", {"libc.so.6": "libc6", "libnowhere.so.1": "libnowhere1"})
    setup = bootstrap.Setup("x", (), {"sh": "dash", "no-such-command": "no-such", "/no/such/file": "nothing"})
    assert bootstrap._missing(setup) == ["libnowhere1", "no-such", "nothing"]
    monkeypatch.setattr(sys, "platform", "win32")
    assert bootstrap._missing(setup) == []


def test_a_set_up_is_finished_until_its_lock_its_place_or_its_python_changes(tmp_path: Path, monkeypatch) -> None:
    venv, lock = tmp_path / ".venv", tmp_path / "a.lock"
    lock.write_text("one", encoding="utf-8")
    monkeypatch.setattr(bootstrap, "VENV", venv)
    base = tmp_path / ("python.exe" if sys.platform == "win32" else "python3")
    for file in (bootstrap._python(), base):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("", encoding="utf-8")
    (venv / "pyvenv.cfg").write_text(f"home = {tmp_path}\n", encoding="utf-8")
    setup = bootstrap.Setup("x", (lock,))
    assert not bootstrap._is_ready(setup)
    bootstrap._stamp(setup).write_text(bootstrap._state(setup), encoding="utf-8")
    assert bootstrap._is_ready(setup)
    assert bootstrap.prepared(setup) == bootstrap._python()
    lock.write_text("two", encoding="utf-8")
    assert not bootstrap._is_ready(setup, whole=False)
    lock.write_text("one", encoding="utf-8")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    assert not bootstrap._is_ready(setup)
    monkeypatch.undo()
    monkeypatch.setattr(bootstrap, "VENV", venv)
    base.unlink()
    assert not bootstrap._is_ready(setup)


def test_only_the_window_waits_for_packages_that_could_not_be_installed(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    setup = bootstrap.Setup("x", ())
    bootstrap._stamp(setup).write_text(bootstrap._state(setup, ["libegl1"]), encoding="utf-8")
    assert not bootstrap._is_ready(setup)
    assert bootstrap._is_ready(setup, whole=False)


@pytest.mark.skipif(sys.platform == "win32", reason="/bin/false")
def test_a_step_that_fails_is_told_with_what_to_do(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "_install_system_packages", lambda setup: [])
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(bootstrap.SetupFailed, match="โปรดตรวจอินเทอร์เน็ต"):
        bootstrap.prepared(bootstrap.PROGRAM)
    assert not bootstrap._is_ready(bootstrap.PROGRAM)


def test_an_environment_in_a_thai_folder_begins_in_any_code_page(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / "สมชาย" / ".venv")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path / "สมชาย")
    place = bootstrap.VENV / "Lib" / "site-packages" / "_editable_impl_sarup.pth"
    place.parent.mkdir(parents=True)
    place.write_text(str(bootstrap.ROOT), encoding="utf-8")
    bootstrap._name_the_place_in_ascii()
    assert place.read_bytes().isascii()
    code = "import site, sys; site.addsitedir(sys.argv[1]); print(ascii(sys.path[-1]))"
    asked = [sys.executable, "-c", code, str(place.parent)]
    assert ast.literal_eval(subprocess.run(asked, capture_output=True, text=True, check=True).stdout) == str(
        bootstrap.ROOT
    )


def test_a_checkout_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / "file" / ".venv")
    monkeypatch.setattr(bootstrap, "_install_system_packages", lambda setup: [])
    with pytest.raises(bootstrap.SetupFailed, match="เขียนลงโฟลเดอร์"):
        bootstrap.prepared(bootstrap.PROGRAM)


@pytest.mark.skipif(Path(sys.prefix) != bootstrap.VENV, reason="the tests were not started by python3 tests")
def test_the_second_run_starts_at_once_and_says_nothing_of_set_up() -> None:
    command = [str(bootstrap._base_python()), str(bootstrap.ROOT / "desktop_app"), "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert (done.stdout[:6], done.stderr) == ("sarup ", "")
