"""How every country and cycle stands, worked out once for each state of its files."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from ogpkit.plugins.contributions import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ogpkit.check.finding import Finding
    from ogpkit.editing.session import Desk
    from ogpkit.plugins.contributions import Place, Standing
    from ogpkit.plugins.manager import Owned
    from ogpkit.workspace.content import Document, Workspace

_KNOWN: Final[WeakKeyDictionary[Desk, Glance]] = WeakKeyDictionary()


def glance_of(desk: Desk) -> Glance:
    """The glance that all widgets over one desk share.

    Args:
        desk: The workspace.
    """
    if desk not in _KNOWN:
        _KNOWN[desk] = Glance(desk)
    return _KNOWN[desk]


class Glance:
    """Standings and numbers of problems, without asking every plugin about every country at every key."""

    def __init__(self, desk: Desk) -> None:
        """Look at a desk.

        Args:
            desk: The workspace.
        """
        self._desk = desk
        self._workspace: Workspace | None = None
        self._files: dict[str, list[Document[object]]] = {}
        self._findings: Sequence[Finding] | None = None
        self._severities: Mapping[str, Severity] = {}
        self._known: dict[tuple[str, str], tuple[Sequence[Document[object]], tuple[Owned[Standing], ...]]] = {}

    def files(self, country: str) -> Sequence[Document[object]]:
        """The files of a country, or those of none, in the order of their paths.

        Args:
            country: The country's identifier; empty for the files of the whole partnership.
        """
        workspace = self._desk.workspace
        if workspace is not self._workspace:
            files: dict[str, list[Document[object]]] = defaultdict(list)
            for path in sorted(workspace.documents):
                files[workspace.documents[path].country].append(workspace.documents[path])
            self._workspace, self._files = workspace, dict(files)
        return self._files.get(country, [])

    def standings(self, place: Place) -> tuple[Owned[Standing], ...]:
        """What the mechanisms say; asked again when a file of the country or of the partnership has changed.

        Args:
            place: A country or a cycle.
        """
        seen = (*self.files(place.country), *self.files(""))
        key = (place.country, place.cycle)
        before = self._known.get(key)
        if before is not None and len(before[0]) == len(seen) and all(map(_is, before[0], seen)):
            return before[1]
        said = self._desk.standings(place)
        self._known[key] = (seen, said)
        return said

    def problems(self) -> Counter[str]:
        """How many problems each country has."""
        kinds = self._desk.workspace.kinds
        counts: Counter[str] = Counter()
        for finding in self._desk.findings:
            if finding.path.startswith("countries/"):
                counts[finding.path.split("/", 2)[1]] += 1
            else:
                claimed = kinds.claiming(finding.path)
                counts[claimed[1].get("country", "") if claimed else ""] += 1
        return counts

    def severities(self) -> Mapping[str, Severity]:
        """The gravest that is wrong with each file that has problems."""
        findings = self._desk.findings
        if findings is not self._findings:
            order, gravest = tuple(Severity), dict[str, Severity]()
            for finding in findings:
                known = gravest.get(finding.path, finding.severity)
                gravest[finding.path] = min(known, finding.severity, key=order.index)
            self._findings, self._severities = findings, gravest
        return self._severities


def _is(one: object, other: object) -> bool:
    return one is other
