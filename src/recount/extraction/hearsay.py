"""Reports that nobody is named for: "reports said", "according to preliminary information"."""

from __future__ import annotations

from collections.abc import Sequence

from recount.extraction.papers import author_of
from recount.extraction.sources import Phrase
from recount.extraction.speech import EVIDENCE, NOBODY
from recount.model import Sentence, Token


def names_no_source(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether words name only that there are reports: "according to preliminary information"."""
    tokens = sentence.tokens
    words = {t.text.lower() for t in tokens[phrase.first : phrase.last + 1] if t.text.isalpha()}
    if {t.text.lower() for t in tokens[phrase.last + 1 : phrase.last + 4]} & {"by", "from", "of"}:
        return False
    if not words & EVIDENCE or not words <= EVIDENCE | NOBODY or phrase.last - phrase.first >= 5:
        return False
    return not points_to_paper(tokens, phrase) and author_of(sentence, phrase) is None


def points_to_paper(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether words mean one paper that was told of before, "the report", or in headlines' English just "report"."""
    words = [t.text.lower() for t in tokens[phrase.first : phrase.last + 1]]
    return words[-1] in _ONE_PAPER and words[:-1] in ([], ["the"], ["that"], ["this"], ["the", "same"])


_ONE_PAPER = frozenset({word for word in EVIDENCE if not word.endswith("s")} - {"footage", "data", "information"})


def purports(tokens: Sequence[Token], show: int) -> bool:
    """Whether a paper is said to show something that the reporter does not vouch for: "purporting to show"."""
    before = [t.text.lower() for t in tokens[max(0, show - 2) : show]]
    return len(before) == 2 and before[1] == "to" and before[0].rstrip("sdeing") in _PURPORT


_PURPORT = frozenset({"purport", "claim", "appear"})


def are_nobodys_reports(tokens: Sequence[Token], source: Phrase) -> bool:
    """Whether "reports say" is all that is said of a source; words of the content may have run into it."""
    if tokens[source.last].text.lower() != "reports":
        return False
    before = tokens[source.last - 1] if source.last > 0 else None
    if before is None or source.first == source.last or before.text.lower() in NOBODY or before.upos == "VERB":
        return True
    governed = source.first > 0 and tokens[source.first - 1].upos == "ADP"
    return (before.upos == "PROPN" and governed) or before.text.lower() in ("wounded", "injured", "dead", "killed")


def credits_nobody(tokens: Sequence[Token], i: int, verb: str, hedge: str) -> bool:
    """Whether a participle of speaking has no source before it: "men said to be officers" say nothing, and "a charge
    dismissed by the army" only stands beside what was charged."""
    after = [t.text.lower() for t in tokens[i + 1 : i + 3]]
    if verb == "say" and after in (["to", "be"], ["to", "have"]):
        return True
    if after[:1] != ["by"] or tokens[i].xpos != "VBN":
        return False
    denied = hedge == "denied" and tokens[i].deprel.startswith("acl") and tokens[tokens[i].head].upos == "NOUN"
    return denied or tokens[i - 1].upos == "CCONJ"
