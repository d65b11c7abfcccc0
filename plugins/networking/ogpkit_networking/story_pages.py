"""The pages, the feed and the news of stories that were accepted, and a story in the app (Roadmap XIII)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Event, Events, Page, Place
from ogpkit.api.content import country_name
from ogpkit.api.output import FieldText
from ogpkit.api.text import (
    Bullets,
    Heading,
    KeyValues,
    Link,
    Paragraph,
    Phrase,
    Quote,
    _,
    _n,
    current_language,
    format_phrase,
    join_phrases,
    lang_text,
    localized,
    plain_text,
)
from ogpkit_networking.committees import MechanismCommittee
from ogpkit_networking.edition import get_topic_title, get_usual_rules
from ogpkit_networking.stories import Story, StoryState, count_waiting_replies, find_public_day, list_stories
from ogpkit_networking.story_forms import make_reply_form, make_story_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace
    from ogpkit.api.text import Block

STORIES: Final = "networking/stories"
"""The address of the page that lists them."""


def write_story_pages(workspace: Workspace, language: str) -> Iterator[Page]:
    """Yield a page that lists the stories, with a feed, and a page for each; none where there are none and nobody takes any.

    Args:
        workspace: What is public.
        language: The language of the pages, which is the one in use.
    """
    committee, found = workspace.one(MechanismCommittee), list_stories(workspace)
    mail = committee.entity.stories if committee else None
    if not found and not mail:
        return
    blocks: list[Block] = [
        Paragraph(
            _(
                "Here, people who work on open government share what they did, what came of it and what others "
                "can learn from it. The words are those of the authors."
            )
        )
    ]
    if found:
        fields = FieldText(workspace, language)
        blocks += [
            fields.grid(
                found,
                (_("Story"), lambda one: Link(_name_story(one, workspace, language), f"{STORIES}/{one.id}")),
                "country",
                "author",
                (_("Day"), lambda one: find_public_day(one.entity)),
                (_("Topics"), lambda one: _name_topics(one.entity, workspace)),
                (_("Replies"), lambda one: len(one.entity.replies)),
                caption=_("Stories"),
                ids=[one.id for one in found],
            ),
            Paragraph([Link(_("Follow the stories as a feed"), f"{STORIES}.atom")]),
        ]
    if mail:
        blocks += [Heading(_("Share a story of your practice"), id="share"), make_story_form(mail), _explain(mail)]
    yield Page(address=STORIES, title=_("Stories of practice"), blocks=blocks, feed=tuple(list_story_events(workspace)))
    for document in found:
        yield Page(
            address=f"{STORIES}/{document.id}",
            title=_name_story(document, workspace, language),
            blocks=list(_write_story(document, workspace, language, mail)),
        )


def _explain(mail: str) -> Block:
    return Paragraph(
        _(
            "The button opens your mail program with your answers. Check them and send them. If it does not "
            "open, send your answers to {mail}. We read them before they appear here."
        ).format(mail=mail)
    )


def _name_story(document: Document[Story], workspace: Workspace, language: str) -> str:
    return localized(document.entity.title, language, workspace.language) or document.id


def _name_topics(story: Story, workspace: Workspace) -> str:
    part = get_usual_rules(workspace)
    return join_phrases(", ", (get_topic_title(part, topic) for topic in story.topics))


def _write_story(document: Document[Story], workspace: Workspace, language: str, mail: str | None) -> Iterator[Block]:
    story, plain = document.entity, workspace.language
    country = country_name(workspace, story.country, language) if story.country else ""
    yield KeyValues(
        [
            (_("Author"), Phrase([plain_text(story.author, plain)]) if story.author else ""),
            (_("Speaks for"), _(story.kind.label) if story.kind else ""),
            (_("Country"), Link(country, story.country) if story.country else ""),
            (_("Topics"), _name_topics(story, workspace)),
            (_("Day"), find_public_day(story)),
        ]
    )
    said = lang_text(story.text, language, plain)
    if said:
        yield from (Paragraph([type(said)(part, said.language)]) for part in said.text.split("\n\n") if part.strip())
    if story.links:
        yield Heading(_("More about it"), id="links")
        yield Bullets([Link(address, address) for address in story.links])
    if story.replies:
        count = _n("{count} reply", "{count} replies", len(story.replies))
        yield Heading(count.format(count=len(story.replies)), id="replies")
        for number, reply in enumerate(story.replies, 1):
            words = lang_text(reply.text, language, plain)
            if words:
                by = (
                    Phrase([plain_text(reply.author, plain)]) if reply.author else _("an author who wants no name here")
                )
                yield Quote(words.text, by=by, language=words.language, id=f"reply-{number}")
    if mail:
        yield Heading(_("Reply to this story"), id="reply")
        yield make_reply_form(mail, document.id)
        yield _explain(mail)


def list_story_events(workspace: Workspace) -> Iterator[Event]:
    """Yield when stories became public, for the news and for their own feed.

    Args:
        workspace: What is public.
    """
    for document in list_stories(workspace):
        if document.entity.state is StoryState.ACCEPTED or workspace.is_public:
            name = _name_story(document, workspace, current_language())
            yield Event(
                day=find_public_day(document.entity),
                title=format_phrase(_("A story of practice: {title}"), title=name),
                place=Place(path=document.path),
                address=f"{STORIES}/{document.id}",
            )


STORY_EVENTS: Final = Events(name="stories", derive=list_story_events)
"""Stories that became public."""


def write_story(workspace: Workspace, place: Place) -> Iterator[Block | str]:
    """Yield a story as somebody here reads it before deciding, with all replies.

    Args:
        place: The story.
    """
    document = workspace.documents.get(place.path)
    if document is None or not isinstance(document.entity, Story):
        yield _("ogpkit cannot read this story. Its form says why.")
        return
    story = document.entity
    yield Heading(story.title.best(current_language(), workspace.language, "en") or document.id)
    yield _(story.state.label)
    waiting = count_waiting_replies(story)
    if waiting:
        text = _n("{count} reply waits for a decision.", "{count} replies wait for a decision.", waiting)
        yield text.format(count=waiting)
    yield KeyValues(
        [
            (_("Author"), story.author),
            (_("Country"), country_name(workspace, story.country, current_language()) if story.country else ""),
            (_("Topics"), _name_topics(story, workspace)),
            (_("Contact"), story.contact.email if story.contact else ""),
        ]
    )
    yield Paragraph(story.text.best(current_language(), workspace.language, "en"))
