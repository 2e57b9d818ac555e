"""A name of a place and what stands around it: preposition, class word, site word, whose it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from recount.extraction.place_runs import HYPHENS, Marks
from recount.extraction.place_words import (
    ADMIN_WORDS,
    BUILDINGS,
    DIRECTIONS,
    HIT_VERBS,
    LED_WORDS,
    LIST_WORDS,
    LOCATIVE,
    NEAR_WORDS,
    ORG_HEADS,
    PLACE_VERBS,
    POLITY_NOUNS,
    SITE_MODIFIERS,
    SITE_WORDS,
    TAKEN_NOUNS,
    TAKEN_VERBS,
    WEAPONS,
)
from recount.extraction.populations import category_of
from recount.gazetteer import Candidate, Kind
from recount.gazetteer.lookup import Match
from recount.model import Category, Span

SURE = 2.0
"""From this weight on a name needs no further support."""

_LONGEST_LIST = 15
_LONGEST_VERB = 4  # words from a weapon to the end of its verb: "missiles from the sea have again hit"


@dataclass(frozen=True, slots=True)
class Named:
    """A place's name in a sentence: tokens `[first, last]`, the words, and what the text says about it.

    `base` is the name without the word for a site ("Tabqa" of "Tabqa airbase"), `call` the class the text gives it
    ("province", "town"; "" for none), `near` marks "near X", "40 km from X"; `inside` the position, among the
    sentence's names, of the one that is said to contain it. `weight` is what speaks for its being a place's name:
    SURE and more is sure; below that it takes a report that speaks of its country, or surely names it elsewhere.
    `counted` marks a people whose men are counted among the harmed ("killing 10 Malian soldiers").
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
    counted: bool = False

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


def named_at(marks: Marks, i: int, j: int, end: int, candidates: tuple[Candidate, ...]) -> Named:
    """A name with what stands around it: site word behind, class word before or behind, preposition."""
    tokens = marks.tokens
    base = marks.text[tokens[i].span.start : end]
    last, call = j, ""
    demonym = bool(candidates) and (
        candidates[0].entry.kind is Kind.DEMONYM
        or (candidates[0].entry.kind is Kind.CONTINENT and base.lower().endswith(("an", "ans")))
    )
    stop = None if demonym else site_end(marks, j)
    if stop is not None and is_town_of_building(marks, i, stop, candidates):
        stop = None
    if stop is not None:
        last, end, call = stop, tokens[stop].span.end, marks.low[stop]
    elif not demonym and j + 1 < len(tokens) and marks.low[j + 1] in ADMIN_WORDS:
        call = marks.low[j + 1]
    relation, near, called = before(marks, i)
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
        call=call or called,
        modifier=demonym or (not call and says_whose(marks, j)),
        weight=0.0,
        counted=demonym and _is_counted(marks, i, j),
    )


def _is_counted(marks: Marks, i: int, j: int) -> bool:
    """Whether a people's name tells whose the counted are: "10 Malian soldiers", "wounding Malian villagers"."""
    if j + 1 >= len(marks.low) or category_of(marks.low[j + 1]) not in (Category.CIVILIAN, Category.COMBATANT):
        return False
    return i > 0 and (marks.tokens[i - 1].upos == "NUM" or marks.low[i - 1] in _HARMING)


_HARMING = frozenset({"killing", "killed", "wounding", "wounded", "injuring", "injured", "kidnapping", "dead", "of"})


def inherited(marks: Marks, previous: Named | None, named: Named) -> Named:
    """A later member of a list ("in X, Y and Z", "the towns of X and Y") takes preposition and class of the first."""
    if previous is None or previous.modifier or named.is_demonym or named.relation or named.first - previous.last > 6:
        return named
    if not all(word in LIST_WORDS for word in marks.low[previous.last + 1 : named.first]):
        return named
    plural = previous.call.endswith("s") and previous.call in ADMIN_WORDS
    return replace(
        named, relation=previous.relation, near=previous.near, call=named.call or (previous.call if plural else "")
    )


def site_end(marks: Marks, j: int) -> int | None:
    """The token that ends "military airport", "oil field", "Square" right behind a name, if one does."""
    k = j + 1
    while k < len(marks.low) and k - j <= 3 and marks.low[k] in SITE_MODIFIERS:
        k += 1
    if k < len(marks.low) and marks.low[k] in SITE_WORDS:
        return k
    return None


_SOME = frozenset({"a", "an", "one", "another", "two", "three", "several", "some"})


