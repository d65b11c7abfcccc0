"""What a page says of itself to search engines and to services that show links: description, Open Graph, schema.org."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.exchange.portal.addresses import list_ancestors, make_address, make_file_name
from ogpkit.exchange.portal.taking_part import find_only_contact, licence_address
from ogpkit.model import Commitment, Country
from ogpkit.model.cycle import Cycle
from ogpkit.text.blocks import KeyValues, Paragraph, Quote
from ogpkit.text.inline import LangText, Link
from ogpkit.text.sanitize import for_json, for_xml
from ogpkit.text.tables import cell_text, day_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ogpkit.exchange.portal.open_data import DataFile
    from ogpkit.text.blocks import Block
    from ogpkit.text.inline import Cell, Inline
    from ogpkit.workspace.content import Document, Workspace

_LONGEST: Final = 160
"""Letters of a description, as search engines show them."""

_SHORTEST: Final = 40
"""Letters from which on a paragraph describes a page, and is no label or link."""

_OPEN_GRAPH: Final = {"en": "en_GB", "fr": "fr_FR", "es": "es_ES", "ar": "ar_AR"}


def describe_page(blocks: Iterable[Block], title: str, language: str) -> str:
    """Return what a page is about in a line: its first sentences, else its first facts, else its title.

    Args:
        language: The language of the page.
    """
    facts: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            text = "".join(map(_read_piece, block.pieces))
            if len(text) >= _SHORTEST:
                return _cut(text)
        elif isinstance(block, Quote):
            break
        elif isinstance(block, KeyValues):
            for label, cell in block.rows:
                said = _read_cell(cell, language)
                facts += [f"{label}: {said}"] if said else []
    return _cut("; ".join(filter(None, (title, *facts))))


def _read_piece(piece: Inline) -> str:
    return piece.text if isinstance(piece, Link | LangText) else str(piece)


def _read_cell(cell: Cell, language: str) -> str:
    return day_text(cell, language) if isinstance(cell, date) else cell_text(cell)


def _cut(text: str) -> str:
    line = " ".join(for_xml(text).replace("**", "").split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def name_locale(language: str) -> str:
    """Return a language as Open Graph names it.

    Args:
        language: A language code.
    """
    return _OPEN_GRAPH.get(language, language.replace("-", "_"))


@attrs.frozen(kw_only=True)
class LinkedData:
    """What pages of one language say in the words of schema.org.

    Attributes:
        workspace: What is public.
        country: The country that the pages are about; empty for those that are about none.
        language: The language.
        site: What the site is called.
        titles: The titles of the pages, by address.
        base: The address of the site on the web; empty leaves addresses out.
        data: The files of open data.
    """

    workspace: Workspace
    country: str
    language: str
    site: str
    titles: Mapping[str, str]
    base: str
    data: Collection[DataFile]
    _works: dict[str, Document[Any]] = attrs.field(init=False)

    @_works.default
    def _find_works(self) -> dict[str, Document[Any]]:
        if not self.country:
            return {}
        above = (one for kind in (Cycle, Country) for one in self.workspace.all(kind, self.country))
        found: dict[str, Document[Any]] = {f"{one.country}/{one.cycle}".rstrip("/"): one for one in above}
        return found | {make_address(one.path): one for one in self.workspace.all(Commitment, self.country)}

    def write(self, address: str, description: str) -> str:
        """Return what a page says of itself as JSON that may stand in a page.

        Args:
            description: What it is about, in a line.
        """
        page = {
            "@type": "WebPage",
            "name": self._name(address),
            "description": description,
            "inLanguage": self.language,
            **self._locate(address),
            "isPartOf": {"@type": "WebSite", "name": for_xml(self.site), **self._locate("")},
        }
        if address:
            page["breadcrumb"] = {"@type": "BreadcrumbList", "itemListElement": list(self._list_steps(address))}
        if subject := self._describe_subject(address, description):
            page["mainEntity"] = subject
        said = json.dumps({"@context": "https://schema.org", **page}, ensure_ascii=False, separators=(",", ":"))
        return for_json(said).replace("<", "\\u003c").replace("&", "\\u0026")

    def _name(self, address: str) -> str:
        return for_xml(self.titles.get(address, "") or self.site)

    def _locate(self, address: str) -> dict[str, str]:
        return {"url": f"{self.base}/{make_file_name(self.language, address)}"} if self.base else {}

    def _list_steps(self, address: str) -> Iterator[dict[str, Any]]:
        above = [one for one in reversed(list_ancestors(address)) if one in self.titles]
        for place, one in enumerate((*above, address), 1):
            where = {"item": found["url"]} if (found := self._locate(one)) else {}
            yield {"@type": "ListItem", "position": place, "name": self._name(one), **where}

    def _describe_subject(self, address: str, description: str) -> dict[str, Any] | None:
        if address == "data":
            return self._describe_data(description)
        found = self._works.get(address.removesuffix("/plan"))
        if found is None:
            return self._describe_institution() if not address else None
        if isinstance(found.entity, Country):
            return {"@type": "Country", "name": self._name(address), "identifier": found.country}
        if isinstance(found.entity, Cycle):
            if not address.endswith("/plan"):
                return None
            days = f"{found.entity.start.isoformat()}/{found.entity.end.isoformat()}"
            return {"@type": "CreativeWork", "name": self._name(address), "temporalCoverage": days}
        work = {"@type": "CreativeWork", "name": self._name(address), "identifier": found.id}
        lead = found.entity.lead
        return work | ({"creator": {"@type": "GovernmentOrganization", "name": for_xml(lead)}} if lead else {})

    def _describe_institution(self) -> dict[str, Any] | None:
        """Return who is behind the site of one country."""
        contact = find_only_contact(self.workspace)
        if contact is None or not contact.institution:
            return None
        reached = {"email": contact.email, "telephone": contact.telephone}
        point = {key: for_xml(said) for key, said in reached.items() if said}
        found = {"@type": "GovernmentOrganization", "name": for_xml(contact.institution)}
        return found | ({"contactPoint": {"@type": "ContactPoint", **point}} if point else {})

    def _describe_data(self, description: str) -> dict[str, Any]:
        root = f"{self.base}/" if self.base else "../"
        files = [
            {
                "@type": "DataDownload",
                "name": file.path.rpartition("/")[2],
                "encodingFormat": file.about.get(
                    "mediatype", f"application/{'ld+json' if file.path.endswith('.jsonld') else 'json'}"
                ),
                "contentUrl": root + file.path,
            }
            for file in self.data
        ]
        licence = self.workspace.settings.workspace.licence
        found = {"@type": "Dataset", "name": for_xml(self.site), "description": description, "distribution": files}
        return found | ({"license": licence_address(licence) or for_xml(licence)} if licence else {})
