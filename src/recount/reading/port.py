"""What reading asks of a reader model; any parser that gives Universal Dependencies can be put in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from recount.model import Sentence, Span


class Reader(Protocol):
    """Splits stretches of a text into sentences and parses them.

    The edges of `spans` are sentence bounds. Offsets in the answer count from the start of `text`, not of a span.
    """

    def read(self, text: str, spans: Sequence[Span]) -> tuple[Sentence, ...]:
        """The sentences of `spans`, in text order."""
        ...
