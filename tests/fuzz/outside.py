"""What comes from outside, made by chance, taken in, and judged: mails, sheets, workspaces, templates."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import tempfile
import tomllib
import zipfile
from base64 import b64encode
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import inputs
from hypothesis import HealthCheck, Phase, given, settings
from one_call import called

from ogpkit.cli.exits import ExitCode
from ogpkit.exchange.sheet_writing import xlsx_bytes
from ogpkit.text.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

_REPORT = re.compile(r"\S+ogpkit-report-\w+\.txt")
PLACE = "XX/2012-2013"
EDGES = (
    *(0, 1, -1, 2**31, 2**63, 10**40, "", "\0", "\r\n", "\u2028", "\ud800", "\x1b[2J", "=1+1", "A" * 5000, "%s{x}"),
    *("99999-01-01", "9999-12-31", "0001-01-01", "1e999", "XFD1048576", "A0", "ZZZZ9", "../../x", "<![CDATA[", "&#0;"),
)
"""Values at the edge of what somebody thought of."""


def _bytes(value: object) -> bytes:
    return str(value).encode("utf-8", "surrogatepass")


def spoilt(chance: Random, data: bytes, times: int = 4) -> bytes:
    """Some bytes with pieces taken away, doubled, moved, exchanged or put in.

    Args:
        chance: Where chance comes from.
        data: The bytes.
        times: How often at most.
    """
    for _time in range(chance.randint(0, times)):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.choice([0, 1, 2, 8, 64, 1000]))
        piece = data[start:end]
        instead = chance.choice(
            [b"", piece * 2, piece[::-1], chance.randbytes(len(piece) or 1), _bytes(chance.choice(EDGES)), piece * 50]
        )
        data = data[:start] + instead + data[end:]
    return data


CHARSETS = (
    "utf-8",
    "utf-16",
    "utf-7",
    "idna",
    "punycode",
    "hex",
    "zip",
    "x-no",
    "",
    "windows-1256",
    "us-ascii",
    "\xff",
)
HEADERS: dict[str, tuple[str, ...]] = {
    "From": (
        "Ana <ana@example.org>",
        "",
        "<>",
        "a@b@c",
        '"' * 60,
        "(" * 3000,
        "=?utf-8?b?" * 300,
        "@" * 999,
        "a:b;c:;",
    ),
    "Date": (
        "Sat, 10 Dec 2011 10:00:00 +0300",
        "1 Jan 99999 00:00:00 +0000",
        "1 Jan 2011 00:00:00 +9999",
        *("1 Jan 0000 0:0:0 -9999", "31 Feb 2011", "9" * 5000, "Sat, 10 Dec 2011 99:99:99 +99999999", ""),
    ),
    "Subject": ("Plan", "", "=?x-no?q?a?=", "=?utf-8?b?////?=", "=?utf-8?q?" + "=41" * 900 + "?=", "a\0b", "x" * 9000),
    "Content-Language": ("sw", "", ",", "en" * 400, "\0"),
    "Content-Disposition": ("inline", "attachment; filename*=utf-8''%ff", "attachment; filename=../../x", ";" * 800),
    "Content-Transfer-Encoding": ("8bit", "base64", "quoted-printable", "x-uuencode", "7bit", "no", "base64;" * 50),
}


def mail(chance: Random, depth: int = 0) -> bytes:
    """A mail with anything in any place, in parts that lie in parts.

    Args:
        chance: Where chance comes from.
        depth: In how many parts it lies.
    """
    lines = [
        f"{name}: {chance.choice(values)}"
        for name, values in HEADERS.items()
        if chance.random() < (0.3 if depth else 0.7)
    ]
    text = chance.choice(
        ["Publish payments.", "> a\n" * 200, "a:\n>", "é" * 90, "-- \n" * 99, "<p>" * 900, "\n" * 4000]
    )
    body = b64encode(text.encode()) if chance.random() < 0.3 else text.encode()
    form = chance.choice(["text/plain", "text/html", "multipart", "message/rfc822", "text/", "/", "image/png", ""])
    if form == "multipart" and depth < 12:
        edge = chance.choice(["b", "b" * 900, "", "a b", '"'])
        form = f'multipart/{chance.choice(["mixed", "alternative", "related", "no", ""])}; boundary="{edge}"'
        parts = [mail(chance, depth + 1) for _part in range(chance.randint(0, 3))]
        body = b"".join(b"--%s\r\n%s\r\n" % (edge.encode(), part) for part in parts)
        body += b"--%s--" % edge.encode() if chance.random() < 0.7 else b""
    elif form == "message/rfc822" and depth < 12:
        body = mail(chance, depth + 1)
    else:
        form += f'; charset="{chance.choice(CHARSETS)}"'
    lines.append(f"Content-Type: {form}")
    chance.shuffle(lines)
    return spoilt(chance, "\r\n".join(lines).encode("utf-8", "replace") + b"\r\n\r\n" + body, 2)


HEADS = ("received", "author", "text", "language", "title", "challenge", "lead", "id", "start", "end", "")


def sheet(chance: Random) -> tuple[str, bytes]:
    """A sheet in one of the forms that spreadsheet programs write, and the end of its name.

    Args:
        chance: Where chance comes from.
    """
    heads = tuple(chance.sample(HEADS, chance.randint(1, 8)))
    values = (*EDGES, "Words", "2012-01-01", date(2012, 1, 1), 1.5, True, None, "sw", "portal")
    rows = [tuple(chance.choice(values) for _head in heads) for _row in range(chance.randint(0, 5))]
    if chance.random() < 0.4:
        edge = chance.choice([",", ";", "\t"])
        lines = [
            edge.join(f'"{cell}"' if chance.random() < 0.5 else str(cell) for cell in row) for row in (heads, *rows)
        ]
        return ".csv", spoilt(chance, chance.choice(["\n", "\r\n", "\r"]).join(lines).encode("utf-8", "surrogatepass"))
    rows = [tuple(value if not isinstance(value, int) or value < 2**53 else 1 for value in row) for row in rows]
    return chance.choice([".xlsx"] * 9 + [".ods"]), _packed(chance, xlsx_bytes({"Sheet": Table(heads, rows)}))


def _packed(chance: Random, book: bytes) -> bytes:
    """A workbook with some parts spoilt, taken away or doubled, and its archive spoilt now and then."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(book)) as source, zipfile.ZipFile(out, "w") as target:
        if chance.random() < 0.1:
            target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        for name in source.namelist():
            part = source.read(name)
            if chance.random() < 0.4:
                part = _marked(chance, part) if chance.random() < 0.7 else spoilt(chance, part)
            if chance.random() > 0.02:
                target.writestr(name, part, zipfile.ZIP_DEFLATED)
    return spoilt(chance, out.getvalue()) if chance.random() < 0.2 else out.getvalue()


