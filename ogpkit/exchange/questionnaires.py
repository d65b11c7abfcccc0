"""Forms for people outside, declared as a class: on a page, as a file to fill in, and the answers in again, whoever sent them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.exchange.mail import LONGEST_TEXT, read_mail
from ogpkit.model import Length
from ogpkit.schema.fields import fields_of
from ogpkit.text.blocks import Form, FormField
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import clean_text, sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ogpkit.schema.fields import Field

LONGEST_ANSWER: Final = 10_000
"""Letters of a long answer; some mail programs take no more in all. Ogpkit's own number."""

LONGEST_LINE: Final = 200
"""Letters of an answer on one line; ogpkit's own number."""

_HEADER: Final = re.compile(
    rb"^(?:from|received|mime-version|return-path|delivered-to|message-id):", re.IGNORECASE | re.MULTILINE
)
_ANSWER: Final = re.compile(r"[ \t]*([A-Za-z_]{1,30})[ \t]*[:=][ \t]*(.*)")


_NOTHING: Final[Mapping[str, str]] = {}


class Questionnaire:
    """Base of a class that says what a form asks: an attribute a question, with its label and help, in the order of the form.

    A question with a long answer stands last, so that no line of it can be taken for the answer to another one.
    """

    __slots__ = ()


class UnreadableForm(OgpkitError):
    """Raised when a file holds no answers that can be read."""

    exit_code = 1


@attrs.frozen(kw_only=True)
class Answers:
    """Answers that somebody gave.

    Attributes:
        values: The answers by key, without control characters; questions that were not answered are left out.
        received: The day on which the mail was sent; None for a file, or where the mail does not say.
        wrong: What is wrong with an answer, by key.
    """

    values: Mapping[str, str] = attrs.field(hash=False)
    received: date | None = None
    wrong: Mapping[str, str] = attrs.field(factory=dict, hash=False)


def make_form(
    entity: type[Questionnaire],
    *,
    title: str,
    mail: str,
    subject: str,
    button: str,
    values: Mapping[str, str] = _NOTHING,
) -> Form:
    """Return a form as a block of a page.

    Args:
        entity: What it asks.
        title: What it is for.
        mail: The address to which the answers go.
        subject: The subject of the mail.
        button: What the button says.
        values: Answers that are known already, by key.
    """
    fields = tuple(
        FormField(
            name=field.key,
            label=_(field.label),
            hint=_(field.help),
            is_long=_is_long(field),
            is_required=field.required,
            choices=tuple((str(one.value), _(one.label)) for one in field.shape.choices),
            value=values.get(field.key, ""),
        )
        for field in fields_of(entity)
    )
    return Form(title=title, fields=fields, mail=mail, subject=subject, button=button)


def write_form_file(entity: type[Questionnaire], title: str, help_text: str) -> bytes:
    """Return a form as a text file to fill in and to send back.

    Args:
        entity: What it asks.
        title: What it is for.
        help_text: What to do with it.
    """
    lines = [title, "=" * len(title), "", help_text, ""]
    for field in fields_of(entity):
        needed = "" if field.required else f" {_('(optional)')}"
        lines.append(f"- {field.key} – {_(field.label)}{needed}. {_(field.help)}")
        lines += [f"    {one.value} – {_(one.label)}" for one in field.shape.choices]
    lines += ["", "-" * len(title), "", *(f"{field.key}:" for field in fields_of(entity))]
    return ("\n".join(lines) + "\n").encode()


def read_answers(data: bytes, entity: type[Questionnaire]) -> Answers:
    """Return the answers in a mail (`.eml`) or in a text file, as a form sends them or as somebody filled them in.

    The sender can write anything: a key counts once and only after the keys before it, so that no answer takes the place of
    another one.

    Args:
        data: The file.
        entity: What was asked.

    Raises:
        UnreadableForm: It is in another encoding than UTF-8, or there is no answer in it.
        UnreadableMail: It is a mail that cannot be read.
    """
    head = data.lstrip()[:LONGEST_TEXT].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    mail = read_mail(data) if _HEADER.search(head) else None
    text = mail.text if mail else _decode(data)
    fields = {field.key: field for field in fields_of(entity)}
    given = dict(_split_answers(text, tuple(fields)))
    values = {key: said for key, lines in given.items() if (said := _join_lines(lines, is_long=_is_long(fields[key])))}
    if not values:
        raise UnreadableForm(
            _("There are no answers in this file. Each answer begins with its key, for example “{key}:”.").format(
                key=next(iter(fields))
            )
        )
    return Answers(
        values=values,
        received=mail.received if mail else None,
        wrong=dict(_list_wrong(values, fields)),
    )


def _decode(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableForm(_("This file is not in UTF-8. Save it as UTF-8 text, then try again.")) from error
    if len(text) > LONGEST_TEXT:
        raise UnreadableForm(_("This file is too long for a form. Choose the file with the answers."))
    return clean_text(text)


def _split_answers(text: str, keys: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """Yield the lines of each answer by its key, in the order of the form; what stands before the first key is left out."""
    place, lines = -1, list[str]()
    for line in text.splitlines():
        found = _ANSWER.fullmatch(line)
        key = found[1].lower() if found else ""
        if found and key in keys[place + 1 :]:
            if place >= 0:
                yield keys[place], lines
            place, lines = keys.index(key), [found[2]]
        else:
            lines.append(line)
    if place >= 0:
        yield keys[place], lines


def _join_lines(lines: list[str], *, is_long: bool) -> str:
    if is_long:
        return "\n".join(line.rstrip() for line in lines).strip()
    return " ".join(" ".join(lines).split())


def _list_wrong(values: Mapping[str, str], fields: Mapping[str, Field]) -> Iterator[tuple[str, str]]:
    for key, field in fields.items():
        said, most = values.get(key, ""), LONGEST_ANSWER if _is_long(field) else LONGEST_LINE
        choices = [str(one.value) for one in field.shape.choices]
        if not said and field.required:
            yield key, _("This answer is missing. Ask the sender for it, or add it to the file.")
        elif len(said) > most:
            yield (
                key,
                _("This answer has more than {most} characters. Shorten it in the file.").format(most=f"{most:,}"),
            )
        elif said and choices and said not in choices:
            text = _("“{said}” is not a possible answer. Choose one of: {choices}.")
            yield key, text.format(said=sanitize_line(said), choices=", ".join(choices))


def _is_long(field: Field) -> bool:
    return field.shape.meaning(Length) is Length.LONG
