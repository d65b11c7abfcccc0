"""Files that lie where no kind claims them, and files whose path names no real country."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.model.identifiers import is_country, is_identifier, make_identifier
from ogpkit.schema.suggest import nearest_country, nearest_word
from ogpkit.text.i18n import _, translate
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.scan import suggest_plan_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.schema.kinds import Kind, Kinds

_SLIP: Final = 3
"""Letters by which a misspelt word may be longer or shorter; a longer name is another file, such as a copy."""


@attrs.frozen
class PathFault:
    """Fault of a path: what is wrong with it.

    Attributes:
        code: OGP008, OGP010, OGP011 or OGP012.
        message: In words.
        remedy: What to do.
        name: The part of the path that is wrong; empty where it is no single one.
        place: Where the file seems to belong, with `<name>` for what nobody can tell.
        folder: The folder that nobody knows, for a file that lies in one.
    """

    code: str
    message: str
    remedy: str
    name: str = ""
    place: str = ""
    folder: str = ""


def find_misplacement(path: str, kinds: Kinds) -> PathFault | None:
    """Return what is wrong with a path, or None when a kind claims it and its country exists.

    Args:
        path: Relative to the workspace, with `/`.
    """
    claimed = kinds.match_path(path)
    return find_wrong_names(*claimed) if claimed else _suggest_place(path, kinds)


def find_wrong_names(kind: Kind[Any], names: Mapping[str, str]) -> PathFault | None:
    """Return what is wrong with the names in a path that a kind claims.

    Args:
        names: For example the country's identifier, as `country`.
    """
    country = names.get("country", "")
    if country and not is_country(country):
        return _report_unknown_country(kind, names)
    for key in ("cycle", "id"):
        if key in names and not is_identifier(names[key]):
            return _report_bad_identifier(kind, names, key)
    return None


def find_overlooked(path: str, trouble: str, kinds: Kinds) -> PathFault | None:
    """Return what keeps a file from being read that is nearly a plan file, or None when it is none.

    Args:
        path: Relative to the workspace, with `/`.
        trouble: What a scan says of it: `ending`, `hidden`, `root` or `another`.
    """
    folder, _slash, name = path.rpartition("/")
    if trouble == "another":
        if folder.split("/")[0] not in {kind.pattern.text.split("/")[0] for kind in kinds}:
            return None
        message = _("This file makes its folder a separate workspace, so ogpkit does not check that folder.")
        return PathFault("OGP011", message, _("Delete it, or add the folder to exclude in ogpkit.toml."))
    if trouble == "root":
        kind = next((kind for kind in kinds if kind.pattern.text.endswith(f"/{name}")), None)
        return _report_elsewhere(kind, _fill_known_names(path, kind)) if kind else None
    better = suggest_plan_name(name) if trouble == "ending" else name.lstrip(".")
    meant = find_misplacement(f"{folder}/{better}", kinds)
    if meant is not None and meant.code == "OGP012" and not name.lower().endswith(".toml"):
        return None
    if trouble == "hidden":
        if meant is not None:
            return None
        message = _("This file is hidden, because its name begins with a dot. ogpkit does not read it.")
    else:
        message = _("The name of a plan file ends in .toml. ogpkit does not read this file.")
    remedy = _("Rename it to {name}, delete it, or add it to exclude in ogpkit.toml.")
    place = f"{folder}/{better}" if folder else better
    return PathFault(
        "OGP011", message, remedy.format(name=sanitize_line(better)), place=place if kinds.match_path(place) else ""
    )


def _suggest_place(path: str, kinds: Kinds) -> PathFault:
    misnamed = next(_suggest_names(path, kinds), None)
    if misnamed is not None:
        return misnamed
    misspelt = next(_find_misspelt_names(path, kinds), None)
    if misspelt is not None:
        return misspelt
    near = next(_find_near_kinds(path, kinds), None)
    if near is not None:
        kind, place = near
        return _report_elsewhere(kind, place)
    shared = max((kind.pattern.count_shared_folders(path) for kind in kinds), default=0)
    folders = path.split("/")[:-1]
    return PathFault(
        "OGP012",
        _("No installed plugin knows this file."),
        _("Correct its name or folder, install its plugin, or add it to exclude in ogpkit.toml."),
        folder="/".join(folders[: shared + 1]) if shared < len(folders) else "",
    )


def _report_other_case(kind: Kind[Any], place: str, path: str) -> PathFault:
    """Say what is wrong with a path in which something has other capital letters; once for a folder."""
    pairs = [*zip(path.split("/")[:-1], place.split("/")[:-1], strict=True)]
    wrong = [(here, meant) for here, meant in pairs if here != meant]
    found = _report_elsewhere(kind, place)
    if len(wrong) != 1:
        return found
    (here, meant), *_rest = wrong
    return attrs.evolve(found, remedy=_("Rename the folder to {name}.").format(name=sanitize_line(meant)), name=here)


def _report_elsewhere(kind: Kind[Any], place: str) -> PathFault:
    message = _("This looks like a file of the kind “{kind}”, but it is in the wrong folder.")
    said = message.format(kind=translate(kind.title, kind.entity))
    return PathFault("OGP011", said, _("Move it to {place}.").format(place=sanitize_line(place)), place=place)


def _report_unknown_country(kind: Kind[Any], names: Mapping[str, str]) -> PathFault:
    country = names["country"]
    nearest = nearest_country(country)
    remedy = (
        _("Rename the folder to {code}.").format(code=nearest)
        if nearest
        else _("Name the folder with the country's two-letter code of ISO 3166-1, for example KE.")
    )
    said = _("“{country}” is not a country code.").format(country=sanitize_line(country))
    place = kind.pattern.fill({**names, "country": nearest or "<country>"})
    return PathFault("OGP008", said, remedy, name=country, place=place)


def _report_bad_identifier(kind: Kind[Any], names: Mapping[str, str], key: str) -> PathFault:
    """Say why a name has to be an identifier: others refer to a document by it, and pages and addresses are made of it."""
    name = names[key]
    better = make_identifier(name)
    if not better:
        remedy = _("Rename it. Use small letters from a to z, digits and hyphens, for example budget-portal.")
    elif key == "cycle":
        remedy = _("Rename the folder to {name}.").format(name=better)
    else:
        remedy = _("Rename the file to {name}.").format(name=f"{better}.toml")
    message = _("Other files cannot refer to “{name}”, because it has capitals, spaces or other characters.")
    place = kind.pattern.fill({**names, key: better or f"<{key}>"})
    return PathFault("OGP010", message.format(name=sanitize_line(name)), remedy, name=name, place=place)


def _suggest_names(path: str, kinds: Kinds) -> Iterator[PathFault]:
    """Yield files that lie in the right place but for the spelling of a country, a year, or capital letters."""
    for kind in kinds:
        names = kind.pattern.match_loosely(path, ignores_case=True)
        if names is None:
            continue
        if "country" in names and not is_country(names["country"]):
            yield _report_unknown_country(kind, names)
        elif kind.pattern.match(kind.pattern.fill(names)):
            yield _report_other_case(kind, kind.pattern.fill(names), path)
        elif "year" in names and not re.fullmatch("[0-9]{4}", names["year"]):
            yield _report_bad_year(kind, names)
        else:
            yield from _report_misnamed(kind, names)


def _find_misspelt_names(path: str, kinds: Kinds) -> Iterator[PathFault]:
    """Yield what is wrong with a path of which one word is nearly the one that it has to be: `contry.toml`, `commitment/`."""
    parts = path.split("/")
    for kind in kinds:
        shape = kind.pattern.text.split("/")
        for number, (part, meant) in enumerate(zip(parts, shape, strict=False)):
            place = "/".join([*parts[:number], meant, *parts[number + 1 :]])
            is_near = abs(len(part) - len(meant)) <= _SLIP and nearest_word(part, [meant]) is not None
            if "{" in meant or part == meant or not is_near or not kind.pattern.match(place):
                continue
            is_folder = number < len(parts) - 1
            remedy = _("Rename the folder to {name}.") if is_folder else _("Rename the file to {name}.")
            yield attrs.evolve(
                _report_elsewhere(kind, place), remedy=remedy.format(name=meant), name=part if is_folder else ""
            )


def _report_misnamed(kind: Kind[Any], names: Mapping[str, str]) -> Iterator[PathFault]:
    """Yield what is wrong with a name for which the kind has a form of its own."""
    examples = {name: form.example for name, form in kind.pattern.constraints.items()}
    for name in kind.pattern.find_misnamed(names):
        better = kind.pattern.fill({**names, **{key: examples[key] for key in kind.pattern.find_misnamed(names)}})
        message = _("“{name}” is not a valid name for a file of the kind “{kind}”.")
        yield PathFault(
            "OGP011",
            message.format(name=sanitize_line(names[name]), kind=translate(kind.title, kind.entity)),
            _("Name it in the same form as this example: {path}.").format(path=sanitize_line(better)),
            place=kind.pattern.fill({**names, **{key: f"<{key}>" for key in kind.pattern.find_misnamed(names)}}),
        )


def _report_bad_year(kind: Kind[Any], names: Mapping[str, str]) -> PathFault:
    year = names["year"]
    nearest = re.search(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", year)
    remedy = _("Name it with the year in four digits, for example {year}.").format(year=nearest[0] if nearest else 2011)
    place = kind.pattern.fill({**names, "year": nearest[0] if nearest else "<year>"})
    return PathFault("OGP011", _("“{year}” is not a year.").format(year=sanitize_line(year)), remedy, place=place)


def _find_near_kinds(path: str, kinds: Kinds) -> Iterator[tuple[Kind[Any], str]]:
    """Yield kinds to which a file seems to belong, each with the place where it would belong, best guess first."""
    for kind in kinds:
        yield from ((kind, place) for place in _suggest_folders(path, kind))
    for kind in sorted(kinds, key=lambda kind: not _is_nearly_named(path, kind)):
        if _is_alike(path, kind):
            yield kind, _fill_known_names(path, kind)


def _suggest_folders(path: str, kind: Kind[Any]) -> Iterator[str]:
    """Yield where a file belongs that lies one folder too low, or too high."""
    parts, shape = path.split("/"), kind.pattern.text.split("/")
    for number in reversed(range(len(parts) - 1)):
        names = kind.pattern.match("/".join(parts[:number] + parts[number + 1 :]))
        if names is not None:
            yield kind.pattern.fill(names)
    for number, part in enumerate(shape[:-1]):
        is_telling = number < len(shape) - 2 or "{" not in shape[-1] or "{year}" in shape[-1]
        names = attrs.evolve(kind.pattern, text="/".join(shape[:number] + shape[number + 1 :])).match(path)
        if names is not None and is_telling and "{" not in part and part not in names.values():
            yield kind.pattern.fill(names)


def _fill_known_names(path: str, kind: Kind[Any]) -> str:
    """Return the pattern of a kind with the names that the path has at the same places; the others in pointed brackets."""
    names = []
    for here, shape in zip(path.split("/"), kind.pattern.text.split("/"), strict=False):
        if here != shape and not ("{" in shape and "/" not in shape and here.count(".") == shape.count(".")):
            break
        names.append(here)
    rest = kind.pattern.text.split("/")[len(names) :]
    return "/".join([*names, *(re.sub(r"\{(\w+)\}", r"<\1>", part) for part in rest)])


def _is_nearly_named(path: str, kind: Kind[Any]) -> bool:
    """Tell whether a file is named nearly as files of a kind are: `selfassessment.toml` for `self-assessment.toml`."""
    name = kind.pattern.text.split("/")[-1]
    return "{" not in name and nearest_word(path.rsplit("/", maxsplit=1)[-1], [name]) is not None


def _is_alike(path: str, kind: Kind[Any]) -> bool:
    """Tell whether files of a kind have this very name, or lie in a folder of this very name, and share most of the way."""
    parts, shape = path.split("/"), kind.pattern.text.split("/")
    fixed = [part for part in shape if "{" not in part]
    same_name = "{" not in shape[-1] and shape[-1] == parts[-1]
    same_folder = len(shape) > 1 and len(parts) > 1 and "{" not in shape[-2] and shape[-2] == parts[-2]
    shared = sum(1 for part in fixed if part in parts)
    return len(shape) > 1 and (same_name or same_folder) and shared >= max(1, len(fixed) - 1)
