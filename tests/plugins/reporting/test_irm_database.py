"""The IRM's database comes in: what each value becomes, and that none is lost."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from ogpkit.api import Place
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.content import Workspace
from ogpkit_reporting.irm_database import get_layout, read_database

DATABASE = Path(__file__).parents[3] / "examples/irm-database/commitments.csv"

OLD = """\
Country,Action Plan Number,Comm No,Commitment Title,Short Title,Full Text,Start Date,End Date,Lead Institution,\
Supporting Institution(s),Anti-corruption,Open Data,OGP,Cluster,Specificity,_Specificity,GC-PubInt,GC-PubSvc,_Relevant,\
Potential impact,Completion (progress report),Starred (2015 only),Year of submission
UK,2,1,Contracts,Contracts,Publish contracts,31/10/2013,03/04/2014,Cabinet Office,A; B,0,1,0,2,c. high,3,1,1,1,Transformative,\
c. Substantial,1,2013
"""

TODAY = """\
Commitment Unique Identifier,Country/Locality,Action Plan Number,Commitment Number,Year Of Submission,Action Plan End Year,\
Commitment Title,Full Text,Lead Institution,Verifiable,_Relevant,Potential for Results,Completion (End Of Term),Early Results,\
URL,Binding constraint
KE0029,Kenya,5,1,2023,2027,Beneficial ownership,A register,Attorney General,Yes,1,Substantial,Limited,Moderate,\
https://www.opengovpartnership.org/members/kenya/commitments/ke0029,PotRes
"""


@pytest.fixture(scope="module")
def workspace():
    plugins = Plugins.discover()
    return Workspace(kinds=plugins.kinds, editions=plugins.editions, today=date(2026, 6, 1))


def read(text, workspace, **place):
    return read_database(text.encode(), workspace, Place(**place))


def find_answers(found, path):
    return {answer["question"]: answer["answer"] for answer in found.files[path]["answers"]}


def test_a_row_becomes_a_commitment_its_cycle_its_country_and_answers(workspace):
    found = read(OLD, workspace)
    home = "countries/GB/cycles/2013-2015"
    assert found.not_understood == ()
    assert found.files["countries/GB/country.toml"] == {"name": "UK"}
    assert found.files[f"{home}/cycle.toml"]["end"] == date(2015, 12, 31)
    commitment = found.files[f"{home}/commitments/c1.toml"]
    assert commitment["challenge"] == "public-integrity"
    assert commitment["further_challenges"] == ["public-services"]
    assert commitment["partners"] == ["A", "B"]
    assert commitment["policy_areas"] == ["Open Data"]
    assert "values" not in commitment["irm"]
    (cluster,) = found.files[f"{home}/reports/independent.toml"]["clusters"]
    assert cluster == {"id": "cluster-2", "title": "Cluster 2", "commitments": ["c1"]}
    assert commitment["irm"]["stars"] == [{"formula": "of-2015", "given": True}]
    answers = find_answers(found, f"{home}/reports/independent.toml")
    assert answers["commitment-specificity"] == "high"
    assert answers["commitment-potential-impact"] == "transformative"


def test_a_column_of_clusters_without_names_is_kept_word_for_word(workspace):
    found = read(OLD.replace(",0,1,0,2,c. high", ",0,1,0,1,c. high"), workspace)
    home = "countries/GB/cycles/2013-2015"
    assert "clusters" not in found.files[f"{home}/reports/independent.toml"]
    commitment = found.files[f"{home}/commitments/c1.toml"]
    assert commitment["irm"]["values"] == [{"column": "Cluster", "value": "1"}]


def test_commitments_of_one_cluster_come_in_together(workspace):
    second = OLD.splitlines()[1].replace("UK,2,1,Contracts,", "UK,2,2,Land,")
    third = OLD.splitlines()[1].replace("UK,2,1,Contracts,", "UK,2,3,Water,").replace(",0,2,c. high", ",0,None,c. high")
    text = OLD.replace(",0,2,c. high", ",0,Open money,c. high") + second.replace(
        ",0,2,c. high", ",0,Open money,c. high"
    )
    (cluster,) = read(f"{text}\n{third}\n", workspace).files["countries/GB/cycles/2013-2015/reports/independent.toml"][
        "clusters"
    ]
    assert cluster == {"id": "open-money", "title": "Open money", "commitments": ["c1", "c2"]}


def test_a_day_that_can_be_read_in_two_ways_is_kept_as_words(workspace):
    commitment = read(OLD, workspace).files["countries/GB/cycles/2013-2015/commitments/c1.toml"]
    assert commitment["start"] == date(2013, 10, 31)
    assert "end" not in commitment
    assert commitment["irm"]["end"] == "03/04/2014"


def test_the_export_of_today_comes_in_by_its_own_headings_and_rule_set(workspace):
    found = read(TODAY, workspace)
    home = "countries/KE/cycles/2023-2027"
    answers = find_answers(found, f"{home}/reports/independent.toml")
    assert answers == {
        "commitment-verifiable": "yes",
        "commitment-relevance": "clear",
        "commitment-potential-impact": "substantial",
        "commitment-completion": "limited",
        "commitment-early-results": "moderate",
    }
    commitment = found.files[f"{home}/commitments/ke0029.toml"]
    assert commitment["url"].endswith("/ke0029")
    assert commitment["irm"] == {"number": "KE0029", "values": [{"column": "Binding constraint", "value": "PotRes"}]}


def test_a_country_or_a_code_that_nobody_knows_is_named_with_its_row(workspace):
    (problem,) = read(OLD.replace("UK,", "Atlantis,"), workspace).not_understood
    assert (problem.row, problem.column) == (2, "Country")
    (problem,) = read(OLD.replace("c. high", "very high"), workspace).not_understood
    assert "very high" in problem.message


def test_a_place_takes_the_plans_of_one_country_only(workspace):
    assert read(OLD, workspace, country="KE").files == {}
    assert read(OLD, workspace, country="GB").records == 1


@pytest.fixture(scope="module")
def everything(workspace):
    return read_database(DATABASE.read_bytes(), workspace, Place())


def test_all_commitments_of_all_plans_come_in(everything):
    assert everything.not_understood == ()
    assert everything.records == 1657
    assert sum("/commitments/" in path for path in everything.files) == 1657
    assert sum(path.endswith("/cycle.toml") for path in everything.files) == 82


def test_the_stars_are_those_of_the_database(everything):
    said = "\n".join(everything.notes)
    agreed = dict(re.findall(r"formula “([\w-]+)”: (\d+ of \d+)", said))
    assert agreed == {
        "first": "718 of 718",
        "of-2015": "666 of 671",
        "current": "450 of 450",
        "current-end-of-term": "31 of 31",
    }
    assert "SV c1-9, SV c5-4, SV c2-1-2, MD c1, MD c4" in said


def test_every_value_of_every_row_has_a_place_or_is_kept_word_for_word(everything):
    layout = get_layout()
    none = {word.casefold() for word in layout.no_value}
    known = {
        heading.casefold()
        for group in (layout.headings, layout.challenges)
        for one in group.values()
        for heading in one
    }
    known |= {heading.casefold() for code in layout.codes.values() for heading in (*code.headings, *code.numbers)}
    known |= {heading.casefold() for star in layout.stars.values() for heading in star.headings}
    known |= {heading.casefold() for heading in layout.derived["headings"]}
    commitments = [content for path, content in everything.files.items() if "/commitments/" in path]
    kept = [value["column"] for content in commitments for value in content["irm"].get("values", ())]
    with DATABASE.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        headings = list(reader.fieldnames)
        areas = headings[headings.index("Anti-corruption") : headings.index("OGP") + 1]
        rows = list(reader)
    for heading in headings:
        there = sum(row[heading].strip().casefold() not in none for row in rows)
        if heading in areas:
            marked = sum(row[heading] == "1" for row in rows)
            assert sum(heading in content.get("policy_areas", ()) for content in commitments) == marked
        elif heading.casefold() not in known:
            assert kept.count(heading) == there, heading


def test_every_cell_of_the_database_is_accounted_for(workspace):
    data = DATABASE.read_bytes()
    found = read_database(data, workspace, Place())
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines(keepends=True)))
    assert found.cells.imported + found.cells.left_out == sum(bool(cell.strip()) for row in rows[1:] for cell in row)
    assert found.cells.reported == len(found.not_understood) == 0


def test_a_cell_under_no_heading_is_named(workspace):
    found = read(OLD.replace(",1,2013\n", ",1,2013,stray\n"), workspace)
    assert [(one.row, one.column) for one in found.not_understood] == [(2, "X")]
    assert found.cells.reported == 1


def test_rows_of_other_countries_are_left_out_in_the_account(workspace):
    found = read(OLD, workspace, country="KE")
    assert (found.cells.imported, found.cells.left_out, found.cells.reported) == (0, 23, 0)
