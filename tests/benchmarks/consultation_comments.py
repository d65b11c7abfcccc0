"""5,000 comments in six languages: import, check, search, the report; each a process of its own, beside a floor in the same run.

Run: `python tests/benchmarks/consultation_comments.py [COUNT] [ROUNDS]`, with ogpkit installed.

The floor of the import is writing the same files with the same care one after the other (temporary file, fsync, rename); that of
everything that reads is loading the workspace. Search in the inbox is measured in the app, key by key, beside 100 comments.
"""

from __future__ import annotations

import asyncio
import csv
import random
import shutil
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from processes import once, side_by_side, table
from textual.widgets import Input, TabbedContent

from ogpkit.app.sections.listed import ActionList
from ogpkit.app.shell import OgpkitApp
from ogpkit.app.widgets.table_list import RecordGrid
from ogpkit.app.widgets.tabs import SubTabs
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place
from ogpkit_consultation.panel import SECTIONS

HOME = "countries/XX/cycles/2012-2013"

WORDS = {
    "ar": "يجب على الحكومة نشر المدفوعات والعقود لكل مشروع حتى يعرف السكان ما تدفعه الشركات في منطقتهم كل عام",
    "ka": "მთავრობამ უნდა გამოაქვეყნოს გადახდები და კონტრაქტები ყოველი პროექტისთვის რათა მოსახლეობამ იცოდეს რას იხდიან",
    "es": "el gobierno debe publicar los pagos y contratos de cada proyecto para que la población sepa qué pagan las empresas",
    "fr": "le gouvernement doit publier les paiements et les contrats de chaque projet afin que la population sache tout",
    "sw": "serikali inapaswa kuchapisha malipo na mikataba ya kila mradi ili wananchi wajue kampuni zinalipa nini kila mwaka",
    "en": "the government should publish payments and contracts of every project so that residents know what companies pay",
}
GROUPS = ("civil-society", "private-sector", "citizens", "academia", "media")
OUTCOMES = ("accepted", "partly", "declined", "noted")

PROCESS = """\
published = 2011-11-15
url = "https://example.org/consultation"
opens = 2011-12-01
closes = 2012-01-31
comments_url = "https://example.org/comments"

[[events]]
title.en = "Regional hearing"
mechanism = "in-person"
announced = 2011-11-18
on = 2011-12-10
groups = ["civil-society", "private-sector", "citizens"]
participants = 140
"""


