"""What a keystroke in a form costs as the workspace grows, beside its floor: changing and reading that one file alone.

Run: `python tests/benchmarks/keystroke.py [COUNTRIES…]`, with ogpkit installed.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from workspaces import countries

from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.patch import SetValue, apply_changes
from ogpkit.workspace.reading import read_document

if TYPE_CHECKING:
    from collections.abc import Callable

KEYSTROKES = 30


def main() -> None:
    """Print the figures as a Markdown table."""
    plugins = Plugins.discover()
    print("| files | one file alone, ms | in the session, ms | ratio | refresh, ms |")
    print("|---|---|---|---|---|")
    for count in [int(word) for word in sys.argv[1:]] or [50, 500, 2000]:
        with tempfile.TemporaryDirectory() as made:
            root = Path(made, "workspace")
            countries(root, count)
            print(_row(WorkspaceSession.open(root, plugins), plugins))


def _row(session: WorkspaceSession, plugins: Plugins) -> str:
    path = next(path for path in session.workspace.documents if path.endswith("country.toml"))
    source = session.source(path)

    def alone(number: int) -> None:
        read_document(path, apply_changes(source, [SetValue(("name", "en"), f"Member {number}")]), plugins.kinds)

    def at_the_desk(number: int) -> None:
        session.change(path, [SetValue(("name", "en"), f"Member {number}")], "Rename")

    floor, cost, refresh = _each(alone), _each(at_the_desk), _each(lambda _number: session.refresh())
    session.close(give_up=True)
    return f"| {len(session.workspace.documents)} | {floor:.2f} | {cost:.2f} | {cost / floor:.0f} | {refresh:.1f} |"


def _each(act: Callable[[int], None]) -> float:
    """The median of some runs, in milliseconds."""
    times = []
    for number in range(KEYSTROKES):
        start = perf_counter()
        act(number)
        times.append(perf_counter() - start)
    return 1000 * median(times)


if __name__ == "__main__":
    main()
