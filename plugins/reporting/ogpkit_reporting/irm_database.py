"""The IRM's database of commitments comes in: plans, codes and stars, every value of every row accounted for.

`irm_database.toml` says what each column becomes. A code is an answer to a question of the rule set that held when the plan was
submitted; what has no place of its own is kept word for word in the commitment's `[irm]` table.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.api import Import, Importer, ImportProblem, Scope
from ogpkit.api.content import (
    AmbiguousDay,
    Country,
    RuleLine,
    UnreadableCell,
    find_country_code,
    find_plan_cycle,
    free_identifier,
    make_identifier,
    parse_day,
    read_entity,
)
from ogpkit.api.editing import count_cells, read_sheet
from ogpkit.api.text import N_, _, _n
from ogpkit_reporting.edition import ReportingPart

if TYPE_CHECKING:
    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import Sheet

_SHOWN: Final = 12
"""How many columns, rows or commitments a sentence names."""


@attrs.frozen(kw_only=True)
class Code:
    """Column of codes.

    Attributes:
        headings: The headings by which it is known.
        numbers: The headings of the column that gives the same as a number.
        answers: The answer for each value, in small letters.
        scale: The number that stands for each answer there.
        else_: The question that it answers where the rule set does not ask its own.
    """

    headings: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    else_: str = ""
    answers: Mapping[str, str]
    scale: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class StarFormula:
    """Formula of the star.

    Attributes:
        headings: The headings of the column with what the database says.
        answers: The answers that together earn a star, by question.
    """

    headings: tuple[str, ...]
    answers: Mapping[str, tuple[str, ...]]


@attrs.frozen(kw_only=True)
class Layout:
    """Meaning of the columns of the database, as `irm_database.toml` says it.

    Attributes:
        sources: Where the database is published.
        no_value: What stands for no value.
        no_cluster: What stands for no cluster.
        countries: The codes of countries that nobody else calls so, by name in small letters.
        headings: The headings of each column that has a place of its own.
        challenges: The headings of each grand challenge's column.
        areas: The headings of the first and of the last column of policy areas.
        codes: The columns of codes, by question.
        stars: The columns of stars, by formula.
        derived: The headings of columns that follow from others.
    """

    sources: tuple[str, ...]
    no_value: tuple[str, ...]
    no_cluster: tuple[str, ...]
    countries: Mapping[str, str]
    headings: Mapping[str, tuple[str, ...]]
    challenges: Mapping[str, tuple[str, ...]]
    areas: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, Code]
    stars: Mapping[str, StarFormula]
    derived: Mapping[str, tuple[str, ...]]


@cache
def get_layout() -> Layout:
    """Return what each column of the database means."""
    return read_entity(tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")), Layout)


@attrs.define
class _Row:
    """Row of the database.

    Attributes:
        number: Where it stands in the file.
        cells: Its values by heading, those that are none left out.
    """

    number: int
    cells: dict[str, str]
    used: set[str] = attrs.field(factory=set)

    def read(self, headings: Iterable[str]) -> str:
        """Return the value under one of some headings; empty where there is none."""
        folded = {heading.casefold() for heading in headings}
        return next((value for heading, value in self.cells.items() if heading.casefold() in folded), "")

    def take(self, headings: Iterable[str]) -> str:
        """Return the value under one of some headings, which thereby has its place; empty where there is none."""
        folded = {heading.casefold() for heading in headings}
        for heading, value in self.cells.items():
            if heading.casefold() in folded:
                self.used.add(heading)
                return value
        return ""

    @property
    def left(self) -> dict[str, str]:
        """Return what has no place yet."""
        return {heading: value for heading, value in self.cells.items() if heading not in self.used}


@attrs.define
class _Tally:
    """What is said of an import.

    Attributes:
        problems: Rows that could not be understood.
        kept: Columns that are kept word for word, with how many values.
        days: How many days are written so that day and month cannot be told apart.
        at_odds: Codes of which text and number do not agree, by column.
        taken: The headings of the cells that have a place in a file, by row.
        stars: Stars recomputed: by formula how many agree and how many there are, and the commitments that differ.
    """

    problems: list[ImportProblem] = attrs.field(factory=list)
    kept: Counter[str] = attrs.field(factory=Counter)
    days: int = 0
    taken: dict[int, set[str]] = attrs.field(factory=dict)
    at_odds: Counter[str] = attrs.field(factory=Counter)
    agreed: Counter[str] = attrs.field(factory=Counter)
    compared: Counter[str] = attrs.field(factory=Counter)
    differing: dict[str, list[str]] = attrs.field(factory=dict)


def read_database(data: bytes, workspace: Workspace, place: Place) -> Import:
    """Return the plans of the database: a cycle, its commitments, and the report that coded them.

    Args:
        data: The file.
        workspace: Where the plans go; files that are there keep what the database does not speak of.
        place: One country, or the whole workspace for all of them.
    """
    layout = get_layout()
    sheet = read_sheet(data)
    tally = _Tally(problems=[*sheet.problems])
    plans: dict[tuple[str, str], list[_Row]] = {}
    for row in _list_rows(sheet, layout):
        named = row.take(layout.headings["country"])
        country = layout.countries.get(named.casefold()) or find_country_code(named)
        if country is None:
            message = _("No country is called “{name}”.").format(name=named)
            tally.problems.append(ImportProblem(row=row.number, column=layout.headings["country"][0], message=message))
        elif place.country in {"", country}:
            plans.setdefault((country, row.take(layout.headings["plan"])), []).append(row)
    files: dict[str, object] = {}
    for (country, number), rows in plans.items():
        files.update(_make_plan(country, number, rows, workspace, tally))
    return Import(
        files=files,
        not_understood=tuple(tally.problems),
        records=sum(len(rows) for rows in plans.values()),
        cells=count_cells(sheet, tally.taken, tally.problems),
        notes=tuple(_describe(tally, len(plans))),
        keys={"answers": ("question", "commitment", "cluster"), "irm.values": ("column",), "irm.stars": ("formula",)},
    )


def _list_rows(sheet: Sheet, layout: Layout) -> Iterator[_Row]:
    none = {word.casefold() for word in layout.no_value}
    for number, cells in sheet.rows:
        texts = {heading: "" if cell is None else str(cell).strip() for heading, cell in cells.items()}
        yield _Row(number, {heading: text for heading, text in texts.items() if text.casefold() not in none})


def _make_plan(
    country: str, number: str, rows: list[_Row], workspace: Workspace, tally: _Tally
) -> Iterator[tuple[str, object]]:
    layout = get_layout()
    years = [int(year) for row in rows if (year := row.take(layout.headings["submitted"])).isdigit()]
    ends = [int(year) for row in rows if (year := row.take(layout.headings["plan_end"])).isdigit()]
    if not years:
        message = _("No row of this plan says in which year it was submitted.")
        tally.problems.append(
            ImportProblem(row=rows[0].number, column=layout.headings["submitted"][0], message=message)
        )
        return
    cycle = find_plan_cycle(workspace, country, number, min(years), max(ends, default=None))
    home = f"countries/{country}"
    if workspace.one(Country, country) is None:
        yield f"{home}/country.toml", {"name": rows[0].take(layout.headings["country"])}
    if cycle.is_new:
        yield (
            f"{home}/cycles/{cycle.id}/cycle.toml",
            {"cocreation": cycle.start, "start": cycle.start, "end": cycle.end},
        )
    asked = _list_questions(workspace, date(min(years), 1, 1))
    taken: set[str] = set()
    named = _name_clusters(rows)
    members: dict[str, list[str]] = {}
    answers: list[dict[str, object]] = []
    for row in rows:
        told = row.take(layout.headings["identifier"]) or f"c{row.take(layout.headings['number'])}"
        name = free_identifier(make_identifier(told) or "c", taken)
        taken.add(name)
        tally.taken[row.number] = row.cells.keys() - layout.derived["headings"]
        if cluster := named.get(row.number):
            members.setdefault(cluster, []).append(name)
        codes = _read_codes(row, asked, tally)
        answers += [{"question": question, "commitment": name, "answer": answer} for question, answer in codes.items()]
        yield (
            f"{home}/cycles/{cycle.id}/commitments/{name}.toml",
            _make_commitment(row, codes, f"{country} {name}", tally),
        )
    report: dict[str, object] = {"answers": answers}
    if members:
        report["clusters"] = _make_clusters(members)
    yield f"{home}/cycles/{cycle.id}/reports/independent.toml", report


def _name_clusters(rows: list[_Row]) -> Mapping[int, str]:
    """Return the cluster of each commitment that is in one, by the number of its row; that column then has its place."""
    layout = get_layout()
    headings = layout.headings["cluster"]
    said = {row.number: row.read(headings) for row in rows}
    if {"", "0", "1"}.issuperset(said.values()):
        return {}
    for row in rows:
        row.take(headings)
    return {number: name for number, name in said.items() if name and name.casefold() not in layout.no_cluster}


def _make_clusters(members: Mapping[str, list[str]]) -> list[dict[str, object]]:
    taken: set[str] = set()
    made: list[dict[str, object]] = []
    for name, commitments in members.items():
        title = name if any(letter.isalpha() for letter in name) else f"Cluster {name}"
        made.append({"id": free_identifier(make_identifier(title), taken), "title": title, "commitments": commitments})
        taken.add(str(made[-1]["id"]))
    return made


def _list_questions(workspace: Workspace, submitted: date) -> frozenset[str]:
    """Return the questions that the rule set asks which held when a plan was submitted."""
    name = workspace.editions.find_held(RuleLine.IRM, submitted)
    part = workspace.editions.part(name, ReportingPart)
    return frozenset(question for question, one in part.questions.items() if one.is_asked) if part else frozenset()


def _read_codes(row: _Row, asked: frozenset[str], tally: _Tally) -> dict[str, str]:
    """Return the answer to each question; a code for which there is none stays among the values without a place."""
    found: dict[str, str] = {}
    for own, code in get_layout().codes.items():
        question = own if own in asked or code.else_ in found else code.else_
        if question not in asked:
            continue
        said = row.take(code.headings)
        number = row.take(code.numbers)
        if not said and not number:
            continue
        answer = code.answers.get(said.casefold())
        if said and answer is None:
            message = _("“{value}” is not a known code.").format(value=said)
            tally.problems.append(ImportProblem(row=row.number, column=code.headings[0], message=message))
            continue
        if number and code.scale.get(answer or "") != number:
            tally.at_odds[code.numbers[0]] += 1
            row.used.discard(next((one for one in row.cells if one in code.numbers), ""))  # it is kept word for word
        if answer is not None:
            found[question] = answer
    return found


def _make_commitment(row: _Row, codes: Mapping[str, str], known_as: str, tally: _Tally) -> dict[str, object]:
    layout = get_layout()
    names = layout.headings
    challenges = [name for name, headings in layout.challenges.items() if row.take(headings) == "1"]
    title = row.take(names["title"])
    short = row.take(names["short_title"])
    entry: dict[str, Any] = {
        "number": row.take(names["identifier"]),
        "theme": row.take(names["theme"]),
        "short_title": "" if short == title else short,
    }
    made: dict[str, Any] = {
        "title": title or short,
        "number": row.take(names["number"]),
        "url": row.take(names["url"]),
        "challenge": challenges[0] if challenges else "",
        "further_challenges": challenges[1:],
        "lead": row.take(names["lead"]),
        "partners": [one.strip() for one in row.take(names["partners"]).split(";") if one.strip()],
        "description": row.take(names["text"]),
        "policy_areas": _list_areas(row),
    }
    for key in ("start", "end"):
        words = row.take(names[key])
        try:
            made[key] = parse_day(words) if words else None
        except (AmbiguousDay, UnreadableCell) as error:
            tally.days += isinstance(error, AmbiguousDay)
            entry[key] = words
    entry["stars"] = [*_compare_stars(row, codes, known_as, tally)]
    for heading in layout.derived["headings"]:
        row.take((heading,))
    left = row.left
    tally.kept.update(left.keys())
    entry["values"] = [{"column": heading, "value": value} for heading, value in left.items()]
    made["irm"] = {key: value for key, value in entry.items() if value}
    return {key: value for key, value in made.items() if value}


def _list_areas(row: _Row) -> list[str]:
    """Return the policy areas of a commitment; a column of them with 0 says nothing."""
    first, last = ({heading.casefold() for heading in get_layout().areas[bound]} for bound in ("from", "to"))
    found: list[str] = []
    inside = False
    for heading, value in row.cells.items():
        inside = inside or heading.casefold() in first
        if inside and value in {"0", "1"}:
            row.used.add(heading)
            found += [heading] if value == "1" else []
        inside = inside and heading.casefold() not in last
    return found


def _compare_stars(row: _Row, codes: Mapping[str, str], known_as: str, tally: _Tally) -> Iterator[dict[str, object]]:
    for name, formula in get_layout().stars.items():
        said = row.take(formula.headings)
        if said not in {"0", "1"}:
            continue
        earned = all(codes.get(question) in wanted for question, wanted in formula.answers.items())
        tally.compared[name] += 1
        if earned == (said == "1"):
            tally.agreed[name] += 1
        else:
            tally.differing.setdefault(name, []).append(known_as)
        yield {"formula": name, "given": said == "1"}


def _describe(tally: _Tally, plans: int) -> Iterator[str]:
    yield _("Plans: {count}.").format(count=plans)
    yield _(
        "The database does not give the days of a plan. Each new cycle begins on 1 January of the year of submission. Correct "
        "cycle.toml if you know the days."
    )
    for name, compared in tally.compared.items():
        differing = tally.differing.get(name, [])
        said = _("Stars, formula “{name}”: {agreed} of {all} match the calculation.").format(
            name=name, agreed=tally.agreed[name], all=compared
        )
        yield said + (_(" Different: {commitments}.").format(commitments=_shorten(differing)) if differing else "")
    if tally.days:
        yield _n(
            "{count} day can be read in two ways. It is kept as text in [irm].",
            "{count} days can be read in two ways. They are kept as text in [irm].",
            tally.days,
        ).format(count=tally.days)
    for column, count in tally.at_odds.items():
        yield _n(
            "{column}: {count} number does not match the word beside it.",
            "{column}: {count} numbers do not match the words beside them.",
            count,
        ).format(column=column, count=count)
    if tally.kept:
        columns = [f"{column} ({count})" for column, count in sorted(tally.kept.items())]
        yield _("Kept unchanged in [irm], because there is no other place for them: {columns}.").format(
            columns=", ".join(columns)
        )


def _shorten(names: list[str]) -> str:
    more = f" (+{len(names) - _SHOWN})" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


DATABASE: Final = Importer(
    name="irm",
    title=N_("The IRM's database of commitments"),
    suffixes=(".csv", ".xlsx", ".ods"),
    scope=Scope.WORKSPACE,
    read=read_database,
)
"""`ogpkit import irm`."""
