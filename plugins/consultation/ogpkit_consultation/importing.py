"""Comments in from elsewhere: an online form's export as CSV or XLSX, mails, text files; each comment comes in once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.api import ImportProblem, OgpkitError
from ogpkit.api.content import (
    AmbiguousDay,
    CellFormat,
    Commitment,
    DayOrder,
    UnreadableCell,
    check_values,
    fields_of,
    is_empty_cell,
    parse_cell,
)
from ogpkit.api.editing import is_text_in, read_incoming, read_sheet
from ogpkit.api.text import _, _n, sanitize_line, sanitize_path
from ogpkit_consultation.comments import SaidBefore, free_numbers, identify_author, normalize_text
from ogpkit_consultation.kinds import COMMENT
from ogpkit_consultation.mail import LONGEST_TEXT, NoComment, read_mail
from ogpkit_consultation.model import Comment
from ogpkit_consultation.scripts import guess_language
from ogpkit_consultation.understanding import find_field, group_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from ogpkit.api.content import Document, Workspace
    from ogpkit.api.editing import EditSession, Sheet

SUFFIXES: Final = (".csv", ".xlsx", ".eml", ".txt")
"""The files out of which comments can be taken."""


@attrs.frozen(kw_only=True)
class Reading:
    """How files are to be understood where they do not say.

    Attributes:
        language: The language of comments of which it is not known.
        received: The day of comments that bear none; for a text file its own day when left out.
        days: How days such as 03/04/2012 are written.
        columns: The heading of the column for a field, where it is not understood by itself.
        encoding: In which encoding text files and CSV files are that are not in UTF-8.
    """

    language: str | None = None
    received: date | None = None
    days: DayOrder = DayOrder.UNKNOWN
    columns: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    encoding: str = ""


@attrs.frozen(kw_only=True)
class Incoming:
    """Comment on its way in.

    Attributes:
        comment: What it says.
        origin: Where it was found: a file, with the row in a sheet.
    """

    comment: Comment
    origin: str


@attrs.frozen(kw_only=True)
class Found:
    """Content of some files: comments, and what was left out.

    Attributes:
        comments: The comments.
        left_out: What was left out knowingly, each in a sentence.
        not_understood: What nobody could make anything of.
    """

    comments: tuple[Incoming, ...] = ()
    left_out: tuple[str, ...] = ()
    not_understood: tuple[ImportProblem, ...] = ()


@attrs.frozen(kw_only=True)
class Intake:
    """Comments and files that an import would write.

    Attributes:
        new: The new comments, by path.
        repeated: Where a comment was found that is there already, with the identifier of that one.
    """

    new: Mapping[str, Comment] = attrs.field(hash=False)
    repeated: tuple[tuple[str, str], ...] = ()


def read_files(paths: Iterable[Path], reading: Reading, workspace: Workspace, place: tuple[str, str]) -> Found:
    """Return the comments in files, and in all files of folders.

    Args:
        paths: The files and folders.
        reading: How they are to be understood where they do not say.
        workspace: The workspace that they would go into.
        place: The country's and the cycle's identifier.
    """
    parts = [part for path in paths for part in _read_path(path, reading, workspace, place)]
    return Found(
        comments=tuple(one for part in parts for one in part.comments),
        left_out=tuple(one for part in parts for one in part.left_out),
        not_understood=tuple(one for part in parts for one in part.not_understood),
    )


def _read_path(path: Path, reading: Reading, workspace: Workspace, place: tuple[str, str]) -> Iterator[Found]:
    if not path.is_dir():
        yield _read_file(path, reading, workspace, place)
        return
    for file in sorted(path.rglob("*")):
        if not file.is_file() or any(part.startswith(".") for part in file.relative_to(path).parts):
            continue
        if file.suffix.lower() in SUFFIXES:
            yield _read_file(file, reading, workspace, place)
        else:
            yield Found(left_out=(_("{file}: left out.").format(file=sanitize_path(file.name)),))


def _read_file(file: Path, reading: Reading, workspace: Workspace, place: tuple[str, str]) -> Found:
    readers: dict[str, Callable[[Path, Reading], Found]] = {".eml": _read_mail, ".txt": _read_text, "": _read_text}
    try:
        if file.suffix.lower() in (".csv", ".xlsx"):
            commitments = [found.id for found in workspace.all(Commitment, *place)]
            return _read_sheet(file.name, read_sheet(_decode_sheet(read_incoming(file), reading)), reading, commitments)
        if file.suffix.lower() not in readers:
            message = _("Comments cannot be taken out of a file of this form. Save it as one of: {forms}.")
            raise NoComment(message.format(forms=", ".join(SUFFIXES)))
        return readers[file.suffix.lower()](file, reading)
    except (OgpkitError, OSError) as error:  # a file costs itself only, and says why
        said = _explain_error(error)
        return Found(not_understood=(ImportProblem(row=0, column=sanitize_path(file.name), message=said),))


def _explain_error(error: Exception) -> str:
    if isinstance(error, OSError):
        return _("This file cannot be read: {reason}.").format(reason=error.strerror or error)
    return str(error)


def _decode_sheet(sheet: bytes, reading: Reading) -> bytes:
    """Return a sheet in UTF-8.

    What is in another encoding is not guessed, because the letters of every script would pass for Latin.
    """
    if sheet.startswith(b"PK") or (b"\0" not in sheet and is_text_in(sheet, "utf-8")):
        return sheet
    return _decode_text(sheet, reading.encoding).encode()


def _read_mail(file: Path, reading: Reading) -> Found:
    mail = read_mail(read_incoming(file))
    received = mail.received or reading.received
    if received is None:
        raise NoComment(_("This mail bears no day: say with --received when it came in."))
    comment = Comment(
        received=received,
        author=mail.author,
        language=mail.language,
        text=mail.text,
        email=mail.email,
    )
    wrong = dict(_list_unfit_values(comment))
    if set(wrong) == {"email"}:  # an address that is none; the comment counts all the same
        comment, wrong = attrs.evolve(comment, email=None), {}
    if wrong:
        raise NoComment(" ".join(wrong.values()))
    return Found(comments=(Incoming(comment=comment, origin=file.name),))


def _read_text(file: Path, reading: Reading) -> Found:
    text = _decode_text(read_incoming(file), reading.encoding).replace("\r\n", "\n").strip()
    if not text:
        return Found(left_out=(_("{file}: empty, left out.").format(file=sanitize_path(file.name)),))
    if len(text) > LONGEST_TEXT:
        raise NoComment(
            _("This file has more than {most} letters; that is no comment.").format(most=f"{LONGEST_TEXT:,}")
        )
    received = reading.received or _get_file_day(file)
    return Found(comments=(Incoming(comment=Comment(received=received, text=text), origin=file.name),))


def _get_file_day(file: Path) -> date:
    try:
        return datetime.fromtimestamp(file.stat().st_mtime).astimezone().date()
    except (ValueError, OverflowError) as error:  # a day that no calendar has
        raise NoComment(_("This file bears no day: say with --received when it came in.")) from error


def _decode_text(data: bytes, encoding: str) -> str:
    for codec in ("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", encoding):
        try:
            text = data.decode(codec) if codec else "\0"
        except (LookupError, ValueError):
            continue
        if "\0" not in text:
            return text
    raise NoComment(_("This file is not in UTF-8: say with --encoding what it is in, for example windows-1256."))


def _read_sheet(name: str, sheet: Sheet, reading: Reading, commitments: list[str]) -> Found:
    columns, left_out = _match_columns(sheet, reading)
    if "text" not in columns.values():
        message = _(
            "No column is understood as the comment: name it with --column text=HEADING. There are: {headings}."
        )
        headings = ", ".join(sanitize_line(heading) for heading in sheet.headings)
        trouble = ImportProblem(row=0, column="text", message=message.format(headings=headings))
        return Found(not_understood=(trouble,))
    comments: list[Incoming] = []
    wrong = [one for one in sheet.problems if one.column in columns]
    for one in sheet.problems:
        if one.column not in columns:
            where = _("row {row}, {column}").format(row=one.row, column=one.column)
            left_out.append(sanitize_line(f"{where}: {one.message}"))
    for number, row in sheet.rows:
        values, trouble_in_row = _read_values(number, row, columns, reading, commitments)
        if not str(values.get("text") or "").strip():
            left_out.append(
                _("{file}, row {row}: no comment in it, left out.").format(file=sanitize_path(name), row=number)
            )
            continue
        received = values.setdefault("received", reading.received)
        if received is None and not any(one.row == number for one in trouble_in_row):
            message = _("This comment bears no day: say with --received when it came in.")
            trouble_in_row.append(ImportProblem(row=number, column="received", message=message))
        if not trouble_in_row:
            comment = Comment(**values)
            trouble_in_row.extend(
                ImportProblem(row=number, column=key, message=message) for key, message in _list_unfit_values(comment)
            )
            comments.append(Incoming(comment=comment, origin=f"{name}:{number}"))
        wrong.extend(trouble_in_row)
    return Found(comments=tuple(comments), left_out=tuple(left_out), not_understood=tuple(wrong))


def _match_columns(sheet: Sheet, reading: Reading) -> tuple[dict[str, str], list[str]]:
    """Return the field of each heading, and what is said of the columns that are left out."""
    given = {heading: field for field, heading in reading.columns.items()}
    columns: dict[str, str] = {heading: given[heading] for heading in sheet.headings if heading in given}
    left_out = []
    for heading in sheet.headings:
        if heading in columns:
            continue
        field = find_field(heading)
        if field is None or field in columns.values():
            left_out.append(_("The column “{heading}” is left out.").format(heading=sanitize_line(heading)))
        else:
            columns[heading] = field
    return columns, left_out


def _read_values(
    number: int, row: Mapping[str, Any], columns: Mapping[str, str], reading: Reading, commitments: list[str]
) -> tuple[dict[str, Any], list[ImportProblem]]:
    values: dict[str, Any] = {}
    trouble: list[ImportProblem] = []
    for heading, field in columns.items():
        cell = row.get(heading)
        if is_empty_cell(cell):
            continue
        try:
            values[field] = _read_value(field, cell, reading, commitments)
        except AmbiguousDay as error:
            hint = _("Say with --days how it is meant.")
            trouble.append(ImportProblem(row=number, column=heading, message=f"{error} {hint}"))
        except UnreadableCell as error:
            trouble.append(ImportProblem(row=number, column=heading, message=str(error)))
    return values, trouble


def _read_value(field: str, cell: Any, reading: Reading, commitments: list[str]) -> object:
    if field == "group":
        return group_named(str(cell).strip())
    shape = next(one.shape for one in fields_of(Comment) if one.key == field)
    value: Any = parse_cell(cell, shape, CellFormat(order=reading.days))
    if field == "language":
        return str(value).partition("-")[0]  # one who writes to a consultation writes to a whole country
    if field != "commitments":
        return value
    for unknown in (name for name in value if name not in commitments):
        known = ", ".join(commitments) or "–"
        message = _("There is no commitment “{name}”; there are: {known}.")
        raise UnreadableCell(message.format(name=sanitize_line(unknown), known=known))
    return tuple(value)


def _list_unfit_values(comment: Comment) -> Iterator[tuple[str, str]]:
    for one in check_values(comment):
        yield ".".join(map(str, one.at)), f"{one.message} {one.remedy}"


def compute_fingerprint(comment: Comment) -> str:
    """Return by what a comment is known again, even if somebody has since changed its file: its words and its author.

    Args:
        comment: The comment as it came in.
    """
    return blake2b(f"{normalize_text(comment.text)}\0{identify_author(comment)}".encode(), digest_size=8).hexdigest()


class _Known:
    """Comments that are there already, by what they say and by what they said when they came in."""

    def __init__(self, comments: Iterable[Document[Comment]]) -> None:
        self._said = SaidBefore()
        self._came_in: dict[str, str] = {}
        for comment in comments:
            self._said.add(comment.entity, comment.id)
            self._came_in[comment.entity.source.rpartition("#")[2]] = comment.id

    def add(self, comment: Comment, identifier: str) -> None:
        self._said.add(comment, identifier)

    def find_same(self, comment: Comment) -> str | None:
        return self._came_in.get(compute_fingerprint(comment)) or self._said.find(comment)


def plan_intake(found: Found, reading: Reading, workspace: Workspace, place: tuple[str, str]) -> Intake:
    """Return what an import would write: every comment that is not there yet, under the next free number.

    Args:
        found: The comments.
        reading: How they are to be understood where they do not say.
        place: The country's and the cycle's identifier.
    """
    there = workspace.all(Comment, *place)
    known = _Known(there)
    names = free_numbers(one.id for one in there)
    new: dict[str, Comment] = {}
    repeated: list[tuple[str, str]] = []
    for incoming in found.comments:
        same = known.find_same(incoming.comment)
        if same is not None:
            repeated.append((incoming.origin, same))
            continue
        name = next(names)
        path = COMMENT.pattern.fill({"country": place[0], "cycle": place[1], "id": name})
        new[path] = _complete_comment(incoming, reading, workspace, place)
        known.add(incoming.comment, name)
    return Intake(new=new, repeated=tuple(repeated))


def _complete_comment(incoming: Incoming, reading: Reading, workspace: Workspace, place: tuple[str, str]) -> Comment:
    comment = incoming.comment
    language = comment.language or reading.language or guess_language(comment.text, workspace, place[0])
    source = f"{sanitize_line(incoming.origin)}#{compute_fingerprint(comment)}"
    return attrs.evolve(comment, language=language, source=source)


def bring_in(desk: EditSession, taken: Intake) -> tuple[str, ...]:
    """Make the files of new comments, as one step that can be undone; nothing is saved yet.

    Args:
        taken: What is to be written.

    Returns:
        The paths of the new files.
    """
    if taken.new:
        desk.create_all(taken.new, _("Import of comments"))
    return tuple(taken.new)


def describe_intake(found: Found, taken: Intake) -> Iterator[str]:
    """Yield what an import does, in lines.

    Args:
        found: What was in the files.
        taken: What of it would be written.
    """
    yield from found.left_out
    for one in found.not_understood:
        where = _("row {row}, {column}").format(row=one.row, column=one.column) if one.row else one.column
        yield sanitize_line(f"{where}: {one.message}")
    for origin, same in taken.repeated:
        yield _("{origin}: is there already, as {id}.").format(origin=sanitize_path(origin), id=same)
    count = len(taken.new)
    yield _n("{count} new comment.", "{count} new comments.", count).format(count=count)
    silent = sum(1 for comment in taken.new.values() if comment.language is None)
    if silent:
        yield _n(
            "Of {count} the language is not known: say it in the inbox, or with --language.",
            "Of {count} the language is not known: say it in the inbox, or with --language.",
            silent,
        ).format(count=silent)
