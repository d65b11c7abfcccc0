"""E-mail addresses and telephone numbers: finding them in texts, and keeping them out of what is public.

Numbers are recognised by the numbering plans of libphonenumber, so that days, amounts and file references are left alone.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

import attrs

from ogpkit.model import Country
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from phonenumbers import PhoneNumberMatch

    from ogpkit.workspace.content import Workspace

_LOCAL: Final = (
    r"(?:(?<![\w.+%-])[\w.+%'-]{1,64}(?:\s?[\[({]\s?(?:dot|punto|point|\.)\s?[\])}]\s?[\w+%'-]{1,64}){0,3}"
    r"|(?<!\w)\"[\w .+'-]{1,64}\")"
)
_LABEL: Final = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_LAST_LABEL: Final = r"(?!(?:png|jpe?g|gif|svg|pdf|docx?|xlsx?)\b)(?:xn--[a-z0-9-]{2,59}|[^\W\d_]{2,24})(?![\w-])"
_AT: Final = r"(?:\s{0,2}\\?@\s{0,2}|\s{0,2}[\[({<]\s{0,2}(?:at|arroba|arr?obase|@|آت)\s{0,2}[\])}>]\s{0,2})"
_DOT: Final = (
    r"(?:\.|\s{1,2}\.\s{0,2}|\s{0,2}[\[({<]\s{0,2}(?:dot|punto|point|nukta|نقطة|\.)\s{0,2}[\])}>]\s{0,2}"
    r"|\s{1,2}(?:dot|punto|nukta)\s{1,2})"
)

_MAIL: Final = re.compile(
    rf"{_LOCAL}(?:{_AT}(?:{_LABEL}{_DOT}){{1,8}}"
    rf"|\s{{1,2}}(?:at|arroba)\s{{1,2}}(?:{_LABEL}\.){{0,4}}(?:{_LABEL}\s{{1,2}}(?:dot|punto|nukta)\s{{1,2}}){{1,4}}"
    rf"|\s{{1,2}}arr?obase\s{{1,2}}(?:{_LABEL}\s{{1,2}}point\s{{1,2}}){{1,4}}){_LAST_LABEL}"
    rf"|{_LOCAL}@\[\d{{1,3}}(?:\.\d{{1,3}}){{3}}\]",
    re.IGNORECASE,
)
"""An e-mail address, also one that is written for people only, as in `ana (at) example (dot) org` or `ana at example dot org`."""

_MAYBE_MAIL: Final = re.compile(
    rf"{_LOCAL}(?<=[\w.+%'-])\s{{1,2}}(?:at|arroba|arr?obase)\s{{1,2}}(?:{_LABEL}\.){{1,4}}{_LAST_LABEL}", re.IGNORECASE
)
"""What may be an address, or a place on the web at which something is: only a name with a dot or digit in it makes it likely."""

_STRANGE_MAIL: Final = re.compile(
    rf"{_LOCAL}(?:\s?[\[({{]\s?(?:a|ät)\s?[\])}}]\s?|\s+(?:at-sign|ät)\s+)(?:{_LABEL}(?:\.|\s(?:dot|punkt)\s)){{1,4}}{_LAST_LABEL}"
    r"|(?<![\w-])[a-z0-9.]{1,64}([_-])at\1(?:[a-z0-9]{1,63}\1dot\1){1,4}[a-z]{2,24}(?![\w-])",
    re.IGNORECASE,
)
"""What may be an address that is written in a way that few choose."""

_LIKE_A_NAME: Final = re.compile(r"\w[.+_\d]\w")

_DIGITS: Final = re.compile(r"(?:\d[\s().\-/_|*:,]{0,3}){7}")
_ABROAD: Final = re.compile(r"(?<![\w+.,/-])00(?=[ -]?[1-9](?:[ ()./-]{0,2}\d){7,14}(?!\d))")
"""What many dial for a call abroad, where others write +."""

_ENTITY: Final = re.compile(r"&(?:amp;){0,3}(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});?|%(?:40|2[bBeE])(?=\w)")
"""References to characters, as in HTML, also when they were written so twice, and in addresses on the web."""

_MARKUP: Final = re.compile(
    r"<!--.{0,80}?-->|</?(?:a|b|br|em|font|i|p|span|strong|su[bp]|u|wbr)(?:\s[^<>@]{0,80})?/?>", re.DOTALL
)
"""What a page would not show of a text in which somebody wrote HTML."""

_MONEY: Final = re.compile(
    r"[$€£¥₾₹₦₵₽₺₴₱₩₪%]"
    r"|\b(?:[A-Z]{3}|Rs|KSh|TSh|Sh|Fr|kr|euros?|dollars?|pesos?|soles|shillings?|shilingi|dirhams?|dinars?|francs?|lari)\b"
    r"|\b(?:millones|millón|millions?|milliards?|milioni|bn|thousand|mille?|mil|percent)\b"
    r"|درهم|دينار|ليرة|جنيه|ريال|دولار|ლარი|შილინგ",
)
"""What makes a number an amount, right before or after it."""

_FILED: Final = re.compile(
    r"(?:\bn[°ºo.]|\bnr|\bref\w*|\bid|\bcase|\bfile|\bcontra[tc]\w*|\bexpediente|\bdossier|\bproje[ck]?t\w*|\bproyecto"
    r"|\bcode|\bvote|\bart(?:\.|icle|ículo)|\btotal\w*|\bpopulation|\bpoblación|\bplan|\bdecree|\bdécret|\bdecreto|\bresolu\w+"
    r"|\binvoice|\bfactura|\bfacture|\bisbn|\bissn|\biban|\blaw|\bley|\bloi|#|№)\W*$",
    re.IGNORECASE,
)
"""What makes a number a reference, right before it."""

_PHONE_WORDS: Final = re.compile(
    r"(?:wa\.me|tel|tél|phone|fax|mobile|cell|call|whatsapp|sms|simu|ტელ|هاتف|جوال|تلفون|اتصل|móvil|llám|appel)\w*\W{0,12}$",
    re.IGNORECASE,
)
_LAST: Final = 8
"""Digits at the end by which a number is known, whether its country's prefix is given or not."""

