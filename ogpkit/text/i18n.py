"""The language that ogpkit speaks to its user: gettext catalogues of the core and of every plugin.

Everything said to a person goes through `_`, at the moment it is said, so that the language can change while the app runs.
A message with values in it is translated first and filled in afterwards: `_("{count} findings").format(count=3)`.
"""

from __future__ import annotations

import gettext
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import local
from typing import TYPE_CHECKING, Final, TypeAlias

from ogpkit import PACKAGE_DIR
from ogpkit.text.scripts import is_rtl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

LOCALE_FOLDER: Final = Path(PACKAGE_DIR, "locale")
"""Where the core's own catalogues lie, one folder a language."""


Catalogs: TypeAlias = "Callable[[str], gettext.NullTranslations | None]"
"""Gives the catalogue of a language, if there is one; a new one each time, since others are hung behind it."""


def _read_folder(folder: Path) -> Catalogs:
    def read(language: str) -> gettext.NullTranslations | None:
        if gettext.find("ogpkit", folder, [language]) is None:
            return None  # a chain of catalogues that know nothing would be gone through at every message
        return gettext.translation("ogpkit", folder, [language])

    return read


class _Speech:
    """Catalogues in use: the core's, then those of plugins in the order in which they were added.

    What a plugin says is looked up in its own first: the same English words may mean something else in another one. A thread
    that speaks another language for a while is alone in that, so that work beside the app changes no word on the screen.
    """

    def __init__(self) -> None:
        self._chosen = "en"
        self._lent = local()
        self.sources: dict[object, Catalogs] = {LOCALE_FOLDER: _read_folder(LOCALE_FOLDER)}
        self.owners: dict[str, object] = {}
        self.written: set[str] = set()
        self._catalogues: dict[tuple[str, object], gettext.NullTranslations] = {}

    @property
    def language(self) -> str:
        return self.lent or self._chosen

    @property
    def lent(self) -> str:
        return getattr(self._lent, "language", "")

    def choose(self, language: str) -> None:
        if self.lent:
            self.lend(language)
        else:
            self._chosen = language

    def lend(self, language: str) -> None:
        self._lent.language = language

    def catalogue(self, owner: str = "") -> gettext.NullTranslations:
        first = self.owners.get(owner)
        catalogue = self._catalogues.get((self.language, first))
        if catalogue is None:
            catalogue = gettext.NullTranslations()
            for key in (*reversed([key for key in self.sources if key != first]), *([first] if first else ())):
                found = self.sources[key](self.language)
                if found is not None:
                    found.add_fallback(catalogue)
                    catalogue = found
            self._catalogues[self.language, first] = catalogue
        return catalogue

    def add(self, key: object, catalogs: Catalogs, owners: Iterable[str]) -> None:
        self.sources[key] = catalogs
        self.owners.update(dict.fromkeys(owners, key))
        self.forget()

    def forget(self) -> None:
        self._catalogues.clear()


_speech = _Speech()


def _(message: str) -> str:
    """Give a message in the language in use.

    Args:
        message: The English text, as it stands in the code.
    """
    return _speech.catalogue(_find_caller()).gettext(message) if message else message


def _n(one: str, many: str, count: int) -> str:
    """Give the form of a message that fits a number; the caller fills the number in.

    Args:
        one: The English text for one.
        many: The English text for any other number.
        count: The number.
    """
    said = _speech.catalogue(_find_caller()).ngettext(one, many, count)
    return _ManyText(said) if abs(count) >= _NEVER_GROUPED_BELOW else said


_NEVER_GROUPED_BELOW: Final = 1000
"""Numbers whose figures no language groups."""


class _ManyText(str):
    """Message about a large number, which is filled in as the language writes numbers: 12,345 or 12 345."""

    __slots__ = ()

    def format(self, *parts: object, **values: object) -> str:
        from ogpkit.text.figures import number_text  # noqa: PLC0415  few messages have large numbers

        language = message_language(current_language())
        numbers = {name: number_text(one, language) for name, one in values.items() if type(one) is int}
        return str.format(self, *parts, **(values | numbers))


def translate(message: str, owner: str | type) -> str:
    """Give a message that a plugin has declared in the language in use, by that plugin's own catalogue first.

    Args:
        message: The English text, for example the title of a contribution.
        owner: The plugin's name; or a class that it declares, where the text is of a field or a choice.
    """
    name = owner if isinstance(owner, str) else owner.__module__.partition(".")[0]
    return _speech.catalogue(name).gettext(message) if message else message


def _find_caller() -> str:
    """Return the import package of whoever says something; empty where only the core speaks."""
    if not _speech.owners:
        return ""
    name = sys._getframe(2).f_globals.get("__name__", "")  # noqa: SLF001  there is no public way that is as fast
    return name.partition(".")[0] if isinstance(name, str) else ""