def started(folder: Path) -> Path:
    """Write a workspace with one plan and no comments.

    Args:
        folder: Where; it is made.
    """
    files = {
        "ogpkit.toml": '[workspace]\nname = "Large"\nlanguages = ["en"]\n',
        "countries/XX/country.toml": 'name = "X"\nlanguages = ["ar", "ka"]\n',
        f"{HOME}/cycle.toml": 'edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-03-31\n',
        f"{HOME}/consultation/process.toml": PROCESS,
        **{f"{HOME}/commitments/c{number}.toml": f'title.en = "Commitment {number}"\n' for number in range(12)},
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def exported(file: Path, count: int) -> Path:
    """Write the export of an online form: one row a comment, of 20 to 120 words.

    Args:
        file: The file.
        count: How many rows.
    """
    pick = random.Random(2011)
    with file.open("w", encoding="utf-8", newline="") as out:
        sheet = csv.writer(out)
        sheet.writerow(["Timestamp", "Your name", "E-mail address", "Sector", "Language", "Commitment", "Your comment"])
        for number in range(count):
            language = pick.choice(tuple(WORDS))
            words = WORDS[language].split()
            text = " ".join(pick.choice(words) for _word in range(pick.randint(20, 120)))
            contact = " +254 712 345 678" if number % 50 == 0 else ""
            day = date(2011, 12, 1) + timedelta(days=number % 60)
            sheet.writerow(
                [
                    day,
                    f"Author {number}",
                    f"a{number}@example.org",
                    pick.choice(GROUPS),
                    language,
                    f"c{number % 12}",
                    text + contact,
                ]
            )
    return file


def answered(root: Path) -> None:
    """Answer two of three comments, as their files would be after some weeks.

    Args:
        root: The workspace.
    """
    for number, file in enumerate(sorted((root / HOME / "consultation/comments").glob("*.toml"))):
        if number % 3:
            with file.open("a", encoding="utf-8") as out:
                out.write(
                    f'\n[response]\non = 2012-03-01\noutcome = "{OUTCOMES[number % 4]}"\ntext.en = "Answer {number}."\n'
                )


WRITE = """
import sys
from pathlib import Path
from ogpkit.workspace.atomic import write_atomically
source, target = map(Path, sys.argv[1:])
for file in sorted(source.glob("*.toml")):
    write_atomically(target / file.name, file.read_bytes())
"""

LOAD = """
import sys
from pathlib import Path
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import read_workspace
plugins = Plugins.discover()
print(len(read_workspace(Path(sys.argv[1]), plugins.kinds, plugins.editions).workspace.documents))
"""


async def inbox(root: Path) -> tuple[float, float]:
    """Milliseconds until the inbox stands, and for a change of the search.

    Args:
        root: The workspace.
    """
    app = OgpkitApp(WorkspaceSession.open(root, Plugins.discover(), date(2012, 2, 15)))
    async with app.run_test(size=(160, 48)) as pilot:
        await app.go(Place(country="XX", cycle="2012-2013"))
        await pilot.pause()
        outer = app.query(TabbedContent).first()
        pane = next(one for one in outer.query("TabPane") if str(outer.get_tab(one.id or "").label) == "Consultation")
        outer.active = pane.id or ""
        for _turn in range(5):
            await pilot.pause()
        inner = pane.query_one(SubTabs)
        began = time.perf_counter()
        inner.active = f"part-{[section.title for section in SECTIONS].index('Comments')}"
        while not pane.query(ActionList) or not (found := pane.query_one(ActionList)).query_one(RecordGrid).row_count:
            await pilot.pause()
        await pilot.pause()
        opening = 1000 * (time.perf_counter() - began)
        field, keys = found.query_one(".filter", Input), []
        for text in ("p", "pa", "pay", "المد", "გადახ", "namba 7", "author 77", ""):
            began = time.perf_counter()
            field.value = text
            await pilot.pause()
            keys.append(1000 * (time.perf_counter() - began))
    app.session.close(give_up=True)
    return opening, median(keys)


def main() -> None:
    """Print the figures as Markdown tables."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    ogpkit = str(Path(sys.executable).with_name("ogpkit"))
    python = [sys.executable, "-P", "-c"]
    with tempfile.TemporaryDirectory() as made:
        here = Path(made)
        form = exported(here / "form.csv", count)
        imports, floors = [], []
        for number in range(rounds):
            root = started(here / f"import-{number}")
            imports.append(once([ogpkit, "consultation", "import", "XX/2012-2013", str(form)], root))
            target = here / f"copy-{number}"
            target.mkdir()
            floors.append(once([*python, WRITE, str(root / HOME / "consultation/comments"), str(target)], here))
        print(table({"import": imports, "write the same files": floors}, "write the same files"), "\n")
        root = here / "import-0"
        assert len(list((root / HOME / "consultation/comments").glob("*.toml"))) == count
        again = [ogpkit, "consultation", "import", "XX/2012-2013", str(form)]
        answered(root)
        place = "XX/2012-2013"
        runs = side_by_side(
            {
                "load": [*python, LOAD, str(root)],
                "import the same file again": again,
                "check": [ogpkit, "check"],
                "comments --search": [ogpkit, "consultation", "comments", place, "--search", "المدفوعات"],
                "report, three languages": [ogpkit, "consultation", "report", place, "--out", str(here / "out")],
                "export comments-csv": [ogpkit, "export", "comments-csv", place, "--out", str(here / "comments.csv")],
            },
            root,
            rounds,
        )
        print(table(runs, "load"), "\n")
        shutil.copytree(started(here / "small"), here / "few")
        once([ogpkit, "consultation", "import", place, str(exported(here / "few.csv", 100))], here / "few")
        print("| comments | open the inbox, ms | a change of the search, ms |\n|---|---|---|")
        few, many = asyncio.run(inbox(here / "few")), asyncio.run(inbox(root))
        for size, (opening, key) in ((100, few), (count, many)):
            print(f"| {size} | {opening:.0f} | {key:.0f} |")
        print(f"| {count} / 100 | {many[0] / few[0]:.1f} | {many[1] / few[1]:.1f} |")


if __name__ == "__main__":
    main()
