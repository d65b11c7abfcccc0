"""Where a page lies in the site, and how one page refers to another.

An address such as `XX/2012-2013/plan` is stable; it mirrors the path of what it is about. Its file is
`LANGUAGE/XX/2012-2013/plan.html`, so that the site works from a server and from a disk alike.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Final

import attrs

from ogpkit.exchange.html import html_anchor, safe_web_address
from ogpkit.model.identifiers import is_device_name

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9_.-]")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_MOST: Final = 120
"""How long one part of a path may be; no system's limit is lower, and no address of a sane file is longer."""


@lru_cache(maxsize=2**16)
def make_file_name(language: str, address: str) -> str:
    """Return the file of a page, relative to the site, with `/`.

    Args:
        language: The language of the page.
        address: Its address; empty for the first page.
    """
    parts = [make_path_part(name) for name in address.split("/") if name]
    return "/".join([make_path_part(language), *parts]) + ".html" if parts else f"{make_path_part(language)}/index.html"


def make_address(path: str) -> str:
    """Return the address that mirrors the path of a document, for example `XX/2012-2013/commitments/open-data`.

    Args:
        path: The path of a file of the workspace.
    """
    parts = path.removesuffix(".toml").split("/")
    if parts[0] == "countries":
        parts = parts[1:]
        if parts[1:2] == ["cycles"]:
            del parts[1]
    return "/".join(parts)


def list_ancestors(address: str) -> list[str]:
    """Return the addresses above one, from the nearest to the first page."""
    parts = address.split("/")
    return ["/".join(parts[:length]) for length in range(len(parts) - 1, -1, -1)] if address else []


@attrs.frozen(kw_only=True)
class Map:
    """Map of what can be referred to from the pages of one language.

    Attributes:
        language: The language.
        pages: The addresses of its pages.
        files: Every other file of the site, by the address under which pages refer to it.
    """

    language: str
    pages: Collection[str]
    files: Mapping[str, str] = attrs.field(factory=dict)

    def find_reference(self, source: str, address: str) -> str | None:
        """Return the reference from a page to an address; None for what is neither on the web nor in the site.

        Args:
            source: The file of the page that refers.
            address: An address on the web, or of a page or file of the site, with `#name` behind it if need be.
        """
        if found := safe_web_address(address):
            return found
        if _SCHEME.match(address):
            return None
        place, _hash, name = address.partition("#")
        target = self._find_target(place)
        if target is None:
            return None
        here = "" if target == source and name else make_relative(source, target)
        return f"{here}#{html_anchor(name)}" if name else here

    def find_nearest(self, address: str) -> str:
        """Return the page that is nearest to an address: its own, or the first one above it."""
        return next((one for one in (address, *list_ancestors(address)) if one in self.pages), "")

    def _find_target(self, place: str) -> str | None:
        if place in self.pages:
            return make_file_name(self.language, place)
        return self.files.get(place)


def make_relative(source: str, target: str) -> str:
    """Return the reference from one file of the site to another.

    Args:
        source: The file that refers.
        target: The file that is meant.
    """
    here, there = source.split("/")[:-1], target.split("/")
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:])


def make_path_part(name: str) -> str:
    """Return one part of a path that every file system takes; different names stay different."""
    safe = _UNSAFE.sub(lambda found: f"~{ord(found[0]):x}", name)
    if safe.startswith(".") or safe.endswith(".") or is_device_name(safe):
        safe = safe.replace(".", "~2e") if "." in safe else f"~{safe}"
        if is_device_name(safe):
            safe = f"~{safe}"
    if len(safe) <= _MOST:
        return safe
    return f"{safe[: _MOST - 17]}~{blake2b(name.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"