_UNSEEN: Final = frozenset("\u034f\u115f\u1160\u3164\ufe0e\ufe0f")
"""Letters and marks that cannot be seen, though they are no control characters."""

_DOTS: Final = dict.fromkeys("\u3002\uff61\u2024\ufe52", ".") | dict.fromkeys("\u00b7\u2022\u2219\u2027\u30fb", "-")
"""Dots that stand for the one of an address, as in the rules for names on the web; and those that part digits."""

_MARKS: Final = re.compile("[&%<]|00")
"""What an ASCII text holds that may mean something else than what is written."""

_UNDERLINE: Final = re.compile(r"(?<=\d)_(?=\d)")
_LINE_END: Final = re.compile(r"(\+\d{1,3})[\n\r\x0b\x0c\u2028\u2029](?=\d)")
_STRANGE_SIGNS: Final = re.compile(r"(?<=\d)[|*:,/](?=\d)|(?<=\d) [|*:,/] (?=\d)")
"""Signs between digits with which few write a number."""

_DAYS: Final = re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d[-/](?:19|20)\d\d(?!\d).*")
"""Days and spans of years, which a numbering plan may take for a number."""

_FILE: Final = re.compile(r"\.(?:pdf|docx?|xlsx?|html?|csv|jpe?g|png|zip|toml|json)\b", re.IGNORECASE)

_THREE_DIGITS: Final = 100

_AMERICAN: Final = re.compile(r"1[-. ](?:\(\d{3}\)|\d{3})[-. ]\d{3}[-. ]\d{4}")
"""How numbers are written in North America with the 1 before them."""

_DECIMAL: Final = re.compile(r"0[.,]\d+")

_BEFORE: Final = 24
"""Letters before a number that may say what it is."""


@attrs.frozen
class ContactDetail:
    """Address or a number in a text.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        is_mail: Whether it is an e-mail address; otherwise it is a telephone number.
    """

    start: int
    end: int
    is_mail: bool


