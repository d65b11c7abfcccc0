"""What in a file does not fit its declaration, in the words of the person who wrote the file."""

from __future__ import annotations

from enum import Enum

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.model.keypath import KeyPath
from ogpkit.schema.form_words import AS_IN_FILES, FormWords
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line


class MismatchSort(Enum):
    """In which way a value does not fit."""

    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    WRONG_TYPE = "wrong-type"
    NOT_A_CHOICE = "not-a-choice"
    NOT_A_LANGUAGE = "not-a-language"
    NOT_A_NUMBER = "not-a-number"
    NO_TEXT = "no-text"
    REFUSED = "refused"
    OUT_OF_BOUNDS = "out-of-bounds"
    IMPOSSIBLE_DAY = "impossible-day"
    UNKNOWN_COUNTRY = "unknown-country"
    UNKNOWN_LANGUAGE = "unknown-language"
    NOT_A_WEBPAGE = "not-a-webpage"
    NOT_A_MAIL_ADDRESS = "not-a-mail-address"
    NOT_AN_IDENTIFIER = "not-an-identifier"
    NOT_ON_ONE_LINE = "not-on-one-line"
    NOT_LETTERS = "not-letters"


@attrs.frozen(kw_only=True)
class Mismatch:
    """One place in a file that does not fit.

    Attributes:
        at: Where; for a key that is missing, where it would stand.
        sort: In which way.
        message: What is wrong, translated.
        remedy: What to do, translated.
        in_form: How a form says both.
        suggestion: What should stand there instead, as far as it can be guessed: a key, or a value as TOML writes it
            without its quotes.
        meant: Where the key seems to belong that is not known; None for other sorts, and where it is like no other.
        written: The text that stands there, where it is one.
        mended: The value that should stand there, as far as it can be told from the one that does; None where it cannot.
        certain: Whether `mended` says the very same as what stands there.
    """

    at: KeyPath
    sort: MismatchSort
    message: str
    remedy: str
    in_form: FormWords = AS_IN_FILES
    suggestion: str | None = None
    meant: KeyPath | None = None
    written: str = ""
    mended: object = None
    certain: bool = False


class Mismatches(OgpkitError):
    """Raised when the data do not fit the class.

    Attributes:
        found: Every mismatch, in the order of the file.
    """

    def __init__(self, found: tuple[Mismatch, ...]) -> None:
        """Gather what does not fit.

        Args:
            found: At least one mismatch.
        """
        super().__init__("\n".join(f"{mismatch.message} {mismatch.remedy}" for mismatch in found))
        self.found = found


def place(at: KeyPath) -> str:
    """Name a place in a file for a message, for example ```start``` or ``item 2 of `partners```.

    Args:
        at: The place.
    """
    if at and isinstance(at[-1], int):
        return _("item {number} of {list}").format(number=at[-1] + 1, list=place(at[:-1]))
    return f"`{shorten(str(at[-1]))}`" if at else _("this file")


def shorten(text: str, room: int = 60) -> str:
    """Make a text from a file fit for a message: harmless, on one line, not too long.

    Args:
        text: Any text.
        room: The number of characters after which it is cut off.
    """
    line = sanitize_line(text[: 4 * room])
    return line if len(line) <= room else line[: room - 1] + "…"
