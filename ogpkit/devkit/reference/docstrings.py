"""Docstrings as reStructuredText: their sections become fields, and what they mention is linked under its public name."""

from __future__ import annotations

import ast
import re
from inspect import cleandoc
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from ogpkit.devkit.reference.spelling import find_public_error, find_public_mention, strip_module

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECTION: Final = re.compile(r"^(Args|Returns|Yields|Raises|Attributes|Example|Examples):[ ]*\n", re.MULTILINE)
_ENTRY: Final = re.compile(r"(\*{0,2}[\w.]+)(?: \([^)]*\))?:\s*(.*)", re.DOTALL)
_CODE: Final = re.compile(r"(`+)(.+?)\1", re.DOTALL)
_MARKUP: Final = re.compile(r"([\\*|`]|(?<=\w)_(?!\w))")
_INDENT: Final = 4


def render_docstring(docstring: str | None, module: str, *, is_titled: bool = True) -> list[str]:
    """Return the lines that describe something: what it is, then what it takes, gives and raises.

    Args:
        docstring: Its docstring; what stands under `Attributes:` is left out, because each attribute has a place of its own.
        module: The module in which the docstring stands.
        is_titled: Whether its first paragraph is wanted; that of a constructor says no more than that there is one.
    """
    first, *rest = _SECTION.split(cleandoc(docstring or ""))
    lines = list(_render_prose(first if is_titled else first.partition("\n\n")[2], module))
    for name, body in zip(rest[::2], rest[1::2], strict=True):
        section, after = _cut_section(body)
        lines.extend(_render_section(name, section, module))
        lines.extend(_render_prose(after, module))
    return lines


def _cut_section(body: str) -> tuple[str, str]:
    """Return the indented lines of a section, and what follows them."""
    lines = body.splitlines()
    inside = list(takewhile(lambda line: not line.strip() or line.startswith(" "), lines))
    return cleandoc("\n" + "\n".join(inside)), "\n".join(lines[len(inside) :])


def _render_section(name: str, body: str, module: str) -> Iterator[str]:
    if name in ("Args", "Raises"):
        for entry in re.split(r"\n(?=\S)", body):
            if found := _ENTRY.match(entry):
                yield f":{_render_field(name, found[1], module)}: {render_inline(found[2], module)}"
        yield ""
    elif name in ("Returns", "Yields"):
        yield from (f":{name.lower()}: {render_inline(body, module)}", "")
    elif name != "Attributes":
        yield from ("**Example**", "", *_render_prose(body, module))


def _render_field(section: str, name: str, module: str) -> str:
    if section == "Args":
        return "param " + name.replace("*", r"\*")
    error = find_public_error(name, module)
    return f"raises ~{error}" if "." in error else f"raises {error}"


def _render_prose(words: str, module: str) -> Iterator[str]:
    for block in _split_blocks(words):
        lines = block.splitlines()
        if lines[0].lstrip().startswith(">>>"):
            yield from (*cleandoc("\n" + block).splitlines(), "")
        elif _is_code(block):
            yield from (f".. code-block:: {_guess_language(block)}", "", *lines, "")
        else:
            for part in re.split(r"\n(?=- )", block):
                yield from (render_inline(part, module), "")


def _split_blocks(words: str) -> list[str]:
    """Return the paragraphs of a text; code with empty lines in it is one."""
    found: list[str] = []
    for block in re.split(r"\n(?:[ \t]*\n)+", words.strip("\n")):
        if found and _is_code(found[-1]) and _is_code(block):
            found[-1] += f"\n\n{block}"
        elif block.strip():
            found.append(block)
    return found


def _is_code(block: str) -> bool:
    return all(line.startswith(" " * _INDENT) for line in block.splitlines() if line.strip())


def _guess_language(code: str) -> str:
    try:
        ast.parse(cleandoc(f"\n{code}"))
    except SyntaxError:
        return "text"
    return "python"


def render_inline(words: str, module: str) -> str:
    """Return a text on one line, in which code stays code and names of the API are links.

    Args:
        words: A text of a docstring.
        module: The module in which it stands.
    """
    line = " ".join(words.split())
    parts: list[str] = []
    end = 0
    for code in _CODE.finditer(line):
        parts += [_MARKUP.sub(r"\\\1", line[end : code.start()]), _render_code(code[2].strip(), module)]
        end = code.end()
    parts.append(_MARKUP.sub(r"\\\1", line[end:]))
    return _join_parts(parts)


def _render_code(words: str, module: str) -> str:
    public = find_public_mention(words, module)
    return f":py:obj:`{strip_module(public)} <{public}>`" if public else f"``{words}``"


def _join_parts(parts: list[str]) -> str:
    """Join texts and code; code that touches a letter needs a mark that nobody sees between the two."""
    line = ""
    for part in parts:
        touches = line and part and line[-1] != " " and (line[-1].isalnum() or part[0].isalnum())
        line += f"\\ {part}" if touches else part
    return line
