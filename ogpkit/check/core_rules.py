"""Rules that hold in every workspace, whatever plugins are installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.check.suggestions import differs_only_in_form
from ogpkit.model import Country, Cycle
from ogpkit.model.identifiers import is_country, is_identifier
from ogpkit.model.translated import is_in_language
from ogpkit.model.vocabulary import Severity
from ogpkit.plugins.examples import Example
from ogpkit.plugins.fixes import Fix, RelatedPlace
from ogpkit.plugins.places import Scope
from ogpkit.plugins.rules import Problem, Rule
from ogpkit.schema.constraints import find_references
from ogpkit.schema.days import find_impossible_days
from ogpkit.schema.fields import fields_of
from ogpkit.schema.form_words import FormWords
from ogpkit.schema.suggest import nearest_word
from ogpkit.schema.walk import walk_prose
from ogpkit.text.i18n import N_, _, translate
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.placeholders import is_placeholder
from ogpkit.workspace.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from ogpkit.model.annotations import Reference
    from ogpkit.model.keypath import KeyPath
    from ogpkit.workspace.content import Document, Workspace

_SETTINGS: Final = '[workspace]\nname = "Example"\nlanguages = ["en"]\n'
_EVIDENCE: Final = (
    'edition = "{edition}"\n[access_to_information]\nstatus = "law"\nsource = "Right2Info.org survey 2010"\n'
)


_LONGEST: Final = 40
"""Characters of a placeholder that are shown."""

_NAMING: Final = (("edition",), ("rules", "participation"), ("rules", "irm"))
"""The keys under which a document names a rule set."""


def check_rule_sets(document: Document[Any], workspace: Workspace) -> Iterator[Problem]:
    """Check that the rule sets that a document names are installed.

    Args:
        document: Any document.
        workspace: Where it lies.
    """
    if not any(field.name == "edition" for field in fields_of(type(document.entity))):
        return
    names = workspace.editions.names
    for at in _NAMING:
        named: object = document.entity
        for key in at:
            named = getattr(named, key, None)
        if named and named not in names:
            yield _refuse_rule_set(str(named), names, at)


def _refuse_rule_set(name: str, names: tuple[str, ...], at: KeyPath) -> Problem:
    near = nearest_word(name, names)
    return Problem(
        message=_("There is no rule set “{name}”.").format(name=sanitize_line(name)),
        remedy=_("Write {near}.").format(near=f'"{near}"')
        if near
        else _("Choose one of these: {names}.").format(names=", ".join(names) or "–"),
        at=at,
        fix=Fix(
            title=_("Name the rule set {near}").format(near=near),
            at=at,
            value=near,
            safe=differs_only_in_form(name, near),
        )
        if near
        else None,
    )


def check_references(document: Document[Any], workspace: Workspace) -> Iterator[Problem]:
    """Check that what a document and the tables of plugins in it refer to is there: OGP014, for documents of every kind.

    Args:
        document: Any document.
        workspace: Where it lies.
    """
    for at, value, refers in _list_references(document):
        kind = workspace.kinds.by_name(refers.kind)
        if kind is None:
            continue
        if not workspace.has_target(refers, value, document):
            targets = workspace.list_targets(refers, document.country, document.cycle)
            # a wrong name is to be changed, not to be repeated
            there = [one for one in targets if is_identifier(one) or is_country(one)]
            said = (
                _("{kind} “{value}” does not exist here.") if not refers.items else _("{kind} has no entry “{value}”.")
            )
            named = translate(kind.title, kind.entity)
            yield _report_missing(said.format(kind=named, value=sanitize_line(value)), value, at, there)


def _list_references(document: Document[Any]) -> Iterator[tuple[KeyPath, str, Reference]]:
    for place, table in ((), document.entity), *document.extensions.items():
        yield from (((*place, *at), value, refers) for at, value, refers in find_references(table))


def _report_missing(message: str, value: str, at: KeyPath, there: list[str]) -> Problem:
    near = nearest_word(value, there)
    if near:
        remedy = _("Write {near}, or add what is missing.").format(near=f'"{near}"')
    elif there:
        remedy = _("Choose one of these: {there}.").format(there=", ".join(there[:8]))
    else:
        remedy = _("Add it, or delete the reference.")
    return Problem(
        message=message,
        remedy=remedy,
        at=at,
        fix=Fix(title=_("Refer to {near}").format(near=near), at=at, value=near, safe=differs_only_in_form(value, near))
        if near
        else None,
    )


def has_country_file(document: Document[Any], workspace: Workspace) -> Iterator[Problem]:
    """Check that the country of a document has a `country.toml`; said once a country, at its first document.

    Args:
        document: Any document.
        workspace: Where it lies.
    """
    country = document.country
    if not is_country(country) or workspace.one(Country, country) or not workspace.kinds.for_entity(Country):
        return
    home = f"countries/{document.country}/"
    if document.path == workspace.of_country(document.country)[0].path:
        yield Problem(
            message=_("The country {country} has no valid country.toml.").format(country=document.country),
            remedy=_("Add {path} with the name and languages of the country, or correct it.").format(
                path=f"{home}country.toml"
            ),
        )


def check_days(document: Document[Any], workspace: Workspace) -> Iterator[Problem]:
    """Check that the days of a document, and of the tables of plugins in it, can be right.

    Args:
        document: Any document.
        workspace: Where it lies.
    """
    for place, table in ((), document.entity), *document.extensions.items():
        for one in find_impossible_days(table, workspace.today, place):
            yield Problem(message=one.message, remedy=one.remedy, at=one.at)


def check_placeholders(document: Document[Any], _workspace: Workspace) -> Iterator[Problem]:
    """Check that no text of a document, and of the tables of plugins in it, is a placeholder: OGP030.

    Args:
        document: Any document.
    """
    for place, table in ((), document.entity), *document.extensions.items():
        for at, text in filter(lambda one: is_placeholder(one[1]), walk_prose(table, place)):
            message = _("“{text}” is a placeholder, not a text for readers.").format(
                text=sanitize_line(text.strip()[:_LONGEST])
            )
            remedy = _("Write the text, or delete the key until you can. Readers do not see the placeholder.")
            in_form = _("Enter the text, or leave the field empty until you can. Readers do not see the placeholder.")
            yield Problem(message=message, remedy=remedy, at=at, in_form=FormWords(remedy=in_form))


def check_cycle_files(workspace: Workspace, unread: AbstractSet[str]) -> Iterator[tuple[Document[Any], Problem, str]]:
    """Yield each cycle without a `cycle.toml`, at its first document: OGP026; with the path of what is absent.

    Args:
        workspace: What could be read.
        unread: The paths of files that could not be read: they are there all the same.
    """
    kind = workspace.kinds.for_entity(Cycle)
    if kind is None:
        return
    for country, cycle in workspace.cycle_places:
        path = kind.pattern.fill({"country": country, "cycle": cycle})
        anywhere = kind.pattern.fill({"country": country, "cycle": "<cycle>"})  # it lies in the wrong place
        if path in workspace.documents or unread & {path, anywhere}:
            continue
        document = next(one for one in workspace.of_country(country) if one.cycle == cycle)
        message = _("The cycle {cycle} has no cycle.toml, so the rules about cycles cannot check it.")
        remedy = _("Add {path} with the dates of the cycle, or move the files to the right cycle.")
        yield (
            document,
            Problem(
                message=message.format(cycle=sanitize_line(document.cycle)),
                remedy=remedy.format(path=sanitize_line(path)),
            ),
            path,
        )


def check_copies(document: Document[Any], workspace: Workspace) -> Iterator[Problem]:
    """Check that no other file of the same folder says the very same: OGP031.

    Files that are named by a year are left out: what held in one may hold in the next.

    Args:
        document: Any document.
        workspace: Where it lies.
    """
    if "id" not in document.names or not document.digest:
        return
    countries = workspace.memoize(_begin_countries)
    if document.country not in countries:
        countries[document.country] = _group_by_content(workspace.of_country(document.country))
    same = countries[document.country][_identify(document)]
    first = min(same, key=lambda one: (len(one.path), one.path))  # a copy has the longer name
    if first.path != document.path:
        yield Problem(
            message=_("This file is a duplicate of {path}.").format(path=sanitize_line(first.path)),
            remedy=_("Delete one of them, or correct what is different in this file."),
            also=(RelatedPlace(path=first.path),),
        )


def _begin_countries(_workspace: Workspace) -> dict[str, Mapping[tuple[str, str], list[Document[Any]]]]:
    """Return where the documents of each country are gathered once one of them is asked about."""
    return {}


def _group_by_content(documents: Iterable[Document[Any]]) -> Mapping[tuple[str, str], list[Document[Any]]]:
    """Return the documents with an identifier of their own, by folder and content."""
    found: dict[tuple[str, str], list[Document[Any]]] = {}
    for document in documents:
        if "id" in document.names:
            found.setdefault(_identify(document), []).append(document)
    return found


def _identify(document: Document[Any]) -> tuple[str, str]:
    return document.path.rpartition("/")[0], document.digest


def check_settings(_document: Document[Settings], workspace: Workspace) -> Iterator[Problem]:
    """Check that the languages of a workspace are given, and English is among them (Roadmap X, XI).

    Args:
        workspace: The workspace, with its settings.
    """
    if not any(is_in_language(code, "en") for code in workspace.settings.workspace.languages):
        yield Problem(
            message=_("English is not among the workspace's languages."),
            remedy=_("Add “en” to languages. OGP requires plans and reports in English and in the local languages."),
            at=("workspace", "languages"),
            fix=Fix(
                title=_("Add “en” to languages"),
                at=("workspace", "languages"),
                value=[*workspace.settings.workspace.languages, "en"],
                safe=False,
            ),
        )


def _make_example(path: str, text: str, **more: str) -> Example:
    files = {"ogpkit.toml": _SETTINGS, "countries/KE/country.toml": 'name = "Kenya"\n', path: text}
    return Example(files={**files, **{name.replace("__", "/"): content for name, content in more.items()}})


def _make_copy_example(title: str) -> Example:
    home = "countries/KE/cycles/2012-2013"
    more = {
        f"{home}/cycle.toml": "start = 2012-04-01\nend = 2013-03-31\n",
        f"{home}/commitments/budget-2.toml": f'title = "{title}"\n',
    }
    return _make_example(f"{home}/commitments/budget.toml", 'title = "Budget"\n').with_files(more)


RULES: Final[tuple[Rule[Any], ...]] = (
    Rule(
        code="OGP013",
        title=N_("A rule set exists"),
        section="File formats",
        explanation=N_(
            "The rule set decides which rules apply to a document. Leave the name out to use the rule set that applied at "
            "the time."
        ),
        entity=object,
        check=check_rule_sets,
        casts_doubt=True,
        wrong=_make_example("countries/KE/eligibility/2011.toml", _EVIDENCE.format(edition="roadmap-2010")),
        right=_make_example("countries/KE/eligibility/2011.toml", _EVIDENCE.format(edition="roadmap-2011")),
    ),
    Rule(
        code="OGP017",
        title=N_("English is among a workspace's languages"),
        section="Roadmap X",
        explanation=N_(
            "Governments publish their reports in the local languages and in English. The texts in a report need both."
        ),
        entity=Settings,
        check=check_settings,
        wrong=Example(files={"ogpkit.toml": '[workspace]\nlanguages = ["sw"]\n'}),
        right=Example(files={"ogpkit.toml": '[workspace]\nlanguages = ["sw", "en"]\n'}),
    ),
    Rule(
        code="OGP021",
        title=N_("Every country has its country.toml"),
        section="File formats",
        explanation=N_("This file has the country's name and the languages that its plans and reports need."),
        entity=object,
        check=has_country_file,
        scope=Scope.COUNTRY,
        casts_doubt=True,
        wrong=Example(
            files={
                "ogpkit.toml": _SETTINGS,
                "countries/KE/eligibility/2011.toml": _EVIDENCE.format(edition="roadmap-2011"),
            }
        ),
        right=_make_example("countries/KE/eligibility/2011.toml", _EVIDENCE.format(edition="roadmap-2011")),
    ),
    Rule(
        code="OGP025",
        title=N_("A date is plausible"),
        section="File formats",
        explanation=N_(
            "OGP began in July 2011, so an earlier date is a mistake. The date of something that has happened cannot be in the "
            "future. The date of something planned can be in the future, but not in another century."
        ),
        entity=object,
        check=check_days,
        casts_doubt=True,
        wrong=Example(
            files={"ogpkit.toml": _SETTINGS, "countries/KE/country.toml": 'name = "Kenya"\njoined = 1963-12-12\n'}
        ),
        right=Example(
            files={"ogpkit.toml": _SETTINGS, "countries/KE/country.toml": 'name = "Kenya"\njoined = 2011-07-01\n'}
        ),
    ),
    Rule(
        code="OGP030",
        title=N_("A text is not a placeholder"),
        severity=Severity.WARNING,
        section="File formats",
        explanation=N_(
            "Words such as TODO, TBC or “First milestone” are placeholders. If you do not replace them, the text is missing on "
            "the website and in the documents that you submit. Leave out what you do not know yet, so that it shows as missing "
            "here too."
        ),
        entity=object,
        check=check_placeholders,
        casts_doubt=True,
        wrong=Example(files={"ogpkit.toml": _SETTINGS, "countries/KE/country.toml": 'name = "TBC"\n'}),
        right=Example(files={"ogpkit.toml": _SETTINGS, "countries/KE/country.toml": 'name = "Kenya"\n'}),
    ),
    Rule(
        code="OGP031",
        title=N_("A file is not a copy of another file"),
        severity=Severity.WARNING,
        section="File formats",
        explanation=N_("When two files have the same content, one of them is probably a forgotten copy."),
        entity=object,
        check=check_copies,
        scope=Scope.CYCLE,
        casts_doubt=True,
        wrong=_make_copy_example("Budget"),
        right=_make_copy_example("Contracts"),
    ),
)
