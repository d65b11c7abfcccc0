"""A client that drives the real server over its standard streams, as an editor does."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import count
from pathlib import Path
from queue import Queue
from threading import Thread

import attrs

from ogpkit.devkit.testing.waiting import LONGEST

CYCLE = 'start = 2012-04-01\nend = 2013-03-31\nedition = "roadmap-2011"\n'
COMMITMENT = """\
title.en = "Open the budget 🎉 now"
title.ar = "فتح الميزانية"
challenge = "public-resources"
lead = "Treasury"

[reflects]
transparency = "Figures by month."
"""
COMMENT = """\
received = 2012-01-10
text = "Publish more."
commitments = ["open-budget"]
"""
FILES = {
    "ogpkit.toml": '[workspace]\nname = "Test"\nlanguages = ["en", "ar"]\n',
    "countries/KE/country.toml": 'name.en = "Kenya"\nname.ar = "كينيا"\nlanguages = ["sw"]\n',
    "countries/KE/cycles/2012-2013/cycle.toml": CYCLE,
    "countries/KE/cycles/2012-2013/commitments/open-budget.toml": COMMITMENT,
    "countries/KE/cycles/2012-2013/commitments/open-courts.toml": COMMITMENT.replace("budget", "courts"),
    "countries/KE/cycles/2012-2013/consultation/comments/2012-01-10-a.toml": COMMENT,
}


@attrs.define
class Client:
    """Editor without a screen.

    Attributes:
        process: The server.
        root: The workspace that it has opened.
        files: What its files say, by path.
        said: What the server said without being asked, by method.
        diagnostics: The findings that it showed last, by address.
    """

    process: subprocess.Popen
    root: object
    files: dict = attrs.field(factory=lambda: dict(FILES))
    said: list = attrs.field(factory=list)
    diagnostics: dict = attrs.field(factory=dict)
    capabilities: dict = attrs.field(factory=dict)
    _numbers: object = attrs.field(factory=lambda: count(1))
    _queue: Queue = attrs.field(factory=Queue)
    _versions: dict = attrs.field(factory=dict)

    def read(self):
        """Put each message of the server into the queue."""
        stream = self.process.stdout
        while line := stream.readline():
            length = int(line.removeprefix(b"Content-Length: "))
            while stream.readline().strip():
                pass
            self._queue.put(json.loads(stream.read(length)))
        self._queue.put(None)

    def send(self, method, params, **more):
        """Send a message."""
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _take(self):
        message = self._queue.get(timeout=LONGEST)
        assert message is not None, "the server has ended"
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message:
            self.said.append(message)
            if "id" in message:
                self._answer(message["id"])
        return message

    def _answer(self, number):
        body = json.dumps({"jsonrpc": "2.0", "id": number, "result": None}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def ask(self, method, params):
        """Ask, and give the answer; an error where there is one."""
        number = next(self._numbers)
        self.send(method, params, id=number)
        while True:
            message = self._take()
            if message.get("id") == number and "method" not in message:
                return message.get("result", message.get("error"))

    def wait_for_findings(self, uri):
        """Give the findings that the server shows next for a file."""
        while True:
            message = self._take()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                return message["params"]["diagnostics"]

    def start(self, **capabilities):
        """Say what the editor can do."""
        text = {"hover": {"contentFormat": ["markdown"]}}
        edits = {"documentChanges": True, "resourceOperations": ["create", "rename", "delete"]}
        able = {"textDocument": text, "workspace": {"workspaceEdit": edits}, **capabilities}
        answer = self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": able})
        self.capabilities = answer["capabilities"]
        self.send("initialized", {})

    @staticmethod
    def write_files(root, files):
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8", newline="")

    def uri(self, path):
        return (self.root / path).as_uri()

    def open(self, path, text=None, root=None):
        """Open a file, and give its address."""
        file = (root or self.root) / path
        content = file.read_text("utf-8") if text is None else text
        item = {"uri": file.as_uri(), "languageId": "toml", "version": 1, "text": content}
        self._versions[file.as_uri()] = 1
        self.send("textDocument/didOpen", {"textDocument": item})
        return file.as_uri()

    def type(self, uri, text):
        """Change all that a file says."""
        self._versions[uri] += 1
        document = {"uri": uri, "version": self._versions[uri]}
        self.send("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def close(self, uri):
        self.send("textDocument/didClose", {"textDocument": {"uri": uri}})
        self.diagnostics.pop(uri, None)

    def at(self, method, uri, line, character, **more):
        """Ask about a place."""
        position = {"line": line, "character": character}
        return self.ask(method, {"textDocument": {"uri": uri}, "position": position, **more})

    def fixes(self, uri, line, only=None):
        """Give the actions that are offered in a line."""
        stretch = {"start": {"line": line, "character": 0}, "end": {"line": line, "character": 200}}
        context = {"diagnostics": [], **({"only": only} if only else {})}
        return self.ask("textDocument/codeAction", {"textDocument": {"uri": uri}, "range": stretch, "context": context})

    def end(self):
        self.ask("shutdown", None)
        self.send("exit", None)
        self.process.wait(LONGEST)
        self.process.stdin.close()
        self.process.stdout.close()


def make_client(root):
    """Start the server and read what it says in the background."""
    command = [Path(sys.executable).with_name("ogpkit"), "lsp"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root)
    client = Client(process=process, root=root)
    Thread(target=client.read, daemon=True).start()
    return client
