"""The open data of a site as a catalogue of DCAT-AP, which portals of open data read (W3C DCAT 3, in JSON-LD)."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.exchange.portal.addresses import make_file_name
from ogpkit.exchange.portal.taking_part import find_only_contact, licence_address, list_contact, make_contact_address
from ogpkit.text.i18n import _, message_language, use_language
from ogpkit.text.inline import Link
from ogpkit.text.sanitize import for_json, for_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from ogpkit.workspace.content import Workspace

_CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_LANGUAGES: Final = "http://id.loc.gov/vocabulary/iso639-1/"
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_GOVERNMENT: Final = "http://publications.europa.eu/resource/authority/data-theme/GOVE"
"""The theme “Government and public sector” of the European Union's list, which DCAT-AP asks for."""


@attrs.frozen(kw_only=True)
class Distribution:
    """File of open data, as a catalogue names it.

    Attributes:
        path: Where it lies in the site.
        title: What a person calls it.
        media_type: Its media type.
        size: How many bytes it has.
    """

    path: str
    title: str
    media_type: str
    size: int


def write_catalogue(
    workspace: Workspace,
    name: str,
    files: Iterable[Distribution],
    base: str,
    scope: Mapping[str, Any] = MappingProxyType({}),
) -> bytes:
    """Return the catalogue.

    Args:
        workspace: What is public.
        name: What the data are called.
        base: The address of the site on the web, without a slash at its end; without it addresses are relative.
        scope: Of which countries and years the data tell, as `describe_scope` gives it.
    """
    root = f"{base}/" if base else "../"
    languages = [{"@id": f"{_LANGUAGES}{code[:2]}"} for code in workspace.settings.workspace.languages]
    plain = workspace.language
    title = {"@value": for_xml(name), "@language": plain}
    shared = {
        "dct:title": title,
        "dct:description": list(_describe(workspace, name)),
        "dct:language": languages,
        "dct:publisher": _name_publisher(workspace, name),
        **_name_licence(workspace),
    }
    dataset = {
        "@id": f"{root}data/datapackage.json#dataset",
        "@type": "dcat:Dataset",
        **shared,
        "dct:identifier": f"{root}data/datapackage.json",
        "dcat:theme": {"@id": _GOVERNMENT},
        "dcat:landingPage": {"@id": root + make_file_name(plain, "data")},
        **scope,
        **_name_contact(workspace, name),
        "dcat:distribution": [_describe_file(one, root, workspace) for one in files],
    }
    catalogue = {
        "@context": _CONTEXT,
        "@id": f"{root}data/dcat.jsonld#catalogue",
        "@type": "dcat:Catalog",
        **shared,
        "foaf:homepage": {"@id": root},
        "dcat:dataset": [dataset],
    }
    return (for_json(json.dumps(catalogue, ensure_ascii=False, indent=1)) + "\n").encode("utf-8", "backslashreplace")


def _describe(workspace: Workspace, name: str) -> Iterator[dict[str, str]]:
    """Yield what the data are, in each language of the workspace into which ogpkit is translated, else in English."""
    for code in dict.fromkeys(map(message_language, workspace.settings.workspace.languages)):
        with use_language(code):
            said = _("Commitments, milestones, consultations and reports as open data: {name}").format(name=name)
        yield {"@value": for_xml(said), "@language": code}


def _describe_file(one: Distribution, root: str, workspace: Workspace) -> Mapping[str, Any]:
    return {
        "@id": root + one.path,
        "@type": "dcat:Distribution",
        "dct:title": one.title,
        "dcat:accessURL": {"@id": root + one.path},
        "dcat:downloadURL": {"@id": root + one.path},
        "dcat:mediaType": {"@id": _MEDIA_TYPES + one.media_type},
        "dcat:byteSize": {"@value": str(one.size), "@type": "xsd:nonNegativeInteger"},
        **_name_licence(workspace),
    }


def _name_licence(workspace: Workspace) -> dict[str, Any]:
    licence = workspace.settings.workspace.licence
    address = licence_address(licence)
    return {"dct:license": {"@id": address}} if address else {"dct:rights": for_xml(licence)} if licence else {}


def _name_publisher(workspace: Workspace, name: str) -> dict[str, Any]:
    """Return who publishes: the institution of the only country, else the site."""
    contact = find_only_contact(workspace)
    return {"@type": "foaf:Agent", "foaf:name": for_xml(contact.institution if contact else "") or for_xml(name)}


def _name_contact(workspace: Workspace, name: str) -> dict[str, Any]:
    contact = next(iter(list_contact(workspace)), "")
    address = make_contact_address(contact.text if isinstance(contact, Link) else contact)
    if not address:
        return {}
    key = "vcard:hasEmail" if address.startswith("mailto:") else "vcard:hasURL"
    return {"dcat:contactPoint": {"@type": "vcard:Kind", "vcard:fn": for_xml(name), key: {"@id": address}}}


def describe_scope(countries: Iterable[str], days: tuple[date, date] | None) -> dict[str, Any]:
    """Return of which countries and years the data tell.

    Args:
        countries: The countries.
        days: The first day and the last one of their cycles.
    """
    found: dict[str, Any] = {}
    if codes := [code[:2] for code in countries]:
        found["dct:spatial"] = [{"@id": f"https://www.iso.org/obp/ui/#iso:code:3166:{code}"} for code in codes]
    if days:
        said = dict(zip(("dcat:startDate", "dcat:endDate"), days, strict=True))
        typed = {key: {"@value": day.isoformat(), "@type": "xsd:date"} for key, day in said.items()}
        found["dct:temporal"] = {"@type": "dct:PeriodOfTime", **typed}
    return found
