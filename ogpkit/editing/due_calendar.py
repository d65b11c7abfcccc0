"""What is due, asked again after a change only about the countries with changed files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from ogpkit.check.finding import merge_ordered
from ogpkit.plugins.contributions import DueDate
from ogpkit.plugins.owned import OwnedContribution
from ogpkit.plugins.queries import get_due_order, list_due_sources
from ogpkit.text.i18n import current_language
from ogpkit.workspace.progress import finish_steps

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

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
        of_country: The same for each country.
        all_of_it: That and what other sources give, in order.
    """

    workspace: Workspace
    language: str
    failed: frozenset[tuple[str, str]]
    by_country: Sequence[Due]
    of_country: Mapping[str, Sequence[Due]]
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
                of_country = _gather_by_country(steady)
            else:
                steady, of_country = self._ask_again(by_country, known, workspace, changed)
            yield
            others = self._ask(whole, workspace)
            yield
            all_of_it = tuple(merge_ordered(steady, others, get_due_order))
            known = self._known = _Known(workspace, current_language(), failed, steady, of_country, all_of_it)
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
    ) -> tuple[Sequence[Due], Mapping[str, Sequence[Due]]]:
        documents = {one.path: one for country in ("", *changed) for one in workspace.of_country(country)}
        part = attrs.evolve(workspace, documents=documents)
        found = [due for due in self._ask(sources, part) if due.value.place.country in changed]
        gone = {id(due) for country in changed for due in known.of_country.get(country, ())}
        steady = merge_ordered([due for due in known.by_country if id(due) not in gone], found, get_due_order)
        return steady, {**known.of_country, **dict.fromkeys(changed, ()), **_gather_by_country(found)}


def _gather_by_country(found: Iterable[Due]) -> Mapping[str, Sequence[Due]]:
    gathered: dict[str, list[Due]] = {}
    for due in found:
        gathered.setdefault(due.value.place.country, []).append(due)
    return gathered


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


def _find_changed_countries(before: Workspace, now: Workspace) -> frozenset[str] | None:
    """Return the countries with changed files; None where everything may be different."""
    then, there = before.documents, now.documents
    if any(getattr(before, name) != getattr(now, name) for name in ("settings", "today", "is_public")):
        return None
    paths = {path for path, one in there.items() if then.get(path) is not one} | (then.keys() - there.keys())
    countries = frozenset((there.get(path) or then[path]).country for path in paths)
    return None if "" in countries or len(countries) > _MOST else countries
