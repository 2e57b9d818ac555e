"""Which words of a text name no private person: actors, released names, places, peoples and days."""

from __future__ import annotations

from recount.codebook.actors import name_key
from recount.export.elsewhere import capitals, countries_called
from recount.export.private import PEOPLES
from recount.publishing.known import DISTINCT, Known
from recount.publishing.plain_words import CALENDAR, ELSEWHERE, NUMBERS
from recount.publishing.tokens import Token, together
from recount.publishing.vocabulary import is_of_the_language

_LONGEST_PHRASE = 8  # words of the longest name of the alias file, nearly
_LONGEST_PLACE = 4
_LONGEST_PERSON = 5


def public_tokens(text: str, tokens: list[Token], known: Known) -> dict[int, str]:
    """Which tokens are no private names, by what they are: named (an actor, a released name), place, or word."""
    public: dict[int, str] = {}
    for n, token in enumerate(tokens):
        first = (token.key.split() or [""])[0]
        most = max(_LONGEST_PERSON, min(known.actors.longest_name(first), _LONGEST_PHRASE))
        reach = 1
        while n + reach < len(tokens) and reach < most and together(text, tokens[n + reach - 1 : n + reach + 1]):
            reach += 1
        for length in range(reach, 0, -1):
            some = tokens[n : n + length]
            if not any(one.capital for one in some):
                break
            kind = kind_of(text[token.start : some[-1].end], length, known)
            if kind:
                public |= {k: kind for k in range(n, n + length) if public.get(k) != "named"}
                break
    return public


def kind_of(phrase: str, length: int, known: Known) -> str:
    """What a phrase is, also where its apostrophe was lost: "Syrias"."""
    key = name_key(phrase)
    if key in known.private:
        return ""
    spelled = [(phrase, key), *([(phrase[:-1], key[:-1])] if key.endswith("s") and len(key) > DISTINCT else [])]
    for words, called in spelled:
        if called in known.released or called in known.outlets:
            return "named"
        if known.actors.named(words) is not None or known.actors.spoken_for_by(words):
            return "named"
        if length <= _LONGEST_PLACE and (
            called in known.places or called in countries_called() or called in capitals()
        ):
            return "place"
        if length == 1 and _is_word(words, called, known):
            return "word"
    return ""


def _is_word(phrase: str, key: str, known: Known) -> bool:
    """Whether one capitalised word names nobody wherever it stands: "Monday", "Kurdish-held"."""
    if key in CALENDAR or key in PEOPLES or key in ELSEWHERE:
        return True
    number, *more = key.split()
    if number in NUMBERS and all(part in NUMBERS or (part in phrase and is_of_the_language(part)) for part in more):
        return True  # "Twenty-three", "Ninety-year-old"
    first, joint, last = phrase.rpartition("-")
    if joint and last.islower() and last in known.common:
        return known.is_public_word(name_key(first)) or known.actors.named(first) is not None
    return bool(joint) and all(_is_country(part) for part in phrase.split("-"))  # the Syria-Turkey border


def _is_country(word: str) -> bool:
    return word[:1].isupper() and (name_key(word) in countries_called() or name_key(word) in capitals())
