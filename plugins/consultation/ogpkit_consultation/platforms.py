"""What the columns of a platform's export mean, and what the text of a comment is where nobody has said it: never a guess.

The layouts of known platforms are data (`platforms.toml`). Of any other sheet the text is the one column that is called so. Where
several could be it, nothing is taken before somebody says which.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.api.content import is_language, normalize_word, parse_toml, read_entity
from ogpkit.api.editing import NoSheet, is_html, read_page
from ogpkit.api.text import Table, _, _n, join_list, sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ogpkit.api import SheetDescription
    from ogpkit.api.editing import Sheet, SheetValue

_WORDS_OF_PROSE: Final = 4
_LETTERS_OF_PROSE: Final = 25
"""From how many words or letters on a cell is something that a person wrote, and no choice, name or number."""

_EPOCH: Final = re.compile(r"1\d{9}(?:\d{3})?")
"""A moment in seconds or in thousandths since 1970, from 2001 on."""

_SAMPLE: Final = 60
_MOST_NAMED: Final = 8


@attrs.frozen(kw_only=True)
class Platform:
    """Layout of the exports of a platform.

    Attributes:
        title: What the platform is called.
        known_by: Groups of headings; of each group one is there. `*` stands for any letters.
        text: The columns that make the text, in this order.
        received: The columns of which the first that says something gives the day; so with the others.
        author: The same for the author.
        language: The same for the language.
        url: The same for the address.
        leave_out: The rows that a moderator or the author took back: what stands in a column, by its heading.
    """

    title: str
    known_by: tuple[tuple[str, ...], ...]
    text: tuple[str, ...]
    received: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    url: tuple[str, ...] = ()
    leave_out: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, hash=False)

    def knows(self, headings: Iterable[str]) -> bool:
        """Tell whether a sheet with these headings is one of its exports."""
        return all(find_headings(group, headings) for group in self.known_by)


@cache
def list_platforms() -> tuple[Platform, ...]:
    """Return the platforms that are known."""
    data = parse_toml(Path(__file__).with_name("platforms.toml").read_bytes())
    return tuple(read_entity(table, Platform) for table in data.values() if isinstance(table, dict))


def find_headings(patterns: Iterable[str], headings: Iterable[str]) -> list[str]:
    """Return the headings that fit one of some patterns, in the order of the patterns.

    Args:
        patterns: Headings, with `*` for any letters.
    """
    there = list(headings)
    found = (
        heading for pattern in patterns for heading in there if fnmatchcase(heading.casefold(), pattern.casefold())
    )
    return list(dict.fromkeys(found))


@attrs.frozen(kw_only=True)
class CommentColumns:
    """Gives a sheet of comments one column for each field that its layout spreads over several.

    Attributes:
        aliases: What forms call a column, by the field.
        titles: What forms call the line above a text.
        chosen: The columns of the text, where somebody has said them.
    """

    aliases: Mapping[str, tuple[str, ...]] = attrs.field(hash=False)
    titles: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()

    def prepare(self, sheet: Sheet, mapping: SheetDescription | None) -> Sheet:
        """Return a sheet of which it is clear what the text is.

        Args:
            sheet: The sheet as it was read.
            mapping: What somebody says of it; where it says what the columns are, nothing is to be found out.

        Raises:
            NoSheet: Several columns could be the text, or one that was named is not there.
        """
        if mapping is not None and any(mapping.list_levels()):
            return sheet
        platform = next((one for one in list_platforms() if one.knows(sheet.headings)), None)
        if self.chosen:
            self._require(sheet)
        if platform is not None:
            decided = frozenset(mapping.filters) if mapping is not None else frozenset()
            sheet = _leave_rows(sheet, {key: said for key, said in platform.leave_out.items() if key not in decided})
            text = self.chosen or tuple(find_headings(platform.text, sheet.headings))
            return _join_columns(sheet, platform, text, tuple(one for one in sheet.headings if one in decided))
        text = self.chosen or self._find_text(sheet)
        return _join_text(sheet, text, is_form=self._is_form(text)) if text else sheet

    def _require(self, sheet: Sheet) -> None:
        for heading in self.chosen:
            if heading not in sheet.headings:
                shown = join_list(map(sanitize_line, sheet.headings[:_MOST_NAMED]))
                message = _("The sheet has no column “{heading}”. It has: {headings}.")
                raise NoSheet(message.format(heading=sanitize_line(heading), headings=shown))

    def _find_text(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the columns that make the text of a sheet that no known platform wrote; nothing where none is called so."""
        meanings = {normalize_word(word): field for field, words in self.aliases.items() for word in (field, *words)}
        titles = {normalize_word(word) for word in self.titles}
        named, title, others = [], [], []
        for heading in sheet.headings:
            meant = meanings.get(normalize_word(heading))
            if meant == "text":
                if not _holds_numbers(sheet, heading):
                    named.append(heading)
            elif normalize_word(heading) in titles:
                title.append(heading)
            elif meant is None and _holds_prose(sheet, heading):
                others.append(heading)
        if len(named) + len(others) > 1 or (others and not named):
            raise NoSheet(_ask_for_text(sheet, (*title, *named, *others)))
        return (*title, *named) if named else ()

    def _is_form(self, text: Sequence[str]) -> bool:
        titles = {normalize_word(word) for word in self.titles}
        return len([heading for heading in text if normalize_word(heading) not in titles]) > 1


