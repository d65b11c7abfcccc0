"""A comment out of a mail: any encoding that mail programs write, plain text or HTML."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.language import _
from ogpkit.model import is_language

if TYPE_CHECKING:
    from datetime import date
    from email.message import EmailMessage, MIMEPart

_SIGNATURE: Final = re.compile(r"^-- ?$", re.MULTILINE)
_REPLIED_TO: Final = re.compile(r"(?:\n[^\n>]{0,200}:[ \t]*)?(?:\n[ \t]*>[^\n]*|\n[ \t]*(?=\n[ \t]*>))+\s*$")
_BLANK: Final = re.compile(r"\n{3,}")


class NoComment(OgpkitError):
    """A file in which there is no comment that can be read."""


@attrs.frozen(kw_only=True)
class Mail:
    """What a mail says.

    Attributes:
        text: Its text, without a signature and without the mail that it answers.
        author: The sender's name.
        email: The sender's address; None where it is none.
        received: The day on which it was sent; None where the mail does not say.
        language: Its language, where the mail says so.
    """

    text: str
    author: str = ""
    email: str | None = None
    received: date | None = None
    language: str | None = None


def read_mail(data: bytes) -> Mail:
    """Read a mail as mail programs save it (`.eml`).

    Args:
        data: The file.

    Raises:
        NoComment: There is no text in it, or its letters cannot be told.
    """
    message = message_from_bytes(data, policy=policy.default)
    text, language = _text(message)
    author, address = _sender(message)
    return Mail(
        text=text,
        author=author,
        email=address,
        received=_sent(message),
        language=_code(str(message.get("Content-Language", "")).split(",")[0]) or language,
    )


def _text(message: EmailMessage) -> tuple[str, str | None]:
    body = message.get_body(("plain", "html"))
    text, language = "", None
    if body is not None:
        raw = _decoded(body)
        if body.get_content_type() == "text/html":
            text, language = text_of_page(raw)
        else:
            text = raw.replace("\r\n", "\n")
    text = _own_words(text) or _line(str(message.get("Subject", "")))
    if text:
        return text, language
    attached = [part.get_filename() or "?" for part in message.iter_attachments()]
    if attached:
        raise NoComment(
            _("This mail has no text of its own; see its attachments: {names}.").format(names=", ".join(attached))
        )
    raise NoComment(_("This mail has no text."))


def _decoded(part: MIMEPart) -> str:
    data = part.get_payload(decode=True)
    raw = data if isinstance(data, bytes) else b""
    named = part.get_content_charset()
    for charset in (named, "utf-8") if named and named != "us-ascii" else ("utf-8",):
        try:
            return raw.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    raise NoComment(
        _("The letters of this mail cannot be told: it says that they are in “{charset}”.").format(
            charset=named or "us-ascii"
        )
    )


def _own_words(text: str) -> str:
    """A text without the signature below it and without the mail that it answers."""
    own = _SIGNATURE.split(f"\n{text}", maxsplit=1)[0]
    return _BLANK.sub("\n\n", _REPLIED_TO.sub("", own) or own).strip()


def _sender(message: EmailMessage) -> tuple[str, str | None]:
    header = message.get("From")
    addresses = getattr(header, "addresses", ())
    if not addresses:
        return _line(str(header or "")), None
    first = addresses[0]
    address = _line(first.addr_spec)
    return _line(first.display_name), address if "@" in address else None


def _line(said: str) -> str:
    """A header on one line; letters that a mail program wrote without saying how are read as UTF-8."""
    return " ".join(said.encode("utf-8", "surrogateescape").decode("utf-8", "replace").split())


def _sent(message: EmailMessage) -> date | None:
    moment = getattr(message.get("Date"), "datetime", None)
    return moment.date() if moment is not None else None


def _code(said: str) -> str | None:
    code = said.strip().split("-")[0].lower()
    return code if is_language(code) else None


class _Page(HTMLParser):
    """The words of a page, each block on lines of its own."""

    _APART: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote"})
    _BLOCKS: Final = (
        _APART
        | {"address", "article", "br", "dd", "div", "dl", "dt", "footer", "header", "hr", "li"}
        | {
            "pre",
            "section",
            "tr",
        }
    )
    _SILENT: Final = frozenset({"head", "script", "style", "title", "template"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.language: str | None = None
        self._silent = 0

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        if tag in self._SILENT:
            self._silent += 1
        if tag in ("html", "body", "div") and self.language is None:
            self.language = _code(dict(given).get("lang") or "")
        self._break(tag)
        if tag == "li":
            self.pieces.append("- ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._SILENT and self._silent:
            self._silent -= 1
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(re.sub(r"[ \t\r\n\f]+", " ", data))

    def _break(self, tag: str) -> None:
        if tag in self._BLOCKS and not self._silent:
            self.pieces.append("\n\n" if tag in self._APART else "\n")


def text_of_page(page: str) -> tuple[str, str | None]:
    """The words of an HTML page, and its language where the page says so.

    Args:
        page: The page.
    """
    parser = _Page()
    parser.feed(page)
    parser.close()
    lines = [line.strip() for line in "".join(parser.pieces).replace("\xa0", " ").split("\n")]
    return _BLANK.sub("\n\n", "\n".join(lines)).strip(), parser.language
