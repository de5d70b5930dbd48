"""Pictures that the log names and nobody has brought: how many a merge leaves, and how often it looks for them."""

import itertools
import random
from dataclasses import replace

import pytest

from desktop_app.model.changes import Change
from desktop_app.model.pictures import name_of
from desktop_app.model.records import Photo, Report
from desktop_app.store.database import Store
from tests.histories import Held
from tests.records import picture

from .test_union import Laptop, laptop

__all__ = ["laptop"]
ALL = {name_of(data): data for data in (picture(8 + number, 6) for number in range(12))}


def whole(store: Store) -> Held:
    with store.log() as log:
        return Held(list(log.versions()), dict(ALL))


def shown(store: Store, *names: str) -> None:
    store.add(Report(photos=[Photo(image=name) for name in names], pictures={name: ALL[name] for name in names}))


def without(package: Held, *names: str) -> Held:
    return replace(package, photographs={name: data for name, data in ALL.items() if name not in names})


@pytest.mark.parametrize("seed", range(4))
def test_a_merge_tells_how_many_pictures_are_lacking_in_the_whole_log(laptop: Laptop, seed: int) -> None:
    """Packages that lack pictures, follow others, are refused or bring only what was lost, in any order."""
    dice, told = random.Random(seed), []
    for _ in range(10):
        packages = []
        for name in dice.sample("abc", 2):
            shown(laptop(name), *dice.sample(sorted(ALL), dice.randint(0, 2)))
            package = without(whole(laptop(name)), *dice.sample(sorted(ALL), dice.randint(0, 9)))
            bad = [one._replace(hash=bytes(32)) for one in package.rows[-1:]]
            packages.append(replace(package, rows=package.rows[:-1] + bad) if dice.random() < 0.2 else package)
        office = laptop("office")
        done = office.merge([(str(number), one) for number, one in enumerate(packages)], dry=dice.random() < 0.2)
        if done.number and done.backup:
            told.append(done.lost_pictures)
            assert done.lost_pictures == len(office.lost_pictures())
    assert len(set(told)) > 1


@pytest.mark.of_files
def test_a_merge_looks_the_log_through_once(laptop: Laptop) -> None:
    """It is the longest table of an office: 40 ms for each look at 200,000 versions."""
    office, (one, two, *_) = laptop("office"), ALL
    shown(laptop("a"), one)
    assert office.merge([("a", without(whole(laptop("a")), one))]).lost_pictures == 1
    shown(laptop("a"), two)
    looks: list[str] = []
    assert office._raw
    office._raw.set_trace_callback(lambda sql: looks.append(sql) if _is_look(sql) else None)
    done = office.merge([("a", without(whole(laptop("a")), one, two))])
    office._raw.set_trace_callback(None)
    assert (done.lost_pictures, len(looks)) == (2, 1)


def test_a_picture_of_a_refused_file_is_not_lacking(laptop: Laptop) -> None:
    one, two = itertools.islice(ALL, 2)
    shown(laptop("a"), one)
    shown(laptop("b"), two)
    bad = without(whole(laptop("b")), two)
    bad.rows[-1] = bad.rows[-1]._replace(hash=bytes(32))
    done = laptop("office").merge([("a", without(whole(laptop("a")), one)), ("b", bad)])
    assert (len(done.refused), done.lost_pictures) == (1, 1)


def test_what_a_version_named_once_is_lacking_too(laptop: Laptop) -> None:
    """The way back leads to it."""
    one, two = itertools.islice(ALL, 2)
    a = laptop("a")
    shown(a, one)
    (report,) = a.summaries()
    (photo,) = a.load(report.id).photos
    a.seal()
    a.save([Change("photos", photo.id, "image", two)], pictures=ALL)
    assert laptop("office").merge([("a", without(whole(a), one))]).lost_pictures == 1
    assert laptop("office").lost_pictures() == [one]


def _is_look(sql: str) -> bool:
    return "'image'" in sql and "version" in sql
