"""The small program that takes what people write into forms: what it keeps, the import reads; whatever else, it refuses."""

import importlib.util
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

import pytest

from ogpkit.exchange.questionnaires import read_answers
from ogpkit_consultation.comment_form import WrittenComment, is_form

PROGRAM = Path(__file__).parents[2] / "examples/form_endpoint.py"
ANSWERS = {
    "consultation": "XX/2012-2013",
    "name": "أمينة",
    "naming": "show",
    "text": "First line\r\nSecond & third = all",
}
BODY = urlencode(ANSWERS).encode()


@pytest.fixture(scope="module")
def program():
    loading = importlib.util.spec_from_file_location("form_endpoint", PROGRAM)
    loaded = importlib.util.module_from_spec(loading)
    loading.loader.exec_module(loaded)
    return loaded


@pytest.fixture
def send(program, tmp_path):
    def ask(body=BODY, method="POST", length=None):
        told = []
        environ = {
            "REQUEST_METHOD": method,
            "CONTENT_LENGTH": str(len(body)) if length is None else length,
            "wsgi.input": BytesIO(body),
        }
        application = program.make_application(tmp_path, "https://ogp.example.org/en/index.html")
        application(environ, lambda status, headers: told.append((status, dict(headers))))
        return told[0]

    return ask


def test_what_it_keeps_is_what_the_import_reads(send, tmp_path):
    status, headers = send()
    assert status == "303 See Other"
    assert headers["Location"] == "https://ogp.example.org/en/index.html"
    (file,) = tmp_path.iterdir()
    data = file.read_bytes()
    assert is_form(data)
    said = read_answers(data, WrittenComment)
    assert said.wrong == {}
    assert dict(said.values) == ANSWERS | {"text": "First line\nSecond & third = all"}


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"method": "GET"}, "405 Method Not Allowed"),
        ({"length": "many"}, "405 Method Not Allowed"),
        ({"length": "60001"}, "413 Content Too Large"),
        ({"body": b"../../etc=x&%00=y"}, "400 Bad Request"),
    ],
)
def test_it_refuses_what_no_form_sends(send, tmp_path, asked, status):
    assert send(**asked)[0] == status
    assert list(tmp_path.iterdir()) == []


def test_it_takes_no_more_than_somebody_can_read(send, program, tmp_path, monkeypatch):
    monkeypatch.setattr(program, "MOST_FILES", 1)
    send()
    assert send()[0] == "503 Service Unavailable"
    assert len(list(tmp_path.iterdir())) == 1
