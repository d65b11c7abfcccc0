"""The public pages about a consultation: process and events, and every comment under an address that never changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ogpkit.api import Page, Pages
from ogpkit.api.content import country_name
from ogpkit.api.text import (
    Grid,
    Heading,
    LangText,
    Link,
    Paragraph,
    _,
    _n,
    format_phrase,
    localized,
    use_language,
)
from ogpkit_consultation.comment_form import find_mail, is_open, write_comment_page
from ogpkit_consultation.dossier import find_dossier
from ogpkit_consultation.findings import build_findings
from ogpkit_consultation.model import Consultation
from ogpkit_consultation.paper import (
    build_comment,
    build_forum,
    build_outcomes,
    build_participation,
    build_peers,
    build_process,
    describe_outcome,
    group_by_commitment,
    make_text,
)
from ogpkit_consultation.pictures import draw_comments, draw_participation
from ogpkit_consultation.publication import publish_comments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ogpkit.api.content import Workspace
    from ogpkit.api.text import Block
    from ogpkit_consultation.dossier import Dossier
    from ogpkit_consultation.publication import Public

ON_A_PAGE: Final = 200
"""Numbered comments on a page: those whose numbers lie together, so that a comment never moves to another page."""

_ON_A_PART: Final = 10
"""Comments on the page of a commitment; the page of the consultation has all."""

_LONGEST: Final = 240
"""Letters of a comment on the page of a commitment."""

OTHERS: Final = "others"
"""The page of the comments whose identifiers begin with no day and are no numbers."""

_DAY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})-")


def render(workspace: Workspace, language: str) -> Iterator[Page]:
    """Yield the pages of every consultation.

    Args:
        language: The language of the pages.
    """
    for document in workspace.all(Consultation):
        dossier = find_dossier(workspace, document.country, document.cycle)
        if dossier is not None:
            with use_language(language):
                pages = [*_build_pages(dossier, language)]
            yield from pages


def get_home_address(dossier: Dossier) -> str:
    """Return where the pages of a consultation stand."""
    return f"{dossier.document.country}/{dossier.document.cycle}/consultation"


def page_of(identifier: str) -> str:
    """Return the page on which a comment stands, whatever other comments there are.

    Args:
        identifier: The comment's identifier.
    """
    if day := _DAY.match(identifier):
        return day[1]
    if not identifier.isdecimal():
        return OTHERS
    return str(max(int(identifier) - 1, 0) // ON_A_PAGE + 1)


def get_comment_address(dossier: Dossier, one: Public) -> str:
    """Return the address of a comment on the portal.

    Args:
        one: The comment.
    """
    return f"{get_home_address(dossier)}/comments/{page_of(one.id)}#{one.name}"


def _build_pages(dossier: Dossier, language: str) -> Iterator[Page]:
    country = country_name(dossier.workspace, dossier.document.country, language)
    named = {"country": country, "cycle": dossier.document.cycle}
    comments, text = publish_comments(dossier.comments, language, dossier.workspace), make_text(dossier, language)
    by_page: dict[str, list[Public]] = {}
    for one in comments:
        by_page.setdefault(page_of(one.id), []).append(one)
    yield Page(
        address=get_home_address(dossier),
        title=format_phrase(_("{country}: public consultation {cycle}"), **named),
        blocks=_build_front(dossier, comments, by_page, language),
    )
    yield from _build_parts(dossier, comments)
    if form := [*write_comment_page(dossier, str(country))]:
        title = format_phrase(_("{country}: comment on the consultation {cycle}"), **named)
        yield Page(address=_get_form_address(dossier), title=title, blocks=form)
    for name, group in by_page.items():
        span = {"first": group[0].id, "last": group[-1].id}
        several = _("{country}: comments {first} to {last} of the consultation {cycle}")
        wanted = several if len(group) > 1 else _("{country}: comment {first} of the consultation {cycle}")
        yield Page(
            address=f"{get_home_address(dossier)}/comments/{name}",
            title=format_phrase(wanted, **named, **span),
            blocks=[
                Paragraph([Link(_("The consultation"), get_home_address(dossier))]),
                *(block for one in group for block in build_comment(one, text)),
            ],
        )


def _get_form_address(dossier: Dossier) -> str:
    return f"{get_home_address(dossier)}/comment"


def _build_parts(dossier: Dossier, comments: Sequence[Public]) -> Iterator[Page]:
    """Yield what people said of each commitment and what became of it, for the page of the commitment."""
    home = get_home_address(dossier)
    for name, _document, said in group_by_commitment(dossier, comments):
        rows = [
            (
                Link(_("Comment {id}").format(id=one.id), get_comment_address(dossier, one)),
                one.comment.received,
                _(one.comment.group.label) if one.comment.group else None,
                LangText(_shorten(one.text), one.comment.language or dossier.workspace.language),
                describe_outcome(one.comment.response.outcome if one.comment.response else None),
                LangText(_shorten(one.answer), one.answer_language) if one.answer else None,
            )
            for one in said[:_ON_A_PART]
        ]
        heads = (_("Comment"), _("Received"), _("Group"), _("What they said"), _("Outcome"), _("Answer"))
        count = _n("{count} comment about this commitment", "{count} comments about this commitment", len(said))
        yield Page(
            address=f"{dossier.document.country}/{dossier.document.cycle}/commitments/{name}",
            title=_("What the public said"),
            blocks=[
                Grid(heads=heads, rows=rows, caption=_("Comments about this commitment")),
                Paragraph([Link(count.format(count=len(said)), f"{home}#about-{name}")]),
            ],
            is_part=True,
        )


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def _build_front(
    dossier: Dossier, comments: Sequence[Public], by_page: dict[str, list[Public]], language: str
) -> Iterator[Block]:
    findings = build_findings(dossier.consultation, make_text(dossier, language))
    if dossier.is_known_by_findings:
        yield from findings
        yield from build_peers(dossier, language)
        return
    if find_mail(dossier.workspace, dossier.document.country) and is_open(dossier):
        yield Paragraph([Link(_("Comment on the consultation"), _get_form_address(dossier))])
    yield from build_process(dossier, language)
    yield from build_participation(dossier)
    yield from draw_participation(dossier)
    yield Heading(_("Comments"), id="comments")
    yield from build_outcomes(dossier)
    yield from draw_comments(dossier)
    if comments:
        yield Grid(
            heads=(_("Comments"), _("Number")),
            rows=[
                (
                    Link(
                        " – ".join(dict.fromkeys((group[0].id, group[-1].id))),
                        f"{get_home_address(dossier)}/comments/{name}",
                    ),
                    len(group),
                )
                for name, group in by_page.items()
            ],
            caption=_("Every comment with its answer"),
        )
        yield from _build_commitments(dossier, comments, language)
    yield from build_forum(dossier, language)
    yield from build_peers(dossier, language)
    yield from findings


def _build_commitments(dossier: Dossier, comments: Sequence[Public], language: str) -> Iterator[Block]:
    for name, document, said in group_by_commitment(dossier, comments):
        title = localized(document.entity.title, language, dossier.workspace.language) if document else name
        yield Heading(title or name, level=2, id=f"about-{name}")
        yield Grid(
            heads=(_("Comment"), _("Received"), _("Group"), _("Outcome")),
            rows=[
                (
                    Link(one.id, get_comment_address(dossier, one)),
                    one.comment.received,
                    _(one.comment.group.label) if one.comment.group else None,
                    describe_outcome(one.comment.response.outcome if one.comment.response else None),
                )
                for one in said
            ],
            caption=_("Comments about this commitment"),
            facets=(_("Group"), _("Outcome")),
        )


PAGES: Final = Pages(
    name="consultation",
    title="Public consultation",
    render=render,
    kinds=("consultation", "comment", "peer-session"),
    by_country=True,
)
"""Process, events, comments with their answers, forum and peers."""
