"""The index of the search: which page holds which word, cut into small files so that a browser fetches only what it needs.

The files are scripts and not data, because a page that was opened from a disk may load no data. For that reason, and for scripts
without spaces between words, none of the known libraries is in use. Pagefind needs a server, and a program of 13 MB to build.
MiniSearch and lunr keep the whole index in one file (1.6 and 2.7 MB for 1,488 pages). They find neither Korean nor Chinese words
within others, nor Arabic ones without their article.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.exchange.portal.addresses import make_address
from ogpkit.model import Country
from ogpkit.model.cycle import Cycle
from ogpkit.text.i18n import _, translate
from ogpkit.text.sanitize import for_json, for_xml
from ogpkit.workspace.countries import country_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.content import Workspace

_WORD: Final = re.compile(r"[^\W_]+")
_TAG: Final = re.compile(r"<[^>]*>")
_ENTITY: Final = re.compile(r"&[a-z0-9#]+;")
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
"""Letters of scripts that put no space between words, or compound them freely: there, each pair of letters is looked up."""

_LONGEST: Final = 24
"""How many letters of a word are looked at."""

_ALIKE: Final = str.maketrans(
    {"ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": None}
    | {chr(first + digit): str(digit) for first in (0x660, 0x6F0) for digit in range(10)}
)
"""Arabic letters that people write for one another, and digits of other forms."""

_ARTICLE: Final = re.compile(r"[\u0648\u0641\u0628\u0643]?\u0627\u0644(?=\w{2})|\u0644\u0644(?=\w{2})")
"""The Arabic article, with the little words that are written together with it."""

_LARGEST: Final = 40_000
"""Bytes of a file from which on its words are cut by one more letter."""

PAGES_IN_A_FILE: Final = 25
"""Few, since the best results of a search lie far from each other, and a browser loads the file of each."""

_COMMON: Final = 0.3
"""The share of all pages from which on a word tells nothing, unless it is in the title."""

_FEW: Final = 200
"""Pages below which no word is too common."""


def fold_word(text: str) -> str:
    """Return a text as it is searched: small letters, without accents, in compatible forms, with syllables put together."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.casefold()).translate(_ALIKE)
    kept = "".join(letter for letter in letters if letter < "\u0300" or unicodedata.category(letter)[0] != "M")
    return unicodedata.normalize("NFC", kept)


def split_words(text: str) -> Iterator[str]:
    """Yield the words of a text as the index holds them.

    Args:
        text: The text, in any script.
    """
    for word in _WORD.findall(fold_word(text)):
        if _UNSPACED.search(word):
            yield from (word[at : at + 2] for at in range(len(word) - 1))
            yield word[-1]  # so that one letter is found wherever it stands
        else:
            article = _ARTICLE.match(word) if word > "\u0600" else None
            yield (word[article.end() :] if article else word)[:_LONGEST]


def extract_visible(html: str) -> str:
    """Return the text of a piece of HTML, for the index alone.

    Args:
        html: The HTML, as `ogpkit.api.output.HtmlWriter` writes it.
    """
    return _ENTITY.sub(" ", _TAG.sub(" ", html))


@attrs.frozen(kw_only=True)
class Entry:
    """Page as a search shows it.

    Attributes:
        reference: The reference to it from the search page.
        title: Its title in parts, each with its language.
        group: What sort of page it is, in the language in use.
        context: Where it belongs and how it stands: country, period, lead, status.
        about: What it is about, in a line.
    """

    reference: str
    title: list[tuple[str, str]]
    group: str = ""
    context: tuple[str, ...] = ()
    about: str = ""

    def pack(self) -> list[object]:
        """Return it as the script reads it."""
        title = [(for_xml(part), language) for part, language in self.title]
        return [self.reference, title, for_xml(self.group), for_xml(" · ".join(self.context)), for_xml(self.about)]


