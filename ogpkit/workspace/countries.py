"""What a country's own file says to everybody: what it is called, and in which languages it owes its texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.model import Country, CountryLevel
from ogpkit.model.identifiers import english_country_name
from ogpkit.text.i18n import _
from ogpkit.text.inline import LangText
from ogpkit.text.phrase import Phrase

if TYPE_CHECKING:
    from ogpkit.workspace.content import Workspace


def country_name(workspace: Workspace, country: str, *languages: str) -> str:
    """Return what a country is called, with the language that this is in.

    Args:
        country: Its identifier.
        languages: The languages wanted, most wanted first; the workspace's own and English come after them.
    """
    found = workspace.one(Country, country)
    names = dict(found.entity.name.texts(workspace.language)) if found else {}
    for language in (*languages, workspace.language, "en", *names):
        if names.get(language):
            return Phrase([LangText(names[language], language)])
    name = english_country_name(country)
    return Phrase([LangText(name, "en") if name != country else name])


def find_level(workspace: Workspace, country: str) -> CountryLevel:
    """Return at which level a member takes part: what its file says, or what its identifier shows.

    Args:
        country: Its identifier.
    """
    found = workspace.one(Country, country) if country else None
    if found is not None:
        return found.entity.level
    return CountryLevel.LOCAL if "-" in country else CountryLevel.NATIONAL


def get_member_term(workspace: Workspace, country: str) -> str:
    """Return what stands before the name of a member, in the language in use: that it is a country, or a local member.

    Args:
        country: Its identifier.
    """
    return _("Local member") if find_level(workspace, country) is CountryLevel.LOCAL else _("Country")


def owed_languages(workspace: Workspace, country: str) -> tuple[str, ...]:
    """Return the languages in which plans and reports are owed: the country's local ones, and English (Roadmap X, XI).

    Args:
        country: The country's identifier.
    """
    found = workspace.one(Country, country)
    return tuple(dict.fromkeys((*(found.entity.languages if found else ()), "en")))
