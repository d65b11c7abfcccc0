"""Who writes and who reviews independent reports: local experts, and the panel of international experts (Roadmap XI)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import attrs

from ogpkit.api import Argument
from ogpkit.api.content import CountryCode, LongText, OlderDay

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ogpkit.api.content import Workspace
    from ogpkit_reporting.model import IndependentReport


@attrs.frozen(kw_only=True)
class LocalExpert:
    """Local governance expert who writes an independent report (Roadmap XI).

    Attributes:
        name: The name, as in the list of researchers.
        organisation: The organisation that the expert works for.
        country: The country that the expert comes from.
        standing: What shows that the expert is well respected, for example publications, posts or appointments.
    """

    name: Annotated[str, Argument()]
    organisation: str = ""
    country: CountryCode | None = None
    standing: LongText = ""


@attrs.frozen(kw_only=True)
class PanelExpert:
    """International expert who reviews independent reports (Roadmap XI).

    Attributes:
        name: The name, as it is in reviews.
        since: The first day of the term. Leave it out if it is not known.
        until: The last day of the term. Leave it out while the term continues.
        appointed_by: Who appointed the expert. Under the Roadmap, this is the OGP Steering Committee.
    """

    name: str
    since: OlderDay | None = None
    until: OlderDay | None = None
    appointed_by: str = ""


@attrs.frozen(kw_only=True)
class ExpertPanel:
    """Small international expert committee that reviews independent reports, appointed by the Steering Committee (Roadmap XI).

    Attributes:
        experts: The experts, with their terms.
        sources: Where the facts in this file come from: titles or web addresses.
    """

    experts: tuple[PanelExpert, ...] = ()
    sources: tuple[str, ...] = ()


def is_serving(expert: PanelExpert, day: date) -> bool:
    """Tell whether a day is in the term of an expert; a term without a beginning or an end has none.

    Args:
        expert: The expert.
        day: The day.
    """
    return (expert.since is None or expert.since <= day) and (expert.until is None or day <= expert.until)


def list_serving(workspace: Workspace, day: date) -> tuple[str, ...] | None:
    """Return the names of the experts of the panel on a day; None where no file names the panel.

    Args:
        day: The day.
    """
    panels = workspace.all(ExpertPanel)
    if not panels:
        return None
    return tuple(expert.name for panel in panels for expert in panel.entity.experts if is_serving(expert, day))


def is_same_name(one: str, other: str) -> bool:
    """Tell whether two names are written alike but for spaces and capitals."""
    return one.casefold().split() == other.casefold().split()


def list_writers(report: IndependentReport) -> Iterator[LocalExpert]:
    """Yield who writes a report, with what the report says of each."""
    for name in filter(str.strip, report.researchers):
        known = (one for one in report.experts if is_same_name(one.name, name))
        yield next(known, LocalExpert(name=name))
    for one in report.experts:
        if not any(is_same_name(one.name, name) for name in report.researchers):
            yield one