@attrs.frozen
class Index:
    """Index of one language, or of a part of its pages, growing page by page.

    Attributes:
        pages: The pages, as the script reads them.
        found: The numbers of the pages that hold a word, those that hold it in the title as negative numbers.
    """

    pages: list[object] = attrs.field(factory=list)
    found: dict[str, list[int]] = attrs.field(factory=dict)

    def take(self, entry: Entry, words: Collection[str]) -> None:
        """Take a page in.

        Args:
            entry: The page.
            words: The words on it, as `split_words` gives them.
        """
        self.pages.append(entry.pack())
        number = len(self.pages)
        # the words below the title find the page too
        in_title = set(split_words(" ".join([part for part, _language in entry.title])))
        for word in in_title:
            self.found.setdefault(word, []).append(-number)
        for word in {*words, *split_words(" ".join(entry.context))} - in_title:
            self.found.setdefault(word, []).append(number)

    def join(self, pages: Iterable[object], found: Mapping[str, Iterable[int]]) -> None:
        """Take the pages of another index in, behind those that there are.

        Args:
            pages: The pages, as the script reads them.
            found: Their numbers by the words that they hold, counted from one.
        """
        before = len(self.pages)
        self.pages.extend(pages)
        for word, numbers in found.items():
            moved = [number + before if number > 0 else number - before for number in numbers]
            self.found.setdefault(word, []).extend(moved)

    def list_files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files of the index, by name: what there is, the pages by number, the words by their first letters."""
        most = find_most(len(self.pages))
        packed = {word: pack_numbers(numbers, most) for word, numbers in self.found.items()}
        shards = cut_words({word: len(packed[word]) for word in sorted(packed)})
        for number in range(-(-len(self.pages) // PAGES_IN_A_FILE)):
            yield write_pages(number, self.pages)
        for key, words in shards.items():
            yield write_shard(key, {word: packed[word] for word in words})
        yield write_start(len(self.pages), shards)


def find_most(pages: int) -> int:
    """Return how many pages hold a word at most that tells something.

    Args:
        pages: How many pages there are.
    """
    return max(_FEW, int(pages * _COMMON))


def write_pages(number: int, pages: Sequence[object]) -> tuple[str, bytes]:
    """Return a file with some of the pages, and its name.

    Args:
        number: The place of the file among others of its sort.
        pages: All pages, as the script reads them.
    """
    start = number * PAGES_IN_A_FILE
    return f"pages-{number}.js", _make_script("pages", number, pages[start : start + PAGES_IN_A_FILE])


def write_shard(key: str, words: Mapping[str, list[int]]) -> tuple[str, bytes]:
    """Return a file with words that begin alike, and its name.

    Args:
        key: The letters.
        words: The numbers of pages for each word, packed.
    """
    return f"{name_shard(key)}.js", _make_script("words", key, words)


def read_shard(content: bytes) -> dict[str, list[int]]:
    """Return the words of a file that `write_shard` gave, each with the numbers of pages, packed.

    Args:
        content: What the file holds.
    """
    said = content.decode("utf-8").split(", ", 1)[1].removesuffix(");\n")
    return {word: [*numbers] for word, numbers in json.loads(said).items()}


def write_start(pages: int, shards: Iterable[str]) -> tuple[str, bytes]:
    """Return the file with what there is, and its name.

    Args:
        pages: How many pages there are.
        shards: The letters by which words are cut.
    """
    return "index.js", _make_script("index", "", {"count": pages, "part": PAGES_IN_A_FILE, "shards": [*shards]})


def pack_numbers(numbers: Sequence[int], most: int) -> list[int]:
    """Return the numbers of pages as steps from one to the next; a first 0 stands for pages that are not listed.

    Args:
        numbers: The numbers, in their order, without their sign; those that hold the word in the title are negative.
        most: How many there are at most in a word that tells something.
    """
    kept = [number for number in numbers if number < 0] if len(numbers) > most else numbers
    steps = [] if len(kept) == len(numbers) else [0]
    before = 0
    for number in kept:
        steps.append((abs(number) - before) * (1 if number > 0 else -1))
        before = abs(number)
    return steps


def unpack_numbers(steps: Iterable[int]) -> list[int]:
    """Return the numbers of pages out of steps, as far as they are listed.

    Args:
        steps: What `pack_numbers` gave.
    """
    found, before = [], 0
    for step in steps:
        if step:
            before += abs(step)
            found.append(before if step > 0 else -before)
    return found


def cut_words(sizes: Mapping[str, int], letters: int = 1) -> dict[str, list[str]]:
    """Return the words that begin alike, by these letters, cut by one more letter where they are too many.

    Args:
        sizes: How many numbers each word has, in the order of the words.
        letters: By how many letters they are cut at least.
    """
    groups: dict[str, dict[str, int]] = {}
    for word, size in sizes.items():
        groups.setdefault(word[:letters], {})[word] = size
    found: dict[str, list[str]] = {}
    for key, group in groups.items():
        if sum(len(word) + 6 + 4 * size for word, size in group.items()) <= _LARGEST or len(group) == 1:
            found[key] = [*group]
            continue
        if key in group:
            found[f"{key}."] = [key]
        found |= cut_words({word: size for word, size in group.items() if word != key}, letters + 1)
    return found


def name_shard(key: str) -> str:
    """Return the name of the file that holds the words beginning with some letters.

    Args:
        key: The letters.
    """
    return "w-" + "-".join(f"{ord(letter):x}" for letter in key)


def _make_script(what: str, name: object, content: object) -> bytes:
    data = for_json(json.dumps(content, ensure_ascii=False, separators=(",", ":"))).replace("<", "\\u003c")
    return f"ogpkitSearch.{what}({json.dumps(name, ensure_ascii=False)}, {data});\n".encode("utf-8", "backslashreplace")


class Groups:
    """Headings of a search in the language in use."""

    def __init__(self, workspace: Workspace, plugins: Plugins, language: str, country: str) -> None:
        """Read what sorts of pages there are.

        Args:
            workspace: What is public.
            language: The language in use, in which the names of countries are wanted.
            country: The country that the pages are about; empty for those that are about none.
        """
        self._of_documents: dict[str, str] = {}
        for document in workspace.of_country(country):
            kind = workspace.kinds.by_name(document.kind)
            if kind is not None and kind.entity not in (Country, Cycle):
                self._of_documents[make_address(document.path)] = translate(kind.titles, kind.entity)
        self._of_plugins: dict[str, str] = {}
        for owned in plugins.pages:
            self._of_plugins.setdefault(owned.plugin, translate(owned.value.title, owned.plugin))
        self._workspace, self._language = workspace, language
        self._own = {"country": _("Countries"), "cycle": _("Cycles"), "": _("About this website")}

    def name(self, address: str, plugin: str) -> str:
        """Return what sort of page lies at an address.

        Args:
            plugin: The plugin that gave the page.
        """
        if found := self._of_documents.get(address) or self._of_plugins.get(plugin):
            return found
        parts = address.split("/")
        is_of_country = parts[0] in self._workspace.countries
        return self._own["country" if is_of_country and len(parts) == 1 else "cycle" if is_of_country else ""]

    def locate(self, address: str) -> Iterator[str]:
        """Yield the country and the period to which a page belongs."""
        country, _slash, rest = address.partition("/")
        if country in self._workspace.countries and rest:
            yield str(country_name(self._workspace, country, self._language))
            if rest.partition("/")[0][:1].isdigit() and "/" in rest:
                yield rest.partition("/")[0]
