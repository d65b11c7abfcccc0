"""Rules about participating countries that fall below the minimum (Roadmap I, last paragraph)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Example, Problem, RelatedPlace, Rule, Scope, Severity
from ogpkit.api.content import Country, country_name
from ogpkit.api.text import _, join_list
from ogpkit_eligibility.model import Evidence
from ogpkit_eligibility.oversight import Case, find_case
from ogpkit_eligibility.wording import get_best_text, label_of
from ogpkit_eligibility.years import find_latest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace


def _find_case(document: Document[Evidence], workspace: Workspace) -> Case | None:
    """Return the case of the document's country, if the document is its newest year."""
    case = find_case(workspace, document.country)
    # only at the newest year: an old file would be told for ever
    return case if case and case.newest.document.path == document.path else None


def _check_minimum(document: Document[Evidence], workspace: Workspace) -> Iterator[Problem]:
    case = _find_case(document, workspace)
    # a fall is told with its criterion by the next rule, and a review means that the experts are at it
    if case is None or case.fall or case.reviews:
        return
    yield Problem(
        message=_("{country} takes part and is below the minimum in {year}: {headline}.").format(
            country=case.name, year=case.newest.year, headline=case.newest.score.headline
        ),
        remedy=_("Inform {committee}; if the country does not take part, leave joined out of its country.toml.").format(
            committee=_describe_committee(case)
        ),
    )


def _fall_is_reviewed(document: Document[Evidence], workspace: Workspace) -> Iterator[Problem]:
    case = _find_case(document, workspace)
    # Roadmap I: the experts inform “if a country is suspected of falling below”; once a review is open they have
    if case is None or case.reviews or case.fall is None:
        return
    before, after = case.fall.before, case.fall.after
    moved = [move for move in case.fall.moves if (move.by or 0) < 0]
    where = join_list(
        _("{criterion} from {before} to {after}").format(criterion=move.title, before=move.before, after=move.after)
        for move in moved
    )
    yield Problem(
        message=_(
            "{country} has fallen below the minimum: {before_year} {before}; {after_year} {after}; {where}."
        ).format(
            country=case.name,
            before_year=before.year,
            before=before.score.headline,
            after_year=after.year,
            after=after.score.headline,
            where=where or _("by which criterion is not known"),
        ),
        remedy=_("Inform {committee} and open a review in {folder}.").format(
            committee=_describe_committee(case), folder=f"countries/{case.country}/eligibility/reviews/"
        ),
        at=(moved[0].criterion,) if moved and getattr(document.entity, moved[0].criterion, None) else (),
        also=(RelatedPlace(path=before.document.path, note=_("The year before the fall")),),
    )


def _check_long_below_is_reviewed(document: Document[Evidence], workspace: Workspace) -> Iterator[Problem]:
    case = _find_case(document, workspace)
    # any review of these years is the one that the edition of 2023 asks for
    if case is None or not case.review_due or case.reviews:
        return
    yield Problem(
        message=_("{country} is below the minimum in {years}, so it is to be placed under eligibility review.").format(
            country=case.name, years=join_list(str(year.year) for year in case.below)
        ),
        remedy=_("Open a review in {folder}.").format(folder=f"countries/{case.country}/eligibility/reviews/"),
    )


def _describe_committee(case: Case) -> str:
    rule = case.newest.part.oversight
    return get_best_text(rule.informs) if rule else label_of("steering_committee")


def _has_evidence(document: Document[Country], workspace: Workspace) -> Iterator[Problem]:
    # countries that only wish to join need not be scored yet
    if document.entity.joined is None or find_latest(workspace, document.country):
        return
    yield Problem(
        message=_("{country} takes part, and nothing shows that it is eligible.").format(
            country=country_name(workspace, document.country)
        ),
        remedy=_("Add a year's evidence, for example {path}.").format(
            path=f"countries/{document.country}/eligibility/{document.entity.joined.year}.toml"
        ),
        at=("joined",),
    )


_COUNTRY: Final = 'name = "Country X"\njoined = 2011-09-20\n'


