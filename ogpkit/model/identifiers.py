"""Identifiers of countries, languages, cycles and documents.

Countries are ISO 3166-1 alpha-2 codes. A local member of the partnership is its country's code and a name of its own
(`KE-elgeyo-marakwet`). The user-assigned codes of ISO 3166-1 (AA, QM to QZ, XA to XZ, ZZ) stand for examples and for
what has no code of its own.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_COUNTRY: Final = re.compile(r"([A-Z]{2})(?:-([a-z0-9]+(?:-[a-z0-9]+)*))?")
_IDENTIFIER: Final = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_USER_ASSIGNED: Final = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ")
_LANGUAGE: Final = re.compile(r"([a-z]{2,3})(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")


def is_country(identifier: str) -> bool:
    """Whether this identifies a country or a local member.

    Args:
        identifier: For example `KE`, `KE-elgeyo-marakwet` or the user-assigned `XX`.
    """
    found = _COUNTRY.fullmatch(identifier)
    return bool(found) and (is_user_assigned(found[1]) or found[1] in iso_countries())


def is_user_assigned(code: str) -> bool:
    """Whether ISO 3166-1 leaves this alpha-2 code to its users.

    Args:
        code: Two letters.
    """
    return bool(_USER_ASSIGNED.fullmatch(code))


def country_name(identifier: str) -> str:
    """The common English name of a country; for a local member or an unknown code the identifier itself.

    Args:
        identifier: For example `TZ`.
    """
    return iso_countries().get(identifier, identifier)


@cache
def iso_countries() -> dict[str, str]:
    """Every alpha-2 code of ISO 3166-1 with the country's common English name."""
    import pycountry  # noqa: PLC0415  its data cost a start-up that most commands need not pay

    return {country.alpha_2: getattr(country, "common_name", country.name) for country in pycountry.countries}


def is_language(code: str) -> bool:
    """Whether this is a language code of ISO 639, with a script or region if need be (`zh-Hant`, `pt-BR`).

    Args:
        code: The code.
    """
    found = _LANGUAGE.fullmatch(code)
    return bool(found) and found[1] in _iso_languages()


@cache
def _iso_languages() -> frozenset[str]:
    import pycountry  # noqa: PLC0415  as above

    two = {language.alpha_2 for language in pycountry.languages if hasattr(language, "alpha_2")}
    return frozenset(two | {language.alpha_3 for language in pycountry.languages})


def is_identifier(name: str) -> bool:
    """Whether a name is fit for a file name, an address and a reference: lower-case letters, digits, hyphens.

    Args:
        name: The name without an ending.
    """
    return bool(_IDENTIFIER.fullmatch(name))


def identifier_from(title: str) -> str:
    """Make an identifier of a title in any script.

    Args:
        title: For example `Publish mining revenues`; letters that have no plain form are left out.
    """
    import unicodedata  # noqa: PLC0415  only needed here

    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")
