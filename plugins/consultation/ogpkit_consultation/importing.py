"""Comments in from elsewhere: an online form's export as CSV or XLSX, mails, text files; each comment comes in once."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

import attrs

from ogpkit.api import (
    Import,
    Importer,
    ImportProblem,
    OgpkitError,
    Place,
    RowNames,
    Scope,
    SheetDescription,
    SheetImport,
)
from ogpkit.api.content import (
    CellFormat,
    DayOrder,
    check_values,
    fields_of,
    make_content_name,
    owed_languages,
    parse_toml,
    read_entity,
)
from ogpkit.api.editing import LONGEST_TEXT, decode_text, read_incoming, read_mail, read_mapping
from ogpkit.api.output import csv_bytes
from ogpkit.api.text import N_, _, _n, redact_contacts, sanitize_line, sanitize_path, use_language
from ogpkit_consultation.comment_form import is_form, read_form
from ogpkit_consultation.comments import DuplicateFinder, identify_author, normalize_text
from ogpkit_consultation.kinds import COMMENT
from ogpkit_consultation.model import Comment
from ogpkit_consultation.platforms import CommentColumns, read_records
from ogpkit_consultation.process_database import PROCESS_DATABASE
from ogpkit_consultation.publication import strip_author

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from ogpkit.api.content import Workspace

SUFFIXES: Final = (".csv", ".xlsx", ".ods", ".json", ".eml", ".txt")
"""The files out of which comments can be taken."""

_WORDS: Final[Mapping[str, Any]] = parse_toml(Path(__file__).with_name("headings.toml").read_bytes())
"""What the columns of forms are called by the field, and what people choose or type as their group."""


_LOOKED_AT: Final = 400
"""Letters that are looked at."""

_LONGEST_BEGIN: Final = 60
"""Letters of what is left out of a mail that a note shows."""

_MOST: Final = 0.8
"""The share of letters from which on a text counts as written in a script."""


class NoComment(OgpkitError):
    """Raised when there is no comment in a file that can be read."""


class KnownComments:
    """Comments that are there already, by what they say and by what they said when they came in."""

    def __init__(self, known: Iterable[tuple[str, Comment]]) -> None:
        """Begin with the comments that there are, by their identifiers."""
        self._said = DuplicateFinder()
        self._came_in: dict[str, str] = {}
        for identifier, comment in known:
            self.add(comment, identifier)

    def add(self, comment: Comment, identifier: str, /) -> None:
        """Take a comment in."""
        self._said.add(comment, identifier)
        self._came_in[comment.source.rpartition("#")[2]] = identifier

    def find(self, comment: Comment, /) -> str | None:
        """Return the identifier of the comment that says the same, if there is one."""
        return self._came_in.get(compute_fingerprint(comment)) or self._said.find(comment)


def compute_fingerprint(comment: Comment) -> str:
    """Return by what a comment is known again, even if somebody has since changed its file: its words and its author.

    Args:
        comment: The comment as it came in.
    """
    return blake2b(f"{normalize_text(comment.text)}\0{identify_author(comment)}".encode(), digest_size=8).hexdigest()


def _get_day(comment: Comment) -> str:
    return comment.received.isoformat()


def tell_words(comment: Comment) -> str:
    """Return what the name of a comment's file is made of: its letters and its address, and nothing that leads to its author.

    The name is public, and short enough that somebody could try out whose address or number is in it.

    Args:
        comment: The comment as it came in.
    """
    with use_language("en"):  # the words that stand in place of what is left out
        words = redact_contacts(strip_author(comment), "", frozenset())
    return "".join(filter(str.isalpha, normalize_text(words))) + f"\0{comment.url or ''}"


def make_comment_name(comment: Comment, taken: Container[str]) -> str:
    """Make an identifier for a comment: its day, and letters made of its words.

    Args:
        comment: The comment as it came in.
        taken: The identifiers that others have.
    """
    return make_content_name(_get_day(comment), tell_words(comment), taken)


def list_fields() -> tuple[str, ...]:
    """Return the fields of a comment that a sheet can give, from its declaration."""
    return tuple(field.key for field in fields_of(Comment) if field.key not in COMMENT_SHEET.without)


def _note_source(
    _workspace: Workspace, _names: Mapping[str, str], values: Mapping[str, Any], row: int
) -> Mapping[str, Any]:
    """Return where a comment came from, so that it is known again after somebody has changed it."""
    comment = Comment(
        received=date.min, text=values.get("text", ""), author=values.get("author", ""), email=values.get("email")
    )
    return {"source": f"{row}#{compute_fingerprint(comment)}"}


_COLUMNS: Final = CommentColumns(
    aliases={field: tuple(headings) for field, headings in _WORDS["fields"].items()},
    titles=tuple(_WORDS["titles"]["words"]),
)
"""What forms call their columns."""

COMMENT_SHEET: Final = SheetImport(
    name="comments",
    title="Comments on the consultation",
    kind=COMMENT,
    scope=Scope.CYCLE,
    aliases=_COLUMNS.aliases,
    cells=CellFormat(words={word: group for group, words in _WORDS["groups"].items() for word in words}),
    without=("response", "source"),
    is_open=True,
    names=RowNames(needed="text", stem=_get_day, tell=tell_words, know=KnownComments),
    complete=_note_source,
    prepare=_COLUMNS.prepare,
)
"""The export of a form: a comment a row, each under its day and a few letters that are made of its words."""


def read_form_file(data: bytes, workspace: Workspace, place: Place) -> Import:
    """Return the comment that the form on the website sent.

    Args:
        data: The mail or the file.
        workspace: The workspace that it would go into.
        place: The cycle.
    """
    try:
        comment = read_form(data, workspace.today, "", workspace, place)
    except OgpkitError as error:
        return Import(files={}, not_understood=(ImportProblem(row=0, column="", message=str(error)),), records=1)
    there = workspace.all(Comment, place.country, place.cycle)
    if same := KnownComments((one.id, one.entity) for one in there).find(comment):
        note = _("{origin}: already imported as {id}.").format(origin=_("Comment"), id=same)
        return Import(files={}, records=1, notes=(note,))
    name = make_comment_name(comment, {one.id for one in there})
    path = COMMENT.pattern.fill({"country": place.country, "cycle": place.cycle, "id": name})
    whole = _complete_comment(comment, ReadingOptions(), workspace, place.country)
    return Import(files={path: whole}, records=1, notes=(_("The sender is not verified."),))


COMMENT_FORM: Final = Importer(
    name="comment-form",
    title=N_("Comment from the form on the website"),
    suffixes=(".eml", ".txt"),
    scope=Scope.CYCLE,
    read=read_form_file,
)
"""A comment out of a mail or a file that the form on the website sends."""

IMPORTERS: Final = (COMMENT_SHEET.importer, COMMENT_FORM, PROCESS_DATABASE)
"""Everything that this plugin takes in."""


@attrs.frozen(kw_only=True)
class ReadingOptions:
    """How files are to be understood where they do not say.

    Attributes:
        language: The language of comments that do not say their own.
        received: The day of comments that bear none; for a text file its own day when left out.
        days: How days such as 03/04/2012 are written.
        columns: The headings of the columns for a field, where they are not understood by themselves.
        encoding: In which encoding text files and CSV files are that are not in UTF-8.
        mapping: The content of a mapping file, which says how a sheet is written and what its columns are.
        only: The rows of sheets that are taken in: what stands in a column, by its heading.
        leave_out: The rows of sheets that are left out, said in the same way.
    """

    language: str | None = None
    received: date | None = None
    days: DayOrder = DayOrder.UNKNOWN
    columns: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, hash=False)
    encoding: str = ""
    mapping: bytes | None = None
    only: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, hash=False)
    leave_out: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, hash=False)

    def describe_sheet(self) -> SheetDescription:
        """Return how sheets are written: what the mapping says, and what was said besides, which goes before it."""
        description = (
            read_mapping(self.mapping, COMMENT.name, COMMENT_SHEET.levels)
            if self.mapping is not None
            else SheetDescription()
        )
        return attrs.evolve(
            description,
            order=description.order if self.days is DayOrder.UNKNOWN else self.days,
            encoding=self.encoding or description.encoding,
            only={**description.only, **self.only},
            leave_out={**description.leave_out, **self.leave_out},
        )


_Part: TypeAlias = Comment | ImportProblem | str
"""What is found in a file: a comment, whose source says where it was found; what nobody understood; what was left out."""


def read_comments(paths: Iterable[Path], reading: ReadingOptions, workspace: Workspace, place: Place) -> Import:
    """Return what comments in files, and in all files of folders, would bring: each that is not there yet, under its own name.

    Args:
        paths: The files and folders.
        reading: How they are to be understood where they do not say.
        workspace: The workspace that they would go into.
        place: The cycle.
    """
    there = workspace.all(Comment, place.country, place.cycle)
    known = KnownComments((one.id, one.entity) for one in there)
    taken = {one.id for one in there}
    parts = [part for path in paths for part in _read_path(path, reading, workspace, place)]
    notes = [part for part in parts if isinstance(part, str)]
    comments = [part for part in parts if isinstance(part, Comment)]
    new: dict[str, Comment] = {}
    for comment in comments:
        if same := known.find(comment):
            notes.append(_("{origin}: already imported as {id}.").format(origin=sanitize_path(comment.source), id=same))
            continue
        name = make_comment_name(comment, taken)
        taken.add(name)
        path = COMMENT.pattern.fill({"country": place.country, "cycle": place.cycle, "id": name})
        new[path] = _complete_comment(comment, reading, workspace, place.country)
        known.add(new[path], name)
    notes.append(_n("{count} new comment.", "{count} new comments.", len(new)).format(count=len(new)))
    if silent := sum(1 for comment in new.values() if comment.language is None):
        text = _(
            "Comments in an unknown language: {count}. Choose it for each in the list, or for all in “Language” (--language)."
        )
        notes.append(text.format(count=silent))
    problems = tuple(part for part in parts if isinstance(part, ImportProblem))
    if any(one.row or one.column in list_fields() for one in problems):
        notes.append(
            _(
                "Say how dates are written (--days), when comments without a date were received (--received), and which "
                "column is which (--column)."
            )
        )
    return Import(files=new, not_understood=problems, records=len(comments), notes=tuple(notes))


def _complete_comment(comment: Comment, reading: ReadingOptions, workspace: Workspace, country: str) -> Comment:
    # one who writes to a consultation writes to a whole country
    spoken = comment.language.partition("-")[0] if comment.language else None
    return attrs.evolve(
        comment,
        language=spoken or reading.language or guess_language(comment.text, workspace, country),
        source=f"{comment.source}#{compute_fingerprint(comment)}",
    )


def _read_path(path: Path, reading: ReadingOptions, workspace: Workspace, place: Place) -> Iterator[_Part]:
    if not path.is_dir():
        yield from _read_file(path, reading, workspace, place)
        return
    for file in sorted(path.rglob("*")):
        if not file.is_file() or any(part.startswith(".") for part in file.relative_to(path).parts):
            continue
        if file.suffix.lower() in SUFFIXES:
            yield from _read_file(file, reading, workspace, place)
        else:
            yield _("{file}: left out.").format(file=sanitize_path(file.name))


def _read_file(file: Path, reading: ReadingOptions, workspace: Workspace, place: Place) -> Iterable[_Part]:
    sort = file.suffix.lower()
    try:
        if sort in (".csv", ".xlsx", ".ods", ".json"):
            return _read_sheet(file, reading, workspace, place)
        if sort not in (".eml", ".txt", ""):
            message = _("Comments cannot be read from this kind of file. Save it as one of: {forms}.")
            raise NoComment(message.format(forms=", ".join(SUFFIXES)))
        if sort == ".eml":
            return list(_read_mail(file, reading, workspace, place))
        return [_read_text(file, reading, workspace, place)]
    except OSError as error:  # a file costs itself only, and says why
        message = _("This file cannot be read: {reason}.").format(reason=error.strerror or error)
    except OgpkitError as error:
        message = str(error)
    return [ImportProblem(row=0, column="", message=f"{sanitize_path(file.name)}: {message}")]


def _read_sheet(file: Path, reading: ReadingOptions, workspace: Workspace, place: Place) -> Iterable[_Part]:
    """Read a form's export; which of its comments are there already is found out for all files together."""

    def note_row(
        _workspace: Workspace, _names: Mapping[str, str], _values: Mapping[str, Any], row: int
    ) -> Mapping[str, Any]:
        received = {"received": reading.received} if reading.received else {}
        return {"source": sanitize_line(f"{file.name}:{row}"), **received}

    form = attrs.evolve(
        COMMENT_SHEET,
        headings={field: headings[0] for field, headings in reading.columns.items() if field != "text"},
        prepare=attrs.evolve(_COLUMNS, chosen=reading.columns.get("text", ())).prepare,
        names=RowNames(needed="text"),
        complete=note_row,
    )
    name = sanitize_path(file.name)
    data = read_incoming(file)
    notes: tuple[str, ...] = ()
    if file.suffix.lower() == ".json":
        table, notes = read_records(data)
        data = csv_bytes(table)
    found = form.read(data, workspace, place, reading.describe_sheet())
    return [
        *(f"{name}: {note}" for note in notes),
        *(read_entity(dict(cast("Mapping[str, object]", values)), Comment) for values in found.files.values()),
        *(f"{name}: {note}" for note in found.notes),
        *(attrs.evolve(one, message=f"{one.message} ({name})") for one in found.not_understood),
    ]


