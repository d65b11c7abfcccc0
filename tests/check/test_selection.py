"""Which findings count."""

from __future__ import annotations

import pytest

from ogpkit.check.selection import RuleSelection
from ogpkit.model.vocabulary import Severity

PATH = "countries/KE/eligibility/2011.toml"


@pytest.mark.parametrize(
    ("chosen", "code", "counts"),
    [
        (RuleSelection(), "ELI003", True),
        (RuleSelection(select=("ELI",)), "ELI003", True),
        (RuleSelection(select=("ELI",)), "COM003", False),
        (RuleSelection(select=("ELI003",)), "ELI003", True),
        (RuleSelection(select=("ELI003",)), "ELI004", False),
        (RuleSelection(ignore=("ELI",)), "ELI003", False),
        (RuleSelection(ignore=("ELI00",)), "ELI003", False),
        (RuleSelection(ignore=("",)), "ELI003", True),
        (RuleSelection(select=("ELI",), ignore=("ELI003",)), "ELI003", False),
        (RuleSelection(by_path={"countries/KE/**": ("ELI",)}), "ELI003", False),
        (RuleSelection(by_path={"countries/GE/**": ("ELI",)}), "ELI003", True),
        (RuleSelection(least=Severity.ERROR), "ELI003", False),
        (RuleSelection(least=Severity.WARNING), "ELI003", True),
    ],
)
def test_a_rule_is_chosen_by_its_code_its_path_and_its_severity(chosen, code, counts):
    assert chosen.includes(code, PATH, Severity.WARNING) is counts


def test_the_command_line_shows_what_the_settings_leave_out():
    settings = RuleSelection(select=("OGP",), ignore=("ELI003",))
    assert settings.narrow(select=["ELI003"]).selects("ELI003")
    assert not settings.narrow(select=["ELI"], ignore=["ELI003"]).selects("ELI003")
    assert not settings.narrow(ignore=["OGP003"]).selects("OGP003")
    assert not settings.narrow(ignore=["OGP003"]).selects("ELI003")


def test_settings_choose_for_the_whole_workspace(found):
    settings = '[workspace]\nlanguages = ["en"]\n[check]\nselect = ["OGP004"]\nmin-severity = "error"\n'
    findings = found({"countries/KE/country.toml": "level = 1\nx = 2\n"}, settings=settings)
    assert [finding.code for finding in findings] == ["OGP004"]


def test_a_rule_that_is_left_out_is_not_even_asked(found, make):
    asked = []
    plugins = make.plugins(rules=[make.rule("UTO001", lambda document, _workspace: asked.append(document) or ())])
    settings = '[workspace]\nlanguages = ["en"]\n[check]\nignore = ["UTO"]\n'
    assert found({}, plugins, settings=settings) == ()
    assert asked == []
