"""How every country and cycle stands, worked out once for each state of its files."""

from __future__ import annotations

from collections import Counter
from operator import is_
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from ogpkit.model.vocabulary import Severity
from ogpkit.plugins.places import Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ogpkit.check.finding import Finding
    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.places import Status
    from ogpkit.workspace.content import Document
    from ogpkit.workspace.progress import Steps

_KNOWN: Final[WeakKeyDictionary[WorkspaceSession, StatusCache]] = WeakKeyDictionary()


def get_status_cache(session: WorkspaceSession) -> StatusCache:
    """Return the cache of statuses that all widgets over one session share."""
    if session not in _KNOWN:
        _KNOWN[session] = StatusCache(session)
    return _KNOWN[session]


class StatusCache:
    """Standings and numbers of problems, without asking every plugin about every country at every key."""

    def __init__(self, session: WorkspaceSession) -> None:
        """Follow a session."""
        self._session = session
        self._findings: Sequence[Finding] | None = None
        self._severities: Mapping[str, Severity] = {}
        self._known: dict[
            tuple[str, str], tuple[tuple[Sequence[Document[object]], ...], tuple[OwnedContribution[Status], ...]]
        ] = {}

    def list_files(self, country: str) -> Sequence[Document[object]]:
        """Return the files of a country, or those of none, in the order of their paths.

        Args:
            country: The country's identifier; empty for the files of the whole partnership.
        """
        return self._session.workspace.of_country(country)

    def collect_statuses(self, place: Place) -> tuple[OwnedContribution[Status], ...]:
        """Return what the mechanisms say; asked again when a file of the country or of the partnership has changed.

        Args:
            place: A country or a cycle.
        """
        seen = (self.list_files(place.country), self.list_files(""))
        key = (place.country, place.cycle)
        before = self._known.get(key)
        if before is not None and all(map(_is_same, before[0], seen)):
            return before[1]
        said = self._session.standings(place)
        self._known[key] = (seen, said)
        return said

    def ask_in_steps(self) -> Steps[None]:
        """Ask how each country stands, one in each step, so that `collect_statuses` answers at once."""
        for country in self._session.workspace.countries:
            self.collect_statuses(Place(country=country))
            yield

    def count_problems(self) -> Counter[str]:
        """Return how many problems each country has."""
        kinds = self._session.workspace.kinds
        counts: Counter[str] = Counter()
        for finding in self._session.findings:
            if finding.path.startswith("countries/"):
                counts[finding.path.split("/", 2)[1]] += 1
            else:
                claimed = kinds.match_path(finding.path)
                counts[claimed[1].get("country", "") if claimed else ""] += 1
        return counts

    def find_severities(self) -> Mapping[str, Severity]:
        """Return the gravest that is wrong with each file that has problems."""
        findings = self._session.findings
        if findings is not self._findings:
            rank = {severity: number for number, severity in enumerate(Severity)}
            gravest = dict[str, Severity]()
            for finding in findings:
                known = gravest.get(finding.path)
                if known is None or rank[finding.severity] < rank[known]:
                    gravest[finding.path] = finding.severity
            self._findings, self._severities = findings, gravest
        return self._severities


def _is_same(before: Sequence[object], now: Sequence[object]) -> bool:
    """Tell whether files are the same ones; those of a country that nobody has touched stay in the same list."""
    return before is now or (len(before) == len(now) and all(map(is_, before, now)))