def _ask_for_text(sheet: Sheet, candidates: Sequence[str]) -> str:
    shown = []
    for heading in candidates[:_MOST_NAMED]:
        sample = next((cell for cell in _list_cells(sheet, heading) if cell), "")
        short = f"{sample[:_SAMPLE]}…" if len(sample) > _SAMPLE else sample
        shown.append(f"“{sanitize_line(heading)}” ({sanitize_line(short)})")
    message = _(
        "It is not clear which column contains the text of a comment. It could be: {columns}. Use --column text=HEADING. "
        "Repeat it if several columns make the text, such as the questions of a form."
    )
    return message.format(columns=join_list(shown))


def _list_cells(sheet: Sheet, heading: str) -> Iterator[str]:
    for _number, row in sheet.rows:
        cell = row.get(heading)
        yield cell.strip() if isinstance(cell, str) else ("" if cell is None else str(cell))


def _holds_numbers(sheet: Sheet, heading: str) -> bool:
    """Tell whether a column holds counts: something stands in it, and no letter anywhere."""
    cells = [cell for cell in _list_cells(sheet, heading) if cell]
    return bool(cells) and not any(letter.isalpha() for cell in cells for letter in cell)


def _holds_prose(sheet: Sheet, heading: str) -> bool:
    """Tell whether somebody wrote sentences into a column."""
    cells = (
        cell for cell in _list_cells(sheet, heading) if any(map(str.isalpha, cell)) and "://" not in cell.split()[0]
    )
    return any(len(cell) >= _LETTERS_OF_PROSE or len(cell.split()) >= _WORDS_OF_PROSE for cell in cells)


def _leave_rows(sheet: Sheet, leave_out: Mapping[str, tuple[str, ...]]) -> Sheet:
    """Leave out the rows that were taken back on the platform, and say which."""
    kept, notes, cells = list(sheet.rows), [], sheet.left_out
    for heading, said in leave_out.items():
        fitting = {
            number: row for number, row in kept if any(fnmatchcase(_get_word(row.get(heading)), one) for one in said)
        }
        if not fitting:
            continue
        kept = [row for row in kept if row[0] not in fitting]
        cells += sum(1 for row in fitting.values() for cell in row.values() if cell not in (None, ""))
        note = _n(
            "{count} row is left out because of its value in “{heading}”: {rows}.",
            "{count} rows are left out because of their values in “{heading}”: {rows}.",
            len(fitting),
        )
        rows = ", ".join(map(str, fitting))
        notes.append(note.format(count=len(fitting), heading=sanitize_line(heading), rows=rows))
    return attrs.evolve(sheet, rows=tuple(kept), notes=(*sheet.notes, *notes), left_out=cells)


def _get_word(cell: SheetValue) -> str:
    return "" if cell is None else str(cell).strip().casefold()


