"""`ogpkit explain`: every code is explained, without a network and without a workspace."""

from __future__ import annotations

import pytest

from ogpkit.check.core_codes import FAULT_CODES
from ogpkit.cli import main
from ogpkit.plugins.manager import Plugins

CODES = [
    *(code.code for code in FAULT_CODES),
    *(owned.value.code for owned in Plugins.discover(third_party=False).rules),
]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def explained(capsys, *words):
    code = main(["explain", *words])
    return code, capsys.readouterr()


def test_a_code_is_explained_with_its_examples(capsys):
    code, said = explained(capsys, "OGP003")
    assert code == 0
    assert said.out == (
        "OGP003: Every key is known\n"
        "Error · File formats · ogpkit\n"
        "\n"
        "ogpkit ignores a key that it does not know. Most such keys are misspelt.\n"
        "\n"
        "Wrong:\n"
        "    # countries/KE/country.toml\n"
        '    name = "Kenya"\n'
        '    langauges = ["sw"]\n'
        "\n"
        "Right:\n"
        "    # countries/KE/country.toml\n"
        '    name = "Kenya"\n'
        '    languages = ["sw"]\n'
        "    joined = 2011-09-20\n"
    )
    assert said.err == ""


@pytest.mark.parametrize("written", ["ogp003", " OGP003 "])
def test_a_code_may_be_written_as_one_types(capsys, written):
    code, said = explained(capsys, written)
    assert (code, said.out.splitlines()[0]) == (0, "OGP003: Every key is known")


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(capsys, code):
    ended, said = explained(capsys, code)
    assert ended == 0
    assert said.out.startswith(f"{code}: ")
    assert "Traceback" not in said.out + said.err


def test_a_rule_of_a_plugin_says_whose_it_is(capsys):
    _, said = explained(capsys, "ELI001")
    assert said.out.splitlines()[1].endswith(" · eligibility")


def test_without_a_code_all_are_listed_in_order(capsys):
    code, said = explained(capsys)
    listed = [line.split()[0] for line in said.out.splitlines()]
    assert code == 0
    assert listed == sorted(listed)
    assert set(CODES) <= set(listed)
    assert "OGP003  Error     Every key is known" in said.out.splitlines()


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("OGP03", "Did you mean OGP0"),
        ("0GP003", "Did you mean OGP003"),
        ("nonsense", "To list all codes, run “ogpkit explain”."),
        ("\x1b[31m", "<U+001B>[31m"),
    ],
)
def test_an_unknown_code_is_a_wrong_call_and_the_nearest_are_named(capsys, written, advice):
    code, said = explained(capsys, written)
    assert (code, said.out) == (2, "")
    assert advice in said.err


def test_a_kind_of_file_is_explained_key_by_key(capsys):
    code, said = explained(capsys, "commitment")
    assert code == 0
    assert said.out.startswith("commitment: Commitment\ncountries/{country}/cycles/{cycle}/commitments/{id}.toml\n")
    assert "\nlead  required\n" not in said.out
    assert "\nmilestones[].due\n    The day by which it should be complete.\n    a date without quotes" in said.out


def test_one_key_of_a_kind_is_explained_with_what_is_in_it(capsys):
    code, said = explained(capsys, "commitment.milestones.updates")
    assert code == 0
    assert "\nmilestones[].updates[].status\n" in said.out
    assert "\nlead" not in said.out


@pytest.mark.parametrize(
    ("word", "told"), [("comitment", "Did you mean commitment"), ("commitment.mileston", "Did you mean milestones?")]
)
def test_a_slip_in_a_name_is_told_with_what_is_near(capsys, word, told):
    code, said = explained(capsys, word)
    assert code == 2
    assert told in said.err
