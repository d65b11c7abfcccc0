"""What a mail says: any encoding that mail programs write, plain text or HTML."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.exchange.encodings import find_codec
from ogpkit.exchange.mail_replies import split_reply
from ogpkit.model.identifiers import is_language
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import clean_text, sanitize_line

if TYPE_CHECKING:
    from datetime import date
    from email.message import EmailMessage, MIMEPart
    from email.policy import Policy

_BLANK: Final = re.compile(r"\n{3,}")
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")

_APART: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote"})
"""Elements of a page with an empty line around them."""

_BLOCKS: Final = frozenset(
    {"address", "article", "br", "dd", "div", "dl", "dt", "footer", "header", "hr", "li", "pre", "section", "tr"}
)
"""Elements on lines of their own."""

_EMPTY: Final = frozenset({"br", "hr"})
_SILENT: Final = ("head", "script", "style", "title", "template")

_HALF: Final = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Halves of surrogate pairs, except those by which Python stands for bytes that it could not read."""

_LONGEST_HEADER: Final = 4000
"""Letters of a header that are looked at; Python takes more than linear time for what a header says."""

_LONGEST_INTRODUCTION: Final = 200
"""Letters of the line above a quoted mail, such as “On 1 April Ana wrote:”."""

_MOST_PARTS: Final = 200
"""Parts that a mail may have; a mail that has more, or that lies in so many others, was made to be a burden."""

LONGEST_TEXT: Final = 1_000_000
"""Letters of a text; the Bible has four times as many."""


_QUOTED_MAIL: Final = (
    "//*[contains(concat(' ', @class, ' '), ' gmail_quote ') or contains(@class, 'gmail_quote_container')"
    " or contains(@class, 'yahoo_quoted') or contains(@class, 'moz-cite-prefix') or contains(@class, 'gmail_signature')"
    " or contains(@class, 'moz-signature') or contains(@id, 'divRplyFwdMsg') or contains(@id, 'appendonsend')]"
    " | //*[contains(@id, 'divRplyFwdMsg')]/following-sibling::*"
    " | //blockquote[@type='cite' or contains(@class, 'cite')]"
)
"""What mail programs put around signatures and the mail that is answered: Gmail, Yahoo, Thunderbird, Outlook, Apple Mail."""


class UnreadableMail(OgpkitError):
    """Raised when there is no text in a mail, its letters cannot be told, or it is broken."""


@attrs.frozen(kw_only=True)
class Mail:
    """Words of a mail, and who sent it.

    Attributes:
        text: Its text, without a signature and without the mail that it answers.
        left_out: What stands below its text: the mail that it answers, a signature.
        author: The sender's name.
        email: The sender's address; None where it is none.
        received: The day on which it was sent; None where the mail does not say.
        language: Its language, where the mail says so.
    """

    text: str
    left_out: str = ""
    author: str = ""
    email: str | None = None
    received: date | None = None
    language: str | None = None


class _Headers(policy.EmailPolicy):
    """Reads headers as the standard library does, up to a length that no honest one has."""

    def header_fetch_parse(self, name: str, value: str) -> Any:  # what the library's class gives depends on the header
        """Return a header as an object of its own, from no more than its first letters."""
        return super().header_fetch_parse(name, value[:_LONGEST_HEADER])


_HEADERS: Final = _Headers()


