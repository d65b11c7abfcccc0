"""Principles 1 and 3: process and timeline online beforehand, and awareness raising (Roadmap IV.1, IV.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api.text import _, _n, current_language, join_phrases, localized
from ogpkit_consultation.dossier import KeptEvidence, MissingEvidence, PendingEvidence, find_deposit_day, format_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit_consultation.dossier import Dossier, Found
    from ogpkit_consultation.model import Awareness


def look_at_publication(dossier: Dossier) -> Iterator[Found]:
    """Check that the details of the process and its timeline are online before the consultation opens (Roadmap IV.1)."""
    found = dossier.consultation
    # without the day nobody can tell whether it was “prior to the consultation” (Roadmap IV.1)
    if found.published is None:
        yield _describe_unpublished(dossier)
        return
    # “online at minimum” (Roadmap IV.1): a paper notice alone is not enough
    if found.url is None:
        yield MissingEvidence(
            message=_("The address of the process and timeline is missing."),
            remedy=_("Add `url`: the address of the page with the process and timeline."),
            at=("url",),
        )
    if found.opens is None:
        return
    ahead = (found.opens - found.published).days
    # the same day is not “prior to the consultation” (Roadmap IV.1); how long before is not said
    if ahead > 0:
        text = _(
            "The process and timeline were online on {published}, {ahead} before the consultation opened on {opens}."
        )
        yield KeptEvidence(
            text=text.format(published=found.published, ahead=format_days(ahead), opens=found.opens), at=("published",)
        )
    else:
        yield MissingEvidence(
            message=_(
                "The process and timeline were published on {published}, but the consultation opened on {opens}."
            ).format(published=found.published, opens=found.opens),
            remedy=_("Publish the details before the consultation opens. If the dates are wrong, correct them."),
            at=("published",),
        )


def _describe_unpublished(dossier: Dossier) -> Found:
    if dossier.has_opened:
        return MissingEvidence(
            message=_(
                "The consultation has opened. The day on which its process and timeline were published is missing."
            ),
            remedy=_("Add `published`: the day on which they were published, before the consultation opened."),
            at=("published",),
        )
    return PendingEvidence(
        text=_("Publish the process and timeline before the consultation opens."),
        due=dossier.consultation.opens,
        at=("published",),
    )


def look_at_timeline(dossier: Dossier) -> Iterator[Found]:
    """Check that the timeline says from when to when people can take part (Roadmap IV.1)."""
    found = dossier.consultation
    missing = [key for key in ("opens", "closes") if getattr(found, key) is None]
    if found.opens and found.closes:
        # days in the wrong order would make every other count wrong, so that nothing else is said of them
        if found.closes < found.opens:
            yield MissingEvidence(
                message=_("The consultation closes on {closes}, before it opens on {opens}.").format(
                    closes=found.closes, opens=found.opens
                ),
                remedy=_("Correct `opens` or `closes`."),
                at=("closes",),
            )
            return
        deposited = find_deposit_day(dossier.cycle.entity) if dossier.cycle else None
        # what is said after the deposit changes nothing any more (Roadmap IV: “Consultation on OGP Commitment Development”)
        if deposited is not None and found.closes > deposited:
            yield MissingEvidence(
                message=_("The consultation closes on {closes}, after the plan was deposited on {deposited}.").format(
                    closes=found.closes, deposited=deposited
                ),
                remedy=_(
                    "Correct `closes`, or the day on which the plan was deposited. People are heard before that day."
                ),
                at=("closes",),
            )
            return
        lasting = format_days((found.closes - found.opens).days + 1)
        text = _("The consultation was open from {opens} to {closes}, {lasting}.")
        if not dossier.is_over:
            text = _("The consultation is open from {opens} to {closes}, {lasting}.")
        yield KeptEvidence(text=text.format(opens=found.opens, closes=found.closes, lasting=lasting), at=("opens",))
    elif found.published is None and not dossier.has_opened:
        yield PendingEvidence(text=_("Set the first and the last day of the consultation."), at=(missing[0],))
    for key in missing if found.published or dossier.has_opened else ():
        yield MissingEvidence(
            message=_("The timeline does not say on which day the consultation opens.")
            if key == "opens"
            else _("The timeline does not say on which day the consultation closes."),
            remedy=_("Add {key}: a day, for example 2012-01-31.").format(key=key),
            at=(key,),
        )


def look_at_awareness(dossier: Dossier) -> Iterator[Found]:
    """Check that something is done so that people know of OGP and of the consultation (Roadmap IV.3)."""
    # an activity that is only planned raises no awareness yet (Roadmap IV.3)
    done = [(place, one) for place, one in enumerate(dossier.consultation.awareness) if one.on <= dossier.today]
    for place, one in done:
        title = localized(one.title, current_language(), dossier.workspace.language)
        yield KeptEvidence(text=join_phrases(": ", (_format_period(one), title)), at=("awareness", place))
    if done:
        return
    if dossier.has_opened:
        yield MissingEvidence(
            message=_("Nothing was done to tell people about the consultation."),
            remedy=_("Add an entry under `awareness` for each thing that was done, with `on`, `title` and `audience`."),
            at=("awareness",),
        )
    else:
        yield PendingEvidence(
            text=_("Raise awareness before the consultation opens."), due=dossier.consultation.opens, at=("awareness",)
        )


def look_at_awareness_period(dossier: Dossier) -> Iterator[Found]:
    """Check that awareness is raised before the consultation opens and while it is open (Roadmap IV.3)."""
    found = dossier.consultation
    if not found.awareness or found.opens is None:
        return
    # before, so that people can prepare; during, so that they still come: Roadmap IV.3 says what it is for, not when
    before = sum(1 for one in found.awareness if one.on < found.opens)
    during = sum(
        1 for one in found.awareness if (one.until or one.on) >= found.opens and _has_begun_in_time(one, dossier)
    )
    if before and during:
        yield KeptEvidence(
            text=_n(
                "Awareness raising took place before the consultation opened and {count} time while it was open.",
                "Awareness raising took place before the consultation opened and {count} times while it was open.",
                during,
            ).format(count=during),
            at=("awareness",),
        )
    if not before and dossier.has_opened:
        yield MissingEvidence(
            message=_("Awareness raising started only after the consultation opened."),
            remedy=_("Tell people before it opens. If something was done before, add it here."),
            at=("awareness",),
        )
    if not during and dossier.is_over:
        yield MissingEvidence(
            message=_("No awareness raising took place while the consultation was open."),
            remedy=_("Keep telling people while they can take part. Add what was done, or until when it continued."),
            at=("awareness",),
        )


def _has_begun_in_time(one: Awareness, dossier: Dossier) -> bool:
    closes = dossier.consultation.closes
    # what begins after the last day cannot “enhance public participation in the consultation” (Roadmap IV.3)
    return closes is None or one.on <= closes


def _format_period(one: Awareness) -> str:
    return f"{one.on} – {one.until}" if one.until else str(one.on)
