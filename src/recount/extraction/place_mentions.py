"""Where a sentence names a place: the words of the name, what stands before it, and what class of place it is called.

Nothing is resolved here. Each name carries how much speaks for its being a place at all: a preposition, a class
word ("town of"), the reader's entity; against it speak a title before it, a common word, a person's entity. A name
that no gazetteer knows is still a mention when the text itself says that it is a place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from recount.extraction.place_runs import HYPHENS, Marks
from recount.extraction.place_words import (
    ADMIN_WORDS,
    DIRECTIONS,
    JOINERS,
    LED_WORDS,
    LIST_WORDS,
    LOCATIVE,
    NEAR_WORDS,
    NEVER_NAMES,
    NEVER_PLACES,
    ORG_WORDS,
    POLITY_NOUNS,
    SITE_MODIFIERS,
    SITE_WORDS,
    TITLES,
)
from recount.gazetteer import Candidate, Gazetteer, Kind
from recount.gazetteer.names import COMMON_WORDS
from recount.model import Sentence, Span

MAX_NAME_TOKENS = 7
SURE = 2.0
"""From this weight on a name needs no further support."""
_LEAST = -1.0
_FIRST_NAMES = frozenset({"jordan", "georgia", "chad", "israel", "china", "india", "kenya", "carolina", "virginia"})
_WIDE = (Kind.COUNTRY, Kind.DEMONYM, Kind.CONTINENT, Kind.WATER, Kind.AREA)
_CLASS_WORDS = ADMIN_WORDS | SITE_WORDS | DIRECTIONS | SITE_MODIFIERS


@dataclass(frozen=True, slots=True)
class Named:
    """A place's name in a sentence: tokens `[first, last]`, the words, and what the text says about it.

    `base` is the name without the word for a site ("Tabqa" of "Tabqa airbase"), `call` the class the text gives it
    ("province", "town"; "" for none), `near` marks "near X", "40 km from X"; `inside` the position, among the
    sentence's names, of the one that is said to contain it. `weight` is what speaks for its being a place's name:
    SURE and more is sure; below that it takes a report that speaks of its country, or surely names it elsewhere.
    """

    first: int
    last: int
    span: Span
    text: str
    base: str
    candidates: tuple[Candidate, ...]
    relation: str
    near: bool
    call: str
    modifier: bool
    weight: float
    inside: int | None = None

    @property
    def key(self) -> str:
        """The name without its capitals: one report means one place by it."""
        return self.text.lower()

    @property
    def is_demonym(self) -> bool:
        """Whether the word names a people ("Syrian"), not their country."""
        return bool(self.candidates) and self.candidates[0].entry.kind is Kind.DEMONYM

    @property
    def sure(self) -> bool:
        """Whether the text leaves no doubt that this names a place."""
        return self.weight >= SURE


def names_in(sentence: Sentence, text: str, gazetteer: Gazetteer) -> tuple[Named, ...]:
    """The places that a sentence names, in text order; `text` is the whole document's."""
    marks = Marks(sentence, text)
    found: list[Named] = []
    for first, last in marks.runs():
        names = _of_run(marks, gazetteer, first, last)
        matched = {k for named in names for k in range(named.first, named.last + 1)}
        loose = frozenset(k for k in range(first, last + 1) if k not in matched and _is_loose_name(marks, k))
        for named in names:
            listed = _inherited(marks, found[-1] if found else None, named)
            weighed = _weighed(marks, listed, first, last, loose)
            if weighed is not None:
                found.append(weighed)
    return _linked(marks, tuple(found))


def _of_run(marks: Marks, gazetteer: Gazetteer, first: int, last: int) -> list[Named]:
    """All names inside one run, longest first from the left; else the whole run, should the text call it a place."""
    found: list[Named] = []
    loose: list[int] = []
    i = first
    while i <= last:
        hit = _longest(marks, gazetteer, i, last)
        if hit is None:
            if marks.is_loose(i):
                loose.append(i)
            i += 1
            continue
        named = _named(marks, i, *hit)
        found.append(named)
        i = named.last + 1
    whole = _whole(marks, found, [k for k in loose if marks.low[k] not in _CLASS_WORDS], first, last)
    return found if whole is None else [whole]


