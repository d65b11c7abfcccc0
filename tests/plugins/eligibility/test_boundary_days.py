"""Each rule of this plugin that compares days: the day before its boundary, the day itself and the day after.

`!` marks the days on which the rule finds something.
"""

from __future__ import annotations

from types import SimpleNamespace

import attrs
import pytest

import ogpkit_eligibility
from ogpkit.api import EditionPart, Plugins, hookimpl, replace_once
from ogpkit.api.testing import WorkspaceBuilder
from ogpkit_eligibility.rules import RULES

RULE = {rule.code: rule for rule in RULES}
REVIEW = RULE["ELI016"].right
BELOW = RULE["ELI010"].wrong

EVIDENCE = RULE["ELI004"].wrong.files["countries/XX/eligibility/2011.toml"]

BOUNDARIES = [
    # a country takes part from the year on in which it joined
    ("ELI010", BELOW, "joined = 2011-09-20", "2011-12-30 !", "2011-12-31 !", "2012-01-01"),
]


@pytest.mark.parametrize(("code", "example", "text", "before", "day", "after"), BOUNDARIES)
def test_a_rule_about_days_changes_on_the_right_day(code, example, text, before, day, after, mark_findings):
    days = [before, day, after]
    assert mark_findings(code, example, text, days) == days


# Words that are public on the days with `!`, and where the day stands.
PUBLIC = [
    # a review is public from its first day on, its findings once the Steering Committee was informed on 2016-02-20
    ("years=(2014, 2015)", REVIEW, "today", "2016-02-08", "2016-02-09 !", "2016-02-10 !"),
    ("stage='findings'", REVIEW, "today", "2016-02-14", "2016-02-15 !", "2016-02-16 !"),
    (
        "The Audit Report has not been published for a year.",
        REVIEW,
        "today",
        "2016-02-19",
        "2016-02-20 !",
        "2016-02-21 !",
    ),
]


@pytest.mark.parametrize(("words", "example", "text", "before", "day", "after"), PUBLIC)
def test_what_happens_today_is_public_and_tomorrow_s_is_not(words, example, text, before, day, after, mark_public):
    days = [before, day, after]
    assert mark_public(words, example, text, days) == days


@attrs.frozen(kw_only=True)
class OwnPart:
    """What a country adds to its editions: nothing."""


@pytest.fixture
def check_2011(tmp_path):
    """Check evidence of 2011 against ELI004, with an edition of a country's own that holds since some day."""

    def check_2011(edition, since):
        (tmp_path / "editions").mkdir()
        national = f'extends = "roadmap-2011"\nsince = {since}\n[eligibility]\nshare = 80\n'
        (tmp_path / "editions/national.toml").write_text(national, "utf-8")
        part = EditionPart(name="utopia", entity=OwnPart, folder=tmp_path / "editions")
        utopia = SimpleNamespace(ogpkit_editions=hookimpl(lambda: iter([part])))
        plugins = Plugins.of({"eligibility": ogpkit_eligibility, "utopia": utopia})
        text = replace_once(EVIDENCE, '"criteria-2023"', f'"{edition}"')
        built = WorkspaceBuilder(tmp_path / "root", plugins).file("countries/XX/eligibility/2011.toml", text)
        return [finding for finding in built.findings() if finding.code == "ELI004"]

    return check_2011


@pytest.mark.parametrize(("since", "count"), [("2011-12-30", 0), ("2011-12-31", 0), ("2012-01-01", 1)])
def test_evidence_may_name_an_edition_that_began_on_its_year_s_last_day(since, count, check_2011):
    assert len(check_2011("national", since)) == count


@pytest.mark.parametrize(
    ("since", "named"),
    [("2011-12-30", "national"), ("2011-12-31", "national"), ("2012-01-01", "roadmap-2011")],
)
def test_the_newest_edition_that_began_by_then_is_proposed(since, named, check_2011):
    [finding] = check_2011("criteria-2023", since)
    assert finding.fix.value == named
