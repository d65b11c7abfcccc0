"""A text in one language or in several: the one form that every text of a plan, a report or a site has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs


def is_in_language(code: str, wanted: str) -> bool:
    """Tell whether a language is another one, or the way in which a region writes it: `en-GB` is `en`.

    Args:
        code: The code of the language.
        wanted: The code of the other.
    """
    return code == wanted or code.startswith(f"{wanted}-")


@attrs.frozen
class Translated:
    """Text as it stands in a file: a plain string, or one string a language.

    A plain string is in the workspace's first language; which one that is, only the workspace knows, so the methods that
    need it are told.

    Attributes:
        plain: The text when the file gives a plain string, otherwise None.
        by_language: Language code to text when the file gives one text a language, in the order of the file.
    """

    plain: str | None = None
    by_language: Mapping[str, str] = attrs.field(factory=dict, hash=False)

    @classmethod
    def of(cls, value: str | Mapping[str, str]) -> Translated:
        """Take a text as TOML gives it.

        Args:
            value: A string, or a mapping of language code to string.
        """
        return cls(plain=value) if isinstance(value, str) else cls(by_language=dict(value))

    def languages(self, default: str) -> tuple[str, ...]:
        """Return the languages in which there is a text that is not blank.

        Args:
            default: The language of plain strings in this workspace.
        """
        return tuple(language for language, text in self.texts(default) if text.strip())

    def texts(self, default: str) -> Iterator[tuple[str, str]]:
        """Yield each language with its text, in the order of the file.

        Args:
            default: The language of plain strings in this workspace.
        """
        if self.plain is not None:
            yield default, self.plain
        yield from self.by_language.items()

    def best(self, *wanted: str) -> str:
        """Return the text in the first wanted language that has one, else in any language, else an empty string.

        Args:
            wanted: Language codes, most wanted first.
        """
        for language in wanted:
            if text := self.by_language.get(language):
                return text
            if text := next((text for code, text in self.by_language.items() if is_in_language(code, language)), ""):
                return text
        return self.plain or next((text for text in self.by_language.values() if text), "")

    def missing(self, owed: tuple[str, ...], default: str) -> tuple[str, ...]:
        """Return the owed languages in which there is no text.

        Args:
            owed: Language codes.
            default: The language of plain strings in this workspace.
        """
        if not self.by_language and self.plain and not self.plain.isspace():
            return tuple([language for language in owed if not is_in_language(default, language)])
        there = self.languages(default)
        return tuple(language for language in owed if not any(is_in_language(code, language) for code in there))

    def with_texts(self, new: Translated, default: str) -> Translated:
        """Return the text as it is after a new one was said in some languages; in the others it says what it said.

        Args:
            new: Its languages without text are passed over.
            default: The language of plain strings in this workspace.
        """
        said = {language: text for language, text in new.texts(default) if text.strip()}
        if self.plain is not None and set(said) <= {default}:
            return Translated(plain=said.get(default, self.plain))
        return Translated(by_language={**dict(self.texts(default)), **said})

    def __bool__(self) -> bool:
        """Tell whether there is any text at all."""
        if self.plain:
            return not self.plain.isspace()
        return bool(self.best().strip())