def is_town_of_building(marks: Marks, i: int, site: int, candidates: tuple[Candidate, ...]) -> bool:
    """Whether a name only says in which town one of its buildings stands: "at a Quetta mosque". "The Tabqa mosque" may
    be called so anywhere, but for a city's name; a street has the name itself, and so has what is written large."""
    if marks.low[site] not in BUILDINGS or marks.tokens[site].text[:1].isupper():
        return False
    if any(marks.low[k] in SITE_MODIFIERS for k in range(i + 1, site)):
        return False
    top = candidates[0] if candidates else None
    if top is None or top.entry.kind not in (Kind.TOWN, Kind.VILLAGE, Kind.GOVERNORATE):
        return False
    some = i > 0 and (marks.low[i - 1] in _SOME or marks.tokens[i - 1].upos == "NUM")
    return some or (top.primary and top.match is Match.EXACT and top.entry.population >= _CITY)


_CITY = 100_000  # inhabitants


def says_whose(marks: Marks, j: int) -> bool:
    """Whether a name only says whose something is: "Turkey's military", "the Damascus regime", "US-led"."""
    for k in range(j + 1, min(j + 4, len(marks.low))):
        low = marks.low[k]
        hyphened = k > j + 1 and marks.low[k - 1] in HYPHENS
        if low in POLITY_NOUNS or (hyphened and (low in LED_WORDS or low.endswith("ed"))):
            return True
        if low not in ("'s", "’s", "'", "’", "s") and low not in HYPHENS and marks.tokens[k].upos != "ADJ":
            return False
    return False


def before(marks: Marks, i: int) -> tuple[str, bool, str]:
    """The preposition that governs a name, whether it makes it "near", and the class named before it ("town of")."""
    near, call = False, "countryside" if i and marks.low[i - 1] == "rural" else ""
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
        elif low in LED_WORDS and left in HYPHENS and k > 2:
            k -= 3  # "in rebel-held X"
        elif low in NEAR_WORDS or (low == "from" and left in ("km", "kilometers", "kilometres", "miles", "away")):
            return ("near" if low == "from" else low), True, call
        elif low in LOCATIVE or low == "including":
            return ("in" if low == "including" else low), near, call
        elif low in ADMIN_WORDS or low in DIRECTIONS or low in HYPHENS or upos in ("DET", "ADJ", "NUM"):
            call = low if low in ADMIN_WORDS and k == i - 1 else call
            k -= 1
        elif call and upos in ("NOUN", "PART"):
            k -= 1  # "in the militants' stronghold of X"
        else:
            return ("'s" if low in ("'s", "’s") else ""), near, call
    return "", near, call


def is_taken(marks: Marks, i: int, verbs: frozenset[str] = PLACE_VERBS) -> bool:
    """Whether what stands right before a name, or a list of names, is done to places: "entered X", "shelled X and Y",
    "the fall of X". `verbs` are those that are done so."""
    k = i - 1
    listed = k > 0 and marks.low[k] in (",", "and", "or", "&")
    while listed and k > max(0, i - _LONGEST_LIST) and (marks.low[k] in LIST_WORDS or marks.tokens[k].upos == "PROPN"):
        k -= 1
    if k >= 0 and marks.low[k] == "the":
        k -= 1
    if k < 0:
        return False
    if marks.low[k] in ("of", "for", "over") and k:
        return marks.low[k - 1] in TAKEN_NOUNS
    return marks.low[k] in verbs and marks.tokens[k].upos in ("VERB", "PROPN", "NOUN")


def is_hit(marks: Marks, i: int) -> bool:
    """Whether a weapon is told to have hit what stands before a token: "air strikes hit X", "a drone also struck X"."""
    if i < 2 or marks.low[i - 1] not in HIT_VERBS:
        return False
    return not WEAPONS.isdisjoint(marks.low[max(0, i - 1 - _LONGEST_VERB) : i - 1])


def is_fallen(marks: Marks, j: int) -> bool:
    """Whether what stands right behind a name befalls places: "X has fallen", "X fell to the rebels"."""
    behind = (*marks.low[j + 1 : j + 4], "", "", "")
    if behind[0] in ("has", "had", "have"):
        return behind[1] == "fallen" or (behind[1] in ("been", "not") and behind[2] in (*TAKEN_VERBS, "fallen"))
    return behind[0] in ("fell", "falls") and behind[1] in ("to", "into", "under")


def in_organisation(marks: Marks, i: int, previous: Named | None) -> bool:
    """Whether a name stands in an organisation's: "Islamic State of Iraq and the Levant", both places."""
    k = i - 1
    while k > 0 and marks.low[k] in ("the", "al", "-"):
        k -= 1
    if k < 1:
        return False
    if marks.low[k] in ("and", "&"):
        return previous is not None and previous.last == k - 1 and in_organisation(marks, previous.first, None)
    head = marks.low[k - 1] in ORG_HEADS and (marks.loud or marks.tokens[k - 1].text[:1].isupper())
    if marks.low[k] == "in":
        return head and marks.low[k - 1] == "state" and k > 1 and marks.low[k - 2] == "islamic"
    return head and marks.low[k] in ("of", "for")
