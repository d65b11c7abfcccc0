"""A country's Word file with names in braces, filled in within the child process of `ogpkit.exchange.sandbox`.

Nothing in the file can act: it reaches no more than the values that it is given, and loads nothing from elsewhere.
"""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from ogpkit.exchange.sandbox import ChildFailure
from ogpkit.text.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import NoReturn

    from docxtpl import DocxTemplate

    from ogpkit.exchange.sandbox import Call

UNKNOWN_NAMES: Final = "names"
"""What failed is that the file has names that nobody knows; the place has them as JSON: of what, the name, all that there are."""

WRONG_TAG: Final = "tag"
"""What failed is what stands between braces; the place has the paragraph."""

OUTSIDE: Final = "outside"
"""What failed is that the file would load something from elsewhere; the place has the address."""

NO_WORD_FILE: Final = "file"
"""What failed is that the file is no Word file."""

TOO_LONG: Final = N_("it takes too long; look for a loop that never ends")
TOO_MUCH: Final = N_("it uses too much memory; look for something that keeps growing")

_LONGEST_PLACE: Final = 200
_TAG: Final = re.compile(r"<[^>]+>")


class Entry:
    """Table of values as a template reads it; alone, it is what it is called."""

    __slots__ = ("_kind", "_values")

    def __init__(self, kind: str, values: Mapping[str, object]) -> None:
        """Take the values in.

        Args:
            kind: What the table is, in the words of the template.
            values: What it says, by name.
        """
        self._kind = kind
        self._values = values

    def describe(self) -> tuple[str, tuple[str, ...]]:
        """Return what the table is, and the names that it has."""
        return self._kind, tuple(self._values)

    def __getitem__(self, name: str) -> object:
        """Return a value by its name."""
        return self._values[name]

    def __str__(self) -> str:
        """Return what the table is called."""
        return next((str(self._values[key]) for key in ("title", "name", "id") if self._values.get(key)), "")

    def __bool__(self) -> bool:
        """Tell whether it says anything."""
        return any(self._values.values())


def fill(request: Mapping[str, Any], content: bytes, _call: Callable[[int], Call]) -> bytes:
    """Return a Word file with its values.

    Args:
        request: The values, and what Word shows of the file beside its content.
        content: The file with names in braces.

    Raises:
        ChildFailure: The file does not work.
    """
    from docxtpl import DocxTemplate  # noqa: PLC0415  not everybody has it
    from jinja2 import TemplateError  # noqa: PLC0415  each job imports only what it needs

    found: list[tuple[str, str, tuple[str, ...]]] = []
    template = DocxTemplate(BytesIO(content))
    try:
        _refuse_outside(template)
    except ChildFailure:
        raise
    except Exception as error:  # whatever a broken file can make happen
        raise ChildFailure(NO_WORD_FILE) from error
    values = {name: _wrap(name, value) for name, value in request["values"].items()}
    try:
        template.render(values, _make_environment(found, tuple(values)))
    except (MemoryError, TimeoutError) as error:
        late = isinstance(error, TimeoutError)
        raise ChildFailure(TOO_LONG if late else TOO_MUCH) from error
    except (TemplateError, ValueError, TypeError, ArithmeticError, LookupError, RecursionError) as error:
        _blame(error)
    if found:
        raise ChildFailure(UNKNOWN_NAMES, json.dumps(list(dict.fromkeys(found))))
    for name, said in request["properties"].items():
        setattr(template.docx.core_properties, name, said)
    out = BytesIO()
    template.save(out)
    return out.getvalue()


def _make_environment(found: list[tuple[str, str, tuple[str, ...]]], known: tuple[str, ...]) -> Any:
    """Return what reads the fields of a template; names that are not known are noted, and say nothing."""
    from jinja2 import ChainableUndefined  # noqa: PLC0415  as above
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    class Unknown(ChainableUndefined):
        def _note(self) -> None:
            of = self._undefined_obj
            within, names = of.describe() if isinstance(of, Entry) else ("", known)
            found.append((within, str(self._undefined_name), names))

        def __str__(self) -> str:
            self._note()
            return ""

        def __iter__(self) -> Any:
            self._note()
            return iter(())

        def __bool__(self) -> bool:
            self._note()
            return False

    return ImmutableSandboxedEnvironment(autoescape=True, undefined=Unknown, finalize=_write_value)


def _write_value(value: object) -> object:
    return ", ".join(str(one) for one in value) if isinstance(value, list) else value


def _wrap(kind: str, value: object) -> object:
    if isinstance(value, dict):
        return Entry(kind, {name: _wrap(name, one) for name, one in value.items()})
    return [_wrap(kind, one) for one in value] if isinstance(value, list) else value


def _blame(error: Exception) -> NoReturn:
    """Say which paragraph of a template does not work, and why."""
    lines = [_TAG.sub("", line).strip() for line in getattr(error, "docx_context", ())]
    tagged = [line for line in lines if "{" in line]
    # docxtpl gives some lines before and after; the one that is meant is the middle one
    near = lines[3] if len(lines) > 3 and "{" in lines[3] else next(iter(tagged), "")  # noqa: PLR2004
    raise ChildFailure(WRONG_TAG, json.dumps([near[:_LONGEST_PLACE], str(error)])) from error


def _refuse_outside(template: DocxTemplate) -> None:
    """Refuse a file of which Word would load something from elsewhere when somebody opens it."""
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415  as above

    package = template.get_docx().part.package
    for part in (package, *package.iter_parts()):
        for one in part.rels.values():
            if one.is_external and one.reltype != RELATIONSHIP_TYPE.HYPERLINK:
                raise ChildFailure(OUTSIDE, str(one.target_ref)[:_LONGEST_PLACE])
