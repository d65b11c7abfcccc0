"""The consultation summary as a document: what was done, who took part, every comment with its answer (Roadmap IV.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import DocumentTemplate, Scope
from ogpkit.api.content import Commitment, country_name
from ogpkit.api.output import FieldText
from ogpkit.api.text import (
    Grid,
    Heading,
    KeyValues,
    LangText,
    Link,
    Paragraph,
    Phrase,
    Quote,
    TextDocument,
    _,
    _n,
    current_language,
    day_text,
    format_phrase,
    join_list,
    join_phrases,
    localized,
    official_contacts,
    plain_text,
    redact_contacts,
)
from ogpkit_consultation.dossier import (
    count_by_group,
    count_by_mechanism,
    count_by_outcome,
    find_dossier,
    list_groups,
)
from ogpkit_consultation.findings import build_findings
from ogpkit_consultation.model import Outcome
from ogpkit_consultation.principles import judge_principles
from ogpkit_consultation.publication import publish_comments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ogpkit.api import Place
    from ogpkit.api.content import Document, Workspace
    from ogpkit.api.text import Block, Cell
    from ogpkit_consultation.dossier import Dossier
    from ogpkit_consultation.model import Event, Group
    from ogpkit_consultation.publication import Public


def write_summary(workspace: Workspace, place: Place, language: str) -> TextDocument | None:
    """Return the summary of a consultation, in the language in use; None where the cycle has no consultation that can be read.

    Args:
        place: The cycle.
        language: The language of the document; a text that is missing in it is given in English.
    """
    dossier = find_dossier(workspace, place.country, place.cycle)
    if dossier is None:
        return None
    comments = publish_comments(dossier.comments, language, workspace)
    text = make_text(dossier, language)
    return TextDocument(
        title=format_phrase(
            _("Public consultation in {country}"), country=country_name(workspace, place.country, language)
        ),
        subtitle=place.cycle,
        language=language,
        blocks=(*build_findings(dossier.consultation, text), *build_peers(dossier, language))
        if dossier.is_known_by_findings
        else (
            *build_process(dossier, language),
            *build_participation(dossier),
            *build_changes(dossier, comments, language),
            *build_comments(comments, text),
            *build_forum(dossier, language),
            *build_peers(dossier, language),
        ),
        dated=dossier.consultation.summary.published if dossier.consultation.summary else None,
    )


def build_process(dossier: Dossier, language: str) -> Iterator[Block]:
    """Yield process, timeline, awareness raising and events, with how each principle was kept.

    Args:
        language: The language wanted of texts.
    """
    found, text = dossier.consultation, make_text(dossier, language)
    yield Heading(_("What was done"), id="done")
    online = (_("Process and timeline online since"), found.published)
    yield text.key_values(found, "website", online, "url", "opens", "closes")
    yield from _build_checklist(dossier)
    if found.response:
        yield Heading(_("Reasoned response"), level=2, id="response")
        yield from text.details(found.response, level=3)
    if found.repository:
        yield Heading(_("Document repository"), level=2, id="repository")
        yield from text.details(found.repository, level=3)
    if found.website_updates:
        caption = _("Updates of the website")
        yield Heading(caption, level=2, id="website")
        yield text.grid(found.website_updates, "on", "what", caption=caption)
    if found.laws:
        yield Heading(_("National laws and policies"), level=2, id="laws")
        caption = _("Laws and policies taken into account")
        yield text.grid(found.laws, "title", "effect", "text", "commitments", "url", caption=caption)
    if found.awareness:
        yield Heading(_("Awareness raising"), level=2, id="awareness")
        caption = _("How people were told about the consultation")
        yield text.grid(found.awareness, "on", "until", "title", "audience", caption=caption)
    if found.events:
        yield Heading(_("Opportunities to take part"), level=2, id="events")
        yield text.grid(
            found.events,
            *("on", "until"),
            (_("What"), lambda one: _link_title(one, text)),
            *("mechanism", "place", "languages", "access", "announced"),
            (_("Groups"), lambda one: _format_groups(list_groups(one))),
            "participants",
            caption=_("Events and other opportunities"),
            ids=tuple(f"event-{number}" for number in range(1, len(found.events) + 1)),
        )
    yield from text.added(found)


def _build_checklist(dossier: Dossier) -> Iterator[Block]:
    """Yield what the rule set asks for, each with what shows it, what is missing and what is to be done by when."""
    judged = judge_principles(dossier)
    yield Grid(
        heads=(_("Requirement"), _("Result"), _("What shows it"), _("What is missing"), _("Still to do")),
        rows=[
            (
                f"{one.requirement.number}. {one.title}",
                one.verdict_text,
                join_phrases("\n", (shown.said for shown in one.shown)),
                join_phrases("\n", one.faults),
                join_phrases("\n", (waiting.said for waiting in one.waiting)),
            )
            for one in judged
        ],
        caption=_("What the rules ask of a consultation"),
        ids=tuple(f"principle-{one.number}" for one in dossier.part.requirements),
    )
    yield from (Paragraph(f"{one.requirement.number}: {one.caveat}") for one in judged if one.caveat)
    if judged_by := localized(dossier.part.judged_by, current_language(), "en"):
        yield Paragraph(judged_by)


def _link_title(event: Event, text: FieldText) -> Cell:
    title = Phrase([text.title(event)])
    return Link(title, event.url) if event.url else title


def build_participation(dossier: Dossier) -> Iterator[Block]:
    """Yield participation by group and by mechanism."""
    groups, mechanisms = count_by_group(dossier), count_by_mechanism(dossier)
    yield Heading(_("Who took part"), id="participation")
    if groups:
        yield Grid(
            heads=(_("Group"), _("Events"), _("People counted at events"), _("Written comments")),
            rows=[(_(one.of.label), one.events, one.people, one.comments) for one in groups],
            caption=_("Participation by group"),
        )
    if mechanisms:
        yield Grid(
            heads=(_("Mechanism"), _("Events"), _("Participants"), _("Events without a count")),
            rows=[(_(one.of.label), one.events, one.people, one.unknown) for one in mechanisms],
            caption=_("Participation by mechanism"),
        )
    if not groups and not mechanisms:
        yield Paragraph(_("No one has taken part yet."))


def build_changes(dossier: Dossier, comments: Sequence[Public], language: str) -> Iterator[Block]:
    """Yield for each commitment which comments changed it and how.

    Args:
        comments: Its comments, as everybody may read them.
        language: The language wanted of texts.
    """
    yield Heading(_("What changed"), id="changes")
    yield from build_outcomes(dossier)
    text = make_text(dossier, language)
    for _name, document, said in group_by_commitment(dossier, comments):
        if document is not None:
            yield Heading(Phrase([text.title(document.entity)]), level=2, id=f"changes-{document.id}")
            yield from _list_changes(said)


def build_outcomes(dossier: Dossier) -> Iterator[Block]:
    """Yield how many comments came in, and what became of them."""
    total, outcomes = len(dossier.comments), count_by_outcome(dossier.comments)
    yield Paragraph(
        _n("There is {count} written comment.", "There are {count} written comments.", total).format(count=total)
    )
    if outcomes:
        yield Grid(
            heads=(_("Outcome"), _("Comments")),
            rows=[(describe_outcome(outcome), count) for outcome, count in outcomes.items()],
            caption=_("What happened with the comments"),
        )


def group_by_commitment(
    dossier: Dossier, comments: Sequence[Public]
) -> Iterator[tuple[str, Document[Commitment] | None, list[Public]]]:
    """Yield the commitments that comments are about, each with its file, where it has one, and these comments."""
    about: dict[str, list[Public]] = {}
    for one in comments:
        for name in one.comment.commitments:
            about.setdefault(name, []).append(one)
    found = dossier.workspace.all(Commitment, dossier.document.country, dossier.document.cycle)
    known = {document.id: document for document in found}
    for name in (*(name for name in known if name in about), *(name for name in about if name not in known)):
        yield name, known.get(name), about[name]


def _list_changes(said: Sequence[Public]) -> Iterator[Block]:
    changing = [one for one in said if _get_outcome(one) in (Outcome.ACCEPTED, Outcome.PARTLY)]
    count = len(said)
    yield Paragraph(
        _n(
            "{count} comment, {changing} of them led to a change.",
            "{count} comments, {changing} of them led to a change.",
            count,
        ).format(count=count, changing=len(changing))
    )
    if changing:
        yield KeyValues(
            [
                (
                    f"{one.id} ({describe_outcome(_get_outcome(one))})",
                    LangText(one.answer, one.answer_language) if one.answer else "–",
                )
                for one in changing
            ]
        )


def build_comments(comments: Sequence[Public], text: FieldText) -> Iterator[Block]:
    """Yield every comment with its answer.

    Args:
        comments: The comments, as everybody may read them.
        text: Writes their fields.
    """
    yield Heading(_("Every comment and its answer"), id="comments")
    if not comments:
        yield Paragraph(_("There are no written comments."))
    for one in comments:
        yield from build_comment(one, text)


def build_comment(one: Public, text: FieldText) -> Iterator[Block]:
    """Yield a comment and its answer.

    Args:
        one: The comment, as everybody may read it.
        text: Writes its fields; a comment that does not say its language is in that of the workspace.
    """
    comment, response, plain = one.comment, one.comment.response, text.workspace.language
    yield Heading(_("Comment {id}").format(id=one.id), level=2, id=one.name, listed=False)
    yield text.key_values(comment, "received", "group", "commitments", "url")
    by = one.author if comment.anonymous else Phrase([plain_text(one.author, plain)])
    yield Quote(one.text, by=by, language=comment.language or plain)
    if response is None:
        yield Paragraph(_("Not answered yet."))
        return
    yield text.key_values(response, "outcome", (_("Answered"), response.on))
    if one.answer:
        yield Paragraph([LangText(one.answer, one.answer_language)])


def _get_outcome(one: Public) -> Outcome | None:
    return one.comment.response.outcome if one.comment.response else None


def describe_outcome(outcome: Outcome | None) -> str:
    """Return what became of a comment, in words.

    Args:
        outcome: The outcome; None for a comment without an answer.
    """
    return _(outcome.label) if outcome else _("Not answered")


def build_forum(dossier: Dossier, language: str) -> Iterator[Block]:
    """Yield the forum and its meetings.

    Args:
        language: The language wanted of texts.
    """
    forum = dossier.consultation.forum
    if forum is None:
        return
    yield Heading(_("Forum for consultation on implementation"), id="forum")
    yield from make_text(dossier, language).details(forum, level=2)


def build_peers(dossier: Dossier, language: str) -> Iterator[Block]:
    """Yield the sessions with peers, and what followed from them (Roadmap VIII).

    Args:
        language: The language wanted of texts.
    """
    if not dossier.sessions:
        return
    text, plain = make_text(dossier, language), dossier.workspace.language
    yield Heading(_("Consultation with peers"), id="peers")
    for document in dossier.sessions:
        session = document.entity
        yield Heading(
            join_phrases(", ", (LangText(day_text(session.on, language), language), plain_text(session.place, plain))),
            level=2,
            id=f"session-{document.id}",
        )
        yield text.key_values(session, "participants", "steering_committee", "presented")
        for feedback in session.feedback:
            speaker = (_("From"), country_name(dossier.workspace, feedback.from_, language))
            yield text.key_values(
                feedback, speaker, "commitment", "ambition", "text", "gap", "action", "reason", "case"
            )
            yield from text.added(feedback, level=3)
        yield from text.added(session, level=3)


def _format_groups(groups: Iterable[Group]) -> str:
    return join_list(_(group.label) for group in groups)


def make_text(dossier: Dossier, language: str) -> FieldText:
    """Return the writer of fields for a document that goes to the public, whatever workspace it is made of."""
    country = dossier.document.country
    spared = official_contacts(dossier.workspace, country)
    return FieldText(dossier.workspace, language, mask=lambda text: redact_contacts(text, country, spared))


SUMMARY_PAPER: Final = DocumentTemplate(
    name="consultation-summary",
    title="Summary of the public consultation",
    scope=Scope.CYCLE,
    write=write_summary,
    command="consultation report",
    help="Write the summary of a consultation: what was done, who took part, and every comment with its answer.",
)
"""The consultation summary."""
