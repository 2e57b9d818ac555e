"""Names of places that tell where somebody sits or speaks, and names of outlets: no places of an event."""

from __future__ import annotations

from recount.extraction.place_runs import HYPHENS, Marks
from recount.extraction.place_words import ADMIN_WORDS, CLASS_WORDS, DIRECTIONS, TITLES, words_of
from recount.extraction.speech import PEOPLE
from recount.model import Span

_SEATED = frozenset({"based", "headquartered"})
_LIVING = frozenset({"live", "lives", "living", "lived", "reside", "resides", "residing", "resided"})
_OF_CAPITALS = frozenset({"ministry", "embassy", "government", "parliament"})
_VISITS = frozenset({"visit", "trip", "tour", "stopover"})
_AT_VISITS = frozenset({"on", "during", "in", "after", "while"})
_BE = frozenset({"is", "was", "are", "were", "comes", "come", "hails"})
_SPOKE = words_of(
    """said says say told tells reported reports added adds stated announced claimed claims confirmed noted wrote
    quoted declared warned explained recalled speaking"""
)
_SPOKE_FOR = words_of(
    """denied denies accused accuses blamed blames insisted insists condemned condemns vowed vows rejected rejects
    said says admitted admits claimed claims announced warned warns urged urges demanded demands"""
)
_SPOKEN_TO = words_of("accused accuses accusing blamed blames blaming urged urges urging warned warns warning")
_MONTHS = words_of(
    """january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec"""
)
_DAYS = words_of("monday tuesday wednesday thursday friday saturday sunday")
_MOTIVES = words_of("retaliation response revenge reprisal reprisals vengeance reaction answer similar reminiscent")
_VAGUE = words_of("in at near deadly terror terrorist recent last latest earlier") | ADMIN_WORDS
_REACH = 8


def says_seat(marks: Marks, first: int, last: int) -> bool:
    """Whether a name tells where an organisation is seated ("based in X", "X based"), where a speaker lives ("who lives
    in X said", "now living in X"; "the ministry in X said"), or where he was when he spoke ("on a visit to X, the
    minister said")."""
    low, after = marks.low, last + 1
    if after < len(low) and low[after] in _SEATED:
        return after + 1 == len(low) or marks.tokens[after + 1].upos != "ADP"
    k = first - 1
    while k >= 0 and (low[k] in ADMIN_WORDS or low[k] in DIRECTIONS or low[k] in ("the", "of", "a", *HYPHENS)):
        k -= 1
    if k < 1:
        return False
    if low[k] not in ("in", "at", "near", "outside", "from", "to", "out") and low[k] != "visiting":
        return False
    verb = low[k - 1]
    if verb in _SEATED:
        return True
    if low[k] == "from" and verb in _BE and k > 1 and low[k - 2] in ("who", "that"):
        return _goes_on_speaking(marks, after)
    if low[k] != "to" and verb in _LIVING:
        return (k > 1 and low[k - 2] == "now") or _goes_on_speaking(marks, after)
    if low[k] in ("in", "at", "from") and verb == "speaking":
        return True
    if low[k] == "in" and verb in _OF_CAPITALS:
        return _goes_on_speaking(marks, after)
    return _is_visit(marks, k) and _speaks_around(marks, k, after)


def speaks_for_state(marks: Marks, first: int, last: int) -> bool:
    """Whether a name stands for those who rule there: it speaks ("X denied that …"), or is accused ("blamed X of")."""
    k = last + 1
    while k < len(marks.low) and marks.low[k] in ("has", "had", "have", "also", "later"):
        k += 1
    if k < len(marks.low) and marks.low[k] in _SPOKE_FOR and marks.tokens[k].upos == "VERB":
        return True
    return (
        first > 0 and marks.low[first - 1] in _SPOKEN_TO and last + 1 < len(marks.low) and marks.low[last + 1] == "of"
    )


def is_speaker(marks: Marks, last: int) -> bool:
    """Whether a name that ends at `last` is of somebody who speaks: "X said", "X, a medic, said"."""
    low, k = marks.low, last + 1
    if k < len(low) and low[k] == "," and any(word in PEOPLE or word in TITLES for word in low[k + 1 : k + 6]):
        return True
    return k < len(low) and low[k] in _SPOKE and low[k] != "speaking" and marks.tokens[k].upos == "VERB"


def introduces_person(marks: Marks, first: int) -> bool:
    """Whether a name is said to be somebody's: "a man called X", "a fighter named X"."""
    low = marks.low
    return (
        first > 1 and low[first - 1] in ("called", "named") and (low[first - 2] in PEOPLE or low[first - 2] in TITLES)
    )


