"""Where a sentence names a place: the words of the name, what stands before it, and what class of place it is called.

Nothing is resolved here; a name that no gazetteer knows is still a mention when the text calls it a town, a district,
a mosque, or stands it after a locative preposition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from recount.extraction.place_words import (
    ADMIN_WORDS,
    DIRECTIONS,
    JOINERS,
    LOCATIVE,
    NEAR_WORDS,
    NEVER_PLACES,
    ORG_WORDS,
    POLITY_NOUNS,
    SITE_MODIFIERS,
    SITE_WORDS,
    SPANISH_JOINERS,
    TITLES,
)
from recount.gazetteer import Candidate, Gazetteer, Kind
from recount.model import Sentence, Span, Token

MAX_RUN = 14
MAX_NAME_TOKENS = 7
_PERSON_NAMES = frozenset({"jordan", "georgia", "chad", "israel", "china", "india", "kenya", "america", "carolina"})
_PEOPLE = frozenset({"PERSON"})
_GROUPS = frozenset({"ORG", "GROUP", "EVENT", "OTHER", "WEAPON"})


@dataclass(frozen=True, slots=True)
class Named:
    """A place's name in a sentence: tokens `[first, last]`, the words, and what the text says about it.

    `base` is the name without the word for a site ("Tabqa" of "Tabqa airbase"), `call` the class the text gives it
    ("province", "town"; "" for none), `near` marks "near X", "40 km from X"; `inside` the position, among the
    sentence's names, of the one that is said to contain it.
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
    sure: bool
    inside: int | None = None

    @property
    def is_demonym(self) -> bool:
        """Whether the word names a people ("Syrian"), not their country."""
        return bool(self.candidates) and self.candidates[0].entry.kind is Kind.DEMONYM


def names_in(sentence: Sentence, text: str, gazetteer: Gazetteer) -> tuple[Named, ...]:
    """The places that a sentence names, in text order; `text` is the whole document's."""
    kinds = _entity_kinds(sentence)
    loud = _is_loud(sentence)
    found: list[Named] = []
    for first, last in _runs(sentence, kinds, loud):
        found.extend(_names_of_run(sentence, text, gazetteer, kinds, first, last, loud))
    return _linked(sentence, tuple(found))


def _entity_kinds(sentence: Sentence) -> dict[int, tuple[str, int, int]]:
    return {
        i: (entity.kind, entity.first, entity.last)
        for entity in sentence.entities
        for i in range(entity.first, min(entity.last, len(sentence.tokens) - 1) + 1)
    }


def _is_loud(sentence: Sentence) -> bool:
    """Whether a sentence is written in capitals, where a capital says nothing about names."""
    words = [t.text for t in sentence.tokens if t.text.isalpha() and len(t.text) > 1]
    return len(words) > 3 and sum(word.isupper() for word in words) * 10 > len(words) * 7


def _runs(sentence: Sentence, kinds: dict[int, tuple[str, int, int]], loud: bool) -> Iterator[tuple[int, int]]:
    """Stretches of tokens that can hold names: proper nouns, capitals, and the articles between them."""
    tokens = sentence.tokens
    i = 0
    while i < len(tokens):
        start = i
        if _opens(tokens, i):
            i += 1
            while i < len(tokens) and tokens[i].text in "-‑–":
                i += 1
        if i < len(tokens) and _is_name(tokens[i], i, kinds, loud):
            last = i
            i += 1
            while i < len(tokens) and last - start < MAX_RUN:
                if _is_name(tokens[i], i, kinds, loud):
                    last = i
                elif not _joins(tokens, i) or i - last > 3:
                    break
                i += 1
            yield start, last
            i = last + 1
        else:
            i = start + 1


def _opens(tokens: tuple[Token, ...], i: int) -> bool:
    """An Arabic article before a name: glued with a hyphen, or a form that is no English word."""
    low = tokens[i].text.lower()
    if low not in JOINERS or i + 1 >= len(tokens):
        return False
    return tokens[i + 1].text in "-‑–" or low in ("al", "el", "ash", "ez", "ad", "ar")


