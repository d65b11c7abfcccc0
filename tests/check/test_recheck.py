"""Looking again at what a change can touch says the same as looking at everything again."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ogpkit.check.engine import check_workspace, recheck_workspace
from ogpkit.editing.live_workspace import LiveWorkspace
from ogpkit.model import Country, Cycle
from ogpkit.plugins.examples import Example
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Scope
from ogpkit.plugins.providing import hookimpl
from ogpkit.plugins.rules import Problem, Rule
from ogpkit.schema.kinds import Kind
from ogpkit.workspace.load import read_document, read_workspace

COUNTRIES, CYCLES = ("GE", "KE"), ("2012", "2014")
PATHS = [
    "partnership/board.toml",
    *(f"countries/{country}/country.toml" for country in COUNTRIES),
    *(f"countries/{country}/cycles/{cycle}/cycle.toml" for country in COUNTRIES for cycle in CYCLES),
]
CYCLE = "{}start = 2012-01-0{}\nend = 2013-12-31\n"
READABLE = {
    "board.toml": ['start = "one"\n', 'start = "two"\n'],
    "country.toml": [
        *(f'name = "{name}"\n' for name in ("a", "b")),
        '\n\nlanguages = ["x1"]\nname = "a"\n',
        '# ogpkit: conflict: the other version says:\n#   name = "b"\nname = "a"\n',
    ],
    "cycle.toml": [CYCLE.format(edition, day) for edition in ("", 'edition = "none"\n') for day in (1, 2)],
}
CONTENT = {name: [*texts, "broken =", "", "x = 1\n"] for name, texts in READABLE.items()}


@attrs.frozen(kw_only=True)
class Board:
    """A file of the whole partnership.

    Attributes:
        start: Any word.
    """

    start: str = ""


def words(document):
    entity = document.entity
    return (
        str(entity.name)
        if isinstance(entity, Country)
        else f"{getattr(entity, 'edition', '')} {getattr(entity, 'start', '')}"
    )


def scoped(scope):
    """A rule that says of a document what all documents say that it may look at; also of another file."""

    def check_it(document, workspace):
        near = {
            Scope.DOCUMENT: lambda: (),
            Scope.CYCLE: lambda: workspace.siblings(document, Cycle),
            Scope.COUNTRY: lambda: (*workspace.of_country(document.country), *workspace.all(Board)),
            Scope.WORKSPACE: lambda: tuple(workspace.documents.values()),
        }[scope]()
        own = workspace.one(Country, document.country) if document.country else None
        seen = [document, *near, *([own] if own else [])]
        said = " ".join(sorted(f"{one.path}={words(one)}" for one in seen))
        yield Problem(message=said, remedy="r", at=("name",))
        if placed := [one.path for one in near if one.country]:
            yield Problem(message=said, remedy="r", at=("start",), path=max(placed))

    return check_it


def rule_of(scope, entity):
    example = Example(files={})
    return Rule(
        code=f"{scope.value[:3].upper()}00{1 if entity is object else 2}",
        title="A rule",
        section="X",
        explanation="Because.",
        entity=entity,
        check=scoped(scope),
        wrong=example,
        right=example,
        scope=scope,
    )


RULES = [rule_of(scope, entity) for scope in Scope for entity in (object, Cycle)]
KIND = Kind(
    name="cycle", entity=Cycle, pattern="countries/{country}/cycles/{cycle}/cycle.toml", title="Cycle", titles="Cycles"
)
BOARD = Kind(name="board", entity=Board, pattern="partnership/board.toml", title="Board", titles="Boards")
PLUGINS = Plugins.of(
    {
        "utopia": SimpleNamespace(
            ogpkit_rules=hookimpl(lambda: iter(RULES)),
            ogpkit_kinds=hookimpl(lambda: iter([KIND, BOARD])),
        )
    }
)


def changes(content):
    return st.sampled_from(PATHS).flatmap(
        lambda path: st.tuples(st.just(path), st.sampled_from(content[path.rsplit("/", 1)[-1]]))
    )


def begun(folder):
    files = {"ogpkit.toml": '[workspace]\nlanguages = ["en"]\n'}
    files |= {path: READABLE[path.rsplit("/", 1)[-1]][0] for path in PATHS}
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return read_workspace(folder, PLUGINS.kinds, PLUGINS.editions, date(2012, 6, 30))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.lists(changes(READABLE), min_size=1, max_size=2), min_size=1, max_size=4))
def test_rechecking_what_has_changed_is_as_good_as_checking_everything(tmp_path, steps):
    loaded = begun(tmp_path)
    findings = check_workspace(loaded, PLUGINS)
    assert len(findings) > 20
    for step in steps:
        read = {path: read_document(path, text.encode(), PLUGINS.kinds) for path, text in step}
        for path, text in dict(step).items():
            (tmp_path / path).write_text(text)
        documents = [document for document, _faults in read.values() if document]
        faults = {**loaded.faults, **{path: faults for path, (_document, faults) in read.items()}}
        loaded = attrs.evolve(loaded, workspace=loaded.workspace.with_documents(documents), faults=faults)
        findings = recheck_workspace(loaded, PLUGINS, findings, dict(step))
        assert findings == check_workspace(loaded, PLUGINS)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.dictionaries(st.sampled_from(PATHS), st.integers(0, 6), min_size=1, max_size=2), max_size=4))
def test_the_desk_sees_what_a_check_would_see_whatever_is_typed(tmp_path, steps):
    contents = LiveWorkspace(begun(tmp_path), PLUGINS)
    for step in steps:
        files = {}
        for path, number in step.items():
            several = CONTENT[path.rsplit("/", 1)[-1]]
            files[path] = several[number % len(several)].encode()
            (tmp_path / path).write_bytes(files[path])
        contents.take(files)
        expected = check_workspace(
            read_workspace(tmp_path, PLUGINS.kinds, PLUGINS.editions, date(2012, 6, 30)), PLUGINS
        )
        assert contents.findings == expected
