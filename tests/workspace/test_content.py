"""Finding documents by class, country and cycle."""

from ogpkit.model import Commitment, Country, Translated
from ogpkit.schema.kinds import Kind, Kinds
from ogpkit.workspace.content import Document, Workspace, list_commitments
from ogpkit.workspace.settings import Settings

KINDS = Kinds(
    [
        Kind(name="country", entity=Country, pattern="countries/{country}/country.toml", title="", titles=""),
        Kind(
            name="commitment",
            entity=Commitment,
            pattern="countries/{country}/cycles/{cycle}/commitments/{id}.toml",
            title="",
            titles="",
        ),
    ],
)


def document(path: str, entity: object) -> Document:
    """A document as it would be read from this path."""
    kind, names = KINDS.match_path(path)
    return Document(path=path, kind=kind.name, names=names, entity=entity)


KENYA = document("countries/KE/country.toml", Country(name=Translated.of("Kenya")))
BUDGET = document("countries/KE/cycles/2012-2013/commitments/budget.toml", Commitment(title=Translated.of("Budget")))
LATER = document("countries/KE/cycles/2014-2016/commitments/courts.toml", Commitment(title=Translated.of("Courts")))
GHANA = document("countries/GH/country.toml", Country(name=Translated.of("Ghana")))
WORKSPACE = Workspace(kinds=KINDS).with_documents([KENYA, BUDGET, LATER, GHANA])


def test_documents_are_found_by_class_and_place():
    assert WORKSPACE.all(Country) == (GHANA, KENYA)
    assert WORKSPACE.all(Commitment, "KE") == (BUDGET, LATER)
    assert WORKSPACE.all(Commitment, "KE", "2012-2013") == (BUDGET,)
    assert WORKSPACE.one(Country, "KE") is KENYA
    assert WORKSPACE.one(Commitment, "KE", id="courts") is LATER
    assert WORKSPACE.one(Commitment, "GH") is None


def test_a_reference_finds_its_document():
    assert WORKSPACE.find("commitment", "budget", "KE", "2012-2013") is BUDGET
    assert WORKSPACE.find("commitment", "budget", "KE", "2014-2016") is None
    assert WORKSPACE.find("treaty", "budget") is None


def test_a_document_is_identified_by_its_path_or_the_name_of_its_file():
    settings = Document(path="ogpkit.toml", kind="settings", names={}, entity=Settings())
    committee = Document(path="networking/committee.toml", kind="committee", names={}, entity=object())
    assert [one.id for one in (KENYA, BUDGET, settings, committee)] == ["KE", "budget", "ogpkit", "committee"]


def test_countries_and_cycles_come_from_the_paths():
    assert WORKSPACE.countries == ("GH", "KE")
    assert WORKSPACE.cycles("KE") == ("2012-2013", "2014-2016")


def test_a_changed_workspace_leaves_the_first_as_it_was():
    changed = WORKSPACE.with_documents(removed=["countries/GH/country.toml"])
    assert changed.countries == ("KE",)
    assert WORKSPACE.countries == ("GH", "KE")


def test_commitments_are_in_the_order_of_their_numbers():
    """Numbers in them count as numbers, and those without one come last, by their identifiers."""
    numbers = {"a": "10", "b": "", "c": "2", "d": "2b", "e": ""}
    plan = [
        document(
            f"countries/KE/cycles/2016-2018/commitments/{id}.toml",
            Commitment(title=Translated.of(id), number=number),
        )
        for id, number in numbers.items()
    ]
    workspace = WORKSPACE.with_documents(plan)
    assert [one.id for one in list_commitments(workspace, "KE", "2016-2018")] == ["c", "d", "a", "b", "e"]
    assert list_commitments(workspace, "KE", "2016-2018") is list_commitments(workspace, "KE", "2016-2018")
