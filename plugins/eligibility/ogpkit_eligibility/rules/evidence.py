"""Rules about a year's evidence and published result: sourced, whole, of its time, without contradiction (Roadmap I)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.api import Fix, Problem, Rule, checked, expected, refused
from ogpkit.api.content import find_eligibility_set
from ogpkit.api.text import _, _n, format_phrase
from ogpkit_eligibility.model import Criterion, Evidence, Published, PublishedVerdict
from ogpkit_eligibility.scoring import Basis, count_criteria, get_evidence, is_covered, is_publication_used, score
from ogpkit_eligibility.tables import read_values
from ogpkit_eligibility.wording import compute_threshold, format_points, format_sum, label_of
from ogpkit_eligibility.years import get_criteria, get_year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace
    from ogpkit_eligibility.criteria import CriteriaPart
    from ogpkit_eligibility.model import AssetDisclosure

_TABLES: Final = (*(criterion.value for criterion in Criterion), "values_check", "published")


def _check_completeness(document: Document[Evidence], workspace: Workspace) -> Iterator[Problem]:
    part = get_criteria(document.entity.edition, workspace)
    # where the published result stands in, the gap is known and told in the verdict
    if part is None or is_publication_used(document.entity, part):
        return
    for name, count in count_criteria(document.entity, part).items():
        # a table that is left out is told of with the verdict, where the verdict turns on it
        if get_evidence(document.entity, name) is None:
            continue
        # only what would decide points is asked for: a draft law does not matter beside a law (Roadmap I.2)
        for key in count.missing:
            yield Problem(
                message=_("[{table}] has no {key}, which decides its points.").format(table=name, key=key),
                remedy=(
                    _(
                        "Add {key} ({label}) when you have it. If the survey does not cover the country, set `covered = false`."
                    )
                    if part.criteria[name].leaves_countries_out
                    else _("Add {key} ({label}) when you have it.")
                ).format(key=key, label=label_of(name, key)),
                at=(name, key),
            )


def _check_evidence_is_asked_for(document: Document[Evidence], workspace: Workspace) -> Iterator[Problem]:
    part = get_criteria(document.entity.edition, workspace)
    if part is None:
        return
    for name, asks in _list_asked_evidence(part).items():
        table = get_evidence(document.entity, name)
        if table is None:
            continue
        if not asks:
            yield _report_ignored((name,), document.entity.edition)
            continue
        for key in read_values(table):
            # evidence of another edition's criterion looks counted and is not, which misleads who reads the file
            if key not in asks:
                yield _report_ignored((name, key), document.entity.edition)


def _list_asked_evidence(part: CriteriaPart) -> dict[str, tuple[str, ...]]:
    """Return which evidence of each table the edition asks for; none for a table that it does not know."""
    asks = {name: part.criteria[name].asks if name in part.criteria else () for name in _TABLES[:-1]}
    check = part.values_check
    return {**asks, check.table: check.asks} if check else asks


def _report_ignored(at: tuple[str, ...], edition: str) -> Problem:
    return Problem(
        message=_("The edition {edition} does not ask for {key}, so it does not count.").format(
            edition=edition, key=".".join(at)
        ),
        remedy=_("Remove it, or name the edition that asks for it."),
        at=at,
        fix=Fix(title=_("Remove {key}").format(key=".".join(at)), at=at, safe=False),
    )


def _check_coverage(document: Document[Evidence], workspace: Workspace) -> Iterator[Problem]:
    part = get_criteria(document.entity.edition, workspace)
    rules = part.criteria if part else {}
    for name, rule in rules.items():
        # “As the Open Budget Index covers only 94 countries” (Roadmap I): of the other surveys nothing of the kind is said
        if not rule.leaves_countries_out and not is_covered(document.entity, name, rule):
            yield Problem(
                message=_("`{table}` is set as not covered. The rules allow that only for: {allowed}.").format(
                    table=name,
                    allowed=", ".join(f"`{one}`" for one, other in rules.items() if other.leaves_countries_out),
                ),
                remedy=_("Remove `covered`. If the evidence is missing, leave out `{table}`.").format(table=name),
                at=(name, "covered"),
            )


def _check_edition(document: Document[Evidence], workspace: Workspace) -> Iterator[Problem]:
    edition, year = document.entity.edition, get_year(document)
    if edition not in workspace.editions.names:
        return
    since = workspace.editions.facts(edition).since
    # an edition that began within the year may be used: its criteria held for a part of it
    if since is not None and since > date(year, 12, 31):
        held = find_eligibility_set(workspace, year)
        yield Problem(
            message=_("The edition {edition} applies from {since}, but this evidence is for {year}.").format(
                edition=edition, since=since.isoformat(), year=year
            ),
            remedy=_("Name the edition that applied in {year}: {edition}.").format(year=year, edition=f'"{held}"'),
            at=("edition",),
            fix=Fix(title=_("Name the edition {near}").format(near=held), at=("edition",), value=held, safe=False),
        )


def _is_to_come(_evidence: Evidence, document: Document[Evidence], workspace: Workspace) -> bool:
    # the running year is allowed: surveys appear before it ends
    return get_year(document) > workspace.today.year


def _is_contradiction(disclosure: AssetDisclosure, _document: Document[Evidence], _workspace: Workspace) -> bool:
    # since 2014 public access adds to a law and is nothing without one; the file contradicts itself
    return bool(disclosure.public_access) and disclosure.law is False


def _check_enough_evidence(document: Document[Evidence], workspace: Workspace) -> Iterator[Problem]:
    part = get_criteria(document.entity.edition, workspace)
    if part is None:
        return
    found = score(document.entity, part)
    # missing values of a table are told one by one elsewhere; this is about tables that are not there
    if found.eligible is not None or (found.missing and not _list_left_out(document.entity, part)):
        return
    if found.is_range:
        remedy = _("Add the missing evidence.")
        if surveys := [name for name, rule in part.criteria.items() if rule.leaves_countries_out]:
            remedy = _(
                "Add the missing evidence. If the budget survey does not cover the country, set `{survey}.covered = false`."
            ).format(survey=surveys[0])
    elif found.basis is Basis.NOTHING:
        remedy = _("Add the survey results, or the published result under `published`.")
    else:
        remedy = _n(
            "Add the evidence of {count} criterion or more, or the published result under `published`.",
            "Add the evidence of {count} criteria or more, or the published result under `published`.",
            part.least_criteria,
        ).format(count=part.least_criteria)
    yield Problem(
        message=format_phrase(_("There is no result for {year}: {why}"), year=get_year(document), why=found.why),
        remedy=remedy,
    )


def _list_left_out(evidence: Evidence, part: CriteriaPart) -> list[str]:
    """Return the criteria that cover the country and whose tables are not there."""
    return [name for name in count_criteria(evidence, part) if get_evidence(evidence, name) is None]


def _check_against_evidence(document: Document[Evidence], workspace: Workspace) -> Iterator[Problem]:
    part, published = get_criteria(document.entity.edition, workspace), document.entity.published
    if part is None or published is None:
        return
    found = score(document.entity, part)
    for name, one in found.criteria.items():
        given = getattr(published.criteria, name, None)
        # points that were taken from the publication cannot differ from it
        if one and one.basis is Basis.EVIDENCE and given is not None and given != one.points:
            yield _report_difference(("published", "criteria", name), label_of(name), str(given), str(one.points))
    # the total is the published one where it stands in; what the evidence at hand leaves open must still allow it
    if found.basis is Basis.PUBLISHED:
        found = score(attrs.evolve(document.entity, published=None), part)
        if found.possible != published.possible:
            return
    least, most = found.points or 0, found.points_most or 0
    if published.points is not None and not least <= published.points <= most:
        yield _report_difference(
            ("published", "points"), _("The total"), str(published.points), format_points(least, most)
        )
    eligible = published.verdict is PublishedVerdict.ELIGIBLE
    if found.eligible is not None and found.eligible != eligible:
        yield _report_difference(("published", "verdict"), _("The result"), _(published.verdict.label), found.headline)


def _report_difference(at: tuple[str, ...], what: str, published: str, derived: str) -> Problem:
    return Problem(
        message=_("{what} was published as {published}, but the evidence gives {derived}.").format(
            what=what, published=published, derived=derived
        ),
        remedy=_("Correct the evidence or the published result. If both are right, ask the source why they differ."),
        at=at,
    )


def _check_against_itself(document: Document[Evidence], workspace: Workspace) -> Iterator[Problem]:
    part, published = get_criteria(document.entity.edition, workspace), document.entity.published
    if part is None or published is None:
        return
    yield from _check_sums(published, part)
    if published.points is None or published.possible is None:
        return
    if published.points > published.possible:
        yield Problem(
            message=_("The published points are {points}, but only {possible} are possible.").format(
                points=published.points, possible=published.possible
            ),
            remedy=_("Check both numbers in the source."),
            at=("published", "points"),
        )
        return
    # by what was possible then: with three criteria 9 of 12 are enough (Roadmap I)
    reached = published.points >= compute_threshold(published.possible, part)
    if reached != (published.verdict is PublishedVerdict.ELIGIBLE):
        yield Problem(
            message=_("{sum} points do not match the published result “{verdict}”: {share} % are needed.").format(
                sum=format_sum(published.points, published.possible),
                verdict=_(published.verdict.label),
                share=part.share,
            ),
            remedy=_("Check the points and the result in the source."),
            at=("published", "verdict"),
        )


def _check_sums(published: Published, part: CriteriaPart) -> Iterator[Problem]:
    if published.criteria is None or published.points is None:
        return
    given = {name: points for name, points in attrs.asdict(published.criteria).items() if points is not None}
    total = sum(given.values())
    possible = published.possible or sum(rule.most for rule in part.criteria.values())
    # criteria that were not published may have earned anything up to their most
    left = possible - sum(part.criteria[name].most for name in given if name in part.criteria)
    if not total <= published.points <= total + max(left, 0):
        yield Problem(
            message=_(
                "The published points of the criteria add up to {total}, but the published total is {points}."
            ).format(total=total, points=published.points),
            remedy=_("Check the points in the source."),
            at=("published", "points"),
        )


EVIDENCE_RULES: Final[tuple[Rule[Any], ...]] = (
    expected(Evidence, *(f"{name}.source" for name in _TABLES), code="ELI001"),
    checked(Evidence, _check_completeness, code="ELI002"),
    checked(Evidence, _check_evidence_is_asked_for, code="ELI003"),
    checked(Evidence, _check_edition, code="ELI004"),
    refused(Evidence, when=_is_to_come, code="ELI005"),
    refused(Evidence, "asset_disclosure.public_access", when=_is_contradiction, code="ELI006"),
    checked(Evidence, _check_enough_evidence, code="ELI007"),
    checked(Evidence, _check_against_evidence, code="ELI008"),
    checked(Evidence, _check_against_itself, code="ELI009"),
)
"""ELI001 to ELI009."""

COVERAGE_RULES: Final[tuple[Rule[Any], ...]] = (checked(Evidence, _check_coverage, code="ELI021"),)
"""ELI021."""
