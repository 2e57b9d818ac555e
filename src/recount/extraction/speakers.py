"""Who speaks: the words that name a source in its sentence, and the fullest name of it in the report."""

from __future__ import annotations

from dataclasses import dataclass

from recount.codebook.actors import name_key
from recount.extraction.names import NameTable, bare, content_words, without_title
from recount.extraction.speech import BODIES, EVIDENCE, OUTLETS, PEOPLE
from recount.model import Cited, Sentence, Span, Token

_INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "X", "SYM"})
_LOCATES = frozenset({"of", "for", "in", "at", "from", "with", "inside", "near", "on"})
_AUXILIARY = frozenset({"AUX", "ADV", "PART"})
_PAST_PEOPLE = frozenset({"who", "which", "that", "whose", "where", "whom"})
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `[first, last]` that name a source; `head` is its main noun."""

    first: int
    last: int
    head: int


def subject_before(sentence: Sentence, verb: int) -> Phrase | None:
    """The source named before a verb of speaking: "the ministry, which has offices there, said"."""
    tokens = sentence.tokens
    end = verb - 1
    while end >= 0 and (tokens[end].upos in _AUXILIARY or tokens[end].text in ",--–—" or _is_time(tokens[end])):
        end -= 1
    if end < 0:
        return None
    subjects = [
        t.i for t in tokens[:verb] if t.deprel.startswith("nsubj") and t.head == verb and verb - t.i <= _LONGEST
    ]
    subject = subjects[-1] if subjects else None
    if tokens[end].upos == "PRON":
        return Phrase(end, end, end) if tokens[end].text.lower() not in _PAST_PEOPLE else _antecedent(sentence, end)
    if subject is not None and tokens[subject].upos == "PRON" and tokens[subject].text.lower() in _PAST_PEOPLE:
        return _antecedent(sentence, subject)
    if subject is not None and subject < end and not _one_stretch(tokens, subject, end):
        return _around(sentence, subject)
    return _around(sentence, end, subject) if tokens[end].upos in _INSIDE else None


def phrase_after(sentence: Sentence, start: int) -> Phrase | None:
    """The noun phrase that begins at token `start`: "according to | the head of the council | …"."""
    tokens = sentence.tokens
    first = start
    last, head, after_link = None, None, True
    i = start
    while i < len(tokens) and i - start <= _LONGEST:
        token = tokens[i]
        if token.upos == "PRON" and i == start:
            return Phrase(i, i, i)
        if token.upos in ("DET", "NUM") and not after_link:
            break
        if token.upos in _INSIDE or token.text in "-'’" or token.text in ("'s", "’s") or token.deprel == "flat":
            if token.upos in ("NOUN", "PROPN", "X"):
                last, head = i, i if head is None or tokens[head].upos != "PROPN" or token.upos != "PROPN" else head
            after_link = token.text in ("-", "'s", "’s") or (after_link and token.upos in ("DET", "ADJ", "NUM"))
        elif last is not None and token.text.lower() in _LOCATES and _continues(tokens, i):
            after_link = True
        elif token.text in "([" and i + 2 < len(tokens) and tokens[i + 2].text in ")]":
            i += 3
            continue
        elif token.upos == "VERB" and last is None and i + 1 < len(tokens) and tokens[i - 1].text == "-":
            pass
        else:
            break
        i += 1
    return Phrase(first, last, head) if last is not None and head is not None else None


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
    while i >= 0 and end - i <= _LONGEST:
        token = tokens[i]
        if token.upos in _INSIDE or token.text in ("-", "'s", "’s", "'", "’", "(", ")", "[", "]") or _based(tokens, i):
            if i < first and tokens[first].upos == "DET" and not _possessed(tokens, i):
                break
            if i < end and tokens[i].upos in ("NOUN", "PROPN", "NUM") and not _belongs(tokens, i, first, end):
                break
            first = i
        elif token.text.lower() in _LOCATES and i > 0 and _hangs_before(tokens, i, subject):
            first = i
            head = tokens[tokens[i].head].head if tokens[i].head != i else head
        else:
            break
        i -= 1
    while first < end and tokens[first].text in "-'’()[]":
        first += 1
    return Phrase(first, end, min(max(head, first), end))


def _based(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether token `i` is the second half of "Britain-based", "opposition-run"."""
    return tokens[i].upos in ("VERB", "ADV") and i > 0 and tokens[i - 1].text == "-"


def _possessed(tokens: tuple[Token, ...], i: int) -> bool:
    return tokens[i].text in ("'s", "’s")


def _belongs(tokens: tuple[Token, ...], i: int, first: int, end: int) -> bool:
    """Whether noun `i` is part of the phrase that begins at its right, by the tree or by its shape."""
    if first <= tokens[i].head <= end:
        return True
    if any(first <= t.i <= end and t.head == i for t in tokens[first : end + 1]):
        return tokens[first].upos != "DET"
    return i + 1 == first and tokens[i].upos == "PROPN" == tokens[first].upos or tokens[first].text == "-"


