"""Which plugins are installed: entry points of the group `ogpkit`, read from the metadata without importing anything.

A plugin's identity is the name of its entry point. Where two distributions claim one name, the plugin that comes with ogpkit
keeps it; among others neither has it.
"""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import Final

import attrs

from ogpkit import __version__
from ogpkit.plugins.guard import Guard, Source
from ogpkit.plugins.providing import ENTRY_POINT_GROUP
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line

CORE: Final = "ogpkit"
"""The name of the core's own contributions, and of the distribution that ogpkit comes in."""

FILE_MODULE: Final = "ogpkit_file_"
"""With what the names begin under which plugins in one file run."""

_OWN_NAME: Final = re.compile(r"ogpkit(?![\w.-]*[\w])", re.IGNORECASE)


@attrs.frozen(kw_only=True)
class DiscoveredPlugin:
    """Plugin as a distribution declares it.

    Attributes:
        name: The name of the entry point.
        value: What it names: a module, or an object in one.
        source: Where it comes from.
        requires: What the distribution requires.
        load: Imports it and gives the module.
        readable: Whether the distribution's metadata could be read; if not, the name is that of their folder.
        catalogs: The catalogues of a plugin in one file, by language; None for one that has a folder of them.
    """

    name: str
    value: str
    source: Source
    requires: tuple[str, ...] = attrs.field(default=(), repr=False)
    load: Callable[[], object] = attrs.field(eq=False, repr=False)
    readable: bool = True
    catalogs: Mapping[str, bytes] | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def first_party(self) -> bool:
        """Tell whether it comes with ogpkit itself."""
        return _normalize_name(self.source.distribution) == CORE


def list_declared_plugins(guard: Guard) -> tuple[DiscoveredPlugin, ...]:
    """Return every plugin that some installed distribution declares, by name, those that come with ogpkit first.

    Args:
        guard: Takes the faults of distributions whose metadata cannot be read.
    """
    found: list[DiscoveredPlugin] = []
    seen: set[str] = set()
    for distribution in importlib.metadata.distributions():
        known = len(guard.faults)
        name = _find_folder(distribution)
        found.extend(guard.collect(name, "metadata", partial(_list_declared, distribution, seen)))
        if len(guard.faults) > known:
            found.append(DiscoveredPlugin(name=name, value="", source=Source(), load=object, readable=False))
    return tuple(sorted(found, key=lambda plugin: (plugin.name, not plugin.first_party, plugin.source.distribution)))


def _find_folder(distribution: importlib.metadata.Distribution) -> str:
    return sanitize_line(str(getattr(distribution, "_path", distribution)).replace("\\", "/").rsplit("/", 1)[-1])


def _list_declared(distribution: importlib.metadata.Distribution, seen: set[str]) -> Iterator[DiscoveredPlugin]:
    """Yield the plugins of one distribution; of several with one name, Python imports from the first that it finds."""
    if ENTRY_POINT_GROUP not in (distribution.read_text("entry_points.txt") or ""):
        return
    name = distribution.metadata["Name"]
    if _normalize_name(name) in seen:
        return
    seen.add(_normalize_name(name))
    first = importlib.metadata.distribution(name)
    for entry in first.entry_points:
        if entry.group == ENTRY_POINT_GROUP:
            yield DiscoveredPlugin(
                name=sanitize_line(entry.name),
                value=sanitize_line(entry.value),
                source=Source(distribution=name, version=first.version, package=entry.module),
                requires=tuple(first.requires or ()),
                load=entry.load,
            )


def resolve_names(
    plugins: Iterable[DiscoveredPlugin], guard: Guard
) -> tuple[tuple[DiscoveredPlugin, ...], tuple[DiscoveredPlugin, ...]]:
    """Settle who has each name.

    Args:
        plugins: Declared plugins, sorted by name and those that come with ogpkit first.
        guard: Takes a fault for each plugin that does not get its name.

    Returns:
        The plugins that have their name, and those that do not.
    """
    kept: list[DiscoveredPlugin] = []
    refused: list[DiscoveredPlugin] = []
    for name, group in groupby(plugins, key=lambda plugin: plugin.name):
        claims = list(group)
        winner = claims[0] if claims[0].first_party or len(claims) == 1 else None
        if name == CORE:
            winner = None
        kept.extend([winner] if winner else ())
        losers = [claim for claim in claims if claim is not winner]
        refused.extend(losers)
        if losers:
            _report_clash(name, claims, winner, guard)
    return tuple(kept), tuple(refused)


def _report_clash(name: str, claims: list[DiscoveredPlugin], winner: DiscoveredPlugin | None, guard: Guard) -> None:
    sources = [str(claim.source) for claim in claims]
    if name == CORE:
        sources.insert(0, f"{CORE} {__version__}")
    message = _("{sources} all declare a plugin called “{name}”.").format(sources=", ".join(sources), name=name)
    outcome = (
        _("ogpkit uses only the plugin from {source}.").format(source=winner.source if winner else CORE)
        if winner or name == CORE
        else _("ogpkit uses none of them.")
    )
    remedy = _("Uninstall all but one of them, or ask their authors to choose another name.")
    guard.report(name, "name", f"{message} {outcome}", remedy)


def fits_this_version(plugin: DiscoveredPlugin, guard: Guard) -> bool:
    """Tell whether a plugin can be used with this version of ogpkit, by what the metadata of its distribution say.

    Args:
        guard: Takes a fault when it cannot.
    """
    if plugin.first_party or not plugin.readable:
        return plugin.readable
    wanted = guard.call(plugin.name, "requirements", lambda: _find_required_version(plugin.requires), None)
    if wanted is None:
        return False
    if wanted:
        guard.report(
            plugin.name,
            "requirements",
            _("{source} needs ogpkit {wanted}, but this is ogpkit {version}.").format(
                source=plugin.source, wanted=wanted, version=__version__
            ),
            _("Install a version of {distribution} for ogpkit {version}, or ogpkit {wanted}.").format(
                distribution=sanitize_line(plugin.source.distribution),
                version=__version__,
                wanted=sanitize_line(wanted),
            ),
        )
    return not wanted


def _find_required_version(requires: Iterable[str]) -> str:
    """Return which versions of ogpkit are required when this one is none of them; otherwise nothing."""
    ours = [line for line in requires if _OWN_NAME.match(line)]
    if not ours:
        return ""
    from packaging.requirements import Requirement  # noqa: PLC0415  first-party plugins never need it

    for line in ours:
        requirement = Requirement(line)
        holds = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if holds and not requirement.specifier.contains(__version__, prereleases=True):
            return str(requirement.specifier)
    return ""


def _normalize_name(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()
