"""The words that name a source in its sentence: the noun phrase before or after a verb of speaking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recount.extraction.body_names import is_one_body
from recount.extraction.speech import EVIDENCE, MODIFIERS, PEOPLE, can_speak, words
from recount.model import Sentence, Token

LONGEST = 24
"""Tokens; a longer stretch names no source."""

_ARTICLES = frozenset({"a", "an", "the", "this", "these", "those", "its", "their", "his", "her", "some", "several"})
_LABELS = frozenset(
    {"text", "excerpt", "excerpts", "communique", "recording", "passage", "words", "report", "editorial"}
)
_INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "X", "SYM"})
_BREAKS = frozenset({"PUNCT", "CCONJ", "SCONJ"})
_LOCATES = frozenset({"of", "for", "in", "at", "from", "with", "without", "inside", "near", "on"})
_AUXILIARY = frozenset({"AUX", "ADV", "PART"})
_DESCRIBING = frozenset(
    {"based", "monitoring", "tracking", "documenting", "working", "living", "operating", "close", "loyal"}
)
_ALLIES = frozenset({"ally", "allies", "partner", "backer", "patron", "neighbor", "neighbour", "rival"})
_NAMING = frozenset({"name", "named", "names", "known", "identified", "identifies"})
_SENT = frozenset({"ambassador", "envoy", "adviser", "advisor", "representative", "delegate", "aide", "close"})
_MEANWHILE = frozenset({("at", "the", "same", "time"), ("on", "the", "other", "hand")})
_RELATIVE = frozenset({"who", "which", "that"})
_TIMES = words(
    """
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight january february
    march april may june july august september october november december morning afternoon evening night week
    month year noon midnight overnight earlier later
    """
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `[first, last]` that name a source; `head` is its main noun."""

    first: int
    last: int
    head: int


def subject_before(sentence: Sentence, verb: int) -> Phrase | None:
    """The source named before a verb of speaking: "the ministry, which has offices there, said"."""
    tokens = sentence.tokens
    end = _end_of_source(tokens, verb)
    if end < 0:
        return None
    near = range(verb - 1, max(-1, verb - LONGEST), -1)
    subject = next((i for i in near if tokens[i].deprel.startswith("nsubj") and tokens[i].head == verb), None)
    relatives = (i for i in (end, subject) if i is not None and tokens[i].upos in ("PRON", "DET"))
    relative = next((i for i in relatives if _is_relative(tokens, i)), None)
    if relative is not None:
        return _antecedent(sentence, relative)
    if _is_group(tokens, end, verb):
        return Phrase(end, end, end)
    if tokens[end].upos == "PRON":
        return Phrase(end, end, end) if tokens[end].text.lower() not in _RELATIVE else _around(sentence, end)
    if tokens[end].upos == "CCONJ":
        return main_subject(sentence, verb)
    clause = _relative_clause(sentence, end)
    if clause is not None:
        return clause
    if subject is not None and subject < end and not _one_stretch(tokens, subject, end):
        beside = _around(sentence, end)
        if can_speak(tokens[beside.head].text) and not (
            can_speak(tokens[subject].text) or tokens[subject].upos == "PROPN"
        ):
            return _joined(sentence, verb, beside)
        return _both_ways(sentence, subject, end)
    if tokens[end].upos not in _INSIDE:
        return None
    return _joined(sentence, verb, _before_participle(sentence, _around(sentence, end, subject)))


