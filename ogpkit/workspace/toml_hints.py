"""Slips that people make where TOML is new to them: what stands at the place where reading stopped, and what to write instead.

Parsers say what they waited for; a coordinator wants to hear of the word processor's quotation marks and of the date in the
order of the home country.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ogpkit.text.dates import DASHES, WRITTEN, parse_matched_date
from ogpkit.text.i18n import N_, _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.text.scripts import find_lookalike, replace_lookalikes
from ogpkit.workspace.toml_structure import list_headings, list_keys

if TYPE_CHECKING:
    from collections.abc import Callable

_MARKS: Final = "“”„‟«»‘’‚‹›`´″「」『』＂〝〞"
_WIDE: Final = {
    "＝": "=",
    "：": ":",
    "，": ",",
    "、": ",",
    "،": ",",
    "؛": ",",
    "［": "[",
    "］": "]",
    "｛": "{",
    "｝": "}",
    "＃": "#",
    "％": "%",
}
"""Marks of other scripts, and those that keyboards of Asia write, with what TOML knows in their place."""

_QUOTED: Final = re.compile(r"""\"[^"]*"|'[^']*'""")
_UNKNOWN: Final = re.compile(r"(?:#.*|tb[acd]|to ?do|n/?a|null|none|nil|unknown|\?+|-+|…)\s*(?:#.*)?", re.IGNORECASE)
"""What people write where they do not know yet what belongs there, and what a spreadsheet does."""

_WITH_UNIT: Final = re.compile(r"([+-]?\d+(?:\.\d+)?)(?:\s*[%‰€$£/]|\s+[^\W\d])[^=]*")
_UNSEEN: Final = "\u00a0\u202f\u2007\u2009\u200b\u200c\u200d\u2060\ufeff\u3000\u200e\u200f"
_TRUTH: Final = re.compile(
    r"(?:yes|true|on|oui|vrai|s[ií]|verdadero|sim)(?!\w)|(no|false|off|non|faux|falso|n[aã]o)(?!\w)", re.IGNORECASE
)
_SPACED: Final = re.compile(r"[+-]?\d{1,3}(?:[ '’\u00a0\u202f]\d{3})+(?![\w.])")
_FIRST: Final = re.compile(r"""^\s*[\w.-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^"'\s\[{]+)\s+$""")
_SECOND: Final = re.compile(r"""^\s*[\w.-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^"'\s\[{]+)\s+[\w.-]+\s*=$""")
_DASHED: Final = re.compile(rf"(\d{{4}})[{DASHES}](\d{{1,2}})[{DASHES}-](\d{{1,2}})(?!\d)")
_OTHERS: Final = (
    ("{", N_('this is JSON; in TOML each key has its own line, for example name = "Kenya"')),
    ("<!doctype", N_('this is a web page; in TOML each key has its own line, for example name = "Kenya"')),
    ("<html", N_('this is a web page; in TOML each key has its own line, for example name = "Kenya"')),
    ("<?xml", N_('this is XML; in TOML each key has its own line, for example name = "Kenya"')),
)
"""How texts in other formats begin, and what to say of them."""

