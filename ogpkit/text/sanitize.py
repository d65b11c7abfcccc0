"""Texts from files, imports and plugins on their way to a terminal.

A text from outside may hold escape sequences, other control characters or marks that reverse the direction of what
follows it. None of them may act; all of them are shown as what they are.
"""

from __future__ import annotations

import json
import re
from textwrap import wrap
from typing import Final

_CONTROLS: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and newline, DEL and C1
    r"\u202a-\u202e\u2066-\u2069"  # overrides, embeddings and isolates of writing direction
    r"\u2028\u2029\ufff9-\ufffb\U000e0000-\U000e007f]"  # separators, annotations and invisible tags
    r"|[\ud800-\udfff]",  # halves of surrogate pairs, which no terminal takes
)

_NO_XML: Final = re.compile("[\ufffe\uffff]")
"""What XML cannot hold and a terminal does not mind."""

_LINE_ENDS: Final = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")

_NO_TEXT: Final = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What nobody writes in a text: control characters, line ends that no file has, halves of surrogate pairs."""


def is_text(text: str, *, on_one_line: bool = False) -> bool:
    """Tell whether a text holds letters alone: no control characters beside tabs and line ends, no halves of letters.

    Args:
        text: Any text.
        on_one_line: Whether it may hold no line end either.
    """
    if text.isprintable():
        return True
    return _NO_TEXT.search(text) is None and not (on_one_line and "\n" in text)


def clean_text(text: str) -> str:
    """Leave out what `is_text` refuses; every sort of line end becomes one that files have.

    Args:
        text: A text from elsewhere, such as a mail or a sheet.
    """
    return text if text.isprintable() else _NO_TEXT.sub("", _LINE_ENDS.sub("\n", text))


def sanitize(text: str) -> str:
    """Make a text harmless for a terminal: what would act is written as its code point, for example `<U+001B>`.

    Args:
        text: Any text; letters of every script, tabs and newlines stay as they are.
    """
    return _CONTROLS.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def for_xml(text: str) -> str:
    """Make a text harmless and fit for XML, which is what Word files and feeds are made of.

    Args:
        text: Any text; tabs and newlines stay as they are.
    """
    return _NO_XML.sub(lambda found: f"<U+{ord(found[0]):04X}>", sanitize(text))


def sanitize_line(text: str) -> str:
    """Make a text harmless and fit for one line: runs of white space become one space each.

    Args:
        text: Any text.
    """
    return sanitize(" ".join(text.split()))


def sanitize_path(path: str) -> str:
    """Make a path harmless and exact: spaces stay as they are, and what is no visible letter is written as its code point.

    Args:
        path: A path, which may hold anything but the null character.
    """
    return "".join(letter if letter.isprintable() else f"<U+{ord(letter):04X}>" for letter in path)


def for_json(text: str) -> str:
    """Make JSON harmless for a terminal without changing what it says: what would act is written as an escape.

    Args:
        text: JSON, as a writer gives it.
    """
    return _CONTROLS.sub(lambda found: json.dumps(found[0])[1:-1], text)


_TICKS: Final = re.compile("`+")
_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_AT_START: Final = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")


def escape_markdown(text: str) -> str:
    """Make a text harmless and fit for Markdown: on one line, without control characters, and nothing in it is markup.

    Args:
        text: Any text.
    """
    return _escape_line(sanitize_line(text))


def _escape_line(text: str) -> str:
    line = _MARKUP.sub(r"\\\1", text)
    # "1." at the start of a line would begin a list: the backslash stands before the dot, not before the digits
    return _AT_START.sub(
        lambda found: f"{found[1]}\\{found[2]}" if not found[2].isdigit() else f"{found[1]}{found[2]}\\", line
    )


_ACTS: Final = re.compile(
    "(?<=[@#!$%&~^])(?=[\\w.\"'])"  # a person, an issue, a merge request, a snippet, a milestone, an epic, a label, an alert
    r"|(?<=[a-z]-)(?=\d)"  # an issue, as GH-12 or as other trackers call theirs
    r"|(?<=:)(?=//|[a-z+-][\w+-]*:)"  # an address, and a picture by its name
    r"|(?<=\bwww)(?=\.)|(?<=\bmailto:)|(?<=\bxmpp:)"
    r"|(?<=[\[{])(?=[-+]|\w+:)"  # what looks like a change, and a thing by its kind
    r"|\b(?=[0-9]*[a-f])[0-9a-f]{7,}\b",  # a commit
    re.IGNORECASE,
)
"""Where GitHub and GitLab would make more of a comment's text than text, whether its letters are escaped or not."""

_SHORT: Final = 6
"""Letters that are too few for the name of a commit."""

_GAP: Final = "<span></span>"
"""Parts a name from its mark for those that look for both together; whoever reads or copies the text has it whole."""


def escape_comment(text: str) -> str:
    """Make a text fit for a comment on GitHub or GitLab: as Markdown nothing but text, and it calls, links and does nothing.

    `@name` would write to a person, `#12` would leave a mark on an issue, and a line that begins with `/close` would act.

    Args:
        text: Any text.
    """
    parted = _ACTS.sub(lambda found: "\0".join(wrap(found[0], _SHORT)) or "\0", sanitize_line(text))
    line = _escape_line(parted).replace("\0", _GAP)
    return f"\\{line}" if line.startswith("/") else line


def fence_markdown(code: str, language: str) -> str:
    """Make lines harmless and a block of code in Markdown, which nothing in them can end.

    Args:
        code: Any lines.
        language: What they are written in.
    """
    longest = max((len(run) for run in _TICKS.findall(code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{sanitize(code)}\n{fence}"
