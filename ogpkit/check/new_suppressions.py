"""Writing the comments that silence findings which are there already, with one reason for all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.check.autofix import ROUNDS, FixResult
from ogpkit.check.core_codes import OF_COMMENTS
from ogpkit.check.finding import PLUGIN_FAILED
from ogpkit.check.suppressions import COMMENT, find_target_line
from ogpkit.errors import OgpkitError
from ogpkit.workspace.patch_lines import detect_newline
from ogpkit.workspace.positions import START, Positions
from ogpkit.workspace.scan import SETTINGS
from ogpkit.workspace.toml import parse_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ogpkit.check.finding import Finding

"""What is wrong with such a comment itself."""

_NEVER: Final = OF_COMMENTS | {"OGP001", "OGP002", "OGP016", PLUGIN_FAILED}
"""That, and what keeps a file or a plugin from being used."""

_BOM: Final = b"\xef\xbb\xbf"

_TOP: Final = re.compile(rb"(?:\xef\xbb\xbf)?(?:#:[^\n]*\n)*")
"""What stays at the top of a file: a byte order mark, and lines that tell an editor its schema."""

_WHOLE_FILE: Final = 0
"""The number that stands for the file as a whole, where others are those of lines."""


@attrs.frozen(kw_only=True)
class SuppressionResult:
    """Result of writing silencing comments.

    Attributes:
        files: The files before and after, and how many findings were silenced in each.
        left: The findings that no comment can silence.
    """

    files: FixResult
    left: tuple[Finding, ...] = ()


def add_suppressions(
    check: Callable[[Mapping[str, bytes]], Iterable[Finding]], source: Callable[[str], bytes], reason: str
) -> SuppressionResult:
    """Silence every finding there is that a comment can silence.

    What is found anew because something is silenced is silenced too. A file in which a finding is still there in spite of its
    comment is left as it was.

    Args:
        check: Gives the findings when some files hold something else than they do, by path.
        source: Gives the bytes of a file as it is.
        reason: Why, in one line.
    """
    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    made: dict[str, int] = {}
    restless: set[str] = set()
    tried: set[tuple[str, object, str, str]] = set()
    findings = tuple(check({}))
    for _round in range(ROUNDS):
        changed = False
        for path in sorted({finding.path for finding in findings} - restless - {SETTINGS}):
            here = [finding for finding in findings if finding.path == path and finding.code not in _NEVER]
            try:
                old = after[path] if path in after else source(path)
                new, silenced = suppress_findings(old, here, reason)
            except (OSError, ValueError, OgpkitError):  # the file is gone meanwhile, or is no TOML
                continue
            if silenced:
                before.setdefault(path, old)
                after[path], made[path] = new, made.get(path, 0) + len(silenced)
                tried.update(_identify(finding) for finding in silenced)
                changed = True
        if not changed:
            break
        known, findings = {_identify(finding) for finding in findings}, tuple(check(after))
        in_vain = {
            one.path
            for one in findings
            if one.path in after
            and (_identify(one) in tried or (one.code in OF_COMMENTS and _identify(one) not in known))
        }
        for path in in_vain:
            del after[path], before[path], made[path]
        if in_vain:
            restless |= in_vain
            findings = tuple(check(after))
    files = FixResult(before=before, after=after, made=made)
    return SuppressionResult(files=files, left=findings)


def _identify(finding: Finding) -> tuple[str, object, str, str]:
    return finding.path, finding.at, finding.code, finding.message


def suppress_findings(source: bytes, findings: Iterable[Finding], reason: str) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the bytes of a file with comments that silence some findings in it, and which of them those are.

    Args:
        source: The bytes before; all of them stay.
        findings: The findings.
        reason: Why.

    Raises:
        NotToml: The file is none.
    """
    parse_toml(source)
    places = _Places(source)
    codes: dict[int, set[str]] = {}
    silenced = []
    for finding in findings:
        line = _WHOLE_FILE if finding.span == START else places.find_line(finding.line)
        if line is not None:
            codes.setdefault(line, set()).add(finding.code)
            silenced.append(finding)
    of_file = codes.get(_WHOLE_FILE, set())
    for line in sorted(codes, reverse=True):  # from below, so that the lines above keep their numbers
        wanted = codes[line] - (of_file if line != _WHOLE_FILE else set())
        if wanted:
            at, text = places.word_comment(line, sorted(wanted), reason)
            places.inserted.append((at, text))
    return places.insert(), tuple(silenced)


class _Places:
    """Places in a file at which comments may stand."""

    def __init__(self, source: bytes) -> None:
        self.inserted: list[tuple[int, bytes]] = []
        self._source = source
        self._lines = source.split(b"\n")
        self._newline = detect_newline(source)
        positions = Positions.of(source)
        spans = [positions.span_of(place) for _at, place in positions.pairs]
        self._pairs = sorted((span.line, span.end_line) for span in spans)
        self._headers = {positions.span_of(place).line for place in positions.headers}
        self._comments = {positions.span_of(place).line: place for place in positions.comments}

    def find_line(self, line: int) -> int | None:
        """Return the line to which a comment has to be given that is about a line; None where there is none."""
        if line in self._headers:
            return line
        return next((first for first, last in self._pairs if first <= line <= last), None)

    def word_comment(self, line: int, codes: list[str], reason: str) -> tuple[int, bytes]:
        """Return where something has to be put in, and what, so that the codes are silenced at a line."""
        for place in self._comments.values():
            known = COMMENT.match(self._source[place[0] : place[1]].decode("utf-8", "replace").strip())
            if known and known["codes"] and (known["reason"] or "").strip() and self._is_about(place, known, line):
                new = [code for code in codes if code not in re.split(r"[\s,]+", known["codes"])]
                at = place[0] + len(known.string[: known.end("codes")].encode())
                return at, "".join(f", {code}" for code in new).encode()
        whole = line == _WHOLE_FILE
        said = f"# ogpkit: ignore{'-file' if whole else ''} {', '.join(codes)}: {reason}".encode()
        if whole:
            found = _TOP.match(self._source)
            return (found.end() if found else 0), said + self._newline
        text = self._lines[line - 1]
        start = sum(len(one) + 1 for one in self._lines[: line - 1])
        if line not in self._comments and not any(first == line < last for first, last in self._pairs):
            return start + len(text.removesuffix(b"\r")), b"  " + said
        indent = text[: len(text) - len(text.lstrip(b" \t"))]
        at = start + (len(_BOM) if line == 1 and text.startswith(_BOM) else 0)
        return at, indent + said + self._newline

    def _is_about(self, place: tuple[int, int], known: re.Match[str], line: int) -> bool:
        """Tell whether a silencing comment is about a line, or about the file as a whole."""
        if known["whole"]:
            return line == _WHOLE_FILE
        own = self._source.count(b"\n", 0, place[0]) + 1
        return find_target_line(self._lines, own) == line

    def insert(self) -> bytes:
        """Return the file with everything that was put in."""
        source = self._source
        for at, text in sorted(self.inserted, reverse=True):
            source = source[:at] + text + source[at:]
        return source
