"""``python3 desktop_app`` sets up on first use and starts the program; ``python -m desktop_app`` starts it as it is."""

import sys
from pathlib import Path

if __package__:
    from desktop_app.cli import main

    sys.exit(main())

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from desktop_app.bootstrap import enter  # noqa: E402  the folder is on the path only now

sys.exit(enter(sys.argv[1:]))
