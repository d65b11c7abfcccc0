"""A new file reads as if a person had written it."""

import tomllib
from collections.abc import Mapping
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.devkit.testing.strategies import entities
from ogpkit.model import Commitment, Country, Cycle, GrandChallenge, Milestone, Translated
from ogpkit.schema.convert import read
from ogpkit.workspace.layout import layout
from ogpkit.workspace.settings import CheckSettings, Settings, WorkspaceSettings


def test_plain_values_come_first_then_tables_with_languages_as_dotted_keys():
    commitment = Commitment(
        title=Translated.of({"en": "Publish revenues", "es": "Publicar ingresos"}),
        challenge=GrandChallenge.PUBLIC_RESOURCES,
        partners=("A", "B"),
        milestones=(
            Milestone(id="portal", title=Translated("Portal"), due=date(2012, 12, 31)),
            Milestone(id="all", title=Translated.of({"en": "All"}), due=date(2013, 12, 31)),
        ),
    )
    assert layout(commitment).decode() == (
        'title.en = "Publish revenues"\n'
        'title.es = "Publicar ingresos"\n'
        'challenge = "public-resources"\n'
        'partners = ["A", "B"]\n'
        "\n"
        "[[milestones]]\n"
        'id = "portal"\n'
        'title = "Portal"\n'
        "due = 2012-12-31\n"
        "\n"
        "[[milestones]]\n"
        'id = "all"\n'
        'title.en = "All"\n'
        "due = 2013-12-31\n"
    )


def test_tables_in_tables_have_headers_of_their_own():
    settings = Settings(
        workspace=WorkspaceSettings(name="A"),
        check=CheckSettings(per_file_ignores={"countries/XY/**": ("ELI001",)}),
    )
    assert layout(settings).decode() == (
        '[workspace]\nname = "A"\n\n[check]\n\n[check.per-file-ignores]\n"countries/XY/**" = ["ELI001"]\n'
    )


def test_a_long_list_stands_on_several_lines():
    country = Country(name=Translated("X"), sources=tuple(f"https://example.org/a-source-{n}" for n in range(5)))
    assert layout(country).decode().splitlines()[1:3] == ["sources = [", '    "https://example.org/a-source-0",']


def test_a_text_of_several_lines_stands_on_several_lines():
    assert 'notes = """\nOne\nTwo"""' in layout(Country(name=Translated("X"), notes="One\nTwo")).decode()


def test_nothing_to_say_is_an_empty_file():
    assert layout(Settings()) == b""


def test_a_text_that_no_file_can_say_is_refused():
    with pytest.raises(ValueError, match="either plain or"):
        layout(Country(name=Translated("a", {"en": "b"})))


@given(data=st.data())
@pytest.mark.parametrize("entity", [Commitment, Cycle, Country, Settings])
def test_a_new_file_reads_back_as_the_same_entity(entity, data):
    thing = data.draw(entities(entity))
    source = layout(thing)
    assert read(tomllib.loads(source.decode()), entity) == thing
    assert source == b"" or source.endswith(b"\n")


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives(text):
    country = Country(name=Translated.of({"en": text, "es": "x"}), notes=text, sources=(text, "b"))
    assert read(tomllib.loads(layout(country).decode()), Country) == country


@attrs.frozen(kw_only=True)
class Sayings:
    """Lists of texts and lists of lists."""

    said: tuple[Translated, ...] = ()
    grid: tuple[tuple[int, ...], ...] = ()
    by_place: Mapping[str, tuple[Translated, ...]] = attrs.field(factory=dict)


@given(data=st.data())
def test_lists_of_texts_in_several_languages_survive(data):
    thing = data.draw(entities(Sayings))
    assert read(tomllib.loads(layout(thing).decode()), Sayings) == thing
