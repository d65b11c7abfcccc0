"""Which findings count."""

from __future__ import annotations

import pytest

from ogpkit.check.selection import Chosen
from ogpkit.plugins.contributions import Severity

PATH = "countries/KE/eligibility/2011.toml"


@pytest.mark.parametrize(
    ("chosen", "code", "counts"),
    [
        (Chosen(), "ELI003", True),
        (Chosen(select=("ELI",)), "ELI003", True),
        (Chosen(select=("ELI",)), "COM003", False),
        (Chosen(select=("ELI003",)), "ELI003", True),
        (Chosen(select=("ELI003",)), "ELI004", False),
        (Chosen(ignore=("ELI",)), "ELI003", False),
        (Chosen(ignore=("ELI00",)), "ELI003", False),
        (Chosen(ignore=("",)), "ELI003", True),
        (Chosen(select=("ELI",), ignore=("ELI003",)), "ELI003", False),
        (Chosen(by_path={"countries/KE/**": ("ELI",)}), "ELI003", False),
        (Chosen(by_path={"countries/GE/**": ("ELI",)}), "ELI003", True),
        (Chosen(least=Severity.ERROR), "ELI003", False),
        (Chosen(least=Severity.WARNING), "ELI003", True),
    ],
)
def test_a_rule_is_chosen_by_its_code_its_path_and_its_severity(chosen, code, counts):
    assert chosen.counts(code, PATH, Severity.WARNING) is counts


def test_what_is_asked_for_on_the_command_line_is_shown_whatever_the_settings_leave_out():
    settings = Chosen(select=("OGP",), ignore=("ELI003",))
    assert settings.narrowed(select=["ELI003"]).wants("ELI003")
    assert not settings.narrowed(select=["ELI"], ignore=["ELI003"]).wants("ELI003")
    assert not settings.narrowed(ignore=["OGP003"]).wants("OGP003")
    assert not settings.narrowed(ignore=["OGP003"]).wants("ELI003")


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
