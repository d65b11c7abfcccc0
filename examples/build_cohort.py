"""Write `examples/cohort-2011`, the example that comes with ogpkit, from the data beside it; nothing in it is made up here.

Run: `python examples/build_cohort.py [FOLDER]`, with ogpkit installed. `examples/sources/README.md` says what it is made of.
"""

from __future__ import annotations

import csv
import re
import shutil
import sys
import tempfile
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from functools import cache
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Place, Plugins
from ogpkit.cli import main as run_ogpkit
from ogpkit.workspace.layout import format_new_file
from ogpkit.workspace.load import read_workspace
from ogpkit_consultation.process_database import read_process_database
from ogpkit_reporting.irm_database import read_database

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ogpkit.workspace.content import Workspace

HERE: Final = Path(__file__).parent
TARGET: Final = HERE / "cohort-2011"
WRITTEN: Final = HERE / "sources/cohort-2011"
EVIDENCE: Final = HERE / "sources/eligibility-2011"
MEMBERSHIP: Final = HERE / "sources/membership/events.csv"
DATABASE: Final = HERE / "irm-database"
PAPER: Final = HERE / "networking-paper"
CANADA: Final = HERE / "canada-nap5"

BREAK: Final = re.compile(r"[ \t]*(?:<br ?/?>\s*)+", re.IGNORECASE)
"""The marks of a web page for the end of a line, which stand in texts of the database."""

TEXTS: Final = {"description": "\n", "lead": " ", "partners": " "}
"""The texts of a commitment beside its title, each with what stands for such a mark: names have one line."""

LAUNCH: Final = date(2011, 9, 20)
"""The day on which the governments of the Steering Committee announced their plans, the first ones there are."""

TODAY: Final = date(2026, 11, 29)
"""The day on which the example is written; nothing in it depends on another."""

IRM_SOURCE: Final = {
    "id": "irm-database",
    "title": "OGP's IRM database (commit 69d32715)",
    "url": "https://github.com/Vizzuality/ogp/blob/69d32715/explorer/data/latest_data/ogpirm_live_data.csv",
}

PROCESS: Final = (
    (
        "process-2015.csv",
        "The day is that of the edition, 14 May 2015, by the name of its file.",
        {
            "findings_published": date(2015, 5, 14),
            "findings_url": "https://github.com/Vizzuality/ogp/blob/d13693279e2608ca0b46cf5120e5b2f71de166cd/sites/all/libraries/"
            "irm_explorer/data/Process_Database_for_web_new_version__20150514.csv",
        },
    ),
    (
        "process-2016.csv",
        "The edition names its month alone, July 2016: the day is the last of the month.",
        {
            "findings_published": date(2016, 7, 31),
            "findings_url": "https://github.com/Vizzuality/ogp/blob/d13693279e2608ca0b46cf5120e5b2f71de166cd/explorer/data/latest_data/"
            "ogp_irm__OGP_Process_Database_July_2016__VERSION_TWO__modified_by_miska_04.csv",
        },
    ),
)
"""The editions of the IRM's process database: file, remark about its day, and what each record says of where it comes from.

The later edition comes last: where both speak, it holds.
"""

STATUSES: Final = {
    ("Turkey", "2016-05-04"): "under-procedural-review",
    ("Turkey", "2017-09-21"): "inactive",
    ("Tanzania", ""): "withdrawn",
    ("Georgia", "2024-10-16"): "suspended",
    ("United States", ""): "withdrawn",
}
"""The status that follows from an event; the other events change none, or are about countries that the example does not have."""

CODES: Final = {"Turkey": "TR", "Tanzania": "TZ", "Georgia": "GE", "United States": "US"}

PUBLISHED_ON: Final = {"PW": True, "HC": True, "IU": False, "NP": False}
"""Whether a budget document is published: on a website or on paper it is, for internal use or not produced it is not."""

SPOKEN: Final = {
    "es": ("CL", "CO", "DO", "ES", "GT", "HN", "MX", "PE", "SV", "UY"),
    "pt": ("BR",),
}
"""The language other than English in which plans of some countries stand in the database."""


