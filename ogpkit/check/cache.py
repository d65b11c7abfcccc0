"""Results of earlier checks, so that a workspace that has not changed need not be looked at again.

A result is found by everything that it follows from: what each file holds, what was asked for, the day, the language, and which
plugins are installed in which versions and with which code. Where nothing was written since the last check, which the system's
own notes of the files tell, not even the files are read.

The results lie in the person's own cache folder, not in the workspace: whoever can write there could hide findings. A spoilt or
missing file only costs time. Several checks may run at once: files are put in place whole.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

from ogpkit import PACKAGE_DIR, __version__
from ogpkit.workspace.cache_folder import CacheFolder
from ogpkit.workspace.scan import LARGEST, scan
from ogpkit.workspace.user_files import find_user_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ogpkit.check.finding import Finding
    from ogpkit.check.request import CheckResult
    from ogpkit.workspace.scan import FileEntry

FORM: Final = 4
"""Goes up whenever what is kept, or how, changes."""

_FRESH: Final = 2_000_000_000
"""Nanoseconds within which a file system may note two changes as one; files younger than that are read."""

_MOST: Final = 128
"""Results that are kept."""

_CODE: Final = (".py", ".toml", ".mo", ".so", ".pyd")

_INSTALLED: Final = (".dist-info", ".egg-info", ".egg-link", ".pth")


class Cache:
    """Results that are known of one workspace."""

    def __init__(self, root: Path, request: Sequence[object], folder: Path | None = None) -> None:
        """Look nothing up yet.

        Args:
            request: Everything that was asked for, fit for JSON.
            folder: Where results are kept; the person's cache folder when left out.
        """
        self._root = root
        self._folder = CacheFolder(folder or find_user_folder("cache"))
        self._request = [FORM, __version__, sys.version, *request]
        place = _hash([os.path.realpath(root), self._request])
        self._note = f"{place}.note"
        self._asked = time.time_ns()
        self._entries: tuple[FileEntry, ...] = ()

    def get_known(self) -> CheckResult | None:
        """Return the result of the same check of the same content, or None. Its fixes can be shown, not made."""
        name = self._result_name()
        result = self._folder.read(f"{name}.json") if name else None
        try:
            return load_result(result) if result is not None else None
        except (LookupError, TypeError, ValueError, AttributeError):
            return None  # whole, but written by something else

    def _result_name(self) -> str:
        """Return the name of the result of the same check of the same content; empty when there is none."""
        note = self._folder.read(self._note)
        if note is None or not _is_note(note) or note["code"] != _hash_code(note["folders"]):
            return ""
        self._entries = scan(self._root, tuple(note["exclude"]))
        if note["stats"] == _hash_stats(self._entries):
            return str(note["result"])
        contents = _hash_contents(self._root, self._entries, {})
        if contents is None:
            return ""
        name = self._name(note["code"], note["exclude"], contents)
        if not self._folder.has(f"{name}.json"):
            return ""
        self._write_note(note["folders"], note["code"], note["exclude"], name)
        return name

    def keep(
        self, inspection: CheckResult, digests: Mapping[str, str], exclude: Sequence[str], modules: Iterable[str]
    ) -> None:
        """Remember a result; where that fails, nothing is lost.

        Args:
            inspection: What was found.
            digests: Of what was read, by path.
            exclude: The path patterns that the workspace's settings leave out.
            modules: The import packages of the plugins that took part.
        """
        with suppress(OSError, ValueError):
            folders = _list_code_folders(modules)
            code = _hash_code(folders)
            self._entries = scan(self._root, tuple(exclude))
            contents = _hash_contents(self._root, self._entries, digests)
            if contents is None:
                return
            name = self._name(code, exclude, contents)
            self._folder.write(f"{name}.json", dump_result(inspection))
            self._write_note(folders, code, exclude, name)
            self._folder.tidy(2 * _MOST)

    def _name(self, code: str, exclude: Sequence[str], contents: str) -> str:
        return _hash([self._request, code, list(exclude), contents])

    def _write_note(self, folders: Sequence[str], code: str, exclude: Sequence[str], result: str) -> None:
        youngest = max((entry.touched for entry in self._entries), default=0)
        is_settled = youngest < self._asked - _FRESH
        with suppress(OSError, ValueError):
            self._folder.write(
                self._note,
                {
                    "folders": list(folders),
                    "code": code,
                    "exclude": list(exclude),
                    "stats": _hash_stats(self._entries) if is_settled else "",
                    "result": result,
                },
            )


def dump_result(inspection: CheckResult) -> dict[str, object]:
    """Return a result as JSON has it.

    Args:
        inspection: What was found.
    """
    return {
        "files": inspection.files,
        "baseline": inspection.baseline,
        "left_open": list(inspection.left_open),
        "is_cut_short": inspection.is_cut_short,
        "exclude": list(inspection.exclude),
        "missed": list(inspection.missed),
        "fail_on": inspection.fail_on,
        "calendar": inspection.calendar,
        "findings": [
            [
                [found.path, _dump_span(found.span), list(found.at), found.code, str(found.severity), found.message],
                [found.remedy, found.section, found.plugin, found.subject, found.calendar],
                [[other.path, _dump_span(other.span), other.note] for other in found.related],
                [found.fix.title, found.fix.safe] if found.fix else None,
            ]
            for found in inspection.findings
        ],
    }


def load_result(result: Mapping[str, Any]) -> CheckResult:
    """Return a result out of JSON. Its fixes can be shown, not made.

    Args:
        result: What `dump_result` gave.
    """
    from ogpkit.check.request import CheckResult  # noqa: PLC0415  a cache that knows nothing needs none of this

    findings = tuple(_load_findings(result["findings"])) if result["findings"] else ()
    return CheckResult(
        findings=findings,
        files=result["files"],
        baseline=result["baseline"],
        left_open=tuple(result["left_open"]),
        is_cut_short=bool(result["is_cut_short"]),
        exclude=tuple(result["exclude"]),
        missed=tuple(result["missed"]),
        fail_on=result["fail_on"],
        calendar=result["calendar"],
    )


def _load_findings(plain: Any) -> Iterator[Finding]:
    from ogpkit.check.finding import Finding, RelatedLocation  # noqa: PLC0415
    from ogpkit.model.vocabulary import Severity  # noqa: PLC0415
    from ogpkit.plugins.fixes import Fix  # noqa: PLC0415
    from ogpkit.workspace.positions import Span  # noqa: PLC0415

    for (path, span, at, code, severity, message), (remedy, section, plugin, subject, calendar), related, fix in plain:
        yield Finding(
            path=path,
            span=Span(*span),
            at=tuple(at),
            code=code,
            severity=Severity(severity),
            message=message,
            remedy=remedy,
            section=section,
            plugin=plugin,
            subject=subject,
            calendar=calendar,
            related=tuple(RelatedLocation(path=there, span=Span(*place), note=note) for there, place, note in related),
            fix=Fix(title=fix[0], at=tuple(at), safe=fix[1]) if fix else None,
        )


def _dump_span(span: Any) -> list[int]:
    return [span.line, span.column, span.end_line, span.end_column]


def _is_note(note: Mapping[str, Any]) -> bool:
    texts = (note.get("code"), note.get("stats"), note.get("result"))
    lists = (note.get("folders"), note.get("exclude"))
    return all(isinstance(text, str) for text in texts) and all(
        isinstance(several, list) and all(isinstance(one, str) for one in several) for several in lists
    )


def _hash(value: object) -> str:
    return blake2b(json.dumps(value, ensure_ascii=True).encode("ascii"), digest_size=20).hexdigest()


def _hash_stats(entries: Iterable[FileEntry]) -> str:
    """Return what the system notes of all files, in short."""
    known = "\n".join(
        [f"{path}\0{size}\0{modified}\0{touched}\0{trouble}" for path, size, modified, touched, trouble in entries]
    )
    return blake2b(known.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()


def _hash_contents(root: Path, entries: Iterable[FileEntry], digests: Mapping[str, str]) -> str | None:
    """Return what all files hold, in short; None where one cannot be read."""
    from ogpkit.workspace.files import Reader  # noqa: PLC0415  where nothing was written, nothing is read

    whole = blake2b(digest_size=20)
    with Reader(root) as reader:
        for entry in entries:
            if entry.trouble or entry.size > LARGEST:
                said = f"\0{entry.trouble}"
            elif entry.path in digests:
                said = digests[entry.path]
            else:
                try:
                    said = blake2b(reader.read(entry.path), digest_size=16).hexdigest()
                except OSError:
                    return None
            whole.update(f"{entry.path}\0{said}\n".encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


def _list_code_folders(modules: Iterable[str]) -> list[str]:
    """Return the folders that hold the code of ogpkit and of some import packages."""
    found = {PACKAGE_DIR}
    for name in modules:
        module = sys.modules.get(name.split(".", maxsplit=1)[0])
        file = getattr(module, "__file__", None)
        if file:
            is_package = os.path.basename(file).startswith("__init__.")  # noqa: PTH119
            found.add(os.path.dirname(file) if is_package else file)  # noqa: PTH120
    return sorted(found)


def _hash_code(folders: Iterable[str]) -> str:
    """Return the state of the code that decides about findings: installed distributions, and each file of the folders."""
    known: list[list[object]] = []
    for place in sys.path:
        with suppress(OSError):
            names = sorted(entry.name for entry in os.scandir(place or ".") if entry.name.endswith(_INSTALLED))
            known.append([place, names])
    waiting = list(folders)
    while waiting:
        folder = waiting.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            known.append([folder, *_note_times(folder)])
            continue
        for entry in entries:
            if entry.is_dir():
                if entry.name not in ("__pycache__", "examples"):
                    waiting.append(entry.path)
            elif entry.name.endswith(_CODE):
                about = entry.stat()
                known.append([entry.path, about.st_size, about.st_mtime_ns])
    return _hash(known)


def _note_times(file: str) -> list[int]:
    try:
        about = os.stat(file)  # noqa: PTH116
    except OSError:
        return []
    return [about.st_size, about.st_mtime_ns]
