"""Bytes to Document to Passage to Sentence: formats, cleaning, dating, the reader model."""

from recount.reading.intake import IntakeOptions, documents_in
from recount.reading.passages import read
from recount.reading.port import Reader
from recount.reading.received import Received, document_from

__all__ = ["IntakeOptions", "Reader", "Received", "document_from", "documents_in", "read"]
