"""Asking a server of the web, where a person or a pipeline has asked for that; nothing else of ogpkit reaches the network."""

from __future__ import annotations

import time
from http.client import HTTPException
from typing import TYPE_CHECKING, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from http.client import HTTPResponse

_CHUNK: Final = 1 << 16

_THIS_COMPUTER: Final = frozenset({"localhost", "127.0.0.1", "::1"})


class NoAnswer(OgpkitError):
    """Raised when a server gives no answer; the message says why."""


@attrs.frozen
class Bounds:
    """How long a server is waited for, and how much is read of what it says.

    Attributes:
        seconds: After so many it is not waited for, however slowly it answers.
        largest: Bytes of an answer that are read.
    """

    seconds: float = 20.0
    largest: int = 20 * 1024 * 1024


@attrs.frozen
class Answer:
    """What a server answered.

    Attributes:
        status: The number that says how it went; 200 is good.
        content: What it sent, up to a limit.
        location: Where it says that something has moved to; empty where it does not.
    """

    status: int
    content: bytes = b""
    location: str = ""


_BOUNDS: Final = Bounds()


class _StayHere(HTTPRedirectHandler):
    """Follows no redirection, which could carry a token elsewhere."""

    def redirect_request(self, *_words: object) -> None:
        return None


def ask_server(
    address: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    content: bytes | None = None,
    bounds: Bounds = _BOUNDS,
) -> Answer:
    """Return what a server answers, be it that something is wrong.

    Args:
        address: With `https://` or `http://`.
        method: What is asked for.
        headers: What is said beside.
        content: What is sent.
        bounds: How long it is waited for, and how much is read.

    Raises:
        NoAnswer: It gives none, or the address is none of the web.
    """
    if urlsplit(address).scheme not in {"http", "https"}:
        raise NoAnswer(_("this is not an address of the web"))
    opener = build_opener(_StayHere)
    request = Request(address, content, dict(headers or {}), method=method)  # noqa: S310  the scheme was looked at
    until = time.monotonic() + bounds.seconds
    try:
        try:
            with opener.open(request, timeout=bounds.seconds) as response:
                return Answer(response.status, _read_until(response, until, bounds.largest))
        except HTTPError as error:
            with error:
                return Answer(error.code, location=error.headers.get("Location") or "")
    except TimeoutError as error:
        raise NoAnswer(_("the server does not answer in time")) from error
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise NoAnswer(_("the server does not answer in time")) from error
        raise NoAnswer(_say_reason(error.reason)) from error
    except (OSError, HTTPException, ValueError) as error:
        raise NoAnswer(_say_reason(error)) from error


def is_safe_for_tokens(address: str) -> bool:
    """Tell whether a token can be sent to an address: nobody on the way can read it."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _THIS_COMPUTER)


def _read_until(response: HTTPResponse, until: float, largest: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while size < largest and (part := response.read1(min(_CHUNK, largest - size))):
        parts.append(part)
        size += len(part)
        if time.monotonic() > until:
            raise TimeoutError
    return b"".join(parts)


def _say_reason(error: object) -> str:
    """Return why a server gives no answer, without the name of a class."""
    said = getattr(error, "strerror", None) or (error if isinstance(error, str) else "")
    return sanitize_line(str(said)) or _("the answer of the server cannot be read")
