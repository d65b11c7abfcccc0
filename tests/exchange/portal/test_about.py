"""The page about the partnership says what members do by the rules of the day."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api.content import read_workspace
from ogpkit.exchange.portal.about import find_newest_set, make_about_page, sort_rule_sets

OWN = "assesses itself"


@pytest.fixture
def about(tmp_path, plugins):
    """Gives the text of the page of a workspace whose countries have these cycles."""

    def about(*cycles, country="KE", day=date(2026, 11, 29), language="en"):
        (tmp_path / "ogpkit.toml").touch()
        home = tmp_path / f"countries/{country}"
        home.mkdir(parents=True, exist_ok=True)
        level = 'level = "local"\n' if "-" in country else ""
        (home / "country.toml").write_text(f'name = "Kenya"\n{level}', encoding="utf-8")
        for start, end in cycles:
            folder = home / f"cycles/{start[:4]}-{end[:4]}"
            folder.mkdir(parents=True)
            (folder / "cycle.toml").write_text(f"start = {start}\nend = {end}\n", encoding="utf-8")
        workspace = read_workspace(tmp_path, plugins.kinds, plugins.editions, day).workspace
        newest = [find_newest_set(workspace, country) for country in workspace.countries]
        page = make_about_page(workspace, language, newest)
        said = " ".join(str(getattr(block, "content", block)) for block in page.blocks)
        return said, sort_rule_sets(workspace, newest)

    return about


def test_by_the_roadmap_a_country_assesses_itself_after_a_year(about):
    text, found = about(("2013-01-01", "2013-12-31"))
    assert found == ["roadmap-2011"]
    assert "After a year it assesses itself" in text


def test_by_the_standards_of_2022_nothing_is_said_of_that(about):
    text, found = about(("2013-01-01", "2013-12-31"), ("2024-01-01", "2027-12-31"))
    assert found == ["standards-2022"], "the newest cycle decides"
    assert OWN not in text
    assert "two or four years" in text


def test_the_rules_of_today_hold_where_there_is_no_cycle(about):
    text, found = about()
    assert found == ["standards-2022"]
    assert OWN not in text


def test_a_local_member_has_an_approach_of_its_own(about):
    text, found = about(country="KE-30")
    assert found == ["local-2021"]
    assert "Local Monitoring Body" in text


def test_members_by_different_rules_are_told_apart(about):
    about(("2013-01-01", "2013-12-31"), country="GH")
    text, found = about(("2024-01-01", "2027-12-31"))
    assert found == ["standards-2022", "roadmap-2011"]
    assert "Participation and co-creation standards of 2022" in text
    assert OWN in text


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "non contraignante"), ("es", "no vinculante"), ("ar", "غير ملزم")]
)
def test_it_speaks_the_language_of_the_page(about, language, words):
    assert words in about(language=language)[0]
