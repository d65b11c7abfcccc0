"""The changes of a plan as text for a terminal, as Markdown for a comment, as HTML and as JSON."""

from __future__ import annotations

import json
import re
from datetime import date
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final

from ogpkit.check.review.plan_changes import FileDeed
from ogpkit.check.review.word_marks import Piece, shorten_pieces
from ogpkit.check.review.wording import ChangeLine, describe_file, name_file, name_place, summarize_changes
from ogpkit.text.i18n import _, _n, current_language
from ogpkit.text.sanitize import escape_comment, for_json, sanitize_line, sanitize_path
from ogpkit.text.scripts import contains_rtl, text_direction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ogpkit.check.review.plan_changes import FileChange, PlanChanges

LONGEST_COMMENT: Final = 60_000
"""Letters of a comment on a merge request; GitHub takes 65,536."""

_BOLD, _DIM, _RED, _GREEN = "1", "2", "31;9", "32"

_QUOTED: Final = re.compile("([“«])([^“”«»]+)([”»])")

_ISOLATE: Final = ("\u2068", "\u2069")
"""Around a text of another direction, so that it does not turn the rest of the line."""


def render_text(plan: PlanChanges, *, colour: bool = False) -> str:
    """Return the changes for a terminal.

    Args:
        plan: The changes.
        colour: Whether the terminal has colours; without them, words that changed stand in `[-…-]` and `{+…+}`.
    """
    return "".join(
        f"{line}\n" for line in _list_text_lines(plan, _paint if colour else _leave_plain, has_colour=colour)
    )


def _group_files(plan: PlanChanges) -> Iterator[tuple[str, Iterable[FileChange]]]:
    """Yield the files of each country and cycle, with what the place is called."""
    for (country, cycle), files in groupby(plan.files, lambda one: (one.country, one.cycle)):
        yield name_place(country, cycle, plan), files


def _group_lines(change: FileChange, plan: PlanChanges) -> Iterator[tuple[str, Iterable[ChangeLine]]]:
    """Yield the changes of a file, with what leads to them."""
    yield from groupby(describe_file(change, plan), lambda one: one.within)


def _list_text_lines(plan: PlanChanges, paint: Callable[[str, str], str], *, has_colour: bool) -> Iterator[str]:
    if not plan.files:
        yield _say_nothing_changed(plan)
        return
    for place, files in _group_files(plan):
        yield paint(sanitize_line(place), _BOLD)
        for change in files:
            yield f"  {paint(sanitize_line(name_file(change, plan)), _BOLD)}  {paint(sanitize_path(change.path), _DIM)}"
            for within, lines in _group_lines(change, plan):
                if within:
                    yield f"    {sanitize_line(within)}"
                indent = "      " if within else "    "
                for line in lines:
                    yield indent + _isolate_quoted(sanitize_line(line.text))
                    if line.pieces:
                        yield f"{indent}  {_isolate(_mark_for_terminal(line.pieces, has_colour=has_colour))}"
        yield ""
    yield from (sanitize_line(line) for line in summarize_changes(plan))


def _mark_for_terminal(pieces: Iterable[Piece], *, has_colour: bool) -> str:
    def mark(piece: Piece) -> str:
        text = sanitize_line(piece.text)
        if piece.mark == "-":
            text = _paint(text, _RED) if has_colour else f"[-{text}-]"
        elif piece.mark == "+":
            text = _paint(text, _GREEN) if has_colour else f"{{+{text}+}}"
        return f"{_lead(piece.text)}{text}{_trail(piece.text)}"

    return "".join(map(mark, shorten_pieces(tuple(pieces))))


def render_markdown(plan: PlanChanges) -> str:
    """Return the changes as Markdown that fits a comment on a merge request.

    Args:
        plan: The changes.
    """
    if not plan.files:
        return f"{escape_comment(_say_nothing_changed(plan))}\n"
    head = "".join(f"- {escape_comment(line)}\n" for line in summarize_changes(plan))
    parts = [f"### {escape_comment(_('What changed in the plan'))}\n\n{head}"]
    room = LONGEST_COMMENT - len(parts[0])
    left_out = 0
    for place, files in _group_files(plan):
        heading = f"\n#### {escape_comment(place)}\n"
        for change in files:
            block = heading + "".join(f"{line}\n" for line in _list_markdown_lines(change, plan))
            if left_out or len(block) > room:
                left_out += 1
                continue
            parts.append(block)
            room, heading = room - len(block), ""
    if left_out:
        said = _n(
            "{count} more document changed. Run “ogpkit diff” to see all changes.",
            "{count} more documents changed. Run “ogpkit diff” to see all changes.",
            left_out,
        ).format(count=left_out)
        parts.append(f"\n{escape_comment(said)}\n")
    return "".join(parts)


def _list_markdown_lines(change: FileChange, plan: PlanChanges) -> Iterator[str]:
    yield f"\n**{escape_comment(name_file(change, plan))}** `{_quote_code(change.path)}`\n"
    for within, lines in _group_lines(change, plan):
        if within:
            yield f"- {escape_comment(within)}"
        indent = "  " if within else ""
        for line in lines:
            yield f"{indent}- {_isolate_quoted(escape_comment(line.text))}"
            if line.pieces:
                yield f"{indent}  {_mark_for_markdown(line.pieces)}"


