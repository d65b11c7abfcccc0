"""Build ogpkit as one file that needs no Python: `python ci/build_executable.py [FOLDER]`.

Run it on the system for which the file is, in an environment made with `pip install '.[executable]'`. PyInstaller collects the
program; this script packs it into an archive behind a small launcher, which unpacks it once and not at each start.
"""

from __future__ import annotations

import hashlib
import lzma
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).parent / "executable"

OWN = ("ogpkit", "eligibility", "commitments", "consultation", "reporting", "networking")

WHOLE = (
    *(
        "anyascii",
        "babel",
        "countryinfo",
        "docx",
        "docxtpl",
        "icalendar",
        "lsprotocol",
        "manimgx_fonts",
        "pycountry",
        "pygls",
    ),
    *(
        "pymupdf_fonts",
        "pypdf",
        "rapidfuzz",
        "rich",
        "textual",
        "textual_serve",
        "tree_sitter",
        "tree_sitter_toml",
        "typst",
    ),
)
"""Packages whose modules or data nothing imports by name."""

LEFT_OUT = (
    *("PyInstaller", "distutils", "pip", "pydoc_data", "pytest", "setuptools", "sqlite3", "tkinter"),
    *(
        "multiprocessing",
        "pkg_resources",
    ),  # which PyInstaller would load at each start, whether something needs them or not
    *("lxml.isoschematron", "lxml.objectify", "phonenumbers.carrierdata", "phonenumbers.geodata"),
)
"""Modules that ogpkit never imports; the tables of telephone numbers and places alone are twenty megabytes."""

NEEDLESS = (
    *("icalendar/tests/**/*", "lxml/**/*.h", "lxml/**/*.pxd", "lxml/isoschematron/**/*", "pycountry/locales/**/*"),
    *("**/*.pyi", "**/py.typed", "**/RECORD"),
)
"""Files without which the program works."""

EXTRAS = ("docxtpl", "manimgx-fonts", "pygls", "pymupdf-fonts", "pypdf", "textual-serve", "tombi", "typst")
"""Distributions that `ogpkit self-check` looks for."""

LAUNCHER_LEFT_OUT = (
    "_ssl",
    "_hashlib",
    "ssl",
    "hashlib",
    "socket",
    "_decimal",
    "unicodedata",
    "readline",
    "multiprocessing",
    "inspect",
    "pkgutil",
)

COOKIE, COOKIE_LENGTH = b"MEI\014\013\012\013\016", 88
"""Ends what the starter of PyInstaller unpacks; the bytes after its first eight say how long that is."""

LARGEST = 60_000_000
"""Bytes of the file."""


def run_pyinstaller(script: Path, folder: Path, *words: str) -> Path:
    """Run PyInstaller and return the folder in which it leaves what it makes."""
    places = ("--distpath", folder / "dist", "--workpath", folder / "work", "--specpath", folder)
    command = [sys.executable, "-P", "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "--console"]
    if sys.platform != "win32":
        command.append("--strip")
    subprocess.run([*command, *map(str, places), *words, "--name", "ogpkit", str(script)], check=True)
    return folder / "dist"


def collect_program(folder: Path) -> Path:
    """Return a folder with the program and everything that it needs."""
    packages = [name if name == "ogpkit" else f"ogpkit_{name}" for name in OWN]
    words = ["--onedir", "--debug", "noarchive", "--copy-metadata", "ogpkit", "--recursive-copy-metadata", "ogpkit"]
    for name in (*packages, *WHOLE):
        words += ["--collect-submodules", name, "--collect-data", name, "--collect-binaries", name]
    for name in EXTRAS:
        words += ["--copy-metadata", name]
    for name in LEFT_OUT:
        words += ["--exclude-module", name]
    program = run_pyinstaller(HERE / "program.py", folder, *words) / "ogpkit"
    for pattern in NEEDLESS:
        for file in (program / "_internal").glob(pattern):
            if file.is_file():
                file.unlink()
    for font in (program / "_internal/pymupdf_fonts").glob("*.pyc"):
        if not font.name.startswith(("__init__", "FiraGO")):
            font.unlink()
    formatter = shutil.which("tombi", path=str(Path(sys.executable).parent))
    if formatter is None:
        raise SystemExit("Install everything first: pip install '.[executable]'")
    shutil.copy(formatter, program)
    return program


def pack_program(program: Path, archive: Path) -> None:
    """Pack a folder so that its likest files stand side by side; machine code takes a tenth less with the first filter."""
    filters = [{"id": lzma.FILTER_X86}, {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME}]
    files = sorted(program.rglob("*"), key=lambda one: (one.is_file(), one.suffix, one.as_posix()))
    with (
        lzma.open(archive, "wb", format=lzma.FORMAT_XZ, filters=filters) as stream,
        tarfile.open(fileobj=stream, mode="w|") as packed,
    ):
        for file in files:
            packed.add(file, file.relative_to(program).as_posix(), recursive=False, filter=_forget_owner)


def _forget_owner(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def join_file(launcher: Path, archive: Path, target: Path) -> None:
    """Write the starter of PyInstaller, the archive, and what the starter unpacks, into one file.

    The starter looks for its part from the end of the file on, so that it must not have to search through the archive.
    """
    content, packed = archive.read_bytes(), launcher.read_bytes()
    name = hashlib.blake2b(content, digest_size=16).hexdigest()
    cookie = packed.rfind(COOKIE)
    end = cookie + COOKIE_LENGTH
    start = end - int.from_bytes(packed[cookie + 8 : cookie + 12], "big")
    starter = packed[:start] if end == len(packed) else find_starter().read_bytes()
    mark = b"\nogpkit archive 1\n" + len(content).to_bytes(8, "big") + name.encode("ascii")
    target.write_bytes(starter + content + mark + packed[start:end])
    target.chmod(0o755)
    if sys.platform == "darwin":
        from PyInstaller.utils.osx import fix_exe_for_code_signing, sign_binary  # noqa: PLC0415  only there

        fix_exe_for_code_signing(str(target))
        sign_binary(str(target))


def find_starter() -> Path:
    """Return the starter that PyInstaller has for this system; on Linux it is part of a larger file otherwise."""
    from PyInstaller import HOMEPATH, PLATFORM  # noqa: PLC0415  whoever reads the constants needs none of it

    return Path(HOMEPATH, "PyInstaller", "bootloader", PLATFORM, "run")


def main() -> None:
    """Build the file and tell its size."""
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "dist").resolve()
    target.mkdir(parents=True, exist_ok=True)
    suffix = ".exe" if sys.platform == "win32" else ""
    with tempfile.TemporaryDirectory(prefix="ogpkit-executable-") as made:
        folder = Path(made)
        archive = folder / "program.tar.xz"
        pack_program(collect_program(folder / "program"), archive)
        words = ["--onefile"]
        for name in LAUNCHER_LEFT_OUT:
            words += ["--exclude-module", name]
        launcher = run_pyinstaller(HERE / "launcher.py", folder / "launcher", *words) / f"ogpkit{suffix}"
        file = target / f"ogpkit{suffix}"
        join_file(launcher, archive, file)
        print(f"launcher {launcher.stat().st_size:,} bytes, archive {archive.stat().st_size:,} bytes")
    size = file.stat().st_size
    print(f"{file}: {size:,} bytes")
    if size > LARGEST:
        raise SystemExit(f"The file must not have more than {LARGEST:,} bytes.")


if __name__ == "__main__":
    main()
