"""What somebody may have meant by a word that is none of those that are possible: the remedy and the fix that say so."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, NamedTuple

from ogpkit.plugins.fixes import Fix
from ogpkit.schema.suggest import explain_lookalike, nearest_word
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.model.keypath import KeyPath

_MOST: int = 12
"""How many possible words a remedy names; ogpkit's own number."""


_LONGEST_CODE: Final = 12
"""Characters of a code beyond which a guess is not worth its time."""


class SpellingSuggestion(NamedTuple):
    """Advice on a word that is not known, and the fix where a known one is near enough.

    Attributes:
        remedy: The same in words, translated.
        fix: The change, where one word is near enough; safe where it differs in capitals, spaces, hyphens and underscores only.
    """

    remedy: str
    fix: Fix | None


def suggest_spelling(at: KeyPath, written: str, known: Iterable[str], *, is_key: bool = False) -> SpellingSuggestion:
    """Return what to tell a person about a word that is none of the known ones, with a fix where one is near.

    Args:
        at: Where it stands.
        written: The word.
        known: The words that may stand there.
        is_key: Whether the word is the key itself, not its value.
    """
    words = [word for word in known if word]
    meant = nearest_word(written, words)
    allowed = ", ".join(f'"{sanitize_line(word)}"' for word in words[:_MOST]) + (", …" if len(words) > _MOST else "")
    if meant is None:
        return SpellingSuggestion(_("Allowed: {allowed}.").format(allowed=allowed or "–"), None)
    said = _('Did you mean "{value}"? Allowed: {allowed}.') if len(words) > 1 else _('Did you mean "{value}"?')
    said = f"{said.format(value=sanitize_line(meant), allowed=allowed)} {explain_lookalike(written, meant)}".rstrip()
    return SpellingSuggestion(said, spelling_fix(at, written, meant, is_key=is_key))


def spelling_fix(at: KeyPath, written: str, meant: str, *, is_key: bool = False) -> Fix:
    """Return the fix that writes one word instead of another, safe where they differ in form only.

    Args:
        at: Where it stands.
        written: The word.
        meant: What should stand there.
        is_key: Whether the word is the key itself, not its value.
    """
    safe = differs_only_in_form(written, meant)
    if is_key:
        return Fix(title=_("Call it `{key}`").format(key=sanitize_line(meant)), at=at, rename=meant, safe=safe)
    return Fix(title=_("Write {value}").format(value=sanitize_line(meant)), at=at, value=meant, safe=safe)


def differs_only_in_form(written: str, meant: str) -> bool:
    """Tell whether two spellings differ in capital letters, spaces, hyphens and underscores only.

    Args:
        written: The one.
        meant: The other.
    """
    return bool(written) and _strip_form(written) == _strip_form(meant)


def _strip_form(text: str) -> str:
    return re.sub(r"[\s_-]+", "", text).casefold()


def find_near_codes(code: str, codes: Iterable[str]) -> list[str]:
    """Return the codes of rules that may be meant by one that no rule has, the likeliest first.

    Args:
        code: What stands in a file.
        codes: The codes that there are.
    """
    meant, known = code.strip().upper(), sorted(codes)
    return [meant] if meant in known else get_close_matches(meant[:_LONGEST_CODE], known, n=3)