class _Plain(NamedTuple):
    """Text as it is meant, with the place in the original of each of its letters.

    Attributes:
        text: Without references to characters, invisible characters, and forms of letters and digits that look like others.
        starts: Where in the original each letter begins.
        ends: Where it ends.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def at(self, start: int, end: int, *, is_mail: bool) -> ContactDetail:
        return ContactDetail(self.starts[start], self.ends[end - 1], is_mail=is_mail)


def official_contacts(workspace: Workspace, country: str) -> frozenset[str]:
    """Return the address and the number that a country gives itself, in its own file: they are meant to be public.

    Args:
        country: The country's identifier.
    """
    found = workspace.one(Country, country)
    contact = found.entity.contact if found else None
    return (
        frozenset(_strip_known(one) for one in (contact.email or "", contact.telephone) if one)
        if contact
        else frozenset()
    )


def _strip_known(contact: str) -> str:
    """Return an address or number without what can be written in several ways."""
    return "".join(contact.split()).casefold() if "@" in contact else "".join(filter(str.isdigit, contact))[-_LAST:]


def find_contacts(text: str, country: str = "", spared: frozenset[str] = frozenset()) -> tuple[ContactDetail, ...]:
    """Return the e-mail addresses and telephone numbers in a text, in order, in whatever way they are written.

    Args:
        country: The country whose national numbers are recognised; numbers that begin with + are in any case.
        spared: Those that are meant to be public, as `official_contacts` gives them.
    """
    return _find_all(text, country, spared)[0]


def find_doubtful_contacts(
    text: str, country: str = "", spared: frozenset[str] = frozenset()
) -> tuple[ContactDetail, ...]:
    """Return what may be an address or a number and may be something else, so that a person has to look; it is not left out.

    Args:
        country: As in `find_contacts`.
        spared: As in `find_contacts`.
    """
    return _find_all(text, country, spared)[1]


@lru_cache(maxsize=16384)
def _find_all(
    text: str, country: str, spared: frozenset[str]
) -> tuple[tuple[ContactDetail, ...], tuple[ContactDetail, ...]]:
    plain = _normalize(text)
    certain = [plain.at(*match.span(), is_mail=True) for match in _MAIL.finditer(plain.text)]
    doubtful = [
        plain.at(*match.span(), is_mail=True)
        for match in _MAYBE_MAIL.finditer(plain.text)
        if _LIKE_A_NAME.search(match[0].split()[0])
    ] + [plain.at(*match.span(), is_mail=True) for match in _STRANGE_MAIL.finditer(plain.text)]
    if _DIGITS.search(plain.text):
        for start, end, is_certain in _find_numbers(plain.text, country[:2]):
            (certain if is_certain else doubtful).append(plain.at(start, end, is_mail=False))
    taken = bytearray(len(text))
    kept = [
        one
        for one in certain
        if _is_taken_freely(one, taken) and _strip_known(_normalize(text[one.start : one.end]).text) not in spared
    ]
    unsure = [one for one in doubtful if _is_taken_freely(one, taken)]
    return tuple(sorted(kept, key=_place)), tuple(sorted(unsure, key=_place))


def _place(contact: ContactDetail) -> int:
    return contact.start


def _is_taken_freely(contact: ContactDetail, taken: bytearray) -> bool:
    """Tell whether nothing else takes the place of an address or number; it is taken from then on."""
    if any(taken[contact.start : contact.end]):
        return False
    taken[contact.start : contact.end] = b"\1" * (contact.end - contact.start)
    return True


def _normalize(text: str) -> _Plain:
    """Return a text as it is meant.

    `a&#64;b`, full-width letters, soft hyphens and digits of other scripts are as what they mean.
    """
    if text.isascii() and not _MARKS.search(text):
        return _Plain(text, range(len(text)), range(1, len(text) + 1))
    letters: list[tuple[str, int, int]] = []
    place = 0
    for match in sorted([*_ENTITY.finditer(text), *_MARKUP.finditer(text)], key=re.Match.start):
        if match.start() < place:
            continue
        letters += (
            (letter, place + number, place + number + 1) for number, letter in enumerate(text[place : match.start()])
        )
        letters += ((letter, *match.span()) for letter in _unescape(match[0]))
        place = match.end()
    letters += ((letter, place + number, place + number + 1) for number, letter in enumerate(text[place:]))
    meant = [(plain, start, end) for letter, start, end in letters for plain in _normalize_letter(letter)]
    joined = "".join(plain for plain, _start, _end in meant)
    starts, ends = [start for _plain, start, _end in meant], [end for _plain, _start, end in meant]
    for match in reversed(list(_ABROAD.finditer(joined))):
        begin, end = match.span()
        joined = f"{joined[:begin]}+{joined[end:]}"
        starts[begin:end], ends[begin:end] = [starts[begin]], [ends[end - 1]]
    return _Plain(joined, starts, ends)


def _unescape(written: str) -> str:
    """Return what a reference to a character stands for; nothing for markup."""
    if written.startswith("<"):
        return ""
    while (plain := html.unescape(written)) != written:
        written = plain
    return unquote(written)


@lru_cache(maxsize=4096)
def _normalize_letter(letter: str) -> str:
    """Return what a letter stands for; nothing where it cannot be seen."""
    if letter.isascii():
        return letter
    kind = unicodedata.category(letter)
    if kind == "Cf" or letter in _UNSEEN:
        return ""
    if kind == "Nd":
        return str(unicodedata.digit(letter))
    if kind == "Pd":
        return "-"
    return _DOTS.get(letter) or unicodedata.normalize("NFKC", letter)


def _find_numbers(text: str, region: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the telephone numbers in a text: where each begins and ends, and whether it certainly is one."""
    import phonenumbers  # noqa: PLC0415  its tables are large, and few texts need them

    numbers = _LINE_END.sub(r"\1 ", _UNDERLINE.sub("-", text).replace("\t", " "))
    certain: set[int] = set()
    for match in phonenumbers.PhoneNumberMatcher(numbers, region or None, leniency=phonenumbers.Leniency.VALID):
        if _is_meant(numbers, match.start, match.end) and not _may_begin_by_chance(match, numbers, region):
            certain.update(range(match.start, match.end))
            yield match.start, match.end, True
    for match in phonenumbers.PhoneNumberMatcher(numbers, region or None, leniency=phonenumbers.Leniency.POSSIBLE):
        if match.start in certain or match.end - 1 in certain:
            continue
        is_called_one = bool(_PHONE_WORDS.search(numbers[max(match.start - _BEFORE, 0) : match.start]))
        is_likely = phonenumbers.is_valid_number(match.number) and _is_meant(numbers, match.start, match.end)
        if is_called_one or is_likely:
            yield match.start, match.end, is_called_one
    strange = _STRANGE_SIGNS.sub(lambda sign: "-" * len(sign[0]), numbers)
    if strange != numbers:
        for match in phonenumbers.PhoneNumberMatcher(strange, region or None, leniency=phonenumbers.Leniency.VALID):
            if match.raw_string.startswith(("0", "(0", "+")) and _is_meant(strange, match.start, match.end):
                yield match.start, match.end, False


