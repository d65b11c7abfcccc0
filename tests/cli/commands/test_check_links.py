"""`ogpkit check-links` against a server on this machine; nothing else of ogpkit visits an address."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ogpkit.cli import main

HOME = "countries/XX/cycles/2022-2023"


class Handler(BaseHTTPRequestHandler):
    """Answers by path: `/404`, `/moved`, `/circle`, `/slow`, `/no-head`."""

    seen: list[str]

    def _answer(self):
        self.seen.append(f"{self.command} {self.path}")
        name = self.path.strip("/")
        if name == "slow":
            self.server.released.wait(20)
        status = int(name) if name.isdigit() else {"moved": 301, "circle": 302}.get(name, 200)
        if name == "no-head" and self.command == "HEAD":
            status = 405
        self.send_response(status)
        if status in (301, 302):
            self.send_header("Location", "/circle" if name == "circle" else "/fine")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = _answer  # noqa: N815

    def log_message(self, *_words):
        pass


@pytest.fixture
def server():
    Handler.seen = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.released = threading.Event()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.released.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def write(tmp_path, monkeypatch, server):
    """Writes a plan whose evidence is at the addresses of the server."""

    def write(*names):
        listed = ", ".join(f'"{name if "://" in name else f"{server}/{name}"}"' for name in names)
        for path, text in {
            "ogpkit.toml": '[workspace]\nname = "X"\nlanguages = ["en"]\n',
            "countries/XX/country.toml": 'name = "Country X"\n',
            f"{HOME}/cycle.toml": "start = 2022-01-01\nend = 2023-12-31\n",
            f"{HOME}/commitments/law.toml": (
                f'title = "Law"\n\n[[milestones]]\nid = "law"\ntitle = "Law"\nevidence = [{listed}]\n'
            ),
        }.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, "utf-8")
        monkeypatch.chdir(tmp_path)

    return write


def ask(capsys, *words):
    code = main(["check-links", "--format", "json", "--private", "--all", *words])
    return code, {one["address"].rpartition("/")[2]: one for one in json.loads(capsys.readouterr().out)}


def test_each_address_is_asked_about_once_and_told_with_its_place(write, capsys):
    write("fine", "404", "moved", "403", "no-head", "500", "fine")
    code, found = ask(capsys)
    assert code == 1
    assert {name: one["state"] for name, one in found.items()} == {
        "fine": "works",
        "404": "broken",
        "moved": "works",
        "403": "unclear",
        "no-head": "works",
        "500": "broken",
    }
    assert found["404"]["path"] == f"{HOME}/commitments/law.toml"
    assert found["404"]["key"] == "milestones[1].evidence[2]"
    assert found["404"]["reason"] == "the server says that there is no such page (404)"
    assert found["500"]["reason"] == "the server answers with an error (500)"
    assert Handler.seen.count("HEAD /fine") == 2  # once for itself, and once as the end of the one that moved


def test_what_never_answers_or_never_ends_is_broken(write, capsys):
    write("slow", "circle", "http://127.0.0.1:9/closed")
    code, found = ask(capsys, "--seconds", "0.3")
    assert code == 1
    assert found["slow"]["reason"] == "the server does not answer in time"
    assert found["circle"]["reason"] == "it leads from one address to the next without end"
    assert found["closed"]["reason"] == "Connection refused"


def test_a_persons_own_network_is_not_asked_unless_they_say_so(write, capsys):
    write("fine")
    assert main(["check-links"]) == 1
    said = capsys.readouterr()
    assert "use --private to ask it" in " ".join(said.out.split())
    assert "1 address, 1 broken." in said.err
    assert Handler.seen == []


def test_only_the_addresses_of_a_place_are_asked_about(write, capsys):
    write("fine")
    assert ask(capsys, "XX/2022-2023")[0] == 0
    assert main(["check-links", "XX/2012-2013"]) == 2


def test_no_other_command_visits_an_address(write, tmp_path, capsys):
    write("fine")
    for words in (["check"], ["portal", "build", str(tmp_path / "site")], ["document", "action-plan", "XX/2022-2023"]):
        main(words)
    assert Handler.seen == []
