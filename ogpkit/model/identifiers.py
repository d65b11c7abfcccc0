"""Identifiers of countries, languages, cycles and documents.

Countries are ISO 3166-1 alpha-2 codes. A local member of the partnership is its country's code and a name of its own
(`KE-elgeyo-marakwet`). The user-assigned codes of ISO 3166-1 (AA, QM to QZ, XA to XZ, ZZ) stand for examples and for
what has no code of its own.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ogpkit import serve_old_names

if TYPE_CHECKING:
    from collections.abc import Collection, Container

if not TYPE_CHECKING:
    __getattr__ = serve_old_names(__name__, "COUNTRY", "IDENTIFIER", "LANGUAGE", "country_name", "identifier_from")


COUNTRY_PATTERN: Final = re.compile(r"([A-Z]{2})(?:-([a-z0-9]+(?:-[a-z0-9]+)*))?")
"""How the identifier of a country or a local member is written; whether the country exists, `is_country` knows."""

_DEVICE: Final = re.compile(r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")

IDENTIFIER_PATTERN: Final = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
"""How the identifier of a document is written."""

LANGUAGE_PATTERN: Final = re.compile(r"([a-z]{2,3})(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
"""How the code of a language is written; whether the language exists, `is_language` knows."""

_LONGEST_PROPOSED: Final = 48
"""Letters of an identifier that a title gives: enough for its first words, and few enough for an address."""

_LETTERS_OF_CONTENT: Final = 6
"""Letters that tell one content from another: of a thousand with one stem, two get the same once in two thousand times."""

_USER_ASSIGNED: Final = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ")


def is_country(identifier: str) -> bool:
    """Tell whether this identifies a country or a local member.

    Args:
        identifier: For example `KE`, `KE-elgeyo-marakwet` or the user-assigned `XX`.
    """
    found = COUNTRY_PATTERN.fullmatch(identifier)
    return found is not None and (is_user_assigned(found[1]) or found[1] in iso_countries())


def is_user_assigned(code: str) -> bool:
    """Tell whether ISO 3166-1 leaves this alpha-2 code to its users.

    Args:
        code: Two letters.
    """
    return bool(_USER_ASSIGNED.fullmatch(code))


def english_country_name(identifier: str) -> str:
    """Return the common English name of a country; for a local member or an unknown code the identifier itself.

    Args:
        identifier: For example `TZ`.
    """
    return iso_countries().get(identifier, identifier)


@cache
def iso_countries() -> dict[str, str]:
    """Return every alpha-2 code of ISO 3166-1 with the country's common English name."""
    return {country["alpha_2"]: country.get("common_name", country["name"]) for country in _read_iso_records("3166-1")}


def is_language(code: str) -> bool:
    """Tell whether this is a language code of ISO 639, with a script or region if need be (`zh-Hant`, `pt-BR`).

    Of a language with two codes only the shorter one is, as BCP 47 has it: `en`, not `eng`.
    """
    found = LANGUAGE_PATTERN.fullmatch(code)
    return found is not None and found[1] in _list_iso_languages()


@cache
def list_common_languages() -> tuple[str, ...]:
    """Return the language codes of two letters, which all languages have that many people write."""
    return tuple(sorted(record["alpha_2"] for record in _read_iso_records("639-3") if "alpha_2" in record))


@cache
def _list_iso_languages() -> frozenset[str]:
    return frozenset(record.get("alpha_2", record["alpha_3"]) for record in _read_iso_records("639-3"))


def _read_iso_records(standard: str) -> list[dict[str, str]]:
    """Return the records of a standard from pycountry's data; its import and its objects cost ten times as much as they do."""
    import json  # noqa: PLC0415  most commands need neither countries nor languages
    from importlib.util import find_spec  # noqa: PLC0415

    package = find_spec("pycountry")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("pycountry", name="pycountry")
    data = Path(package.origin).with_name("databases") / f"iso{standard}.json"
    records: list[dict[str, str]] = json.loads(data.read_text(encoding="utf-8"))[standard]
    return records