def N_(message: str) -> str:  # noqa: N802  gettext\'s own name
    """Mark a text for translation without translating it yet; it passes through `_` when it is shown."""
    return message


_MARKS: Final = (N_(", "), N_("; "), N_(": "))
"""What may stand between texts that are listed, or between a label and what it labels; named here for the translators."""


def join_list(texts: Iterable[str], mark: str = ", ") -> str:
    """Return texts one after the other, with the comma or semicolon of the language in use between them.

    Args:
        mark: What stands between them in English, `, ` or `; `.
    """
    return _(mark).join(texts)


def set_language(language: str) -> None:
    """Choose the language of all messages from now on; a language without a catalogue stays English.

    Args:
        language: A BCP 47 tag or a POSIX locale name, for example `fr`, `es-MX` or `fr_CA.UTF-8`.
    """
    _speech.choose(_normalize(language))


def _normalize(language: str) -> str:
    return language.replace("-", "_").split(".")[0]


@contextmanager
def use_language(language: str) -> Iterator[None]:
    """Speak another language for a while, in this thread: for example for a page or a report that is owed in it.

    Args:
        language: As in `set_language`.
    """
    before = _speech.lent
    _speech.lend(_normalize(language))
    try:
        yield
    finally:
        _speech.lend(before)


def current_language() -> str:
    """Return the language in use, as its two- or three-letter code."""
    return _speech.language.split("_")[0]


def has_catalog(language: str) -> bool:
    """Tell whether messages are translated into a language; those of the core, at least.

    Args:
        language: As in `set_language`.
    """
    code = language.replace("-", "_").split(".")[0]
    return code.split("_")[0] == "en" or gettext.find("ogpkit", LOCALE_FOLDER, [code]) is not None


def catalog_languages() -> tuple[str, ...]:
    """Return the languages into which messages of the core or of a plugin are translated; English is not one of them."""
    folders = [key for key in _speech.sources if isinstance(key, Path)]
    compiled = {path.parent.parent.name for folder in folders for path in folder.glob("*/LC_MESSAGES/ogpkit.mo")}
    return tuple(sorted(compiled | _speech.written))


def message_language(wanted: str) -> str:
    """Return the language in which ogpkit's own words come where one is wanted: that one, or English where it is not spoken.

    Args:
        wanted: The language of a document or page.
    """
    return wanted if has_catalog(wanted) else "en"


def add_catalogs(folder: Path, owners: Iterable[str] = ()) -> None:
    """Take in a plugin's own translations.

    Args:
        folder: A gettext locale folder: `fr/LC_MESSAGES/ogpkit.mo` and the like.
        owners: The plugin's name and its import package, whose texts are looked up there first.
    """
    if folder not in _speech.sources or not set(owners) <= _speech.owners.keys():
        _speech.add(folder, _read_folder(folder), owners)


def add_po_catalogs(catalogs: Mapping[str, bytes], owners: Sequence[str]) -> None:
    """Take in the translations of a plugin in one file, as they were read.

    Args:
        catalogs: Gettext's `.po` files, by language.
        owners: The plugin's name and the name of its module.
    """

    def read(language: str) -> gettext.NullTranslations | None:
        content = catalogs.get(language, catalogs.get(language.split("_", maxsplit=1)[0]))
        return _compile_catalog(content) if content is not None else None

    _speech.add(tuple(owners), read, owners)
    _speech.written.update(catalogs)


def _compile_catalog(content: bytes) -> gettext.NullTranslations:
    """Return a catalogue that was written as text; one that cannot be read translates nothing."""
    from io import BytesIO  # noqa: PLC0415

    from babel.messages.mofile import write_mo  # noqa: PLC0415  only plugins in one file need Babel here
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = BytesIO()
    try:
        write_mo(compiled, read_po(BytesIO(content)))
        compiled.seek(0)
        return gettext.GNUTranslations(compiled)
    except (ValueError, LookupError, OSError, AttributeError):
        return gettext.NullTranslations()


def preferred_language() -> str:
    """Return the language that the environment asks for (`OGPKIT_LANGUAGE`, then the usual variables), else English.

    One that runs from right to left is spoken only where `OGPKIT_LANGUAGE` names it: the usual variables say nothing of the
    terminal, and most neither join its letters nor put them in order.
    """
    for variable in ("OGPKIT_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            language = value.split(".")[0].split("@")[0]
            unreadable = variable != "OGPKIT_LANGUAGE" and is_rtl(language.replace("_", "-"))
            return "en" if language in ("C", "POSIX") or unreadable else value
    return "en"
