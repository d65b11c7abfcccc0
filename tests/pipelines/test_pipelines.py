"""What pipelines take from this repository: hooks for pre-commit, an action, a template. Each is run as far as a machine can."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SCRIPTS = Path(sys.executable).parent
HOOKS = ROOT / ".pre-commit-hooks.yaml"
ACTION = ROOT / "action.yml"
TEMPLATE = ROOT / "ci" / "ogpkit.gitlab-ci.yml"
COUNTRY = "countries/GE/country.toml"


@pytest.fixture
def environment(tmp_path):
    """The variables of a pipeline in which ogpkit is installed."""
    return os.environ | {
        "PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
        "PREK_HOME": str(tmp_path / "prek"),
        "OGPKIT_LANGUAGE": "en",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }


def git(folder, *words):
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    done = subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def workspace(folder, text):
    (folder / COUNTRY).parent.mkdir(parents=True, exist_ok=True)
    (folder / "ogpkit.toml").write_text('[workspace]\nlanguages = ["en"]\n', "utf-8")
    (folder / COUNTRY).write_text(text, "utf-8")


@pytest.fixture(params=["pre-commit", "prek"])
def hooked(request, tmp_path, environment):
    """A workspace in git whose hooks come out of a repository with ours; runs one of them."""
    runner = SCRIPTS / request.param
    if not runner.exists():
        pytest.skip(f"{request.param} is not installed")
    ours = tmp_path / "ours"
    ours.mkdir()
    (ours / HOOKS.name).write_bytes(HOOKS.read_bytes())
    git(ours, "init", "-q")
    git(ours, "add", "-A")
    git(ours, "commit", "-qm", "hooks")
    theirs = tmp_path / "theirs"

    def run(hook, text):
        workspace(theirs, text)
        hooks = [{"id": hook, "language": "system"}]  # ogpkit is installed here already
        config = {"repos": [{"repo": ours.as_uri(), "rev": git(ours, "rev-parse", "HEAD"), "hooks": hooks}]}
        (theirs / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
        if not (theirs / ".git").exists():
            git(theirs, "init", "-q")
        git(theirs, "add", "-A")
        words = [runner, "run", "--all-files", "--color", "never", hook]
        return subprocess.run(words, cwd=theirs, check=False, capture_output=True, text=True, env=environment)

    run.folder, run.runner = theirs, request.param
    return run


def test_a_hook_checks(hooked):
    done = hooked("ogpkit-check", 'name = "Georgia"\nlevel = "Local"\n')
    assert done.returncode == 1
    assert f"{COUNTRY}:2:9: OGP006" in done.stdout
    done = hooked("ogpkit-check", 'name = "Georgia"\nlevel = "local"\n')
    assert done.returncode == 0
    assert "Passed" in done.stdout


def test_a_hook_mends(hooked):
    done = hooked("ogpkit-fix", 'name = "Georgia"\nlevel = "Local"  # agreed\n')
    assert done.returncode == 1  # a hook that changes files fails, so that somebody looks at them
    assert (hooked.folder / COUNTRY).read_text("utf-8") == 'name = "Georgia"\nlevel = "local"  # agreed\n'
    assert hooked("ogpkit-fix", 'name = "Georgia"\n').returncode == 0


def test_a_hook_looks_at_a_commit_that_only_deletes(hooked, environment):
    assert hooked("ogpkit-check", 'name = "Georgia"\n').returncode == 0
    home = hooked.folder / "countries/GE/cycles/2012-2013"
    home.mkdir(parents=True)
    (home / "cycle.toml").write_text("start = 2012-04-01\nend = 2013-03-31\n", "utf-8")
    git(hooked.folder, "add", "-A")
    git(hooked.folder, "commit", "-qm", "all")
    git(hooked.folder, "rm", "-q", COUNTRY)
    done = subprocess.run(
        [SCRIPTS / hooked.runner, "run", "--color", "never", "ogpkit-check"],
        cwd=hooked.folder,
        check=False,
        capture_output=True,
        text=True,
        env=environment,
    )
    assert done.returncode == 1
    assert "OGP021" in done.stdout


@pytest.mark.parametrize(("schema", "file"), [("vendor.github-actions", ACTION), ("vendor.gitlab-ci", TEMPLATE)])
def test_what_the_servers_read_keeps_to_their_schemas(schema, file):
    words = [SCRIPTS / "check-jsonschema", "--builtin-schema", schema, file]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def run(script, folder, environment):
    words = ["bash", "-eo", "pipefail", "-c", script]
    return subprocess.run(words, cwd=folder, check=False, capture_output=True, text=True, env=environment)


def test_the_step_of_the_action_prints_annotations_and_fails(tmp_path, environment):
    workspace(tmp_path / "plan of x", 'name = "Georgia"\nlevel = "Local"\n')
    step = yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"][-1]
    given = {"WORKSPACE": "plan of x", "ARGUMENTS": "--min-severity error"}
    assert given.keys() == step["env"].keys()
    done = run(step["run"], tmp_path, environment | given)
    assert done.returncode == 1
    assert done.stdout.startswith("::error title=ogpkit OGP006,file=countries/GE/country.toml,line=2,")


def test_no_input_of_the_action_becomes_part_of_a_script():
    for step in yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_the_job_of_the_template_leaves_a_report_and_fails(tmp_path, environment):
    workspace(tmp_path, 'name = "Georgia"\nlevel = "Local"\n')
    job = yaml.safe_load(TEMPLATE.read_text("utf-8"))["ogpkit-check"]
    given = {name: value.replace("$CI_PROJECT_DIR", str(tmp_path)) for name, value in job["variables"].items()}
    done = run("\n".join(job["script"]), tmp_path, environment | given)
    assert done.returncode == 1
    report = json.loads((tmp_path / job["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    assert [entry["check_name"] for entry in report] == ["OGP006"]
    assert (tmp_path / ".cache/ogpkit").is_dir()
