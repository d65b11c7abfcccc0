"""The language that ogpkit speaks to its user: gettext catalogues of the core and of every plugin.

Everything said to a person goes through `_`, at the moment it is said, so that the language can change while the app runs.
A message with values in it is translated first and filled in afterwards: `_("{count} findings").format(count=3)`.
"""

from __future__ import annotations

import gettext
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ogpkit import PACKAGE_DIR
from ogpkit.text.scripts import is_rtl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LOCALE_FOLDER: Final = Path(PACKAGE_DIR, "locale")
"""Where the core's own catalogues lie, one folder a language."""


class _Speech:
    """Catalogues in use: the core's, then those of plugins in the order in which they were added."""

    def __init__(self) -> None:
        self.language = "en"
        self.folders: list[Path] = [LOCALE_FOLDER]
        self._catalogues: dict[str, gettext.NullTranslations] = {}

    def catalogue(self) -> gettext.NullTranslations:
        catalogue = self._catalogues.get(self.language)
        if catalogue is None:
            catalogue = gettext.NullTranslations()
            for folder in reversed(self.folders):
                if gettext.find("ogpkit", folder, [self.language]) is None:
                    continue  # a chain of catalogues that know nothing would be gone through at every message
                found = gettext.translation("ogpkit", folder, [self.language])
                found.add_fallback(catalogue)
                catalogue = found
            self._catalogues[self.language] = catalogue
        return catalogue

    def forget(self) -> None:
        self._catalogues.clear()


_speech = _Speech()


def _(message: str) -> str:
    """Give a message in the language in use.

    Args:
        message: The English text, as it stands in the code.
    """
    return _speech.catalogue().gettext(message) if message else message


def _n(one: str, many: str, count: int) -> str:
    """Give the form of a message that fits a number; the caller fills the number in.

    Args:
        one: The English text for one.
        many: The English text for any other number.
        count: The number.
    """
    return _speech.catalogue().ngettext(one, many, count)


def N_(message: str) -> str:  # noqa: N802  gettext\'s own name
    """Mark a text for translation without translating it yet; it passes through `_` when it is shown."""
    return message


_MARKS: Final = (N_(", "), N_("; "))
"""What may stand between texts that are listed; named here for the translators."""


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
    _speech.language = language.replace("-", "_").split(".")[0]


@contextmanager
def use_language(language: str) -> Iterator[None]:
    """Speak another language for a while, for example for a page or a report that is owed in it.

    Args:
        language: As in `set_language`.
    """
    before = _speech.language
    set_language(language)
    try:
        yield
    finally:
        set_language(before)


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
    return tuple(
        sorted(
            {path.parent.parent.name for folder in _speech.folders for path in folder.glob("*/LC_MESSAGES/ogpkit.mo")}
        )
    )


def message_language(wanted: str) -> str:
    """Return the language in which ogpkit's own words come where one is wanted: that one, or English where it is not spoken.

    Args:
        wanted: The language of a document or page.
    """
    return wanted if has_catalog(wanted) else "en"


def add_catalogs(folder: Path) -> None:
    """Take in a plugin's own translations.

    Args:
        folder: A gettext locale folder: `fr/LC_MESSAGES/ogpkit.mo` and the like.
    """
    if folder not in _speech.folders:
        _speech.folders.append(folder)
        _speech.forget()


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
