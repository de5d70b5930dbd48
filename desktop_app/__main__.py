"""``python3 desktop_app`` sets up on first use and starts the program; ``python -m desktop_app`` starts it as it is.

The processes that set a part of a book or look into others' files import this, too, under another name, and start nothing.
"""

import sys
from pathlib import Path

if getattr(sys, "frozen", False):
    from multiprocessing import freeze_support

    freeze_support()  # one file for all processes: this one may be begun as one of these, and then ends here

if __name__ == "__main__" and __package__:
    from desktop_app.cli import main

    sys.exit(main())

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    from desktop_app.bootstrap import enter

    sys.exit(enter(sys.argv[1:]))