def _longest(marks: Marks, gazetteer: Gazetteer, i: int, last: int) -> tuple[int, int, tuple[Candidate, ...]] | None:
    """The longest gazetteer name that starts at token `i`: its last token, its end in the text, its candidates."""
    tokens, low = marks.tokens, marks.low[i]
    if not low[:1].isalnum() and low[:1] not in "‘'’":
        return None
    start = tokens[i].span.start
    for j in range(min(last, i + MAX_NAME_TOKENS - 1), i - 1, -1):
        word = marks.low[j]
        if word in JOINERS or not (word[-1:].isalnum() or word.endswith(".")):
            continue
        if i == j and (low.rstrip(".") in NEVER_PLACES or low in _CLASS_WORDS):
            continue
        name = marks.text[start : tokens[j].span.end]
        if " ".join(name.lower().split()) in NEVER_NAMES:
            return None
        candidates = _known(gazetteer, name)
        if candidates:
            return j, tokens[j].span.end, candidates
        if word.endswith("s") and len(word) > 4:
            # A possessive that lost its apostrophe: "Syrias Idlib".
            candidates = tuple(c for c in _known(gazetteer, name[:-1]) if _is_prominent(c))
            if candidates and candidates[0].entry.kind is not Kind.DEMONYM:
                return j, tokens[j].span.end - 1, candidates
    return None


def _known(gazetteer: Gazetteer, name: str) -> tuple[Candidate, ...]:
    name = " ".join(name.split())
    letters = len(name.replace(".", ""))
    candidates = gazetteer.lookup(name)
    if letters < 3:
        # Two letters are a country's or a state's ("US", "D.C."), and then capitals.
        return tuple(c for c in candidates if name.isupper() and c.entry.kind in (Kind.COUNTRY, Kind.GOVERNORATE))
    return candidates


def _is_prominent(candidate: Candidate) -> bool:
    """Whether a name is better known as this place than as a person or a thing."""
    entry = candidate.entry
    return entry.kind in _WIDE or entry.kind is Kind.GOVERNORATE or entry.population >= 100_000


def _named(marks: Marks, i: int, j: int, end: int, candidates: tuple[Candidate, ...]) -> Named:
    """A name with what stands around it: site word behind, class word before or behind, preposition."""
    tokens = marks.tokens
    base = marks.text[tokens[i].span.start : end]
    last, call = j, ""
    demonym = bool(candidates) and (
        candidates[0].entry.kind is Kind.DEMONYM
        or (candidates[0].entry.kind is Kind.CONTINENT and base.lower().endswith(("an", "ans")))
    )
    stop = None if demonym else _site_end(marks, j)
    if stop is not None:
        last, end, call = stop, tokens[stop].span.end, marks.low[stop]
    elif not demonym and j + 1 < len(tokens) and marks.low[j + 1] in ADMIN_WORDS:
        call = marks.low[j + 1]
    relation, near, before = _before(marks, i)
    span = Span(tokens[i].span.start, end)
    return Named(
        first=i,
        last=last,
        span=span,
        text=" ".join(span.of(marks.text).split()),
        base=" ".join(base.split()),
        candidates=candidates,
        relation=relation,
        near=near,
        call=call or before,
        modifier=demonym or (not call and _says_whose(marks, j)),
        weight=0.0,
    )


def _site_end(marks: Marks, j: int) -> int | None:
    """The token that ends "military airport", "oil field", "Square" right behind a name, if one does."""
    k = j + 1
    while k < len(marks.low) and k - j <= 3 and marks.low[k] in SITE_MODIFIERS:
        k += 1
    if k < len(marks.low) and marks.low[k] in SITE_WORDS:
        return k
    return None


def _says_whose(marks: Marks, j: int) -> bool:
    """Whether a name only says whose something is: "Turkey's military", "the Damascus regime", "US-led"."""
    for k in range(j + 1, min(j + 4, len(marks.low))):
        low = marks.low[k]
        if low in POLITY_NOUNS or (k > j + 1 and low in LED_WORDS):
            return True
        if low not in ("'s", "’s", "'", "’", "s") and low not in HYPHENS and marks.tokens[k].upos != "ADJ":
            return False
    return False


