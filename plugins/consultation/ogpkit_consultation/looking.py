"""What one finds when one looks whether a principle is kept: evidence, what is missing, and what is not due yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ogpkit.api.content import KeyPath
from ogpkit.api.text import _n

if TYPE_CHECKING:
    from ogpkit_consultation.dossier import Dossier


@attrs.frozen(kw_only=True)
class Shown:
    """Something that shows that a principle is kept.

    Attributes:
        text: What it is, in a sentence.
        at: Where in the consultation's file it stands.
    """

    text: str
    at: KeyPath = ()


@attrs.frozen(kw_only=True)
class Lacking:
    """Something that is missing although it is due.

    Attributes:
        message: What is wrong.
        remedy: What to do about it.
        at: Where in the file.
        path: The file, when it is not the consultation's.
    """

    message: str
    remedy: str
    at: KeyPath = ()
    path: str = ""


@attrs.frozen(kw_only=True)
class Waiting:
    """Something that is still to be done and not due yet.

    Attributes:
        text: What is to be done.
        due: The day by which; None where nothing says.
        at: Where in the consultation's file it belongs.
    """

    text: str
    due: date | None = None
    at: KeyPath = ()


Found: TypeAlias = Shown | Lacking | Waiting

Look: TypeAlias = Callable[["Dossier"], Iterable[Found]]
"""Looks at one point of a principle."""


def format_days(count: int) -> str:
    """Return a number of days in words.

    Args:
        count: How many.
    """
    return _n("{count} day", "{count} days", count).format(count=count)