def is_device_name(name: str) -> bool:
    """Tell whether Windows takes a name for a device, whatever its ending: no file there is called `aux.toml` or `con`."""
    return bool(_DEVICE.fullmatch(name))


def is_identifier(name: str) -> bool:
    """Tell whether a name is fit for a file name, an address and a reference.

    It is made of lower-case letters and digits, with single hyphens, dots or underscores between them.

    Args:
        name: The name without an ending.
    """
    return bool(IDENTIFIER_PATTERN.fullmatch(name))


def make_identifier(title: str) -> str:
    """Make an identifier of a title in any script.

    Args:
        title: For example `Publish mining revenues`; letters that have no plain form are left out, digits of every script stay.
    """
    import unicodedata  # noqa: PLC0415  only needed here

    figures = (str(unicodedata.decimal(letter, letter)) for letter in unicodedata.normalize("NFKD", title))
    # a sign of any script divides words: 1–2 is not 12
    apart = "".join(" " if unicodedata.category(letter)[0] in "PSZ" else letter for letter in figures)
    plain = apart.encode("ascii", "ignore").decode().lower()
    identifier = "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")
    return f"{identifier}-1" if is_device_name(identifier) else identifier


def propose_identifier(title: str, taken: Collection[str] = ()) -> str:
    """Propose a free identifier for something new with a title in any script, which people can read in an address.

    The letters of other scripts become Latin ones, as far as they have any; an identifier that is there already never changes.

    Args:
        title: For example `ღია მონაცემები`, which gives `ghia-monatsemebi`.
        taken: Identifiers that others have.

    Returns:
        The identifier; nothing for a title without letters and digits.
    """
    from anyascii import anyascii  # noqa: PLC0415  only needed here

    # the letter alif is left out there, with which too many words would begin with two consonants
    letters = title.replace("ا", "a")
    # a letter such as the Georgian ტ becomes t', which is still one letter within its word
    words = make_identifier("".join(anyascii(one).replace("'", "" if one.isalpha() else " ") for one in letters))
    if len(words) > _LONGEST_PROPOSED:
        words = words[: _LONGEST_PROPOSED + 1].rpartition("-")[0] or words[:_LONGEST_PROPOSED]
    return free_identifier(words, taken) if words else ""


def make_content_name(stem: str, content: str, taken: Container[str] = ()) -> str:
    """Make an identifier of what something says, which does not depend on what else there is.

    Whoever takes the same thing in elsewhere, for example on another branch, gives it the same name; two things do not get one.

    Args:
        stem: With what it begins, for example a day.
        content: What the thing says.
        taken: Identifiers that others have.
    """
    from base64 import b32encode  # noqa: PLC0415  only needed here
    from hashlib import blake2b  # noqa: PLC0415

    letters = b32encode(blake2b(content.encode("utf-8", "replace"), digest_size=30).digest()).decode().lower()
    lengths = range(_LETTERS_OF_CONTENT, len(letters) + 1)
    return next(name for length in lengths if (name := f"{stem}-{letters[:length]}") not in taken)


def make_chance_name(stem: str, taken: Container[str] = ()) -> str:
    """Make an identifier for something that says nothing of its own yet, which nobody else gives elsewhere.

    Args:
        stem: With what it begins, for example a day.
        taken: Identifiers that others have.
    """
    from secrets import token_hex  # noqa: PLC0415  only needed here

    return make_content_name(stem, token_hex(), taken)


def free_identifier(wish: str, taken: Collection[str]) -> str:
    """Give the identifier that is wished for, with a number behind it where it is taken.

    Args:
        wish: An identifier.
        taken: Those that others have.
    """
    numbered = (f"{wish}-{number}" for number in range(2, len(taken) + 3))
    is_free = wish not in taken and not is_device_name(wish)
    return wish if is_free else next(name for name in numbered if name not in taken)
