"""How long a report takes to become a PDF in a process that runs already, and how large it is: ``python -m tests.benchmarks.bench_page``.

Nothing is asserted: the figures are for comparing two states of the program on one machine.
"""

import copy
import json
import random
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from desktop_app.model.exchange import from_json
from desktop_app.report import style
from desktop_app.report.compose import compose
from desktop_app.report.document import Document
from desktop_app.report.pdf import to_pdf
from desktop_app.thai.words import words
from tests.conftest import SAMPLE

ROUNDS = 40


def main() -> None:
    started = time.perf_counter()
    record = json.loads(SAMPLE.read_text(encoding="utf-8"))
    official = style.load("official")
    report = compose(from_json(record))
    first = to_pdf(report, official)
    print(f"first report of the process, dictionary included  {(time.perf_counter() - started) * 1000:8.1f} ms")
    others = [other(record, number) for number in range(ROUNDS)]
    typed = [with_a_key_typed(record, number) for number in range(ROUNDS)]
    show("the same report again", lambda number: to_pdf(report, official))
    show("the report with one more key typed", lambda number: to_pdf(typed[number], official))
    show("another report of the same length", lambda number: to_pdf(others[number], official))
    print(f"size of the sample's PDF                          {len(first) / 1000:8.1f} kB")


def show(what: str, make: Callable[[int], bytes]) -> None:
    seconds = []
    for number in range(ROUNDS):
        started = time.perf_counter()
        make(number)
        seconds.append(time.perf_counter() - started)
    print(f"{what:48}  {median(seconds) * 1000:8.1f} ms (fastest {min(seconds) * 1000:.1f})")


def other(record: dict[str, Any], number: int) -> Document:
    """The words of every text in another order."""
    chance = random.Random(number)
    changed = copy.deepcopy(record)
    for part in ("goals", "activities", "lessons", "recommendations"):
        for item in changed[part]:
            mixed = words(item["body"])
            chance.shuffle(mixed)
            item["body"] = "".join(mixed).strip()
    return compose(from_json(changed))


def with_a_key_typed(record: dict[str, Any], number: int) -> Document:
    changed = copy.deepcopy(record)
    changed["activities"][2]["body"] += "ก" * (number + 1)
    return compose(from_json(changed))


if __name__ == "__main__":
    main()