def _read_mail(file: Path, reading: ReadingOptions, workspace: Workspace, place: Place) -> Iterator[_Part]:
    data = read_incoming(file)
    mail = read_mail(data)
    if is_form(mail.text.encode()):
        yield read_form(data, workspace.today, sanitize_line(file.name), workspace, place)
        return
    received = mail.received or reading.received
    if received is None:
        raise NoComment(_("This e-mail has no date. Use --received to say when you received it."))
    comment = Comment(
        received=received,
        author=mail.author,
        language=mail.language,
        text=mail.text,
        email=mail.email,
        source=sanitize_line(file.name),
    )
    wrong = {one.at: f"{one.message} {one.remedy}" for one in check_values(comment)}
    if set(wrong) == {("email",)}:  # an address that is none; the comment counts all the same
        comment, wrong = attrs.evolve(comment, email=None), {}
    if wrong:
        raise NoComment(" ".join(wrong.values()))
    yield comment
    if mail.left_out:
        yield _say_left_out(file, mail.left_out)


def _say_left_out(file: Path, below: str) -> str:
    """Say what of a mail does not come in: whoever misses words sees where they were."""
    lines = [line for line in below.splitlines() if line.strip()]
    begin = " ".join(below.split())
    said = _n(
        "{file}: {count} line below the text is left out: “{begin}”.",
        "{file}: {count} lines below the text are left out. They begin: “{begin}”.",
        len(lines),
    )
    short = f"{begin[:_LONGEST_BEGIN]}…" if len(begin) > _LONGEST_BEGIN else begin
    return said.format(file=sanitize_path(file.name), count=len(lines), begin=sanitize_line(short))