def _write_year(audit_report: str, civil_liberties: float, edition: str = "roadmap-2011") -> str:
    disclosure = (
        'politicians = "non-public"\nsenior_officials = "non-public"'
        if edition == "roadmap-2011"
        else "law = true\npublic_access = false"
    )
    timely = (
        "" if edition != "criteria-2023" else "executive_budget_proposal_timely = true\naudit_report_timely = true\n"
    )
    return f"""edition = "{edition}"

[fiscal_transparency]
executive_budget_proposal = true
audit_report = {audit_report}
{timely}source = "Open Budget Survey"

[access_to_information]
status = "constitution"
source = "Survey of access to information laws"

[asset_disclosure]
{disclosure}
source = "Survey of disclosure laws"

[citizen_engagement]
civil_liberties = {civil_liberties}
source = "Democracy Index"
"""


def _build_example(today: date = date(2016, 3, 1), review: str = "", **years: str) -> Example:
    files = {"countries/XX/country.toml": _COUNTRY}
    files |= {f"countries/XX/eligibility/{name.removeprefix('y')}.toml": text for name, text in years.items()}
    if review:
        files["countries/XX/eligibility/reviews/1.toml"] = review
    return Example(files=files, today=today)


OVERSIGHT_RULES: Final[tuple[Rule[Any], ...]] = (
    Rule(
        code="ELI010",
        title="A participating country is at the minimum or above",
        severity=Severity.WARNING,
        section="Roadmap I",
        explanation=(
            "To take part, a country must score 75 % of the points that are possible for it. That evidence falls short is no "
            "mistake of the file; but the independent group of experts informs the Steering Committee of a participating "
            "country that is suspected of being below the minimum."
        ),
        entity=Evidence,
        check=_check_minimum,
        wrong=_build_example(y2011=_write_year("false", 5.0)),
        right=_build_example(y2011=_write_year("true", 5.1)),
        scope=Scope.COUNTRY,
    ),
    Rule(
        code="ELI011",
        title="A fall below the minimum is reviewed",
        severity=Severity.WARNING,
        section="Roadmap I",
        explanation=(
            "A country that was at the minimum and has fallen below it is flagged for the Steering Committee with the years "
            "and the criterion. From the members that fell in 2015 on, it has until 31 December of the following year to "
            "recover. The group of experts keeps its review as a file of its own."
        ),
        entity=Evidence,
        check=_fall_is_reviewed,
        wrong=_build_example(
            y2014=_write_year("true", 5.1, "criteria-2014"), y2015=_write_year("false", 5.1, "criteria-2014")
        ),
        right=_build_example(
            y2014=_write_year("true", 5.1, "criteria-2014"),
            y2015=_write_year("false", 5.1, "criteria-2014"),
            review='edition = "criteria-2014"\nopened = 2016-02-09\nyears = [2014, 2015]\n'
            'criteria = ["fiscal_transparency"]\n\n[[history]]\nstage = "opened"\non = 2016-02-09\n',
        ),
        scope=Scope.COUNTRY,
    ),
    Rule(
        code="ELI012",
        title="Two consecutive years below the minimum are reviewed",
        severity=Severity.WARNING,
        section="Eligibility criteria 2023",
        explanation=(
            "By the edition of 2023 a member that is below the minimum for two consecutive years is placed under eligibility "
            "review."
        ),
        entity=Evidence,
        check=_check_long_below_is_reviewed,
        wrong=_build_example(
            date(2025, 3, 1),
            y2023=_write_year("false", 5.0, "criteria-2023"),
            y2024=_write_year("false", 5.0, "criteria-2023"),
        ),
        right=_build_example(
            date(2025, 3, 1),
            y2023=_write_year("true", 5.1, "criteria-2023"),
            y2024=_write_year("false", 5.0, "criteria-2023"),
        ),
        scope=Scope.COUNTRY,
    ),
    Rule(
        code="ELI013",
        title="A participating country has evidence of its eligibility",
        severity=Severity.ADVICE,
        section="Roadmap I",
        explanation=(
            "To take part, governments must show a commitment to open government in four areas, as measured by objective "
            "indicators. Keep a file a year with what the surveys say, or with the published result."
        ),
        entity=Country,
        check=_has_evidence,
        wrong=_build_example(),
        right=_build_example(y2011=_write_year("true", 5.1)),
        scope=Scope.COUNTRY,
    ),
)
"""ELI010 to ELI013."""
