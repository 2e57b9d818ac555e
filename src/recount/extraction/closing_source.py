"""The source that closes a headline or a short message behind a dash: "Nine killed in the blast -- police"."""

from __future__ import annotations

from recount.extraction.cue_sides import DASHES, Cue
from recount.extraction.sources import Phrase, phrase_after
from recount.extraction.speech import can_speak
from recount.model import Sentence

_LONGEST = 8
_FEWEST = 4


def closing_source(sentence: Sentence, after: int) -> Cue | None:
    """The cue of the source that ends a sentence behind its last dash or colon, where no other cue reaches so far.

    `after` is the last token of the cues found before it. The words are a source only where they name people or a body
    that speaks, and nothing follows them.
    """
    tokens = sentence.tokens
    end = len(tokens)
    while end > 0 and tokens[end - 1].upos == "PUNCT":
        end -= 1
    mark = next(
        (
            i
            for i in range(end - 1, max(after, end - _LONGEST - 1, _FEWEST - 1), -1)
            if tokens[i].text in DASHES | {":"}
        ),
        None,
    )
    if mark is None or mark + 1 >= end:
        return None
    before, behind = tokens[mark - 1], tokens[mark + 1]
    if before.span.end == tokens[mark].span.start and tokens[mark].span.end == behind.span.start:
        return None  # "Franco-Syrian", "16:30"
    phrase = phrase_after(sentence, mark + 1)
    if phrase is None or phrase.last != end - 1:
        return None
    if not (can_speak(tokens[phrase.head].text) or _is_name(sentence, mark, phrase)):
        return None
    return Cue(mark, mark, phrase.last, "say", "said", "attribution.closing", phrase, side="before")


def _is_name(sentence: Sentence, mark: int, phrase: Phrase) -> bool:
    """Whether a phrase is the name of a body: one the reader takes for it, or, behind a dash and a number, words with
    capitals that are no place."""
    kinds = {e.kind for e in sentence.entities if e.first <= phrase.last and phrase.first <= e.last}
    if kinds & {"ORG", "GROUP"}:
        return True
    words = sentence.tokens[phrase.first : phrase.last + 1]
    capitals = len(words) > 1 and all(t.text[:1].isupper() for t in words)
    counted = any(t.upos == "NUM" for t in sentence.tokens[:mark])
    return capitals and counted and not kinds and sentence.tokens[mark].text in DASHES
