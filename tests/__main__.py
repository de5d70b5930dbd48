"""``python3 tests`` sets up on first use, then runs everything: format, lint, types, tests. Arguments go to pytest."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

from desktop_app.bootstrap import TESTS, SetupFailed, prepared, say  # noqa: E402  the folder is on the path only now

CHECKS = (
    ("ruff", "format", "--check"),
    ("ruff", "check"),
    ("mypy", "--platform=win32"),  # the branches of each system are typed on the other, too
    ("mypy", "--platform=linux"),
)


def main(arguments: list) -> int:
    try:
        python = str(prepared(TESTS))
    except SetupFailed as failure:
        say(*failure.args)
        return 4
    except KeyboardInterrupt:
        return 130
    failed = []
    for check in () if arguments else CHECKS:
        print("$", *check, flush=True)
        if subprocess.call([python, "-m", *check], cwd=ROOT):
            failed.append(" ".join(check))
    if failed:
        print("FAILED before the tests:", "; ".join(failed), flush=True)
    tests = subprocess.call([python, "-m", "pytest", *arguments], cwd=ROOT)
    return tests or int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
