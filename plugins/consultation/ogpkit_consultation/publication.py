"""What of a consultation is public, and from which day on; what of a comment, without what would lead to its author."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api.content import Cycle
from ogpkit.api.text import _, join_list, use_language
from ogpkit_consultation.dossier import find_deposit_day
from ogpkit_consultation.model import Consultation, ReasonedResponse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.api.content import Document, Translated, Workspace
    from ogpkit_consultation.model import Comment, PeerSession

_SHORTEST_NAME: Final = 3
"""Letters of the shortest author's name that is looked for in a text; shorter ones stand in it by chance."""


def is_announced(consultation: Consultation, workspace: Workspace) -> bool:
    """Tell whether process and timeline are public on the day of the workspace."""
    return consultation.published is not None and consultation.published <= workspace.today


def redact_consultation(document: Document[Consultation], workspace: Workspace) -> Consultation | None:
    """Return a consultation once its process is published, with the events that were announced and the summary once it is out.

    What the Independent Reporting Mechanism found and published is public also where the process never was.

    Args:
        workspace: Where it lies.
    """
    found, today = document.entity, workspace.today
    told = found.findings if _are_findings_public(found, workspace) else ()
    if not is_announced(found, workspace):
        return (
            Consultation(findings=told, findings_published=found.findings_published, findings_url=found.findings_url)
            if told
            else None
        )
    summary = found.summary
    if summary is not None and (summary.published is None or summary.published > today):
        summary = None
    response = found.response
    if response is not None and (response.published is None or response.published > today):
        # why there is none explains the plan that was submitted without one; before that, one may still come
        why = response.why_none if _is_deposited(document, workspace) else None
        response = ReasonedResponse(why_none=why) if why else None
    # an event that is not announced yet may still change, and people would come on the wrong day
    events = tuple(one for one in found.events if one.announced is not None and one.announced <= today)
    # which commitment a law is about says what the plan holds, which is public once it is deposited
    laws = found.laws
    if not _is_deposited(document, workspace):
        laws = tuple(attrs.evolve(one, commitments=()) for one in laws)
    return attrs.evolve(found, events=events, summary=summary, response=response, laws=laws, findings=told)


def _are_findings_public(consultation: Consultation, workspace: Workspace) -> bool:
    """Tell whether findings are public: from the day on which they were published, or with the process where none is given."""
    day = consultation.findings_published or consultation.published
    return day is not None and day <= workspace.today


def redact_comment(document: Document[Comment], workspace: Workspace) -> Comment | None:
    """Return a comment once the consultation is public, without the author's name where they did not want it to be known.

    Args:
        workspace: Where it lies.
    """
    from ogpkit.api.text import find_contacts  # noqa: PLC0415  a check redacts nothing, and this costs much to load

    comment, today = document.entity, workspace.today
    consultation = workspace.one(Consultation, document.country, document.cycle)
    if consultation is None or not is_announced(consultation.entity, workspace):
        return None
    # mail programs give an address for a name where they know no other: then nothing is left to name somebody by
    named = not comment.anonymous and (may_be_reached(comment) or not find_contacts(comment.author, document.country))
    with use_language(comment.language or workspace.language):
        text = strip_author(comment) if comment.anonymous else comment.text
    return attrs.evolve(
        comment,
        author=comment.author if named else "",
        text=text,
        commitments=comment.commitments if _is_deposited(document, workspace) else (),
        response=comment.response if comment.response and comment.response.on <= today else None,
    )


def may_be_reached(comment: Comment) -> bool:
    """Tell whether the author of a comment agreed that everybody may know how to reach them."""
    return comment.publish_contact and not comment.anonymous


def redact_session(document: Document[PeerSession], workspace: Workspace) -> PeerSession | None:
    """Return a session with peers once it was held; what was said of the commitments once their plan is deposited.

    Args:
        workspace: Where it lies.
    """
    session = document.entity
    if session.on > workspace.today:
        return None
    # working sessions speak of drafts (Roadmap VIII); what was said of them is for the public once the plan is
    return session if _is_deposited(document, workspace) else attrs.evolve(session, presented=(), feedback=())


