"""``python tests/lock.py`` draws both lock files anew from pyproject.toml with uv; ``--upgrade`` takes newer versions."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = (
    "uv pip compile --quiet --no-config --universal --generate-hashes --annotation-style=line --python-version=3.11"
)


def lock(out: str, *more: str) -> None:
    """Writes one lock file: every system, every Python from 3.11 on, no index and no path of this machine in it."""
    words = [*COMMAND.split(), *more, "pyproject.toml", "--output-file", out, *sys.argv[1:]]
    said = {"UV_CUSTOM_COMPILE_COMMAND": "python tests/lock.py"}
    subprocess.run(words, cwd=ROOT, check=True, env={**os.environ, **said}, stdout=subprocess.DEVNULL)


lock("requirements.lock", "--extra=checkout", "--extra=office")
lock("tests/requirements.lock", "--extra=checkout", "--extra=office", "--extra=dev", "--constraints=requirements.lock")