def _before(marks: Marks, i: int) -> tuple[str, bool, str]:
    """The preposition that governs a name, whether it makes it "near", and the class named before it ("town of")."""
    near, call = False, ""
    k = i - 1
    while k >= 0 and i - k <= 9:
        low, upos = marks.low[k], marks.tokens[k].upos
        left = marks.low[k - 1] if k else ""
        if low == "of" and (left in ADMIN_WORDS or left in SITE_WORDS):
            call = call or left
            k -= 2
        elif low == "of" and (left in DIRECTIONS or left in NEAR_WORDS):
            return "near", True, call
        elif low == "of":
            return "of", near, call
        elif low in NEAR_WORDS or (low == "from" and left in ("km", "kilometers", "kilometres", "miles", "away")):
            return ("near" if low == "from" else low), True, call
        elif low in LOCATIVE or low == "including":
            return ("in" if low == "including" else low), near, call
        elif low in ADMIN_WORDS or low in DIRECTIONS or low in HYPHENS or upos in ("DET", "ADJ", "NUM"):
            call = low if low in ADMIN_WORDS and k == i - 1 else call
            k -= 1
        else:
            return ("'s" if low in ("'s", "’s") else ""), near, call
    return "", near, call


def _whole(marks: Marks, found: list[Named], loose: list[int], first: int, last: int) -> Named | None:
    """The run as one name that no gazetteer knows, where the text calls it a place or stands it after a preposition."""
    while last > first and (marks.low[last] in DIRECTIONS or marks.low[last] in NEVER_PLACES):
        last -= 1
    while first < last and (marks.low[first] in DIRECTIONS or marks.low[first] in NEVER_PLACES):
        first += 1
    words = marks.low[first : last + 1]
    if not loose or set(words) & ORG_WORDS or len(words) > MAX_NAME_TOKENS:
        return None
    if any(n.candidates[0].entry.kind in _WIDE and n.base.lower() != marks.low[last] for n in found):
        return None
    if all(marks.tokens[k].upos != "PROPN" for k in range(first, last + 1)):
        return None
    end = last
    while end > first and marks.low[end] in ADMIN_WORDS:
        end -= 1
    named = _named(marks, first, end, marks.tokens[end].span.end, ())
    kinds = {marks.kind(k) for k in range(first, end + 1) if marks.low[k] not in HYPHENS}
    text = marks.text[named.span.start : named.span.end]
    weight = 3.5 if named.call else 1.5 if named.relation in LOCATIVE or named.near else 0.0
    weight += 1.0 if "PLACE" in kinds else -1.5 if kinds & {"PERSON", "ORG", "GROUP", "NORP", "EVENT", "TIME"} else 0.0
    if len(words) == 1 and (words[0] in COMMON_WORDS or words[0] in NEVER_PLACES or words[0] in _CLASS_WORDS):
        weight -= 3
    if (text.isupper() and not marks.loud and len(text) < 7) or marks.titled:
        weight -= 2
    if found and (weight < 3 or any(_is_prominent(n.candidates[0]) for n in found)):
        return None
    return replace(named, weight=weight) if weight >= SURE else None


def _inherited(marks: Marks, before: Named | None, named: Named) -> Named:
    """A later member of a list ("in X, Y and Z", "the towns of X and Y") takes preposition and class of the first."""
    if before is None or before.modifier or named.is_demonym or named.relation or named.first - before.last > 6:
        return named
    if not all(word in LIST_WORDS for word in marks.low[before.last + 1 : named.first]):
        return named
    plural = before.call.endswith("s") and before.call in ADMIN_WORDS
    return replace(
        named, relation=before.relation, near=before.near, call=named.call or (before.call if plural else "")
    )


def _is_loose_name(marks: Marks, k: int) -> bool:
    return marks.is_loose(k) and marks.low[k] not in _CLASS_WORDS and marks.tokens[k].upos == "PROPN"


