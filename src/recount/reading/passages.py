"""A document's passages, read by a reader model."""

from __future__ import annotations

from recount.model import Document, Passage, Reading
from recount.reading.port import Reader


def read(document: Document, reader: Reader) -> Reading:
    """The document with each of its passages parsed: what extraction works on. A passage without a sentence is left out
    only of the reading; its text stays in the document."""
    passages = (Passage(n, reader.read(document.text, spans)) for n, spans in enumerate(document.passages))
    return Reading(document, tuple(passage for passage in passages if passage.sentences))
