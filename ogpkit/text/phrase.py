"""Sentences of ogpkit's own that hold texts from files: which part is in which language.

In what documents and pages are made of (`ogpkit.text.blocks`) a plain string is ogpkit's own words, in the language in use. A
text from a file is in a language of its own, and a screen reader has to know which (WCAG 3.1.2). A `Phrase` is a string that
remembers it, so that it can stand wherever a string can: a heading, the text of a link, a label, the title of an obligation.
"""

from __future__ import annotations

import re
from datetime import date
from string import Formatter
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.text.figures import GROUPED_FROM, number_text
from ogpkit.text.i18n import _, current_language, message_language
from ogpkit.text.inline import LangText, lang_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Self

    from ogpkit.model import Translated
    from ogpkit.text.inline import Inline

_FORMATTER: Final = Formatter()


class Phrase(str):
    """String of which some parts are texts from files.

    What a method of strings gives, for example `title()`, is a plain string again.

    Attributes:
        pieces: Its parts, in order: ogpkit's own words as strings, texts from files with their language.
    """

    __slots__ = ("pieces",)

    pieces: tuple[str | LangText, ...]

    def __new__(cls, pieces: Iterable[str | LangText | None]) -> Self:
        """Put parts together.

        Args:
            pieces: The parts; phrases among them give theirs, and None nothing.
        """
        flat = tuple(part for piece in pieces if piece is not None for part in phrase_parts(piece))
        made = super().__new__(cls, "".join(part.text if isinstance(part, LangText) else part for part in flat))
        made.pieces = flat
        return made

    def __getnewargs__(self) -> tuple[tuple[str | LangText, ...]]:  # type: ignore[override]  # strings give a string
        """Return what makes it again from a copy."""
        return (self.pieces,)


def phrase_parts(text: str | LangText) -> Iterator[str | LangText]:
    """Yield the parts of a text, each in one language; a plain string is one part."""
    if isinstance(text, Phrase):
        yield from text.pieces
    elif isinstance(text, LangText):
        if text.text:
            yield text
    elif text:
        yield text


def format_phrase(form: str, **values: object) -> str:
    """Return a message of ogpkit with values filled in, of which texts from files keep their language.

    Args:
        form: The message, translated, for example `_("{country}: eligibility")`.
        values: What is filled in: `LangText`, phrases, and whatever `str.format` takes; None is nothing.
    """
    return Phrase(_fill_form(form, values))


def _fill_form(form: str, values: dict[str, object]) -> Iterator[str | LangText]:
    for words, name, spec, conversion in _FORMATTER.parse(form):
        yield words
        if name is not None:
            value = values[name]
            if isinstance(value, LangText | Phrase):
                yield value
            elif type(value) is int and not spec and abs(value) >= GROUPED_FROM:
                yield number_text(value, message_language(current_language()))
            elif value is not None:
                yield _FORMATTER.format_field(_FORMATTER.convert_field(value, conversion), spec or "")


def join_phrases(separator: str, parts: Iterable[str | LangText | None]) -> str:
    """Return texts one after the other, as `str.join` does it; None and empty ones are left out.

    Args:
        separator: What stands between two of them in English; a comma or semicolon becomes that of the language in use.
    """
    mark = _(separator)
    there = [part for part in parts if part is not None and (part.text if isinstance(part, LangText) else part)]
    return Phrase(piece for place, part in enumerate(there) for piece in ((mark, part) if place else (part,)))


def day_phrase(day: date, language: str) -> LangText:
    """Return a day as a language writes days, for a sentence or a heading.

    Args:
        language: The language of the document.
    """
    from ogpkit.text.tables import day_text  # noqa: PLC0415  only documents write days out

    return LangText(day_text(day, language), language)


def write_day(day: date) -> str:
    """Return a day for a sentence, as the language in use writes days."""
    return day_phrase(day, message_language(current_language())).text


_ISO_DAY: Final = re.compile(r"“[^”]*”|«[^»]*»|`[^`]*`|(?<![\w/.-])(\d{4}-\d{2}-\d{2})(?![\w/-]|\.\w)")
"""A day in a sentence; what the sentence quotes is left as it is."""


