"""The words of a mail without the mail that it answers and without a signature, in whatever language.

By the shape of what mail programs write, not by its words: a line with an address, a day and a colon; a block of headers; quoted
lines; the classes of HTML. The libraries for this know the words of a dozen languages and neither Arabic nor Georgian, Russian or
Portuguese. They take quadratic time for a long mail, and some cut a text below “Thanks,” or a line with a hyphen. What is cut
is given back, so that it can be said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIGNATURE: Final = re.compile(r"-- ?")
_RULE: Final = re.compile(r"\s*(?:[-_=*]{3,}[^-_=*]{0,60}[-_=*]{3,}|[-_=*]{5,})\s*")
"""A line between two mails, such as “-----Original Message-----”."""

_HEADER: Final = re.compile(r"[>*\s]{0,8}[^\W\d_][^:：<>@]{0,30}[:：]\*?\s?\S.*")
"""A header of a mail as mail programs repeat it, such as “From: Ana”, in any language."""

_ADDRESS: Final = re.compile(r"[^\s<>@]@[^\s<>@]")
_MOMENT: Final = re.compile(r"\d{4}|\d{1,2}[:.h]\d{2}")
_MARKS: Final = "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069 *_"
"""What may stand behind a colon where languages are mixed, and how programs write bold letters."""

_LONGEST_INTRODUCTION: Final = 300
"""Letters of the lines above a quoted mail, such as “On 1 April Ana wrote:”."""

_FEWEST_HEADERS: Final = 3


def split_reply(text: str) -> tuple[str, str]:
    """Return a mail's own words, and what stands below them: the mail that it answers, a signature.

    A mail that says nothing of its own, such as one that is passed on, is given as it is. Quoted lines between own words stay.

    Args:
        text: The text of the mail.
    """
    lines = text.split("\n")
    below = (_find_signature(lines), _find_repeated_headers(lines), _find_introduction(lines))
    end = _leave_quoted(lines, min(below))
    own = "\n".join(lines[:end]).strip()
    if not own:
        return text.strip(), ""
    return own, "\n".join(lines[end:]).strip()


def _find_signature(lines: Sequence[str]) -> int:
    return next((number for number, line in enumerate(lines) if _SIGNATURE.fullmatch(line)), len(lines))


def _find_repeated_headers(lines: Sequence[str]) -> int:
    """Return where the headers of another mail begin, with the line above them; the end where there are none."""
    number = 0
    while number < len(lines):
        block = 0
        while number + block < len(lines) and _HEADER.fullmatch(lines[number + block]):
            block += 1
        if block >= _FEWEST_HEADERS and _is_of_mail(lines, number, block):
            while number and (not lines[number - 1].strip() or _RULE.fullmatch(lines[number - 1])):
                number -= 1
            return number
        number += max(block, 1)
    return len(lines)


def _is_of_mail(lines: Sequence[str], start: int, block: int) -> bool:
    """Tell whether some lines are the headers of a mail, and not answers to questions such as a name and an address."""
    above = next((line for line in reversed(lines[max(start - 3, 0) : start]) if line.strip()), "")
    headers = lines[start : start + block]
    is_sent = any(_MOMENT.search(line) for line in headers)
    return is_sent and (bool(_ADDRESS.search(headers[0])) or bool(_RULE.fullmatch(above)))


def _find_introduction(lines: Sequence[str]) -> int:
    """Return where a line says who wrote what follows and when; it may go on in the next one."""
    for number, line in enumerate(lines):
        for said in (line, f"{line} {lines[number + 1]}" if number + 1 < len(lines) else line):
            is_of_it = _ADDRESS.search(line) or _MOMENT.search(line)
            if is_of_it and _introduces(said) and _ADDRESS.search(said) and _MOMENT.search(said):
                return number
    return len(lines)


def _introduces(line: str) -> bool:
    return len(line) <= _LONGEST_INTRODUCTION and line.rstrip(_MARKS + "\r").endswith((":", "："))


def _leave_quoted(lines: Sequence[str], end: int) -> int:
    """Return where own words end above quoted lines, and above the line that introduces them."""
    while end and not lines[end - 1].strip():
        end -= 1
    kept = end
    while kept and (lines[kept - 1].lstrip().startswith(">") or not lines[kept - 1].strip()):
        kept -= 1
    if kept == end:
        return end
    if kept and _introduces(lines[kept - 1]):
        kept -= 1
        above = lines[kept - 1] if kept else ""
        if above.strip() and not _MOMENT.search(lines[kept]) and _MOMENT.search(above):  # it went on in the next line
            kept -= 1
    return kept
