"""A plugin's classes are documented, its examples are right, and what is written reads the same."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import attrs

from ogpkit.devkit.testing.contracts.subject import Complaint, Subject
from ogpkit.devkit.testing.workspaces import example_path
from ogpkit.schema.convert import entity_values, read_entity
from ogpkit.schema.fields import class_summary, undocumented_fields
from ogpkit.schema.mismatch import Mismatches
from ogpkit.workspace.layout import format_new_file
from ogpkit.workspace.reading import read_document
from ogpkit.workspace.toml import parse_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.schema.kinds import Kind

_TRIES = 30
"""Documents that are made up for each class."""


def check_kinds(subject: Subject) -> Iterator[Complaint]:
    """Check that classes are documented, examples are read without a fault, and every document reads as it was written.

    Args:
        subject: The plugin.
    """
    for kind in subject.given["ogpkit_kinds"]:
        about = f"kind {kind.name}"
        yield from _check_documented(about, kind.entity)
        yield from _check_example(about, kind, subject)
        yield from _check_made_up(about, kind.entity)
    for extension in subject.given["ogpkit_extensions"]:
        about = f"extension {'.'.join((extension.kind, *extension.path))}"
        yield from _check_documented(about, extension.entity)
        yield from _check_made_up(about, extension.entity)
        if subject.plugins.kinds.by_name(extension.kind) is None:
            yield Complaint(about, f"No installed plugin has a kind called {extension.kind}.")
    for part in subject.given["ogpkit_editions"]:
        yield from _check_documented(f"edition part {part.name}", part.entity)


def _check_documented(about: str, entity: type) -> Iterator[Complaint]:
    if not class_summary(entity) or class_summary(entity).startswith(f"{entity.__name__}("):
        yield Complaint(about, f"Say in the docstring of {entity.__name__} what it is: forms and reference show it.")
    for field in undocumented_fields(entity, nested=True):
        yield Complaint(about, f"Say under “Attributes:” in the docstring what {entity.__name__}.{field} is.")


def _check_example(about: str, kind: Kind[Any], subject: Subject) -> Iterator[Complaint]:
    if not kind.example:
        yield Complaint(about, "Give it an example: a small correct file, with which a new one begins.")
        return
    document, faults = read_document(example_path(kind), kind.example.encode(), subject.plugins.kinds)
    yield from (Complaint(about, f"Its example cannot be read: {fault.message} {fault.remedy}") for fault in faults)
    if document is not None and not faults:
        yield from _round_trip(f"{about}, its example", document.entity)


def _round_trip(about: str, entity: object) -> Iterator[Complaint]:
    again = read_entity(entity_values(entity), type(entity))
    if again != entity:
        yield Complaint(about, f"It reads as {again!r} after it was written as {entity!r}.")
    if read_entity(parse_toml(format_new_file(entity)), type(entity)) != entity:
        yield Complaint(about, "It reads differently from a file after it was laid out.")


def _check_made_up(about: str, entity: type) -> Iterator[Complaint]:
    """Check documents that hypothesis makes up, where it is installed: the extra `ogpkit[testing]` brings it."""
    if find_spec("hypothesis") is None:
        return
    from hypothesis import HealthCheck, Phase, Verbosity, given, settings  # noqa: PLC0415  only where it is installed

    from ogpkit.devkit.testing.strategies import entities  # noqa: PLC0415  as above

    found: list[Complaint] = []

    @settings(
        max_examples=_TRIES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
    )
    @given(entities(entity))
    def reads_as_written(made: object) -> None:
        found.extend(_round_trip(about, made))

    try:
        reads_as_written()
    except Mismatches as mismatches:
        found.append(Complaint(about, f"A document that fits the class cannot be read: {mismatches}"))
    except (ValueError, TypeError, attrs.exceptions.FrozenInstanceError) as error:
        found.append(Complaint(about, f"No documents can be made of its class: {error}"))
    yield from found[:3]
