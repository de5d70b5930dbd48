"""What a laptop's package costs beside age alone: ``python tests/benchmarks/bench_pack.py [rounds]`` prints medians and their ratio.

40 reports and 200 photographs of the size they have after arrival. age (pyrage) encrypts the same bytes, what is inside
the package, from a file to a file on the same disk, for the same two keys, and flushes it. Both in turns, in one process.
Only ours makes the small database, takes the photographs out of the laptop's, and reads back from the disk what it wrote.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import pyrage
from many_reports import invented

from desktop_app.model.pictures import name_of
from desktop_app.model.records import Photo
from desktop_app.store.database import Store
from desktop_app.sync import cards, keys
from desktop_app.sync.packing import pack
from tests.records import picture

REPORTS, PHOTOS, BYTES = 40, 200, 300_000


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory(dir=os.environ.get("SARUP_BENCH_DIR")) as name:
        folder = Path(name)
        os.environ["SARUP_HOME"] = str(folder / "home")
        (folder / "stick").mkdir()
        card = keys.found_office(folder / "office")
        (folder / "home" / "data").mkdir(parents=True)
        (folder / "home" / "data" / keys.OFFICE_CARD).write_text(cards.text(card), encoding="utf-8")
        with Store(folder / "laptop.db") as store:
            stock(store)
            inner = folder / "inner.db"
            with (
                store.parcel(folder / "parcel.db", {}, [], {}, lambda content: content) as parcel,
                inner.open("wb") as out,
            ):
                out.writelines(parcel.parts())
            print(f"{parcel.versions} versions, {len(parcel.pictures)} photographs, {parcel.size / 1e6:.1f} MB")
            compare(rounds, lambda: packed(store, folder / "stick"), lambda: encrypted(inner, folder / "stick", card))


def stock(store: Store) -> None:
    dice = random.Random(1)
    for report in invented(REPORTS):
        report.photos = []
        for _ in range(PHOTOS // REPORTS):
            data = picture(dice.randrange(400, 1600), 900) + dice.randbytes(BYTES)  # a picture and what it would weigh
            report.photos.append(Photo(image=name_of(data), caption="ภาพ"))
            report.pictures[name_of(data)] = data
        store.add(report)


def packed(store: Store, stick: Path) -> None:
    pack(store, stick).path.unlink()


def encrypted(inner: Path, stick: Path, card: cards.Card) -> None:
    out = stick / "plain.age"
    pyrage.encrypt_file(str(inner), str(out), [pyrage.x25519.Recipient.from_str(one) for one in card.recipients])
    with out.open("rb+") as file:
        os.fsync(file.fileno())
    out.unlink()


def compare(rounds: int, ours: Callable[[], None], theirs: Callable[[], None]) -> None:
    taken: dict[str, list[float]] = {"sarup pack": [], "age alone": []}
    for _ in range(rounds + 1):
        for name, work in zip(taken, (ours, theirs), strict=True):
            started = time.perf_counter()
            work()
            taken[name].append(time.perf_counter() - started)
    middle = {name: statistics.median(seconds[1:]) for name, seconds in taken.items()}  # the first warms up
    for name, seconds in taken.items():
        print(
            f"{name:12} {middle[name] * 1000:8.1f} ms  (best {min(seconds) * 1000:.1f}, worst {max(seconds[1:]) * 1000:.1f})"
        )
    print(f"{'ratio':12} {middle['sarup pack'] / middle['age alone']:8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