def _may_begin_by_chance(match: PhoneNumberMatch, text: str, region: str) -> bool:
    """Tell whether a number begins with the digits of its country and no +, so that it may be an amount or the code of something.

    Three digits that stand alone, or before a number in one piece, are hardly there by chance.
    """
    import phonenumbers  # noqa: PLC0415

    if _PHONE_WORDS.search(text[max(match.start - _BEFORE, 0) : match.start]):
        return False
    number = phonenumbers.parse(match.raw_string, region or None, keep_raw_input=True)
    if number.country_code_source != phonenumbers.CountryCodeSource.FROM_NUMBER_WITHOUT_PLUS_SIGN:
        return False
    groups = re.findall(r"\d+", match.raw_string)
    if number.country_code == 1 and _AMERICAN.fullmatch(match.raw_string.strip("()")):
        return False
    return (number.country_code or 0) < _THREE_DIGITS or (len(groups) > 1 and groups[0] != str(number.country_code))


def _is_meant(text: str, start: int, end: int) -> bool:
    """Tell whether somebody meant a number as a telephone number: national ones without a sign of it may be amounts."""
    raw, before, after = text[start:end], text[max(start - _BEFORE, 0) : start], text[end : end + 12]
    if raw.startswith("+") or _PHONE_WORDS.search(before):
        return True
    if _DECIMAL.fullmatch(raw) or _DAYS.fullmatch(raw) or _FILED.search(before) or _FILE.match(after):
        return False
    if re.search(r"(?:[\w_-]|\d[.,]|(?<!\d{7})/)$", before) or re.match(
        r"[\w_-]|[.,]\d|/(?!\d{7}|\d\b)" if raw.startswith("0") else r"[\w_-]|[.,]\d|/(?!\d{7})", after
    ):
        return False  # it goes on there, and not with another number
    return not (
        _MONEY.search(before[-6:]) or _MONEY.match(after.lstrip()) or re.fullmatch(r"\d{1,3}(?:[ .,]000)+", raw)
    )


def redact_contacts(text: str, country: str = "", spared: frozenset[str] = frozenset()) -> str:
    """Return a text in which each e-mail address and telephone number is replaced by a word that says what stood there.

    Args:
        country: As in `find_contacts`.
        spared: As in `find_contacts`.
    """
    found = find_contacts(text, country, spared)
    if not found:
        return text
    pieces, place = [], 0
    for one in found:
        pieces += [text[place : one.start], _("[e-mail address]") if one.is_mail else _("[telephone number]")]
        place = one.end
    return "".join([*pieces, text[place:]])
