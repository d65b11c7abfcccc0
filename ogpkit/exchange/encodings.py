"""In which encoding a text from elsewhere is: found where it can be told, asked for where it cannot.

UTF-8 and UTF-16 can be told for certain. What is in neither is read as Western only if it makes sense as that, because the
letters of every script would pass for Western ones.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from ogpkit.errors import OgpkitError
from ogpkit.exchange.incoming import MEGABYTE
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
"""How files begin that say in which encoding they are."""

_WESTERN: Final = "cp1252"

_LIKELY: Final = {
    "cp1250": "windows-1250",
    "cp1251": "windows-1251",
    "cp1252": "windows-1252",
    "cp1253": "windows-1253",
    "cp1254": "windows-1254",
    "cp1255": "windows-1255",
    "cp1256": "windows-1256",
    "cp1257": "windows-1257",
    "mac_roman": "mac-roman",
    "mac_cyrillic": "mac-cyrillic",
    "koi8_r": "koi8-r",
    "cp949": "euc-kr",
    "big5": "big5",
    "cp932": "shift_jis",
    "gb18030": "gb18030",
    "cp874": "windows-874",
    "cp866": "ibm866",
}
"""Encodings of sheets that are not in Unicode, by their codecs, under the names that people know."""

_ENCODED_OTHERWISE: Final = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7"}
)
"""Python's codecs that stand for no letters as files and mails hold them; some give halves of surrogate pairs."""

