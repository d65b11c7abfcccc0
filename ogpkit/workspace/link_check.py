"""Asking the web whether the addresses in plan files still lead somewhere; only when a person asks for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from ipaddress import ip_address
from socket import getaddrinfo
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

import attrs

from ogpkit.model.annotations import TextFormat
from ogpkit.model.translated import Translated
from ogpkit.model.vocabulary import Choice
from ogpkit.schema.walk import split_languages, walk_values
from ogpkit.text.i18n import _
from ogpkit.workspace.web import Bounds, NoAnswer, ask_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ogpkit.model.keypath import KeyPath
    from ogpkit.schema.fields import Shape
    from ogpkit.workspace.content import Document, Workspace

_AT_ONCE: Final = 8
"""Servers that are asked at the same time; of one server one thing after the other is asked."""

_LARGEST: Final = 64 * 1024
"""Bytes of a page that are read: that it answers is enough."""

_MOST_MOVES: Final = 5

_MOVED: Final = range(300, 400)

_ASK_AGAIN: Final = frozenset(
    {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED}
)
"""What some servers answer to a question for the head of a page, although they have the page."""

_UNCLEAR: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS})
"""What a server answers that does not let programs in; a person may see the page."""

_GONE: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


class LinkState(Choice):
    """State of an address."""

    WORKS = "works"
    UNCLEAR = "unclear"
    BROKEN = "broken"


@attrs.frozen
class Link:
    """Address in a file.

    Attributes:
        path: The file.
        at: Where in it.
        address: The address.
    """

    path: str
    at: KeyPath
    address: str


@attrs.frozen
class LinkAnswer:
    """What the web says of an address.

    Attributes:
        state: Whether it leads somewhere.
        reason: Why not.
    """

    state: LinkState
    reason: str = ""


def list_links(
    workspace: Workspace, is_wanted: Callable[[Document[object]], bool] = lambda _document: True
) -> Iterator[Link]:
    """Yield the addresses in the files of a workspace.

    Args:
        workspace: The workspace.
        is_wanted: Tells whether a document is asked about.
    """
    for document in workspace.documents.values():
        if is_wanted(document):
            for start, entity in (((), document.entity), *document.extensions.items()):
                for at, value, _shape in walk_values(entity, _is_address, start):
                    texts = split_languages(value, at) if isinstance(value, str | Translated) else ()
                    yield from (Link(document.path, place, text) for place, text in texts if text)


def _is_address(shape: Shape) -> bool:
    return shape.meaning(TextFormat) is TextFormat.WEBPAGE


def check_links(addresses: Iterable[str], seconds: float, *, takes_private: bool = False) -> Mapping[str, LinkAnswer]:
    """Ask the web about addresses, several servers at the same time.

    Args:
        addresses: The addresses.
        seconds: How long each server is waited for.
        takes_private: Whether computers of the person's own network are asked too; files from elsewhere could name them.
    """
    by_host: dict[str, list[str]] = {}
    for address in dict.fromkeys(addresses):
        by_host.setdefault(urlsplit(address).netloc.lower(), []).append(address)

    def ask(group: list[str]) -> list[tuple[str, LinkAnswer]]:
        return [(one, _ask_about(one, Bounds(seconds, _LARGEST), takes_private=takes_private)) for one in group]

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return {address: answer for found in pool.map(ask, by_host.values()) for address, answer in found}


def _ask_about(address: str, bounds: Bounds, *, takes_private: bool) -> LinkAnswer:
    try:
        status = _find_status(address, bounds, takes_private=takes_private)
    except (NoAnswer, ValueError, OSError) as error:
        reason = str(error) if isinstance(error, NoAnswer) else _("there is no such server")
        return LinkAnswer(LinkState.BROKEN, reason)
    if status in _UNCLEAR:
        return LinkAnswer(LinkState.UNCLEAR, _("the server does not let programs in ({status})").format(status=status))
    if status in _GONE:
        said = _("the server says that there is no such page ({status})").format(status=status)
        return LinkAnswer(LinkState.BROKEN, said)
    if status >= HTTPStatus.BAD_REQUEST:
        return LinkAnswer(LinkState.BROKEN, _("the server answers with an error ({status})").format(status=status))
    return LinkAnswer(LinkState.WORKS)


def _find_status(address: str, bounds: Bounds, *, takes_private: bool) -> int:
    """Return what the server answers in the end, to which an address leads."""
    for _move in range(_MOST_MOVES):
        if not takes_private and _is_private(address):
            raise NoAnswer(_("it is an address of your own network; use --private to ask it"))
        headers = {"User-Agent": "ogpkit", "Accept": "*/*"}
        answer = ask_server(address, method="HEAD", headers=headers, bounds=bounds)
        if answer.status in _ASK_AGAIN:
            answer = ask_server(address, headers=headers, bounds=bounds)
        if answer.status not in _MOVED or not answer.location:
            return answer.status
        address = urljoin(address, answer.location)
    raise NoAnswer(_("it leads from one address to the next without end"))


def _is_private(address: str) -> bool:
    """Tell whether an address is of a computer that the web does not reach."""
    parts = urlsplit(address)
    found = getaddrinfo(parts.hostname or "", parts.port or 443)
    return any(not ip_address(str(one[4][0]).partition("%")[0]).is_global for one in found)
