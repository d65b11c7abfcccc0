"""Who governs: the committees of 2011 as the Roadmap and the paper name them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ogpkit.api.content import read_workspace
from ogpkit.api.text import list_block_lines
from ogpkit_networking.card import write_mechanism
from ogpkit_networking.committees import SteeringCommittee, is_sitting, list_unknown, select_day, select_year
from ogpkit_networking.rules.committees import COMMITTEE_RULES
from ogpkit_networking.steering import write_steering

GOVERNMENTS = ("BR", "ID", "MX", "NO", "PH", "ZA", "GB", "US")
CIVIL_SOCIETY = {
    "Africa Center for Open Governance": "KE",
    "Instituto de Estudos Socioeconômicos": "BR",
    "Instituto Mexicano para la Competitividad": "MX",
    "International Budget Project": "",
    "MKSS": "IN",
    "National Security Archive": "US",
    "Revenue Watch Institute": "",
    "Transparency and Accountability Initiative": "",
    "Twaweza": "TZ",
}


def steering():
    """The Steering Committee of 2011 (Roadmap III), as a file."""
    text = "".join(f'[[governments]]\ncountry = "{code}"\n\n' for code in GOVERNMENTS)
    for name, code in CIVIL_SOCIETY.items():
        text += f'[[civil_society]]\nname = "{name}"\n' + (f'country = "{code}"\n' if code else "") + "\n"
    for year, host in ((2011, "US"), (2012, "BR")):
        text += f'[[meetings]]\nyear = {year}\nhost = "{host}"\n\n'
    return text + '[[chairs]]\nyear = 2011\ncountries = ["US", "BR"]\n'


PATH = "partnership/steering-committee.toml"


def test_the_committee_of_the_roadmap_is_whole_and_right(loaded):
    content = loaded({PATH: steering()})
    committee = content.one(SteeringCommittee).entity
    assert (len(committee.governments), len(committee.civil_society)) == (8, 9)
    assert [chairs.countries for chairs in select_year(committee, 2011).chairs] == [("US", "BR")]
    assert select_year(committee, 2012).chairs == ()
    problems = [
        problem
        for rule in COMMITTEE_RULES
        if rule.entity is SteeringCommittee
        for problem in rule.check(content.documents[PATH], content)
    ]
    assert problems == []


def test_what_is_said_of_both_committees(loaded):
    content = loaded({PATH: steering()})
    said = [" ".join(line.split()) for line in list_block_lines(write_mechanism(content))]
    assert "Global Integrity yes" in said
    assert {"Institution: Global Integrity", "Email: office@example.org", "Telephone: +1 555 0100"} <= set(said)
    said = [" ".join(line.split()) for line in list_block_lines(write_steering(content, year=2011))]
    assert "2011 United States, Brazil" in said
    assert "2011 United States" in said, "it hosts the meeting"
    assert "MKSS India" in said
    assert "Revenue Watch Institute" in said
    assert "2012 Brazil" not in said


def test_seats_are_taken_for_a_term(loaded):
    terms = '[[governments]]\ncountry = "NO"\nsince = 2011\nuntil = 2013\n\n[[governments]]\ncountry = "US"\n'
    terms += '\n[[civil_society]]\nname = "MKSS"\nsince = 2012\n'
    terms += '\n[[civil_society]]\nname = "Twaweza"\nstart = 2014-10-01\nend = 2017-09-30\n'
    committee = loaded({PATH: terms}).one(SteeringCommittee).entity
    norway, states, mkss, twaweza = (*committee.governments, *committee.civil_society)
    assert [is_sitting(seat, date(2013, 12, 31)) for seat in (norway, states)] == [True, True]
    assert [is_sitting(seat, date(2014, 1, 1)) for seat in (norway, states)] == [False, True]
    assert not is_sitting(mkss, date(2011, 12, 31))
    days = (date(2014, 9, 30), date(2014, 10, 1), date(2017, 9, 30), date(2017, 10, 1))
    assert [is_sitting(twaweza, day) for day in days] == [False, True, True, False]
    assert select_year(committee, 2017).civil_society == (mkss, twaweza), "it sat in a part of that year"
    assert select_day(committee, date(2017, 10, 1)).civil_society == (mkss,)


def test_who_sits_after_the_day_of_the_sources_is_not_known(loaded):
    content = loaded({PATH: "as_of = 2011-09-20\n" + steering()})
    committee = content.one(SteeringCommittee).entity
    assert len(select_day(committee, date(2011, 9, 20)).civil_society) == 9
    assert select_day(committee, date(2011, 9, 21)).civil_society == ()
    assert len(tuple(list_unknown(committee, date(2011, 9, 21)))) == 17
    said = "\n".join(list_block_lines(write_steering(content, on=date(2026, 1, 1))))
    assert "The sources name the members up to September 20, 2011." in said
    assert "Twaweza" not in said
    said = "\n".join(list_block_lines(write_steering(content, year=2011)))
    assert "Twaweza" in said
    assert "The members after that day are not known" not in said


def test_the_example_names_the_committee_of_the_roadmap(plugins):
    example = Path(__file__).parents[3] / "examples/networking-paper"
    committee = read_workspace(example, plugins.kinds, plugins.editions).workspace.one(SteeringCommittee).entity
    assert tuple(seat.country for seat in committee.governments) == GOVERNMENTS
    assert {seat.name: seat.country or "" for seat in committee.civil_society} == CIVIL_SOCIETY
    assert [(one.year, one.host) for one in committee.meetings] == [(2011, "US"), (2012, "BR")]
    assert [(one.year, one.countries) for one in committee.chairs] == [(2011, ("US", "BR"))]


def find_problems(content, code):
    return [
        problem.message
        for rule in COMMITTEE_RULES
        if rule.code == code and rule.entity is SteeringCommittee
        for problem in rule.check(content.documents[PATH], content)
    ]


TODAY = date(2026, 11, 29)
SEATS = '[[governments]]\ncountry = "NO"\n{norway}\n\n[[civil_society]]\nname = "MKSS"\n{mkss}\n'


@pytest.mark.parametrize(
    ("norway", "mkss", "found"),
    [
        pytest.param("start = 2014-10-01", "start = 2014-10-01", "", id="as many"),
        pytest.param("start = 2014-10-01", "start = 2014-10-02", "", id="since the next day"),
        pytest.param(
            "start = 2014-10-01",
            "end = 2015-09-30",
            "Seats since 2015-10-01: 1 for governments, 0 for civil society.",
            id="after the last day",
        ),
        pytest.param("until = 2013", "until = 2012", "", id="before the articles"),
        pytest.param("start = 2014-10-01\nend = 2017-09-30", "end = 2017-09-30", "", id="both ended"),
    ],
)
def test_governments_and_civil_society_have_as_many_seats(loaded, norway, mkss, found):
    said = find_problems(loaded({PATH: SEATS.format(norway=norway, mkss=mkss)}, TODAY), "NET022")
    assert bool(said) == bool(found)
    assert found in "".join(said)


@pytest.mark.parametrize(
    ("term", "found"),
    [
        pytest.param("start = 2014-10-01\nend = 2017-09-30", "", id="three years"),
        pytest.param("start = 2014-10-01\nend = 2017-10-01", "longer than 3 years", id="a day more"),
        pytest.param("since = 2015\nuntil = 2018", "", id="years that touch"),
        pytest.param("since = 2015\nuntil = 2019", "longer than 3 years", id="a year more"),
        pytest.param("since = 2011\nuntil = 2018", "", id="a founder"),
        pytest.param("start = 2014-10-01", "", id="nobody knows the end"),
    ],
)
def test_a_term_has_three_years(loaded, term, found):
    said = find_problems(loaded({PATH: SEATS.format(norway=term, mkss="")}), "NET023")
    assert bool(said) == bool(found)
    assert found in "".join(said)


def test_nobody_serves_more_than_two_terms_running(loaded):
    terms = [f'[[governments]]\ncountry = "NO"\nstart = {y}-10-01\nend = {y + 3}-09-30\n' for y in (2014, 2017, 2020)]
    assert find_problems(loaded({PATH: "\n".join(terms[:2])}), "NET023") == []
    assert "more than the 2 terms" in find_problems(loaded({PATH: "\n".join(terms)}), "NET023")[0]
    assert find_problems(loaded({PATH: "\n".join((terms[0], terms[2]))}), "NET023") == [], "after a pause"


def test_files_that_are_not_there_are_asked_for(written, plugins):
    root = written({"ogpkit.toml": '[workspace]\nlanguages = ["en"]\n'})
    content = read_workspace(root, plugins.kinds, plugins.editions).workspace
    said = "\n".join((*list_block_lines(write_mechanism(content)), *list_block_lines(write_steering(content))))
    assert "networking/committee.toml" in said
    assert "partnership/steering-committee.toml" in said
