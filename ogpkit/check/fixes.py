"""Changes that mend what does not fit a declaration, as far as they can be told from the file itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.codec import MismatchSort
from ogpkit.contributions import Fix
from ogpkit.language import _
from ogpkit.respelling import written_so
from ogpkit.untrusted import on_one_line

if TYPE_CHECKING:
    from ogpkit.codec import Mismatch

OF_KEYS: Final = (MismatchSort.UNKNOWN_KEY, MismatchSort.NOT_A_LANGUAGE)
"""What is wrong with a key, not with its value."""


_SHORT: Final = 60
"""Characters of a text that the title of a fix shows whole; ogpkit's own number."""


def fix_of(mismatch: Mismatch) -> Fix | None:
    """The change that mends a mismatch, or None.

    It is safe where the file says the very same afterwards: quotes around a date, capital letters in a word of a short list.

    Args:
        mismatch: What does not fit.
    """
    at, suggestion = mismatch.at, mismatch.suggestion
    if not at:
        return None
    if mismatch.mended is not None:
        shown = suggestion or _in_brackets(mismatch.mended)
        title = _("Write {value}").format(value=shown) if shown else _("Write it as it is meant")
        return Fix(title=title, at=at, value=mismatch.mended, safe=mismatch.certain)
    if suggestion is None or mismatch.sort is MismatchSort.WRONG_TYPE:
        return None
    if mismatch.sort in OF_KEYS:
        return written_so(at, str(at[-1]), suggestion, is_key=True)
    return written_so(at, mismatch.written, suggestion)


def _in_brackets(value: object) -> str:
    """A list of one short text as a file has it; empty for anything else."""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str) and len(value[0]) <= _SHORT:
        return f'["{on_one_line(value[0])}"]' if not {'"', "\\"} & set(value[0]) else ""
    return ""
