"""What somebody may have meant by a word that is none of those that are possible: the remedy and the fix that say so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ogpkit.plugins.fixes import Fix
from ogpkit.schema.suggest import nearest
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.model.keypath import KeyPath

_MOST: int = 12
"""How many possible words a remedy names; ogpkit's own number."""


class Respelt(NamedTuple):
    """What to do about a word that is not known.

    Attributes:
        remedy: The same in words, translated.
        fix: The change, where one word is near enough; safe where it differs in capitals, spaces, hyphens and underscores only.
    """

    remedy: str
    fix: Fix | None


def respelt(at: KeyPath, written: str, known: Iterable[str], *, is_key: bool = False) -> Respelt:
    """What to do about a word that is none of the known ones.

    Args:
        at: Where it stands.
        written: The word.
        known: The words that may stand there.
        is_key: Whether the word is the key itself, not its value.
    """
    words = [word for word in known if word]
    meant = nearest(written, words)
    allowed = ", ".join(f'"{on_one_line(word)}"' for word in words[:_MOST]) + (", …" if len(words) > _MOST else "")
    if meant is None:
        return Respelt(_("Allowed: {allowed}.").format(allowed=allowed or "–"), None)
    said = _('Did you mean "{value}"? Allowed: {allowed}.') if len(words) > 1 else _('Did you mean "{value}"?')
    said = said.format(value=on_one_line(meant), allowed=allowed)
    return Respelt(said, written_so(at, written, meant, is_key=is_key))


def written_so(at: KeyPath, written: str, meant: str, *, is_key: bool = False) -> Fix:
    """The change of one word into another.

    Args:
        at: Where it stands.
        written: The word.
        meant: What should stand there.
        is_key: Whether the word is the key itself, not its value.
    """
    safe = is_alike(written, meant)
    if is_key:
        return Fix(title=_("Call the key {key}").format(key=on_one_line(meant)), at=at, rename=meant, safe=safe)
    return Fix(title=_("Write {value}").format(value=on_one_line(meant)), at=at, value=meant, safe=safe)


def is_alike(written: str, meant: str) -> bool:
    """Whether two spellings differ in capital letters, spaces, hyphens and underscores only.

    Args:
        written: The one.
        meant: The other.
    """
    return bool(written) and _bare(written) == _bare(meant)


def _bare(text: str) -> str:
    return re.sub(r"[\s_-]+", "", text).casefold()
