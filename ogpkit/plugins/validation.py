"""Whether what a plugin contributes can stand: values that no file could follow are refused before they do harm."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ogpkit.errors import OgpkitError
from ogpkit.model.identifiers import is_identifier
from ogpkit.plugins.core_commands import GROUPS, is_command
from ogpkit.plugins.places import Scope
from ogpkit.plugins.providing import NamedLoader
from ogpkit.schema.editions import FACTS, EditionPart
from ogpkit.schema.fields import fields_of
from ogpkit.schema.kinds import SHARED_NAMES, Extension
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from ogpkit.plugins.actions import Action
    from ogpkit.plugins.cli_commands import CliCommand
    from ogpkit.plugins.contributions import DocumentTemplate, Panel
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.schema.kinds import Kind, SettingsTable


class InvalidContribution(OgpkitError):
    """Raised when a contribution cannot be used; for plugin authors."""


_ODD_LETTERS: Final = frozenset('*?[]{}<>|"')
"""What the name of a file cannot hold on every system, or what looks like a pattern of another sort."""


def verify_loader(value: Panel | CliCommand) -> None:
    """Refuse a panel or a command that is named by a text that names nothing; whether it is there shows when it is used.

    Raises:
        InvalidContribution: The text is no module and name.
    """
    if isinstance(value.load, NamedLoader) and not value.load.is_valid:
        raise InvalidContribution(value.load.complaint)


def verify_command(command: CliCommand) -> None:
    """Refuse a command that cannot be loaded, or in a group that the core does not have.

    Raises:
        InvalidContribution: There is no such group, or nothing to load.
    """
    verify_loader(command)
    if command.group not in ("", *GROUPS):
        known = ", ".join(GROUPS)
        raise InvalidContribution(
            _("There is no group of commands “{name}”. Choose one of: {known}.").format(name=command.group, known=known)
        )


def verify_action(action: Action[Any], kind: Kind[Any] | None) -> None:
    """Refuse an action that no command and no dialog could be made of.

    Args:
        kind: The kind that it names, if it is installed.

    Raises:
        InvalidContribution: It says not of which kind of document it is, its command is not two words, or it leaves a field
            out that has to be given.
        UnsupportedField: Its parameters cannot be used.
    """
    if action.scope is Scope.DOCUMENT and kind is None:
        raise InvalidContribution(
            _("There is no kind “{name}”. An action about a document needs the kind of the document.").format(
                name=action.kind
            )
        )
    if action.command and not is_command(action.command):
        raise InvalidContribution(
            _("“{command}” is not a command. Give two words: the group and the name in it.").format(
                command=action.command
            )
        )
    verify_class(action.parameters)
    required = {field.name: field.required for field in fields_of(action.parameters)}
    for name in action.leaves_out:
        if required.get(name, True):
            raise InvalidContribution(
                _("The action leaves out the field “{name}”, which needs a default.").format(name=name)
            )


def verify_document(paper: DocumentTemplate) -> None:
    """Refuse a document whose command cannot be one.

    Raises:
        InvalidContribution: Its command is not two words.
    """
    if paper.command and not is_command(paper.command):
        raise InvalidContribution(
            _("“{command}” is not a command. Give two words: the group and the name in it.").format(
                command=paper.command
            )
        )


def verify_part(part: EditionPart[Any]) -> None:
    """Refuse a part of editions whose name or class cannot be used.

    Raises:
        InvalidContribution: Its name is taken by what every edition says of itself.
        UnsupportedField: Its class cannot be used.
    """
    if part.name in FACTS:
        raise InvalidContribution(
            _("“{name}” is a key of every edition, so it cannot be a part.").format(name=part.name)
        )
    verify_class(part.entity)


def verify_kind(kind: Kind[Any]) -> None:
    """Refuse a kind whose class no file could hold, or whose files would not lie in the workspace.

    Raises:
        InvalidContribution: Its name or pattern cannot be used.
        UnsupportedField: Its class cannot be used.
    """
    if not is_identifier(kind.name):
        raise InvalidContribution(
            _("“{name}” cannot be the name of a kind. Use lower-case letters and hyphens.").format(name=kind.name)
        )
    _verify_pattern(kind.pattern.text)
    _verify_name_constraints(kind)
    verify_class(kind.entity)


def _verify_pattern(pattern: str) -> None:
    parts = pattern.split("/")
    outside = any(part.startswith(".") or not part for part in parts) or "\\" in pattern or ":" in pattern
    if outside or not pattern.endswith(".toml"):
        raise InvalidContribution(
            _("“{pattern}” is not a path of files in a workspace. Use a relative path that ends with .toml.").format(
                pattern=pattern
            ),
        )
    fixed = re.sub(r"\{[^{}]*\}", "", pattern)
    odd = sorted(letter for letter in {*fixed} if letter in _ODD_LETTERS or not letter.isprintable())
    if odd:
        raise InvalidContribution(
            _("The path “{pattern}” cannot contain {letters}. Write a placeholder such as {example}.").format(
                pattern=pattern, letters=", ".join(map(repr, odd)), example="{id}"
            )
        )
    names = re.findall(r"\{([^}]*)\}", pattern)
    if len(set(names)) != len(names) or not all(name.isidentifier() for name in names):
        raise InvalidContribution(
            _("A name in “{pattern}” is not a word, or appears twice. Use a different word for each name.").format(
                pattern=pattern
            )
        )


def _verify_name_constraints(kind: Kind[Any]) -> None:
    for name, form in kind.pattern.constraints.items():
        if name not in kind.pattern.names or name in SHARED_NAMES:
            raise InvalidContribution(
                _("“{pattern}” has no name “{name}”, so this kind cannot set its form.").format(
                    pattern=kind.pattern.text, name=name
                )
            )
        try:
            fits = form.matches(form.example) and "/" not in form.example
        except re.error as error:
            raise InvalidContribution(
                _("The form of “{name}” is not a regular expression: {reason}.").format(name=name, reason=error)
            ) from error
        if not fits:
            raise InvalidContribution(
                _("The example “{example}” does not have the form of “{name}”.").format(example=form.example, name=name)
            )


def verify_class(entity: type) -> None:
    """Refuse a class that has a field no file could hold, in itself or in its tables.

    Args:
        entity: The class.

    Raises:
        UnsupportedField: It cannot be used.
    """
    seen: set[type] = set()
    waiting = [entity]
    while waiting:
        table = waiting.pop()
        if table not in seen:
            seen.add(table)
            waiting.extend(nested for field in fields_of(table) if (nested := field.shape.nested()))


def verify_extension(extension: Extension[Any], extended: Kind[Any] | None) -> None:
    """Refuse an extension table that has no place in the kind that it extends.

    Args:
        extended: The kind, if it is installed.

    Raises:
        InvalidContribution: There is no such place, or a field of the kind is in it.
        UnsupportedField: Its class cannot be used.
    """
    verify_class(extension.entity)
    if extended is None:
        return
    carrier: type | None = extended.entity
    for key in extension.lists:
        carrier = _find_item_class(carrier, key) if carrier else None
    if carrier is None:
        raise InvalidContribution(
            _("A {kind} has no tables called “{within}”.").format(kind=extended.name, within=extension.within)
        )
    if extension.table in {field.key for field in fields_of(carrier)}:
        raise InvalidContribution(
            _("A {kind} already has a field called “{table}”.").format(kind=extended.name, table=extension.table)
        )


def verify_settings(table: SettingsTable[Any]) -> None:
    """Refuse settings that a workspace could not leave out.

    Raises:
        InvalidContribution: A field has no default.
        UnsupportedField: The class cannot be used.
    """
    verify_class(table.entity)
    for field in fields_of(table.entity):
        if field.required:
            raise InvalidContribution(
                _("The setting “{key}” needs a default, because a workspace can leave it out.").format(key=field.key)
            )


def make_settings_extension(owned: OwnedContribution[SettingsTable[Any]]) -> Extension[Any]:
    """Return the settings of a plugin as the table in `ogpkit.toml` that they are."""
    return Extension(
        table=owned.plugin,
        kind="workspace",
        within="plugins",
        entity=owned.value.entity,
        title=owned.value.title,
        published=False,
    )


def _find_item_class(entity: type, key: str) -> type | None:
    """Return the class of the tables in a list or table of this key, if there is one."""
    return next((field.shape.nested() for field in fields_of(entity) if field.key == key), None)
