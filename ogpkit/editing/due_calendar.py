"""What is due, asked again after a change only about the countries with changed files."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from ogpkit.plugins.contributions import DueDate
from ogpkit.plugins.owned import OwnedContribution
from ogpkit.plugins.queries import get_due_order, list_due_sources
from ogpkit.text.i18n import current_language
from ogpkit.workspace.progress import finish_steps

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.queries import DueSource
    from ogpkit.workspace.content import Document, Workspace
    from ogpkit.workspace.progress import Steps

Due: TypeAlias = OwnedContribution[DueDate]

_AT_ONCE: Final = 20
"""Files that are asked about at once, of whole countries; more keep keys waiting."""

_MOST: Final = 20
"""Countries that are asked about alone; of more the whole is asked at once."""


@attrs.frozen
class _Known:
    """What is due in one state of the files.

    Attributes:
        workspace: The state.
        language: In which titles are written.
        failed: The sources of which something may be missing, because they have failed.
        by_country: What follows from one country's files, in order.
        all_of_it: That and what other sources give, in order.
    """

    workspace: Workspace
    language: str
    failed: frozenset[tuple[str, str]]
    by_country: Sequence[Due]
    all_of_it: tuple[Due, ...]


class DueCalendar:
    """What is due; each answer is kept for the next state of the files."""

    def __init__(self, plugins: Plugins) -> None:
        """Know nothing yet.

        Args:
            plugins: Who is asked.
        """
        self._plugins = plugins
        self._known: _Known | None = None

    @property
    def is_known(self) -> bool:
        """Tell whether it was asked for before, so that it costs little after a change."""
        return self._known is not None

    def collect(self, workspace: Workspace) -> tuple[Due, ...]:
        """Return what is due, in order.

        Args:
            workspace: What the files say.
        """
        return finish_steps(self.collect_in_steps(workspace))

    def collect_in_steps(self, workspace: Workspace) -> Steps[tuple[Due, ...]]:
        """Return what is due, in order; a step is what one source says of some countries.

        Args:
            workspace: What the files say.
        """
        known = self._known
        if known is None or known.workspace is not workspace or known.language != current_language():
            changed = None if known is None else _find_changed_countries(known.workspace, workspace)
            failed = frozenset((fault.plugin, fault.doing) for fault in self._plugins.faults)
            by_country: list[DueSource] = []
            whole: list[DueSource] = []
            for source in list_due_sources(self._plugins):
                is_steady = source.by_country and (source.plugin, source.doing) not in failed
                (by_country if is_steady else whole).append(source)
            if known is None or changed is None or known.language != current_language() or known.failed != failed:
                steady = yield from self._ask_in_parts(by_country, workspace)
            else:
                steady = self._ask_again(by_country, known, workspace, changed)
            yield
            others = self._ask(whole, workspace)
            yield
            all_of_it = tuple(_merge(steady, others))
            known = self._known = _Known(workspace, current_language(), failed, steady, all_of_it)
        return known.all_of_it

    def _ask_in_parts(self, sources: Sequence[DueSource], workspace: Workspace) -> Steps[Sequence[Due]]:
        found: list[tuple[tuple[str, ...], int, Due]] = []
        for documents in _divide_by_country(workspace):
            part = attrs.evolve(workspace, documents=documents)
            for source in sources:
                for due in source.ask(part, self._plugins):
                    found.append((get_due_order(due), len(found), due))
                yield
        found.sort()
        yield
        return [due for _order, _number, due in found]

    def _ask(self, sources: Sequence[DueSource], workspace: Workspace) -> list[Due]:
        return [due for source in sources for due in source.ask(workspace, self._plugins)]

    def _ask_again(
        self, sources: Sequence[DueSource], known: _Known, workspace: Workspace, changed: Collection[str]
    ) -> Sequence[Due]:
        wanted = {"", *changed}
        documents = {path: one for path, one in workspace.documents.items() if one.country in wanted}
        part = attrs.evolve(workspace, documents=documents)
        found = [due for due in self._ask(sources, part) if due.value.place.country in changed]
        return _merge([due for due in known.by_country if due.value.place.country not in changed], found)


def _divide_by_country(workspace: Workspace) -> Iterator[dict[str, Document[object]]]:
    """Yield the files of some countries after the other, each time with those of the whole partnership; all at once if few."""
    common, countries = workspace.of_country(""), workspace.countries
    part = {one.path: one for one in common}
    for country in countries:
        part.update((one.path, one) for one in workspace.of_country(country))
        if len(part) - len(common) > _AT_ONCE:
            yield part
            part = {one.path: one for one in common}
    if len(part) > len(common) or not countries:
        yield part


def _merge(ordered: Sequence[Due], others: Sequence[Due]) -> Sequence[Due]:
    """Return both in order; few are put where they belong, which takes less than to look at all."""
    if len(others) * _MOST > len(ordered):
        return sorted([*ordered, *others], key=get_due_order)
    merged = list(ordered)
    for due in others:
        insort(merged, due, key=get_due_order)
    return merged


def _find_changed_countries(before: Workspace, now: Workspace) -> frozenset[str] | None:
    """Return the countries with changed files; None where everything may be different."""
    then, there = before.documents, now.documents
    if any(getattr(before, name) != getattr(now, name) for name in ("settings", "today", "is_public")):
        return None
    paths = {path for path, one in there.items() if then.get(path) is not one} | (then.keys() - there.keys())
    countries = frozenset((there.get(path) or then[path]).country for path in paths)
    return None if "" in countries or len(countries) > _MOST else countries
