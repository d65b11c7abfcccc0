"""What a value refers to is there: a document, or an entry of a register, also in the table of another plugin (OGP014)."""

from __future__ import annotations

from typing import Annotated

import attrs
import pytest

from ogpkit.model import Reference, Translated
from ogpkit.schema.kinds import Extension, Kind


@attrs.frozen(kw_only=True)
class Office:
    """An office.

    Attributes:
        id: Its identifier.
        name: What it is called.
    """

    id: str
    name: Translated = attrs.field(factory=Translated)


@attrs.frozen(kw_only=True)
class Register:
    """A register.

    Attributes:
        offices: The offices.
    """

    offices: tuple[Office, ...] = ()


@attrs.frozen(kw_only=True)
class Paper:
    """A paper.

    Attributes:
        owner: The office that keeps it.
        after: The paper before it.
    """

    owner: Annotated[str, Reference("register", within="country", items="offices")] = ""
    after: Annotated[str, Reference("paper", within="country")] = ""


@attrs.frozen(kw_only=True)
class Stamp:
    """What another plugin adds to a paper.

    Attributes:
        offices: The offices that stamped it.
    """

    offices: tuple[Annotated[str, Reference("register", within="country", items="offices")], ...] = ()


REGISTER = "countries/XX/offices.toml"
FILES = {
    REGISTER: '[[offices]]\nid = "archive"\n\n[[offices]]\nid = "cabinet"\n',
    "countries/YY/offices.toml": '[[offices]]\nid = "treasury"\n',
    "countries/XX/papers/one.toml": 'owner = "archive"\n',
}


@pytest.fixture
def plugins(make):
    kind = {"title": "Register", "titles": "Registers"}
    return make.plugins(
        kinds=[
            Kind(name="register", entity=Register, pattern="countries/{country}/offices.toml", **kind),
            Kind(name="paper", entity=Paper, pattern="countries/{country}/papers/{paper}.toml", **kind),
        ],
        extensions=[Extension(table="stamp", kind="paper", entity=Stamp, title="Stamp")],
    )


@pytest.fixture
def missing(found, plugins):
    """Write a paper and look for what it refers to; gives message, remedy and place of what is missing."""

    def missing(text):
        findings = found({**FILES, "countries/XX/papers/two.toml": text}, plugins)
        return [(one.message, one.remedy, one.at) for one in findings if one.code == "OGP014"]

    return missing


@pytest.mark.parametrize(
    "text",
    ['owner = "cabinet"\nafter = "one"\n', 'owner = "archive"\n[stamp]\noffices = ["archive", "cabinet"]\n', ""],
)
def test_an_entry_of_a_register_and_a_document_are_found(missing, text):
    assert missing(text) == []


def test_an_entry_that_the_register_lacks_is_named_with_the_nearest(missing):
    assert missing('owner = "archiv"\n') == [
        ("Register has no entry “archiv”.", 'Write "archive", or add what is missing.', ("owner",))
    ]


def test_an_entry_of_another_country_s_register_does_not_count(missing):
    assert [at for _message, _remedy, at in missing('owner = "treasury"\n')] == [("owner",)]


def test_the_table_of_another_plugin_is_looked_at_too(missing):
    assert [at for _message, _remedy, at in missing('[stamp]\noffices = ["archive", "cabnet"]\n')] == [
        ("stamp", "offices", 1)
    ]


def test_a_document_that_is_not_there_is_named(missing):
    assert [at for _message, _remedy, at in missing('after = "three"\n')] == [("after",)]
