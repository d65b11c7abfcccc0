"""`ogpkit schema`: the JSON Schemas of every kind of document, for editors and for other checks."""

from __future__ import annotations

import json
import os
import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import tomli_w

from ogpkit.cli.messages import print_data, print_faults
from ogpkit.cli.options import load_plugins, nearest_workspace_root, workspace_option, workspace_root
from ogpkit.cli.output import overwrite_option, write_output
from ogpkit.errors import OgpkitError
from ogpkit.schema.json_schema import json_schema
from ogpkit.schema.json_schema import json_value as in_json_values
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import for_json, sanitize_line
from ogpkit.workspace.git import is_ignored
from ogpkit.workspace.own_folder import OWN
from ogpkit.workspace.toml import parse_toml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ogpkit.schema.kinds import Kind, Kinds


@click.command("schema")
@click.argument("kind", required=False)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write a file for each kind into DIR.",
)
@click.option(
    "--draft",
    type=click.Choice(["2020-12", "draft-07"]),
    default="2020-12",
    show_default=True,
    help="The edition of JSON Schema. Some editors know only the older one.",
)
@click.option(
    "--taplo",
    is_flag=True,
    help="With --out: also write .taplo.toml into the workspace, so that taplo and editors find the schema of each file.",
)
@overwrite_option
@workspace_option
def command(
    kind: str | None,
    out: Path | None,
    draft: str,
    taplo: bool,  # noqa: FBT001  click's way
    overwrite: bool,  # noqa: FBT001
    workspace: Path | None,
) -> None:
    """Print the JSON Schema of KIND. Without KIND, print the schema of every installed kind by its name."""
    if taplo and out is None:
        raise click.UsageError(_("Use --taplo together with --out."))
    root = workspace_root(workspace) if workspace or taplo else nearest_workspace_root()
    if taplo and root is not None and out is not None:
        _refuse_ignored(root, out)
    plugins = load_plugins(root)
    draft = "draft-07" if taplo else draft  # taplo knows no later one
    schemas = {name: _make_schema(plugins.kinds, name, draft) for name in _select_kinds(plugins.kinds, kind)}
    print_faults(plugins)
    if out is not None:
        files = {out / f"{name}.schema.json": (_dump_json(schema) + "\n").encode() for name, schema in schemas.items()}
        if taplo and root is not None:
            files[root / ".taplo.toml"] = _map_files(root, out, [one for one in plugins.kinds if one.name in schemas])
        write_output(files, overwrite=overwrite, is_named=False)
    elif kind is None:
        print_data(_dump_json(schemas))
    else:
        print_data(_dump_json(schemas[kind]))


def _refuse_ignored(root: Path, out: Path) -> None:
    """Refuse a folder that git leaves out: whoever clones the repository would have a mapping to files that are not there."""
    folder = out.absolute()
    parts = Path(os.path.relpath(folder, root.absolute())).parts
    try:
        is_left_out = OWN in parts or is_ignored(root, folder / "country.schema.json")
    except OgpkitError:  # no git, or no repository
        is_left_out = False
    if is_left_out:
        raise click.UsageError(
            _(
                "git ignores {folder}, so other people would not get the schemas. Choose another folder: --out schemas"
            ).format(folder=sanitize_line(str(out)))
        )


def _select_kinds(kinds: Kinds, kind: str | None) -> list[str]:
    names = [installed.name for installed in kinds]
    if kind is None:
        return names
    if kind not in names:
        near = get_close_matches(kind, names, 1)
        known = _("Choose one of: {names}.").format(names=", ".join(names))
        advice = _("Did you mean “{near}”?").format(near=near[0]) if near else known
        raise click.UsageError(_("There is no kind “{kind}”.").format(kind=sanitize_line(kind)) + " " + advice)
    return [kind]


def _make_schema(kinds: Kinds, name: str, draft: str) -> dict[str, object]:
    kind = kinds.by_name(name)
    if kind is None:
        raise KeyError(name)
    extensions = {extension.path: extension.entity for extension in kinds.extensions(name)}
    schema = json_schema(kind.entity, title=kind.title, extensions=extensions, draft=draft)
    if kind.pattern.constraints:
        schema["$comment"] = _describe_names(kind)
    return schema | ({"examples": [in_json_values(parse_toml(kind.example.encode()))]} if kind.example else {})


def _describe_names(kind: Kind[Any]) -> str:
    """Return where the files lie and how they are named, for whoever writes one with nothing but the schema."""
    forms = kind.pattern.constraints.items()
    named = "; ".join(f"{name} matches {form.text}, for example {form.example}" for name, form in forms)
    return f"{kind.pattern.text}: {named}"


def _map_files(root: Path, folder: Path, kinds: Sequence[Kind[Any]]) -> bytes:
    """Return which files of a workspace have which schema, in the words of taplo and Even Better TOML."""
    where = Path(os.path.relpath(folder.resolve(), root.resolve())).as_posix()
    rules = [
        {
            "include": [re.sub(r"\{\w+\}", "*", kind.pattern.text)],
            "schema": {"path": f"{where}/{kind.name}.schema.json", "enabled": True},
        }
        for kind in kinds
    ]
    return ("# Made by `ogpkit schema --taplo`.\n" + tomli_w.dumps({"rule": rules})).encode("utf-8")


def _dump_json(value: object) -> str:
    return for_json(json.dumps(value, ensure_ascii=False, indent=2))
