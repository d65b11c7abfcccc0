"""The outline of a new file: what the check asks for besides what stands there, as comments that one takes the # from.

Which keys those are is asked of the check itself, so that it is always what the rule sets in force and the plugins ask for.
"""

from __future__ import annotations

from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from ogpkit.model.annotations import DayBounds
from ogpkit.model.keypath import format_key_path
from ogpkit.plugins.places import Place
from ogpkit.schema.fields import Sort, fields_of
from ogpkit.text.i18n import _, join_list, translate
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.key_reference import make_example
from ogpkit.workspace.layout import format_literal, format_table
from ogpkit.workspace.toml import is_same, parse_toml
from ogpkit.workspace.toml_structure import list_headings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ogpkit.check.finding import Finding
    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.model.keypath import KeyPath
    from ogpkit.schema.fields import Field, Shape
    from ogpkit.workspace.content import Workspace

_ROUNDS: Final = 20
"""How often the check is asked what else is asked for, once something is there; ogpkit's own number."""

_WIDTH: Final = 100
"""Characters of a line of the outline; ogpkit's own number."""

_CHOICES: Final = 12
"""How many allowed values are told; ogpkit's own number. Longer lists are in the reference of the kind."""

_PLAIN: Final = frozenset({Sort.TEXT, Sort.TRANSLATED})


def add_outline(session: WorkspaceSession, path: str) -> None:
    """Add to a new file, as comments, every key that the check asks for and that is not in it.

    Args:
        session: The session that has made it.
        path: The file.
    """
    source = session.source(path)
    owed = _find_owed(session, path, source)
    outlined = _put_into(source, owed)
    if outlined != source and is_same(parse_toml(source), parse_toml(outlined)):
        session.rewrite(path, outlined, _("Create {path}").format(path=path))


class _Owed:
    """What a file owes: the keys that the check asks for, each with a value with which the check goes on.

    Attributes:
        content: What the file says, with those values.
        values: Those values alone, by key at the top of the file.
    """

    def __init__(self, entity: type, content: dict[str, Any], workspace: Workspace) -> None:
        self.content = content
        self.values: dict[str, Any] = {}
        self.fields = {field.key: field for field in fields_of(entity)}
        self._languages = workspace.settings.workspace.languages
        self._today = workspace.today
        self._day = min((day for day in content.values() if type(day) is date), default=workspace.today)

    def take(self, findings: Sequence[Finding]) -> bool:
        """Take in what findings ask for, and tell whether anything of it is new."""
        places: list[KeyPath] = []
        for one in findings:
            places += [one.at, *(more.at for more in one.also if more.path == one.path)]
            places += [one.add] if one.add else []
        taken = [self._take_place(at) for at in places if at and at[0] in self.fields]
        return any(taken)

    def _take_place(self, at: KeyPath) -> bool:
        key = str(at[0])
        shape, there = self.fields[key].shape, self.content.get(key)
        if key not in self.content:
            self.content[key] = self.values[key] = self._begin(shape, at[1:])
            return True
        if key in self.values:
            return self._fill(shape, there, at[1:])
        if shape.sort is not Sort.TRANSLATED or not isinstance(there, dict):
            return False
        missing = [one for one in self._languages if one not in there]
        if not missing:
            return False
        self.values[key] = dict.fromkeys(missing, make_example(shape))
        self.content[key] = {**there, **self.values[key]}
        return True

    def _fill(self, shape: Shape, value: Any, at: KeyPath) -> bool:
        """Fill in what a finding asks for within a value, and tell whether anything was missing there."""
        choices = [one.value for one in shape.item.choices] if shape.item else []
        if not at and isinstance(value, list) and len(value) < len(choices):  # one of them is not enough
            value[:] = choices
            return True
        if shape.table is None:
            inner = shape.item
            step = 0 if shape.sort is Sort.LIST else "example"
            within = inner is not None and inner.nested() is not None and (not at or at[0] == step)
            return within and self._fill(inner, value[step], at[1:]) if inner else False
        fields = {field.key: field for field in fields_of(shape.table)}
        if not at and not value:  # a table that may be left empty, but is asked for
            value.update({key: self._make_value(one.shape) for key, one in fields.items() if not one.shape.nested()})
            return bool(value)
        field = fields.get(str(at[0])) if at else None
        if field is None:
            return False
        if field.key in value:
            return self._fill(field.shape, value[field.key], at[1:])
        value[field.key] = self._begin(field.shape, at[1:])
        return True

    def _begin(self, shape: Shape, at: KeyPath) -> Any:
        value = self._make_value(shape)
        if at or shape.nested() is not None:
            self._fill(shape, value, at)
        return value

    def _make_value(self, shape: Shape) -> Any:
        if shape.table is not None:
            return {field.key: self._make_value(field.shape) for field in fields_of(shape.table) if field.required}
        if shape.item is not None:
            item = self._make_value(shape.item)
            return [item] if shape.sort is Sort.LIST else {"example": item}
        if shape.sort is Sort.DATE:
            bounds = shape.meaning(DayBounds)
            return min(self._today, self._day) if bounds is not None and bounds.has_happened else self._day
        text = make_example(shape)
        if shape.sort is Sort.TRANSLATED and len(self._languages) > 1:
            return dict.fromkeys(self._languages, text)
        return text