def _join_columns(sheet: Sheet, platform: Platform, text: tuple[str, ...], asked: tuple[str, ...]) -> Sheet:
    """Return a platform's sheet with the columns of ogpkit and those that were asked for; the others are left out, and named."""
    sources = {
        field: find_headings(getattr(platform, field), sheet.headings)
        for field in ("received", "author", "language", "url")
    }
    used = {*text, *(heading for several in sources.values() for heading in several)}
    rows, turned, cells = [], 0, sheet.left_out
    for number, row in sheet.rows:
        parts, language, is_page = _read_parts(row, text)
        values: dict[str, SheetValue] = {"text": "\n\n".join(said for _heading, said in parts)}
        for field, headings in sources.items():
            said = next((row[heading] for heading in headings if row.get(heading) not in (None, "")), None)
            values[field] = _read_moment(said) if field == "received" else _read_plain(said)
        values["language"] = values["language"] or language
        values |= {heading: row.get(heading) for heading in asked if heading not in values}
        turned += is_page
        cells += sum(
            1
            for heading, cell in row.items()
            if heading not in used and heading not in asked and cell not in (None, "")
        )
        rows.append((number, values))
    others = [heading for heading in sheet.headings if heading not in used and heading not in asked]
    notes = [_("This is an export of {platform}.").format(platform=platform.title), *_describe_text(text, turned)]
    notes += [f"{sanitize_line(heading)} → {_('left out')}" for heading in others]
    shown = tuple(field for field in ("text", *sources) if field == "text" or any(row[field] for _number, row in rows))
    return attrs.evolve(
        sheet,
        headings=(*shown, *(heading for heading in asked if heading not in shown)),
        rows=tuple(rows),
        unheaded=(),
        notes=(*sheet.notes, *notes),
        left_out=cells,
        filled=frozenset(),
        faults={
            (row, _find_field(column, text, sources)): said
            for (row, column), said in sheet.faults.items()
            if column in used
        },
    )


def _find_field(column: str, text: tuple[str, ...], sources: Mapping[str, Sequence[str]]) -> str:
    return "text" if column in text else next(field for field, headings in sources.items() if column in headings)


def _join_text(sheet: Sheet, text: tuple[str, ...], *, is_form: bool) -> Sheet:
    """Return a sheet with one column for the text, whose heading is `text`; the answers of a form keep their questions."""
    rest = [heading for heading in sheet.headings if heading not in text and heading != "text"]
    replaced = "text" in sheet.headings and "text" not in text
    rows, turned, cells = [], 0, sheet.left_out
    for number, row in sheet.rows:
        parts, language, is_page = _read_parts(row, text)
        turned += is_page
        cells += replaced and row.get("text") not in (None, "")
        joined = "\n\n".join(f"{heading}\n{said}" if is_form else said for heading, said in parts)
        values = {"text": joined, **{heading: row.get(heading) for heading in rest}}
        if language and "language" not in rest:
            values["language"] = language
        rows.append((number, values))
    if "language" not in rest and any("language" in row for _number, row in rows):
        rest.append("language")
    notes = [*_describe_text(text, turned), *([f"text → {_('left out')}"] if replaced else [])]
    faults = {(row, "text" if column in text else column): said for (row, column), said in sheet.faults.items()}
    return attrs.evolve(
        sheet,
        headings=("text", *rest),
        rows=tuple(rows),
        faults=faults,
        notes=(*sheet.notes, *notes),
        left_out=cells,
    )


def _describe_text(text: Sequence[str], turned: int) -> Iterator[str]:
    if tuple(text) != ("text",):
        yield f"{join_list(map(sanitize_line, text))} → text"
    if turned:
        yield _n(
            "{count} comment was written as a web page. Only its text is imported.",
            "{count} comments were written as web pages. Only their text is imported.",
            turned,
        ).format(count=turned)


