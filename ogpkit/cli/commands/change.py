"""Commands that change a document of any kind: a stage entered, an item added to a list, a key that says something else.

They are made of the declaration of its kind, as the form in the app is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
import click

from ogpkit.cli.actions import convert_words, list_said_values, make_parameter
from ogpkit.cli.messages import print_message
from ogpkit.cli.options import workspace_option
from ogpkit.cli.workspaces import edit_workspace
from ogpkit.editing.stages import advance_stage
from ogpkit.editing.values import (
    add_item,
    can_have_key,
    find_key,
    find_list,
    find_named_document,
    has_list,
    propose_item_name,
    set_value,
)
from ogpkit.plugins.actions import ActionResult, read_parameters
from ogpkit.plugins.places import Place
from ogpkit.schema.convert import entity_values
from ogpkit.schema.fields import fields_of, is_named_by_title
from ogpkit.schema.mismatch import Mismatches
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.model.keypath import KeyPath
    from ogpkit.schema.fields import Field

_DOCUMENT: Final = "FILE|PLACE"


@click.command("advance")
@click.argument("document", metavar=_DOCUMENT)
@click.argument("stage", metavar="STAGE")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The date. The default is today.")
@click.option("--by", default="", help="The person or institution that does it.")
@click.option("--note", default="", help="The reason, if it needs one.")
@workspace_option
def advance(document: str, stage: str, on: datetime | None, by: str, note: str, workspace: Path | None) -> None:
    """Move a document to another stage. If the move is not allowed, ogpkit says what is missing."""

    def edit(session: WorkspaceSession) -> ActionResult:
        graphs = {owned.value.entity for owned in session.plugins.stages}
        found = find_named_document(session.workspace, document, lambda one: type(one.entity) in graphs)
        advance_stage(session, found.path, stage, on.date() if on else session.workspace.today, by, note)
        said = _("{place} is now at the stage “{stage}”.").format(place=found.path, stage=stage)
        return _report(session, found.path, said)

    _tell(edit_workspace(workspace, edit))


@click.command("add", context_settings={"ignore_unknown_options": True})
@click.argument("document", metavar=_DOCUMENT)
@click.argument("list_name", metavar="LIST")
@click.argument("values", nargs=-1, type=click.UNPROCESSED, metavar="[--FIELD VALUE]...")
@workspace_option
def add(document: str, list_name: str, values: tuple[str, ...], workspace: Path | None) -> None:
    """Add an item to a list in a document, for example a milestone to a commitment. Each of its fields is an option."""

    def edit(session: WorkspaceSession) -> ActionResult:
        found = find_named_document(session.workspace, document, lambda one: has_list(one, list_name))
        entity = find_list(found, list_name).item
        fields = [_offer_field(field, entity) for field in fields_of(entity) if field.shape.nested() is None]
        maker = click.Command(list_name, params=[make_parameter(field) for field in fields], add_help_option=False)
        said = maker.make_context(f"ogpkit add {document} {list_name}", list(values)).params
        content = dict(list_said_values(fields, said, session.workspace))
        if is_named_by_title(entity):
            content.setdefault("id", propose_item_name(found, list_name, content))
        try:
            item: object = read_parameters(content, entity, session.workspace.today)
        except Mismatches as error:
            raise click.UsageError(str(error)) from error
        at = add_item(session, found, list_name, entity_values(item))
        return _report(session, found.path, _("Saved in {path}.").format(path=found.path), at)

    _tell(edit_workspace(workspace, edit))


def _offer_field(field: Field, entity: type) -> Field:
    """Return a field as an option of `add`: nobody has to give an identifier that the title can give."""
    return attrs.evolve(field, required=False) if field.key == "id" and is_named_by_title(entity) else field


@click.command("set")
@click.argument("document", metavar=_DOCUMENT)
@click.argument("key", metavar="KEY")
@click.argument("values", nargs=-1, metavar="[VALUE]...")
@workspace_option
def set_key(document: str, key: str, values: tuple[str, ...], workspace: Path | None) -> None:
    """Change a key of a document, for example contact.name. Without a value, ogpkit deletes the key."""

    def edit(session: WorkspaceSession) -> ActionResult:
        found = find_named_document(session.workspace, document, lambda one: can_have_key(one, key))
        at, shape = find_key(found, key)
        value = convert_words(shape, values, session.workspace.language) if values else None
        set_value(session, found, at, value)
        return _report(session, found.path, _("Saved in {path}.").format(path=found.path), at)

    _tell(edit_workspace(workspace, edit))


def _report(session: WorkspaceSession, path: str, said: str, at: KeyPath = ()) -> ActionResult:
    """Return what was done to a document, and what is to be thought of now.

    Args:
        path: The document.
        said: What was done.
        at: What was changed in it; everything when left out.
    """
    notes = tuple(f"{one.code} {one.message} {one.remedy}" for one in session.findings_at(Place(path=path, at=at)))
    return ActionResult(message=said, notes=notes)


def _tell(result: ActionResult) -> None:
    for line in (result.message, *result.notes):
        print_message(line)


COMMANDS: Final[Mapping[str, click.Command]] = {"advance": advance, "add": add, "set": set_key}
