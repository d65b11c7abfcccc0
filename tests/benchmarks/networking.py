"""The board and the matching over 500 providers and 2,000 cases, beside a tenth of them and beside simple orders, in one run.

Run: `python tests/benchmarks/networking.py [PROVIDERS CASES]`, with ogpkit installed; all figures come from one process. The
quality is that of the labelled requests in `tests/plugins/networking/labelled.toml`; the tests hold the same figures.
"""

from __future__ import annotations

import asyncio
import importlib.util
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from rapidfuzz import fuzz, utils
from textual.widgets import Input, Static
from timing import timed

from ogpkit.app.sections.board import BoardPane
from ogpkit.app.sections.listed import ActionList
from ogpkit.app.shell import OgpkitApp
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place
from ogpkit.workspace.content import Workspace
from ogpkit_networking.actions import record
from ogpkit_networking.edition import get_usual_rules
from ogpkit_networking.matching import match_all
from ogpkit_networking.measures import measure_cases
from ogpkit_networking.model import Case, Message, Provider

COUNTRIES = (
    "KE",
    "TZ",
    "GH",
    "LR",
    "PE",
    "EC",
    "BR",
    "MX",
    "GE",
    "UA",
    "MD",
    "AL",
    "RO",
    "JO",
    "TN",
    "PH",
    "ID",
    "ZA",
    "NO",
    "ES",
)
STAGES = ("received", "assigned", "scoping", "introductions", "dialogue", "refinement", "introductions", "selection")
WORDS = (
    *("publish", "open", "register", "of", "payments", "by", "district", "school", "clinic", "water", "tender"),
    *("mine", "forest", "court", "police", "budget", "owner", "permit", "map", "message", "platform"),
    *("consultation", "asset", "campaign", "aid", "records", "road", "harvest", "fish", "power", "tax", "land"),
    *("health", "teacher", "medicine"),
)


def written(folder: Path, providers: int, cases: int) -> Path:
    """Write a workspace of the mechanism: providers and cases over all topics, at all stages.

    Args:
        folder: Where; it is made.
        providers: How many providers.
        cases: How many cases.
    """
    topics = sorted(get_usual_rules(_empty()).topics)
    (folder / "networking/providers").mkdir(parents=True)
    (folder / "networking/cases").mkdir()
    (folder / "ogpkit.toml").write_text('[workspace]\nname = "Large"\nlanguages = ["en"]\n', "utf-8")
    for country in COUNTRIES:
        home = folder / "countries" / country / "cycles/2012"
        (home / "commitments").mkdir(parents=True)
        (home.parents[1] / "country.toml").write_text(f'name = "{country}"\njoined = 2011-09-20\n', "utf-8")
        (home / "cycle.toml").write_text('edition = "roadmap-2011"\nstart = 2012-01-01\nend = 2012-12-31\n', "utf-8")
        for number in range(20):
            title = _words(number * 7 + len(country), 6)
            text = f'title.en = "{title}"\n[[milestones]]\nid = "a"\ntitle.en = "All"\nstatus = "complete"\n'
            (home / f"commitments/c{number}.toml").write_text(text, "utf-8")
    for number in range(providers):
        own = [topics[(number * step) % len(topics)] for step in (1, 3)]
        text = f'name = "Provider {number}"\nkind = "non-government"\nexpertise = ["{own[0]}", "{own[1]}"]\n'
        text += f'countries = ["{COUNTRIES[number % len(COUNTRIES)]}"]\nlanguages = ["en"]\n'
        text += f'description.en = "{_words(number, 14)}"\n'
        (folder / f"networking/providers/p{number:04}.toml").write_text(text, "utf-8")
    for number in range(cases):
        (folder / f"networking/cases/c{number:05}.toml").write_text(_case(number, topics), "utf-8")
    return folder


def _empty():
    return Workspace(editions=Plugins.discover(third_party=False).editions)


def _words(seed: int, count: int) -> str:
    return " ".join(WORDS[(seed * 5 + place * (1 + seed % 7)) % len(WORDS)] for place in range(count))


