"""How a reader takes part: whom to ask, what to follow, and where the data are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ogpkit.exchange.html import safe_web_address
from ogpkit.model import Country
from ogpkit.schema.constraints import is_mail_address
from ogpkit.text.blocks import Bullets, Heading, KeyValues
from ogpkit.text.i18n import _
from ogpkit.text.inline import Link
from ogpkit.text.phrase import format_phrase, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit.model.country import Contact
    from ogpkit.text.blocks import Block
    from ogpkit.text.inline import Cell
    from ogpkit.workspace.content import Workspace


_SPDX: Final = re.compile(r"[A-Za-z0-9]+(?:[.+-][A-Za-z0-9]+)+")
"""A licence by the short name that the list of SPDX gives it."""


def list_ways_in(workspace: Workspace, country: str, name: str, forms: Iterable[Link]) -> Iterator[Block]:
    """Yield how a reader takes part in the process of a country.

    Args:
        workspace: What is public.
        name: What the country is called.
        forms: The pages with a form to fill in.
    """
    document = workspace.one(Country, country)
    contact = document.entity.contact if document else None
    plain = workspace.language
    yield Heading(_("How to take part"), id="take-part")
    if contact and (contact.email or contact.telephone):
        facts: list[tuple[str, Cell]] = [
            (_("Institution"), plain_text(contact.institution, plain)),
            (_("Contact"), plain_text(contact.name, plain)),
            (_("E-mail"), contact.email),
            (_("Telephone"), contact.telephone),
        ]
        yield KeyValues(facts)
    yield Bullets(
        [
            *([form] for form in forms),
            [Link(_("Follow the news (Atom)"), "news.atom")],
            [Link(_("What is due, as a calendar (ICS)"), f"{country}/calendar.ics")],
            [Link(_("Everything as open data"), "data")],
            [Link(format_phrase(_("About {country} in OGP"), country=name), country)],
        ]
    )


def find_only_contact(workspace: Workspace) -> Contact | None:
    """Return whom the only country names as its contact; None where there are several countries.

    Args:
        workspace: What is public.
    """
    countries = workspace.all(Country)
    return countries[0].entity.contact if len(countries) == 1 else None


def list_contact(workspace: Workspace) -> list[Link | str]:
    """Return whom readers can ask about the website: the contact of the settings, else that of the only country.

    Args:
        workspace: What is public.
    """
    said = workspace.settings.portal.contact.strip()
    contact = find_only_contact(workspace)
    if not said and contact and contact.email:
        said = contact.email
    return [Link(said, said) if safe_web_address(said) else said] if said else []


def make_contact_address(contact: str) -> str:
    """Return where a contact leads: a web address, or an e-mail that can be written; empty where it is neither."""
    if safe_web_address(contact):
        return contact
    return f"mailto:{contact}" if is_mail_address(contact) else ""


def licence_address(licence: str) -> str:
    """Return where a licence can be read: its address, or that of its name in the list of SPDX; empty where it has neither."""
    if safe_web_address(licence):
        return licence
    return f"https://spdx.org/licenses/{licence}.html" if _SPDX.fullmatch(licence) else ""
