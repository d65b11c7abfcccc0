"""Every text of a document is looked at for addresses and numbers."""

from __future__ import annotations

from ogpkit_consultation.texts import list_translated, list_written


def test_every_text_of_a_document_is_looked_at_wherever_it_stands(read):
    workspace = read()
    process = workspace.documents["countries/XX/cycles/2012-2013/consultation/process.toml"].entity
    texts = dict(list_written(process))
    assert texts[("awareness", 0, "title")] == "Radio programme"
    assert texts[("forum", "members", 1)] == "Publish What You Pay"
    assert not any("https" in text for text in texts.values())
    assert {at for at, _text in list_translated(process)} >= {("awareness", 0, "title"), ("events", 1, "title")}