def _marked(chance: Random, part: bytes) -> bytes:
    """XML with the value of one attribute or the text of one element exchanged, or with elements in it without end."""
    pieces = part.split(b'"')
    if len(pieces) > 2 and chance.random() < 0.7:
        pieces[chance.randrange(1, len(pieces), 2)] = _bytes(chance.choice(EDGES)).replace(b'"', b"")
        return b'"'.join(pieces)
    place = part.find(b">", chance.randint(0, len(part)))
    more = chance.choice(
        [b"<c>" * 500, b"<v>9</v>", b'<c r="XFD1048576"><v>1</v></c>', b'<row r="999999999"/>', b"<v>-1</v>"]
    )
    return part[: place + 1] + more + part[place + 1 :]


JINJA = (
    *(
        "{{ title }}",
        "{{ blocks|length }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ 1/0 }}",
    ),
    *(
        "{% include '/etc/passwd' %}",
        "{% include '../ogpkit.toml' %}",
        "{% include 'document.html' %}",
        "{% if %}",
        "{{",
    ),
    *(
        "{% for a in range(9**9) %}a{% endfor %}",
        "{{ 'a' * 9**12 }}",
        "{{ 9**9**9 }}",
        "{{ " + "(" * 300 + ")" * 300 + " }}",
    ),
    *(
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% import 'x' as y %}",
        "{{ '%9999999999d'|format(1) }}",
        "\0",
    ),
)
TYPST = (
    *(
        "#let d = json(bytes(sys.inputs.document))",
        "#d.title",
        '#read("/etc/passwd")',
        '#read("../ogpkit.toml")',
        "#nothing",
    ),
    *(
        '#import "@preview/cetz:0.3.0"',
        '#image("x.svg")',
        "#let f(x) = f(x)\n#f(1)",
        "#panic()",
        "#(" * 300,
        "#str(1/0)",
    ),
    *(
        '#include "document.typ"',
        '#eval("1" * 99)',
        '#plugin("x.wasm")',
        "$ x^(2) $",
        "#range(9).sum()",
        "#set page(width: 0pt)",
    ),
)


