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
    """What Canada's plan says of an indicator beside what every plan says: `[milestones.indicators.canada]`.

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
        id: The indicator, as the plan's file names it.
        status: How far it has come.
        progress: One to three points of what was done in the quarter; NIL in English and NUL in French where nothing was.
        evidence: What shows it: websites, documents, anything else.
        challenges: What stood in the way.
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
        note: Anything that concerns the report as a whole.
        indicators: What it reports of each indicator.
    """

    note: Annotated[str, Length.LONG] = ""
    indicators: tuple[Update, ...] = ()
