"""What F1 says of the page and of the field that one is in, from their declarations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.forms.section import Section
from ogpkit.app.widgets.document_form import DocumentForm
from ogpkit.check.render.explanation import list_rules_about
from ogpkit.model.annotations import Bounds
from ogpkit.schema.form_words import ask_for_entry
from ogpkit.schema.naming import say_help, show_value_in_form
from ogpkit.text.i18n import _, join_list, translate
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.key_reference import make_example
from ogpkit.workspace.patch import value_at
from ogpkit.workspace.toml import parse_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from ogpkit.app.place_view import PlaceView
    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.model.keypath import KeyPath
    from ogpkit.schema.fields import Field
    from ogpkit.schema.kinds import Kind


def explain_place(session: WorkspaceSession, view: PlaceView, focused: Widget | None) -> Iterator[str]:
    """Yield what there is to know of the field in which the keyboard acts, and of the page that is shown.

    Args:
        session: The session of the workspace.
        view: The place that is shown.
        focused: What the keyboard acts on.
    """
    above = [focused, *focused.ancestors] if focused is not None else []
    told = next((one for one in above if isinstance(one, FieldBox | Section)), None)
    form = next((one for one in above if isinstance(one, DocumentForm)), None)
    if told is not None:
        field = told.field if isinstance(told, FieldBox) else told.row.field
        yield from explain_field(session, form.path if form is not None else "", field, told.at)
        yield ""
    title, about = view.describe_page()
    yield _("This page: {title}").format(title=title)
    if about:
        yield f"  {about}"
    if form is not None and (claimed := session.workspace.kinds.match_path(form.path)):
        kind = claimed[0]
        yield _("  It shows the file {path} of the kind “{kind}”.").format(
            path=sanitize_line(form.path), kind=translate(kind.title, kind.entity)
        )


def explain_field(session: WorkspaceSession, path: str, field: Field, at: KeyPath) -> Iterator[str]:
    """Yield what the declaration of a field says: what it means, what to enter, an example, which rules look at it.

    Args:
        session: The session of the workspace.
        path: The file; empty for a field of a dialog.
        field: The field.
        at: Its key path.
    """
    label = translate(field.label, field.owner)
    yield _("{label} (required)").format(label=label) if field.required else label
    if field.help:
        yield f"  {say_help(field)}"
    yield f"  {ask_for_entry(field.shape)}"
    bounds = field.shape.meaning(Bounds)
    if bounds is not None and bounds.least is not None and bounds.greatest is not None:
        yield "  " + _("From {least} to {greatest}.").format(
            least=f"{bounds.least:.15g}", greatest=f"{bounds.greatest:.15g} {_(bounds.unit)}".strip()
        )
    claimed = session.workspace.kinds.match_path(path) if path else None
    kind = claimed[0] if claimed else None
    example = _find_example(kind, at, field)
    if example:
        yield "  " + _("Example: {example}").format(example=example)
    if kind is not None:
        yield from _list_rules(session, kind, at)


def _list_rules(session: WorkspaceSession, kind: Kind[Any], at: KeyPath) -> Iterator[str]:
    """Yield the rules about a field, each with the section of OGP's documents that it comes from."""
    keys = tuple(part for part in at if isinstance(part, str))
    found = list_rules_about(session.plugins, kind.entity, keys)
    if found:
        yield "  " + _("Rules about it:")
    for owned in found:
        rule = owned.value
        yield f"    {rule.code}: {translate(rule.title, owned.plugin)} ({rule.section})"


def _find_example(kind: Kind[Any] | None, at: KeyPath, field: Field) -> str:
    """Return what the example of a kind has in a field, or another example; empty where only an author could think of one."""
    if field.shape.nested() is not None:
        return ""
    content = parse_toml(kind.example.encode()) if kind is not None and kind.example else {}
    try:
        value = value_at(content, tuple(0 if isinstance(part, int) else part for part in at))
    except (LookupError, TypeError):
        value = make_example(field.shape)
    if isinstance(value, dict):
        value = next(iter(value.values()), "")
    if isinstance(value, list):
        text = join_list(show_value_in_form(one, field.shape.item) for one in value)
    else:
        text = show_value_in_form(value, field.shape)
    return "" if text.strip() in ("", "…") else sanitize_line(text)
