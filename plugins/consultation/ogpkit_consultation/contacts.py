"""E-mail addresses and telephone numbers: finding them in texts, and keeping them out of what is public.

Numbers are recognised by the numbering plans of libphonenumber, so that days, amounts and file references are left alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.language import _
from ogpkit.model import Country

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.workspace import Workspace

_MAIL: Final = re.compile(
    r"""(?<![\w.+%-])
    [\w.+%'-]{1,64}
    (?:@|\s?[\[(]\s?(?:at|arroba|arobase|@)\s?[\])]\s?)
    (?:[^\W_](?:[\w-]{0,61}[^\W_])?(?:\.|\s?[\[(]\s?(?:dot|punto|point)\s?[\])]\s?)){1,8}
    (?!(?:png|jpe?g|gif|svg|pdf|docx?|xlsx?)\b)[^\W\d_]{2,24}(?![\w-])""",
    re.VERBOSE | re.IGNORECASE,
)
"""An e-mail address, also one that is written for people only, such as `ana (at) example (dot) org`."""

_DIGITS: Final = re.compile(r"(?:\d[\s().\-/\u200e\u200f\u202a-\u202e]{0,3}){7}")
_MONEY: Final = re.compile(
    r"[$€£¥₾₹₦₵₽₺₴₱₩₪%]"
    r"|\b(?:[A-Z]{3}|Rs|KSh|TSh|Sh|Fr|kr|euros?|dollars?|pesos?|soles|shillings?|shilingi|dirhams?|dinars?|francs?|lari)\b"
    r"|\b(?:millones|millón|millions?|milliards?|milioni|bn|thousand|mille?|mil|percent)\b"
    r"|درهم|دينار|ليرة|جنيه|ريال|دولار|ლარი|შილინგ",
)
"""What makes a number an amount, right before or after it."""

_FILED: Final = re.compile(
    r"(?:\bn[°ºo.]|\bnr|\bref\w*|\bid|\bcase|\bfile|\bcontra[tc]\w*|\bexpediente|\bdossier|\bproje[ck]?t\w*|\bproyecto"
    r"|\binvoice|\bfactura|\bfacture|\bisbn|\bissn|\biban|\blaw|\bley|\bloi|#|№)\W*$",
    re.IGNORECASE,
)
"""What makes a number a reference, right before it."""

_PHONE_WORDS: Final = re.compile(
    r"(?:tel|tél|phone|fax|mobile|cell|call|whatsapp|sms|simu|ტელ|هاتف|جوال|تلفون|اتصل|móvil|llám|appel)\w*\W{0,12}$",
    re.IGNORECASE,
)
_LAST: Final = 8
"""Digits at the end by which a number is known, whether its country's prefix is given or not."""

_BEFORE: Final = 24
"""Letters before a number that may say what it is."""


@attrs.frozen
class Contact:
    """An address or a number in a text.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        is_mail: Whether it is an e-mail address; otherwise it is a telephone number.
    """

    start: int
    end: int
    is_mail: bool


def official(workspace: Workspace, country: str) -> frozenset[str]:
    """The address and the number that a country gives itself, in its own file: they are meant to be public.

    Args:
        workspace: The workspace.
        country: The country's identifier.
    """
    found = workspace.one(Country, country)
    contact = found.entity.contact if found else None
    return (
        frozenset(_known_by(one) for one in (contact.email or "", contact.telephone) if one) if contact else frozenset()
    )


def _known_by(contact: str) -> str:
    """An address or number without what can be written in several ways."""
    return contact.casefold() if "@" in contact else "".join(filter(str.isdigit, contact))[-_LAST:]


@lru_cache(maxsize=16384)
def contacts(text: str, country: str = "", spared: frozenset[str] = frozenset()) -> tuple[Contact, ...]:
    """The e-mail addresses and telephone numbers in a text, in order.

    Args:
        text: The text.
        country: The country whose national numbers are recognised; numbers that begin with + are in any case.
        spared: Those that are meant to be public, as `official` gives them.
    """
    found = [Contact(match.start(), match.end(), is_mail=True) for match in _MAIL.finditer(text)]
    if _DIGITS.search(text):
        taken = [range(one.start, one.end) for one in found]
        found.extend(one for one in _numbers(text, country[:2]) if not any(one.start in span for span in taken))
    found = [one for one in found if _known_by(text[one.start : one.end]) not in spared]
    return tuple(sorted(found, key=lambda one: one.start))


def _numbers(text: str, region: str) -> Iterator[Contact]:
    import phonenumbers  # noqa: PLC0415  its tables are large, and few texts need them

    bare = phonenumbers.CountryCodeSource.FROM_NUMBER_WITHOUT_PLUS_SIGN
    for match in phonenumbers.PhoneNumberMatcher(text, region or None, leniency=phonenumbers.Leniency.VALID):
        number = phonenumbers.parse(match.raw_string, region or None, keep_raw_input=True)
        if number.country_code_source != bare and _is_meant(text, match.start, match.end):
            yield Contact(match.start, match.end, is_mail=False)


def _is_meant(text: str, start: int, end: int) -> bool:
    """Whether somebody meant a number as a telephone number: national ones without a sign of it may be amounts."""
    raw, before, after = text[start:end], text[max(start - _BEFORE, 0) : start], text[end : end + 12]
    if raw.startswith(("+", "+")) or _PHONE_WORDS.search(before):
        return True
    if re.search(r"[\w/_-]$", before) or re.match(r"[\w/_-]", after) or _FILED.search(before):
        return False
    return not (
        _MONEY.search(before[-6:]) or _MONEY.match(after.lstrip()) or re.fullmatch(r"\d{1,3}(?:[ .,]000)+", raw)
    )


def without_contacts(text: str, country: str = "", spared: frozenset[str] = frozenset()) -> str:
    """A text in which each e-mail address and telephone number is replaced by a word that says what stood there.

    Args:
        text: The text.
        country: As in `contacts`.
        spared: As in `contacts`.
    """
    found = contacts(text, country, spared)
    if not found:
        return text
    pieces, place = [], 0
    for one in found:
        pieces += [text[place : one.start], _("[e-mail address]") if one.is_mail else _("[telephone number]")]
        place = one.end
    return "".join([*pieces, text[place:]])
