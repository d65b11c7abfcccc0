"""A country is added with its name, its languages and its day; one that is there or is none is refused."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.editing.new_documents import ADD_COUNTRY, CannotBegin, NewCountry, add_country
from ogpkit.editing.session import WorkspaceSession
from ogpkit.model import Country, CountryLevel
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place


@pytest.fixture
def session(tmp_path):
    (tmp_path / "ogpkit.toml").write_text('[workspace]\nname = "New"\nlanguages = ["en", "fr"]\n', "utf-8")
    return WorkspaceSession.open(tmp_path, Plugins.of({}), date(2024, 5, 1))


def add(session, **said):
    result = add_country(session, Place(), NewCountry(**said))
    return result.place, session.workspace.one(Country, said["country"]).entity


def test_a_country_has_its_name_and_official_languages(session):
    place, country = add(session, country="KE", joined=date(2011, 9, 20))
    assert place == Place(country="KE")
    assert (country.name.best("en"), country.name.best("sw"), country.level) == (
        "Kenya",
        "Kenya",
        CountryLevel.NATIONAL,
    )
    assert (country.languages, country.joined) == (("sw",), date(2011, 9, 20))


def test_the_languages_that_are_given_stand_instead_of_official_ones(session):
    assert add(session, country="KE", languages=("luo",))[1].languages == ("luo",)


def test_a_local_member_is_one(session):
    country = add(session, country="KE-elgeyo-marakwet")[1]
    assert (country.name.best("en"), country.level) == ("Elgeyo Marakwet", CountryLevel.LOCAL)


@pytest.mark.parametrize("code", ["KE", "../KE", "Kenya?"])
def test_what_is_there_or_no_country_is_refused(session, code):
    add(session, country="KE")
    with pytest.raises(CannotBegin):
        add(session, country=code)


def test_it_comes_first_where_there_is_no_country(session):
    assert ADD_COUNTRY.first_step.is_next(session.workspace, Place())
    add(session, country="KE")
    assert not ADD_COUNTRY.first_step.is_next(session.workspace, Place())
