"""A pipeline comments on a change: the scripts of the action and of the template, against a server on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from ogpkit.check.review import posting
from ogpkit.check.review.posting import MARK, CannotPost, find_change, join_reviews, post_review

ROOT = Path(__file__).parents[2]
TOKEN = "secret-token-of-the-pipeline"
HOME = "countries/GE/cycles/2022-2023"
COMMITMENT = 'title = "Register"\nlead = "Treasury"\n\n[[milestones]]\nid = "law"\ntitle = "Law"\ndue = 2022-12-31\n'
FILES = {
    "ogpkit.toml": '[workspace]\nname = "G"\nlanguages = ["en"]\n',
    "countries/GE/country.toml": 'name = "Georgia"\n',
    f"{HOME}/cycle.toml": "start = 2022-01-01\nend = 2023-12-31\n",
    f"{HOME}/commitments/register.toml": COMMITMENT,
}
MOVED = "Due moved from December 31, 2022 to September 30, 2023"


def git(folder, *words):
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "protocol.file.allow=always"]
    done = subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def write(folder, path, text):
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, "utf-8")


@pytest.fixture
def origin(tmp_path):
    """A repository with a branch that moves a milestone and misspells a level."""
    folder = tmp_path / "origin"
    for path, text in FILES.items():
        write(folder, f"plans/{path}", text)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "config", "uploadpack.allowAnySHA1InWant", "true")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "plan")
    git(folder, "checkout", "-q", "-b", "office")
    write(folder, f"plans/{HOME}/commitments/register.toml", COMMITMENT.replace("2022-12-31", "2023-09-30"))
    write(folder, "plans/countries/GE/country.toml", 'name = "Georgia"\nlevel = "Local"\n')
    git(folder, "commit", "-qam", "later")
    return folder


@pytest.fixture
def environment(tmp_path):
    return {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "CI_"))} | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "OGPKIT_LANGUAGE": "en",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }


def run(script, folder, environment):
    words = ["bash", "-eo", "pipefail", "-c", script]
    done = subprocess.run(words, cwd=folder, check=False, capture_output=True, text=True, env=environment)
    assert TOKEN not in done.stdout + done.stderr
    return done


@pytest.fixture
def on_github(origin, tmp_path, environment, forge):
    """Runs the step of the action in a checkout of a pull request, as the server makes it: a merge without its parents."""
    git(origin, "checkout", "-q", "-b", "pull", "main")
    event, summary = tmp_path / "event.json", tmp_path / "summary.md"
    event.write_text(json.dumps({"pull_request": {"number": 5}}), "utf-8")
    (step,) = (
        one
        for one in yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]
        if one.get("name") == "Review"
    )
    given = {
        "WORKSPACE": "plans",
        "ARGUMENTS": "--select OGP006",
        "COMMENT": "true",
        "BASE_SHA": git(origin, "rev-parse", "main"),
    }
    assert step["env"].keys() == given.keys() | {"GITHUB_TOKEN"}

    def run_step(**more):
        git(origin, "merge", "-q", "--no-ff", "-m", "merge", "office")
        clone = tmp_path / f"clone-{len(list(tmp_path.iterdir()))}"
        git(tmp_path, "clone", "-q", "--depth=1", "--branch", "pull", origin.as_uri(), str(clone))
        about = {
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": forge.address,
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_REPOSITORY": "ministry/plans",
            "GITHUB_SHA": git(clone, "rev-parse", "HEAD"),
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_TOKEN": TOKEN,
        }
        return run(step["run"], clone, environment | given | about | more)

    run_step.summary = summary
    return run_step


def test_the_action_comments_once_and_then_changes_its_comment(on_github, origin, forge):
    forge.add(f"{MARK}\nI am not the pipeline.", is_own=False)
    done = on_github()
    assert done.returncode == 0, done.stderr
    theirs, ours = forge.comments.values()
    assert theirs["body"] == f"{MARK}\nI am not the pipeline."
    assert ours["body"].startswith(MARK)
    assert MOVED in ours["body"]
    assert "| error | OGP006 |" in ours["body"]
    assert MOVED in on_github.summary.read_text("utf-8")

    git(origin, "checkout", "-q", "office")
    write(origin, "plans/countries/GE/country.toml", 'name = "Georgia"\nlevel = "local"\n')
    git(origin, "commit", "-qam", "mend")
    git(origin, "checkout", "-q", "-B", "pull", "main")
    assert "The comment of an earlier run is up to date." in on_github().stderr
    assert len(forge.comments) == 2
    assert "OGP006" not in forge.comments[2]["body"]
    assert "Nothing is wrong" in forge.comments[2]["body"]


def test_without_the_right_to_comment_the_page_of_the_run_has_all(on_github, forge):
    forge.refusal = 403
    done = on_github()
    assert done.returncode == 2  # the action goes on
    assert "Give the token of this pipeline the right to comment." in done.stderr
    assert MOVED in on_github.summary.read_text("utf-8")


def test_nobody_is_commented_on_who_does_not_want_it(on_github, forge):
    assert on_github(COMMENT="false").returncode == 0
    assert forge.asked == []


@pytest.fixture
def on_gitlab(origin, tmp_path, environment, forge):
    """Runs the job of the template in a checkout of a merge request."""
    job = yaml.safe_load((ROOT / "ci/ogpkit.gitlab-ci.yml").read_text("utf-8"))["ogpkit-check"]
    given = {name: str(value).replace("$CI_PROJECT_DIR", str(tmp_path)) for name, value in job["variables"].items()}
    about = {
        "CI_API_V4_URL": forge.address,
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": git(origin, "rev-parse", "main"),
        "CI_MERGE_REQUEST_IID": "5",
        "CI_PROJECT_ID": "3",
        "GITLAB_CI": "true",
        "GITLAB_TOKEN": TOKEN,
        "OGPKIT_ARGUMENTS": "--select OGP006",
        "OGPKIT_WORKSPACE": "plans",
    }
    return lambda **more: run("\n".join(job["script"]), origin, environment | given | about | more)


def test_the_template_comments_once_and_then_changes_its_comment(on_gitlab, origin, forge):
    for number in range(120):
        forge.add(f"Remark {number}", is_own=False)
    done = on_gitlab()
    assert done.returncode == 1  # the check fails
    assert MOVED in forge.comments[121]["body"]
    write(origin, "plans/countries/GE/country.toml", 'name = "Georgia"\n')
    done = on_gitlab()
    assert done.returncode == 0, done.stderr
    assert len(forge.comments) == 121
    assert "OGP006" not in forge.comments[121]["body"]
    assert json.loads((origin / "gl-code-quality-report.json").read_text("utf-8")) == []


def test_the_template_goes_on_without_a_token(on_gitlab, forge):
    done = on_gitlab(GITLAB_TOKEN="")
    assert done.returncode == 1
    assert "OGP006" in done.stdout
    assert MOVED in done.stdout
    assert forge.asked == []


def gitlab(address, **more):
    about = {"GITLAB_CI": "true", "CI_PROJECT_ID": "3", "CI_MERGE_REQUEST_IID": "5", "GITLAB_TOKEN": TOKEN}
    return find_change({**about, "CI_API_V4_URL": address, **more})


@pytest.mark.parametrize("refusal", [401, 403, 404, 422])
def test_where_the_template_cannot_comment_the_log_says_what_changed(on_gitlab, forge, refusal):
    forge.refusal = refusal
    done = on_gitlab()
    assert done.returncode == 1
    assert f"The server refuses the comment ({refusal})" in done.stderr
    assert MOVED in done.stdout
    assert "OGP006" in done.stdout


def test_a_server_that_is_busy_is_asked_again(forge, monkeypatch):
    monkeypatch.setattr(posting, "PAUSES", [0, 0])
    forge.troubles = [("before", 502), ("after", 500)]  # which has taken the comment all the same
    assert post_review(gitlab(forge.address), "Text.\n") is False
    assert len(forge.comments) == 1
    forge.troubles = [("before", 503)] * 3
    with pytest.raises(CannotPost, match="503"):
        post_review(gitlab(forge.address), "Other text.\n")
    assert forge.troubles == []


def test_a_review_of_a_thousand_documents_is_taken(forge):
    parts = ["\n".join(f"- مسؤول {number}" for number in range(20_000)), "| a |\n|---|\n" + "| b |\n" * 20_000]
    assert post_review(gitlab(forge.address), join_reviews(parts)) is True


def test_a_comment_that_says_the_same_is_left_alone(forge):
    assert post_review(gitlab(forge.address), "Same.\n") is True
    assert post_review(gitlab(forge.address), "Same.\n") is False
    assert [method for method, _path in forge.asked] == ["GET", "GET", "POST", "GET", "GET"]


def test_a_token_goes_nowhere_else(forge):
    forge.redirect = f"{forge.address}/elsewhere"
    with pytest.raises(CannotPost, match="302"):
        post_review(gitlab(forge.address), "Text")
    assert not [path for _method, path in forge.asked if "elsewhere" in path]
    with pytest.raises(CannotPost, match="does not begin with https://"):
        gitlab("http://gitlab.example.org/api/v4")


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "for a pipeline on GitHub or GitLab"),
        ({"GITLAB_CI": "true"}, "into the variable GITLAB_TOKEN"),
        ({"GITLAB_CI": "true", "GITLAB_TOKEN": TOKEN}, "not about a merge request"),
        ({"GITHUB_ACTIONS": "true", "GITHUB_TOKEN": TOKEN}, "not about a pull request"),
        ({"GITHUB_ACTIONS": "true", "GITHUB_TOKEN": "a\nb"}, "into the variable GITHUB_TOKEN"),
    ],
)
def test_what_is_missing_is_named(environment, said):
    with pytest.raises(CannotPost, match=said):
        find_change(environment)


def test_a_server_that_is_not_there_is_named():
    with pytest.raises(CannotPost, match="ogpkit cannot post the comment: Connection refused"):
        post_review(gitlab("http://127.0.0.1:9"), "Text")


@pytest.mark.parametrize("lengths", [(10, 10), (100, 10), (10, 100), (100, 100), (1000, 1000)])
def test_parts_share_the_room_of_a_comment(lengths):
    parts = [
        "\n".join(f"{letter}{number}" for number in range(length)) for letter, length in zip("ab", lengths, strict=True)
    ]
    text = join_reviews(parts, 600)
    assert len(text) <= 600
    assert "a0\na1\n" in text
    assert "b0\nb1\n" in text
    assert text.count("too long") == sum(1 for part in parts if part not in text)