def _is_relative(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a word is "who", "which" or "that", and not the World Health Organization."""
    return tokens[i].text.lower() in _RELATIVE and not (i > 0 and tokens[i - 1].text.lower() == "the")


def main_subject(sentence: Sentence, verb: int) -> Phrase | None:
    """The subject of the sentence's first verb, for a later verb that shares it: "The agency gave no toll but said"."""
    tokens = sentence.tokens
    first = next((t.i for t in tokens[:verb] if t.upos in ("VERB", "AUX") and t.deprel != "amod"), None)
    if first is None or verb - first > 2 * LONGEST:
        return None
    subject = next((t.i for t in reversed(tokens[:first]) if t.deprel.startswith("nsubj")), None)
    if subject is None:
        return None
    found = _both_ways(sentence, subject, first - 1)
    return found if credible(tokens, found) else None


def _both_ways(sentence: Sentence, subject: int, end: int) -> Phrase:
    """The noun phrase around a subject that other words part from its verb, no further than token `end`."""
    left = _around(sentence, subject)
    right = phrase_after(sentence, left.first)
    last = max(left.last, min(end, right.last)) if right is not None else left.last
    tokens = sentence.tokens
    if last + 1 < end and tokens[last + 1].text.lower() == "and" and _one_stretch(tokens, last + 2, end):
        goes_on = credible(tokens, Phrase(last + 2, end, end)) or is_one_body(tokens, left.first, last + 1, end)
        last = end if goes_on else last
    while last > left.head and is_time(tokens[last]):
        last -= 1
    return Phrase(left.first, last, left.head)


def _before_participle(sentence: Sentence, source: Phrase) -> Phrase:
    """The noun that a participle between it and the verb describes: "the council based in Tel Nour said"."""
    tokens = sentence.tokens
    before = source.first - 1
    if (
        before > 1
        and tokens[before].text.lower() in ("in", "for", "at", "to", "with")
        and tokens[before - 1].text.lower() in _DESCRIBING
    ):
        before -= 1
    if before < 1 or tokens[before].text.lower() not in _DESCRIBING or tokens[before - 1].upos not in ("NOUN", "PROPN"):
        return source
    described = _around(sentence, before - 1)
    return described if credible(tokens, described) else source


def _end_of_source(tokens: tuple[Token, ...], verb: int) -> int:
    """The last token before a verb that is no auxiliary, adverb, comma or time: "the monitor on Monday also said"."""
    end = verb - 1
    while end >= 0:
        if _is_group(tokens, end, verb):
            break
        if tokens[end].upos in _AUXILIARY or tokens[end].text in ",--–—":
            end -= 1
        elif tuple(t.text.lower() for t in tokens[max(0, end - 3) : end + 1]) in _MEANWHILE:
            end -= 4
        elif is_time(tokens[end]):
            end -= (
                2 if end > 0 and tokens[end - 1].text.lower() in ("on", "in", "last", "early", "late", "since") else 1
            )
        else:
            break
    return end


def _is_group(tokens: tuple[Token, ...], i: int, verb: int) -> bool:
    """Whether "IS" is the group, in text that is not all capitals."""
    return tokens[i].text == "IS" and tokens[verb].text.islower()


def _relative_clause(sentence: Sentence, end: int) -> Phrase | None:
    """The source whose relative clause ends just before the verb: "Tel Nour, who heads the council, said"."""
    tokens = sentence.tokens
    for i in range(end, max(0, end - LONGEST), -1):
        if tokens[i].upos in ("CCONJ", "SCONJ") or tokens[i].text in (".", '"', ";", ":"):
            return None
        if (
            tokens[i].text.lower() in ("who", "which")
            and _is_relative(tokens, i)
            and any(t.upos in ("VERB", "AUX") for t in tokens[i:end])
        ):
            source = _antecedent(sentence, i)
            if source is None or not credible(tokens, source):
                return None
            opens = source.first == 0 or tokens[source.first - 1].upos in ("CCONJ", "PUNCT")
            if opens and any(t.text.lower() in _NAMING for t in tokens[i:end]):
                return Phrase(source.first, end, source.head)
            return source if opens else None
    return None


def _joined(sentence: Sentence, verb: int, source: Phrase) -> Phrase:
    """The source with the one that "and" joins to it: "a monitor and two doctors said"."""
    tokens = sentence.tokens
    first = source.first
    if (
        first > 2
        and tokens[first - 1].text.lower() in _ALLIES
        and tokens[first - 2].text.lower() in ("its", "their", "his")
    ):
        source = Phrase(first - 2, source.last, source.head)
    if (
        source.first < 2
        or tokens[source.first - 1].text.lower() != "and"
        or tokens[source.first - 2].upos not in _INSIDE
    ):
        return source
    other = _around(sentence, source.first - 2)
    if not credible(tokens, other):
        return source
    told_after = any(t.upos in ("VERB", "AUX") for t in tokens[verb + 1 :])
    told_before = any(t.upos in ("VERB", "AUX") for t in tokens[: other.first])
    return source if told_after and told_before else Phrase(other.first, source.last, source.head)


def phrase_after(sentence: Sentence, start: int) -> Phrase | None:
    """The noun phrase that begins at token `start`: "according to | the head of the council | …"."""
    tokens = sentence.tokens
    first = start
    last, head, after_link, linked = None, None, True, False
    i = start
    while i < len(tokens) and i - start <= LONGEST:
        token = tokens[i]
        if token.upos == "PRON" and i == start:
            return Phrase(i, i, i)
        if (token.upos in ("DET", "NUM") and not after_link) or (last == i - 1 and _new_phrase(tokens, i)):
            break
        inside = token.upos in _INSIDE or token.deprel == "flat" or (last is None and _named_oddly(tokens, i))
        if inside or token.text in "-'’" or token.text.lower() in ("'s", "’s"):
            if token.upos in ("NOUN", "PROPN", "X"):
                last, head = i, head if linked and head is not None else i
            after_link = token.text.lower() in ("-", "'s", "’s") or (after_link and token.upos in ("DET", "ADJ", "NUM"))
        elif (
            last is not None and token.text.lower() in _LOCATES and _continues(tokens, i) and not is_time(tokens[i + 1])
        ):
            after_link = linked = True
        elif token.text in "([" and i + 2 < len(tokens) and tokens[i + 2].text in ")]":
            i += 3
            continue
        elif _based(tokens, i) or (last is None and i + 1 < len(tokens) and tokens[i + 1].text == "-"):
            after_link = True
        else:
            break
        i += 1
    return Phrase(first, last, head) if last is not None and head is not None else None


def _new_phrase(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a noun phrase after a source begins here, where the comma is lost: "the Monitor | heavy shelling"."""
    before, token = tokens[i - 1], tokens[i]
    if before.upos == "NOUN" and token.upos == "PROPN":
        return before.text.lower() in EVIDENCE
    if before.upos != "PROPN" or token.text.lower() in MODIFIERS or can_speak(token.text):
        return False
    if token.upos == "ADJ" and token.head > i and can_speak(tokens[token.head].text):
        return False
    return token.upos in ("ADJ", "NOUN") and not token.text[:1].isupper()


def _continues(tokens: tuple[Token, ...], link: int) -> bool:
    """Whether the words after a preposition still describe the source, by the tree."""
    noun = tokens[link].head
    return (
        link + 1 < len(tokens)
        and noun > link
        and tokens[noun].head < link
        and tokens[tokens[noun].head].upos in _INSIDE
    )


def _around(sentence: Sentence, end: int, subject: int | None = None) -> Phrase:
    """The noun phrase that ends at token `end`, read backwards."""
    tokens = sentence.tokens
    head = end if tokens[end].upos in ("NOUN", "PROPN") else (subject if subject is not None else end)
    first = i = end
    while i >= 0 and end - i <= LONGEST:
        token = tokens[i]
        inside = token.upos in _INSIDE or _based(tokens, i) or _named_oddly(tokens, i)
        if inside or token.text.lower() in ("-", "'s", "’s", "'", "’", "(", ")", "[", "]"):
            if i < first and tokens[first].text.lower() in _ARTICLES and not _possessed(tokens, i):
                break
            if token.text in "])" and _is_label(tokens, i):
                break
            inside = tokens[first].upos == "ADP" or (subject is not None and subject <= i)
            noun = i < end and tokens[i].upos in ("NOUN", "PROPN", "NUM")
            if noun and not inside and not _belongs(tokens, i, first, end):
                break
            if i < end and tokens[i].upos == "NOUN" and _stray(tokens, i, first, subject):
                break
            if i < end and _is_crowd(tokens[i]) and _is_crowd(tokens[first]):
                break
            first = i
        elif (
            (token.text.lower() in _LOCATES or token.text.lower() == "to")
            and i > 0
            and _hangs_before(tokens, i, subject, first, end)
        ):
            first = i
            head = i - 1
        else:
            break
        i -= 1
    while first < end and (tokens[first].text in "-'’()[]" or is_time(tokens[first]) or tokens[first].text.isdigit()):
        first += 1
    if first > 1 and tokens[first - 1].text == "-":
        first -= 2
    while tokens[first].upos == "ADP" and first > 0 and tokens[first - 1].upos in _INSIDE:
        first -= 1
    return Phrase(first, end, min(max(head, first), end))


def _based(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether token `i` is the second half of "Britain-based", "opposition-run"."""
    if tokens[i].upos == "VERB" and tokens[i].text.lower() == "monitoring":
        return True
    return tokens[i].upos in ("VERB", "ADV") and i > 0 and tokens[i - 1].text == "-"


def _named_oddly(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a word tagged as a verb or pronoun is part of a name, by its capital: "United Nations", "the WHO"."""
    token = tokens[i]
    if token.upos not in ("VERB", "PRON", "AUX") or not token.text[:1].isupper():
        return False
    return i + 1 < len(tokens) and tokens[i + 1].upos == "PROPN" and not tokens[i + 1].text.isupper()


def _possessed(tokens: tuple[Token, ...], i: int) -> bool:
    return tokens[i].text.lower() in ("'s", "’s")


def _belongs(tokens: tuple[Token, ...], i: int, first: int, end: int) -> bool:
    """Whether noun `i` is part of the phrase that begins at its right, by the tree or by its shape."""
    if first <= tokens[i].head <= end:
        return True
    if any(first <= t.i <= end and t.head == i for t in tokens[first : end + 1]):
        return tokens[first].upos != "DET"
    if tokens[first].text == "-":
        return True
    word = tokens[first].text.lower()
    if i + 1 == first and tokens[i].deprel == "conj" and tokens[i].text.lower() in MODIFIERS:
        return can_speak(word)  # "police and | hospital | officials"
    return (
        i + 1 == first
        and tokens[i].upos == "PROPN"
        and (tokens[first].upos == "PROPN" or word in MODIFIERS or can_speak(word))
    )


def _stray(tokens: tuple[Token, ...], i: int, first: int, subject: int | None) -> bool:
    """Whether noun `i` ends the content rather than beginning the source: "in the market | state media said"."""
    word = tokens[i].text.lower()
    if tokens[first].text == "-" or (subject is not None and subject <= i) or word in MODIFIERS or can_speak(word):
        return False
    if tokens[i].text.istitle() and tokens[i].deprel == "compound" and tokens[i].head >= first:
        return False  # "the Emergency Lawyers | group said"
    if i > 0 and tokens[i - 1].text.lower() in _ARTICLES and (i == 1 or tokens[i - 2].upos in _BREAKS):
        return False
    return can_speak(tokens[first].text) or tokens[first].text.lower() in MODIFIERS


def _is_crowd(token: Token) -> bool:
    """Whether a word is a plural for people; the first of two in a row is content: "four civilians | residents"."""
    word = token.text.lower()
    return token.upos == "NOUN" and word.endswith("s") and word in PEOPLE


def _is_label(tokens: tuple[Token, ...], close: int) -> bool:
    """Whether a bracket closes a wire's label, "[TEXT]", and no part of a name."""
    return close > 0 and tokens[close - 1].text.lower() in _LABELS


def _hangs_before(tokens: tuple[Token, ...], link: int, subject: int | None, first: int, end: int) -> bool:
    """Whether a preposition inside a source hangs on a noun before it that is the subject or a speaking noun."""
    noun = tokens[link].head
    before = tokens[link - 1]
    if before.upos not in ("NOUN", "PROPN"):
        return False
    whole = tokens[first].text.lower() in _ARTICLES or not can_speak(tokens[end].text)
    if tokens[link].text.lower() == "to" and before.text.lower() not in _SENT:
        return False
    if can_speak(before.text) or (tokens[link].text.lower() == "of" and whole):
        return True
    if subject is not None and subject < link:
        return noun > link
    return noun > link and tokens[noun].head == before.i and can_speak(before.text)


def _one_stretch(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    return all(
        t.upos in _INSIDE
        or t.text.lower() in ("-", "'s", "’s", "'", "’")
        or t.text.lower() in _LOCATES
        or _based(tokens, t.i)
        for t in tokens[first : last + 1]
    )


def _antecedent(sentence: Sentence, pronoun: int) -> Phrase | None:
    """The noun phrase before a relative pronoun."""
    tokens = sentence.tokens
    end = pronoun - 1
    while end >= 0 and tokens[end].text in ",--–—":
        end -= 1
    return _around(sentence, end) if end >= 0 and tokens[end].upos in _INSIDE else None


def is_time(token: Token) -> bool:
    """Whether a word names a day, a month or a time of day."""
    return token.text.lower() in _TIMES


def credible(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether words can be a source at all: a name, or a noun for people, bodies or papers."""
    return any(can_speak(t.text) or t.upos == "PROPN" for t in tokens[phrase.first : phrase.last + 1])
