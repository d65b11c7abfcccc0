"""What runs in the child process of `ogpkit.exchange.sandbox`: templates of Jinja and of Typst."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb
from typing import Any, Final

from ogpkit.exchange.pdf_arabic import turn_ligatures
from ogpkit.exchange.sandbox import Call, ChildFailure, unpack
from ogpkit.exchange.word_filling import TOO_LONG, TOO_MUCH, fill
from ogpkit.text.i18n import N_

Job = Callable[[Mapping[str, Any], bytes, Callable[[int], Call]], bytes]

_PLACE: Final = re.compile(r"┌─ (?P<file>[^\n]*?):(?P<line>\d+):(?P<column>\d+)")
"""Where Typst says that something is wrong."""

_UNSET: Final = re.compile(r'error: the text `"(?P<letter>.)[^`]*` could not be displayed')
"""Where Typst says that no font has a letter."""

UNSET_LETTERS: Final = "letters"
"""In place of a file: what failed is that no font has the letters that the reason names."""

_PACKAGE: Final = re.compile(r"package (?:not found|\()|download package|load package")

PACKAGES: Final = "packages"
"""Where in its folder a template finds packages, as `preview/NAME/VERSION`; none come from the network or the machine."""

_PROXIES: Final = ("all_proxy", "http_proxy", "https_proxy")
_NOWHERE: Final = "http://127.0.0.1:1"
"""A proxy that nobody listens at: what asks for the network fails at once, and no request leaves the machine."""


def render(request: Mapping[str, Any], _content: bytes, call: Callable[[int], Call]) -> bytes:
    """Return a Jinja template with its values.

    Args:
        request: The folders of the templates, the name of one, its values.
        call: Gives what calls something of the parent's.

    Raises:
        ChildFailure: The template does not work.
    """
    from ogpkit.exchange.templates import sandboxed_environment  # noqa: PLC0415  each job imports only what it needs

    folders = tuple(map(Path, request["folders"]))
    values: Any = unpack(request["values"], call)
    from jinja2 import TemplateNotFound  # noqa: PLC0415  as above

    try:
        made = sandboxed_environment(folders).get_template(request["name"]).render(values)
        return made.encode("utf-8", "surrogatepass")
    except Exception as error:  # whatever a template can make happen is the template's fault
        reason = str(error) or type(error).__name__
        if isinstance(error, RecursionError):
            reason = N_("it is nested too deeply, or includes itself")
        elif isinstance(error, MemoryError):
            reason = TOO_MUCH
        elif isinstance(error, TimeoutError):
            reason = TOO_LONG
        elif isinstance(error, TemplateNotFound):
            reason = N_("it uses a template that is not in the folder")
        raise ChildFailure(reason, _find_place(error, folders)) from error


def _find_place(error: BaseException, folders: tuple[Path, ...]) -> str:
    """Return the file of a template and the line in it, which Jinja puts into tracebacks."""
    if isinstance(line := getattr(error, "lineno", None), int) and (name := getattr(error, "name", None)):
        return f"{name}:{line}"
    for frame in reversed(extract_tb(error.__traceback__)):
        for folder in folders:
            if frame.lineno and Path(frame.filename).is_relative_to(folder):
                return f"{Path(frame.filename).relative_to(folder).as_posix()}:{frame.lineno}"
    return ""


def run_typst(request: Mapping[str, Any], content: bytes, _call: Callable[[int], Call]) -> bytes:
    """Return a Typst template with its data, as PDF: it reads nothing outside its folder, and nothing from the network.

    Args:
        request: The template, the fonts, and whether there is Arabic in the data.
        content: The data, as JSON.

    Raises:
        ChildFailure: The template does not work.
    """
    import typst  # noqa: PLC0415  not everybody has it

    def compile_with(standard: Any) -> bytes:
        made = bytes(_compile(request, content, pdf_standards=standard))
        return turn_ligatures(made) if request["arabic"] else made

    with _blame_template(request):
        try:
            return compile_with("ua-1")
        except typst.TypstError as error:
            if "PDF/UA" not in str(error):
                raise
            if unset := "".join(filter(_is_of_words, _UNSET.findall(error.diagnostic))):
                raise ChildFailure("".join(dict.fromkeys(unset)), UNSET_LETTERS) from error
            return compile_with(None)  # better a document that does not claim to be accessible than none


def draw_pages(request: Mapping[str, Any], content: bytes, _call: Callable[[int], Call]) -> bytes:
    """Return the pages of a Typst template as PNG, in a list of JSON; it reads and asks for as little as for PDF.

    Args:
        request: The template and the fonts.
        content: The data, as JSON.

    Raises:
        ChildFailure: The template does not work.
    """
    with _blame_template(request):
        made = _compile(request, content, format="png", ppi=72)
    pages = made if isinstance(made, list) else [made]
    return json.dumps([b64encode(bytes(page)).decode("ascii") for page in pages]).encode()


def _compile(request: Mapping[str, Any], content: bytes, **output: Any) -> Any:
    """Return what the typesetter makes of a template, kept from the network: a file, or a list of several pages."""
    import typst  # noqa: PLC0415  as above

    os.environ.update({name: _NOWHERE for one in _PROXIES for name in (one, one.upper())})
    os.environ.pop("NO_PROXY", None)
    os.environ.pop("no_proxy", None)
    template = Path(request["template"])
    packages = str(template.parent / PACKAGES)
    return typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=request["fonts"],
        ignore_system_fonts=request["alone"],
        sys_inputs={"document": content.decode("utf-8")},
        package_path=packages,
        package_cache_path=packages,
        **output,
    )


@contextmanager
def _blame_template(request: Mapping[str, Any]) -> Iterator[None]:
    """Say of a failure of the typesetter what is wrong with the template, and where."""
    import typst  # noqa: PLC0415  as above

    try:
        yield
    except typst.TypstError as error:
        found = _PLACE.search(error.diagnostic)
        place = f"{Path(found['file']).name}:{found['line']}:{found['column']}" if found else ""
        raise ChildFailure(_clean_reason(error.message, Path(request["template"]).parent), place) from error
    except (RuntimeError, ValueError) as error:
        raise ChildFailure(str(error)) from error


def _is_of_words(letter: str) -> bool:
    """Tell whether a text loses words without a letter, and not only a sign or a picture."""
    return unicodedata.category(letter)[0] in "LN"


def _clean_reason(said: str, folder: Path) -> str:
    """Return what Typst says, without this machine's paths and without the address that it would have asked."""
    if _PACKAGE.search(said):
        return N_("it needs a package, and ogpkit does not download packages; put the package into templates/packages/")
    if "depth exceeded" in said:
        return N_("it is nested too deeply, or includes itself")
    return said.replace(f"{folder}{os.sep}", "").replace(str(folder), "")


JOBS: Final[Mapping[str, Job]] = {"render": render, "typeset": run_typst, "draw": draw_pages, "fill": fill}
"""What a child can be asked to do, by name."""
