"""`ogpkit explain`: why a rule is there, with a wrong and a right example; and the keys of a kind of file."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

from ogpkit.check.render.explanation import describe_shape, explain_rule, find_explained
from ogpkit.cli.messages import print_data
from ogpkit.cli.options import load_plugins, nearest_workspace_root
from ogpkit.errors import OgpkitError
from ogpkit.schema.suggest import nearest_word
from ogpkit.text.i18n import _, translate
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.key_reference import list_keys, list_keys_of_extension, shorten_example

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ogpkit.plugins.manager import Plugins
    from ogpkit.schema.kinds import Kind


class UnknownCode(OgpkitError):
    """Raised when no rule has a code."""


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain a rule, with a wrong and a right example, or a kind of file, key by key.

    CODE is the code of a rule, the name of a kind, such as commitment, or one of its keys, such as commitment.milestones.
    Without CODE, list all codes and kinds.
    """
    plugins = load_plugins(nearest_workspace_root())
    rules = find_explained(plugins)
    if code is None:
        for owned in rules.values():
            known, title = owned.value, translate(owned.value.title, owned.plugin)
            print_data(f"{known.code}  {_(known.severity.label):<8}  {sanitize_line(title)}")
        for kind in plugins.kinds:
            print_data(f"{kind.name}  {translate(kind.title, kind.entity)}")
        return
    name, _dot, key = code.strip().partition(".")
    asked = plugins.kinds.by_name(name.lower())
    if asked is not None:
        print_data("\n".join(_list_kind_lines(asked, key, plugins)))
        return
    found = rules.get(code.strip().upper())
    if found is None:
        raise UnknownCode(_describe_unknown(code, [*rules, *(kind.name for kind in plugins.kinds)]))
    print_data("\n".join(explain_rule(found)))


def _describe_unknown(code: str, known: Sequence[str]) -> str:
    spelt = {name.casefold(): name for name in known}
    near = [spelt[name] for name in get_close_matches(code.strip().casefold(), spelt, n=3, cutoff=0.5)]
    said = _("There is no rule or kind of file with the name “{code}”.").format(code=sanitize_line(code))
    return f"{said} " + (
        _("Did you mean {near}?").format(near=", ".join(near))
        if near
        else _("To list all codes, run “ogpkit explain”.")
    )


def _list_kind_lines(kind: Kind[Any], key: str, plugins: Plugins) -> Iterator[str]:
    """Yield what a person is told of a kind of file, or of one key in it.

    Raises:
        UnknownCode: Files of the kind have no such key.
    """
    entries = [*list_keys(kind)]
    for extension in plugins.kinds.extensions(kind.name):
        entries.extend(list_keys_of_extension(extension))
    wanted = [entry for entry in entries if _is_within(entry.path, key)]
    if not wanted:
        near = nearest_word(key, {".".join(entry.names) for entry in entries})
        said = _("Files of the kind “{kind}” have no key “{key}”.").format(kind=kind.name, key=sanitize_line(key))
        raise UnknownCode(f"{said} " + _("Did you mean {near}?").format(near=near) if near else said)
    yield f"{kind.name}: {translate(kind.title, kind.entity)}"
    yield kind.pattern.text
    for entry in wanted:
        yield ""
        needed = _("required") if entry.field.required else ""
        yield f"{entry.path}  {needed}".rstrip()
        yield f"    {translate(entry.field.help, entry.field.owner)}"
        yield f"    {describe_shape(entry.field.shape)}"
        yield from (f"    {line}" for line in shorten_example(entry.example).splitlines())
    if kind.example and not key:
        yield from ("", _("Right:"))
        yield from (f"    {line}".rstrip() for line in kind.example.splitlines())


def _is_within(path: str, key: str) -> bool:
    plain = path.replace("[]", "").replace(".NAME", "")
    return not key or plain == key or plain.startswith(f"{key}.")
