"""What people do with stories: begin one, accept or refuse it, reply to it, accept or refuse a reply (Roadmap XIII)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

import attrs

from ogpkit.api import Action, ActionResult, Argument, OgpkitError, Place, Scope
from ogpkit.api.content import (
    Bounds,
    Length,
    PastDay,
    Translated,
    entity_values,
)
from ogpkit.api.editing import InsertItem, SetValue, create_document, report_change
from ogpkit.api.text import _
from ogpkit_networking.kinds import STORY, new_story
from ogpkit_networking.stories import Reply, Story, StoryState

if TYPE_CHECKING:
    from ogpkit.api.content import Document
    from ogpkit.api.editing import EditSession


class NoSuchStory(OgpkitError):
    """Raised when a story or a reply is not there."""


@attrs.frozen(kw_only=True)
class Decision:
    """A decision about a story, or about one reply to it.

    Attributes:
        reply: The number of the reply, from one. The default is the story itself.
        on: The day.
    """

    reply: Annotated[int, Bounds(1)] | None = None
    on: PastDay


@attrs.frozen(kw_only=True)
class NewReply:
    """A reply to a story.

    Attributes:
        text: What the reply says.
        author: Who wrote it, as they want to be named.
        on: The day.
    """

    text: Annotated[Translated, Length.LONG, Argument()]
    author: str = ""
    on: PastDay


@attrs.frozen
class NewStory:
    """A new story.

    Attributes:
        title: What it is about, in a line. Its identifier is made from it.
    """

    title: str


def begin_story(session: EditSession, _place: Place, parameters: NewStory) -> ActionResult:
    """Begin a story of your own."""
    begun = new_story(session.workspace, Place(), parameters.title)
    path = create_document(session, STORY, Place(), entity=begun)
    said = _("{path} is created. Tell what was done and what others can learn from it.").format(path=path)
    return ActionResult(message=said, place=Place(path=path))


def accept_story(session: EditSession, place: Place, parameters: Decision) -> ActionResult:
    """Accept a story or a reply; from that day on everybody can read it."""
    return _decide(session, place, parameters, StoryState.ACCEPTED)


def refuse_story(session: EditSession, place: Place, parameters: Decision) -> ActionResult:
    """Refuse a story or a reply; it stays in the file, and nobody outside reads it."""
    return _decide(session, place, parameters, StoryState.REFUSED)


def _decide(session: EditSession, place: Place, parameters: Decision, state: StoryState) -> ActionResult:
    story = _get_story(session, place).entity
    is_accepted = state is StoryState.ACCEPTED
    if parameters.reply is None:
        changes = [SetValue(("state",), state.value)]
        changes += [SetValue(("accepted",), parameters.on)] if is_accepted else []
        said = _("{path} is accepted. Everyone can read it.") if is_accepted else _("{path} is refused.")
    else:
        if parameters.reply > len(story.replies):
            said = _("The story has no reply {number}. The number of the last reply is {count}.")
            raise NoSuchStory(said.format(number=parameters.reply, count=len(story.replies)))
        changes = [SetValue(("replies", parameters.reply - 1, "state"), state.value)]
        said = _("The reply is accepted. Everyone can read it.") if is_accepted else _("The reply is refused.")
    session.change(place.path, changes, _("Accept") if is_accepted else _("Refuse"))
    return report_change(session, place.path, said.format(path=place.path))


def reply_to_story(session: EditSession, place: Place, parameters: NewReply) -> ActionResult:
    """Reply to a story; what somebody who works here writes is accepted at once."""
    story = _get_story(session, place).entity
    reply = Reply(on=parameters.on, author=parameters.author, text=parameters.text, state=StoryState.ACCEPTED)
    change = InsertItem(("replies",), len(story.replies), entity_values(reply))
    session.change(place.path, [change], _("Reply to the story"))
    return report_change(session, place.path, _("The reply is in {path}.").format(path=place.path))


def _get_story(session: EditSession, place: Place) -> Document[Story]:
    found = session.workspace.documents.get(place.path)
    if found is None or not isinstance(found.entity, Story):
        raise NoSuchStory(_("{path} is not a readable story.").format(path=place.path))
    return found  # type: ignore[return-value]  # its entity is a story


STORY_ACTIONS: Final[tuple[Action[Any], ...]] = (
    Action(
        name="networking-story",
        title="Write a story",
        help="Start a story about your own practice.",
        parameters=NewStory,
        run=begin_story,
    ),
    Action(
        name="networking-accept",
        title="Accept the story",
        help="Accept a story, or a reply to it by its number. Everyone can then read it.",
        scope=Scope.DOCUMENT,
        kind="story",
        command="networking accept",
        parameters=Decision,
        run=accept_story,
    ),
    Action(
        name="networking-refuse",
        title="Refuse the story",
        help="Refuse a story, or a reply to it by its number. It stays private.",
        scope=Scope.DOCUMENT,
        kind="story",
        command="networking refuse",
        parameters=Decision,
        run=refuse_story,
    ),
    Action(
        name="networking-reply",
        title="Reply to the story",
        help="Reply to a story.",
        scope=Scope.DOCUMENT,
        kind="story",
        command="networking reply",
        parameters=NewReply,
        run=reply_to_story,
    ),
)
"""Every deed at a story."""
