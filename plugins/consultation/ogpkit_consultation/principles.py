"""What a rule set asks of a consultation, requirement by requirement, each judged from the files with its evidence.

The Roadmap has five principles (IV.1 to IV.5), the standards of 2022 eight minimum requirements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api import Severity, Verdict
from ogpkit.api.content import RuleForce, find_force
from ogpkit.api.text import N_, _, current_language, localized
from ogpkit_consultation import breadth, forum, local, process, standards
from ogpkit_consultation.dossier import Found, KeptEvidence, Look, MissingEvidence, PendingEvidence
from ogpkit_consultation.edition import Requirement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ogpkit_consultation.dossier import Dossier


@attrs.frozen(kw_only=True)
class Point:
    """One point of a requirement; a rule asks for it.

    Attributes:
        section: Where it stands.
        look: Looks at it.
        severity: How much it matters where the rule set does not say; a requirement is broken where an error is found.
    """

    section: str
    look: Look
    severity: Severity = Severity.ERROR


@attrs.frozen(kw_only=True)
class Judgement:
    """How a consultation meets a requirement.

    Attributes:
        requirement: The requirement.
        verdict: Whether it is met; `UNKNOWN` while what it asks for is not due.
        shown: What shows it.
        lacking: What is missing.
        waiting: What is still to be done.
        is_known: Whether anything at hand tells how it is met.
    """

    requirement: Requirement
    verdict: Verdict
    shown: tuple[KeptEvidence, ...] = ()
    lacking: tuple[MissingEvidence, ...] = ()
    waiting: tuple[PendingEvidence, ...] = ()
    is_known: bool = True

    @property
    def title(self) -> str:
        """Return what the requirement asks for, in the language in use."""
        return localized(self.requirement.title, current_language(), "en")

    @property
    def caveat(self) -> str:
        """Return what in the requirement could not be confirmed, in the language in use; empty where all is."""
        return localized(self.requirement.unconfirmed, current_language(), "en")

    @property
    def faults(self) -> list[str]:
        """Return what is missing for a report, which counts what is missing in many files."""
        return list(dict.fromkeys(one.together or one.said for one in self.lacking))

    @property
    def verdict_text(self) -> str:
        """Return the verdict in a word or two."""
        return _(SAID[self.verdict]) if self.is_known else _("not known")


SAID: Final = {
    Verdict.GOOD: N_("kept"),
    Verdict.ATTENTION: N_("kept, with gaps"),
    Verdict.BAD: N_("not kept"),
    Verdict.UNKNOWN: N_("not due yet"),
}
"""What the verdicts are called here."""

POINTS: Final[Mapping[str, Point]] = {
    "CON001": Point(section="Roadmap IV.1", look=process.look_at_publication),
    "CON002": Point(section="Roadmap IV.1", look=process.look_at_timeline),
    "CON003": Point(section="Roadmap IV.2", look=breadth.look_at_groups),
    "CON004": Point(section="Roadmap IV.2", look=breadth.look_at_views, severity=Severity.WARNING),
    "CON005": Point(section="Roadmap IV.2", look=breadth.look_at_summary),
    "CON006": Point(section="Roadmap IV.2", look=breadth.look_at_comments),
    "CON007": Point(section="Roadmap IV.3", look=process.look_at_awareness),
    "CON008": Point(section="Roadmap IV.3", look=process.look_at_awareness_period, severity=Severity.WARNING),
    "CON009": Point(section="Roadmap IV.4", look=breadth.look_at_announcements),
    "CON010": Point(section="Roadmap IV.4", look=breadth.look_at_mechanisms),
    "CON011": Point(section="Roadmap IV.5", look=forum.look_at_forum),
    "CON012": Point(section="Roadmap IV.5", look=forum.look_at_meetings),
    "CON013": Point(section="Standards of 2022, 2.2", look=forum.look_at_minutes, severity=Severity.WARNING),
    "CON014": Point(section="Standards of 2022, 1.1", look=forum.look_at_promise, severity=Severity.WARNING),
    "CON037": Point(section="Standards of 2022, 2.1", look=standards.look_at_website),
    "CON038": Point(section="Standards of 2022, 2.2", look=standards.look_at_repository),
    "CON039": Point(
        section="Standards of 2022, 3.1", look=standards.look_at_cocreation_timeline, severity=Severity.ADVICE
    ),
    "CON040": Point(section="Standards of 2022, 4.1", look=standards.look_at_response),
    "CON041": Point(
        section="Standards of 2022, 5.1", look=standards.look_at_results_meetings, severity=Severity.ADVICE
    ),
    "CON042": Point(section="OGP Local", look=local.look_at_website_updates),
}
"""The points of all requirements, by the code of the rule that asks for each; rule sets say which requirement has which."""


def find_severity(code: str, dossier: Dossier) -> str | None:
    """Return how much a point matters by the rule set that holds; None where it does not ask for it.

    Args:
        code: The code of the rule that asks for it.
    """
    force = find_force(code, dossier.document, dossier.workspace)
    if force is RuleForce.OFF:
        return None
    return force.value if force else POINTS[code].severity.value if code in POINTS else Severity.ERROR.value


def find_requirement(dossier: Dossier, *codes: str) -> Requirement | None:
    """Return the requirement of the rule set that holds which has one of some points; None where none has.

    Args:
        codes: The codes of the rules that ask for the points.
    """
    return next((one for one in dossier.part.requirements if set(codes) & set(one.points)), None)


def judge(dossier: Dossier, requirement: Requirement) -> Judgement:
    """Say how a consultation meets a requirement."""
    if dossier.is_known_by_findings and dossier.is_cycle_over:
        # what was not written down in time is not known to have failed
        return Judgement(requirement=requirement, verdict=Verdict.UNKNOWN, is_known=False)
    found: list[tuple[str, Found]] = []
    for code in requirement.points:
        severity = find_severity(code, dossier)
        if code in POINTS and severity is not None:
            found += [(severity, one) for one in POINTS[code].look(dossier)]
    shown = tuple(one for _severity, one in found if isinstance(one, KeptEvidence))
    lacking = tuple(one for _severity, one in found if isinstance(one, MissingEvidence))
    waiting = tuple(one for _severity, one in found if isinstance(one, PendingEvidence))
    # only errors break a requirement: the others are what ogpkit reads into its words, or could not confirm
    if any(isinstance(one, MissingEvidence) and severity == Severity.ERROR.value for severity, one in found):
        verdict = Verdict.BAD
    elif lacking:
        verdict = Verdict.ATTENTION
    else:
        # nothing missing is no praise while something is still to be done
        verdict = Verdict.UNKNOWN if waiting or not shown else Verdict.GOOD
    return Judgement(requirement=requirement, verdict=verdict, shown=shown, lacking=lacking, waiting=waiting)


def judge_principles(dossier: Dossier) -> tuple[Judgement, ...]:
    """Return how a consultation meets each requirement of the rule set that holds."""
    return tuple(judge(dossier, requirement) for requirement in dossier.part.requirements)
