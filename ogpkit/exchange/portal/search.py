"""The index of the search: which page holds which word, cut into small files so that a browser fetches only what it needs.

The files are scripts and not data, because a page that was opened from a disk may load no data.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.text.sanitize import for_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD: Final = re.compile(r"[^\W_]+")
_TAG: Final = re.compile(r"<[^>]*>")
_ENTITY: Final = re.compile(r"&[a-z0-9#]+;")
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
"""Letters of scripts that put no space between words: there, each pair of letters is looked up."""

_LONGEST: Final = 24
"""How many letters of a word are looked at."""


def fold_word(text: str) -> str:
    """Return a text as it is searched: small letters, without accents, in compatible forms."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter < "\u0300" or unicodedata.category(letter)[0] != "M")


def split_words(text: str) -> Iterator[str]:
    """Yield the words of a text as the index holds them.

    Args:
        text: The text, in any script.
    """
    for word in _WORD.findall(fold_word(text)):
        found = _UNSPACED.search(word)
        if found:
            yield from (word[at : at + 2] for at in range(len(word) - 1))
        else:
            yield word[:_LONGEST]


def extract_visible(html: str) -> str:
    """Return the text of a piece of HTML, for the index alone.

    Args:
        html: The HTML, as `ogpkit.api.output.HtmlWriter` writes it.
    """
    return _ENTITY.sub(" ", _TAG.sub(" ", html))


@attrs.frozen
class Index:
    """Index of one language, growing page by page.

    Attributes:
        pages: Reference and title of each page; a title in parts, each with its language.
        found: The numbers of the pages that hold a word, those that hold it in the title as negative numbers.
    """

    pages: list[tuple[str, list[tuple[str, str]]]] = attrs.field(factory=list)
    found: dict[str, list[int]] = attrs.field(factory=dict)

    def take(self, reference: str, title: list[tuple[str, str]], text: str) -> None:
        """Take a page in.

        Args:
            reference: The reference to it from the search page.
            title: Its title in parts, each with its language.
        """
        number = len(self.pages) + 1
        self.pages.append((reference, [(for_xml(part), language) for part, language in title]))
        in_title = set(split_words("".join(part for part, _language in title)))
        for word in in_title:
            self.found.setdefault(word, []).append(-number)
        for word in set(split_words(text)) - in_title:
            self.found.setdefault(word, []).append(number)

    def list_files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files of the index, by name: the pages, and the words by their first letter."""
        yield "pages.js", _make_script("pages", "", self.pages)
        shards: dict[str, dict[str, list[int]]] = {}
        for word in sorted(self.found):
            shards.setdefault(name_shard(word), {})[word] = self.found[word]
        for name, content in sorted(shards.items()):
            yield f"{name}.js", _make_script("words", name, content)


def name_shard(word: str) -> str:
    """Return the name of the file that holds a word.

    Args:
        word: The word, as the index holds it.
    """
    return f"{ord(word[0]):x}"


def _make_script(what: str, name: str, content: object) -> bytes:
    data = json.dumps(content, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return f"ogpkitSearch.{what}({json.dumps(name)}, {data});\n".encode()
