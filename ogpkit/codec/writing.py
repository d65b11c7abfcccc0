"""From an entity to what a new TOML file holds."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

import attrs

from ogpkit.fields import fields_of
from ogpkit.model.translated import Translated


def written(entity: object) -> dict[str, object]:
    """What a new file holds of an entity; reading it gives the same entity.

    Keys are in the order of declaration. A value that equals its field's default is left out, and so is None.

    Args:
        entity: An instance of a declared class.

    Raises:
        ValueError: A translated text is plain and one text a language at once, which no file can say.
    """
    values = ((field, getattr(entity, field.name)) for field in fields_of(type(entity)))
    return {field.key: plain(value) for field, value in values if value is not None and value != field.default}


def plain(value: object) -> object:
    """A value of an entity as TOML has it.

    Args:
        value: The value of a field, or an item of it.

    Raises:
        ValueError: As `written`.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Translated):
        return _one_form(value)
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return written(value) if attrs.has(type(value)) else value


def _one_form(text: Translated) -> object:
    if text.plain is None:
        return dict(text.by_language)
    if text.by_language:
        raise ValueError("a text is either plain or one text a language")
    return text.plain