def _joins(tokens: tuple[Token, ...], i: int) -> bool:
    low = tokens[i].text.lower()
    if low in ("-", "‑", "–"):
        before, after = tokens[i - 1], tokens[i + 1] if i + 1 < len(tokens) else None
        tight = before.span.end == tokens[i].span.start
        return tight and after is not None and after.span.start - tokens[i].span.end <= 1
    return low in JOINERS or low in SPANISH_JOINERS


def _is_name(token: Token, i: int, kinds: dict[int, tuple[str, int, int]], loud: bool) -> bool:
    if not any(char.isalpha() for char in token.text):
        return token.upos == "PROPN" or (i in kinds and kinds[i][0] == "PLACE" and token.text not in ",;:.()")
    if token.upos == "PROPN" or (i in kinds and kinds[i][0] == "PLACE"):
        return True
    if loud:
        return token.upos == "ADJ"
    return token.text[0].isupper() and token.upos in ("ADJ", "NOUN", "X", "VERB", "ADV") and i > 0


def _names_of_run(
    sentence: Sentence,
    text: str,
    gazetteer: Gazetteer,
    kinds: dict[int, tuple[str, int, int]],
    first: int,
    last: int,
    loud: bool,
) -> list[Named]:
    """The names inside one run: longest first from the left; what is left over counts only with a reason."""
    tokens = sentence.tokens
    found: list[Named] = []
    loose: list[int] = []
    i = first
    while i <= last:
        hit = _longest(tokens, text, gazetteer, i, last)
        if hit is None:
            if tokens[i].text.lower() not in JOINERS and tokens[i].text not in "-‑–":
                loose.append(i)
            i += 1
            continue
        j, cut, candidates = hit
        found.append(_named(sentence, text, i, j, cut, candidates, kinds))
        i = j + 1
    return _kept(sentence, text, gazetteer, kinds, found, loose, (first, last), loud)


def _longest(
    tokens: tuple[Token, ...], text: str, gazetteer: Gazetteer, i: int, last: int
) -> tuple[int, int, tuple[Candidate, ...]] | None:
    """The longest gazetteer name that starts at token `i`: its last token, its end in the text, its candidates."""
    start = tokens[i].span.start
    low = tokens[i].text.lower()
    if not low[:1].isalnum() and low[:1] not in "‘'’":
        return None
    for j in range(min(last, i + MAX_NAME_TOKENS - 1), i - 1, -1):
        word = tokens[j].text
        if word.lower() in JOINERS or (not word[-1:].isalnum() and not word.endswith(".")):
            continue
        name = text[start : tokens[j].span.end]
        if i == j and (low in NEVER_PLACES or low in ADMIN_WORDS or low in SITE_WORDS or low in DIRECTIONS):
            continue
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
    candidates = gazetteer.lookup(name)
    if len(name.replace(".", "")) < 3 and not (name.isupper() and candidates):
        return ()
    if len(name.replace(".", "")) < 4:
        # Short names are countries' letters ("US", "UK", "UAE") or written as they are.
        return tuple(c for c in candidates if not name.isupper() or c.entry.kind is Kind.COUNTRY or len(name) > 2)
    return candidates


def _is_prominent(candidate: Candidate) -> bool:
    """Whether a name is better known as this place than as a person or a thing."""
    entry = candidate.entry
    return entry.kind in (Kind.COUNTRY, Kind.GOVERNORATE, Kind.DEMONYM, Kind.CONTINENT, Kind.WATER, Kind.AREA) or (
        entry.population >= 100_000
    )


def _named(
    sentence: Sentence,
    text: str,
    i: int,
    j: int,
    end: int,
    candidates: tuple[Candidate, ...],
    kinds: dict[int, tuple[str, int, int]],
) -> Named:
    """A name with what stands around it: site word behind, class word before or behind, preposition."""
    tokens = sentence.tokens
    base = text[tokens[i].span.start : end]
    last, call = j, ""
    stop = _site_end(tokens, j)
    if stop is not None and not (candidates and candidates[0].entry.kind is Kind.DEMONYM):
        last, end = stop, tokens[stop].span.end
        call = tokens[stop].text.lower()
    elif j + 1 < len(tokens) and tokens[j + 1].text.lower() in ADMIN_WORDS:
        call = tokens[j + 1].text.lower()
    relation, near, before = _before(tokens, i)
    span = Span(tokens[i].span.start, end)
    kind = kinds.get(i, ("", 0, -1))
    modifier = bool(candidates) and candidates[0].entry.kind is Kind.DEMONYM
    if kind[0] in _GROUPS and (kind[1] < i or kind[2] > last):
        modifier = True
    if not call and _owns_polity(tokens, j):
        modifier = True
    return Named(
        first=i,
        last=last,
        span=span,
        text=span.of(text),
        base=base,
        candidates=candidates,
        relation=relation,
        near=near,
        call=call or before,
        modifier=modifier,
        sure=kind[0] == "PLACE" or bool(call or before),
    )


