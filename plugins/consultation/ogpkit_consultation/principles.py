"""The five principles of public consultation, each judged from the files with its evidence (Roadmap IV.1 to IV.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api import Severity, Verdict
from ogpkit.api.text import N_, _
from ogpkit_consultation import breadth, forum, process
from ogpkit_consultation.dossier import Lacking, Look, Shown, Waiting

if TYPE_CHECKING:
    from ogpkit_consultation.dossier import Dossier


@attrs.frozen(kw_only=True)
class Point:
    """One point of a principle; a rule asks for it.

    Attributes:
        code: The code of the rule.
        look: Looks at it.
        severity: How much it matters; a principle is broken where an error is found.
    """

    code: str
    look: Look
    severity: Severity = Severity.ERROR


@attrs.frozen(kw_only=True)
class Principle:
    """One of the five principles.

    Attributes:
        number: From 1 to 5.
        title: What it asks for, in English.
        points: Its points.
    """

    number: int
    title: str
    points: tuple[Point, ...]

    @property
    def section(self) -> str:
        """Return where it stands."""
        return f"Roadmap IV.{self.number}"


@attrs.frozen(kw_only=True)
class Judgement:
    """How a consultation keeps a principle.

    Attributes:
        principle: The principle.
        verdict: Whether it is kept; `UNKNOWN` while what it asks for is not due.
        shown: What shows it.
        lacking: What is missing.
        waiting: What is still to be done.
    """

    principle: Principle
    verdict: Verdict
    shown: tuple[Shown, ...]
    lacking: tuple[Lacking, ...]
    waiting: tuple[Waiting, ...]

    @property
    def verdict_text(self) -> str:
        """Return the verdict in a word or two."""
        return _(SAID[self.verdict])


SAID: Final = {
    Verdict.GOOD: N_("kept"),
    Verdict.ATTENTION: N_("kept, with gaps"),
    Verdict.BAD: N_("not kept"),
    Verdict.UNKNOWN: N_("not due yet"),
}
"""What the verdicts are called here."""

PRINCIPLES: Final = (
    Principle(
        number=1,
        title=N_("Process and timeline are online before the consultation"),
        points=(
            Point(code="CON001", look=process.look_at_publication),
            Point(code="CON002", look=process.look_at_timeline),
        ),
    ),
    Principle(
        number=2,
        title=N_("The nation is consulted widely, and what it said is online"),
        points=(
            Point(code="CON003", look=breadth.look_at_groups),
            Point(code="CON004", look=breadth.look_at_views, severity=Severity.WARNING),
            Point(code="CON005", look=breadth.look_at_summary),
            Point(code="CON006", look=breadth.look_at_comments),
        ),
    ),
    Principle(
        number=3,
        title=N_("Awareness is raised so that people take part"),
        points=(
            Point(code="CON007", look=process.look_at_awareness),
            Point(code="CON008", look=process.look_at_awareness_period, severity=Severity.WARNING),
        ),
    ),
    Principle(
        number=4,
        title=N_("People are told in time and can take part in several ways"),
        points=(
            Point(code="CON009", look=breadth.look_at_announcements),
            Point(code="CON010", look=breadth.look_at_mechanisms),
        ),
    ),
    Principle(
        number=5,
        title=N_("A forum consults regularly on implementation"),
        points=(
            Point(code="CON011", look=forum.look_at_forum),
            Point(code="CON012", look=forum.look_at_meetings),
            Point(code="CON013", look=forum.look_at_minutes, severity=Severity.WARNING),
            Point(code="CON014", look=forum.look_at_promise, severity=Severity.WARNING),
        ),
    ),
)
"""The five principles (Roadmap IV)."""


def judge(dossier: Dossier, principle: Principle) -> Judgement:
    """Say how a consultation keeps a principle."""
    found = [(point, one) for point in principle.points for one in point.look(dossier)]
    shown = tuple(one for _point, one in found if isinstance(one, Shown))
    lacking = tuple(one for _point, one in found if isinstance(one, Lacking))
    waiting = tuple(one for _point, one in found if isinstance(one, Waiting))
    # only errors break a principle: warnings are about what ogpkit reads into the words of the Roadmap
    broken = any(isinstance(one, Lacking) and point.severity is Severity.ERROR for point, one in found)
    if broken:
        verdict = Verdict.BAD
    elif lacking:
        verdict = Verdict.ATTENTION
    else:
        # nothing missing is no praise while something is still to be done
        verdict = Verdict.UNKNOWN if waiting or not shown else Verdict.GOOD
    return Judgement(principle=principle, verdict=verdict, shown=shown, lacking=lacking, waiting=waiting)


def judge_principles(dossier: Dossier) -> tuple[Judgement, ...]:
    """Return how a consultation keeps each of the five principles."""
    return tuple(judge(dossier, principle) for principle in PRINCIPLES)