def _mark_for_markdown(pieces: Iterable[Piece]) -> str:
    """Return a text with tags for what changed: both GitHub and GitLab show them, with words of any script and sign."""
    tags = {"-": ("<del>", "</del>"), "+": ("<ins>", "</ins>"), "=": ("", "")}
    return _isolate(
        "".join(
            f"{_lead(text)}{tags[mark][0]}{escape_comment(text.strip())}{tags[mark][1]}{_trail(text)}"
            for mark, text in shorten_pieces(tuple(pieces))
        )
    )


def render_html(plan: PlanChanges) -> str:
    """Return the changes as a page that stands alone.

    Args:
        plan: The changes.
    """
    language = current_language()
    title = escape(_("What changed in the plan"))
    head = f'<!doctype html>\n<html lang="{escape(language)}" dir="{text_direction(language)}">\n'
    style = "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    style += ":root{color-scheme:light dark}code{overflow-wrap:anywhere}"
    marks = "del{background:#fbd5d5;color:#7a0000}ins{background:#d5f5dd;color:#0b4a1c}"
    meta = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    page = f"<head>{meta}<title>{title}</title><style>{style}{marks}</style></head>\n"
    return head + page + f"<body><main>\n<h1>{title}</h1>\n" + "".join(_list_html(plan)) + "</main></body>\n</html>\n"


def _list_html(plan: PlanChanges) -> Iterator[str]:
    if not plan.files:
        yield f"<p>{escape(_say_nothing_changed(plan))}</p>\n"
        return
    yield "<ul>" + "".join(f"<li>{_clean_html(line)}</li>" for line in summarize_changes(plan)) + "</ul>\n"
    for place, files in _group_files(plan):
        yield f"<h2>{_clean_html(place)}</h2>\n"
        for change in files:
            yield f"<h3>{_clean_html(name_file(change, plan))}</h3>\n"
            yield f"<p><code>{_clean_html(change.path)}</code></p>\n<ul>\n"
            for within, lines in _group_lines(change, plan):
                items = "".join(
                    f"<li>{_isolate_quoted(_clean_html(line.text))}{_mark_for_html(line)}</li>\n" for line in lines
                )
                yield f"<li>{_clean_html(within)}<ul>\n{items}</ul></li>\n" if within else items
            yield "</ul>\n"


def _mark_for_html(line: ChangeLine) -> str:
    if not line.pieces:
        return ""
    tags = {"-": "del", "+": "ins", "=": "span"}
    marked = "".join(
        f"{_lead(text)}<{tags[mark]}>{_clean_html(text)}</{tags[mark]}>{_trail(text)}"
        for mark, text in shorten_pieces(line.pieces)
    )
    return f'<p lang="{escape(line.language)}" dir="auto">{marked}</p>'


def render_json(plan: PlanChanges) -> str:
    """Return the changes for programs: every value before and after, with its key path and its sentence.

    Args:
        plan: The changes.
    """
    found = {
        "format": 1,
        "before": plan.before,
        "after": plan.after,
        "summary": list(summarize_changes(plan)),
        "files": [_convert_file(change, plan) for change in plan.files],
    }
    return json.dumps(found, ensure_ascii=False, indent=2, default=_convert_day) + "\n"


def _convert_file(change: FileChange, plan: PlanChanges) -> dict[str, object]:
    lines = describe_file(change, plan)
    return {
        "path": for_json(change.path),
        "former_path": for_json(change.former or change.path) if change.deed is not FileDeed.ADDED else None,
        "change": change.deed.value,
        "kind": change.kind.name if change.kind else None,
        "country": change.country or None,
        "cycle": change.cycle or None,
        "title": for_json(name_file(change, plan)),
        "values": [
            {
                "at": list(line.difference.at),
                "change": line.difference.deed.value,
                "language": line.difference.language or None,
                "before": _clean_values(line.difference.before),
                "after": _clean_values(line.difference.after),
                "within": for_json(line.within),
                "elsewhere": for_json(line.difference.elsewhere) or None,
                "text": for_json(line.text),
                "words": [[mark, for_json(text)] for mark, text in line.pieces],
            }
            for line in lines
            if line.difference is not None
        ],
    }


def _clean_values(value: object) -> object:
    if isinstance(value, str):
        return for_json(value)
    if isinstance(value, list):
        return [_clean_values(one) for one in value]
    if isinstance(value, dict):
        return {for_json(str(key)): _clean_values(one) for key, one in value.items()}
    return value


def _convert_day(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _say_nothing_changed(plan: PlanChanges) -> str:
    return _("Nothing changed between {before} and {after}.").format(
        before=sanitize_line(plan.before), after=sanitize_line(plan.after)
    )


def _clean_html(text: str) -> str:
    return escape(sanitize_line(text))


def _quote_code(text: str) -> str:
    return sanitize_path(text).replace("`", "'")


def _isolate(text: str) -> str:
    return f"{_ISOLATE[0]}{text}{_ISOLATE[1]}" if contains_rtl(text) else text


def _isolate_quoted(text: str) -> str:
    """Keep what ends a quoted text of another direction at its end, such as a full stop."""
    return _QUOTED.sub(lambda found: f"{found[1]}{_isolate(found[2])}{found[3]}", text)


def _lead(text: str) -> str:
    return " " if text[:1].isspace() else ""


def _trail(text: str) -> str:
    return " " if text[-1:].isspace() and text.strip() else ""


def _paint(text: str, hue: str) -> str:
    return f"\x1b[{hue}m{text}\x1b[0m"


def _leave_plain(text: str, _hue: str) -> str:
    return text


RENDERERS: Final = {"text": render_text, "markdown": render_markdown, "json": render_json, "html": render_html}
"""What writes each form of output."""
