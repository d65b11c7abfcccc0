"""Which identifiers stand for countries, languages and documents."""

import pytest

from ogpkit.model import english_country_name, is_country, is_identifier, is_language
from ogpkit.model.identifiers import free_identifier, is_device_name, make_identifier, propose_identifier


@pytest.mark.parametrize("identifier", ["KE", "GE", "XX", "ZZ", "QM", "KE-elgeyo-marakwet", "GB-scotland", "XX-town-2"])
def test_countries_local_members_and_user_assigned_codes(identifier):
    assert is_country(identifier)


@pytest.mark.parametrize(
    "identifier", ["", "UK", "ke", "KEN", "Kenya", "KE-", "KE-Elgeyo", "KE-a--b", "../KE", "KE\n", "K"]
)
def test_what_is_no_country(identifier):
    assert not is_country(identifier)


def test_a_country_has_its_common_name():
    assert english_country_name("TZ") == "Tanzania"
    assert english_country_name("MD") == "Moldova"


def test_an_identifier_without_a_name_is_its_own_name():
    assert english_country_name("XX") == "XX"
    assert english_country_name("KE-elgeyo-marakwet") == "KE-elgeyo-marakwet"


@pytest.mark.parametrize("code", ["es", "ka", "ar", "haw", "pt-BR", "zh-Hant", "zh-Hant-TW", "es-419"])
def test_languages(code):
    assert is_language(code)


@pytest.mark.parametrize("code", ["", "english", "xq", "ES", "es_MX", "e"])
def test_what_is_no_language(code):
    assert not is_language(code)


@pytest.mark.parametrize("name", ["budget-portal", "2012-2013", "0001", "a"])
def test_identifiers(name):
    assert is_identifier(name)


@pytest.mark.parametrize("name", ["", "Budget", "budget portal", "../x", "a/b", "-a", "a-", "é"])
def test_what_is_no_identifier(name):
    assert not is_identifier(name)


@pytest.mark.parametrize(
    ("title", "identifier"),
    [
        ("Publish mining revenues by region", "publish-mining-revenues-by-region"),
        ("Données ouvertes : l'État", "donnees-ouvertes-l-etat"),
        ("ღია მონაცემები 2014", "2014"),
        ("١", "1"),
        ("التزام ٢", "2"),
        ("التزام ١٫٢", "1-2"),
        ("प्रतिबद्धता ३", "3"),
        ("C１", "c1"),
        ("1–2", "1-2"),
        ("Aux", "aux-1"),
        ("COM1", "com1-1"),
        ("Aux armes", "aux-armes"),
    ],
)
def test_an_identifier_made_of_a_title(title, identifier):
    assert make_identifier(title) == identifier


@pytest.mark.parametrize(
    ("title", "identifier"),
    [
        ("ღია მონაცემები 2014", "ghia-monatsemebi-2014"),
        ("შავი ზღვის ლაბორატორია", "shavi-zghvis-laboratoria"),
        ("التزام ٢ بالشفافية", "altzam-2-balshfafyh"),
        ("열린 정부 데이터", "yeollin-jeongbu-deiteo"),
        ("Відкриті дані", "vidkriti-dani"),
        ("Données ouvertes : l’État", "donnees-ouvertes-l-etat"),
        ("Publish all mining revenues by region and by company", "publish-all-mining-revenues-by-region-and-by"),
        ("x" * 70, "x" * 48),
        ("Budget", "budget-2"),
        ("../../etc", "etc"),
        ("…", ""),
        ("", ""),
    ],
)
def test_an_identifier_proposed_for_a_title_in_any_script(title, identifier):
    assert propose_identifier(title, {"budget"}) == identifier


@pytest.mark.parametrize(
    ("taken", "identifier"),
    [
        (set(), "portal"),
        ({"budget"}, "portal"),
        ({"portal"}, "portal-2"),
        ({"portal", "portal-3"}, "portal-2"),
        ({"portal", "portal-2", "portal-3"}, "portal-4"),
    ],
)
def test_an_identifier_that_is_taken_gets_the_next_free_number(taken, identifier):
    assert free_identifier("portal", taken) == identifier


@pytest.mark.parametrize(("wish", "identifier"), [("nul", "nul-2"), ("lpt9", "lpt9-2"), ("null", "null")])
def test_no_new_file_is_called_what_windows_takes_for_a_device(wish, identifier):
    assert free_identifier(wish, ()) == identifier


@pytest.mark.parametrize("name", ["aux", "AUX.toml", "com1.tar.gz", "Con"])
def test_device_names_of_windows(name):
    assert is_device_name(name)


@pytest.mark.parametrize("name", ["auxiliary", "com", "con-1", "aux-armes"])
def test_names_that_only_begin_like_devices(name):
    assert not is_device_name(name)
