"""Finding a case by what a person calls it on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api.content import nearest_word
from ogpkit.api.text import _, sanitize_line
from ogpkit_networking.editing import NoSuchCase
from ogpkit_networking.model import Case, Provider

if TYPE_CHECKING:
    from ogpkit.api.content import Document, Workspace


def find_case(workspace: Workspace, name: str) -> Document[Case]:
    """Return the case of an identifier.

    Args:
        name: Its identifier.

    Raises:
        NoSuchCase: There is none; the message says what may have been meant.
    """
    found = workspace.one(Case, id=name) if name else None
    if found is None:
        raise NoSuchCase(
            _("There is no case “{name}”; {there}").format(
                name=sanitize_line(name), there=_suggest_name(name, [one.id for one in workspace.all(Case)])
            )
        )
    return found


def find_party(workspace: Workspace, name: str) -> tuple[str, str]:
    """Return a provider or a country that somebody named: its provider identifier or its country code, the other one empty.

    Args:
        name: The identifier of a provider, or a country.

    Raises:
        NoSuchCase: It is neither.
    """
    from ogpkit.api.content import find_country_code  # noqa: PLC0415  only where somebody names a party

    if workspace.one(Provider, id=name):
        return name, ""
    country = find_country_code(name)
    if country is None:
        raise NoSuchCase(
            _("“{name}” is neither a provider nor a country; {there}").format(
                name=sanitize_line(name), there=_suggest_name(name, [one.id for one in workspace.all(Provider)])
            )
        )
    return "", country


def _suggest_name(name: str, there: list[str]) -> str:
    near = nearest_word(name, there)
    if near:
        return _("perhaps {near} is meant.").format(near=near)
    return _("there are: {there}.").format(there=", ".join(there[:8]) + (" …" if len(there) > 8 else "") or "–")  # noqa: PLR2004
