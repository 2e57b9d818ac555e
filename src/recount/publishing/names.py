"""Which words of a text may name a private person. What can't be told counts as private."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from recount.export.elsewhere import countries_called
from recount.export.private import COLLECTIVE, GROUPS_BEGIN, OFFICES, PARTICLES, PEOPLES
from recount.model import Span
from recount.publishing.careless_names import careless_names
from recount.publishing.known import DISTINCT, Known, parts_of
from recount.publishing.particles import with_particles
from recount.publishing.plain_words import (
    CALENDAR,
    ELSEWHERE,
    FUNCTION,
    HIGH_OFFICES,
    NAMES_TOO,
    OF_WAR,
    PERSONS_DO,
    PUBLIC_SITES,
    SURNAMES_TOO,
)
from recount.publishing.public_names import public_tokens
from recount.publishing.tokens import Token, together, tokens_of
from recount.publishing.told_as_persons import (
    is_dated_person,
    is_given_name,
    is_harmed,
    is_person_at_head,
    is_told_as_person,
)
from recount.publishing.unreleased import unreleased_names
from recount.publishing.words_of_reports import OF_REPORTS

_OF_WAR = OF_WAR | OF_REPORTS
_ARTICLES = ("the", "a", "an")
_NAME_ENDS = re.compile(r"['’]s?\b|\s*[,.;:)”\"]|\s+(?:and|was|were|is|has|had|said|died|told)\b|\s*$")
_LONGEST_ACRONYM = 5  # letters


def private_names(text: str, known: Known) -> tuple[Span, ...]:
    """Where names stand in a text that may be those of private persons, in text order and apart from each other."""
    return known.names_in(text, _private_names)


def _private_names(text: str, known: Known) -> tuple[Span, ...]:
    tokens = list(tokens_of(text))
    public = public_tokens(text, tokens, known)
    found: list[tuple[int, int]] = []
    for run in _runs(text, tokens):
        found += [(tokens[a].start, tokens[b].end) for a, b in _persons(run, text, tokens, public, known)]
    longer = _of_more_words(public)
    found += _known_private(text, tokens, known, _longer_places(public, tokens, text) | longer)
    found += unreleased_names(text, tokens, known, longer)
    found += _told_as_persons(text, tokens, public, longer)
    found += careless_names(text, tokens, found, known)
    found += [*_given_names(text, tokens, found), *_surnames_of_peoples(text, tokens, found)]
    found += _beside_names(text, tokens, found, longer)
    return _joined(_whole_words(with_particles(text, found), tokens))


def unreleased_in(text: str, known: Known) -> tuple[Span, ...]:
    """Where a text says named persons who were not released; other private persons are not looked for."""
    tokens = list(tokens_of(text))
    found = unreleased_names(text, tokens, known, _of_more_words(public_tokens(text, tokens, known)))
    return _joined(_whole_words(with_particles(text, found), tokens))


def _runs(text: str, tokens: list[Token]) -> Iterator[list[int]]:
    """Tokens with capitals that stand together, with the particles between them."""
    run: list[int] = []
    for n, token in enumerate(tokens):
        follows = bool(run) and together(text, [tokens[n - 1], token])
        if not follows or not (token.capital or token.key in PARTICLES):
            yield from _trimmed(run, tokens)
            run = []
        if token.capital or (run and token.key in PARTICLES):
            run.append(n)
    yield from _trimmed(run, tokens)


def _trimmed(run: list[int], tokens: list[Token]) -> Iterator[list[int]]:
    while run and not tokens[run[-1]].capital:
        run = run[:-1]
    if run:
        yield run


def _persons(
    run: list[int], text: str, tokens: list[Token], public: dict[int, str], known: Known
) -> Iterator[tuple[int, int]]:
    """The stretches of a run that may name private persons: first and last token."""
    stretch: list[int] = []
    for n in [*run, -1]:
        ends = n < 0 or public.get(n) in ("named", "word") or _is_title(n, run, tokens, public)
        if not ends:
            stretch.append(n)
            continue
        behind = n if n >= 0 else run[-1] + 1
        whole = _person(stretch, behind, text, tokens, public, known)
        if whole:
            yield whole[0], whole[-1]
        stretch = []


def _is_title(n: int, run: list[int], tokens: list[Token], public: dict[int, str]) -> bool:
    """Whether a word says what somebody or something is: "President", "Brigade". Some are surnames as well, where only
    one other word stands before them."""
    key = tokens[n].key
    if key not in OFFICES and key not in COLLECTIVE and key not in GROUPS_BEGIN:
        return False
    before = [k for k in run if k < n and k not in public]
    return not (key in SURNAMES_TOO and before and n == run[-1] and tokens[before[-1]].key not in OFFICES)


def _person(
    stretch: list[int], behind: int, text: str, tokens: list[Token], public: dict[int, str], known: Known
) -> list[int]:
    """The part of a stretch that may be a private person's name; empty where none is."""
    while (
        stretch and (tokens[stretch[0]].head or tokens[stretch[0]].key == "the") and tokens[stretch[0]].key in FUNCTION
    ):
        stretch = stretch[1:]
    while stretch and not tokens[stretch[0]].capital:
        stretch = stretch[1:]
    unknown = [n for n in stretch if public.get(n) != "place" and tokens[n].capital]
    if not unknown:
        return []
    first, last = tokens[stretch[0]], tokens[stretch[-1]]
    secret = any(set(parts_of(tokens[n].word)) & known.private_parts for n in stretch)
    if secret:
        return stretch
    following = tokens[behind] if behind < len(tokens) and together(text, [last, tokens[behind]]) else None
    before = tokens[stretch[0] - 1] if stretch[0] else None
    joined = before is not None and together(text, [before, first])
    if following is not None and following.capital and following.key in COLLECTIVE - NAMES_TOO:
        return []  # the Khalaf Hospital
    if following is not None and following.key in PUBLIC_SITES:
        return []  # the Khalaf mosque
    if before is not None and joined and before.capital and before.key in (HIGH_OFFICES | GROUPS_BEGIN):
        return []
    if len(stretch) > 1:
        return [] if _is_body_of_a_country(stretch, unknown, text, tokens) else stretch
    if _is_acronym(first, text):
        return []
    if len(first.word) < DISTINCT and text[first.end : first.end + 1].isdigit():
        return []  # the M4, the G20
    if first.head and (known.is_plain(first.key) or first.key in _OF_WAR):
        told = _acts(first, following) or (first.key not in _OF_WAR and is_person_at_head(text, first.end))
        return stretch if told else []
    return stretch


