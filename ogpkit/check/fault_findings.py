"""Findings of what no rule says: why a file could not be read, and which plugin failed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from ogpkit.check.core_codes import FAULT_CODES
from ogpkit.check.finding import PLUGIN_FAILED, Finding
from ogpkit.check.suggestions import spelling_fix
from ogpkit.model.vocabulary import Severity
from ogpkit.plugins.fixes import Fix
from ogpkit.schema.form_words import AS_IN_FILES, FormWords
from ogpkit.schema.mismatch import MismatchSort
from ogpkit.text.i18n import _, _n
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.positions import START, Span
from ogpkit.workspace.scan import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ogpkit.plugins.guard import PluginFault
    from ogpkit.schema.mismatch import Mismatch
    from ogpkit.workspace.reading import FileProblem

CORE: Final = "ogpkit"
"""Whose the findings are that no plugin contributes."""

SEVERITIES: Final = {code.code: code.severity for code in FAULT_CODES}
SECTIONS: Final = {code.code: code.section for code in FAULT_CODES}

OF_KEYS: Final = (MismatchSort.UNKNOWN_KEY, MismatchSort.NOT_A_LANGUAGE)
"""What is wrong with a key, not with its value."""

_SHORT: Final = 60
"""Characters of a text that the title of a fix shows whole; ogpkit's own number."""


def convert_file_problems(faults: Mapping[str, Iterable[FileProblem]]) -> Iterator[Finding]:
    """Yield what is wrong with files; the wrong name of a folder once, at the first file in it.

    Args:
        faults: What is wrong, by path.
    """
    told: set[str] = set()
    beside = Counter(fault.folder for several in faults.values() for fault in several if fault.folder)
    for fault in (fault for path in sorted(faults) for fault in faults[path]):
        if fault.folder in told:
            continue
        if fault.folder:
            told.add(fault.folder)
        yield Finding(
            path=fault.path,
            span=Span(fault.line, fault.column, fault.line, fault.column + 1) if fault.line else START,
            at=fault.at,
            code=fault.code,
            severity=SEVERITIES[fault.code],
            message=sanitize_line(fault.message),
            remedy=sanitize_line(
                f"{fault.remedy} {_tell_others(beside[fault.folder] - 1)}".rstrip() if fault.folder else fault.remedy
            ),
            section=SECTIONS[fault.code],
            plugin=CORE,
            fix=fix_for_mismatch(fault.mismatch) if fault.mismatch else None,
            of_key=fault.mismatch is not None and fault.mismatch.sort in OF_KEYS,
            subject=fault.path,
            in_form=_choose_form_words(fault),
        )


def _choose_form_words(fault: FileProblem) -> FormWords:
    """Return what a form says of it; a form that somebody has just begun is no faulty file."""
    if fault.is_empty:
        return FormWords(message=_("Nothing is filled in yet."), remedy=_("Fill in the fields of this form."))
    return fault.mismatch.in_form if fault.mismatch else AS_IN_FILES


def _tell_others(count: int) -> str:
    return (
        _n("{count} more file is there.", "{count} more files are there.", count).format(count=count)
        if count > 0
        else ""
    )


def convert_plugin_faults(faults: Iterable[PluginFault]) -> Iterator[Finding]:
    """Yield that plugins have failed, at the settings, where they can be switched off.

    Args:
        faults: What failed.
    """
    for fault in faults:
        source = f" ({fault.distribution} {fault.version})" if fault.distribution else ""
        said = _("Plugin {plugin}{source}, {doing}: {message}").format(
            plugin=fault.plugin, source=source, doing=fault.doing, message=fault.message
        )
        said += f" [{fault.short_place}]" if fault.short_place else ""
        yield Finding(
            path=SETTINGS,
            span=START,
            code=PLUGIN_FAILED,
            severity=Severity.ERROR,
            message=sanitize_line(said),
            remedy=sanitize_line(fault.remedy),
            section=SECTIONS[PLUGIN_FAILED],
            plugin=fault.plugin,
            subject=SETTINGS,
        )


def fix_for_mismatch(mismatch: Mismatch) -> Fix | None:
    """Return the change that mends a mismatch, or None.

    It is safe where the file says the very same afterwards: quotes around a date, capital letters in a word of a short list.

    Args:
        mismatch: What does not fit.
    """
    at, suggestion = mismatch.at, mismatch.suggestion
    if not at:
        return None
    if mismatch.mended is not None:
        shown = suggestion or _format_list(mismatch.mended)
        title = _("Write {value}").format(value=shown) if shown else _("Correct the value")
        return Fix(title=title, at=at, value=mismatch.mended, safe=mismatch.certain)
    if suggestion is None or mismatch.sort is MismatchSort.WRONG_TYPE:
        return None
    if mismatch.sort in OF_KEYS:
        return spelling_fix(at, str(at[-1]), suggestion, is_key=True)
    return spelling_fix(at, mismatch.written, suggestion)


def _format_list(value: object) -> str:
    """Return a list of one short text as a file has it; empty for anything else."""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str) and len(value[0]) <= _SHORT:
        return f'["{sanitize_line(value[0])}"]' if not {'"', "\\"} & set(value[0]) else ""
    return ""
