"""`ogpkit schema`: the JSON Schemas of every kind of document, for editors and for other checks."""

from __future__ import annotations

import json
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ogpkit.cli.group import tell_faults
from ogpkit.cli.options import nearest_root, plugins_of, root_of, workspace_option
from ogpkit.cli.saying import give, tell
from ogpkit.errors import OgpkitError
from ogpkit.language import _
from ogpkit.schema import schema_of
from ogpkit.untrusted import in_json, on_one_line

if TYPE_CHECKING:
    from ogpkit.kinds import Kinds


class CannotExport(OgpkitError):
    """A file that cannot be written."""


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
    help="The edition of JSON Schema; some editors know only the older one.",
)
@workspace_option
def command(kind: str | None, out: Path | None, draft: str, workspace: Path | None) -> None:
    """Give the JSON Schema of KIND, or of every installed kind by its name."""
    plugins = plugins_of(root_of(workspace) if workspace else nearest_root())
    schemas = {name: _schema(plugins.kinds, name, draft) for name in _chosen(plugins.kinds, kind)}
    tell_faults(plugins)
    if out is not None:
        _write(schemas, out)
    elif kind is None:
        give(_as_json(schemas))
    else:
        give(_as_json(schemas[kind]))


def _chosen(kinds: Kinds, kind: str | None) -> list[str]:
    names = [installed.name for installed in kinds]
    if kind is None:
        return names
    if kind not in names:
        near = get_close_matches(kind, names, 1)
        known = _("Known: {names}.").format(names=", ".join(names))
        advice = _("Did you mean “{near}”?").format(near=near[0]) if near else known
        raise click.UsageError(_("There is no kind “{kind}”.").format(kind=on_one_line(kind)) + " " + advice)
    return [kind]


def _schema(kinds: Kinds, name: str, draft: str) -> dict[str, object]:
    kind = kinds.named(name)
    if kind is None:
        raise KeyError(name)
    extensions = {extension.path: extension.entity for extension in kinds.extensions(name)}
    return schema_of(kind.entity, title=kind.title, extensions=extensions, draft=draft)


def _write(schemas: dict[str, dict[str, object]], folder: Path) -> None:
    for name, schema in schemas.items():
        file = folder / f"{name}.schema.json"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_text(_as_json(schema) + "\n", encoding="utf-8")
        except OSError as error:
            raise CannotExport(
                _("{file} cannot be written: {reason}.").format(
                    file=on_one_line(str(file)), reason=error.strerror or error
                )
            ) from error
        tell(str(file))


def _as_json(value: object) -> str:
    return in_json(json.dumps(value, ensure_ascii=False, indent=2))