def _hangs_before(tokens: tuple[Token, ...], link: int, subject: int | None) -> bool:
    """Whether a preposition inside a source hangs on a noun before it that is the subject or a speaking noun."""
    noun = tokens[link].head
    before = tokens[link - 1]
    if before.upos not in ("NOUN", "PROPN"):
        return False
    if subject is not None and subject < link:
        return noun > link
    return noun > link and tokens[noun].head == before.i and can_speak(before.text)


def _one_stretch(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    return all(
        t.upos in _INSIDE or t.text in ("-", "'s", "’s", "'", "’") or t.text.lower() in _LOCATES or _based(tokens, t.i)
        for t in tokens[first : last + 1]
    )


def _antecedent(sentence: Sentence, pronoun: int) -> Phrase | None:
    """The noun phrase before a relative pronoun."""
    tokens = sentence.tokens
    end = pronoun - 1
    while end >= 0 and tokens[end].text in ",--–—":
        end -= 1
    return _around(sentence, end) if end >= 0 and tokens[end].upos in _INSIDE else None


def _is_time(token: Token) -> bool:
    return token.deprel in ("obl:unmarked", "obl:tmod") and token.text.lower().endswith("day")


def can_speak(word: str) -> bool:
    """Whether a noun is one for people, bodies or papers that reports credit."""
    lower = word.lower()
    return lower in PEOPLE or lower in BODIES or lower in EVIDENCE


def core_name(sentence: Sentence, phrase: Phrase, text: str, names: NameTable) -> Cited[str]:
    """The source as a desk writes it: the person's or body's fullest name, else the description without article."""
    tokens = sentence.tokens
    span = Span(tokens[phrase.first].span.start, tokens[phrase.last].span.end)
    inside = [n for n in names.names_within(span)]
    people = [n for n in inside if n.person and not content_words(n.value)[-1:] == ()]
    if people and phrase.last - phrase.first < _LONGEST:
        return names.fullest(without_title(text, people[-1].span))
    last_word = tokens[phrase.last].text.lower()
    speaking = [
        t.text.lower()
        for t in tokens[phrase.first : phrase.last + 1]
        if t.text.lower() in PEOPLE or t.text.lower() in EVIDENCE
    ]
    bodies = [n for n in inside if n.actor is not None and n.actor.kind in ("monitor", "news agency", "media")]
    if len(bodies) == 1 and (not speaking or speaking[-1] in ("monitor", "monitors", "report", "website", "page")):
        return names.fullest(bodies[0].span)
    if last_word in EVIDENCE or last_word in ("spokesman", "spokeswoman", "spokesperson"):
        owner = _owner(sentence, phrase)
        if owner is not None and last_word in EVIDENCE:
            return names.fullest(Span(tokens[owner.first].span.start, tokens[owner.last].span.end))
    cut = bare(text, span)
    return (
        names.fullest(span)
        if len(cut.of(text).split()) <= 6
        else Cited(" ".join(cut.of(text).split()), cut, "names.as_written")
    )


def _owner(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """Whose a statement or report is: "an army statement", "the ministry's report"."""
    if phrase.last == phrase.first:
        return None
    last = phrase.last - 1
    if sentence.tokens[last].text in ("'s", "’s", "-"):
        last -= 1
    words = [t for t in sentence.tokens[phrase.first : last + 1] if t.upos in ("NOUN", "PROPN")]
    if not any(can_speak(t.text) and t.text.lower() not in OUTLETS or t.upos == "PROPN" for t in words):
        return None
    return Phrase(phrase.first, last, last)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody a report has credited: the name, what kind of speaker, and the words it was named by."""

    name: Cited[str]
    person: bool
    plural: bool
    words: frozenset[str]
    via: tuple[Cited[str], ...] = ()


class Speakers:
    """The speakers of a passage so far, so that "he", "the group" and "the same sources" find theirs."""

    def __init__(self) -> None:
        self.heard: list[Speaker] = []

    def add(self, speaker: Speaker) -> None:
        """Notes who has spoken."""
        self.heard.append(speaker)

    def meant_by(self, words: str, names: NameTable) -> Speaker | None:
        """The earlier speaker that a pronoun or description means; None where none fits."""
        lower = words.lower()
        if lower in ("he", "she"):
            return next((s for s in reversed(self.heard) if s.person), None) or next(iter(reversed(self.heard)), None)
        if lower == "it":
            return next((s for s in reversed(self.heard) if not s.person and not s.plural), None)
        if lower in ("they", "we", "i"):
            return next((s for s in reversed(self.heard) if s.plural), None) or next(
                (s for s in reversed(self.heard) if not s.person), None
            )
        key = name_key(words).removeprefix("same ").split()
        if not key or len(key) > 3:
            return None
        definite = lower.startswith(("the ", "same ", "that ", "this "))
        wanted = key[-1]
        if wanted in EVIDENCE and definite:
            return next(iter(reversed(self.heard)), None)
        fits = [s for s in reversed(self.heard) if set(key) <= s.words or (definite and _named_so(wanted, s))]
        return fits[0] if fits else None


def _named_so(wanted: str, speaker: Speaker) -> bool:
    """Whether a speaker can be called `wanted` later: "the official", "the sources", "the ministry"."""
    singular = wanted.removesuffix("s")
    return any(word in (wanted, singular, wanted + "s") for word in speaker.words)