def _find_owed(session: WorkspaceSession, path: str, source: bytes) -> Mapping[Field, Any]:
    """Return what the check asks for, in the order of declaration; what is asked for once it is there as well."""
    claimed = session.workspace.kinds.match_path(path)
    if claimed is None:
        return {}
    owed = _Owed(claimed[0].entity, parse_toml(source), session.workspace)
    findings = session.findings_at(Place(path=path))
    for _round in range(_ROUNDS):
        if not owed.take(findings):
            break
        findings = session.try_out(path, "\n".join(format_table(owed.content)).encode())
    return {field: owed.values[key] for key, field in owed.fields.items() if key in owed.values}


def _put_into(source: bytes, owed: Mapping[Field, Any]) -> bytes:
    """Return a file with its outline: keys before its first table, to which they would belong else, and tables at its end."""
    text = source.decode()
    keys = {field: value for field, value in owed.items() if not _is_table(field.shape)}
    tables = {field: value for field, value in owed.items() if _is_table(field.shape)}
    headings = list_headings(text)
    if not headings:
        return (text + _write_block({**keys, **tables}, before=text)).encode()
    lines = text.splitlines(keepends=True)
    above, below = "".join(lines[: headings[0].line - 1]), "".join(lines[headings[0].line - 1 :])
    block = _write_block(keys, before=above.rstrip("\n"))
    if block:
        above = above.rstrip("\n") + "\n" * bool(above) + block + "\n"
    return (above + below + _write_block(tables, before=below)).encode()


def _is_table(shape: Shape) -> bool:
    return shape.nested() is not None


def _write_block(owed: Mapping[Field, Any], before: str) -> str:
    """Return the comments about some keys; a line that is no key keeps a # when one is taken away from every line."""
    if not owed:
        return ""
    lines = [f"# {_('These are also asked for. Remove the # from each key that you fill in.')}"]
    for field, value in owed.items():
        lines += ["", *_write_field(field, value, ())]
    return "\n" * bool(before) + "".join(f"{_comment_out(line)}\n" for line in lines)


def _comment_out(line: str) -> str:
    return f"#{line}" if line.startswith("#") else f"# {line}".rstrip()


def _write_field(field: Field, value: Any, above: tuple[str, ...]) -> Iterator[str]:
    at = (*above, field.key)
    yield from _write_help(field)
    if not _is_table(field.shape):
        yield from _write_assignment(field, value)
        return
    inner, name = field.shape.table, ".".join(at)
    if field.shape.sort is Sort.LIST:
        inner, value, heading = field.shape.nested(), value[0], f"[[{name}]]"
    elif field.shape.sort is Sort.MAPPING:
        inner, value, at = field.shape.nested(), value["example"], (*at, "example")
        heading = f"[{name}.example]"
    else:
        heading = f"[{name}]"
    yield heading
    fields = [one for one in fields_of(inner) if one.key in value] if inner else []
    for one in sorted(fields, key=lambda one: _is_table(one.shape)):
        yield from ([""] if _is_table(one.shape) else [])
        yield from _write_field(one, value[one.key], at)


def _write_help(field: Field) -> Iterator[str]:
    item = field.shape.item or field.shape
    said = [sanitize_line(translate(field.help, field.owner))]
    if 0 < len(item.choices) <= _CHOICES:
        said.append(_("Allowed: {allowed}.").format(allowed=join_list(one.value for one in item.choices)))
    for text in filter(None, said):
        yield from (f"# {line}" for line in wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False))


def _write_assignment(field: Field, value: Any) -> Iterator[str]:
    """Yield a key with nothing where that can be read, and else with an example."""
    if isinstance(value, dict) and field.shape.sort is Sort.TRANSLATED:
        yield from (f'{format_key_path((field.key, language))} = ""' for language in value)
        return
    empty: Any = "" if field.shape.sort in _PLAIN else [] if field.shape.sort is Sort.LIST else value
    yield f"{field.key} = {format_literal(empty)}"
