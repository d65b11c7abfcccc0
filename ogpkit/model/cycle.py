"""An action plan cycle: from the consultation on a plan to the reports on what became of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import attrs

from ogpkit.model.annotations import Audience, Identifier, Length, TextFormat, WebAddress
from ogpkit.model.translated import Translated
from ogpkit.model.vocabulary import GrandChallenge


@attrs.frozen(kw_only=True)
class Effort:
    """Existing effort of a country about a grand challenge; a plan begins with it (Roadmap V).

    Attributes:
        challenge: The grand challenge that the effort serves.
        summary: What exists, in a few sentences.
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
    published: date | None = None


@attrs.frozen(kw_only=True)
class Declaration:
    """Endorsement of the Declaration of Principles, possible once the plan is deposited (Roadmap IX).

    Attributes:
        endorsed: The day of endorsement.
        signatory: Who signed.
        url: Where the signed declaration can be read.
    """

    endorsed: date
    signatory: str = ""
    url: WebAddress | None = attrs.field(default=None, metadata={"label": "Document"})


@attrs.frozen(kw_only=True)
class Step:
    """One entry of a stage history.

    Attributes:
        stage: The stage that was entered, as the edition names it.
        on: The day.
        by: Who moved it there.
        note: Why, where it needs saying.
    """

    stage: Identifier
    on: date
    by: str = ""
    note: Annotated[str, Length.LONG, Audience.INTERNAL] = ""


@attrs.frozen(kw_only=True)
class Cycle:
    """One cycle of a country; its identifier is the name of its folder, for example `2012-2013`.

    Attributes:
        edition: The edition of the rules that the cycle follows, for example `roadmap-2011`.
        start: The day on which implementation begins.
        end: The last day of the implementation cycle.
        challenges: The grand challenges that the plan addresses, at least one in year one (Roadmap VI).
        efforts: What exists already; it comes first in a plan (Roadmap V).
        plan: The plan as a published document.
        declaration: The endorsement of the Declaration of Principles (Roadmap IX).
        history: The stages that the cycle has gone through, oldest first.
    """

    edition: Identifier
    start: date
    end: date
    challenges: tuple[GrandChallenge, ...] = attrs.field(default=(), metadata={"label": "Grand challenges"})
    efforts: tuple[Effort, ...] = ()
    plan: Plan | None = None
    declaration: Declaration | None = None
    history: tuple[Step, ...] = ()