def _is_acronym(one: Token, text: str) -> bool:
    """Whether a word is a short form in capitals, in a text that is not written in them: the TV of "Lebanese TV"."""
    return one.word.isupper() and 1 < len(one.word) <= _LONGEST_ACRONYM and not is_shouted(text)


def _is_body_of_a_country(stretch: list[int], unknown: list[int], text: str, tokens: list[Token]) -> bool:
    """Whether what may be a name is nothing but a country's and a short form behind it: "Lebanese TV"."""
    *before, last = stretch
    if unknown != [last] or not _is_acronym(tokens[last], text):
        return False
    return all(tokens[n].key in countries_called() for n in before)


def _acts(first: Token, following: Token | None) -> bool:
    """Whether one common word at the head of a sentence does what people do: "Hope said"."""
    return following is not None and following.key in PERSONS_DO and not first.key.endswith(("s", "ing"))


def is_shouted(text: str) -> bool:
    """Whether a text is written in capitals, so that they tell no names apart."""
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) * 2 > len(letters)


def _longer_places(public: dict[int, str], tokens: list[Token], text: str) -> set[int]:
    """Tokens of places of several words, which a person's surname does not stand for: the Deir of Deir Ezzor."""
    return {
        n
        for n, kind in public.items()
        if kind == "place"
        for near in (n - 1, n + 1)
        if public.get(near) == "place" and together(text, [tokens[min(n, near)], tokens[max(n, near)]])
    }


def _known_private(text: str, tokens: list[Token], known: Known, places: set[int]) -> Iterator[tuple[int, int]]:
    """Names known to be private, by their parts, and where all their parts are common words, as a whole."""
    secret = known.private_parts
    for n, token in enumerate(tokens):
        if n not in places and not secret.isdisjoint(token.key.split()):
            yield token.start, token.end
    said = {part for token in tokens for part in token.key.split()}
    for name in known.private_wholes:
        parts = name.split()
        if said.issuperset(part for part in parts if part.isalpha()):
            pattern = r"\W+".join(map(re.escape, parts))
            yield from (match.span() for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE))


