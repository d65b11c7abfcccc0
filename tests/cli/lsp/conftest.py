"""The real server, started once for all tests that run at the same time."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
from client import FILES, Client, make_client  # noqa: E402  a script of the benchmarks uses it too

sys.path.remove(str(HERE))


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """A server for all tests, each of which closes what it has opened."""
    root = tmp_path_factory.mktemp("editor")
    Client.write_files(root, FILES)
    client = make_client(root)
    client.start()
    yield client
    client.end()
    assert client.process.returncode == 0


@pytest.fixture
def editor(server):
    """An editor with nothing open."""
    yield server
    for uri in list(server._versions):
        server.close(uri)
        server.at("textDocument/hover", uri, 0, 0)  # what is said about it has been said before the answer
    server._versions.clear()
    server.said.clear()
    server.diagnostics.clear()
