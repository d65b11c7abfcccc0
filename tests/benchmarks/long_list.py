"""What it costs to add one item to a list of tables as the list grows, beside finding the places in the same file.

`python -P tests/benchmarks/long_list.py` adds an item to lists of 500 and of 4,000 items, several times.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ogpkit.workspace.patch import InsertItem, apply_changes
from ogpkit.workspace.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES, ROUNDS = (500, 4000), 5


def measure(work: Callable[[], object]) -> float:
    best = float("inf")
    for _round in range(ROUNDS):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


def main() -> None:
    for size in SIZES:
        source = b'name = "a case"\n' + b'\n# said\n[[dialogue]]\non = 2012-01-20\ntext = "a word"\n' * size
        item = {"text": "one more"}
        adding = measure(
            lambda source=source, size=size, item=item: apply_changes(source, [InsertItem(("dialogue",), size, item)])
        )
        floor = measure(lambda source=source: Positions.of(source))
        print(f"{size} items: adding one {adding:.3f} s, finding the places {floor:.3f} s: {adding / floor:.1f} times")


if __name__ == "__main__":
    main()
