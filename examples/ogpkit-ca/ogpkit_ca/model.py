"""A department's report on a quarter, and what Canada's plan says of an indicator beside what every plan says."""

from __future__ import annotations

from typing import Annotated

import attrs

from ogpkit.api.content import Choice, Identifier, Length, Translated


class Status(Choice):
    """How far an indicator has come, in the four words of the tracker."""

    NOT_STARTED = "not-started", "Not started"
    LIMITED = "limited", "Limited progress"
    SUBSTANTIAL = "substantial", "Substantial progress"
    COMPLETE = "complete", "Complete"


@attrs.frozen(kw_only=True)
class NationalIndicator:
    """What Canada's plan adds about an indicator: `[milestones.indicators.canada]`.

    Attributes:
        supporting: The department that supports the one in charge.
        summit: Whether it is part of Canada's commitments for the Summit for Democracy.
    """

    supporting: str = ""
    summit: bool = False


@attrs.frozen(kw_only=True)
class Update:
    """Report of a department on one indicator.

    Attributes:
        id: The indicator, by its name in the file of the plan.
        status: Its status.
        progress: What was done in the quarter, in one to three points. Without progress, NIL in English and NUL in
            French.
        evidence: What shows the progress: websites, documents or anything else.
        challenges: The obstacles to progress.
    """

    id: Identifier
    status: Status | None = None
    progress: Annotated[Translated, Length.LONG] = attrs.field(factory=Translated)
    evidence: Annotated[Translated, Length.LONG] | None = None
    challenges: Annotated[Translated, Length.LONG] | None = None

    @property
    def is_given(self) -> bool:
        """Tell whether anything has been reported yet: a status and some words on the progress."""
        return self.status is not None and bool(self.progress.plain or any(self.progress.by_language.values()))


@attrs.frozen(kw_only=True)
class QuarterlyReport:
    """Report of one department on its indicators in one quarter.

    Attributes:
        note: Anything about the whole report.
        indicators: What it reports on each indicator.
    """

    note: Annotated[str, Length.LONG] = ""
    indicators: tuple[Update, ...] = ()
