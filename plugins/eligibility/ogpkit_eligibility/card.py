"""The score card of a year as lines of text, for the command line and the portal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api.content import country_name
from ogpkit.api.text import _, _n, join_list
from ogpkit_eligibility.improvements import count_missing_points, describe_improvement, list_improvements, list_risks
from ogpkit_eligibility.wording import get_best_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit.api.content import Workspace
    from ogpkit_eligibility.oversight import Case, Comparison
    from ogpkit_eligibility.years import Year


def format_card(year: Year, workspace: Workspace) -> Iterator[str]:
    """Yield the score card: verdict, each criterion with its reasons, single changes, what is missing or unconfirmed.

    Args:
        year: The scored year.
        workspace: Where it lies.
    """
    found = year.score
    yield f"{country_name(workspace, year.country)}, {year.year} ({year.edition})"
    yield found.headline
    yield found.why
    yield ""
    yield from format_criteria(year)
    yield from _format_changes(year)
    yield from _format_list(_("Missing:"), found.missing)
    yield from _format_list(_("Unconfirmed:"), found.notes)


def format_criteria(year: Year) -> Iterator[str]:
    """Yield each criterion with its points and what earned them.

    Args:
        year: The scored year.
    """
    for name, one in year.score.criteria.items():
        rule = year.part.criteria[name]
        if one is None:
            there = getattr(year.document.entity, name, None) is not None or year.document.entity.published is not None
            state = _("evidence not at hand") if there else _("not covered by the survey")
            yield f"  –/{rule.most}  {get_best_text(rule.title)}: {state}"
            continue
        yield f"  {one.points}/{one.possible}  {one.title}"
        for reason in one.reasons:
            yield f"       {reason.points:+d}  {reason.text}"


def _format_changes(year: Year) -> Iterator[str]:
    entity, part = year.document.entity, year.part
    if missing := count_missing_points(year.score):
        text = _n("{count} point is missing.", "{count} points are missing.", missing).format(count=missing)
        yield from ("", text)
    raising = tuple(describe_improvement(change) for change in list_improvements(entity, part))
    yield from _format_list(_("Single changes that would raise the points:"), raising)
    yield from _format_list(
        _("Single changes that would lose the verdict:"), tuple(map(describe_improvement, list_risks(entity, part)))
    )


def _format_list(heading: str, lines: tuple[str, ...]) -> Iterator[str]:
    if lines:
        yield ""
        yield heading
        yield from (f"  - {line}" for line in lines)


def format_comparisons(found: Iterable[Comparison]) -> Iterator[str]:
    """Yield each year beside the one before it.

    Args:
        found: The comparisons, oldest first.
    """
    for one in found:
        yield f"{one.before.year} → {one.after.year}: {one.before.score.headline} → {one.after.score.headline}"
        for move in one.moves:
            moved = _("{criterion}: {before} → {after}").format(
                criterion=move.title,
                before="–" if move.before is None else move.before,
                after="–" if move.after is None else move.after,
            )
            yield f"  {moved}" + (f" ({'; '.join(move.evidence)})" if move.evidence else "")
        if not one.moves:
            yield "  " + _("No criterion is known to have moved.")


def format_oversight(case: Case) -> Iterator[str]:
    """Yield what the Steering Committee should know of a country.

    Args:
        case: The country's case.
    """
    yield _("{country}: below the minimum in {years}").format(
        country=f"{case.name} ({case.country})", years=join_list(str(year.year) for year in case.below)
    )
    if case.fall:
        yield from (f"  {line}" for line in format_comparisons([case.fall]))
    else:
        yield f"  {case.newest.score.headline}"
    rule = case.newest.part.oversight
    if rule:
        yield "  " + _("To be informed: {committee}").format(committee=get_best_text(rule.informs))
    if case.recover_by:
        yield "  " + _("To be back by {day}").format(day=case.recover_by.isoformat())
    if case.review_due:
        yield "  " + _("To be placed under eligibility review")
    for review in case.reviews:
        outcome = review.entity.outcome
        yield "  " + _("Review {path}: {state}").format(
            path=review.path, state=_(outcome.label) if outcome else _("open")
        )
    if not case.reviews:
        yield "  " + _("No review is open.")