def _read_text(file: Path, reading: ReadingOptions, workspace: Workspace, place: Place) -> Comment | str:
    data = read_incoming(file)
    if is_form(data):
        received = reading.received or _get_file_day(file)
        return read_form(data, received, sanitize_line(file.name), workspace, place)
    text = decode_text(data, reading.encoding).replace("\r\n", "\n").strip()
    if not text:
        return _("{file}: empty, left out.").format(file=sanitize_path(file.name))
    if len(text) > LONGEST_TEXT:
        raise NoComment(
            _("This file has more than {most} letters, too many for a comment.").format(most=f"{LONGEST_TEXT:,}")
        )
    received = reading.received or _get_file_day(file)
    return Comment(received=received, text=text, source=sanitize_line(file.name))


def _get_file_day(file: Path) -> date:
    try:
        return datetime.fromtimestamp(file.stat().st_mtime).astimezone().date()
    except (ValueError, OverflowError) as error:  # a day that no calendar has
        raise NoComment(_("This file has no date. Use --received to say when you received it.")) from error


def guess_language(text: str, workspace: Workspace, country: str) -> str | None:
    """Return the only language of a country that is written in a text's letters; None where there is none or are several.

    Args:
        workspace: The workspace, whose languages count too.
        country: The country's identifier.
    """
    script = detect_script(text)
    languages = dict.fromkeys((*owed_languages(workspace, country), *workspace.settings.workspace.languages))
    fitting = [language for language in languages if script and find_script(language) == script]
    return fitting[0] if len(fitting) == 1 else None


def detect_script(text: str) -> str | None:
    """Return the script of a text as its four-letter code, or None where it is mixed or has no letters."""
    letters = [letter for letter in text[: 4 * _LOOKED_AT] if letter.isalpha()][:_LOOKED_AT]
    if not letters:
        return None
    [(name, count)] = Counter(unicodedata.name(letter, "?").split()[0] for letter in letters).most_common(1)
    return _read_codes().get(name) if count >= _MOST * len(letters) else None


@cache
def find_script(language: str) -> str | None:
    """Return the script in which a language is usually written, as its four-letter code.

    Args:
        language: A language code, with its script if need be.
    """
    from babel.core import get_global  # noqa: PLC0415  few commands need it

    parts = language.split("-")
    if len(parts) > 1 and len(parts[1]) == len("Latn"):
        return parts[1]
    likely = get_global("likely_subtags").get(parts[0], "")
    return next((part for part in str(likely).split("_")[1:] if len(part) == len("Latn")), None)


@cache
def _read_codes() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415  few commands need it

    return {name.upper(): code for code, name in Locale.parse("en").scripts.items()}
