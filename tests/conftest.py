"""What holds for all tests: how long a property takes depends on the machine, and no test may fail for it."""

import asyncio
import gc
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from textual.pilot import Pilot
from xdist.scheduler import LoadFileScheduling

from ogpkit.cli import main
from ogpkit.devkit.testing.waiting import LONGEST, wait_for_messages
from ogpkit.text.i18n import use_language

settings.register_profile(
    "ogpkit", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50
)
settings.register_profile("long", settings.get_profile("ogpkit"), max_examples=1000)
settings.load_profile("ogpkit")  # `pytest --hypothesis-profile long` looks at more examples

gc.freeze()  # what is imported stays: looking for waste among it, as often as an app makes widgets, took a sixth of the time
gc.set_threshold(100_000, 50, 100)

# hundreds of processes begin here, and each would compile ogpkit and its plugins for itself where an image forbids to keep it
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

for _number in (
    signal.SIGINT,
    getattr(signal, "SIGHUP", None),
):  # a run in the background, or under nohup, ignores them
    if _number is not None and signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, signal.default_int_handler if _number == signal.SIGINT else signal.SIG_DFL)


@pytest.fixture(scope="session", autouse=True)
def _environment(tmp_path_factory):
    """Results of checks are kept beside the tests, and words come in English, whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OGPKIT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("OGPKIT_DATA_DIR", str(tmp_path_factory.mktemp("data")))
        patch.setenv("OGPKIT_CONFIG_DIR", str(tmp_path_factory.mktemp("config")))
        patch.setenv("OGPKIT_LANGUAGE", "en")
        patch.setenv("COLORTERM", "truecolor")  # as the terminals of most people
        yield


@pytest.fixture(scope="session", autouse=True)
def _keys_without_messages():
    """After a key, Textual's pilot sends a message to each widget of the page and waits for all of them; to look is enough."""

    async def _wait_for_screen(pilot):
        async with asyncio.timeout(LONGEST):
            await wait_for_messages(pilot)
        return pilot.app._exception is None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pilot, "_wait_for_screen", _wait_for_screen)
        patch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")  # a picture shows what is there in the end
        yield


@pytest.fixture(autouse=True)
def _english():
    """A command chooses the language of the whole process; the next test begins in English again."""
    with use_language("en"):
        yield


@pytest.fixture(scope="session")
def built_once(tmp_path_factory):
    """Builds a folder that no test changes, once for all processes of a run; gives where it lies."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def built_once(name, build):
        folder, done = shared / name, shared / f"{name}.built"
        with FileLock(shared / f"{name}.lock"):
            if not done.exists():
                build(folder)
                done.touch()
        return folder

    return built_once


@pytest.fixture
def begin_repository(monkeypatch):
    """Puts a folder with plans into git, set up with the program of this environment, and goes there."""

    def begin_repository(folder):
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "argv", [str(Path(sys.executable).with_name("ogpkit"))])
        subprocess.run(["git", "init", "-q", "-b", "main"], check=True)
        assert main(["git-setup", "--yes"]) == 0
        subprocess.run(["git", "add", "-A"], check=True)
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *identity, "commit", "-qm", "first"], check=True)

    return begin_repository


def pytest_xdist_auto_num_workers():
    """One process more than there are processors: many tests wait, for a program that they began or for a time to pass."""
    return (os.cpu_count() or 1) + 1


class FilesTogether(LoadFileScheduling):
    """Give all tests of a file to one process, so that what they share is made once; a distribution's tests share nothing."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if nodeid.startswith("tests/distributions/") else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config, log):
    """Keep files together, in the order that is chosen here."""
    config.option.loadscopereorder = False
    return FilesTogether(config, log)


def pytest_collection_modifyitems(items):
    """What takes longest begins first, so that no process is left alone with it; walks of minutes wait for a release."""
    items.sort(key=lambda item: "distributions" not in item.path.parts)
    if "OGPKIT_LONG_WALKS" not in os.environ:
        for item in items:
            if item.get_closest_marker("takes_minutes"):
                item.add_marker(
                    pytest.mark.skip(reason="takes minutes: OGPKIT_LONG_WALKS=1, as `.ci/run --newest` sets it")
                )
