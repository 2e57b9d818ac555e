"""Judgements as lines of JSON, in one order and with equal bytes for equal ones, to be kept or taken elsewhere."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from recount.codec import packed, value_of
from recount.errors import RecordError
from recount.judging.applying import in_order
from recount.model import Judgement

_LONGEST = 5_000_000  # characters of a line


def identified(judgement: Judgement) -> Judgement:
    """A judgement with its id: hashed from who, when, on what and what, so that it is the same in every record."""
    plain = replace(judgement, id="", withdrawn=None)
    return replace(judgement, id=f"j{hashlib.sha256(packed(plain).encode()).hexdigest()[:12]}")


def judgements_text(judgements: Iterable[Judgement]) -> str:
    """One judgement a line, in the order they were made in: the whole state that people gave a record."""
    return "".join(f"{packed(one)}\n" for one in in_order(judgements))


def judgements_hash(judgements: Iterable[Judgement]) -> str:
    """The SHA-256 of `judgements_text`: equal for records that people judged alike."""
    return hashlib.sha256(judgements_text(judgements).encode()).hexdigest()


def judgements_in(lines: Iterable[str], source: str) -> Iterator[Judgement]:
    """The judgements that lines were made from; RecordError, with the line, where one is none or was changed."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{source}:{number}"
        try:
            if len(line) > _LONGEST:
                raise ValueError("too long")
            judgement = value_of(Judgement, json.loads(line))
            sound = identified(judgement).id == judgement.id and judgement.when.tzinfo is not None
        except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError) as error:
            remedy = "Give lines that `recount judgements --lines` wrote."
            raise RecordError(where, f"is no judgement ({type(error).__name__})", remedy) from None
        if not sound:
            what = "is not as it was written: its id does not fit what it says"
            raise RecordError(where, what, "Take the line from the record that it was made in.")
        yield judgement
