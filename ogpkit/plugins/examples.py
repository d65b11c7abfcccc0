"""Examples of rules: small workspaces, made of the example files of kinds with one thing changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.workspace.scan import SETTINGS

if TYPE_CHECKING:
    from typing import Self

    from ogpkit.schema.kinds import Kind

COUNTRY_FILE: Final = "countries/XX/country.toml"
"""The file of the country to which the documents of an example belong."""

_BESIDE: Final = {
    SETTINGS: '[workspace]\nname = "Example"\nlanguages = ["en"]\n',
    COUNTRY_FILE: 'name = "Country X"\nlanguages = []\n',
}
"""What every workspace has; an example without these would have findings that are not its own."""


class UnusableExample(OgpkitError):
    """Raised when an example does not hold what should be changed in it; for plugin authors."""


class FilesOnDemand(Mapping[str, str]):
    """Files of an example that are made when somebody looks: a check loads every rule and looks at no example."""

    def __init__(self, make: Callable[[], Mapping[str, str]]) -> None:
        """Take what makes them.

        Args:
            make: Gives the files.
        """
        self._make = make

    @cached_property
    def _files(self) -> Mapping[str, str]:
        return self._make()

    def __getitem__(self, path: str) -> str:
        """Return the text of a file.

        Args:
            path: Where it lies.
        """
        return self._files[path]

    def __iter__(self) -> Iterator[str]:
        """Go through the paths."""
        return iter(self._files)

    def __len__(self) -> int:
        """Return the number of files."""
        return len(self._files)


@attrs.frozen(kw_only=True)
class Example:
    """Small workspace that keeps or breaks a rule; it is shown by `ogpkit explain` and run as a test.

    Attributes:
        files: TOML text by path.
        today: The day on which it is looked at.
        paths: The file of each class whose kind the example was made of.
    """

    files: Mapping[str, str] = attrs.field(hash=False)
    today: date | None = None
    paths: Mapping[type, str] = attrs.field(factory=dict, hash=False, eq=False, repr=False)

    @classmethod
    def of(
        cls,
        *kinds: Kind[Any],
        replace: tuple[str, str] | None = None,
        names: Mapping[str, str] | None = None,
        files: Mapping[str, str] | None = None,
        today: date | None = None,
    ) -> Self:
        """Return the workspace of the example files of some kinds, with the settings and the country that they need.

        Args:
            replace: A passage of one of the files, and what stands there instead.
            names: What stands for placeholders of paths: by placeholder, or by `KIND.PLACEHOLDER` for one kind only, as in
                `{"commitment.id": "portal"}`. The country is `XX` and the cycle `2012-2013` when left out.
            files: Further files by path; an empty text leaves a file out.

        Raises:
            UnusableExample: The passage is in none of the files, or in several.
        """
        names = names or {}
        paths = {
            kind.entity: kind.pattern.fill_example(
                {**names, **{key.removeprefix(f"{kind.name}."): value for key, value in names.items()}}
            )
            for kind in kinds
        }
        texts = _BESIDE | {paths[kind.entity]: kind.example for kind in kinds}
        made = cls(files=texts, today=today, paths=paths).with_files(files or {})
        return made.replace(*replace) if replace else made

    def replace(self, old: str, new: str) -> Self:
        """Return the example with another passage in the place of the first one in the only file that has it.

        Args:
            old: The passage.
            new: What stands there instead.

        Raises:
            UnusableExample: The passage is in none of the files, or in several.
        """
        path = self._find_file(old)
        return self.with_files({path: self.files[path].replace(old, new, 1)})

    def remove(self, passage: str) -> Self:
        """Return the example without the first passage of some words.

        Args:
            passage: The passage, which one of the files has.

        Raises:
            UnusableExample: The passage is in none of the files, or in several.
        """
        return self.replace(passage, "")

    def cut_from(self, passage: str) -> Self:
        """Return the example without a passage and all that comes after it in its file.

        Args:
            passage: The passage, which one of the files has.

        Raises:
            UnusableExample: The passage is in none of the files, or in several.
        """
        path = self._find_file(passage)
        return self.with_files({path: self.files[path].partition(passage)[0]})

    def append(self, entity: type, text: str) -> Self:
        """Return the example with more at the end of the file of a class.

        Args:
            entity: The class that describes it.
            text: TOML text.

        Raises:
            UnusableExample: The example was not made of the kind of this class.
        """
        path = self.path_of(entity)
        return self.with_files({path: f"{self.files[path]}\n{text}"})

    def with_files(self, files: Mapping[str, str]) -> Self:
        """Return the example with other files besides its own, or instead of them.

        Args:
            files: TOML text by path; an empty text leaves the file out.
        """
        texts = {path: text for path, text in (dict(self.files) | dict(files)).items() if text}
        return attrs.evolve(self, files=texts)

    def on(self, today: date) -> Self:
        """Return the example as it is looked at on another day.

        Args:
            today: The day.
        """
        return attrs.evolve(self, today=today)

    def path_of(self, entity: type) -> str:
        """Return the file of a class.

        Args:
            entity: The class that describes it.

        Raises:
            UnusableExample: The example was not made of the kind of this class.
        """
        if entity not in self.paths:
            raise UnusableExample(
                f"The example has no file of {entity.__name__}: make it with Example.of(…) of that kind, or give `wrong`."
            )
        return self.paths[entity]

    def _find_file(self, passage: str) -> str:
        holding = [path for path, text in self.files.items() if passage in text]
        if len(holding) != 1:
            where = ", ".join(holding) or "no file"
            raise UnusableExample(f"{passage!r} is in {where} of the example; name a passage that is in one file")
        return holding[0]
