"""The form with which people comment on a consultation, without a server: on a page, and its answers as a comment again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Final

import attrs

from ogpkit.api import OgpkitError
from ogpkit.api.content import Choice, Commitment, Country, Length, check_values
from ogpkit.api.editing import read_answers
from ogpkit.api.output import Questionnaire, make_form
from ogpkit.api.text import N_, Paragraph, _, current_language, format_phrase, language_name, localized
from ogpkit_consultation.model import Comment, Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit.api.text import Block, FormField
    from ogpkit_consultation.dossier import Dossier

_TITLE: Final = N_("Comment on the consultation")

_MARK: Final = re.compile(rb"^[ \t]*consultation[ \t]*[:=]", re.IGNORECASE | re.MULTILINE)
"""How a file shows that it comes from the form, and is no letter."""


class WrongForm(OgpkitError):
    """Raised when answers are no comment on this consultation."""


class NameDisplay(Choice):
    """Whether the website shows who wrote a comment."""

    SHOW = "show", "Show my name"
    HIDE = "hide", "Do not show my name"


@attrs.frozen(kw_only=True)
class WrittenComment(Questionnaire):
    """Comment of somebody from the public, as the form asks for it.

    Attributes:
        consultation: The consultation that you comment on.
        name: Your name, or the name of your organisation.
        naming: Whether the website shows your name.
        group: Who you speak for.
        email: For questions about your comment. The website does not show it.
        commitment: The commitment that you comment on. If you choose none, your comment is about the whole plan.
        language: The language in which you write.
        text: Your comment, in your own words.
    """

    consultation: str
    name: str = attrs.field(default="", metadata={"label": "Your name"})
    naming: NameDisplay = attrs.field(metadata={"label": "Your name on the website"})
    group: Group | None = attrs.field(default=None, metadata={"label": "Group"})
    email: str = attrs.field(default="", metadata={"label": "E-mail"})
    commitment: str = ""
    language: str = ""
    text: Annotated[str, Length.LONG] = attrs.field(metadata={"label": "Your comment"})


def is_open(dossier: Dossier) -> bool:
    """Tell whether people can comment on the day of the workspace."""
    said, today = dossier.consultation, dossier.today
    return (said.opens is None or said.opens <= today) and (said.closes is None or today <= said.closes)


def find_mail(workspace: Workspace, country: str) -> str:
    """Return where comments go: the contact of the country, else that of the website; empty where neither is an address."""
    document = workspace.one(Country, country)
    contact = document.entity.contact if document else None
    said = workspace.settings.portal.contact
    return (contact.email if contact and contact.email else "") or (said if "@" in said and "/" not in said else "")


def write_comment_page(dossier: Dossier, country: str) -> Iterator[Block]:
    """Yield the form; nothing where people cannot comment, or nobody says where comments go.

    Args:
        country: What the country is called.
    """
    workspace, document = dossier.workspace, dossier.document
    mail = find_mail(workspace, document.country)
    if not mail or not is_open(dossier):
        return
    closes = dossier.consultation.closes
    if closes is not None:
        yield Paragraph(_("You can comment until {day}.").format(day=closes))
    yield Paragraph(
        _("This website shows your comment, and your name if you agree. It does not show your e-mail address.")
    )
    subject = format_phrase(_("Comment on the consultation: {country}"), country=country)
    form = make_form(
        WrittenComment,
        title=_(_TITLE),
        mail=mail,
        subject=subject,
        button=_("Write the mail"),
        values={"consultation": f"{document.country}/{document.cycle}"},
    )
    fields = tuple(_offer_choices(form.fields, dossier))
    yield attrs.evolve(form, fields=fields, endpoint=workspace.settings.portal.endpoint)
    yield Paragraph(
        _(
            "The button opens your mail program with your comment. Check it and send it. Without a mail program, "
            "save your comment as a file and send the file to {mail}."
        ).format(mail=mail)
    )


def _offer_choices(fields: Iterable[FormField], dossier: Dossier) -> Iterator[FormField]:
    """Yield the questions with the answers that can be chosen here; one without a choice is not asked."""
    workspace, document, spoken = dossier.workspace, dossier.document, current_language()
    languages = dict.fromkeys((spoken, *dossier.owed_languages, *workspace.settings.workspace.languages))
    plan = workspace.all(Commitment, document.country, document.cycle)
    titles = ((one.id, localized(one.entity.title, spoken, workspace.language)) for one in plan)
    choices = {
        "commitment": tuple((name, str(title)) for name, title in titles),
        "language": tuple((code, language_name(code)) for code in languages) if len(languages) > 1 else (),
    }
    for field in fields:
        if field.name not in choices:
            yield field
        elif choices[field.name]:
            yield attrs.evolve(field, choices=choices[field.name])


def is_form(data: bytes) -> bool:
    """Tell whether a mail or a file holds the answers to the form."""
    return bool(_MARK.search(data))


def read_form(data: bytes, received: date, source: str, workspace: Workspace, place: Place) -> Comment:
    """Return the comment that somebody wrote into the form; nothing of it is believed, it is all the sender's word.

    Args:
        data: The mail or the file.
        received: The day on which it was received, where it does not say.
        source: Where it comes from.
        workspace: The workspace that it would go into.
        place: The cycle for which it is read.

    Raises:
        WrongForm: An answer is missing or wrong, or it is about another consultation.
    """
    answers = read_answers(data, WrittenComment)
    said, wrong = answers.values, dict(answers.wrong)
    if wrong:
        raise WrongForm(" ".join(f"{key}: {message}" for key, message in wrong.items()))
    if said["consultation"].strip() != f"{place.country}/{place.cycle}":
        raise WrongForm(_("This comment is on {other}. Import it there.").format(other=said["consultation"]))
    comment = Comment(
        received=min(answers.received or received, received),
        author=said.get("name", ""),
        anonymous=said["naming"] == NameDisplay.HIDE.value,
        group=Group(said["group"]) if "group" in said else None,
        email=said.get("email"),
        commitments=_find_commitment(said.get("commitment", ""), workspace, place),
        language=said.get("language"),
        text=said["text"],
        source=source,
    )
    # an address or a language that is none; the comment counts all the same
    wrong_keys = {one.at[0] for one in check_values(comment)}
    return attrs.evolve(
        comment,
        email=None if "email" in wrong_keys else comment.email,
        language=None if "language" in wrong_keys else comment.language,
    )


def _find_commitment(said: str, workspace: Workspace, place: Place) -> tuple[str, ...]:
    """Return the commitment of the plan that a sender names; none that is not there."""
    return tuple(one.id for one in workspace.all(Commitment, place.country, place.cycle) if one.id == said)
