"""Countries as people name them: codes and official languages of what somebody typed."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import Final

from ogpkit.model.identifiers import COUNTRY_PATTERN, is_country, is_language, iso_countries
from ogpkit.text.normalize import fold

_NAMED_IN: Final = ("en", "fr", "es", "pt", "ar", "ru")
"""Languages in which a country's name is understood."""


def find_country_code(said: str) -> str | None:
    """Return the identifier of a country or local member that somebody named, or None.

    Args:
        said: A code (`ke`, `KEN`, `KE-elgeyo-marakwet`) or a name (`Kenya`, `Côte d’Ivoire`, `Reino Unido`).
    """
    plain = said.strip()
    country, dash, member = plain.partition("-")
    identifier = country.upper() + (dash + member.lower() if dash else "")
    return identifier if is_country(identifier) else _list_codes().get(_fold_name(plain))


def nearest_countries(said: str) -> tuple[tuple[str, str], ...]:
    """Return what somebody may have meant: up to three countries, each as code and name.

    Args:
        said: A name that is nobody's.
    """
    codes = _list_codes()
    close = get_close_matches(_fold_name(said), codes, n=6, cutoff=0.6)
    found = dict.fromkeys(codes[name] for name in close)
    return tuple((code, iso_countries()[code]) for code in list(found)[:3])


def official_languages(identifier: str) -> tuple[str, ...]:
    """Return the official languages of a country, most spoken first; none where they are not known.

    Args:
        identifier: Of a country or a local member.
    """
    from babel.languages import get_official_languages  # noqa: PLC0415  few commands need it

    code = _find_country(identifier)
    found = dict.fromkeys(language.split("_")[0] for language in get_official_languages(code, de_facto=True))
    return tuple(language for language in found if is_language(language))


def localized_country_name(identifier: str, language: str) -> str | None:
    """Return what a country is called in a language, or None where it is not known.

    Args:
        identifier: Of a country; a local member's name is known in no language.
        language: A language code.
    """
    if "-" in identifier:
        return None
    if language == "en":
        return iso_countries().get(identifier)
    return _list_names(language).get(identifier)


def _find_country(identifier: str) -> str:
    found = COUNTRY_PATTERN.fullmatch(identifier)
    return found[1] if found else identifier


@cache
def _list_codes() -> dict[str, str]:
    """Return code by name; the names of ISO 3166 win over those of other languages."""
    import pycountry  # noqa: PLC0415  few commands need it

    codes = {
        _fold_name(name): code
        for language in _NAMED_IN
        for code, name in _list_names(language).items()
        if code in iso_countries()
    }
    for country in pycountry.countries:
        for attribute in ("alpha_3", "name", "official_name", "common_name"):
            if name := getattr(country, attribute, None):
                codes[_fold_name(name)] = country.alpha_2
    return codes


def _list_names(language: str) -> dict[str, str]:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  few commands need it

    try:
        return dict(Locale.parse(language.replace("-", "_")).territories)
    except (UnknownLocaleError, ValueError):
        return {}


def _fold_name(name: str) -> str:
    """Return a name without what people leave out: accents, case, punctuation."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(name)).split())
