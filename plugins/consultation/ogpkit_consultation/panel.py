"""The consultation of a cycle in the app: principles, calendar, comments, forum, peers, participation, file and report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import (
    VERDICT_SIGNS,
    ActionSection,
    FormSection,
    PictureSection,
    SectionGroup,
    TableSection,
    TextSection,
)
from ogpkit.api.output import FieldText
from ogpkit.api.text import (
    Heading,
    KeyValues,
    Quote,
    _,
    current_language,
    join_list,
    localized,
    text_bar,
    write_day,
)
from ogpkit_consultation.dossier import (
    find_dossier,
    find_dossier_to_come,
    format_days,
)
from ogpkit_consultation.findings import list_findings
from ogpkit_consultation.forum import find_next_meeting, get_interval, list_gaps
from ogpkit_consultation.paper import describe_outcome, write_summary
from ogpkit_consultation.pictures import draw_comments, draw_participation
from ogpkit_consultation.principles import judge_principles
from ogpkit_consultation.views import CALENDAR, FEEDBACK, PRIVATE_COMMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit.api import Place, TableRow
    from ogpkit.api.content import Translated, Workspace
    from ogpkit.api.text import Block
    from ogpkit_consultation.model import Comment, Feedback

_MOST: Final = 120
"""Parts of the report that are shown."""


def _write_principles(workspace: Workspace, place: Place) -> Iterator[str]:
    here = place.country, place.cycle
    dossier = find_dossier(workspace, *here) or find_dossier_to_come(workspace, *here)
    if dossier is None or not dossier.is_begun:
        yield _("This tab shows how the consultation meets each principle. Start the consultation to see it here.")
    if dossier is None:
        return
    for one in judge_principles(dossier):
        said = _("{label}: {text}").format(label=one.title, text=one.verdict_text)
        yield f"{VERDICT_SIGNS[one.verdict]} {one.requirement.number}. {said}"
        yield from (f"     ✓ {shown.said}" for shown in one.shown)
        yield from (f"     ✗ {lacking.said} {lacking.remedy}" for lacking in one.lacking)
        yield from (f"     · {waiting.said}" for waiting in one.waiting)
        if one.caveat:
            yield f"     {one.caveat}"
    if judged_by := localized(dossier.part.judged_by, current_language(), "en"):
        yield judged_by
        yield ""
    if dossier.consultation.findings:
        yield ""
        yield _("What the Independent Reporting Mechanism found")
        for question, answer in list_findings(dossier.consultation):
            yield "  " + _("{label}: {text}").format(label=question, text=answer)


def _describe_comment(row: TableRow[Comment]) -> Iterator[Block | str]:
    comment = row.item
    parts = [
        comment.author or _("no name given"),
        _(comment.group.label) if comment.group else "",
        comment.language or "",
    ]
    parts += comment.commitments
    if comment.anonymous:
        parts.append(_("asked not to be named"))
    if (comment.email or comment.telephone) and not comment.publish_contact:
        parts.append(_("address not public"))
    yield Heading(" · ".join(part for part in parts if part), level=2)
    yield Quote(comment.text, language=comment.language or row.workspace.language)
    if comment.response is not None:
        answered = (describe_outcome(comment.response.outcome), write_day(comment.response.on))
        yield KeyValues([(_("Answered"), join_list(answered))])
        yield _translate(comment.response.text, row.workspace)


def _translate(text: Translated | None, workspace: Workspace) -> str:
    return text.best(current_language(), workspace.language, "en") if text else ""


def _write_forum(workspace: Workspace, place: Place) -> Iterator[str]:
    dossier = find_dossier(workspace, place.country, place.cycle)
    forum = dossier.consultation.forum if dossier else None
    if dossier is None or forum is None:
        yield _("The country has not named a forum for regular consultation on implementation.")
        yield _("Name it on the tab “File”. This tab then shows its members and its meetings.")
        return
    every = get_interval(dossier)
    yield forum.name
    yield join_list(forum.members)
    if every is not None:
        yield _("At most {every} between meetings").format(every=format_days(every))
    if due := find_next_meeting(dossier):
        yield _("Next meeting by {due}").format(due=write_day(due))
    yield ""
    for meeting in sorted(forum.meetings, key=lambda one: one.on):
        parts = (write_day(meeting.on), _translate(meeting.topics, workspace), meeting.minutes or _("no minutes"))
        yield "  ".join(part for part in parts if part)
    found = list_gaps(dossier)
    if found and every is not None:
        yield ""
        yield _("Times without a meeting, compared with the most allowed")
        most = max(*(gap.days for gap in found), every)
        for gap in found:
            late = "  " + _("too long") if gap.too_long else ""
            yield f"{gap.since} – {gap.until}  {text_bar(gap.days, most, 24, every)}  {format_days(gap.days)}{late}"


def _describe_feedback(row: TableRow[Feedback]) -> Iterator[Block]:
    yield FieldText(row.workspace, internal=True).key_values(row.item, "text", "gap", "action", "reason", "case")


def _show_participation(workspace: Workspace, place: Place) -> Iterator[Block | str]:
    """Yield who took part, by group and by channel, and what was said in writing, by outcome and by week."""
    dossier = find_dossier(workspace, place.country, place.cycle)
    if dossier is None:
        yield _("This tab shows who took part, and what they said. Start the consultation to see it here.")
        return
    shown = [*draw_participation(dossier), *draw_comments(dossier)]
    yield from shown
    if not shown:
        yield _("There are no events or comments yet. Add an event or a comment to see who took part.")


def _write_report(workspace: Workspace, place: Place) -> Iterable[Block | str]:
    """Return the summary as it would be handed in, in the language in use."""
    writing = write_summary(workspace, place, current_language())
    if writing is None:
        return [_("This tab shows the summary of the consultation. Start the consultation to write it.")]
    more = (
        [_("… and more. Use “ogpkit consultation report” to see the whole report.")]
        if len(writing.blocks) > _MOST
        else []
    )
    return [*writing.blocks[:_MOST], *more]


SECTIONS: Final = (
    SectionGroup(
        title="Principles",
        sections=(
            ActionSection(actions=("consultation-begin", "consultation-update", "consultation-response")),
            TextSection(write=_write_principles),
        ),
    ),
    TableSection(title="Calendar", table=CALENDAR),
    TableSection(
        title="Comments",
        table=PRIVATE_COMMENTS,
        actions=("consultation-answer", "consultation-comment", "consultation-import"),
        detail=_describe_comment,
    ),
    SectionGroup(
        title="Forum",
        sections=(TextSection(write=_write_forum, actions=("consultation-meeting",)),),
    ),
    TableSection(
        title="Peers",
        table=FEEDBACK,
        actions=("consultation-act", "consultation-refer", "consultation-session"),
        detail=_describe_feedback,
    ),
    PictureSection(
        title="Participation", write=_show_participation, actions=("consultation-begin", "consultation-comment")
    ),
    FormSection(title="File", kind="consultation", actions=("consultation-begin",)),
    TextSection(title="Report", write=_write_report, actions=("consultation-begin",)),
)
"""The parts of the panel, each on a tab."""
