"""Rules about languages: plans are owed in the local languages and in English (Roadmap X, XI)."""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Rule, Scope, Severity, replace_once
from ogpkit.api.content import Commitment, Cycle, Sort, Translated, fields_of, owed_languages
from ogpkit.api.text import _
from ogpkit_commitments.rules.examples import COUNTRY, CYCLE, RIGHT, build_example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ogpkit.api.content import Document, KeyPath, Workspace


def list_texts(entity: object, at: KeyPath = ()) -> Iterator[tuple[KeyPath, Translated]]:
    """Yield every multilingual text in an entity that says anything, with its key path.

    Args:
        entity: An instance of a declared class.
        at: The key path of the entity itself.
    """
    places: tuple[tuple[str, str, Sort], ...] = _list_text_fields(type(entity))  # type: ignore[arg-type]
    for name, key, sort in places:
        value = getattr(entity, name)
        if not value:
            continue
        if sort is Sort.TRANSLATED:
            yield (*at, key), value
        elif sort is Sort.TABLE:
            yield from list_texts(value, (*at, key))
        else:
            for position, item in enumerate(value):
                yield from list_texts(item, (*at, key, position))


@cache
def _list_text_fields(entity: type) -> tuple[tuple[str, str, Sort], ...]:
    """Return the fields of a class that hold texts in several languages, themselves or in their tables."""
    return tuple(
        (field.name, field.key, field.shape.sort)
        for field in fields_of(entity)
        if field.shape.sort is Sort.TRANSLATED
        or (field.shape.sort is Sort.TABLE and field.shape.table)
        or (field.shape.sort is Sort.LIST and field.shape.item and field.shape.item.table)
    )


def _is_missing_text(entity: object, owed: tuple[str, ...], default: str) -> bool:
    """Tell whether any text is missing in an owed language; nearly none is, and then no key path is needed."""
    plain_is_enough = set(owed) <= {default}
    waiting = [entity]
    for table in waiting:
        for value in _get_content(type(table))(table):  # type: ignore[arg-type]
            if type(value) is Translated:
                if value.plain is not None and plain_is_enough:
                    continue
                if value and value.missing(owed, default):
                    return True
            elif type(value) is tuple:
                waiting.extend(value)
            elif value is not None:
                waiting.append(value)
    return False


@cache
def _get_content(entity: type) -> Callable[[object], tuple[object, ...]]:
    """Return what gives the texts and the tables of an entity of a class."""
    names = [name for name, _key, _sort in _list_text_fields(entity)]
    if len(names) < 2:  # noqa: PLR2004  for one name attrgetter gives no tuple
        return lambda table: tuple(getattr(table, name) for name in names)
    return attrgetter(*names)


def _check_publication(document: Document[Cycle], workspace: Workspace) -> Iterator[Problem]:
    plan = document.entity.plan
    # before the deposit there is nothing to publish, and drafts may be in one language
    if not any(step.stage == "deposited" for step in document.entity.history):
        return
    owed = owed_languages(workspace, document.country)
    url = plan.url if plan and plan.url else Translated()
    if missing := url.missing(owed, workspace.language):
        yield Problem(
            message=_("The plan is deposited, but not published in: {languages}.").format(languages=", ".join(missing)),
            remedy=_("Add its address in each of these languages under [plan]: {keys}.").format(
                keys=", ".join(f"url.{language}" for language in missing)
            ),
            at=("plan", "url"),
        )


def _check_translation(document: Document[Any], workspace: Workspace) -> Iterator[Problem]:
    owed = owed_languages(workspace, document.country)
    if not _is_missing_text(document.entity, owed, workspace.language):
        return
    for at, text in list_texts(document.entity):
        # the address is missing only once the plan is deposited, which COM017 says
        if at == ("plan", "url"):
            continue
        if missing := text.missing(owed, workspace.language):
            yield Problem(
                message=_("This text is missing in: {languages}.").format(languages=", ".join(missing)),
                remedy=_("Add {keys}.").format(keys=", ".join(f"{at[-1]}.{language}" for language in missing)),
                at=at,
            )


_SPANISH: Final = replace_once(COUNTRY, "languages = []", 'languages = ["es"]')

LANGUAGE_RULES: Final[tuple[Rule[Any], ...]] = (
    Rule(
        code="COM017",
        title="A deposited plan is published in every owed language",
        section="Roadmap V",
        explanation="Plans are for the country's own citizens and for the other countries: they are public in the local "
        "languages and in English.",
        entity=Cycle,
        check=_check_publication,
        wrong=build_example(cycle=replace_once(CYCLE, '[plan]\nurl = "https://example.org/plan.pdf"\n', "")),
        right=RIGHT,
    ),
    Rule(
        code="COM027",
        title="The texts of a plan are there in every owed language",
        severity=Severity.WARNING,
        section="Roadmap V",
        explanation="A text of the plan that is missing in a local language or in English leaves somebody out.",
        entity=Cycle,
        check=_check_translation,
        scope=Scope.COUNTRY,
        wrong=build_example(country=_SPANISH),
        right=RIGHT,
    ),
    Rule(
        code="COM028",
        title="The texts of a commitment are there in every owed language",
        severity=Severity.WARNING,
        section="Roadmap V",
        explanation="A text of a commitment that is missing in a local language or in English leaves somebody out.",
        entity=Commitment,
        check=_check_translation,
        scope=Scope.COUNTRY,
        wrong=build_example(country=_SPANISH),
        right=RIGHT,
    ),
)
"""The rules about languages."""
