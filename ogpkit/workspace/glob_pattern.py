"""Path patterns with `*`, `**` and `?`, matched in time that grows with the length of the path only.

Patterns come from files that nobody has to trust. The regular expressions of Python, and so the libraries that make one of a
pattern, need exponential time for a few stars more. Here all ways in which a pattern can go on are followed at once, and what
follows from a set of ways and a letter is remembered, because the paths of a workspace begin alike.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN: Final = re.compile(r"(\*\*/?|\*|\?)")

_LONGEST: Final = 32_768
"""Letters of the longest path that any system has; a pattern that asks for more is of none."""

_MOST_REMEMBERED: Final = 10_000
"""Steps that are remembered of a pattern."""


class GlobPattern:
    """Pattern, ready to be matched.

    The ways in which it can go on are the bits of a number: bit n is set where n of its steps are behind. A letter or `?` is a
    step; a star is one behind which one may be at any time, and before which any letters may come.
    """

    __slots__ = (
        "_any",
        "_done",
        "_least",
        "_letters",
        "_longest",
        "_not_slash",
        "_one",
        "_past",
        "_past_two",
        "_prefix",
        "_start",
        "_steps",
    )

    def __init__(self, text: str) -> None:
        """Read a pattern.

        Args:
            text: `*` stands for letters within a folder, `**` also across folders, `?` for one letter, `**/` for some folders
                or none; the name of a folder stands for all that is in it.
        """
        prefix, *rest = _TOKEN.split(text.rstrip("/"))
        self._prefix = prefix
        self._longest = max(
            (part for part in (prefix, *rest) if _classify_step(part) == "letters" and part != "?"), key=len
        )
        self._letters: dict[str, int] = {}
        self._one = self._any = self._not_slash = self._past = self._past_two = self._least = 0
        place = 1
        for step in _compile_steps(rest):
            place <<= self._take(step, place)
            if self._least > _LONGEST:
                break
        self._done = place
        if text.endswith("/") or not _TOKEN.search(text.rsplit("/", 1)[-1]):  # the name of a folder
            self._letters["/"] = self._letters.get("/", 0) | place
            self._any |= place << 1
            self._done |= place << 1
        self._start = self._with_stars_past(1)
        self._steps: dict[tuple[int, str], int] = {}

    def matches(self, path: str) -> bool:
        """Tell whether a path is of this pattern.

        Args:
            path: Relative to the workspace, with `/`.
        """
        if self._longest not in path or not path.startswith(self._prefix) or len(path) < self._least:
            return False
        ways, steps = self._start, self._steps
        for letter in path[len(self._prefix) :]:
            following = steps.get((ways, letter))
            ways = self._follow(ways, letter) if following is None else following
            if not ways:
                return False
        return bool(ways & self._done)

    def _take(self, step: str, place: int) -> int:
        """Write a step down at a place; gives how many places it takes."""
        if step == "**/":
            self._past |= place  # any letters, and then a slash …
            self._past_two |= place  # … or nothing
            self._any |= place << 1
            self._letters["/"] = self._letters.get("/", 0) | place << 1
            return 2
        if step in ("**", "*"):
            self._past |= place
            self._any |= place if step == "**" else 0
            self._not_slash |= place if step == "*" else 0
            return 1
        self._least += 1
        if step == "?":
            self._one |= place
        else:
            self._letters[step[1:]] = self._letters.get(step[1:], 0) | place
        return 1

    def _follow(self, ways: int, letter: str) -> int:
        on, stay = self._letters.get(letter, 0), self._any
        if letter != "/":
            on, stay = on | self._one, stay | self._not_slash
        if len(self._steps) >= _MOST_REMEMBERED:
            self._steps.clear()
        following = self._with_stars_past((ways & on) << 1 | ways & stay)
        self._steps[ways, letter] = following
        return following

    def _with_stars_past(self, ways: int) -> int:
        before = 0
        while ways != before:
            before = ways
            ways |= (ways & self._past) << 1 | (ways & self._past_two) << 2
        return ways


def _compile_steps(parts: Sequence[str]) -> Iterator[str]:
    """Yield the steps of a pattern: stars, each once where several in a row mean the same; `?`; and letters, with `=` before."""
    for kind, several in groupby((part for part in parts if part), _classify_step):
        if kind == "stars":
            yield max(several, key=len)
        elif kind == "folders":
            yield "**/"
        else:
            for part in several:
                yield from ("?",) if part == "?" else (f"={letter}" for letter in part)


def _classify_step(part: str) -> str:
    return {"*": "stars", "**": "stars", "**/": "folders"}.get(part, "letters")


class IgnoreList:
    """What a `.gitignore` leaves out, as far as its patterns are made of letters and stars."""

    def __init__(self, text: str) -> None:
        """Read the lines of such a file.

        Args:
            text: The file.
        """
        self.lines: Final = tuple(line for line in map(str.strip, text.splitlines()) if line and line[0] != "#")
        self._patterns = [(GlobPattern(_convert_ignored(line)), not line.startswith("!")) for line in self.lines]

    def matches(self, path: str) -> bool:
        """Tell whether git leaves a file out.

        Args:
            path: Relative to the folder of the `.gitignore`, with `/`.
        """
        return next((is_left_out for pattern, is_left_out in reversed(self._patterns) if pattern.matches(path)), False)


def _convert_ignored(line: str) -> str:
    """Return a pattern of git as one of ogpkit: without a slash within, it is about every folder."""
    pattern = line.removeprefix("!").rstrip("/")
    return pattern.lstrip("/") if "/" in pattern else f"**/{pattern}"
