"""The nearest valid value to one that is not: countries and languages."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ogpkit.model.identifiers import is_country, is_language, iso_countries
from ogpkit.text.i18n import _
from ogpkit.text.scripts import find_lookalike, replace_lookalikes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

is_known_language = lru_cache(maxsize=1024)(is_language)


_USUAL: Final[Mapping[str, str]] = {"UK": "GB", "EL": "GR"}
"""Codes in wide use, in the European Union first of all, that ISO 3166-1 does not assign."""

_LETTERS_PER_SLIP: Final = 3
"""Letters of a word for which one of them may be wrong; ogpkit's own number."""

_LONGEST: Final = 80
"""Characters above which a guess is not worth its time."""


def nearest_word(word: str, words: Iterable[str]) -> str | None:
    """Return the word that is spelt most nearly like another, or None if none is near.

    A letter of another alphabet that looks like a Latin one is taken for that.

    Args:
        word: What stands in the file.
        words: What may stand there.
    """
    if len(word) > _LONGEST:
        return None
    plain = {known.casefold().replace("_", "-"): known for known in words}
    written = replace_lookalikes(word.strip()).casefold().replace("_", "-").replace(" ", "-")
    found = get_close_matches(written, plain, n=1, cutoff=0.6)
    return plain[found[0]] if found and _is_slip(written, found[0]) else None


def _is_slip(written: str, meant: str) -> bool:
    """Tell whether one word may be a slip of the other: they begin or end alike, or nearly all letters are the same.

    `status` is no slip of `start`, though four of its letters are the same.
    """
    if written.startswith(meant) or meant.startswith(written) or written.endswith(meant) or meant.endswith(written):
        return True
    from rapidfuzz.distance import OSA  # noqa: PLC0415  only needed for what is wrong

    return int(OSA.distance(written, meant)) <= max(1, len(meant) // _LETTERS_PER_SLIP)


def explain_lookalike(word: str, meant: str | None) -> str:
    """Return what to say of a letter of another alphabet in a word that was meant in Latin letters; empty where there is none.

    Args:
        word: What stands in the file.
        meant: What was meant.
    """
    strange = find_lookalike(word) if meant is not None else None
    if strange is None:
        return ""
    return _("The letter “{letter}” is {alphabet}, not Latin. Write the word with a Latin keyboard.").format(
        letter=strange[0], alphabet=strange[1].title()
    )


def nearest_country(word: str) -> str | None:
    """Return the identifier of the country that somebody may have meant, or None.

    Args:
        word: For example `ke`, `UK`, `KEN` or `Kenya`.
    """
    word = word.strip()
    if len(word) > _LONGEST or not word:
        return None
    code, _, rest = word.replace("_", "-").partition("-")
    code = _USUAL.get(code.upper(), code.upper())
    written = f"{code}-{rest.lower()}" if rest else code
    return written if is_country(written) else _find_country(word)


def _find_country(word: str) -> str | None:
    import pycountry  # noqa: PLC0415  only needed for what is wrong

    try:
        return str(pycountry.countries.lookup(word).alpha_2)
    except LookupError:
        names = {name.casefold(): code for code, name in iso_countries().items()}
        found = get_close_matches(word.casefold(), names, n=1, cutoff=0.8)
        return names[found[0]] if found else None


def nearest_language(word: str) -> str | None:
    """Return the code of the language that somebody may have meant, or None.

    Args:
        word: For example `EN`, `pt_br`, `eng` or `Spanish`.
    """
    word = word.strip()
    if len(word) > _LONGEST or not word:
        return None
    head, *rest = word.replace("_", "-").split("-")
    written = "-".join([head.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)])  # noqa: PLR2004  scripts
    return written if is_language(written) else _find_language(word)


def _find_language(word: str) -> str | None:
    import pycountry  # noqa: PLC0415  only needed for what is wrong

    try:
        found = pycountry.languages.lookup(word)
    except LookupError:
        return None
    return str(getattr(found, "alpha_2", found.alpha_3))