def _site_end(tokens: tuple[Token, ...], j: int) -> int | None:
    """The token that ends "military airport", "oil field", "Square" right behind a name, if one does."""
    k = j + 1
    while k < len(tokens) and k - j <= 3 and tokens[k].text.lower() in SITE_MODIFIERS:
        k += 1
    if k < len(tokens) and tokens[k].text.lower() in SITE_WORDS:
        return k
    return None


def _owns_polity(tokens: tuple[Token, ...], j: int) -> bool:
    """Whether a name only says whose army or government is meant: "Turkey's military", "the Damascus regime"."""
    for token in tokens[j + 1 : j + 4]:
        low = token.text.lower()
        if low in POLITY_NOUNS:
            return True
        if low not in ("'s", "’s", "'", "’") and token.upos != "ADJ":
            return False
    return False


def _before(tokens: tuple[Token, ...], i: int) -> tuple[str, bool, str]:
    """The preposition that governs a name, whether it makes it "near", and the class named before it ("town of")."""
    near, call = False, ""
    k = i - 1
    while k >= 0 and i - k <= 9:
        low = tokens[k].text.lower()
        if low == "of" and k > 0:
            left = tokens[k - 1].text.lower()
            if left in ADMIN_WORDS or left in SITE_WORDS:
                call = call or left
                k -= 2
                continue
            if left in DIRECTIONS or left in NEAR_WORDS:
                return "near" if left in DIRECTIONS or left == "outskirts" else left, True, call
            return "of", near, call
        if low in NEAR_WORDS:
            return low, True, call
        if (
            low == "from"
            and k > 0
            and tokens[k - 1].text.lower() in ("km", "kilometers", "kilometres", "miles", "away")
        ):
            return "near", True, call
        if low in LOCATIVE:
            return low, near, call
        if low in ADMIN_WORDS and k == i - 1:
            call = low
        elif not (tokens[k].upos in ("DET", "ADJ", "NUM") or low in DIRECTIONS or low in ADMIN_WORDS or low == "-"):
            return ("'s" if low in ("'s", "’s") else ""), near, call
        k -= 1
    return "", near, call


def _kept(
    sentence: Sentence,
    text: str,
    gazetteer: Gazetteer,
    kinds: dict[int, tuple[str, int, int]],
    found: list[Named],
    loose: list[int],
    run: tuple[int, int],
    loud: bool,
) -> list[Named]:
    """Of what a run was found to hold, that which is a place's name and not a piece of another name."""
    tokens = sentence.tokens
    run_words = {tokens[k].text.lower() for k in range(run[0], run[1] + 1)}
    group = bool(run_words & ORG_WORDS)
    whole = _whole(sentence, text, kinds, found, loose, run)
    if whole is not None:
        return [whole]
    kept = []
    for named in found:
        kind = kinds.get(named.first, ("", 0, -1))[0]
        if kind in _PEOPLE and not (named.relation in LOCATIVE and named.sure):
            continue
        if (
            named.first > 0
            and tokens[named.first - 1].text.lower() in TITLES
            and named.first > run[0] - 1
            and not named.call
        ):
            continue
        entry = named.candidates[0].entry
        alone = not loose or all(tokens[k].text.lower() in ADMIN_WORDS | SITE_WORDS | DIRECTIONS for k in loose)
        if not alone and kind != "PLACE" and not group and not _stands_in_parts(named, entry.kind, tokens, loose):
            continue
        proper = any(
            tokens[k].upos == "PROPN" or kinds.get(k, ("",))[0] == "PLACE" for k in range(named.first, named.last + 1)
        )
        if not proper and not (entry.kind in (Kind.DEMONYM, Kind.COUNTRY) or (named.relation in LOCATIVE and not loud)):
            continue
        kept.append(replace(named, modifier=True) if group and not alone else named)
    return kept


