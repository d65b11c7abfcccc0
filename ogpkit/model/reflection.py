"""How a commitment reflects the four core principles, each as the Roadmap defines it (Roadmap VII)."""

from __future__ import annotations

from typing import Annotated

import attrs

from ogpkit.model.annotations import Length
from ogpkit.model.translated import Translated
from ogpkit.model.vocabulary import Choice, Principle


class ParticipationKind(Choice):
    """What governments mobilise citizens to do (Roadmap VII)."""

    DEBATE = "debate", "Citizens engage in public debate"
    INPUT = "input", "Citizens give input"
    CONTRIBUTION = "contribution", "Citizens make contributions"


class AccountabilityKind(Choice):
    """What rules, regulations and mechanisms call upon government actors to do (Roadmap VII)."""

    JUSTIFY = "justify", "Government justifies its actions"
    ACT = "act", "Government acts upon criticism or requirements"
    RESPONSIBILITY = "responsibility", "Government accepts responsibility for failure"


class InnovationKind(Choice):
    """What governments embrace about technology and innovation (Roadmap VII)."""

    ACCESS = "access", "Citizens have open access to technology"
    NEW_TECHNOLOGY = "new-technology", "New technologies drive innovation"
    CAPACITY = "capacity", "Citizens are more able to use technology"


@attrs.frozen(kw_only=True)
class OpenData:
    """Which standards of open data the information meets that becomes public, each answered with yes or no (Roadmap VII).

    Attributes:
        open: Whether everyone can use it.
        comprehensive: Whether all of it is published.
        timely: Whether it is published while it is useful.
        free: Whether it costs nothing.
        raw: Whether it is published as it was collected.
        machine_readable: Whether programs can read it.
    """

    open: bool | None = attrs.field(default=None, metadata={"label": "Open to everybody"})
    comprehensive: bool | None = None
    timely: bool | None = None
    free: bool | None = attrs.field(default=None, metadata={"label": "Free of charge"})
    raw: bool | None = attrs.field(default=None, metadata={"label": "Raw data"})
    machine_readable: bool | None = attrs.field(default=None, metadata={"label": "Machine-readable"})


@attrs.frozen(kw_only=True)
class Reflection:
    """How a commitment reflects each of the four principles (Roadmap VII).

    Attributes:
        transparency: Which information becomes open, comprehensive, timely and free.
        open_data: Whether it meets both basic standards of open data: raw and machine-readable.
        data: One answer for each standard of open data.
        participation: How citizens debate, give input or contribute, and what happens as a result.
        participation_kinds: What citizens do.
        accountability: Which rules or mechanisms make officials justify what they do, act upon criticism and take responsibility.
        accountability_kinds: What officials are required to do.
        innovation: How citizens get access to technology, or become more able to use it.
        innovation_kinds: What changes about technology.
    """

    transparency: Annotated[Translated, Length.LONG] | None = None
    open_data: bool | None = None
    data: OpenData | None = attrs.field(default=None, metadata={"label": "Standards of open data"})
    participation: Annotated[Translated, Length.LONG] | None = attrs.field(
        default=None, metadata={"label": Principle.PARTICIPATION.label}
    )
    participation_kinds: tuple[ParticipationKind, ...] = attrs.field(default=(), metadata={"label": "What citizens do"})
    accountability: Annotated[Translated, Length.LONG] | None = None
    accountability_kinds: tuple[AccountabilityKind, ...] = attrs.field(
        default=(), metadata={"label": "What government does"}
    )
    innovation: Annotated[Translated, Length.LONG] | None = attrs.field(
        default=None, metadata={"label": Principle.INNOVATION.label}
    )
    innovation_kinds: tuple[InnovationKind, ...] = attrs.field(
        default=(), metadata={"label": "What changes about technology"}
    )

    @property
    def open_standards(self) -> OpenData:
        """Return the answer for each standard; the single answer stands for the two of which there is none."""
        own = self.data or OpenData()
        return attrs.evolve(
            own,
            raw=self.open_data if own.raw is None else own.raw,
            machine_readable=self.open_data if own.machine_readable is None else own.machine_readable,
        )
