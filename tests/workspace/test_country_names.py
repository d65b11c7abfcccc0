"""Countries as people name them."""

import pytest

from ogpkit.workspace.country_names import (
    find_country_code,
    localized_country_name,
    nearest_countries,
    official_languages,
)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("KE", "KE"),
        (" ke ", "KE"),
        ("KEN", "KE"),
        ("kenya", "KE"),
        ("Cote d'Ivoire", "CI"),
        ("Reino Unido", "GB"),
        ("États-Unis", "US"),
        ("Россия", "RU"),
        ("Federal Republic of Germany", "DE"),
        ("KE-Elgeyo-Marakwet", "KE-elgeyo-marakwet"),
        ("xx", "XX"),
    ],
)
def test_a_country_is_understood_by_code_and_by_name(said, code):
    assert find_country_code(said) == code


@pytest.mark.parametrize("said", ["", "Atlantis", "K", "JJ", "KE-", "../KE", "KE-a/b"])
def test_what_is_no_country_has_no_code(said):
    assert find_country_code(said) is None


def test_a_slip_of_the_finger_is_offered_the_nearest():
    assert nearest_countries("Keny")[0] == ("KE", "Kenya")
    assert nearest_countries("xyzxyzxyz") == ()


def test_official_languages_are_those_of_the_whole_country():
    assert official_languages("KE") == ("sw", "en")
    assert official_languages("KE-elgeyo-marakwet") == ("sw", "en")
    assert official_languages("XX") == ()


def test_a_country_is_called_by_its_name_in_each_language():
    assert localized_country_name("DE", "en") == "Germany"
    assert localized_country_name("DE", "es") == "Alemania"
    assert localized_country_name("DE", "xx") is None
    assert localized_country_name("DE-berlin", "en") is None
