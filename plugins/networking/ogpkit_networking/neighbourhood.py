"""Which countries lie beside each other and in one region, and which languages they share.

Borders and regions come from the package `countryinfo`; a country's own file may name further neighbours.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ogpkit.api.content import COUNTRY_PATTERN, Country, iso_countries, official_languages
from ogpkit_networking.model import Neighbours

if TYPE_CHECKING:
    from ogpkit.api.content import Workspace


def get_nation(country: str) -> str:
    """Return the country of a local member; a country itself.

    Args:
        country: An identifier.
    """
    found = COUNTRY_PATTERN.fullmatch(country)
    return found[1] if found else country


def are_neighbours(one: str, other: str, workspace: Workspace) -> bool:
    """Tell whether two countries lie beside each other: by land, or because one of their files says so.

    Args:
        one: A country.
        other: Another.
        workspace: Their files.
    """
    if get_nation(one) == get_nation(other):
        return one != other  # two local members of one country, or such a member and its country
    by_land = get_nation(other) in _find_borders(get_nation(one)) or get_nation(one) in _find_borders(get_nation(other))
    return by_land or other in _list_neighbours(one, workspace) or one in _list_neighbours(other, workspace)


def _list_neighbours(country: str, workspace: Workspace) -> tuple[str, ...]:
    found = workspace.one(Country, country)
    table = found.extension(Neighbours) if found else None
    return table.neighbours if table else ()


def are_in_one_region(one: str, other: str) -> bool:
    """Tell whether two countries lie in the same region, for example Western Asia.

    Args:
        one: A country.
        other: Another.
    """
    region = find_region(get_nation(one))
    return bool(region) and region == find_region(get_nation(other))


@cache
def find_region(code: str) -> str:
    """Return the region in which a country lies, in English; empty where it is not known.

    Args:
        code: ISO 3166-1 alpha-2.
    """
    known = _read_known_countries().get(code)
    return known[1] if known else ""


def _find_borders(code: str) -> frozenset[str]:
    known = _read_known_countries().get(code)
    return known[0] if known else frozenset()


@cache
def _read_known_countries() -> dict[str, tuple[frozenset[str], str]]:
    """Return borders and region by code, of the countries of ISO 3166-1 and no others."""
    from countryinfo import CountryInfo, CountryNotFoundError  # noqa: PLC0415  only the matching needs it

    found: dict[str, tuple[list[str], str]] = {}
    codes: dict[str, str] = {}
    for code in iso_countries():
        try:
            country = CountryInfo(code)
            iso = country.iso()
        except CountryNotFoundError:
            continue
        if iso["alpha2"] == code:
            codes[iso["alpha3"]] = code
            found[code] = (country.borders() or [], country.subregion() or "")
    return {
        code: (frozenset(codes[border] for border in borders if border in codes), region)
        for code, (borders, region) in found.items()
    }


def list_languages(country: str, workspace: Workspace) -> tuple[str, ...]:
    """Return the languages in which one works in a country: those of its file, else its official ones.

    Args:
        workspace: Its file.
    """
    found = workspace.one(Country, country)
    own = found.entity.languages if found else ()
    return own or official_languages(country)
