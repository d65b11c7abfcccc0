"""Files that a website has for machines: the list of its pages, and what robots may read (sitemaps.org, RFC 9309)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from ogpkit.exchange.portal.addresses import make_file_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML: Final = "http://www.w3.org/1999/xhtml"

_MOST: Final = 10_000
"""Pages in one file; with the same page in four languages beside each of them it stays far below 50 MB."""

_NOT_LISTED: Final = ("search",)
"""Pages that nobody looks for."""


def list_web_files(
    known: Mapping[str, Collection[str]], base: str, changed: Mapping[str, date] = MappingProxyType({})
) -> Iterator[tuple[str, bytes]]:
    """Yield what robots may read, and the list of all pages where the address of the site is known.

    Args:
        known: The addresses of the pages of each language.
        base: The address of the site on the web, without a slash at its end; empty where it is not known.
        changed: The last day on which there was news about a page, by its address.
    """
    lines = ["User-agent: *", "Allow: /"]
    if base:
        lines.append(f"Sitemap: {base}/sitemap.xml")
        yield from _list_sitemaps(known, base, changed)
    yield "robots.txt", ("\n".join(lines) + "\n").encode()


def _list_sitemaps(
    known: Mapping[str, Collection[str]], base: str, changed: Mapping[str, date]
) -> Iterator[tuple[str, bytes]]:
    pages = [
        (language, address)
        for language, addresses in known.items()
        for address in sorted(addresses)
        if address not in _NOT_LISTED
    ]
    parts = [pages[at : at + _MOST] for at in range(0, len(pages), _MOST)]
    if len(parts) <= 1:
        yield "sitemap.xml", _write_pages(pages, known, base, changed)
        return
    root = ET.Element("sitemapindex", {"xmlns": _NAMESPACE})
    for number, part in enumerate(parts, 1):
        name = f"sitemap-{number}.xml"
        ET.SubElement(ET.SubElement(root, "sitemap"), "loc").text = f"{base}/{name}"
        yield name, _write_pages(part, known, base, changed)
    yield "sitemap.xml", _end_file(root)


def _write_pages(
    pages: Collection[tuple[str, str]], known: Mapping[str, Collection[str]], base: str, changed: Mapping[str, date]
) -> bytes:
    root = ET.Element("urlset", {"xmlns": _NAMESPACE, "xmlns:xhtml": _XHTML})
    for language, address in pages:
        entry = ET.SubElement(root, "url")
        ET.SubElement(entry, "loc").text = f"{base}/{make_file_name(language, address)}"
        if day := changed.get(address):
            ET.SubElement(entry, "lastmod").text = day.isoformat()
        same = [other for other, addresses in known.items() if address in addresses]
        for other in same if len(same) > 1 else ():
            href = f"{base}/{make_file_name(other, address)}"
            ET.SubElement(entry, "xhtml:link", {"rel": "alternate", "hreflang": other, "href": href})
    return _end_file(root)


def _end_file(root: ET.Element) -> bytes:
    ET.indent(root, space="")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
