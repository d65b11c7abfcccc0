"""Stories and replies that anybody sends in: the forms on the portal, and what comes back (Roadmap XIII).

Whatever is sent in waits until somebody here accepts it; nothing of it is public before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

import attrs

from ogpkit.api import Exporter, Import, Importer, Scope
from ogpkit.api.content import (
    Contact,
    Length,
    NotToml,
    NotUtf8,
    Translated,
    check_values,
    entity_values,
    make_content_name,
    parse_toml,
    propose_identifier,
    read_entity,
)
from ogpkit.api.editing import UnreadableForm, read_answers
from ogpkit.api.output import Questionnaire, make_form, safe_web_address
from ogpkit.api.text import N_, _, clean_text, sanitize_line
from ogpkit_networking.edition import get_usual_rules
from ogpkit_networking.kinds import STORY
from ogpkit_networking.model import ProviderKind
from ogpkit_networking.sent_in import (
    find_country,
    find_day,
    judge_contact,
    normalize_words,
    report_wrong,
    write_blank_form,
)
from ogpkit_networking.stories import Reply, Story
from ogpkit_networking.topics import find_topics

if TYPE_CHECKING:
    from collections.abc import Callable

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import Answers
    from ogpkit.api.text import Form

_STORY_TITLE: Final = N_("Share a story of your practice")
_REPLY_TITLE: Final = N_("Reply to this story")


@attrs.frozen(kw_only=True)
class StorySheet(Questionnaire):
    """Story that a practitioner sends in.

    Attributes:
        title: What your story is about, in a line.
        author: How you want to be named on the page. Leave it empty to stay unnamed.
        kind: What you speak for. Leave it empty if you speak for yourself.
        country: The country that the story is about: its name or its two-letter code.
        email: How we reach you if we have a question. It does not appear on any page.
        links: Addresses of pages that say more, with a space between them.
        text: What was done, what came of it, and what others can learn from it.
    """

    title: str
    author: str = ""
    kind: ProviderKind | None = attrs.field(default=None, metadata={"label": "Speaks for"})
    country: str = ""
    email: str = ""
    links: str = ""
    text: Annotated[str, Length.LONG]


@attrs.frozen(kw_only=True)
class ReplySheet(Questionnaire):
    """Reply to a story that somebody sends in.

    Attributes:
        story: The name of the story in the address of its page.
        author: How you want to be named on the page. Leave it empty to stay unnamed.
        email: How we reach you if we have a question. It does not appear on any page.
        text: Your answer, your question, or what happened where you work.
    """

    story: str
    author: str = ""
    email: str = ""
    text: Annotated[str, Length.LONG]


def make_story_form(mail: str) -> Form:
    """Return the form for a story.

    Args:
        mail: The address to which stories go.
    """
    title = _(_STORY_TITLE)
    return make_form(StorySheet, title=title, mail=mail, subject=title, button=_("Write the mail"))


def make_reply_form(mail: str, story: str) -> Form:
    """Return the form for a reply.

    Args:
        mail: The address to which replies go.
        story: The identifier of the story.
    """
    title = _(_REPLY_TITLE)
    return make_form(
        ReplySheet, title=title, mail=mail, subject=title, button=_("Write the mail"), values={"story": story}
    )


def write_story_file(_workspace: Workspace, _place: Place) -> bytes:
    """Return the form for a story as a text file."""
    return write_blank_form(StorySheet, _(_STORY_TITLE))


def read_story(data: bytes, workspace: Workspace, _place: Place) -> Import:
    """Return the story that somebody sends in; it waits until it is accepted.

    Args:
        data: The mail or the file.
        workspace: The workspace that it would go into.
    """
    if sent := _read_file(data):
        return _take_in(attrs.evolve(sent, on=min(sent.on, workspace.today)), workspace)
    answers = read_answers(data, StorySheet)
    said, wrong = answers.values, dict(answers.wrong)
    country = find_country(answers, workspace, wrong)
    links = tuple(said.get("links", "").split())
    if bad := [one for one in links if safe_web_address(one) is None]:
        text = _("“{address}” is not the address of a page. Correct it in the file, or delete it.")
        wrong["links"] = text.format(address=sanitize_line(bad[0]))
    story = Story(
        title=Translated.of(said.get("title", "")),
        text=Translated.of(said.get("text", "")),
        on=find_day(answers, workspace),
        author=said.get("author", ""),
        kind=ProviderKind(said["kind"]) if "kind" in said and "kind" not in wrong else None,
        country=country,
        topics=find_topics(f"{said.get('title', '')}\n{said.get('text', '')}", get_usual_rules(workspace)),
        links=() if "links" in wrong else links,
        contact=_make_contact(answers),
    )
    wrong |= judge_contact(story) if not wrong else {}
    return report_wrong(wrong) if wrong else _take_in(story, workspace)


def _read_file(data: bytes) -> Story | None:
    """Return the story in a file of this kind, as another workspace has it; None where it is a mail or a form.

    Whoever sends it decides nothing: whether it is public, what was replied and what colleagues noted is left out.
    """
    try:
        content = parse_toml(data)
    except (NotToml, NotUtf8):
        return None
    story = read_entity(content, Story)
    if mismatches := check_values(story):
        raise UnreadableForm(" ".join(f"{one.message} {one.remedy}" for one in mismatches))
    return Story(
        title=_clean(story.title, sanitize_line),
        text=_clean(story.text, clean_text),
        on=story.on,
        author=sanitize_line(story.author),
        kind=story.kind,
        country=story.country,
        topics=story.topics,
        links=story.links,
        contact=story.contact,
    )


def _clean(text: Translated, clean: Callable[[str], str]) -> Translated:
    texts = {language: clean(said) for language, said in text.texts("")}
    return Translated.of(texts.get("") or texts)


def _take_in(story: Story, workspace: Workspace) -> Import:
    """Return the import of a story that was understood; one that is there already brings nothing."""
    words = {normalize_words(text) for _language, text in story.text.texts("")}
    for one in workspace.all(Story):
        if words & {normalize_words(text) for _language, text in one.entity.text.texts("")}:
            return Import(files={}, records=1, notes=(_("This story already exists, as {id}.").format(id=one.id),))
    title = story.title.best("en", workspace.language)
    taken = {one.id for one in workspace.all(Story)}
    name = make_content_name(propose_identifier(title) or "story", "\0".join((title, *sorted(words))), taken)
    note = _("It stays private until you accept it with: ogpkit networking accept {id}").format(id=name)
    return Import(files={STORY.pattern.fill({"id": name}): story}, records=1, notes=(note,))


def read_reply(data: bytes, workspace: Workspace, _place: Place) -> Import:
    """Return the reply that somebody sends in; it waits until it is accepted.

    Args:
        data: The mail or the file.
        workspace: The workspace that it would go into.
    """
    answers = read_answers(data, ReplySheet)
    said, wrong = answers.values, dict(answers.wrong)
    story = next((one for one in workspace.all(Story) if one.id == said.get("story")), None)
    if story is None and "story" not in wrong:
        wrong["story"] = _("There is no story “{id}” here.").format(id=sanitize_line(said.get("story", "")))
    reply = Reply(
        on=find_day(answers, workspace),
        author=said.get("author", ""),
        text=Translated.of(said.get("text", "")),
        contact=_make_contact(answers),
    )
    wrong |= judge_contact(reply) if not wrong else {}
    if wrong or story is None:
        return report_wrong(wrong)
    words = normalize_words(said["text"])
    if any(words == normalize_words(text) for one in story.entity.replies for _language, text in one.text.texts("")):
        return Import(files={}, records=1, notes=(_("This reply already exists."),))
    number = len(story.entity.replies) + 1
    note = _("It stays private until you accept it with: ogpkit networking accept {id} --reply {number}")
    content: dict[str, Any] = {"replies": [entity_values(reply)]}
    return Import(
        files={story.path: content},
        records=1,
        notes=(note.format(id=story.id, number=number),),
        keys={"replies": ("on", "author", "text")},
    )


def _make_contact(answers: Answers) -> Contact | None:
    mail = answers.values.get("email")
    return Contact(email=mail) if mail else None


STORY_IMPORT: Final = Importer(
    name="networking-story",
    title=N_("Story from the public"),
    suffixes=(".eml", ".txt", ".toml"),
    read=read_story,
)
"""A story out of a mail or a file that the form sends."""

REPLY_IMPORT: Final = Importer(
    name="networking-reply", title=N_("Reply to a story"), suffixes=(".eml", ".txt"), read=read_reply
)
"""A reply out of a mail or a file that the form sends."""

STORY_EXPORT: Final = Exporter(
    name="networking-story-form",
    title=N_("Form for a story"),
    suffix=".txt",
    scope=Scope.WORKSPACE,
    write=write_story_file,
    public=True,
)
"""The form for a story as a file."""
