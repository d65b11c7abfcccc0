"""Expressions of interest in a first discussion: the “simple web form”, and cases out of what it sends (Networking Mechanism)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import attrs

from ogpkit.api import Exporter, Import, Importer, Scope
from ogpkit.api.content import Contact, Length, Translated
from ogpkit.api.editing import read_answers
from ogpkit.api.output import Questionnaire, make_form
from ogpkit.api.text import N_, Link, Paragraph, _
from ogpkit_networking.beginning import describe_new_case
from ogpkit_networking.committees import MechanismCommittee
from ogpkit_networking.kinds import CASE
from ogpkit_networking.model import Aim, Case, Channel
from ogpkit_networking.sent_in import (
    find_country,
    find_day,
    judge_contact,
    normalize_words,
    report_wrong,
    write_blank_form,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import Place
    from ogpkit.api.content import Document, Workspace
    from ogpkit.api.editing import Answers
    from ogpkit.api.text import Block

_TITLE: Final = N_("Expression of interest in a networking discussion")


@attrs.frozen(kw_only=True)
class Interest(Questionnaire):
    """Expression of interest of a government in a first, preliminary discussion.

    Attributes:
        country: The name of the country, or its two-letter code.
        institution: The ministry, office or agency that asks.
        name: The person whom we answer.
        email: Where we send the answer.
        telephone: A telephone number with the country code.
        aim: What the expertise is for, if you know it already.
        request: What you would like to talk about, in your own words. It can be a first idea.
    """

    country: str
    institution: str
    name: str = ""
    email: str
    telephone: str = ""
    aim: Aim | None = None
    request: Annotated[str, Length.LONG]


def write_interest_page(workspace: Workspace) -> Iterator[Block]:
    """Yield what the page of the form holds; nothing where nobody says where expressions of interest go.

    Args:
        workspace: What is public.
    """
    committee = workspace.one(MechanismCommittee)
    mail, form = (committee.entity.interest, committee.entity.form) if committee else (None, None)
    if not (mail or form):
        return
    yield Paragraph(
        _(
            "Does your government look for expertise for a commitment? Tell us here. A case manager answers "
            "and introduces you to peers and providers. What you write is between you and the mechanism. It "
            "does not appear on any page."
        )
    )
    if form:
        yield Paragraph([Link(_("Fill in the form"), form)])
    if mail:
        blank = make_form(
            Interest,
            title=_(_TITLE),
            mail=mail,
            subject=_(_TITLE),
            button=_("Write the mail"),
        )
        yield attrs.evolve(blank, endpoint=workspace.settings.portal.endpoint)
        yield Paragraph(
            _(
                "The button opens your mail program with your answers. Check them and send them. If it does "
                "not open, send your answers to {mail}."
            ).format(mail=mail)
        )


def write_file(_workspace: Workspace, _place: Place) -> bytes:
    """Return the form as a text file."""
    return write_blank_form(Interest, _(_TITLE))


def read_interest(data: bytes, workspace: Workspace, _place: Place) -> Import:
    """Return the case that an expression of interest begins; nothing of it is believed, it is all the sender's word.

    Args:
        data: The mail or the file.
        workspace: The workspace that it would go into.
    """
    answers = read_answers(data, Interest)
    wrong = dict(answers.wrong)
    country = find_country(answers, workspace, wrong)
    case = _make_case(answers, country or "", workspace)
    wrong |= judge_contact(case) if not wrong else {}
    if wrong:
        return report_wrong(wrong)
    if same := _find_same(case, workspace):
        return Import(files={}, records=1, notes=(_("This request already exists, as {id}.").format(id=same.id),))
    name, entity = describe_new_case(case, workspace)
    note = _("The sender is not verified. Ask the government before you introduce it to anyone.")
    return Import(files={CASE.pattern.fill({"id": name}): entity}, records=1, notes=(note,))


def _make_case(answers: Answers, country: str, workspace: Workspace) -> Case:
    said = answers.values
    contact = {key: said[key] for key in ("institution", "name", "email", "telephone") if key in said}
    return Case(
        country=country,
        opened=find_day(answers, workspace),
        channel=Channel.FORM,
        contact=Contact(**contact) if contact else None,
        request=Translated.of(said.get("request", "")),
        aim=Aim(said["aim"]) if "aim" in said and "aim" not in answers.wrong else None,
        notes=_("Sent with the form. The sender is not verified."),
    )


def _find_same(case: Case, workspace: Workspace) -> Document[Case] | None:
    """Return the case of the same country with the same words, if there is one: a form that is sent twice is one request."""
    words = _normalize(case)
    return next(
        (one for one in workspace.all(Case) if one.entity.country == case.country and _normalize(one.entity) == words),
        None,
    )


def _normalize(case: Case) -> str:
    return normalize_words(" ".join(text for _language, text in case.request.texts("")))


INTEREST_IMPORT: Final = Importer(
    name="networking-interest", title=N_("Expression of interest"), suffixes=(".eml", ".txt"), read=read_interest
)
"""A case out of a mail or a file that the form sends."""

INTEREST_EXPORT: Final = Exporter(
    name="networking-interest-form",
    title=N_("Form for an expression of interest"),
    suffix=".txt",
    scope=Scope.WORKSPACE,
    write=write_file,
    public=True,
)
"""The form as a file."""