def _case(number: int, topics: list[str]) -> str:
    opened = date(2012, 1, 1) + timedelta(days=number % 300)
    text = f'country = "{COUNTRIES[number % len(COUNTRIES)]}"\nopened = {opened}\nmanager = "Manager {number % 9}"\n'
    text += f'request = "{_words(number + 3, 12)}"\ntopics = ["{topics[number % len(topics)]}"]\nmaturity = "scoped"\n'
    text += f'[[introductions]]\non = {opened}\nprovider = "p{number % 50:04}"\noutcome = "dialogue"\n'
    for place, stage in enumerate(STAGES[: 1 + number % len(STAGES)]):
        text += f'[[history]]\nstage = "{stage}"\non = {opened + timedelta(days=place)}\n'
    return text


async def measured(root: Path) -> dict[str, float]:
    """Milliseconds for what a case manager does all day.

    Args:
        root: The workspace.
    """
    session = WorkspaceSession.open(root, Plugins.discover(third_party=False), date(2012, 12, 1))
    found: dict[str, float] = {}
    app = OgpkitApp(session)
    async with app.run_test(size=(160, 48)) as pilot:
        await pilot.pause()

        async def board() -> None:
            app.view.show_page(app.view.pages.index("Networking"))
            while not any(" · " in str(one.content) for one in app.query("BoardPane .stage").results(Static)):
                await pilot.pause()

        found["open the board"] = await timed(board)
        field = app.query_one(BoardPane).query_one(".filter", Input)
        keys = []
        for text in ("m", "ma", "man", "manager 3", "", "water"):

            async def typed(text: str = text) -> None:
                field.value = text
                await pilot.pause()

            keys.append(await timed(typed))
        found["a key in its filter"] = median(keys)

        async def case() -> None:
            await app.go(Place(path="networking/cases/c00007.toml"))
            while not any(one.chosen_row for one in app.query(ActionList) if one.view.name == "networking-matches"):
                await pilot.pause()

        found["open a case with its matching"] = await timed(case)

        async def said() -> None:
            message = Message(on=date(2012, 12, 1), from_="KE", to="p0007", summary="More.")
            record(session, Place(path="networking/cases/c00007.toml"), message)
            await pilot.pause()

        found["record a turn of the dialogue"] = median([await timed(said) for _turn in range(5)])
    workspace = session.workspace
    cases = workspace.all(Case)
    found["match one case"] = median([_match(one, workspace) for one in cases[:40]])
    found["the measures of all cases"] = _once(lambda: list(measure_cases(cases, workspace)))
    found["floor: one call of rapidfuzz for each provider"] = median([_floor(one, workspace) for one in cases[:40]])
    session.close(give_up=True)
    return found


def _once(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


def _match(document, workspace) -> float:
    return _once(lambda: match_all(document, workspace))


def _floor(document, workspace) -> float:
    asked = utils.default_process(document.entity.request.best("en"))
    texts = [utils.default_process(one.entity.description.best("en")) for one in workspace.all(Provider)]
    return _once(lambda: sorted(texts, key=lambda text: -fuzz.token_set_ratio(asked, text)))


def quality() -> None:
    """Print how well the labelled requests find their providers, beside two simple orders."""
    place = Path(__file__).parents[1] / "plugins/networking/labelled.py"
    spec = importlib.util.spec_from_file_location("labelled", place)
    labelled = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(labelled)
    content = labelled.workspace(Plugins.discover(third_party=False))
    print("| requests | order | first is right | of three | mean reciprocal rank |\n|---|---|---|---|---|")
    orders = {
        "matching": labelled.matched,
        "text alone": labelled.by_text_alone,
        "topics alone": labelled.by_topics_alone,
    }
    for set_, labels in {"labelled": labelled.RIGHT, "held out": labelled.HELD_OUT}.items():
        for name, order in orders.items():
            found = labelled.quality(order(content), labels)
            print(f"| {set_} | {name} | {found.first:.2f} | {found.three:.2f} | {found.rank:.2f} |")


def main() -> None:
    """Print the figures as Markdown tables."""
    providers, cases = (int(word) for word in sys.argv[1:3]) if len(sys.argv) > 2 else (500, 2000)
    quality()
    with tempfile.TemporaryDirectory() as made:
        sizes = {"a tenth": (providers // 10, cases // 10), "all": (providers, cases)}
        found = {name: asyncio.run(measured(written(Path(made, name), *size))) for name, size in sizes.items()}
    print(f"\n| ms | {sizes['a tenth']} | {sizes['all']} | ratio |\n|---|---|---|---|")
    for name in found["all"]:
        small, large = found["a tenth"][name], found["all"][name]
        print(f"| {name} | {small:.1f} | {large:.1f} | {large / small:.1f} |")


if __name__ == "__main__":
    main()
