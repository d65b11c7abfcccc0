"""A catalogue of messages as a file that changes only when a message does: no dates, no versions of tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel import Locale

DOMAIN: Final = "ogpkit"

_PROJECT: Final = f"Project-Id-Version: {DOMAIN}"
_ENCODED: Final = ("MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit")


class PlainCatalogue(Catalog):
    """Catalogue whose header depends on nothing but the language and the catalogue by which it counts."""

    def __init__(
        self, locale: Locale | str | None = None, header_comment: str = "", counts: Catalog | None = None
    ) -> None:
        """Make a catalogue without messages.

        Args:
            locale: The language; none for a template.
            header_comment: What stands above everything else.
            counts: The catalogue whose header says which form of a message a number takes; Babel says it when left out.
                Babel's answer differs from version to version, and the forms that translators wrote follow a header.
        """
        named = {"header_comment": header_comment} if header_comment else {}
        super().__init__(locale=locale, project=DOMAIN, fuzzy=False, **named)
        self._counts = counts

    @property
    def num_plurals(self) -> int:
        """Return how many forms a message with a number has."""
        return self._counts.num_plurals if self._counts is not None else super().num_plurals

    @property
    def plural_expr(self) -> str:
        """Return which of the forms a number takes, as an expression in C."""
        return self._counts.plural_expr if self._counts is not None else super().plural_expr

    def __iter__(self) -> Iterator[Entry]:
        """Yield the header, without dates and versions, and the messages."""
        language = [f"Language: {self.locale}", f"Plural-Forms: {self.plural_forms}"] if self.locale else []
        yield Entry("", "\n".join((_PROJECT, *language, *_ENCODED)))
        yield from (message for message in super().__iter__() if message.id)
