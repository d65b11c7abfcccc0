"""Addresses of web pages and of people: verified by their form, without asking anybody."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

WEBPAGE: Final = re.compile(r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#][^\s]*")
"""How the address of a web page is written, roughly; `is_webpage` looks closer."""

MAIL: Final = re.compile(r"[^\s@]+@[^\s@]+")
"""How an e-mail address is written, roughly; `is_mail_address` looks closer."""

_UNFIT: Final = re.compile(
    r"[\s\x00-\x20\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff<>\"\\`]"
)
_HOST: Final = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*\.?|[0-9a-f:.]+")
_LOCAL: Final = re.compile(r"[^()\[\],:;.]+(?:\.[^()\[\],:;.]+)*")
_MAIL_HOST: Final = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+")


def is_webpage(text: str) -> bool:
    """Whether a text is an absolute address with http or https and a host, without spaces or control characters.

    Args:
        text: Any text.
    """
    if _UNFIT.search(text) or not WEBPAGE.fullmatch(text):
        return False
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    return bool(host and _HOST.fullmatch(host)) and port != 0


def nearest_webpage(text: str) -> str | None:
    """The address that somebody may have meant, or None.

    Args:
        text: For example `www.example.org/plan`.
    """
    bare = text.strip().strip("<>")
    full = bare if "://" in bare else f"https://{bare}"
    return full if "." in bare and ":" not in bare.split("/")[0].removesuffix("https:").removesuffix("http:") else None


def is_mail_address(text: str) -> bool:
    """Whether a text has the form of an e-mail address as people have them.

    Args:
        text: Any text.
    """
    if _UNFIT.search(text) or not MAIL.fullmatch(text):
        return False
    local, _, host = text.partition("@")
    return bool(_LOCAL.fullmatch(local) and _MAIL_HOST.fullmatch(host))


def nearest_mail_address(text: str) -> str | None:
    """The address within a text such as `Name <name@example.org>` or `mailto:name@example.org`, or None.

    Args:
        text: Any text.
    """
    bare = text[:400].replace("mailto:", " ")
    return next((word for word in re.split(r"[\s<>,;()]+", bare) if is_mail_address(word)), None)
