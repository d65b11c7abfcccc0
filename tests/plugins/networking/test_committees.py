"""Who governs: the committees of 2011 as the Roadmap and the paper name them."""

from __future__ import annotations

from ogpkit.api.text import list_block_lines
from ogpkit_networking.card import write_mechanism, write_steering
from ogpkit_networking.committees import SteeringCommittee, is_sitting, select_year
from ogpkit_networking.rules.committees import COMMITTEE_RULES

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
    committee = loaded({PATH: terms}).one(SteeringCommittee).entity
    assert [is_sitting(seat, 2013) for seat in committee.governments] == [True, True]
    assert [is_sitting(seat, 2014) for seat in committee.governments] == [False, True]
    assert not is_sitting(committee.civil_society[0], 2011)


def test_files_that_are_not_there_are_asked_for(written, plugins):
    from ogpkit.api.content import read_workspace

    root = written({"ogpkit.toml": '[workspace]\nlanguages = ["en"]\n'})
    content = read_workspace(root, plugins.kinds, plugins.editions).workspace
    said = "\n".join((*list_block_lines(write_mechanism(content)), *list_block_lines(write_steering(content))))
    assert "networking/committee.toml" in said
    assert "partnership/steering-committee.toml" in said
