"""What a keystroke costs in an editor as the workspace grows: from the text that is sent to the findings that come back.

Beside it are two floors of the same run: a question that needs no thought (what there is to know at a comment), and reading
the one file alone, in this process. The last two figures are of one country with as many files, each with a finding: opening
one of them, and the slowest of twenty keys that come while thousands of files are read and compared.
Run, on Linux: `python tests/benchmarks/editor.py [FILES…]`, with ogpkit and its extra `lsp`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import TYPE_CHECKING

from workspaces import plans

from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.reading import read_document

sys.path.insert(0, str(Path(__file__).parents[1] / "cli" / "lsp"))
from client import make_client

if TYPE_CHECKING:
    from collections.abc import Callable

KEYSTROKES = 30
PATH = "countries/XX-member-00001/cycles/2012-2013/commitments/district-03.toml"


def main() -> None:
    """Print the figures as a Markdown table."""
    plugins = Plugins.discover()
    print(
        "| files | opening, ms | a question, ms | the file alone, ms | a keystroke, ms | processor time, ms | ratio "
        "| opening one of a country, ms | a keystroke meanwhile, ms |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for files in [int(word) for word in sys.argv[1:]] or [100, 1000, 10_000]:
        with tempfile.TemporaryDirectory() as made:
            root = Path(made, "workspace")
            plans(root, files)
            print(_row(root, files, plugins), flush=True)


def _row(root: Path, files: int, plugins: Plugins) -> str:
    text = (root / PATH).read_text("utf-8")
    client = make_client(root)
    client.start()
    start = perf_counter()
    uri = client.open(PATH)
    client.wait_for_findings(uri)
    opening = 1000 * (perf_counter() - start)

    def ask(_number: int) -> None:
        client.at("textDocument/hover", uri, 0, 3)

    def read(number: int) -> None:
        read_document(PATH, f"x{number} = 1\n{text}".encode(), plugins.kinds)

    def strike(number: int) -> None:
        client.type(uri, f"x{number} = 1\n{text}")
        client.wait_for_findings(uri)

    asked, alone = median(_time(ask)), median(_time(read))
    before = _read_processor_time(client.process.pid)
    struck = median(_time(strike))
    used = 1000 * (_read_processor_time(client.process.pid) - before) / KEYSTROKES
    client.end()
    times = (opening, asked, alone, struck, used)
    meanwhile = " | ".join(f"{one:.0f}" for one in _type_meanwhile(root, files, text))
    return f"| {files} | {' | '.join(f'{one:.1f}' for one in times)} | {used / alone:.0f} | {meanwhile} |"


def _type_meanwhile(root: Path, files: int, text: str) -> tuple[float, float]:
    """Return how long a file of a country with thousands of faulty files takes to open, and the slowest key after that."""
    home = root / "countries" / "XX-large" / "cycles" / "2012-2013"
    (home / "commitments").mkdir(parents=True)
    (home.parents[1] / "country.toml").write_text('name.en = "Large"\nlevel = "local"\n', "utf-8")
    (home / "cycle.toml").write_text("start = 2012-04-01\nend = 2013-03-31\n", "utf-8")
    for number in range(files):
        faulty = text.replace('title = "', f'titel = 1\ntitle = "No {number}: ', 1)
        (home / "commitments" / f"c{number:05}.toml").write_text(faulty, "utf-8")
    path = home.relative_to(root).as_posix() + "/commitments/c00003.toml"
    client = make_client(root)
    client.start()
    start = perf_counter()
    uri = client.open(path)
    client.wait_for_findings(uri)
    opening = 1000 * (perf_counter() - start)

    def strike(number: int) -> None:
        client.type(uri, f"x{number} = 1\n{text}")
        client.wait_for_findings(uri)

    slowest = 0.0
    for number in range(20):
        sleep(0.4)  # after which the server compares all files
        slowest = max(slowest, *_time(lambda _run, number=number: strike(number), 1))
    client.end()
    return opening, slowest


def _read_processor_time(process: int) -> float:
    """Return the seconds that a process has used, as Linux says it."""
    after_name = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def _time(act: Callable[[int], None], runs: int = KEYSTROKES) -> list[float]:
    """Return how long each of some runs takes, in milliseconds."""
    times = []
    for number in range(runs):
        start = perf_counter()
        act(number)
        times.append(1000 * (perf_counter() - start))
    return times


if __name__ == "__main__":
    main()