def template(chance: Random) -> tuple[str, str, bytes]:
    """A template of a country's own: the format that uses it, its name, what it says.

    Args:
        chance: Where chance comes from.
    """
    form, name, lines = chance.choice([("html", "document.html", JINJA), ("pdf", "document.typ", TYPST)])
    said = "\n".join(chance.choice(lines) for _line in range(chance.randint(1, 4)))
    return form, name, spoilt(chance, said.encode(), 1)


def _call(words: list[str], *, is_refusal: Callable[[str], bool] = bool) -> tuple[int, str]:
    """Call a command, which ends as a command ends; one that refuses says why."""
    code, said = called(words, b"")
    for report in (Path(found) for found in _REPORT.findall(said)):
        said += report.read_text("utf-8")
        report.unlink()
    assert code in (ExitCode.CLEAN, ExitCode.FINDINGS, ExitCode.COULD_NOT_RUN), (words, code, said)
    assert "Traceback" not in said, (words, said)
    assert code == ExitCode.CLEAN or is_refusal(said), (words, said)
    return code, said


GOOD = b"From: Asha <asha@example.org>\nDate: Sat, 10 Dec 2011 10:00:00 +0300\n\nThe one that is as it should be.\n"


def mails(chance: Random) -> None:
    """Take in a folder of mails: what is refused is named, and the good one among them is understood."""
    with workspace({}) as root:
        folder = root.parent / "in"
        folder.mkdir()
        (folder / "good.eml").write_bytes(GOOD)
        names = [f"mail-{number}.eml" for number in range(4)]
        for name in names:
            (folder / name).write_bytes(mail(chance))
        (folder / "box.mbox").write_bytes(b"From ana@example.org\n" + GOOD)
        words = ["consultation", "import", PLACE, str(folder), "--preview"]
        code, said = _call(words, is_refusal=lambda said: any(f"{name}: " in said for name in names))
        assert "box.mbox" in said
        refused = sum(f"{name}: " in said for name in names)
        assert (code == ExitCode.CLEAN) <= (refused == 0 or "already" in said), said
        for name in names:
            (folder / name).unlink()
        assert "1 new comment" in _call(words)[1]


def sheets(chance: Random) -> None:
    """Take a sheet in wherever sheets are taken in."""
    with workspace({}) as root:
        end, data = sheet(chance)
        file = root.parent / f"sheet{end}"
        file.write_bytes(data)
        _call(["consultation", "import", PLACE, str(file), "--preview", "--received", "2012-01-01"])
        _call(["import", "plan", str(file), PLACE, "--preview"])
        draft = root.parent / "mapping.toml"
        _call(["import", "plan", str(file), PLACE, "--suggest-mapping", "--out", str(draft), "--overwrite"])
        if draft.exists():
            tomllib.loads(draft.read_text("utf-8"))
            _call(["import", "plan", str(file), PLACE, "--mapping", str(draft), "--preview"])
            draft.unlink()
        _call(
            [
                "import",
                chance.choice(["answers", "assessments", "eligibility", "networking-providers"]),
                str(file),
                "--preview",
            ]
        )


def _chosen(strategy: Any, chance: Random) -> dict[str, bytes]:
    """One value of a strategy, by chance."""
    found: list[dict[str, bytes]] = []

    @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(strategy)
    def take(value: dict[str, bytes]) -> None:
        found.append(value)

    while not found:
        take.hypothesis.fuzz_one_input(chance.randbytes(chance.randint(64, 4096)))  # type: ignore[attr-defined]
    return found[0]


