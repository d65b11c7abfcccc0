"""The language server itself: it reads what an editor says, and answers from the workspaces that are open."""

from __future__ import annotations

import logging
import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from ogpkit import __version__
from ogpkit.cli.lsp.answers import Answers
from ogpkit.cli.lsp.diagnostics import FIX_ALL
from ogpkit.cli.lsp.editor_session import EditorSession
from ogpkit.text.i18n import has_catalog, set_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from ogpkit.plugins.manager import Plugins

_TURN: Final = 0.001
"""Seconds after which a comparison of all files lets a key pass; Python's own number is five times as long."""


def make_server(load_plugins: Callable[[Path, bytes | None], Plugins]) -> LanguageServer:
    """Return a server that answers an editor.

    Args:
        load_plugins: Gives the plugins that take part in the workspace in a folder, and with the text of its settings.
    """
    # the whole text with each change: of parts of it, lines would have to be counted as the editor counts them
    server = LanguageServer("ogpkit", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
    session = EditorSession(server, load_plugins)
    answers = Answers(session)
    for method, handle, options in _list_handlers(session, answers):
        server.feature(method, options)(partial(handle))  # which takes notes, as no bound method does
    return server


def _list_handlers(session: EditorSession, answers: Answers) -> Iterator[tuple[str, Callable[[Any], Any], Any]]:
    """Yield what is done with each message, with what is said of it when an editor asks what the server can do."""
    yield types.INITIALIZE, _choose_language, None
    yield types.INITIALIZED, lambda _params: session.watch_files(), None
    yield types.TEXT_DOCUMENT_DID_OPEN, lambda params: session.open(params.text_document.uri), None
    yield types.TEXT_DOCUMENT_DID_CHANGE, lambda params: session.change(params.text_document.uri), None
    yield types.TEXT_DOCUMENT_DID_SAVE, lambda params: session.save(params.text_document.uri), None
    yield types.TEXT_DOCUMENT_DID_CLOSE, lambda params: session.close(params.text_document.uri), None
    yield types.WORKSPACE_DID_CHANGE_WATCHED_FILES, lambda _params: session.refresh(), None
    yield types.TEXT_DOCUMENT_HOVER, answers.hover, None
    marks = types.CompletionOptions(trigger_characters=[".", '"', "[", "=", " "])
    yield types.TEXT_DOCUMENT_COMPLETION, answers.complete, marks
    kinds = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL])
    yield types.TEXT_DOCUMENT_CODE_ACTION, answers.list_actions, kinds
    yield types.TEXT_DOCUMENT_DEFINITION, answers.find_definition, None
    yield types.TEXT_DOCUMENT_REFERENCES, answers.find_references, None
    yield types.TEXT_DOCUMENT_PREPARE_RENAME, answers.prepare_rename, None
    yield types.TEXT_DOCUMENT_RENAME, answers.rename, types.RenameOptions(prepare_provider=True)
    yield types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, answers.list_symbols, None
    yield types.TEXT_DOCUMENT_FOLDING_RANGE, answers.list_folds, None
    yield types.WORKSPACE_SYMBOL, answers.find_documents, None


def _choose_language(params: types.InitializeParams) -> None:
    """Speak the language of the editor, unless the environment says which one."""
    if params.locale and not os.environ.get("OGPKIT_LANGUAGE") and has_catalog(params.locale):
        set_language(params.locale)


def serve(load_plugins: Callable[[Path, bytes | None], Plugins]) -> None:
    """Answer an editor over the standard streams, until it says that it ends.

    Args:
        load_plugins: As for `make_server`.
    """
    sys.setswitchinterval(_TURN)
    answers = _take_output()
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_unexpected)
    try:
        make_server(load_plugins).start_io(stdout=answers)
    finally:
        answers.close()


def _is_unexpected(record: logging.LogRecord) -> bool:
    """Tell whether the log should have a message: a refusal is for the person, who reads it in the editor."""
    return not (record.exc_info and isinstance(record.exc_info[1], JsonRpcInvalidParams))


def _take_output() -> BinaryIO:
    """Return the output for answers alone: what a plugin prints goes to the log of the editor instead."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers
