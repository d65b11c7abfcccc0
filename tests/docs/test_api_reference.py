"""The reference of the API has every public name, under that name, in a form that other documentation can link to."""

from __future__ import annotations

from importlib import import_module

import pytest
from textual import getters

from ogpkit.api import OgpkitError
from ogpkit.api.content import Step
from ogpkit.api.text import use_language
from ogpkit.devkit.reference.api import render_api
from ogpkit.devkit.reference.docstrings import render_docstring, render_inline
from ogpkit.devkit.reference.names import API, map_public_names
from ogpkit.devkit.reference.signatures import render_signature
from ogpkit.devkit.reference.spelling import find_public_mention, read_metadata, spell
from ogpkit.schema.fields import attribute_docs

MADE_BY_TEXTUAL = {"can_focus", "can_focus_children", "bubble", "verbose", "no_dispatch", "handler_name"}


@pytest.fixture(scope="module")
def inventory(built):
    """What can be linked to, each with its sort."""
    return read_inventory(built / "objects.inv")


def read_inventory(path):
    loading = pytest.importorskip("sphinx.util.inventory")
    data = loading.InventoryFile.loads(path.read_bytes(), uri="").data
    return {name: sort for sort, names in data.items() if sort.startswith("py:") for name in names}


def class_names(module):
    loaded = import_module(module)
    return [name for name in loaded.__all__ if isinstance(getattr(loaded, name), type)]


def from_elsewhere(entity, name):
    """Whether a class of Python or of another library has the name too."""
    return any(name in vars(base) for base in entity.__mro__ if not base.__module__.startswith("ogpkit"))


def members(entity):
    """The names without underscore that a class has, or has from a class of ogpkit, all that others call apart."""
    for owner in entity.__mro__:
        if owner.__module__.startswith("ogpkit"):
            names = {
                name
                for name, value in vars(owner).items()
                if not name.startswith(("_", "on_", "watch_")) and not name.isupper()
                if not isinstance(value, getters.query_one)  # which widgets a class looks up is its own business
            }
            yield from (name for name in names - MADE_BY_TEXTUAL if not from_elsewhere(entity, name))
    yield from (name for name in attribute_docs(entity) if not name.startswith("_"))


@pytest.mark.parametrize("module", API)
def test_the_inventory_has_every_public_name_with_its_sort(module, inventory):
    loaded = import_module(module)
    assert inventory[module] == "py:module"
    assert {f"{module}.{name}" for name in loaded.__all__} - set(inventory) == set()
    for name in class_names(module):
        is_error = issubclass(getattr(loaded, name), BaseException)
        assert inventory[f"{module}.{name}"] == ("py:exception" if is_error else "py:class")


@pytest.mark.parametrize("module", API)
def test_the_inventory_has_every_method_and_attribute_of_a_public_class(module, inventory):
    loaded = import_module(module)
    public = {getattr(import_module(one), name) for one in API for name in class_names(one)}
    for name in class_names(module):
        entity = getattr(loaded, name)
        inherited = {member for base in entity.__mro__[1:] if base in public for member in members(base)}
        own = set(members(entity)) - inherited
        assert {f"{module}.{name}.{member}" for member in own} - set(inventory) == set()


def test_the_inventory_has_nothing_in_the_api_that_is_not_public(inventory):
    for name in inventory:
        if name.startswith("ogpkit.api.") and name not in API:
            module = max((one for one in API if name.startswith(f"{one}.")), key=len)
            assert name.removeprefix(f"{module}.").partition(".")[0] in import_module(module).__all__


def test_no_page_shows_a_name_as_it_is_defined_where_it_has_a_public_one():
    sources = import_module("ogpkit.api._lazy").SOURCES
    defined = {f"{module}.{name}" for names in sources.values() for module, name in names.values()}
    for page in render_api().values():
        assert [name for name in defined if f"~{name}`" in page or f"~{name}[" in page or f"~{name} " in page] == []


def test_every_public_name_says_what_it_is_in_words():
    assert [name for name, about in map_public_names().items() if not about or about.startswith("A value: ")] == []


def test_every_argument_that_a_docstring_describes_is_one():
    """So that nobody reads of an argument that is not there any more."""
    for page in render_api().values():
        lines = page.splitlines()
        for number, line in enumerate(lines):
            if ":param " in line:
                name = line.split(":param ")[1].partition(":")[0].replace("\\*", "")
                head = next(one for one in reversed(lines[:number]) if ".. py:" in one and ".. py:attribute" not in one)
                assert f"{name}:" in head or f"{name}=" in head or f"{name}," in head or f"{name})" in head, line


HERE = "ogpkit.plugins.contributions"
"""A module that uses many names, some of them for type checkers alone."""


@pytest.mark.parametrize(
    ("annotation", "spelt"),
    [
        ("Callable[[], click.Command]", "~collections.abc.Callable[[], click.Command]"),
        ("Problem | None", "~ogpkit.api.Problem | None"),
        ("type[E]", "type[E]"),
        ("ImportProblem", "~ogpkit.api.ImportProblem"),
        (
            "Callable[['EditSession', Place], None]",
            "~collections.abc.Callable[[~ogpkit.api.editing.EditSession, ~ogpkit.api.Place], None]",
        ),
    ],
)
def test_a_type_is_spelt_as_plugins_import_it(annotation, spelt):
    assert spell(annotation, HERE) == spelt


def test_a_name_for_a_type_is_spelt_as_plugins_import_it():
    assert spell("KeyPath", "ogpkit.plugins.editing_protocol") == "~ogpkit.api.content.KeyPath"


def test_what_stands_beside_a_type_is_told_apart_from_it():
    module = Step.__module__
    assert spell("Annotated[Identifier, Audience.INTERNAL]", module) == "~ogpkit.api.content.Identifier"
    assert read_metadata("Annotated[Identifier, Audience.INTERNAL]", module) == ("Audience.INTERNAL",)


@pytest.mark.parametrize(
    ("words", "public"),
    [
        ("Document", "ogpkit.api.content.Document"),
        ("Workspace.memoize", "ogpkit.api.content.Workspace.memoize"),
        ("ogpkit.api.text._", "ogpkit.api.text._"),
        ("edit_workspace", "ogpkit.api.cli.edit_workspace"),
        ("COUNTRY_PATTERN", "ogpkit.api.content.COUNTRY_PATTERN"),
        ("COUNTRY", ""),
        ("name", ""),
        ("fold", ""),
        ("ogpkit.api", ""),
        ("plans/{country}.toml", ""),
    ],
)
def test_what_a_docstring_mentions_is_linked_where_plugins_can_have_it(words, public):
    assert find_public_mention(words, HERE) == public


def test_a_text_keeps_its_signs_and_its_code():
    assert render_inline("Two * three | `a_b`s and name_ of\n`Rule`.", HERE) == (
        r"Two \* three \| ``a_b``\ s and name\_ of :py:obj:`Rule <ogpkit.api.Rule>`."
    )


def test_a_docstring_becomes_fields():
    lines = render_docstring(
        """Do it.

        More of it.

        Args:
            workspace: Where,
                on two lines.
            **rest: All else.

        Returns:
            What came of it.

        Raises:
            OgpkitError: It was not done.
        """,
        OgpkitError.__module__,
    )
    assert [line for line in lines if line] == [
        "Do it.",
        "More of it.",
        ":param workspace: Where, on two lines.",
        r":param \*\*rest: All else.",
        ":returns: What came of it.",
        ":raises ~ogpkit.api.OgpkitError: It was not done.",
    ]


def test_code_in_a_docstring_stays_code_with_its_empty_lines():
    lines = render_docstring("Do it:\n\n    a = 1\n\n    b = 2\n\nAnd *so* on.", HERE)
    assert lines == [
        "Do it:",
        "",
        ".. code-block:: python",
        "",
        "    a = 1",
        "",
        "    b = 2",
        "",
        r"And \*so\* on.",
        "",
    ]


def test_a_context_manager_is_said_to_be_one():
    assert render_signature(use_language).endswith("-> ~contextlib.AbstractContextManager[None]")