def _read_parts(row: Mapping[str, SheetValue], text: Sequence[str]) -> tuple[list[tuple[str, str]], str, bool]:
    """Return what the columns of the text say, their one language where they name it, and whether any was a page."""
    parts: list[tuple[str, str]] = []
    languages: list[str] = []
    is_page = False
    for heading in text:
        cell = row.get(heading)
        spoken = heading.rpartition("/")[2] if "/" in heading else ""
        said = _read_languages(cell) or {spoken if is_language(spoken) else "": "" if cell is None else str(cell)}
        for language, words in said.items():
            plain, was_page = turn_page(words)
            if plain:
                is_page = is_page or was_page
                languages.append(language)
                parts.append((heading, plain))
    told = set(languages) - {""}
    if len(told) > 1:  # a text in several languages is kept in all of them, each named
        parts = [
            (heading, f"[{language}] {said}" if language else said)
            for (heading, said), language in zip(parts, languages, strict=True)
        ]
    return parts, told.pop() if len(told) == 1 and "" not in languages else "", is_page


def _read_languages(cell: SheetValue) -> dict[str, str]:
    """Return a text by language where a cell holds it so, as platforms store it; what a machine translated is no one's words."""
    if not isinstance(cell, str) or not cell.lstrip().startswith("{"):
        return {}
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    found.pop("machine_translations", None)
    said = {key: text for key, text in found.items() if isinstance(text, str) and is_language(key)}
    return said if len(said) == len(found) else {}


def turn_page(text: str) -> tuple[str, bool]:
    """Return the words of a text that may be written as a web page, and whether it was.

    Args:
        text: The text as a platform keeps it.
    """
    if not is_html(text):
        return text.strip(), False
    return read_page(text, with_links=True)[0], True


def _read_plain(cell: SheetValue) -> SheetValue:
    said = _read_languages(cell)
    return next(iter(said.values()), None) if said else cell


def _read_moment(cell: SheetValue) -> SheetValue:
    said = str(cell).removesuffix(".0")
    if not _EPOCH.fullmatch(said):
        return cell
    return datetime.fromtimestamp(int(said[:10]), UTC).date()


def read_records(data: bytes) -> tuple[Table, tuple[str, ...]]:
    """Return the records of a JSON file as a sheet, each in one row as in a platform's CSV, and what is to be said of it.

    Of several lists in the file the one is meant that a platform is known by, else the longest.

    Args:
        data: The file.

    Raises:
        NoSheet: It is no JSON, or there are no records in it.
    """
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NoSheet(
            _("This file is not a JSON file in UTF-8. Export it again, or save it as “CSV UTF-8”.")
        ) from error
    lists = [[dict(_lay_out(one, "")) for one in found] for found in _find_lists(content)]
    if not lists:
        raise NoSheet(_("There are no comments in this file."))
    records = max(lists, key=lambda found: (any(one.knows(found[0]) for one in list_platforms()), len(found)))
    headings = list(dict.fromkeys(key for record in records for key in record))
    rows = [[record.get(heading) for heading in headings] for record in records]
    return Table(headings, rows), tuple(_find_absent_posts(content, len(records)))


def _find_absent_posts(content: object, there: int) -> Iterator[str]:
    """Say that a topic of Discourse is longer than its file, which holds its first posts alone."""
    stream = content.get("post_stream") if isinstance(content, dict) else None
    every = stream.get("stream") if isinstance(stream, dict) else None
    if isinstance(every, list) and len(every) > there:
        message = _(
            "This file contains {there} of the {all} posts of the topic. Save its other pages too: add ?page=2 to its address."
        )
        yield message.format(there=there, all=len(every))


def _find_lists(content: object) -> Iterator[list[dict[str, Any]]]:
    waiting = [content]
    for value in waiting:
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            tables = [one["node"] if set(one) == {"node"} else one for one in value if isinstance(one, dict)]
            if tables and len(tables) == len(value):
                yield tables  # what lies in the records themselves is part of them
            else:
                waiting += value


def _lay_out(value: object, at: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict) and not (value and all(map(is_language, value))):
        for key, inner in value.items():
            yield from _lay_out(inner, f"{at}/{key}" if at else str(key))
    elif isinstance(value, dict | list):
        yield at, json.dumps(value, ensure_ascii=False) if value else None
    elif isinstance(value, bool):
        yield at, "true" if value else "false"
    else:
        yield at, value
