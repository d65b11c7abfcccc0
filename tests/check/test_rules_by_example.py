"""Every code, of the core and of every installed plugin: its wrong example has the finding, its right one has not."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from ogpkit.check.core_codes import FAULT_CODES
from ogpkit.check.engine import check_workspace
from ogpkit.check.render.form import word_finding, word_fix
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import read_workspace

PLUGINS = Plugins.discover(third_party=False)
RULES = [owned.value for owned in PLUGINS.rules]
CODES = [*FAULT_CODES, *RULES]
CORE_CODES = {fault.code for fault in FAULT_CODES} - {"OGP021"}
WITHOUT_EXAMPLE = {
    "OGP001": "no text can show another encoding",
    "OGP014": "no kind of the core refers to another",
    "OGP016": "no text can show a link",
    "OGP020": "no text can show a plugin that fails",
    "OGP032": "no single version can show a change",
    "OGP028": "the remedies are tried on texts that lie nowhere",
}


OF_THE_FILE_ALONE = {
    "OGP002": "no form can show a file that is no TOML",
    "OGP022": "comments stand beside what a form shows",
    "OGP023": "likewise",
    "OGP033": "likewise",
    "OGP027": "what is newer in TOML is in no form",
}
IN_FILES_ALONE = re.compile(
    r"`|\[\[|=|\bTOML\b|\b(?:[Tt]ables?|[Qq]uotes?|[Bb]rackets?|[Hh]eadings?|[Kk]eys?(?! recommendation))\b"
)
"""What nobody sees in a form."""
KEY = re.compile(r"`([a-z_.\[\]-]+)")
UNKNOWN = "OGP003"
"""The code whose messages name a key that no field has."""


@pytest.fixture
def found(tmp_path):
    """Write an example and check it; gives the codes that are found, once a form could show each of them."""

    def checked(example):
        for path, text in example.files.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        if not (tmp_path / "ogpkit.toml").exists():
            (tmp_path / "ogpkit.toml").write_text('[workspace]\nlanguages = ["en"]\n', encoding="utf-8")
        loaded = read_workspace(tmp_path, PLUGINS.kinds, PLUGINS.editions, example.today or date(2016, 3, 1))
        findings = check_workspace(loaded, PLUGINS)
        for finding in findings:
            words = word_finding(finding, PLUGINS.kinds)
            said = [words.message, words.remedy, word_fix(finding.fix, finding, PLUGINS.kinds) if finding.fix else ""]
            assert finding.code in OF_THE_FILE_ALONE or not IN_FILES_ALONE.search(" ".join(said)), said
            named = KEY.findall(
                f"{finding.message} {finding.remedy} {finding.in_form.message} {finding.in_form.remedy}"
            )
            raw = [key for key in named if f"“{key}”" in " ".join(said)]
            assert finding.code == UNKNOWN or not raw, (raw, said)
        return [finding.code for finding in findings]

    return checked


BY_CODE = pytest.mark.parametrize("rule", CODES, ids=lambda rule: rule.code)


@BY_CODE
def test_the_wrong_example_has_the_finding(rule, found):
    if rule.wrong is None:
        assert rule.code in WITHOUT_EXAMPLE
        pytest.skip(WITHOUT_EXAMPLE[rule.code])
    assert rule.code in found(rule.wrong)


@BY_CODE
def test_the_right_example_has_not(rule, found):
    if rule.right is None:
        pytest.skip(WITHOUT_EXAMPLE[rule.code])
    assert rule.code not in found(rule.right)


def list_further(attribute):
    """Each further example of a rule, for example the days around a boundary, with the rule and its number."""
    return [
        pytest.param(rule, example, id=f"{rule.code}-{number}")
        for rule in RULES
        for number, example in enumerate(getattr(rule, attribute), start=1)
    ]


@pytest.mark.parametrize(("rule", "example"), list_further("more_wrong"))
def test_a_further_wrong_example_has_the_finding(rule, example, found):
    assert rule.code in found(example)


@pytest.mark.parametrize(("rule", "example"), list_further("more_right"))
def test_a_further_right_example_has_not(rule, example, found):
    codes = found(example)
    assert rule.code not in codes
    assert not any(code in CORE_CODES for code in codes), "it says nothing where it cannot be read"


@pytest.mark.parametrize("rule", [code for code in FAULT_CODES if code.right], ids=lambda rule: rule.code)
def test_the_right_examples_of_the_core_break_nothing_else_of_the_core(rule, found):
    """The examples are short: what other plugins would like to have besides is not in them."""
    assert [code for code in found(rule.right) if code.startswith("OGP") and code != "OGP021"] == []


def test_no_two_rules_have_one_code_and_every_code_is_well_formed():
    assert [code for code, count in Counter(rule.code for rule in CODES).items() if count > 1] == []
    assert all(len(rule.code) == 6 and rule.code[:3].isupper() and rule.code[3:].isdigit() for rule in CODES)


@BY_CODE
def test_every_code_says_what_it_asks_for_why_and_where_that_is_from(rule):
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")
    assert rule.explanation.endswith(".")
    assert rule.section


def test_nothing_fails_on_the_way():
    assert PLUGINS.faults == ()
