"""Random histories of several laptops, many of them: ``python -m tests.benchmarks.bench_histories [2000] [first seed]``.

Prints what was lived through, and the seeds of histories in which not everybody had the same, and all of it, in the end.
"""

import sys
import time
import traceback
from collections import Counter

from tests.histories import History


def main(count: int, first: int) -> int:
    lived: Counter[str] = Counter()
    broken: list[int] = []
    started = time.perf_counter()
    for seed in range(first, first + count):
        history = History(seed)
        try:
            history.run()
            history.check_the_end()
        except Exception:  # each kind of fault is to be seen, and the others lived through
            broken.append(seed)
            print(f"seed {seed}\n{traceback.format_exc()}", flush=True)
        lived.update(history.lived)
    print(f"{count} histories in {time.perf_counter() - started:.0f} s, {len(broken)} broken {broken or ''}")
    print(", ".join(f"{number} {name}" for name, number in sorted(lived.items())))
    return 1 if broken else 0


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]] or [2000]
    sys.exit(main(numbers[0], numbers[1] if len(numbers) > 1 else 0))