def read_mail(data: bytes) -> Mail:
    """Read a mail as mail programs save it (`.eml`).

    Args:
        data: The file.

    Raises:
        UnreadableMail: There is no text in it, its letters cannot be told, or it is broken.
    """
    # each part but the first names a boundary or is a mail of its own
    if data.lower().count(b"boundary") + data.lower().count(b"message/rfc822") > _MOST_PARTS:
        raise UnreadableMail(_("This e-mail has too many nested parts. Save its text as a .txt file instead."))
    try:
        return _read(message_from_bytes(data, policy=cast("Policy[EmailMessage]", _HEADERS)))
    except (
        ArithmeticError,
        AttributeError,
        AssertionError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        # the standard library parses the headers of a mail when they are asked for, and stumbles over some in many ways
        raise UnreadableMail(
            _("This e-mail is damaged, so ogpkit cannot read it. Save its text as a .txt file instead.")
        ) from error


def _read(message: EmailMessage) -> Mail:
    text, left_out, language = _read_text(message)
    author, address = _read_sender(message)
    return Mail(
        text=text,
        left_out=left_out,
        author=author,
        email=address,
        received=_read_day(message),
        language=_parse_language_code(_read_header(message, "Content-Language").split(",")[0]) or language,
    )


def _read_header(message: EmailMessage, name: str) -> str:
    """Return a header on one line; one that cannot be read says nothing, and the mail counts all the same."""
    return _clean_line(str(_parse_header(message, name) or ""))


def _parse_header(message: EmailMessage, name: str) -> object:
    try:
        return message.get(name)
    except (ArithmeticError, AttributeError, AssertionError, LookupError, RecursionError, TypeError, ValueError):
        return None


def _read_text(message: EmailMessage) -> tuple[str, str, str | None]:
    body = message.get_body(("plain", "html"))
    text, quoted, language = "", "", None
    if body is not None:
        raw = _decode_part(body)
        if body.get_content_type() == "text/html":
            text, language = read_page(raw)
            own, _language = read_page(raw, without=_QUOTED_MAIL)
            if own and own != text:
                kept = frozenset(own.split("\n"))
                quoted = "\n".join(line for line in text.split("\n") if line not in kept).strip()
                text = own
        else:
            text = raw
    own, below = split_reply(text)
    text = _BLANK.sub("\n\n", own) or _read_header(message, "Subject")
    if text:
        return text, _BLANK.sub("\n\n", "\n\n".join(part for part in (below, quoted) if part)), language
    attached = [_clean_line(part.get_filename() or "?") for part in message.iter_attachments()]
    if attached:
        raise UnreadableMail(
            _("This e-mail has no text of its own. See its attachments: {names}.").format(names=", ".join(attached))
        )
    raise UnreadableMail(_("This e-mail has no text."))


def _decode_part(part: MIMEPart) -> str:
    data = part.get_payload(decode=True)
    raw = data if isinstance(data, bytes) else b""
    named = part.get_content_charset()
    for charset in (named, "utf-8") if named and named != "us-ascii" else ("utf-8",):
        text = _decode_text(raw, charset)
        if text is not None:
            if len(text) > LONGEST_TEXT:
                raise UnreadableMail(
                    _(
                        "The text of this e-mail has more than {most} characters. Save the part that matters as a .txt file."
                    ).format(most=f"{LONGEST_TEXT:,}")
                )
            return text
    raise UnreadableMail(
        _("ogpkit cannot read the text of this e-mail. The e-mail gives “{charset}” as its encoding.").format(
            charset=sanitize_line(named or "us-ascii")[:_LONGEST_INTRODUCTION]
        )
    )


def _decode_text(raw: bytes, charset: str) -> str | None:
    """Return the letters of a text in an encoding, without control characters; None where it is in another one."""
    codec = find_codec(charset)
    try:
        return clean_text(raw.decode(codec)) if codec else None
    except ValueError:
        return None


def _read_sender(message: EmailMessage) -> tuple[str, str | None]:
    header = _parse_header(message, "From")
    addresses = getattr(header, "addresses", ())
    if not addresses:
        return _clean_line(str(header or "")), None
    first = addresses[0]
    address = _clean_line(first.addr_spec)
    return _clean_line(first.display_name), address if "@" in address else None


def _clean_line(said: str) -> str:
    """Return a header on one line; letters that a mail program wrote without saying how are read as UTF-8, others left out."""
    told = _HALF.sub("\ufffd", said).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return " ".join(clean_text(told).split())


def _read_day(message: EmailMessage) -> date | None:
    moment = getattr(_parse_header(message, "Date"), "datetime", None)
    return moment.date() if moment is not None else None


def _parse_language_code(said: str) -> str | None:
    code = said.strip().split("-")[0].lower()
    return code if is_language(code) else None


def read_page(page: str, *, with_links: bool = False, without: str = "") -> tuple[str, str | None]:
    """Return the words of an HTML page, each block on lines of its own, and its language where the page says so.

    Args:
        with_links: Whether the address of a link stands behind its words, so that it is not lost.
        without: Which elements are left out, as an expression of XPath.
    """
    from lxml.etree import HTMLParser, fromstring, strip_elements  # noqa: PLC0415  only pages need it

    # Python's own parser takes quadratic time for markup that is never closed
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = fromstring(page.encode("utf-8", "replace"), parser)
    if root is None:  # nothing but remarks
        return "", None
    languages = (_parse_language_code(one.get("lang") or "") for one in root.iter("html", "body", "div"))
    language = next((code for code in languages if code is not None), None)
    strip_elements(root, *_SILENT, with_tail=False)
    for element in root.xpath(without) if without else ():
        element.clear(keep_tail=True)
    for link in root.iter("a") if with_links else ():
        address = link.get("href", "").strip()
        if address.startswith(("http://", "https://", "mailto:")) and address not in "".join(link.itertext()):
            link.tail = f" ({address}){link.tail or ''}"
    for element in root.iter("*"):
        own, after = (_SPACE.sub(" ", text or "") for text in (element.text, element.tail))
        if element.tag in _BLOCKS | _APART:
            line = "\n\n" if element.tag in _APART else "\n"
            own = f"{line}{'- ' if element.tag == 'li' else ''}{own}"
            after = after if element.tag in _EMPTY else f"{line}{after}"
        element.text, element.tail = own, after
    lines = [line.strip() for line in "".join(root.itertext()).replace("\xa0", " ").split("\n")]
    return _BLANK.sub("\n\n", "\n".join(lines)).strip(), language
