"""Which findings count: chosen by code, by path and by severity, in `ogpkit.toml` and on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.model.vocabulary import Severity
from ogpkit.workspace.scan import is_matched
from ogpkit.workspace.settings import CalendarUse, is_chosen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit.check.finding import Finding
    from ogpkit.workspace.settings import CheckSettings

_WEIGHTS: Final = {Severity.ADVICE: 0, Severity.WARNING: 1, Severity.ERROR: 2}


def is_failing(severity: Severity, least: Severity) -> bool:
    """Tell whether a severity is at least another one."""
    return _WEIGHTS[severity] >= _WEIGHTS[least]


@attrs.frozen(kw_only=True)
class RuleSelection:
    """Selection of what a run of the check is about.

    A selector is a code, or what codes begin with: `ELI003`, or `ELI` for all rules of the eligibility plugin.

    Attributes:
        select: The selectors of the rules that are asked for; empty for all.
        ignore: The selectors of the rules that are left out.
        by_path: Selectors to leave out, by path pattern.
        least: Findings that matter less than this do not count.
        severities: How much the findings of rules matter here, by selector.
        calendar: What to do with findings that are new because of the date alone.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    by_path: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, hash=False)
    least: Severity = Severity.ADVICE
    severities: Mapping[str, Severity] = attrs.field(factory=dict, hash=False)
    calendar: CalendarUse = CalendarUse.FAIL

    @classmethod
    def from_settings(cls, settings: CheckSettings) -> RuleSelection:
        """Return what the settings of a workspace say.

        Args:
            settings: The table `[check]`.
        """
        return cls(
            select=settings.select,
            ignore=settings.ignore,
            by_path=settings.per_file_ignores,
            least=settings.min_severity,
            severities=settings.severity,
            calendar=settings.calendar,
        )

    def narrow(
        self,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        least: Severity | None = None,
        calendar: CalendarUse | None = None,
    ) -> RuleSelection:
        """Return the same, with what is said on the command line.

        Args:
            select: Selectors; what is asked for by name is shown, whatever the settings choose for the whole workspace.
            ignore: Selectors that are left out besides.
        """
        asked, left = tuple(select), tuple(ignore)
        return attrs.evolve(
            self,
            select=asked or self.select,
            ignore=left if asked else (*self.ignore, *left),
            least=least or self.least,
            calendar=calendar or self.calendar,
        )

    @property
    def hides_calendar(self) -> bool:
        """Tell whether findings that come with the calendar alone are left out."""
        return self.calendar is CalendarUse.HIDE

    def weigh(self, code: str, severity: Severity) -> Severity:
        """Return how much a finding matters in this workspace.

        Args:
            code: The code of its rule.
            severity: How much it matters by itself.
        """
        meant = max(
            (selector for selector in self.severities if selector and code.startswith(selector)), key=len, default=""
        )
        return self.severities[meant] if meant else severity

    def selects(self, code: str) -> bool:
        """Tell whether a rule is asked for at all."""
        return (not self.select or is_chosen(code, self.select)) and not is_chosen(code, self.ignore)

    def includes(self, code: str, path: str, severity: Severity) -> bool:
        """Tell whether a finding counts.

        Args:
            code: The code of its rule.
            severity: How much it matters.
        """
        if _WEIGHTS[severity] < _WEIGHTS[self.least] or not self.selects(code):
            return False
        return not is_matched(path, self.list_silent(code))

    def list_counting(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings that count, each with the severity that it has in this workspace.

        Args:
            findings: Every finding.
        """
        for finding in findings:
            severity = self.weigh(finding.code, finding.severity)
            if self.includes(finding.code, finding.path, severity) and not (finding.calendar and self.hides_calendar):
                yield finding if severity is finding.severity else attrs.evolve(finding, severity=severity)

    def list_silent(self, code: str) -> tuple[str, ...]:
        """Return the patterns of the files for which the settings leave a rule out.

        Args:
            code: Its code.
        """
        return tuple(glob for glob, codes in self.by_path.items() if is_chosen(code, codes))