_FORMATS: Final = (
    (b"PK\x03\x04", N_("this is a Word or Excel file, or an archive")),
    (b"\xd0\xcf\x11\xe0", N_("this is a Word or Excel file, or an archive")),
    (b"%PDF", N_("this is a PDF")),
    *((begin, N_("this is a picture")) for begin in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")),
)
"""How files begin that are no text, and what to say of them."""


def name_other_format(source: bytes) -> str:
    """Return what a file is that is no text, translated; empty where nobody can tell.

    Args:
        source: Its bytes.
    """
    return next((_(said) for begin, said in _FORMATS if source.startswith(begin)), "")


def explain_syntax_error(text: str, line: int, column: int) -> str | None:
    """Return what was most likely meant where reading stopped, translated; None where nothing is known of it.

    Args:
        text: The text of the file.
        line: The line, counting from one.
        column: In characters, counting from one.
    """
    if other := name_other_format(text[:8].encode("utf-8", "replace")):
        return other
    for begin, language in _OTHERS:
        if text[:100].lstrip().lower().startswith(begin):
            return _(language)
    lines = text.split("\n", line)
    here = lines[line - 1] if line <= len(lines) else ""
    before, after = here[: column - 1], here[column - 1 :]
    if here.startswith("```"):
        return _("this is a line of Markdown; delete it")
    if not after and (found := re.search(rf"\"[^\"]*([{_MARKS}])\s*$", before)):
        return _name_mark(found[1])
    return next((said for look in _LOOKS if (said := look(before, after)) is not None), None) if after else None


def explain_duplicate(text: str, line: int) -> str | None:
    """Return what stands twice and where it stands first, translated; None where nobody can tell.

    Args:
        text: The text of the file.
        line: The line in which it stands the second time, counting from one.
    """
    headings = list_headings(text)
    here = next((heading for heading in headings if heading.line == line), None)
    if here is None:
        keys = list(list_keys(text, line))
        first = next((number for number, key in keys[:-1] if keys and key == keys[-1][1]), None)
        return (
            _(
                "the key {key} appears twice, first in line {line}; combine both values in one of them, and delete the other"
            ).format(key=sanitize_line(keys[-1][1]), line=first)
            if first and keys[-1][0] == line
            else None
        )
    first_heading = next((heading for heading in headings if heading.name == here.name and heading.line < line), None)
    if first_heading is None:
        return None
    said = (
        _(
            "[{name}] appears twice, first in line {line}; put all keys under one heading, or write [[{name}]] for each if there "
            "are several"
        )
        if first_heading.is_item == here.is_item
        else _("[{name}] has other brackets in line {line}; write [[{name}]] in both places")
    )
    return said.format(name=sanitize_line(here.name), line=first_heading.line)


def _mark(before: str, after: str) -> str | None:
    if after[0] in _MARKS:
        return _name_mark(after[0])
    if wide := next((one for one in (after[0], *_QUOTED.sub("", before)) if one in _WIDE), ""):
        return _("TOML does not know “{mark}”; write “{straight}”").format(mark=wide, straight=_WIDE[wide])
    if after[0] in _UNSEEN or any(one in _UNSEEN for one in _QUOTED.sub("", before)):
        return _("there is a special space or an invisible character here; write a plain space")
    return None


def _name_mark(mark: str) -> str:
    return _("{mark} is a quotation mark from a word processor; write a straight one: {straight}").format(
        mark=mark, straight='"'
    )


def _explain_letter(before: str, after: str) -> str | None:
    """Explain a letter of another alphabet in a key that looks like a Latin one."""
    word = re.search(r"[^\s=\[\].\"']*$", before), re.match(r"[^\s=\[\].\"']*", after)
    key = "".join(part[0] for part in word if part)
    strange = None if _is_value(before) else find_lookalike(key)
    if strange is None:
        return None
    return _("the letter “{letter}” is {alphabet}, not Latin; write {word} with a Latin keyboard").format(
        letter=strange[0], alphabet=strange[1].title(), word=sanitize_line(replace_lookalikes(key))
    )


def _explain_day(before: str, after: str) -> str | None:
    dashed = _DASHED.match(after) if _is_value(before) else None
    if dashed:
        return _("write the date with hyphens, which are shorter than dashes: {day}").format(
            day="-".join((dashed[1], dashed[2].zfill(2), dashed[3].zfill(2)))
        )
    found = WRITTEN.match(after) if _is_value(before) else None
    if found is None:
        return None
    day = parse_matched_date(found)
    if day is None:
        if re.match(r"\d{4}-\d\d-\d\d(?!\d)", after):
            return _("this date does not exist; write dates as year-month-day")
        return _("this is not a date; write it as year-month-day, for example 2012-04-01")
    return _("write the date as year-month-day: {day}").format(day=day.isoformat())


def _explain_boolean(before: str, after: str) -> str | None:
    found = _TRUTH.match(after) if _is_value(before) else None
    if found is None or after[found.end() :].strip().partition("#")[0].strip(" ,]}"):
        return None
    meant = "false" if found[1] else "true"
    return _("write {value} in small letters and without quotation marks; only a text needs them").format(value=meant)


def _explain_number(before: str, after: str) -> str | None:
    found = _SPACED.match(after) if _is_value(before) else None
    if found:
        return _("write the number without spaces: {number}").format(number=re.sub(r"[^\d+-]", "", found[0]))
    number = re.search(r"=\s*(.*)$", before + after)
    digits = re.match(r"[+-]?\d+", number[1]) if number else None
    if digits and not digits[0].isascii():
        plain = "".join(str(int(one)) if one.isdigit() else one for one in digits[0])
        return _("write the number with the digits 0 to 9: {number}").format(number=plain)
    unit = _WITH_UNIT.fullmatch(number[1]) if number else None
    if number and unit and not re.search(r"\d{4}", number[1]):
        return _("write the number without a unit or a sign after it: {number}").format(number=unit[1])
    whole, fraction = re.search(r"(?<![\w.,])[+-]?\d+$", before), re.match(r",(\d+)(?!\w)", after)
    if whole and fraction and "[" not in before and "{" not in before:
        if len(fraction[1]) == 3:  # noqa: PLR2004  thousands, or a fraction of three digits
            return _("a number cannot have a comma; write {whole} or {number}").format(
                whole=whole[0] + fraction[1], number=f"{whole[0]}.{fraction[1]}"
            )
        return _("write the number with a point, not a comma: {number}").format(number=f"{whole[0]}.{fraction[1]}")
    return None


def _explain_end(before: str, after: str) -> str | None:
    within = before.rstrip()
    if within.endswith("'") and re.match(r"[^\W\d]", after) and before.count("'") == 2:  # noqa: PLR2004
        return _("this text ends at the last apostrophe before here; put it in double quotation marks")
    if within.endswith('"') and re.match(r'[^\W\d][^=]*"', after) and before.count('"') == 2:  # noqa: PLR2004
        return _(
            "this text ends at the last quotation mark before here; write {mark} for a quotation mark inside a text"
        ).format(mark='\\"')
    return None


def _explain_unknown(before: str, after: str) -> str | None:
    """Explain what stands where a value is not known yet, and brackets of another sort."""
    if re.search(r"=\s*[(（]", before + after[:1]):
        return _("put a list in square brackets: [ ]")
    if re.search(r"=\s*$", before) and _UNKNOWN.fullmatch(after):
        return _("a value is missing here; delete the line until you know the value")
    return None


def _explain_name(before: str, after: str) -> str | None:
    """Explain spaces in the name of a key or a table."""
    name = re.fullmatch(r"\s*(\[{0,2})([\w-]+(?: [\w-]+)+)(?:\]{1,2}|\s*=.*)\s*(?:#.*)?", before + after)
    if name and " " in (before[-1:], after[0]) and bool(name[1]) == (before + after).rstrip().endswith("]"):
        return _("the name of a key or a table cannot have spaces; write {name}").format(name=name[2].replace(" ", "_"))
    return None


def _explain_rest(before: str, after: str) -> str | None:
    if _SECOND.search(before + after[:1]) or (_FIRST.search(before) and re.match(r"[\w.-]+\s*=", after)):
        return _("each key needs its own line; put this one on the next line")
    if after.startswith(("//", "/*")) or before.lstrip().startswith("<!--"):
        return _("a comment begins with #")
    if re.fullmatch(r"[;,]\s*(?:#.*)?", after) and "=" in before:
        return _("“{mark}” does not belong at the end of a line; delete it").format(mark=after[0])
    to_colon = before if before.rstrip().endswith(":") else before + after[0]
    if re.search(r"(?:^|[{,])\s*[\w.\"'-]+\s*:\s*$", to_colon):
        return _("write an equals sign between a key and its value, not a colon")
    return None


def _is_value(before: str) -> bool:
    """Tell whether a value begins here: after an equals sign, or in a list."""
    return bool(re.search(r"[=\[,]\s*$", before))


_LOOKS: Final[tuple[Callable[[str, str], str | None], ...]] = (
    _mark,
    _explain_letter,
    _explain_day,
    _explain_boolean,
    _explain_unknown,
    _explain_number,
    _explain_name,
    _explain_end,
    _explain_rest,
)
