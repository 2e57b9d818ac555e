"""The reader model at work: words, sentences, grammar and names of a text."""

from recount.reading.reader.reader import Reader

__all__ = ["Reader"]
