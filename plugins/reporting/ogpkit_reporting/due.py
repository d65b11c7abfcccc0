"""When the reports on a cycle are due (Roadmap X, XI)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ogpkit.api.content import add_months, get_cocreation_day
from ogpkit_reporting.edition import CountsFrom

if TYPE_CHECKING:
    from datetime import date

    from ogpkit.api.content import Cycle
    from ogpkit_reporting.edition import Product, ReportingPart


def compute_self_assessment_due(cycle: Cycle, part: ReportingPart) -> date:
    """Return the day by which the self-assessment is due (Roadmap X).

    Args:
        part: The rules of its edition.
    """
    return add_months(cycle.end, part.months)


def compute_independent_due(cycle: Cycle, part: ReportingPart) -> date:
    """Return the day by which the independent report is due (Roadmap XI).

    Args:
        part: The rules of its edition.
    """
    # Roadmap X and XI give both reports the same time; from 2023 on the independent one has four months
    return add_months(cycle.end, part.months if part.independent_months is None else part.independent_months)


def compute_latest(due: date, part: ReportingPart) -> date:
    """Return the last day that still counts as “approximately” then.

    Args:
        due: The day by which a report is due.
        part: The rules of the edition.
    """
    # the Roadmap says “approximately” and not how far that reaches; the days are the edition's own number
    return due + timedelta(days=part.grace_days)


def compute_product_due(cycle: Cycle, product: Product) -> date | None:
    """Return the day by which a product of the Independent Reporting Mechanism is due; None while nothing says so.

    Args:
        product: The product.
    """
    if cycle.end <= add_months(cycle.start, product.over_months):
        return None
    since: date | None
    match product.counts_from:
        case CountsFrom.COCREATION:
            # the start of implementation stands for the day elsewhere; a date that nobody gave makes nothing due
            since = get_cocreation_day(cycle) if cycle.cocreation or cycle.history else None
        case CountsFrom.START:
            since = cycle.start
        case CountsFrom.STAGE:
            since = next((step.on for step in cycle.history if step.stage == product.after), None)
    # without the day from which it counts, or without a number, nothing is due
    return None if since is None or product.months is None else add_months(since, product.months)
