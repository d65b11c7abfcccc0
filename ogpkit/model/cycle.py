"""An action plan cycle: from the consultation on a plan to the reports on what became of it."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date
from typing import Annotated

import attrs

from ogpkit.model.annotations import Audience, Identifier, Length, PastDay, TextFormat, WebAddress
from ogpkit.model.country import Declaration
from ogpkit.model.translated import Translated
from ogpkit.model.vocabulary import GrandChallenge


@attrs.frozen(kw_only=True)
class Effort:
    """Existing effort of a country about a grand challenge; a plan begins with it (Roadmap V).

    Attributes:
        challenge: The grand challenge that the effort serves.
        summary: The existing effort, in a few sentences.
        url: Where to read more.
    """

    challenge: GrandChallenge = attrs.field(metadata={"label": "Grand challenge"})
    summary: Annotated[Translated, Length.LONG]
    url: WebAddress | None = None


@attrs.frozen(kw_only=True)
class Plan:
    """Plan as a published document.

    Attributes:
        url: Its address, in each language in which it is published.
        published: The day on which it was made public.
    """

    url: Annotated[Translated, TextFormat.WEBPAGE] | None = None
    published: PastDay | None = None


@attrs.frozen(kw_only=True)
class Refresh:
    """Refresh of a plan midway, by co-creation too: commitments are added, changed or ended.

    Attributes:
        begun: The day on which its co-creation started.
        published: The day on which the refreshed plan was made public.
        url: The address of the refreshed plan, in each language.
        summary: What changed, and why.
    """

    begun: PastDay | None = attrs.field(default=None, metadata={"label": "Co-creation started"})
    published: PastDay | None = None
    url: Annotated[Translated, TextFormat.WEBPAGE] | None = None
    summary: Annotated[Translated, Length.LONG] | None = None


@attrs.frozen(kw_only=True)
class Step:
    """One entry of a stage history.

    Attributes:
        stage: The name of the stage in the rule set.
        on: The day.
        by: Who moved it to this stage.
        note: The reason, if it needs one.
    """

    stage: Identifier
    on: PastDay
    by: str = ""
    note: Annotated[str, Length.LONG, Audience.INTERNAL] = ""


@attrs.frozen(kw_only=True)
class CycleRules:
    """Rule sets that a cycle follows where they are not those that held on its days.

    Attributes:
        participation: The rule set about participation and process, for example `standards-2022`. If you leave it
            out, ogpkit uses the one in force when co-creation started.
        irm: The rule set of the Independent Reporting Mechanism, for example `irm-2021`. If you leave it
            out, ogpkit uses the one in force when the plan was submitted.
    """

    participation: Identifier | None = attrs.field(default=None, metadata={"label": "Participation and process"})
    irm: Identifier | None = attrs.field(default=None, metadata={"label": "Independent Reporting Mechanism"})


@attrs.frozen(kw_only=True)
class Cycle:
    """One cycle of a country; its identifier is the name of its folder, for example `2012-2013`.

    Attributes:
        edition: One rule set for the whole cycle, for example `roadmap-2011`. If you leave it out, ogpkit chooses the
            rule sets by date.
        rules: Rule sets to use instead of those that ogpkit chooses by date.
        cocreation: The day on which co-creation of the plan starts. If you leave it out, the day of the first stage counts.
        start: The day on which implementation starts.
        end: The last day of the implementation cycle.
        challenges: The grand challenges that the plan addresses, at least one in year one (Roadmap VI).
        efforts: Existing efforts, which come first in a plan (Roadmap V).
        plan: The plan as a published document.
        refresh: The refresh of a plan of four years at midterm.
        declaration: The endorsement of the Declaration of Principles, if it is not in the country's own file (Roadmap IX).
        history: The stages that the cycle has gone through, oldest first.
    """

    edition: Identifier | None = None
    rules: CycleRules | None = attrs.field(default=None, metadata={"label": "Rule sets"})
    cocreation: date | None = attrs.field(default=None, metadata={"label": "Start of co-creation"})
    start: date
    end: date
    challenges: tuple[GrandChallenge, ...] = attrs.field(default=(), metadata={"label": "Grand challenges"})
    efforts: tuple[Effort, ...] = ()
    plan: Plan | None = None
    refresh: Refresh | None = None
    declaration: Declaration | None = None
    history: tuple[Step, ...] = ()


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last one of that month where it is shorter.

    Args:
        day: The day from which they count.
        months: How many months; past the last year of the calendar it is the calendar's last day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    # three months after 30 November is the last of February: the month counts, not the number of days (Roadmap X)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
