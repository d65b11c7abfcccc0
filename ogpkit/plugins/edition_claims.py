"""What an edition file may say: keys that there are, editions that there are, and no numbers of other plugins."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.schema.editions import FACTS, EditionSource
from ogpkit.schema.suggest import nearest_word
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ogpkit.plugins.guard import Guard
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.schema.editions import EditionPart

_DECIDING: Final = ("extends", "since")
"""Facts of an edition on which it depends what numbers hold, and for whom."""


@attrs.frozen
class Refusal:
    """Key of an edition file that is left out.

    Attributes:
        key: The key.
        message: What is wrong.
        remedy: What to do about it.
    """

    key: str
    message: str
    remedy: str


def refuse_keys(
    sources: Sequence[EditionSource],
    parts: Iterable[OwnedContribution[EditionPart[Any]]],
    guard: Guard,
    *,
    is_complete: bool,
) -> list[EditionSource]:
    """Leave out what nobody would read, and what changes the rules of other plugins for everybody.

    Args:
        sources: Edition files, in the order of their plugins.
        parts: The declared parts.
        guard: Takes a fault for each key that is left out, with its file and line.
        is_complete: Whether every plugin takes part; otherwise a table may be for one that does not.
    """
    owners = {part.value.name: part.plugin for part in parts}
    editions = {source.edition for source in sources}
    first: dict[str, EditionSource] = {}
    facts: dict[str, dict[str, object]] = {}
    kept: list[EditionSource] = []
    for source in sources:
        known = facts.setdefault(source.edition, {})
        home = first.setdefault(source.edition, source)
        refused = [
            *_find_unknown_keys(source, owners, is_complete=is_complete),
            *_find_unknown_parent(source, editions, is_complete=is_complete),
            *(_find_foreign_keys(source, home, owners, known) if home.plugin != source.plugin else ()),
        ]
        for one in refused:
            where = find_line(source, one.key)
            name = f"[{one.key}]" if isinstance(source.content[one.key], dict) else one.key
            guard.report(source.plugin, f"edition {source.edition}, {name}", one.message, one.remedy, where)
        without = {one.key for one in refused}
        content = {key: value for key, value in source.content.items() if key not in without}
        known.update((key, content[key]) for key in _DECIDING if key in content)
        kept.append(attrs.evolve(source, content=content))
    return kept


def find_line(source: EditionSource, *keys: str) -> str:
    """Return the file of an edition and the line on which one of some keys first stands.

    Args:
        keys: Keys at the top of the file.
    """
    if not source.file:
        return ""
    names = "|".join(map(re.escape, keys))
    begins = re.compile(rf"""\s*\[*\s*["']?(?:{names})["']?\s*[\].=]""")
    try:
        lines = Path(source.file).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        lines = []
    return f"{source.file}:{next((number for number, line in enumerate(lines, 1) if begins.match(line)), 1)}"


def _find_unknown_keys(source: EditionSource, owners: Mapping[str, str], *, is_complete: bool) -> Iterator[Refusal]:
    known = (*sorted(FACTS), *owners)
    for key, value in source.content.items():
        if key in known:
            continue
        near = nearest_word(key, known)
        if near or is_complete or not isinstance(value, dict):
            remedy = _("Did you mean `{key}`?").format(key=near) if near else _list_known(known)
            yield Refusal(key, _("No plugin reads the key “{key}” of a rule edition.").format(key=key), remedy)


def _list_known(known: Iterable[str]) -> str:
    return _("Known here: {keys}.").format(keys=", ".join(known))


def _find_unknown_parent(source: EditionSource, editions: set[str], *, is_complete: bool) -> Iterator[Refusal]:
    parent = source.content.get("extends")
    if not isinstance(parent, str) or parent in editions:
        return
    near = nearest_word(parent, editions)
    if near or is_complete:
        yield Refusal(
            "extends",
            _("It extends the edition “{edition}”, which does not exist.").format(edition=parent),
            _("Did you mean `{key}`?").format(key=near) if near else _list_known(sorted(editions)),
        )


def _find_foreign_keys(
    source: EditionSource, home: EditionSource, owners: Mapping[str, str], known: Mapping[str, object]
) -> Iterator[Refusal]:
    """Yield what would change an edition that another plugin gave first, beyond the plugin's own parts of it."""
    for key, value in source.content.items():
        is_foreign = owners.get(key, source.plugin) != source.plugin
        before = known.get(key, value if key == "since" else None)
        is_changed = key in _DECIDING and before != value
        if is_foreign or is_changed:
            yield Refusal(
                key,
                _("It would change “{key}” in “{edition}”, an edition of the plugin {owner}, for everybody.").format(
                    key=key, edition=source.edition, owner=owners.get(key, home.plugin)
                ),
                _(
                    "Add an edition with a name of your own that extends “{edition}”. Files can then name your edition."
                ).format(edition=source.edition),
            )