def _weighed(marks: Marks, named: Named, first: int, last: int, loose: frozenset[int]) -> Named | None:
    """A name with what speaks for and against its being a place's; None where too much speaks against it."""
    if not named.candidates:
        return named
    tokens, top = marks.tokens, named.candidates[0]
    span = range(named.first, named.last + 1)
    kind = top.entry.kind
    weight = 0.5
    weight += 2.0 if any(marks.kind(k) == "PLACE" for k in span) else 0.0
    weight += 2.0 if named.relation in LOCATIVE or named.near else 0.0
    weight += 2.5 if named.call else 0.0
    weight += 2.0 if kind in _WIDE or kind is Kind.GOVERNORATE else 1.0 if _is_prominent(top) else 0.0
    weight += 0.5 if named.last > named.first else 0.0
    entity = marks.entity(named.first)
    inner = entity is not None and (entity.first < named.first or entity.last > named.last)
    modifier = named.modifier
    if entity is not None and entity.kind == "PERSON":
        torn = any(entity.first <= k <= entity.last for k in loose)
        weight -= 2.0 + (3.0 if torn or named.base.lower() in _FIRST_NAMES else 0.0)
    elif entity is not None and inner and entity.kind in ("ORG", "GROUP", "EVENT", "OTHER", "WEAPON"):
        modifier = modifier or not named.call
    touching = [k for k in (named.first - 1, named.last + 1) if k in loose]
    if any(marks.low[k] in ORG_WORDS for k in range(first, last + 1)) and not named.call:
        modifier = True
    elif kind is not Kind.DEMONYM and any(marks.kind(k) not in ("PLACE", "") or not marks.titled for k in touching):
        weight -= 1.0 + (1.5 if named.base.lower() in _FIRST_NAMES or not _is_prominent(top) else 0.0)
    if named.first and marks.low[named.first - 1] in TITLES and not named.call:
        weight -= 3.0
    if named.first == named.last and marks.low[named.first] in COMMON_WORDS:
        weight -= 3.0
    if marks.titled and kind is not Kind.DEMONYM:
        weight -= 0.5
    if all(tokens[k].upos != "PROPN" for k in span) and kind not in (Kind.DEMONYM, Kind.COUNTRY):
        weight -= 2.0
    return replace(named, weight=weight, modifier=modifier) if weight >= _LEAST else None


def _linked(marks: Marks, found: tuple[Named, ...]) -> tuple[Named, ...]:
    """Names with what contains them: "Azaz, Aleppo province", "X in the north of Y", "Syria's Y", "Syrian Y"."""
    out = []
    for n, named in enumerate(found):
        inside = None
        after = found[n + 1] if n + 1 < len(found) else None
        country = bool(named.candidates) and named.candidates[0].entry.kind in (Kind.COUNTRY, Kind.DEMONYM)
        if after is not None and not country and not after.is_demonym and _leads_to(marks, named, after):
            inside = n + 1
        elif n and not country and _owns(marks, found[n - 1], named):
            inside = n - 1
        out.append(replace(named, inside=inside))
    return tuple(out)


_CHAIN = frozenset({",", "in", "of", "(", "the", "'s", "’s", "near", "also"}) | ADMIN_WORDS | DIRECTIONS


def _leads_to(marks: Marks, named: Named, after: Named) -> bool:
    gap = range(named.last + 1, after.first)
    words = {marks.low[k] for k in gap}
    if len(gap) > 7 or any(marks.low[k] not in _CHAIN and marks.tokens[k].upos not in ("ADJ", "DET") for k in gap):
        return False
    if words & {"in", "of", "("}:
        return True
    # A bare comma, or one that was lost: only a wider place can follow ("Kilis Turkey"), else it is a list.
    return (not words or words <= _CHAIN) and _is_wide(after)


def _is_wide(named: Named) -> bool:
    kinds = {c.entry.kind for c in named.candidates[:8] if c.match == named.candidates[0].match}
    return bool(kinds & {Kind.COUNTRY, Kind.GOVERNORATE, Kind.AREA})


def _owns(marks: Marks, owner: Named, named: Named) -> bool:
    gap = range(owner.last + 1, named.first)
    if len(gap) > 6 or not owner.candidates:
        return False
    words = {marks.low[k] for k in gap}
    fits = all(marks.low[k] in _CHAIN or marks.tokens[k].upos == "ADJ" for k in gap)
    wide = owner.candidates[0].entry.kind in (Kind.COUNTRY, Kind.DEMONYM, Kind.GOVERNORATE)
    return wide and fits and "," not in words and (owner.is_demonym or "in" not in words)
