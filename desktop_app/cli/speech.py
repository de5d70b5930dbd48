"""What a command says: messages on standard error in Thai then English, JSON on standard output."""

import json
import os
import sys
from typing import Any

from desktop_app.errors import UserError


def say(error: UserError, about: str = "") -> None:
    """An error, with the file or report it is about before it."""
    note(f"{about}: {thai(error)}" if about else thai(error), error.english)


def note(in_thai: str, in_english: str = "") -> None:
    """On standard error. Where that is full nobody can be told, and the exit code says it."""
    try:
        print(in_thai, *([in_english] if in_english else []), sep="\n", file=sys.stderr, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def thai(error: UserError) -> str:
    return f"{error.what} {error.remedy}".strip()


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


class Progress:
    """``3/200`` on a terminal, nothing elsewhere."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._shown = sys.stderr.isatty() and total > 1

    def step(self, done: int) -> None:
        if self._shown:
            print(f"\r{done}/{self._total}", end="\n" if done == self._total else "", file=sys.stderr, flush=True)
