"""Stories of practice that practitioners share, and the replies to them (Roadmap II.5, XIII)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import attrs

from ogpkit.api.content import (
    Audience,
    Choice,
    Contact,
    CountryCode,
    Identifier,
    Length,
    PastDay,
    Translated,
    WebAddress,
)
from ogpkit_networking.model import ProviderKind

if TYPE_CHECKING:
    from ogpkit.api.content import Document, Workspace


class StoryState(Choice):
    """Whether a story or a reply is public."""

    SENT_IN = "sent-in", "Sent in: not decided yet"
    ACCEPTED = "accepted", "Accepted: everyone can read it"
    REFUSED = "refused", "Refused: it stays private"


@attrs.frozen(kw_only=True)
class Reply:
    """Reply to a story: an answer, a question, or what happened elsewhere.

    Attributes:
        on: The day on which it came in.
        author: Who wrote it, as they want to be named. Leave it empty if they want no name.
        text: What they say.
        state: Whether it is public.
        contact: How to reach the sender. This is never published.
    """

    on: PastDay
    author: str = ""
    text: Annotated[Translated, Length.LONG]
    state: Annotated[StoryState, Audience.INTERNAL] = StoryState.SENT_IN
    contact: Annotated[Contact, Audience.INTERNAL] | None = None


@attrs.frozen(kw_only=True)
class Story:
    """Experience or best practice that a practitioner shares with others (Roadmap XIII).

    Attributes:
        title: What it is about, in a line.
        text: What was done, what came of it, and what others can learn from it.
        on: The day on which it came in or was written.
        author: Who wrote it, as they want to be named. Leave it empty if they want no name.
        kind: What the author speaks for. Leave it out if they speak for themselves.
        country: The country that it is about.
        topics: What it is about, such as `open-data`.
        links: Addresses of pages that say more.
        state: Whether it is public.
        accepted: The day from which everyone can read it.
        replies: The replies of others, oldest first.
        contact: How to reach the sender. This is never published.
        notes: Anything that colleagues should know. This is never published.
    """

    title: Translated
    text: Annotated[Translated, Length.LONG]
    on: PastDay
    author: str = ""
    kind: ProviderKind | None = attrs.field(default=None, metadata={"label": "Speaks for"})
    country: CountryCode | None = None
    topics: tuple[Identifier, ...] = ()
    links: tuple[WebAddress, ...] = ()
    state: Annotated[StoryState, Audience.INTERNAL] = StoryState.SENT_IN
    accepted: date | None = None
    replies: tuple[Reply, ...] = ()
    contact: Annotated[Contact, Audience.INTERNAL] | None = None
    notes: Annotated[str, Length.LONG, Audience.INTERNAL] = ""


def find_public_day(story: Story) -> date:
    """Return the day from which on an accepted story is public: that of its acceptance, else that on which it came in."""
    return story.accepted or story.on


def is_story_public(story: Story, today: date) -> bool:
    """Tell whether everybody can read a story on a day."""
    return story.state is StoryState.ACCEPTED and find_public_day(story) <= today


def redact_story(document: Document[Story], workspace: Workspace) -> Story | None:
    """Return a story with its accepted replies, once it is accepted itself.

    Args:
        workspace: Where it lies.
    """
    story = document.entity
    if not is_story_public(story, workspace.today):
        return None
    said = (one for one in story.replies if one.state is StoryState.ACCEPTED and one.on <= workspace.today)
    return attrs.evolve(story, replies=tuple(said))


def list_stories(workspace: Workspace) -> tuple[Document[Story], ...]:
    """Return the stories of a workspace, the newest first."""
    return tuple(sorted(workspace.all(Story), key=lambda one: (-find_public_day(one.entity).toordinal(), one.id)))


def count_waiting_replies(story: Story) -> int:
    """Return how many replies nobody has decided about."""
    return sum(one.state is StoryState.SENT_IN for one in story.replies)