def _files(chance: Random) -> dict[str, bytes]:
    files = _chosen(inputs.altered(), chance)
    return files | _chosen(inputs.settings(), chance) if chance.random() < 0.2 else files


def portal(chance: Random) -> None:
    """Build the portal of a workspace that is not quite right: every page is whole."""
    files = _files(chance)
    with workspace(files) as root:
        site = root.parent / "site"
        words = ["portal", "build", str(site), *(["--documents", "md"] if chance.random() < 0.1 else [])]
        code, said = _call(words)
        assert code == ExitCode.CLEAN or "ogpkit.toml" in said, said
        if code == ExitCode.CLEAN:
            for page in site.rglob("*.html"):
                assert page.read_bytes().rstrip().endswith(b"</html>"), page
            for one in site.rglob("*.ics"):
                whole(one.read_bytes())


def calendar(chance: Random) -> None:
    """Make the calendar of a workspace that is not quite right: no line in it begins with what somebody wrote."""
    with workspace(_files(chance)):
        code, said = _call(["calendar", "--format", "ics"])
        if code == ExitCode.CLEAN:
            whole(said.encode())
        _call(["calendar", "--today", str(chance.choice(EDGES)).replace("\0", "") or "x"])


_PROPERTIES = (
    *("ACTION", "BEGIN", "CATEGORIES", "DESCRIPTION", "DTSTAMP", "DTSTART", "END", "PRODID", "SUMMARY", "TRANSP"),
    *("TRIGGER", "UID", "URL", "VERSION", "X-WR-CALNAME"),
)


def whole(data: bytes) -> None:
    """See that a calendar has only the lines that ogpkit writes, and an end for each beginning.

    Args:
        data: The calendar, and nothing behind it.
    """
    text = data.decode("utf-8").replace("\r\n", "\n")
    text = text[text.index("BEGIN:VCALENDAR") : text.rindex("END:VCALENDAR") + len("END:VCALENDAR")]
    open_ones = []
    for line in text.replace("\n ", "").split("\n"):
        name, colon, value = line.partition(":")
        assert colon, line
        assert name.partition(";")[0] in _PROPERTIES, line
        if name == "BEGIN":
            open_ones.append(value)
        elif name == "END":
            assert open_ones.pop() == value, line
    assert not open_ones


def templates(chance: Random) -> None:
    """Write a document by a template of the workspace's own: what does not work is named."""
    form, name, said = template(chance)
    with workspace({f"templates/{name}": said}) as root:
        out = root.parent / "out"
        out.mkdir()
        words = ["document", "action-plan", PLACE, "--language", "en", "--format", form, "--out", str(out)]
        _call(words, is_refusal=lambda told: "templates/" in told or "typesetter" in told)
        secret = Path("/etc/passwd").read_bytes()[:40] if os.name == "posix" else b"?"
        assert not any(secret in file.read_bytes() for file in out.iterdir())


def each(chance: Random) -> None:
    """One input of every target, for a short run in one process."""
    for target in (mails, sheets, portal, calendar, templates):
        target(chance)


TARGETS: dict[str, Callable[[Random], None]] = {
    "each": each,
    "mails": mails,
    "sheets": sheets,
    "portal": portal,
    "calendar": calendar,
    "templates": templates,
}


@contextmanager
def workspace(files: dict[str, bytes]) -> Iterator[Path]:
    """The worked workspace with some files instead of its own, to stand in.

    Args:
        files: What some files hold, by path.
    """
    with tempfile.TemporaryDirectory() as made:
        root = Path(made) / "workspace"
        for path, content in (inputs.WORKED | files).items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        before, environment = Path.cwd(), dict(os.environ)
        os.environ.update({"OGPKIT_CACHE_DIR": str(_cache()), "TMPDIR": made, "OGPKIT_LANGUAGE": "en"})
        os.chdir(root)
        try:
            yield root
        finally:
            os.chdir(before)
            os.environ.clear()
            os.environ.update(environment)


_CACHES: list[Path] = []


def _cache() -> Path:
    if not _CACHES:
        _CACHES.append(Path(tempfile.mkdtemp(prefix="ogpkit-fuzz-")))
        atexit.register(shutil.rmtree, _CACHES[0], ignore_errors=True)
    return _CACHES[0]