def is_motive(marks: Marks, first: int, last: int) -> bool:
    """Whether a name tells where another attack was, which only explains or likens the deed told: "in retaliation for
    the X attacks", "similar to the attacks in X"."""
    low = marks.low
    named = last + 1 < len(low) and low[last + 1] in ("attack", "attacks")
    for k in range(first - 1, max(first - 1 - _REACH, -1), -1):
        if low[k] in ("attack", "attacks"):
            named = True
        elif low[k] in ("for", "to", "of") and k and low[k - 1] in _MOTIVES:
            return named
        elif low[k] not in _VAGUE and marks.tokens[k].upos not in ("DET", "NUM"):
            return False  # "In response to a gas attack in X" tells of that attack too.
    return False


def is_outlet(marks: Marks, first: int, last: int) -> bool:
    """Whether a run of several name words `[first, last]` is what an outlet is called: it reports ("Hill Gazette
    reported"), or opens a dateline ("Hill Gazette, 4 May 2016")."""
    first = name_start(marks, first)
    if last == first:
        return False
    k = last + 1
    while k < len(marks.low) and marks.low[k] in ("has", "had", "also"):
        k += 1
    if k < len(marks.low) and marks.low[k] in _SPOKE and marks.low[k] != "speaking":
        return True
    if first > 1:
        return False
    while k < len(marks.low) and k - last < 3 and not marks.low[k][:1].isalnum():
        k += 1
    return k < len(marks.low) and _is_date(marks, k)


def name_start(marks: Marks, first: int) -> int:
    """Where a name begins that a sentence opens with: the reader may take its first word for a plain one ("Second" of
    "Second Meridian Post")."""
    if first and not marks.loud and marks.tokens[first - 1].upos in ("ADJ", "NOUN", "NUM", "PROPN"):
        opening = marks.tokens[first - 1].text
        if opening.istitle() and opening.lower() not in CLASS_WORDS | TITLES:
            return first - 1
    return first


def outlet_spans(text: str, outlet: str | None) -> tuple[Span, ...]:
    """Where a report writes the name of its own outlet, of more than one word: no place, whatever its words are."""
    if outlet is None or len(outlet.split()) < 2:
        return ()
    spans = []
    for name in {outlet.strip(), outlet.strip().upper()}:
        start = text.find(name)
        while start >= 0:
            spans.append(Span(start, start + len(name)))
            start = text.find(name, start + len(name))
    return tuple(sorted(spans, key=lambda span: span.start))


def _goes_on_speaking(marks: Marks, after: int) -> bool:
    """Whether the next word that is no name, comma or adverb is a verb of speaking."""
    for k in range(after, min(after + _REACH, len(marks.low))):
        if marks.low[k] in _SPOKE:
            return True
        if marks.tokens[k].upos not in ("PROPN", "PUNCT", "ADV", "AUX"):
            return False
    return False


def _is_visit(marks: Marks, k: int) -> bool:
    if marks.low[k] == "visiting":
        return marks.low[k - 1] == "while"
    noun = k - 1
    if marks.low[noun] not in _VISITS:
        return False
    start = noun - 1
    while start >= 0 and noun - start < 4 and marks.tokens[start].upos in ("DET", "ADJ", "PRON", "NOUN", "NUM"):
        start -= 1
    return start >= 0 and marks.low[start] in _AT_VISITS


def _speaks_around(marks: Marks, k: int, after: int) -> bool:
    """Whether the verb that a visit goes with, before it or else after it, is one of speaking."""
    for i in range(k - 1, max(k - 1 - _REACH, -1), -1):
        if marks.tokens[i].upos == "VERB":
            return marks.low[i] in _SPOKE
    return _is_spoken_after(marks, after)


def _is_spoken_after(marks: Marks, after: int) -> bool:
    for k in range(after, min(after + _REACH, len(marks.low))):
        if marks.tokens[k].upos in ("VERB", "AUX"):
            # "…, officials said, …" is wedged in: what follows happened on the visit.
            return marks.low[k] in _SPOKE and (k + 1 == len(marks.low) or marks.low[k + 1] != ",")
    return False


def _is_date(marks: Marks, k: int) -> bool:
    near = marks.low[k : k + 2]
    months = any(word.rstrip(".") in _MONTHS for word in near)
    return near[0] in _DAYS or (months and any(c.isdigit() for word in marks.low[k : k + 3] for c in word))