def _stands_in_parts(named: Named, kind: Kind, tokens: tuple[Token, ...], loose: list[int]) -> bool:
    """Whether a name may be believed beside unknown capitals: a known country, region or people; no first name."""
    if kind is Kind.DEMONYM:
        return True
    touching = {named.first - 1, named.last + 1} & set(loose)
    if not touching:
        return True
    if named.base.lower() in _PERSON_NAMES:
        return False
    return (_is_prominent(named.candidates[0]) and kind is not Kind.TOWN) or (
        named.relation in LOCATIVE and named.last + 1 not in loose
    )


def _whole(
    sentence: Sentence,
    text: str,
    kinds: dict[int, tuple[str, int, int]],
    found: list[Named],
    loose: list[int],
    run: tuple[int, int],
) -> Named | None:
    """The run as one name that no gazetteer knows, where the text itself says that it is a place."""
    tokens = sentence.tokens
    first, last = run
    low = [tokens[k].text.lower() for k in range(first, last + 1)]
    if not loose or set(low) & ORG_WORDS:
        return None
    sites = [k for k in range(first, last + 1) if tokens[k].text.lower() in SITE_WORDS | ADMIN_WORDS]
    call, end = "", last
    while end > first and tokens[end].text.lower() in ADMIN_WORDS:
        call, end = tokens[end].text.lower(), end - 1
    if any(n.candidates[0].entry.kind in (Kind.DEMONYM, Kind.COUNTRY, Kind.CONTINENT) for n in found) and not sites:
        return None
    span = Span(tokens[first].span.start, tokens[end].span.end)
    named = _named(sentence, text, first, end, span.end, (), kinds)
    call = call or named.call
    covered = {kinds[k][0] for k in range(first, end + 1) if k in kinds}
    if covered & (_PEOPLE | _GROUPS) and not call:
        return None
    if all(tokens[k].upos != "PROPN" for k in range(first, end + 1)) or low[0] in NEVER_PLACES:
        return None
    if "PLACE" in covered or call:
        if found and not call and any(_is_prominent(n.candidates[0]) for n in found):
            return None
        return replace(named, call=call, sure=True)
    return None


def _linked(sentence: Sentence, found: tuple[Named, ...]) -> tuple[Named, ...]:
    """Names with the one that contains them: "Azaz, Aleppo province", "X in the north of Y", "Syria's Y", "Syrian Y"."""
    out = []
    for n, named in enumerate(found):
        inside = None
        if n + 1 < len(found) and not found[n + 1].is_demonym and _leads_to(sentence, named.last, found[n + 1].first):
            inside = n + 1
        elif n and _owns(sentence, found[n - 1], named):
            inside = n - 1
        out.append(replace(named, inside=inside))
    return tuple(out)


def _leads_to(sentence: Sentence, last: int, first: int) -> bool:
    gap = [t for t in sentence.tokens[last + 1 : first]]
    if len(gap) > 7:
        return False
    words = [t.text.lower() for t in gap]
    if any(word not in _CHAIN and t.upos not in ("ADJ", "DET") for word, t in zip(words, gap, strict=True)):
        return False
    return not words or bool({",", "in", "of", "(", "s", "'s"} & set(words)) or set(words) <= ADMIN_WORDS


_CHAIN = frozenset({",", "in", "of", "(", "the", "'s", "’s", "near"}) | ADMIN_WORDS | DIRECTIONS


def _owns(sentence: Sentence, owner: Named, named: Named) -> bool:
    gap = sentence.tokens[owner.last + 1 : named.first]
    if len(gap) > 6:
        return False
    words = [t.text.lower() for t in gap]
    country = bool(owner.candidates) and owner.candidates[0].entry.kind in (
        Kind.COUNTRY,
        Kind.DEMONYM,
        Kind.GOVERNORATE,
    )
    fits = all(word in _CHAIN or t.upos == "ADJ" for word, t in zip(words, gap, strict=True))
    return country and fits and "," not in words and (owner.is_demonym or "in" not in words)
