"""What the headings of a form's export mean, and what people call their group."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api.content import UnreadableCell, fields_of, normalize_word, parse_toml
from ogpkit.api.text import _, sanitize_line, use_language
from ogpkit_consultation.model import Comment, Group

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOT_IMPORTED: Final = frozenset({"response", "source"})


def list_fields() -> tuple[str, ...]:
    """Return the fields of a comment that a sheet can give, from its declaration."""
    return tuple(field.key for field in fields_of(Comment) if field.key not in _NOT_IMPORTED)


def find_field(heading: str) -> str | None:
    """Return the field of a comment that a heading means, or None.

    Args:
        heading: The heading of a column, in any language that is known.
    """
    return _read_headings().get(normalize_word(heading))


def group_named(said: str) -> Group:
    """Return the group that somebody named.

    Args:
        said: For example `civil-society`, `NGO` or `Sociedad civil`.

    Raises:
        UnreadableCell: It is nobody's name.
    """
    found = _read_groups().get(normalize_word(said))
    if found is None:
        raise UnreadableCell(
            _("“{said}” is no group; they are: {known}.").format(
                said=sanitize_line(said), known=", ".join(group.value for group in Group)
            )
        )
    return found


@cache
def _read_data() -> Mapping[str, Any]:
    return parse_toml((Path(__file__).parent / "headings.toml").read_bytes())


@cache
def _read_headings() -> Mapping[str, str]:
    known: dict[str, str] = {}
    for field in fields_of(Comment):
        if field.key in _NOT_IMPORTED:
            continue
        labels = list(_translate_label(field.label))
        for heading in (field.key, *labels, *_read_data()["fields"].get(field.key, ())):
            known.setdefault(normalize_word(heading), field.key)
    return known


@cache
def _read_groups() -> Mapping[str, Group]:
    known: dict[str, Group] = {}
    for group in Group:
        for name in (group.value, *_translate_label(group.label), *_read_data()["groups"].get(group.value, ())):
            known.setdefault(normalize_word(name), group)
    return known


def _translate_label(label: str) -> tuple[str, ...]:
    said = [label]
    for language in ("fr", "es"):
        with use_language(language):
            said.append(_(label))
    return tuple(said)