def _is_deposited(document: Document[object], workspace: Workspace) -> bool:
    cycle = workspace.one(Cycle, document.country, document.cycle)
    day = find_deposit_day(cycle.entity) if cycle else None
    return day is not None and day <= workspace.today


@attrs.frozen(kw_only=True)
class Public:
    """Comment as everybody may read it.

    Attributes:
        id: Its identifier, which never changes.
        comment: The comment itself, for what is public in any case: days, group, language, commitments, outcome.
        author: Who wrote it, as far as they may be named; with address and number only where the author agreed.
        text: Their words, with addresses and numbers left out unless they agreed.
        answer: The government's answer in the language that was asked for; empty where there is none in any.
        answer_language: The language of the answer.
    """

    id: str
    comment: Comment
    author: str
    text: str
    answer: str
    answer_language: str

    @property
    def name(self) -> str:
        """Return the name by which a link finds it, on the portal and in documents."""
        return f"comment-{self.id}"


def publish_comment(document: Document[Comment], language: str, workspace: Workspace) -> Public:
    """Return a comment as everybody may read it; what is said in place of something is in the language in use.

    Args:
        language: The language wanted of the answer.
        workspace: Where it lies.
    """
    from ogpkit.api.text import official_contacts, redact_contacts  # noqa: PLC0415  as above

    comment, country = document.entity, document.country
    spared = official_contacts(workspace, country)
    answer, spoken = _translate(comment.response.text if comment.response else None, language, workspace.language)
    return Public(
        id=document.id,
        comment=comment,
        author=get_public_author(comment, country),
        text=_redact_words(comment, country, spared),
        answer=redact_contacts(answer, country, spared),
        answer_language=spoken,
    )


def _redact_words(comment: Comment, country: str, spared: frozenset[str]) -> str:
    from ogpkit.api.text import redact_contacts  # noqa: PLC0415  as above

    if comment.anonymous:
        return redact_contacts(strip_author(comment), country, spared)
    return comment.text if comment.publish_contact else redact_contacts(comment.text, country, spared)


def strip_author(comment: Comment) -> str:
    """Return the words of a comment without its author's name, with which many sign: in either order, however it is spaced.

    Args:
        comment: The comment of somebody who asked not to be named.
    """
    words = re.findall(r"\w+(?:['’-]\w+)*", comment.author)
    if len("".join(words)) < _SHORTEST_NAME:
        return comment.text
    # forms put the family name first, letters put it last
    orders = {tuple(words), (words[-1], *words[:-1])}
    written = "|".join(r"[\s,.]+".join(map(re.escape, order)) for order in sorted(orders))
    # a function gives what stands there, since a translation may hold what is a reference to a group
    return re.sub(rf"(?<!\w)(?:{written})(?!\w)", lambda _match: _("[name]"), comment.text, flags=re.IGNORECASE)


def get_public_author(comment: Comment, country: str) -> str:
    """Return who wrote a comment, as far as everybody may know it.

    Args:
        country: The country's identifier.
    """
    agreed = comment.publish_contact
    if comment.anonymous:
        return _("not named")
    name = comment.author if agreed else _strip_contact_names(comment.author, country)
    reached = (comment.email or "", comment.telephone) if agreed else ()
    return join_list(part for part in (name, *reached) if part)


def _strip_contact_names(author: str, country: str) -> str:
    """Leave out names that are contacts: mail programs give an address where they know no other name."""
    from ogpkit.api.text import find_contacts  # noqa: PLC0415  as above

    return "" if find_contacts(author, country) else author


def _translate(text: Translated | None, language: str, default: str) -> tuple[str, str]:
    """Return a text in the wanted language, else in English, else in any, with the language that it is in."""
    there = dict(text.texts(default)) if text else {}
    for code in (language, "en", default, *there):
        if there.get(code, "").strip():
            return there[code], code
    return "", language


def publish_comments(documents: Iterable[Document[Comment]], language: str, workspace: Workspace) -> tuple[Public, ...]:
    """Return comments as everybody may read them, in the same order.

    Args:
        language: As in `publish_comment`.
        workspace: As in `publish_comment`.
    """
    return tuple(publish_comment(document, language, workspace) for document in documents)
