"""What only one plugin can have: the first one keeps it, a later one is left out and both are named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

from ogpkit.plugins.core_commands import CORE_COMMANDS, GROUPS
from ogpkit.plugins.discovery import CORE
from ogpkit.schema.fields import fields_of
from ogpkit.schema.kinds import Kind
from ogpkit.text.i18n import N_, _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.settings import PluginSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ogpkit.plugins.guard import Guard, Source
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.stages import StageGraph
    from ogpkit.plugins.table_views import TableView
    from ogpkit.schema.editions import EditionPart
    from ogpkit.schema.kinds import Extension, SettingsTable

T = TypeVar("T")


@attrs.frozen
class Claim:
    """Something that a contribution takes for itself.

    Attributes:
        sort: What it is, in English, for example `the name of a kind`.
        key: By which two claims are the same.
        shown: The same for a message.
    """

    sort: str
    key: object
    shown: str = ""


def _claim_nothing_more(sort: str, *key: object) -> tuple[Claim, ...]:
    return (Claim(sort, key, sanitize_line(str(key[-1]))),)


def _name_class(entity: type) -> str:
    return f"{entity.__module__}.{entity.__qualname__}"


def _claim_kind(kind: Kind[Any]) -> tuple[Claim, ...]:
    return (
        *_claim_nothing_more(N_("the name of a kind"), kind.name),
        Claim(N_("the class of a kind"), kind.entity, _name_class(kind.entity)),
    )


def _claim_extension(extension: Extension[Any]) -> tuple[Claim, ...]:
    shown = ".".join((extension.kind, *extension.path))
    return (Claim(N_("the extension table"), (extension.kind, extension.path), sanitize_line(shown)),)


def _claim_part(part: EditionPart[Any]) -> tuple[Claim, ...]:
    return (
        *_claim_nothing_more(N_("the part of editions"), part.name),
        Claim(N_("the class of a part of editions"), part.entity, _name_class(part.entity)),
    )


def _claim_graph(graph: StageGraph[Any]) -> tuple[Claim, ...]:
    return (
        *_claim_nothing_more(N_("the name of a stage graph"), graph.name),
        Claim(N_("the stages of the class"), graph.entity, _name_class(graph.entity)),
    )


def _claim_command(group: str, name: str) -> tuple[Claim, ...]:
    return (Claim(N_("the command"), (group, name), sanitize_line(f"{group} {name}".strip())),)


def _claim_table(view: TableView) -> tuple[Claim, ...]:
    files = (claim for name in view.exports for claim in _claim_nothing_more(N_("the exporter"), name))
    return (*_claim_nothing_more(N_("the table"), view.name), *files)


def _claim_settings(plugin: str, table: SettingsTable[Any]) -> tuple[Claim, ...]:
    return (
        Claim(N_("the class of settings"), table.entity, _name_class(table.entity)),
        _claim_settings_name(plugin),
    )


def _claim_settings_name(plugin: str) -> Claim:
    return Claim(N_("the settings"), plugin, sanitize_line(plugin))


_CLAIMS: Final[Mapping[str, Callable[[Any], tuple[Claim, ...]]]] = {
    "ogpkit_kinds": _claim_kind,
    "ogpkit_extensions": _claim_extension,
    "ogpkit_editions": _claim_part,
    "ogpkit_stages": _claim_graph,
    "ogpkit_rules": lambda rule: _claim_nothing_more(N_("the rule code"), rule.code),
    "ogpkit_actions": lambda action: _claim_nothing_more(N_("the action"), action.name),
    "ogpkit_cli_commands": lambda command: _claim_command(command.group, command.name),
    "ogpkit_importers": lambda importer: _claim_nothing_more(N_("the importer"), importer.name),
    "ogpkit_exporters": lambda exporter: _claim_nothing_more(N_("the exporter"), exporter.name),
    "ogpkit_papers": lambda paper: _claim_nothing_more(N_("the document"), paper.name),
    "ogpkit_tables": _claim_table,
    "ogpkit_tours": lambda tour: _claim_nothing_more(N_("the tour"), tour.name),
}
"""What each sort of contribution takes for itself among all plugins; the others have names within their plugin."""


class ConflictResolver:
    """Who has what already."""

    def __init__(self, guard: Guard, sources: Mapping[str, Source]) -> None:
        """Begin with what nobody can take: the core's own words.

        Args:
            guard: Takes the faults.
            sources: Where each plugin comes from.
        """
        self._guard = guard
        self._sources = sources
        groups = {"": tuple(CORE_COMMANDS), **GROUPS}
        taken = (_claim_command(group, word) for group, words in groups.items() for word in words)
        self._owners: dict[Claim, str] = {claim: CORE for claims in taken for claim in claims}
        keys = (field.key for field in fields_of(PluginSettings))  # the settings of a plugin stand beside these
        self._owners.update({_claim_settings_name(key): CORE for key in keys})

    def accept(self, hook: str, contributions: Iterable[OwnedContribution[T]]) -> tuple[OwnedContribution[T], ...]:
        """Leave out every contribution that wants what another one has.

        Args:
            hook: The hook that gave them.
            contributions: In the order in which they come first.
        """
        kept: list[OwnedContribution[T]] = []
        for owned in contributions:
            claims = _list_claims(hook, owned)
            taken = [claim for claim in claims if claim in self._owners]
            crossing = _find_crossing(owned, kept)
            for claim in taken:
                self._refuse(owned.plugin, self._owners[claim], _(claim.sort), claim.shown)
            if crossing:
                self._refuse(owned.plugin, crossing.plugin, _("paths of the form"), _find_pattern(crossing))
            if not taken and not crossing:
                self._owners.update(dict.fromkeys(claims, owned.plugin))
                kept.append(owned)
        return tuple(kept)

    def _refuse(self, loser: str, owner: str, sort: str, shown: str) -> None:
        message = _("{loser} also uses {sort} “{shown}”, which {owner} already uses.").format(
            sort=sort, shown=shown, owner=self._name_plugin(owner), loser=self._name_plugin(loser)
        )
        self._guard.report(
            loser,
            f"{sort} {shown}",
            message,
            _(
                "ogpkit ignores the one from {loser}. Switch one of the two plugins off, or ask its authors to choose another."
            ).format(loser=sanitize_line(loser)),
        )

    def _name_plugin(self, plugin: str) -> str:
        source = str(self._sources.get(plugin, ""))
        return f"{plugin} ({source})" if source else plugin


def _list_claims(hook: str, owned: OwnedContribution[Any]) -> tuple[Claim, ...]:
    if hook == "ogpkit_settings":
        return _claim_settings(owned.plugin, owned.value)
    if hook in _CLAIMS:
        return _CLAIMS[hook](owned.value)
    sort = type(owned.value).__name__.lower()
    return (Claim(sort, (owned.plugin, owned.value.name), sanitize_line(owned.value.name)),)


def _find_pattern(owned: OwnedContribution[Any]) -> str:
    return sanitize_line(owned.value.pattern.text)


def _find_crossing(owned: OwnedContribution[T], kept: Iterable[OwnedContribution[T]]) -> OwnedContribution[T] | None:
    """Return a kind before this one whose pattern could match a path of this one's."""
    kind = owned.value
    if not isinstance(kind, Kind):
        return None
    return next(
        (other for other in kept if isinstance(other.value, Kind) and kind.pattern.can_overlap(other.value.pattern)),
        None,
    )
