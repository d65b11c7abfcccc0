"""Names in `ogpkit.toml` to which nothing answers."""

from __future__ import annotations

import attrs
import pytest

from ogpkit.check.engine import check_workspace, recheck_workspace
from ogpkit.model import Country
from ogpkit.plugins.manager import Plugin, Plugins
from ogpkit.workspace.load import read_workspace

SETTINGS = '[workspace]\nlanguages = ["en"]\n'


def told(findings):
    return [f"{one.line}:{one.column} {one.code} {one.severity} {one.message} {one.remedy}" for one in findings]


@pytest.mark.parametrize(
    "settings",
    [
        '[plugins]\ndisable = ["utopia"]\n',
        '[plugins]\nrequire = ["utopia"]\n',
        '[check]\nignore = ["OGP003", "OGP013", "OGP015", "OGP020", "UTO001"]\n',
        '[check.per-file-ignores]\n"ogpkit.toml" = ["OGP003", "UTO001"]\n',
    ],
)
def test_names_that_are_there_are_fine(make, found, settings):
    plugins = make.plugins(rules=[make.rule("UTO001", lambda *_: (), Country)])
    assert told(found({}, plugins, settings=SETTINGS + settings)) == []


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (
            '[plugins]\ndisable = ["utopia", "utopa"]\n',
            '4:22 OGP015 warning The plugin “utopa” is not installed. Write "utopia", or delete it.',
        ),
        (
            '[plugins]\ndisable = ["xyz\\u001b"]\n',
            '4:12 OGP024 warning "xyz<U+001B>" contains a line break or another control character, but needs to be on one line. '
            "Write it on one line.",
        ),
        (
            '[plugins]\ndisable = ["ogpkit"]\n',
            "4:12 OGP015 warning You cannot switch off the core. Delete it.",
        ),
        (
            '[check.per-file-ignores]\n"ogpkit.toml" = ["OGP003", "wrong"]\n',
            "4:28 OGP015 warning No rule has the code “wrong”. "
            "Delete it, or write the correct code. To list all codes, run “ogpkit explain”.",
        ),
        (
            '[plugins]\nrequire = ["utopia", "atlantis"]\n',
            "4:22 OGP018 error This workspace requires the plugin “atlantis”, but it is not in use. "
            "ogpkit does not check its rules. Install it, or delete it from require.",
        ),
    ],
)
def test_names_that_are_not_there_are_found_where_they_stand(make, found, settings, said):
    assert told(found({}, make.plugins(), settings=SETTINGS + settings)) == [said]


def test_a_code_is_the_one_to_be_written_whatever_its_letters(make, found):
    findings = found({}, make.plugins(), settings=SETTINGS + '[check]\nignore = ["ogp003"]\n')
    assert [finding.remedy for finding in findings] == ["Write the correct code, perhaps OGP003, or delete it."]


def test_a_code_that_is_nearly_right_is_not_guessed_at_but_offered(make, found):
    """The nearest code would silence another rule."""
    (finding,) = found({}, make.plugins(), settings=SETTINGS + '[check]\nignore = [\n  "OGO003",\n]\n')
    assert (finding.line, finding.column, finding.fix) == (5, 3, None)
    assert "perhaps OGP0" in finding.remedy
    assert "OGP003" in finding.remedy


def test_a_code_in_small_letters_is_mended(make, found):
    (finding,) = found({}, make.plugins(), settings=SETTINGS + '[check]\nignore = ["ogp003"]\n')
    assert (finding.fix.value, finding.fix.safe) == ("OGP003", True)


@attrs.frozen
class WithAbsent:
    """Plugins of which one more is installed, but does not take part."""

    plugins: Plugins
    state: str

    def __getattr__(self, name):
        return getattr(self.plugins, name)

    @property
    def installed(self):
        return (*self.plugins.installed, Plugin(name="atlantis", state=self.state))


@pytest.mark.parametrize("state", ["off", "failed"])
def test_codes_of_a_plugin_that_does_not_take_part_may_be_right(make, found, state):
    plugins = WithAbsent(make.plugins(), state)
    settings = SETTINGS + '[plugins]\ndisable = ["atlantis"]\n[check]\nignore = ["ATL001", "OGP099", "ATL1"]\n'
    assert [finding.message for finding in found({}, plugins, settings=settings)] == [
        "No rule has the code “OGP099”.",
        "No rule has the code “ATL1”.",
    ]


@pytest.mark.parametrize(("state", "remedy"), [("off", "from disable"), ("failed", "the finding about it")])
def test_a_plugin_that_is_required_has_to_take_part(make, found, state, remedy):
    plugins = WithAbsent(make.plugins(), state)
    (finding,) = found({}, plugins, settings=SETTINGS + '[plugins]\nrequire = ["atlantis"]\n')
    assert finding.code == "OGP018"
    assert remedy in finding.remedy


def test_what_the_settings_name_stays_said_while_other_files_change(make, write):
    plugins = make.plugins()
    root = write({"countries/KE/country.toml": 'name = "Kenya"\n'}, settings=SETTINGS + '[check]\nignore = ["x"]\n')
    loaded = read_workspace(root, plugins.kinds, plugins.editions)
    before = check_workspace(loaded, plugins)
    assert [finding.code for finding in before] == ["OGP015"]
    assert recheck_workspace(loaded, plugins, before, ["countries/KE/country.toml"]) == before
    assert recheck_workspace(loaded, plugins, before, ["ogpkit.toml"]) == before


def test_a_pattern_is_idle_as_long_as_no_file_is_there(make, write):
    """In the app files come and go while the settings stay as they are."""
    plugins = make.plugins()
    files = {"countries/KE/country.toml": 'name = "Kenya"\n', "countries/GE/country.toml": 'name = "Georgia"\n'}
    root = write(files, settings=SETTINGS + '[check.per-file-ignores]\n"countries/GE/**" = ["OGP003"]\n')
    whole = read_workspace(root, plugins.kinds, plugins.editions)
    path = "countries/GE/country.toml"
    less = attrs.evolve(whole, workspace=whole.workspace.with_documents(removed=[path]))
    assert check_workspace(whole, plugins) == ()
    gone = recheck_workspace(less, plugins, (), [path])
    assert [finding.code for finding in gone] == ["OGP029"]
    assert recheck_workspace(whole, plugins, gone, [path]) == ()


def test_what_is_left_out_is_judged_by_what_the_settings_say_now(make, write):
    """The files were read before somebody wrote the pattern."""
    plugins = make.plugins()
    root = write({"countries/KE/country.toml": 'name = "Kenya"\n'}, settings=SETTINGS)
    loaded = read_workspace(root, plugins.kinds, plugins.editions)
    settings = read_workspace(
        root,
        plugins.kinds,
        plugins.editions,
        instead={"ogpkit.toml": f'{SETTINGS}exclude = ["countries/**"]\n'.encode()},
    ).workspace.documents["ogpkit.toml"]
    edited = attrs.evolve(loaded, workspace=loaded.workspace.with_documents([settings]))
    assert "OGP028" in {finding.code for finding in recheck_workspace(edited, plugins, (), ["ogpkit.toml"])}
