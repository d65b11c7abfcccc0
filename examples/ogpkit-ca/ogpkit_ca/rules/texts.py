"""What the tracker asks of the texts of a report: both languages, NIL and NUL, challenges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Fix, Problem, Rule
from ogpkit.api.text import N_, _
from ogpkit_ca.edition import TrackerPart, tracker_of
from ogpkit_ca.model import QuarterlyReport, Update
from ogpkit_ca.rules.examples import RIGHT, SECTION, UPDATE, example

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.api.content import Document, KeyPath, Translated, Workspace

_SAYING_NOTHING: Final = frozenset(
    {"", "-", "–", "n/a", "na", "s.o.", "so", "nil", "nul", "none", "nothing", "aucun", "rien", "no progress", "néant"}
)
"""What departments write, in small letters, when they mean that nothing happened."""


def _each(document: Document[QuarterlyReport], workspace: Workspace) -> Iterator[tuple[KeyPath, Update, TrackerPart]]:
    part = tracker_of(workspace, document.country, document.cycle)
    if part is not None:
        for position, update in enumerate(document.entity.indicators):
            yield ("indicators", position), update, part


def _texts(text: Translated | None, workspace: Workspace) -> Mapping[str, str]:
    return {language: said.strip() for language, said in (text.texts(workspace.language) if text else ())}


def in_both_languages(document: Document[QuarterlyReport], workspace: Workspace) -> Iterator[Problem]:
    """Find texts that are missing in one of the official languages.

    Args:
        workspace: Where it lies.
    """
    for at, update, part in _each(document, workspace):
        for key in ("progress", "evidence", "challenges"):
            given = _texts(getattr(update, key), workspace)
            if key != "progress" and not any(given.values()):
                continue
            for language in part.languages:
                if not given.get(language):
                    yield Problem(
                        message=_("The {field} of “{id}” is missing in {language}.").format(
                            field=key, id=update.id, language=language
                        ),
                        remedy=_("Reports are required in English and in French. Add `{key}`.").format(
                            key=f"{key}.{language}"
                        ),
                        at=(*at, key, language),
                    )


def says_nil(document: Document[QuarterlyReport], workspace: Workspace) -> Iterator[Problem]:
    """Find quarters in which nothing happened and that say so in other words than the tracker wants.

    Args:
        workspace: Where it lies.
    """
    for at, update, part in _each(document, workspace):
        given = {language: text for language, text in _texts(update.progress, workspace).items() if text}
        empty = {language for language, text in given.items() if text.casefold() in _SAYING_NOTHING}
        for language in sorted(empty):
            word = part.nothing.get(language, "")
            if given[language] != word:
                yield _wrong_word(update, (*at, "progress", language), word)
        for language in sorted(given.keys() - empty if empty else ()):
            yield Problem(
                message=_("“{id}” reports progress in {language}, but not in the other language.").format(
                    id=update.id, language=language
                ),
                remedy=_("Say the same in both languages."),
                at=(*at, "progress", language),
            )


def _wrong_word(update: Update, at: KeyPath, word: str) -> Problem:
    return Problem(
        message=_("“{id}” does not use the tracker's word for no progress.").format(id=update.id),
        remedy=_("Write {word}, so that the tracker can read it.").format(word=word),
        at=at,
        fix=Fix(title=_("Write {word}").format(word=word), at=at, value=word),
    )


def describes_challenges(document: Document[QuarterlyReport], workspace: Workspace) -> Iterator[Problem]:
    """Find limited progress without a word on what stood in the way.

    Args:
        workspace: Where it lies.
    """
    for at, update, part in _each(document, workspace):
        if update.status is None or update.status.value not in part.challenges_for:
            continue
        if not any(_texts(update.challenges, workspace).values()):
            yield Problem(
                message=_("The progress of “{id}” is limited, but there are no challenges.").format(id=update.id),
                remedy=_("Add `challenges`: the obstacles to progress."),
                at=(*at, "challenges"),
            )


def has_a_status(document: Document[QuarterlyReport], workspace: Workspace) -> Iterator[Problem]:
    """Find indicators of which nobody has said yet how far they are.

    Args:
        workspace: Where it lies.
    """
    for at, update, _part in _each(document, workspace):
        if update.status is None:
            yield Problem(
                message=_("“{id}” has no status.").format(id=update.id),
                remedy=_("Add `status`: not-started, limited, substantial or complete."),
                at=(*at, "status"),
            )


_NIL: Final = """\
[[indicators]]
id = "c01-1-1"
status = "not-started"
progress = { en = "NIL", fr = "NUL" }
"""

TEXT_RULES: Final[tuple[Rule[Any], ...]] = (
    Rule(
        code="CAN001",
        title=N_("Reports are in English and in French"),
        section=SECTION,
        explanation=N_("Progress is required in both official languages. The same is true of evidence and challenges."),
        entity=QuarterlyReport,
        check=in_both_languages,
        wrong=example(UPDATE.replace(', fr = "Deux thèmes ont été ajoutés."', "")),
        right=RIGHT,
    ),
    Rule(
        code="CAN002",
        title=N_("Without progress, the report says NIL and NUL"),
        section=SECTION,
        explanation=N_("The tracker asks for NIL in English and NUL in French if there was no progress in a quarter."),
        entity=QuarterlyReport,
        check=says_nil,
        wrong=example(_NIL.replace('fr = "NUL"', 'fr = "NIL"')),
        right=example(_NIL),
    ),
    Rule(
        code="CAN003",
        title=N_("Limited progress has a description of its challenges"),
        section=SECTION,
        explanation=N_("If progress is limited, readers learn what the challenges are, and others can help."),
        entity=QuarterlyReport,
        check=describes_challenges,
        wrong=example("\n".join(UPDATE.splitlines()[:-1]) + "\n"),
        right=RIGHT,
    ),
    Rule(
        code="CAN004",
        title=N_("Each indicator of a report has a status"),
        section=SECTION,
        explanation=N_("The tracker does not accept a record without a status."),
        entity=QuarterlyReport,
        check=has_a_status,
        wrong=example(UPDATE.replace('status = "limited"\n', "")),
        right=RIGHT,
    ),
)
"""The rules about texts."""