def build(folder: Path) -> None:
    """Write the example.

    Args:
        folder: Where it is to lie; what lies there is replaced.
    """
    with tempfile.TemporaryDirectory() as made:
        root = Path(made, "example")
        shutil.copytree(WRITTEN, root)
        write_files(root, chain(list_evidence(), list_paper(), list_canada()))
        add_membership(root)
        plugins = Plugins.discover(third_party=False)
        write_files(root, list_plans(read(root, plugins)))
        write_files(root, list_consultations(read(root, plugins)))
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(root, folder, copy_function=shutil.copyfile)


def read(root: Path, plugins: Plugins) -> Workspace:
    """Return what has been written so far."""
    return read_workspace(root, plugins.kinds, plugins.editions, TODAY).workspace


def write_files(root: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files below a folder."""
    for path, content in files:
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def read_rows(file: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table."""
    return csv.DictReader(StringIO(file.read_text("utf-8-sig"), newline=""))


def format_file(content: Mapping[str, Any], *remarks: str) -> bytes:
    """Return the content of a file, below remarks."""
    return "".join(f"# {remark}\n" for remark in remarks).encode() + format_new_file(content)


# What there is about eligibility in 2011.


def list_evidence() -> Iterator[tuple[str, bytes]]:
    """Yield a file of evidence for each country of the cohort; what no source gives is left out of it."""
    budgets = {row["country"]: row for row in read_rows(EVIDENCE / "obs-2010-documents.csv")}
    disclosures = {row["country"]: row for row in read_rows(EVIDENCE / "asset-disclosure-worldbank.csv")}
    information = {row["country"]: row for row in read_rows(EVIDENCE / "ati-2012-05.csv")}
    for row in read_rows(EVIDENCE / "eiu-2010-civil-liberties.csv"):
        country = row["country"]
        content: dict[str, Any] = {"edition": "roadmap-2011"}
        remarks = []
        if country in budgets:
            content["fiscal_transparency"] = make_budget_table(budgets[country])
        else:
            remarks.append("The Open Budget Survey 2010 does not cover this country, so 12 points are possible.")
        content["access_to_information"] = make_information_table(information[country])
        if country in disclosures:
            content["asset_disclosure"] = make_disclosure_table(disclosures[country])
        else:
            remarks.append(
                "What the law asks officials to disclose could not be found, so that part of the evidence is not at hand."
            )
        content["citizen_engagement"] = {
            "civil_liberties": float(row["civil_liberties_0_10"]),
            "source": row["source"],
        }
        yield f"countries/{country}/eligibility/2011.toml", format_file(content, *remarks)


def make_budget_table(row: Mapping[str, str]) -> dict[str, object]:
    """Return what the Open Budget Survey says of the two documents."""
    return {
        "executive_budget_proposal": PUBLISHED_ON[row["executive_budget_proposal_2010"]],
        "audit_report": PUBLISHED_ON[row["audit_report_2010"]],
        "source": row["source"],
    }


def make_information_table(row: Mapping[str, str]) -> dict[str, object]:
    """Return what the list of May 2012 says, with the doubts about it.

    Not whether a constitution guarantees access, which would count more than a draft: without a law nothing is certain.
    """
    status = row["access_to_information_may_2012"]
    said = f"{row['source']}. State of May 2012"
    remark = f"; {row['remark']}" if row["remark"] else ""
    if status == "law":
        return {"status": status, "source": f"{said}{remark}."}
    there = "a draft law" if status == "draft" else "neither a law nor a draft"
    return {"source": f"{said}: {there}; whether the constitution guarantees access is not said{remark}."}


def make_disclosure_table(row: Mapping[str, str]) -> dict[str, object]:
    """Return what the World Bank's page says; it does not tell politicians from senior officials.

    A law without access for the public earns the same whomever it binds. With access it binds at least one of the two.
    """
    is_public = row["public_access"] == "yes"
    found: dict[str, object] = {"politicians": "public" if is_public else "non-public"}
    if not is_public:
        found["senior_officials"] = "non-public"
    return found | {"source": f"{row['source']}; it does not tell politicians from senior officials"}


# How the status of members changed.


def add_membership(root: Path) -> None:
    """Add the changes of status to the files of countries."""
    for row in read_rows(MEMBERSHIP):
        status = STATUSES.get((row["member"], row["date"]))
        if status is None:
            continue
        change: dict[str, Any] = {"status": status}
        if row["date"]:
            change["on"] = date.fromisoformat(row["date"])
        said = "; ".join(filter(None, (row["event"], row["note"])))
        change |= {"source": row["source"], "note": f"{said[:1].upper()}{said[1:]}."}
        with (root / f"countries/{CODES[row['member']]}/country.toml").open("ab") as file:
            file.write(b"\n" + format_new_file({"membership": [change]}))


# The paper of the Networking Mechanism: its two countries, its committee, and the Steering Committee.


def list_paper() -> Iterator[tuple[str, bytes]]:
    """Yield the files of the paper's example but the settings and what is made up about eligibility."""
    for file in sorted(PAPER.rglob("*.toml")):
        path = file.relative_to(PAPER)
        if len(path.parts) > 1 and "eligibility" not in path.parts:
            yield path.as_posix(), file.read_bytes()


# Canada's fifth plan.


def list_canada() -> Iterator[tuple[str, bytes]]:
    """Yield the commitments of Canada's fifth plan as its sheet comes in, in English and French."""
    with tempfile.TemporaryDirectory() as made:
        root = Path(made, "canada")
        cycle = "countries/CA/cycles/2022-2024"
        write_files(
            root,
            [
                ("ogpkit.toml", b'[workspace]\nname = "Canada"\nlanguages = ["en", "fr"]\n'),
                ("countries/CA/country.toml", (WRITTEN / "countries/CA/country.toml").read_bytes()),
                (f"{cycle}/cycle.toml", (WRITTEN / cycle / "cycle.toml").read_bytes()),
            ],
        )
        mapping = str(CANADA / "mapping.toml")
        command = [
            "plan",
            "import",
            "CA/2022-2024",
            str(CANADA / "nap5.csv"),
            "--mapping",
            mapping,
            "--workspace",
            str(root),
        ]
        said = StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            code = run_ogpkit(command)
        if code:
            sys.exit(said.getvalue())
        for file in sorted((root / cycle / "commitments").glob("*.toml")):
            yield file.relative_to(root).as_posix(), file.read_bytes()


# The plans, and what the Independent Reporting Mechanism found of them.


def list_plans(workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    """Yield the plans of the IRM's database: cycles, commitments and the reports that coded them."""
    found = read_database((DATABASE / "commitments.csv").read_bytes(), workspace, Place())
    files: Mapping[str, Any] = found.files
    published = {
        path.partition("/commitments/")[0]: value["value"]
        for path, content in files.items()
        if "/commitments/" in path
        for value in content.get("irm", {}).get("values", ())
        if value["column"] == "Report publication year (progress report)"
    }
    challenges: dict[str, Counter[str]] = {}
    for path, content in files.items():
        home, _, rest = path.partition("/commitments/")
        if rest:
            named = [content.get("challenge", ""), *content.get("further_challenges", ())]
            challenges.setdefault(home, Counter()).update(filter(None, named))
    for path, content in files.items():
        home = path.rpartition("/")[0]
        if path.endswith("/cycle.toml"):
            yield path, make_cycle(content, challenges.get(home, Counter()))
        elif path.endswith("/independent.toml"):
            yield path, make_report(content, published.get(home.removesuffix("/reports"), ""))
        else:
            tidy = {
                key: mend_breaks(value, TEXTS[key]) if key in TEXTS else value
                for key, value in {**content, "title": tidy_title(content["title"])}.items()
            }
            yield path, format_file(mark_language(path.split("/")[1], tidy))


def make_cycle(content: Mapping[str, Any], challenges: Counter[str]) -> bytes:
    """Return the file of a cycle. The database gives the year in which a plan was submitted, and none of its days."""
    start, end = (
        max(content["start"], LAUNCH) if content["start"].year == LAUNCH.year else content["start"],
        content["end"],
    )
    remark = (
        "The IRM's database gives the year of submission alone: the days are the first and the last of their years."
        if start != LAUNCH
        else "The plan was announced on the day of the launch; its last day is the last of its year."
    )
    cycle = {"start": start, "end": end, "challenges": sorted(challenges)}
    return format_file(
        {key: value for key, value in cycle.items() if value} | {"history": [{"stage": "deposited", "on": start}]},
        remark,
    )


def make_report(content: Mapping[str, Any], year: str) -> bytes:
    """Return the report that coded a plan, published where the database says in which year it was."""
    report = {"sources": [IRM_SOURCE], **content}
    if not year.isdigit():
        return format_file(report, "The IRM's database does not say when the report was published.")
    report["history"] = [{"stage": "published", "on": date(int(year), 12, 31)}]
    return format_file(
        report, "The IRM's database gives the year of publication alone: the day is the last of the year."
    )


def tidy_title(title: str) -> str:
    """Return a title on one line, without the stray spaces and place holders of pictures that it has in the database."""
    return " ".join(BREAK.sub(" ", title).replace("\N{OBJECT REPLACEMENT CHARACTER}", " ").split())


def mend_breaks(value: Any, instead: str) -> Any:
    """Return a text, or each of several, without the marks of a web page for the end of a line.

    Args:
        instead: What stands in their place.
    """
    if isinstance(value, list | tuple):
        return [mend_breaks(one, instead) for one in value]
    return BREAK.sub(instead, value).strip()


def mark_language(country: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """Return a commitment with its texts under the language in which they stand: that of the plan, or English."""
    there = next((language for language, countries in SPOKEN.items() if country in countries), "")
    if not there:
        return dict(content)
    found = dict(content)
    for key in ("title", "description"):
        if found.get(key) and find_language(found[key], there) == there:
            found[key] = {there: found[key]}
    return found


def find_language(text: str, other: str) -> str:
    """Return the language of a text: English, or another one, by the groups of three letters that are usual in each."""
    english, foreign = count_letters("en"), count_letters(other)
    score = 0.0
    for group in split_letters(text):
        score += foreign.get(group, 0.1) > english.get(group, 0.1)
        score -= foreign.get(group, 0.1) < english.get(group, 0.1)
    return other if score > 0 else "en"


@cache
def count_letters(language: str) -> dict[str, float]:
    """Return how often each group of three letters comes in texts of a language, of a hundred thousand groups.

    English texts are those of countries whose plans stand in English alone; the others have some of its function words, and
    more of them than of English ones.
    """
    english, words = (
        {"the", "of", "and", "to", "for", "with", "by"},
        {"el", "la", "los", "de", "del", "y", "para", "da", "do", "e"},
    )
    spoken = set(chain.from_iterable(SPOKEN.values()))
    names = {
        "Brazil": "BR",
        "Chile": "CL",
        "Colombia": "CO",
        "Dominican Republic": "DO",
        "Spain": "ES",
        "Guatemala": "GT",
    }
    names |= {"Honduras": "HN", "Mexico": "MX", "Peru": "PE", "El Salvador": "SV", "Uruguay": "UY"}
    counted: Counter[str] = Counter()
    for row in read_rows(DATABASE / "commitments.csv"):
        code, text = names.get(row["Country"], ""), row["Full Text"]
        if language == "en":
            is_wanted = code not in spoken
        else:
            heard = text.casefold().split()
            is_wanted = code in SPOKEN[language] and sum(one in words for one in heard) > sum(
                one in english for one in heard
            )
        if is_wanted:
            counted.update(split_letters(text))
    total = sum(counted.values())
    return {group: count / total * 100_000 for group, count in counted.items()}


def split_letters(text: str) -> Iterator[str]:
    """Yield the groups of three letters of a text; a space stands before and after each word."""
    words = "".join(letter if letter.isalpha() else " " for letter in text.casefold()).split()
    for word in words:
        padded = f" {word} "
        yield from (padded[at : at + 3] for at in range(len(padded) - 2))


def list_consultations(workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    """Yield what the IRM found of the consultations on the plans that are there; of later plans the example has nothing."""
    found: dict[str, bytes] = {}
    said = "What the IRM found, by its process database (examples/irm-database)."
    for name, remark, origin in PROCESS:
        data = (DATABASE / name).read_text("utf-8-sig")
        # the process database dates El Salvador's second plan like its third; the other database has it a year before
        data = data.replace("El Salvador,2,2014,", "El Salvador,2,2013,")
        read_in: Mapping[str, Any] = read_process_database(data.encode(), workspace, Place()).files
        new = {path.rpartition("/")[0] for path in read_in if path.endswith("/cycle.toml")}
        found |= {
            path: format_file({**origin, **content}, said, remark)
            for path, content in read_in.items()
            if path.endswith("/process.toml") and path.removesuffix("/consultation/process.toml") not in new
        }
    yield from found.items()


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
