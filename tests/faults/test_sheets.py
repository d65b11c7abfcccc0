"""Sheets that were made to be a burden: refused with words, before anything is unpacked or room is made for it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from ogpkit.exchange.sheet_writing import xlsx_bytes
from ogpkit.exchange.sheets import read_sheet
from ogpkit.text.tables import Table

MEGABYTE = 2**20
BOUND = 400
"""Megabytes that reading any of these may take; an archive may unpack to 128, and what follows no bound takes thousands."""

READ_ALL = """
import sys, time
from pathlib import Path
from ogpkit.errors import OgpkitError
from ogpkit.exchange.incoming import read_incoming
from ogpkit.exchange.sheets import read_sheet
for name in sys.argv[1:]:
    Path("/proc/self/clear_refs").write_text("5")
    begun = time.process_time()
    try:
        read_sheet(read_incoming(Path(name)))
        said = "read"
    except OgpkitError as error:
        said = str(error)
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(Path(name).name, int(peak.split()[1]) // 1024, round(time.process_time() - begun), said, sep="|")
"""

BOOK = xlsx_bytes({"Sheet": Table(("a", "b"), [("c", "d")])})
SHEET = "xl/worksheets/sheet1.xml"


def book(**instead):
    """A workbook in which some parts, without the end of their names, hold something else, given in pieces."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(BOOK)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as to,
    ):
        for name in source.namelist():
            pieces = instead.get(Path(name).stem, [source.read(name)])
            with to.open(name, "w", force_zip64=True) as part:
                for piece in pieces:
                    part.write(piece)
        for name in instead.get("more", ()):
            to.writestr(name, b"")
    return out.getvalue()


def cells(*places):
    rows = "".join(f'<row r="{place.lstrip("AXFD")}"><c r="{place}"><v>1</v></c></row>' for place in places)
    return [f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()]


def stated(data, size):
    """An archive whose directory states another size for its sheet."""
    place = data.rindex(SHEET.encode()) - 46  # its entry in the directory, where the size stands at byte 24
    return data[: place + 24] + size.to_bytes(4, "little") + data[place + 28 :]


def million_rows():
    yield b"<worksheet><sheetData>"
    row = b"<row>" + b"<c><v>1</v></c>" * 3 + b"</row>"
    for _piece in range(1000):
        yield row * 1000
    yield b"</sheetData></worksheet>"


def burdens():
    blank = b" " * MEGABYTE
    huge = book(sheet1=[b"<worksheet>", *[blank] * 200])
    yield "corners.xlsx", book(sheet1=cells("A1", "XFD1048576"))
    yield "far-below.xlsx", book(sheet1=cells("A1", "A1048576"))
    yield "far-right.xlsx", book(sheet1=cells("A1", "XFD1"))
    yield "huge-part.xlsx", huge
    yield "huge-part-that-says-it-is-small.xlsx", stated(huge, 100)
    yield "many-parts.xlsx", book(more=[f"x/{number}" for number in range(5001)])
    yield "million-rows.xlsx", book(sheet1=million_rows())
    yield (
        "long-text-many-times.xlsx",
        book(
            sharedStrings=[b"<sst><si><t>", blank, b"</t></si></sst>"],
            sheet1=[b"<worksheet><sheetData><row>", b'<c t="s"><v>0</v></c>' * 900, b"</row></sheetData></worksheet>"],
        ),
    )
    yield "nested-elements.xlsx", book(sheet1=[b"<worksheet>" * 100_000])
    yield (
        "entities.xlsx",
        book(
            sheet1=[
                b'<!DOCTYPE a [<!ENTITY a "',
                b"a" * 9999,
                b'"><!ENTITY b "',
                b"&a;" * 9999,
                b'">]><worksheet>&b;</worksheet>',
            ]
        ),
    )
    yield "archive-in-an-archive.xlsx", book(sheet1=[huge])
    yield "giant-cell.csv", b'text\n"' + b"a" * (60 * MEGABYTE) + b'"\n'
    yield "giant-cell-in-wide-letters.csv", 'text\n"\N{BAR CHART}'.encode() + b"a" * (60 * MEGABYTE) + b'"\n'
    yield "commas.csv", b"," * (60 * MEGABYTE)
    yield "million-rows.csv", b"a,b\n" * 1_000_000
    yield "no-table.ods", zipped_ods(b'<table:table-cell table:number-columns-repeated="999999999"/>')
    full = b'<table:table-cell table:number-columns-repeated="%d" office:value-type="float" office:value="1"/>'
    for name, row, cell in (("row", b"1", 999_999_999), ("column", b"999999999", 1), ("both", b"99000", 990)):
        table = b'<table:table-row table:number-rows-repeated="%s">%s</table:table-row>' % (row, full % cell)
        yield f"repeated-{name}.ods", zipped_ods(b"<table:table>%s</table:table>" % table)
    text = b'<table:table-cell table:number-columns-repeated="900" office:value-type="string"><text:p>%s</text:p>'
    row = b"<table:table-row>%s</table:table-cell></table:table-row>" % (text % (b"a" * MEGABYTE))
    yield "long-text-many-times.ods", zipped_ods(b"<table:table>%s</table:table>" % row)
    failed = b'<table:table-cell table:number-columns-repeated="990" table:formula="of:=1"/>'
    row = b'<table:table-row table:number-rows-repeated="99">%s</table:table-row>' % failed
    yield "never-worked-out.ods", zipped_ods(b"<table:table>%s</table:table>" % row)
    yield "nested-elements.ods", zipped_ods(b"<table:table>" * 100_000)


def zipped_ods(content):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return out.getvalue()


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="only Linux tells what a process took at most")
def test_no_sheet_takes_more_memory_or_time_than_it_is_worth(tmp_path):
    files = []
    for name, data in burdens():
        (tmp_path / name).write_bytes(data)
        files.append(str(tmp_path / name))
    done = subprocess.run(
        [sys.executable, "-P", "-c", READ_ALL, *files], capture_output=True, text=True, check=False, timeout=300
    )
    results = [line.split("|", 3) for line in done.stdout.splitlines()]
    assert len(results) == len(files), (results, done.stderr)
    for name, peak, seconds, said in results:
        assert said != "read", name
        assert said.rstrip(".").endswith(
            ("XLSX", "beyond them", "each", "marks", "try again", "that file", "import it again", "Save it again")
        ), (
            name,
            said,
        )
        assert int(peak) < BOUND, (name, peak)
        assert int(seconds) < 60, (name, seconds)


def test_a_sheet_that_people_have_is_read():
    rows = [(f"Commitment {number}", "x" * 2000) for number in range(2000)]
    assert len(read_sheet(xlsx_bytes({"Plan": Table(("title", "text"), rows)})).rows) == 2000
    lines = "\r\n".join(f'"{title}";"{text}"' for title, text in (("title", "text"), *rows))
    assert len(read_sheet(lines.encode()).rows) == 2000
