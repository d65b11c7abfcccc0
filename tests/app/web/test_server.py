"""The app in a browser: for this machine, for who knows the token, and for reading only where that is asked."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

aiohttp = pytest.importorskip("aiohttp", reason="the extra “serve” is not installed")
pytest.importorskip("textual_serve", reason="the extra “serve” is not installed")

from aiohttp import web  # noqa: E402  only where it is installed

from ogpkit.app.web.server import AppServer, list_app_words  # noqa: E402
from ogpkit.devkit.testing.waiting import LONGEST  # noqa: E402

EXAMPLE = Path(__file__).parents[3] / "examples/networking-paper"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
async def served(tmp_path):
    addresses = []
    server = AppServer(tmp_path, free_port(), read_only=True, ready=addresses.append)
    runner = web.AppRunner(await server._make_app())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", server.port).start()
    yield server
    assert not addresses, "it is said when the server listens, by the server itself"
    await runner.cleanup()


async def asked(served, path, *, session=None, **headers):
    own = session or aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
    try:
        async with own.get(f"http://127.0.0.1:{served.port}{path}", headers=headers) as answer:
            return answer.status, await answer.text()
    finally:
        if session is None:
            await own.close()


@pytest.mark.parametrize(
    "path", ["/", "/ws", "/static/js/textual.js", "/download/x", "/?token=", "/?token=wrong", "/ws?token=x"]
)
async def test_without_the_token_nothing_is_given(served, path):
    status, text = await asked(served, path)
    assert status == 403
    assert "ogpkit serve" in text


async def test_the_token_lets_in_and_does_not_stay_in_the_address(served):
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        async with session.get(served.address) as answer:
            assert answer.status == 200
            assert str(answer.url) == f"http://127.0.0.1:{served.port}/"
            cookie = answer.history[0].headers["Set-Cookie"]
            assert "HttpOnly" in cookie
            assert "SameSite=Strict" in cookie
            page = await answer.text()
        assert (await asked(served, "/static/js/textual.js", session=session))[0] == 200
    assert set(re.findall(r"(?:https?|wss?)://([^/\"]+)", page)) == {f"127.0.0.1:{served.port}"}


@pytest.mark.parametrize("header", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
async def test_a_page_from_elsewhere_gets_nowhere(served, header):
    assert (await asked(served, f"/?token={served.token}", **header))[0] == 403
    assert (await asked(served, "/ws", Cookie=f"ogpkit-{served.port}={served.token}", **header))[0] == 403


def test_each_start_has_a_token_of_its_own(tmp_path):
    tokens = {AppServer(tmp_path, 8010, read_only=False, ready=print).token for _number in range(5)}
    assert len(tokens) == 5
    assert all(len(token) >= 32 for token in tokens)


def test_a_path_is_one_word_whatever_is_in_it(tmp_path):
    root = tmp_path / "a b; touch $(c) 'd'"
    shutil.copytree(EXAMPLE, root)
    words = list_app_words(root, read_only=True)
    assert "--read-only" in words
    environment = {key: value for key, value in os.environ.items() if key != "TEXTUAL_DRIVER"}
    ended = subprocess.run(
        words, capture_output=True, text=True, env=environment, cwd=tmp_path, check=False, timeout=LONGEST
    )
    assert ended.returncode == 2
    assert "The app needs a terminal" in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == [root.name]


@pytest.mark.skipif(os.name != "posix", reason="signals differ")
def test_the_command_says_the_address_and_ends_when_told_to():
    port = free_port()
    words = [
        sys.executable,
        "-P",
        "-c",
        "from ogpkit.cli import main; raise SystemExit(main())",
        "serve",
        "--port",
        str(port),
    ]
    with subprocess.Popen([*words, str(EXAMPLE)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        address = process.stdout.readline().strip()
        assert re.fullmatch(rf"http://127\.0\.0\.1:{port}/\?token=\S{{32,}}", address)
        process.send_signal(signal.SIGTERM)
        _out, err = process.communicate(timeout=LONGEST)
    assert "Traceback" not in err


def test_a_taken_port_is_named(capsys):
    from ogpkit.cli import main

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["serve", str(EXAMPLE), "--port", str(taken.getsockname()[1])]) == 2
    assert "Choose another port with --port" in capsys.readouterr().err


def test_where_the_server_is_missing_it_says_what_to_install(capsys, monkeypatch):
    from ogpkit.cli import main
    from ogpkit.cli.commands import serve

    monkeypatch.setattr(serve, "find_spec", lambda _name: None)
    assert main(["serve", str(EXAMPLE)]) == 2
    assert "pip install textual-serve" in capsys.readouterr().err