_WIDER: Final = {"euc_kr": "cp949", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932"}
"""Encodings of which people mean the larger one that has grown out of them, by their codecs."""

_ALPHABETS: Final = (
    (
        "àâæçéèêëîïôœùûüÿ",  # French
        "áéíïñóúü",  # Spanish, Galician
        "áâãàçéêíóôõúü",  # Portuguese
        "àèéìíîòóùú",  # Italian
        "àçèéíïòóúü",  # Catalan
        "äöüßé",  # German
        "áéèêëíïóöúü",  # Dutch, Irish
    ),
    ("æøåéóôü", "åäöéüšž", "áðéíóúýþæö"),  # Danish and Norwegian; Swedish and Finnish; Icelandic
    ("äöõüšž",),  # Estonian
)
"""The letters with which languages are written in the Western code page beside ASCII, in groups that meet in a sheet."""

_STRAY: Final = 0.03
"""The share of foreign letters that a text may have for its names."""

_MOST_SHOWN: Final = 4
_LONGEST_SHOWN: Final = 60
_SAMPLE: Final = 2**17
_PART: Final = re.compile('[^;,|"\t\r\n\x00-\x1f]*[^\x00-\x7f][^;,|"\t\r\n]*')
_NO_WORD: Final = re.compile(
    "[^\\W\\d_\x00-\x7f]{4}"  # four letters with accents in a row
    "|[a-zß-ÿ][À-ÖØ-ÞŠŽŒŸ]"  # a capital behind a small letter
    "|[^\\W\\d_](?![’‘´·\xad])[^\\w\\s\x00-\x7f–—][^\\W\\d_]"  # a sign within a word
    "|[^\\W\\d_](?<=[a-zß-ÿ])[–—][a-zß-ÿ]{1,2}\\b|\\b[a-zß-ÿ]{1,2}[–—][a-zß-ÿ]"  # a dash with a rest of a word
    "|[^\\W\\d_][¹²³ªº¼½¾][^\\W\\d_]"
)
"""What no Western language writes: the traces of letters of another encoding."""


class UnknownEncoding(OgpkitError):
    """Raised when nobody can tell in which encoding a text is."""


def detect_encoding(data: bytes, asked: str = "") -> str:
    """Return the codec of a text: what its first bytes say, Unicode, what somebody said, or Western where that makes sense.

    Args:
        data: The text.
        asked: The encoding that somebody said; what is in Unicode is read as that all the same.

    Raises:
        UnknownEncoding: It cannot be told, or it is not in the encoding that was asked for.
    """
    found = detect_unicode(data) or ""
    if asked and (not found or (found == "utf-8" and data.isascii())):
        codec = _look_up(asked)
        if is_text_in(data, codec):
            return codec
        message = _("This file is not in {encoding}. Give another encoding, or save the file as “CSV UTF-8”.")
        raise UnknownEncoding(message.format(encoding=sanitize_line(asked)))
    if found:
        return found
    if b"\0" not in data and is_western(data):
        return _WESTERN
    raise UnknownEncoding(_explain(data))


def detect_unicode(data: bytes) -> str | None:
    """Return the codec of a text in UTF-8 or UTF-16, also where it does not begin with a mark; None where it is in neither."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec if is_text_in(data, codec) else None
    if b"\0" not in data:
        return "utf-8" if is_text_in(data, "utf-8") else None
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    codec = "utf-16-le" if odd > even else "utf-16-be"
    is_plain = min(even, odd) * 20 <= max(even, odd) and is_text_in(data, codec)
    return codec if is_plain and "\0" not in data[: len(data) // 2 * 2].decode(codec, "replace") else None


def decode_text(data: bytes, asked: str = "") -> str:
    """Return a text in letters.

    Args:
        data: The text as bytes.
        asked: The encoding that somebody said, for what is not in Unicode.

    Raises:
        UnknownEncoding: It is neither in Unicode nor in the encoding that was asked for, or that was not said.
    """
    found = detect_unicode(data) if not asked else detect_encoding(data, asked)
    text = data.decode(found) if found else "\0"
    if "\0" in text:
        raise UnknownEncoding(_explain(data))
    return text.removeprefix("\ufeff")


def encode_anew(data: bytes, asked: str) -> bytes:
    """Return a text in UTF-8 that somebody says is in another encoding; a workbook stays as it is.

    Raises:
        UnknownEncoding: It is not in that encoding.
    """
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return data
    return decode_text(data, asked).encode("utf-8-sig")


def find_codec(name: str) -> str | None:
    """Return the codec of an encoding by what people call it; None where it is none that texts have."""
    try:
        found = codecs.lookup(name.strip()).name
        b"a".decode(found, "replace")
    except (LookupError, ValueError):  # for what turns bytes into bytes, and for a name with a null character
        return None
    return None if found in _ENCODED_OTHERWISE else _WIDER.get(found, found)


def _look_up(asked: str) -> str:
    found = find_codec(asked)
    if found is None:
        message = _("“{encoding}” is not an encoding. Write one such as {examples}.")
        examples = ", ".join(_LIKELY[name] for name in ("cp1251", "cp1256", "mac_roman"))
        raise UnknownEncoding(message.format(encoding=sanitize_line(asked), examples=examples))
    return found


def is_text_in(data: bytes, encoding: str) -> bool:
    """Tell whether some bytes are text in an encoding; they are looked at in pieces, and never held as letters in whole."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), MEGABYTE):
            decoder.decode(data[start : start + MEGABYTE])
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def is_western(data: bytes) -> bool:
    """Tell whether bytes make sense in Windows' Western code page, each cell in one of the languages that are written so."""
    if not is_text_in(data, _WESTERN):
        return False
    in_all: Counter[str] = Counter()
    for part in _list_parts(data):
        letters = Counter(letter for letter in part.lower() if letter.isalpha() and not letter.isascii())
        if _NO_WORD.search(part) or not any(_covers(one, letters) for group in _ALPHABETS for one in group):
            return False
        in_all.update(letters)
    return any(_covers("".join(group), in_all) for group in _ALPHABETS)


def _list_parts(data: bytes) -> Iterator[str]:
    """Yield each part of a line in which other letters than those of ASCII stand, once."""
    seen: set[str] = set()
    for start in range(0, len(data), MEGABYTE):
        for found in _PART.finditer(data[start : start + MEGABYTE].decode(_WESTERN)):
            if found[0] not in seen:
                seen.add(found[0])
                yield found[0]


def _covers(alphabet: str, letters: Counter[str]) -> bool:
    foreign = sum(count for letter, count in letters.items() if letter not in alphabet and letter not in "ªº")
    return foreign <= _STRAY * letters.total()


def list_readings(data: bytes) -> dict[str, str]:
    """Return what a line of a text would be in each encoding in which it may be, the likeliest first; empty for Unicode."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  few files need it

    readings: dict[str, str] = {}
    is_other = b"\0" not in data and detect_unicode(data) is None
    for found in from_bytes(data[:_SAMPLE], cp_isolation=list(_LIKELY)) if is_other else ():
        reading = next((line for line in str(found).splitlines() if line.strip() and not line.isascii()), "")
        readings.setdefault(sanitize_line(reading)[:_LONGEST_SHOWN], _LIKELY.get(found.encoding, found.encoding))
    return {name: text for text, name in readings.items() if text}


def list_encodings() -> tuple[str, ...]:
    """Return the names of the encodings in which sheets are that are not in Unicode."""
    return tuple(_LIKELY.values())


def _explain(data: bytes) -> str:
    readings = list_readings(data).items()
    shown = [_("{encoding} gives “{text}”").format(encoding=name, text=text) for name, text in readings]
    if not shown:
        return _("This file is not in UTF-8. Save it as “CSV UTF-8”, or give its encoding with --encoding.")
    message = _(
        "This file is not in UTF-8, and several encodings are possible: {readings}. Give the right one with --encoding, or as "
        "“encoding” in the mapping. Or save the file as “CSV UTF-8”."
    )
    return message.format(readings="; ".join(shown[:_MOST_SHOWN]))
