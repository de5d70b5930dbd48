"""The sample record and variants of it as plain lists, which the peers set; only here do they depend on Sarup."""

import copy
import json
import random
import sys
from pathlib import Path
from typing import Any

from tests.benchmarks.peers.places import SAMPLE

Blocks = list[list[Any]]
Runs = list[tuple[str, bool]]


def main() -> None:
    """Writes the records and the blocks of as many reports as asked, and the record's names: ``source.py OUT COUNT``."""
    from desktop_app.model.exchange import from_json
    from desktop_app.report.compose import compose

    records = [variant(number) for number in range(int(sys.argv[2]))]
    documents = [compose(from_json(record)) for record in records]
    found = {
        "records": records,
        "blocks": [blocks_of(one) for one in documents],
        "marked": [with_our_ends(blocks_of(one)) for one in documents],
        "names": list(documents[0].protected),
    }
    Path(sys.argv[1]).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def variant(number: int) -> dict[str, Any]:
    """The sample; from 1 on with the words of every item in another order: nobody may remember the paragraphs."""
    from desktop_app.thai.words import words

    record: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))
    if not number:
        return record
    chance = random.Random(number)
    changed = copy.deepcopy(record)
    for part in ("goals", "activities", "lessons", "recommendations"):
        for item in changed[part]:
            mixed = words(item["body"])
            chance.shuffle(mixed)
            item["body"] = "".join(mixed).strip()
    return changed


def blocks_of(document: Any) -> Blocks:
    """Each block as a list: its kind and what it says."""
    plain: Blocks = []
    for block in _one_by_one(document.blocks):
        kind = type(block).__name__.lower()
        said = [getattr(block, name) for name in block.__slots__]
        if kind in ("paragraph", "numbered"):
            said[-1] = [(run.text, run.bold) for run in block.runs]
        plain.append([kind, *said])
    return plain


def with_our_ends(said: Any) -> Any:
    """The same with U+200B where we would end a line: only so does a peer end its lines where a Thai reader would."""
    from desktop_app.thai.breaks import for_labels

    if isinstance(said, str):
        return for_labels(said)
    return [with_our_ends(part) for part in said] if isinstance(said, list | tuple) else said


def _one_by_one(blocks: Any) -> Any:
    """Signatures that stand side by side, one after the other."""
    for block in blocks:
        yield from getattr(block, "signed", (block,))


def texts(blocks: Blocks) -> list[tuple[str, bool]]:
    """Everything a reader should find, in order, and whether it may be set on several lines."""
    found: list[tuple[str, bool]] = []
    for kind, *said in blocks:
        match kind:
            case "paragraph":
                found.append((joined(said[0]), True))
            case "numbered":
                found += [(said[0], False), (joined(said[1]), True)]
            case "labelled":
                found += [(said[0], False), (said[1], True)]
            case "table":
                found += [(cell, False) for cell in [said[0], *said[1], *(cell for row in said[2] for cell in row)]]
            case "signature":
                found += [(f"({said[0]})", False), (said[1], False)]
            case _:
                found.append((said[0], True))
    return found


def joined(runs: Runs) -> str:
    return "".join(text for text, _bold in runs)


if __name__ == "__main__":
    main()
