"""Which versions of a file were public, and what became different from one to the next.

A version was public if it stood at the end of a day on which its document was: what was drafted and taken out before the plan
was deposited never was, nor what was written and taken out on one day. Each version passes the gate with the state of its last
day and the masks of today.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import attrs

from ogpkit.exchange.portal.withdrawn import find_taken_out, withhold
from ogpkit.exchange.publishing import PublicationGate
from ogpkit.schema.convert import toml_value
from ogpkit.schema.fields import Sort, fields_of
from ogpkit.workspace.differences import find_differences
from ogpkit.workspace.load import read_as_far_as_possible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.content import Document, Workspace
    from ogpkit.workspace.differences import Difference
    from ogpkit.workspace.history import Revision


@attrs.frozen
class Change:
    """Change that a day made of a file that was public before or is since.

    Attributes:
        on: The day.
        is_first: Whether there was no such file before.
        is_last: Whether there is none since.
        found: What is different since, where there was one before.
    """

    on: date
    is_first: bool = False
    is_last: bool = False
    found: tuple[Difference, ...] = ()


@attrs.frozen
class _State:
    first: date
    last: date
    content: bytes | None = attrs.field(repr=False)


@attrs.frozen
class _Version:
    on: date
    values: Mapping[str, object] | None = attrs.field(repr=False)


class Versions:
    """Earlier versions of the files of a workspace as they were public."""

    def __init__(self, workspace: Workspace, plugins: Plugins) -> None:
        """Keep what it takes to let a version pass.

        Args:
            workspace: What the files say, whatever is public of it.
        """
        self._workspace = workspace
        self._plugins = plugins

    def list_changes(self, path: str, revisions: Iterable[Revision], since: date) -> tuple[Change, ...]:
        """Return what became of a file since it is public, newest first, without what was withdrawn as personal.

        Args:
            revisions: Its changes, newest first, as far back as `since`.
            since: The day from which on it is public.
        """
        claimed = self._workspace.kinds.match_path(path)
        if claimed is None:
            return ()
        masked: set[str] = set()
        states = _list_states(list(revisions)[::-1], self._workspace.today)
        versions = list(self._list_versions(path, states, since, masked))
        found: list[Change] = []
        withdrawn: list[str] = []
        for before, after in pairwise(versions):
            if before.values is None or after.values is None:
                if before.values is not after.values:
                    found.append(Change(after.on, is_first=before.values is None, is_last=after.values is None))
                continue
            here = tuple(find_differences(claimed[0].entity, before.values, after.values))
            found.append(Change(after.on, found=here))
            withdrawn += [span for one in here for span in find_taken_out(one, masked)]
        if not found:
            return ()
        now = self._workspace.documents.get(path)
        values = self._pass_gate(now, self._workspace.today, set()) if now else None
        current = frozenset(_list_texts(values))
        return tuple(
            attrs.evolve(one, found=tuple(withhold(each, masked, withdrawn, current) for each in one.found))
            for one in reversed(found)
        )

    def _list_versions(self, path: str, states: Iterable[_State], since: date, masked: set[str]) -> Iterator[_Version]:
        for state in states:
            if state.last < max(state.first, since):
                continue
            if state.content is None:
                yield _Version(state.first, None)
                continue
            document, _faults = read_as_far_as_possible(path, state.content, self._workspace.kinds)
            values = self._pass_gate(document, state.last, masked) if document else None
            if values is not None:  # of one that cannot be read nothing is known
                yield _Version(state.first, values)

    def _pass_gate(self, document: Document[Any], day: date, masked: set[str]) -> dict[str, object] | None:
        gate = PublicationGate(self._workspace.on(day), self._plugins)
        passed = gate.publish_document(document)
        masked |= gate.masked
        return _dump_values(passed.entity) if passed else None


def _list_states(revisions: list[Revision], today: date) -> Iterator[_State]:
    """Yield what a file held, oldest first, each with the first day and the last at whose end it held that."""
    if not revisions:
        return
    yield _State(date.min, revisions[0].on - timedelta(days=1), revisions[0].before)
    for revision, later in zip(revisions, [*revisions[1:], None], strict=True):
        last = later.on - timedelta(days=1) if later else today
        yield _State(revision.on, last, revision.after)


def _dump_values(entity: Any) -> dict[str, object]:
    """Return what an entity says, as TOML has it, without defaults.

    But each choice, which is a fact also where it is the default.
    """
    found: dict[str, object] = {}
    for field in fields_of(type(entity)):
        value = getattr(entity, field.name)
        if field.shape.sort is Sort.CHOICE and value is not None:
            found[field.key] = toml_value(value)
        elif value is None or value == field.default:
            continue
        elif field.shape.sort is Sort.TABLE:
            found[field.key] = _dump_values(value)
        elif field.shape.sort is Sort.LIST and field.shape.nested():
            found[field.key] = [_dump_values(item) for item in value]
        else:
            found[field.key] = toml_value(value)
    return found


def _list_texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _list_texts(item)
    elif isinstance(value, list):
        if value and all(isinstance(item, str) for item in value):
            yield ", ".join(value)
        for item in value:
            yield from _list_texts(item)