def _of_more_words(public: dict[int, str]) -> set[int]:
    """Tokens of names of several words that are public: who is known by the whole of it is no private person."""
    return {n for n, kind in public.items() if kind == "named" and "named" in (public.get(n - 1), public.get(n + 1))}


def _told_as_persons(
    text: str, tokens: list[Token], public: dict[int, str], longer: set[int]
) -> Iterator[tuple[int, int]]:
    """Names of places and months, and words, that stand as persons' here: "her sister Zahra", "Salma, 34,", "Jihad, a
    baker,"; not within a `longer` name."""
    n = 0
    while n < len(tokens):
        last = n
        if public.get(n) == "place" and tokens[n].capital and tokens[n].key not in _ARTICLES:
            while public.get(last + 1) == "place" and not text[tokens[last].end : tokens[last + 1].start].strip():
                last += 1
            if is_told_as_person(text, tokens[n].start, tokens[last].end):
                yield tokens[n].start, tokens[last].end
        elif tokens[n].capital and n not in longer and _is_person_by_words(text, tokens[n]):
            yield tokens[n].start, tokens[n].end
        n = last + 1


def _is_person_by_words(text: str, one: Token) -> bool:
    """Whether a month's name, or a word that people are called by as well, stands as a person's here."""
    if one.key in CALENDAR:
        return is_dated_person(text, one.start, one.end)
    at = (text, one.start, one.end)
    return one.key in NAMES_TOO and (is_told_as_person(*at) or is_harmed(*at))


def _beside_names(
    text: str, tokens: list[Token], found: Iterable[tuple[int, int]], longer: set[int]
) -> Iterator[tuple[int, int]]:
    """Words that people are called by as well and that stand right beside a name: "JIHAD ZARQUB"."""
    near = list(found)
    starts, ends = {start for start, _ in near}, {end for _, end in near}
    for n, one in enumerate(tokens):
        if one.key not in NAMES_TOO or not one.capital or n in longer:
            continue
        before, behind = tokens[max(0, n - 1)], tokens[min(n + 1, len(tokens) - 1)]
        if (before.end in ends and together(text, [before, one])) or (
            behind.start in starts and together(text, [one, behind])
        ):
            yield one.start, one.end


def _given_names(text: str, tokens: list[Token], found: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Days and months that stand right before a name as its first part: "May Issa"."""
    ends = dict(sorted(found, reverse=True))
    for one, behind in pairwise(tokens):
        first = one.capital and one.key in CALENDAR and behind.start in ends and together(text, [one, behind])
        if first and is_given_name(text, one.start, one.end, ends[behind.start]):
            yield one.start, behind.end


def _surnames_of_peoples(text: str, tokens: list[Token], found: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Names of peoples that stand right behind a name as its last part: "Karim Turk was", not "Karim Turk fighters"."""
    starts = {end: start for start, end in sorted(found, reverse=True)}
    for one, behind in pairwise(tokens):
        last = behind.capital and (behind.key in PEOPLES or behind.key in ELSEWHERE) and one.end in starts
        if last and not text[one.end : behind.start].strip() and _NAME_ENDS.match(text, behind.end):
            yield starts[one.end], behind.end


def _whole_words(found: Iterable[tuple[int, int]], tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Stretches that end where words end: no half of a surname is left over, as of "Al-Ahmad"."""
    for start, end in found:
        inside = [one for one in tokens if one.start < end and start < one.end]
        yield min([start, *(one.start for one in inside)]), max([end, *(one.end for one in inside)])


def _joined(found: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    spans: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if spans and start <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(Span(*one) for one in spans)


def office_holders(text: str, known: Known) -> tuple[str, ...]:
    """Names that stand right behind a high office: "President Recep Tayyip Erdogan"."""
    tokens = list(tokens_of(text))
    found = []
    for run in _runs(text, tokens):
        at = [n for n in run if tokens[n].key in HIGH_OFFICES and tokens[n].capital]
        named = run[run.index(at[-1]) + 1 :] if at else []
        if len(named) > 1 and not {tokens[n].key for n in named} & (COLLECTIVE | OFFICES):
            found.append(text[tokens[named[0]].start : tokens[named[-1]].end])
    return tuple(found)