def say_days(text: str, language: str) -> str:
    """Return a sentence with its days as a language writes days; those in addresses and identifiers, and what it quotes, stay.

    Args:
        text: Words of ogpkit; in a phrase, the texts from files stay as they are.
        language: A language code.
    """
    if isinstance(text, Phrase):
        return Phrase(piece if isinstance(piece, LangText) else say_days(piece, language) for piece in text.pieces)
    return _ISO_DAY.sub(lambda found: _say_day(found[1], language) if found[1] else found[0], text)


def _say_day(text: str, language: str) -> str:
    try:
        return day_phrase(date.fromisoformat(text), language).text
    except ValueError:
        return text


def period_phrase(start: date, end: date, language: str) -> str:
    """Return the days from one to another, each as a language writes days.

    Args:
        language: The language of the document.
    """
    return join_phrases(" – ", (day_phrase(start, language), day_phrase(end, language)))


def join_number(number: str, title: str | LangText) -> str:
    """Return a title with its number before it, unless it begins with that number itself, as titles from sheets do.

    Args:
        number: The number, for example “3” or “C01.2”; empty where there is none.
        title: The title.
    """
    words = title.text if isinstance(title, LangText) else title
    return join_phrases(" ", ("" if number and _is_said_first(number, words) else number, title))


def _is_said_first(number: str, words: str) -> bool:
    """Tell whether a text begins with a number, as titles from sheets do."""
    digits = [letter for letter in number if letter.isdigit()]
    if not all(letter in words for letter in digits):  # nearly every title; a pattern for each number is made slowly
        return False
    # “3. Portal”, “Action 3: portal” and “3 Portal” say it; “A portal” and “3.2 Portal” do not say “A” and “3”
    before, after = (r"(?:\w+\s+)?", r"[.):–-](?!\d)") if digits else ("", r"[.):–-]")
    spaced = rf"|{re.escape(number)}(?:\s|$)" if digits else ""
    return re.match(rf"(?:{before}{re.escape(number)}{after}{spaced})", words, re.IGNORECASE) is not None


def localized(text: Translated | None, language: str, plain: str) -> str:
    """Return a text in the language that is wanted, else in English, else in any, as a string that knows its language.

    Args:
        text: The text; None gives an empty phrase.
        language: The language that is wanted.
        plain: The language of plain strings where the text is from; of a rule edition, English.
    """
    return Phrase([lang_text(text, language, plain)])


def plain_text(text: str | None, plain: str) -> LangText | None:
    """Return a text of which the file does not say the language, such as a name: it is in that of plain strings.

    Args:
        text: The text; None and an empty one give None.
        plain: The language of plain strings in this workspace.
    """
    return LangText(text, plain) if text else None


def title_text(named: object, plain: str) -> str:
    """Return what a person calls a document or an item, in the language in use; empty where it has neither title nor name.

    Args:
        named: What the document says, or the item.
        plain: The language of plain strings in this workspace.
    """
    given: Any = getattr(named, "title", None) or getattr(named, "name", None) or ""
    return given if isinstance(given, str) else str(given.best(current_language(), plain, "en"))


def language_phrase(code: str, spoken: str) -> LangText:
    """Return what a language is called in another one.

    Args:
        code: The language.
        spoken: The language in which it is called so.
    """
    from ogpkit.text.scripts import language_name  # noqa: PLC0415  only what people read needs it

    name = language_name(code, spoken)
    return LangText(name, spoken if name != code else "")


def trim_lines(pieces: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return what a paragraph says without empty lines at its ends; ends of lines between its parts stay.

    Args:
        pieces: What it says.
    """
    kept = list(pieces)
    for place, trim in ((0, str.lstrip), (-1, str.rstrip)):
        piece = kept[place] if kept else None
        if isinstance(piece, LangText):
            kept[place] = attrs.evolve(piece, text=trim(piece.text, "\n"))
        elif isinstance(piece, str) and trim(piece, "\n") != piece:
            kept[place] = trim(piece, "\n")
    return tuple(kept)
