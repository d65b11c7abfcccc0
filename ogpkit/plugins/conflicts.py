"""What only one plugin can have: the first one keeps it, a later one is left out and both are named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

from ogpkit.plugins.contributions import (
    CliCommand,
    Exporter,
    Importer,
    Paper,
    Rule,
)
from ogpkit.plugins.core_commands import GROUPS, WORDS
from ogpkit.plugins.discovery import CORE
from ogpkit.plugins.stages import StageGraph
from ogpkit.schema.editions import EditionPart
from ogpkit.schema.kinds import Extension, Kind
from ogpkit.text.i18n import _, marked
from ogpkit.text.sanitize import on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ogpkit.plugins.guard import Guard, Source
    from ogpkit.plugins.owned import Owned

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


def _one(sort: str, *key: object) -> tuple[Claim, ...]:
    return (Claim(sort, key, on_one_line(str(key[-1]))),)


def _class_name(entity: type) -> str:
    return f"{entity.__module__}.{entity.__qualname__}"


def _kind(kind: Kind[Any]) -> tuple[Claim, ...]:
    return (
        *_one(marked("the name of a kind"), kind.name),
        Claim(marked("the class of a kind"), kind.entity, _class_name(kind.entity)),
    )


def _extension(extension: Extension[Any]) -> tuple[Claim, ...]:
    shown = ".".join((extension.kind, *extension.path))
    return (Claim(marked("the extension table"), (extension.kind, extension.path), on_one_line(shown)),)


def _part(part: EditionPart[Any]) -> tuple[Claim, ...]:
    return (
        *_one(marked("the part of editions"), part.name),
        Claim(marked("the class of a part of editions"), part.entity, _class_name(part.entity)),
    )


def _graph(graph: StageGraph[Any]) -> tuple[Claim, ...]:
    return (
        *_one(marked("the name of a stage graph"), graph.name),
        Claim(marked("the stages of the class"), graph.entity, _class_name(graph.entity)),
    )


def _command(group: str, name: str) -> tuple[Claim, ...]:
    return (Claim(marked("the command"), (group, name), on_one_line(f"{group} {name}".strip())),)


_CLAIMS: Final[Mapping[type, Callable[[Any], tuple[Claim, ...]]]] = {
    Kind: _kind,
    Extension: _extension,
    EditionPart: _part,
    StageGraph: _graph,
    Rule: lambda rule: _one(marked("the rule code"), rule.code),
    CliCommand: lambda command: _command(command.group, command.name),
    Importer: lambda importer: _one(marked("the importer"), importer.name),
    Exporter: lambda exporter: _one(marked("the exporter"), exporter.name),
    Paper: lambda paper: _one(marked("the document"), paper.name),
}
"""What each sort of contribution takes for itself among all plugins; the others have names within their plugin."""


class Claims:
    """Who has what already."""

    def __init__(self, guard: Guard, sources: Mapping[str, Source]) -> None:
        """Begin with what nobody can take: the core's own words.

        Args:
            guard: Takes the faults.
            sources: Where each plugin comes from.
        """
        self._guard = guard
        self._sources = sources
        groups = {"": tuple(WORDS), **GROUPS}
        taken = (_command(group, word) for group, words in groups.items() for word in words)
        self._owners: dict[Claim, str] = {claim: CORE for claims in taken for claim in claims}

    def unclaimed(self, contributions: Iterable[Owned[T]]) -> tuple[Owned[T], ...]:
        """Leave out every contribution that wants what another one has.

        Args:
            contributions: In the order in which they come first.
        """
        kept: list[Owned[T]] = []
        for owned in contributions:
            claims = self._of(owned)
            taken = [claim for claim in claims if claim in self._owners]
            crossing = _crossing(owned, kept)
            for claim in taken:
                self._refuse(owned.plugin, self._owners[claim], _(claim.sort), claim.shown)
            if crossing:
                self._refuse(owned.plugin, crossing.plugin, _("paths of the form"), _pattern_of(crossing))
            if not taken and not crossing:
                self._owners.update(dict.fromkeys(claims, owned.plugin))
                kept.append(owned)
        return tuple(kept)

    def _of(self, owned: Owned[Any]) -> tuple[Claim, ...]:
        claims_of = _CLAIMS.get(type(owned.value))
        if claims_of is not None:
            return claims_of(owned.value)
        sort = type(owned.value).__name__.lower()
        return (Claim(sort, (owned.plugin, owned.value.name), on_one_line(owned.value.name)),)

    def _refuse(self, loser: str, owner: str, sort: str, shown: str) -> None:
        message = _("{loser} claims {sort} “{shown}”; {owner} has it already.").format(
            sort=sort, shown=shown, owner=self._named(owner), loser=self._named(loser)
        )
        self._guard.report(
            loser,
            f"{sort} {shown}",
            message,
            _(
                "What {loser} gives is left out. Switch one of the two off, or ask its authors to choose another."
            ).format(loser=on_one_line(loser)),
        )

    def _named(self, plugin: str) -> str:
        source = str(self._sources.get(plugin, ""))
        return f"{plugin} ({source})" if source else plugin


def _pattern_of(owned: Owned[Any]) -> str:
    return on_one_line(owned.value.pattern.text)


def _crossing(owned: Owned[T], kept: Iterable[Owned[T]]) -> Owned[T] | None:
    """A kind before this one whose pattern could match a path of this one's."""
    kind = owned.value
    if not isinstance(kind, Kind):
        return None
    return next(
        (other for other in kept if isinstance(other.value, Kind) and kind.pattern.can_overlap(other.value.pattern)),
        None,
    )
