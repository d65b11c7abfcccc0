"""The changes of a plan in words: for each file its sentences, and a summary of all."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.check.review.plan_changes import FileChange, FileDeed, PlanChanges
from ogpkit.check.review.word_marks import Piece, find_changed_number, mark_words, read_number
from ogpkit.schema.fields import Shape, Sort, fields_of
from ogpkit.text.figures import format_number
from ogpkit.text.i18n import _, _n, current_language, join_list, translate
from ogpkit.text.inline import is_numeric
from ogpkit.text.phrase import write_day
from ogpkit.text.scripts import language_name
from ogpkit.text.tables import cell_text
from ogpkit.workspace.differences import ChangeKind, Difference, ItemLabel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_MONTHS_FROM: Final = 60
"""Days from which on a distance is told in months."""

_SHORT: Final = 60
"""Letters up to which a text is told as a value, from this to that; of a longer one the words that changed are marked."""

_MOST_FACTS: Final = 12
"""So many facts of an item that is new are told."""


@attrs.frozen(kw_only=True)
class ChangeLine:
    """One change in words.

    Attributes:
        within: What leads to the value: lists and the items in them, as a person calls them.
        text: What happened.
        pieces: The text of the value with marks, where words of it changed.
        language: The language of that text; empty where none is said.
        difference: What is told; None for a line about a whole file.
    """

    within: str = ""
    text: str
    pieces: tuple[Piece, ...] = ()
    language: str = ""
    difference: Difference | None = None


def name_file(change: FileChange, plan: PlanChanges) -> str:
    """Return what a file is called: its kind and its title, or its path."""
    own = [value for name, value in change.names.items() if name not in ("country", "cycle")]
    if change.kind is None:
        return change.path
    kind = translate(change.kind.title, change.kind.entity)
    title = choose_text(change.title, plan.language) or (own[-1] if own else "")
    return _("{kind} “{title}”").format(kind=kind, title=title) if title else kind


def name_place(country: str, cycle: str, plan: PlanChanges) -> str:
    """Return what a country, or a cycle of it, is called; the whole workspace for an empty country."""
    if not country:
        return _("All countries")
    name = choose_text(plan.countries.get(country), plan.language)
    label = f"{name} ({country})" if name else country
    return f"{label} › {cycle}" if cycle else label


def describe_file(change: FileChange, plan: PlanChanges) -> tuple[ChangeLine, ...]:
    """Return the changes of one file in words."""
    return (*_describe_deed(change), *(describe_difference(one, plan.language) for one in change.differences))


def _describe_deed(change: FileChange) -> Iterator[ChangeLine]:
    if change.deed is FileDeed.ADDED:
        yield ChangeLine(text=_("This document is new."))
    elif change.deed is FileDeed.REMOVED:
        yield ChangeLine(text=_("This document was deleted."))
    elif change.deed is FileDeed.MOVED:
        yield ChangeLine(text=_("This document was renamed. Its file was {former}.").format(former=change.former))
    elif change.deed is FileDeed.REWRITTEN:
        yield ChangeLine(text=_("Only comments, order or spacing changed. The document says the same."))
    elif change.deed is FileDeed.UNREADABLE:
        yield ChangeLine(text=_("ogpkit cannot compare this file: one version is not valid TOML. Run “ogpkit check”."))


def describe_difference(one: Difference, plain: str) -> ChangeLine:
    """Return one change in words.

    Args:
        one: The change.
        plain: The language of plain texts.
    """
    names = [_name_step(label, owner, plain) for label, owner in zip(one.labels, one.owners, strict=True)]
    is_item = isinstance(one.labels[-1], ItemLabel)
    field = names[-1] if one.deed is ChangeKind.CHANGED or not is_item else ""
    if one.language and field:
        field = f"{field} ({language_name(one.language, current_language())})"
    within = " › ".join(names[:-1] if one.deed is ChangeKind.CHANGED else names)
    text, pieces = _describe_values(one, field, plain)
    return ChangeLine(within=within, text=text, pieces=pieces, language=one.language or plain, difference=one)


def _name_step(label: str | ItemLabel, owner: type | None, plain: str) -> str:
    if isinstance(label, ItemLabel):
        return f"“{choose_text(label.text, plain)}”"
    return translate(label, owner) if owner is not None else label


def _describe_values(one: Difference, field: str, plain: str) -> tuple[str, tuple[Piece, ...]]:
    before, after = one.before, one.after
    if one.deed is not ChangeKind.CHANGED:
        return _describe_item(one, plain), ()
    if isinstance(before, list) and isinstance(after, list) and not one.shape.nested():
        return _describe_lists(one.shape, field, before, after, plain), ()
    old, new = write_value(before, one.shape, plain), write_value(after, one.shape, plain)
    if not _is_empty(before) and not _is_empty(after):
        is_text = isinstance(before, str) and isinstance(after, str) and not one.shape.choices
        if is_text:
            return _describe_texts(field, str(before), str(after))
        distance = write_distance(before, after) if isinstance(before, date) and isinstance(after, date) else ""
        return _choose_form(before, after).format(field=field, before=old, after=new, distance=distance), ()
    form = _("{field} is new: {after}") if _is_empty(before) else _("{field} was removed: {before}")
    return form.format(field=field, before=old, after=new), ()


def _describe_item(one: Difference, plain: str) -> str:
    if one.deed is ChangeKind.ITEM_REMOVED:
        return _("Moved to {file}.").format(file=one.elsewhere) if one.elsewhere else _("Removed.")
    if one.elsewhere:
        return _("Moved here from {file}.").format(file=one.elsewhere)
    if one.deed is ChangeKind.ITEM_MOVED:
        return _("Moved from place {before} to {after}.").format(before=one.before, after=one.after)
    facts = list_facts(one.shape, one.after, plain)
    return _("New: {facts}.").format(facts="; ".join(facts[:_MOST_FACTS])) if facts else _("New.")


def _choose_form(before: object, after: object) -> str:
    """Return the sentence for a value that became another one."""
    if isinstance(before, date) and isinstance(after, date):
        if _as_day(after) < _as_day(before):
            return _("{field} moved from {before} to {after} ({distance} earlier)")
        return _("{field} moved from {before} to {after} ({distance} later)")
    if is_numeric(before) and is_numeric(after):
        if float(str(after)) < float(str(before)):
            return _("{field} lowered from {before} to {after}")
        return _("{field} raised from {before} to {after}")
    return _("{field} changed from {before} to {after}")


def _describe_texts(field: str, before: str, after: str) -> tuple[str, tuple[Piece, ...]]:
    pieces = mark_words(before, after)
    changed = find_changed_number(before, after)
    numbers = tuple(map(read_number, changed)) if changed else ()
    if changed and None not in numbers:
        form = _("{field} raised: {before} → {after}")
        if float(str(numbers[1])) < float(str(numbers[0])):
            form = _("{field} lowered: {before} → {after}")
        return form.format(field=field, before=changed[0], after=changed[1]), pieces
    if max(len(before), len(after)) <= _SHORT and "\n" not in before + after:
        form = _("{field} changed from “{before}” to “{after}”")
        return form.format(field=field, before=before, after=after), pieces
    return _("{field} was reworded:").format(field=field), pieces


def _describe_lists(shape: Shape, field: str, before: Sequence[object], after: Sequence[object], plain: str) -> str:
    item = shape.item or shape
    removed = [write_value(one, item, plain) for one in before if one not in after]
    added = [write_value(one, item, plain) for one in after if one not in before]
    said = [
        *([_("added {values}").format(values=join_list(added))] if added else []),
        *([_("removed {values}").format(values=join_list(removed))] if removed else []),
    ]
    if not said:
        return _("{field}: the order changed").format(field=field)
    return _("{field}: {changes}").format(field=field, changes="; ".join(said))


def list_facts(shape: Shape, value: object, plain: str) -> list[str]:
    """Return the short facts of an item that is new, each with its label.

    Args:
        shape: What the item is.
        value: What it says.
        plain: The language of plain texts.
    """
    values = value if isinstance(value, dict) else {}
    return [
        _("{field}: {value}").format(
            field=translate(field.label, field.owner), value=write_value(values[field.key], field.shape, plain)
        )
        for field in (fields_of(shape.table) if shape.table else ())
        if field.key in values and field.key not in ("id", "title", "name") and not field.shape.nested()
    ]


def write_value(value: object, shape: Shape, plain: str) -> str:
    """Return a value as people write it: days in words, choices by their labels, texts in the language in use.

    Args:
        shape: What the value is.
        plain: The language of plain texts.
    """
    known = next((choice for choice in shape.choices if choice.value == value), None)
    if known is not None:
        return translate(known.label, type(known))
    if isinstance(value, list):
        return join_list([write_value(one, shape.item or shape, plain) for one in value])
    if isinstance(value, dict):
        text = choose_text(value, plain) if shape.sort is Sort.TRANSLATED else ""
        return text or _n("{count} value", "{count} values", len(value)).format(count=len(value))
    if isinstance(value, date):
        return write_day(_as_day(value))
    return _write_plainly(value)


def _write_plainly(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return cell_text(value)
    return format_number(value) if isinstance(value, int | float) else str(value)


def write_distance(before: date, after: date) -> str:
    """Return how far two days are apart, in years, months or days, in the language in use."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  only what people read needs it
    from babel.units import format_unit  # noqa: PLC0415

    first, last = sorted((_as_day(before), _as_day(after)))
    days = (last - first).days
    months = (last.year - first.year) * 12 + last.month - first.month + round((last.day - first.day) / 30)
    count, unit = (days, "day") if days < _MONTHS_FROM else (months, "month")
    if unit == "month" and months % 12 == 0:
        count, unit = months // 12, "year"
    try:
        locale = Locale.parse(current_language().replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    return format_unit(count, f"duration-{unit}", length="long", locale=locale)


def choose_text(value: object, plain: str) -> str:
    """Return a text in the language in use, or the next best; one in several languages has them as keys.

    Args:
        plain: The language of plain texts.
    """
    if isinstance(value, dict):
        texts = {code: text for code, text in value.items() if isinstance(text, str) and text}
        return next((texts[one] for one in (current_language(), plain, "en", *texts) if one in texts), "")
    return "" if value is None else str(value)


def summarize_changes(plan: PlanChanges) -> tuple[str, ...]:
    """Return the changes in a few lines: how many documents of each kind, items of each list and days changed, and how."""
    counts: dict[str, Counter[str]] = {}
    for change in plan.files:
        kind = translate(change.kind.titles, change.kind.entity) if change.kind else _("Other files")
        counts.setdefault(kind, Counter())[change.deed.value] += 1
    for one in (one for change in plan.files for one in change.differences):
        if one.deed is ChangeKind.ITEM_REMOVED and one.elsewhere:
            continue  # told once, where it is now
        if one.deed is not ChangeKind.CHANGED:
            label = _name_step(one.labels[-2], one.owners[-2], plan.language) if len(one.labels) > 1 else ""
            counts.setdefault(label, Counter())[ChangeKind.ITEM_MOVED.value if one.elsewhere else one.deed.value] += 1
        elif isinstance(one.before, date) and isinstance(one.after, date):
            label = _name_step(one.labels[-1], one.owners[-1], plan.language)
            is_later = _as_day(one.after) > _as_day(one.before)
            counts.setdefault(label, Counter())["later" if is_later else "earlier"] += 1
    return tuple(
        _("{what}: {counts}").format(what=what, counts=join_list(_write_counts(found)))
        for what, found in counts.items()
    )


def _write_counts(found: Mapping[str, int]) -> Iterator[str]:
    forms = {
        FileDeed.ADDED.value: _("{count} new"),
        FileDeed.REMOVED.value: _("{count} deleted"),
        FileDeed.MOVED.value: _("{count} renamed"),
        FileDeed.CHANGED.value: _("{count} changed"),
        FileDeed.REWRITTEN.value: _("{count} with other comments or spacing"),
        FileDeed.UNREADABLE.value: _("{count} not readable"),
        ChangeKind.ITEM_ADDED.value: _("{count} new"),
        ChangeKind.ITEM_REMOVED.value: _("{count} removed"),
        ChangeKind.ITEM_MOVED.value: _("{count} moved"),
        "later": _("{count} moved to a later day"),
        "earlier": _("{count} moved to an earlier day"),
    }
    for deed, form in forms.items():
        if found.get(deed):
            yield form.format(count=found[deed])


def _is_empty(value: object) -> bool:
    return value is None or value in ("", [], {})


def _as_day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
