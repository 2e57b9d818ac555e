"""Who speaks: the words that name a source in its sentence, and the fullest name of it in the report."""

from __future__ import annotations

from dataclasses import dataclass

from recount.codebook.actors import name_key
from recount.extraction.names import TITLES, Name, NameTable, without_title
from recount.extraction.speech import BODIES, EVIDENCE, MODIFIERS, PEOPLE
from recount.model import Cited, Sentence, Span, Token

_ARTICLES = frozenset({"a", "an", "the", "this", "these", "those", "its", "their", "his", "her", "some", "several"})
_LABELS = frozenset(
    {"text", "excerpt", "excerpts", "communique", "recording", "passage", "words", "report", "editorial"}
)
_INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "X", "SYM"})
_LOCATES = frozenset({"of", "for", "in", "at", "from", "with", "inside", "near", "on"})
_AUXILIARY = frozenset({"AUX", "ADV", "PART"})
_RELATIVE = frozenset({"who", "which", "that"})
_LONGEST = 24
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight january february march april may june july "
    "august september october november december morning afternoon evening night week month year noon midnight overnight earlier later".split()
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
    subject = next(
        (
            t.i
            for t in reversed(tokens[max(0, verb - _LONGEST) : verb])
            if t.deprel.startswith("nsubj") and t.head == verb
        ),
        None,
    )
    for relative in (end, subject):
        if (
            relative is not None
            and tokens[relative].upos in ("PRON", "DET")
            and tokens[relative].text.lower() in _RELATIVE
        ):
            return _antecedent(sentence, relative)
    if tokens[end].upos == "PRON":
        return Phrase(end, end, end)
    clause = _relative_clause(sentence, end)
    if clause is not None:
        return clause
    if subject is not None and subject < end and not _one_stretch(tokens, subject, end):
        while tokens[subject + 1].upos in ("NOUN", "PROPN") or (tokens[subject + 1].text == "-" and subject + 1 < end):
            subject += 1
        return _around(sentence, subject)
    return _joined(sentence, verb, _around(sentence, end, subject)) if tokens[end].upos in _INSIDE else None


def _end_of_source(tokens: tuple[Token, ...], verb: int) -> int:
    """The last token of what stands before a verb, over auxiliaries, adverbs, commas and times: "… on Monday also said"."""
    end = verb - 1
    while end >= 0:
        if tokens[end].upos in _AUXILIARY or tokens[end].text in ",--–—":
            end -= 1
        elif is_time(tokens[end]):
            end -= (
                2 if end > 0 and tokens[end - 1].text.lower() in ("on", "in", "last", "early", "late", "since") else 1
            )
        else:
            break
    return end


def _relative_clause(sentence: Sentence, end: int) -> Phrase | None:
    """The source whose relative clause ends just before the verb: "Tel Nour, who heads the council, said"."""
    tokens = sentence.tokens
    for i in range(end, max(0, end - _LONGEST), -1):
        if tokens[i].upos in ("CCONJ", "SCONJ") or tokens[i].text in (".", '"', ";", ":"):
            return None
        if tokens[i].text.lower() in ("who", "which") and any(t.upos in ("VERB", "AUX") for t in tokens[i:end]):
            source = _antecedent(sentence, i)
            if source is None or not any(
                can_speak(t.text) or t.upos == "PROPN" for t in tokens[source.first : source.last + 1]
            ):
                return None
            opens = source.first == 0 or tokens[source.first - 1].upos in ("CCONJ", "PUNCT")
            return source if opens else None
    return None


def _joined(sentence: Sentence, verb: int, source: Phrase) -> Phrase:
    """The source with the one that "and" joins to it: "a monitor and two doctors said"."""
    tokens = sentence.tokens
    if (
        source.first < 2
        or tokens[source.first - 1].text.lower() != "and"
        or tokens[source.first - 2].upos not in _INSIDE
    ):
        return source
    other = _around(sentence, source.first - 2)
    if not any(can_speak(t.text) or t.upos == "PROPN" for t in tokens[other.first : other.last + 1]):
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
    while i < len(tokens) and i - start <= _LONGEST:
        token = tokens[i]
        if token.upos == "PRON" and i == start:
            return Phrase(i, i, i)
        if token.upos in ("DET", "NUM") and not after_link:
            break
        if token.upos in _INSIDE or token.text in "-'’" or token.text in ("'s", "’s") or token.deprel == "flat":
            if token.upos in ("NOUN", "PROPN", "X"):
                last, head = i, head if linked and head is not None else i
            after_link = token.text in ("-", "'s", "’s") or (after_link and token.upos in ("DET", "ADJ", "NUM"))
        elif last is not None and token.text.lower() in _LOCATES and _continues(tokens, i):
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
            if i < first and tokens[first].text.lower() in _ARTICLES and not _possessed(tokens, i):
                break
            if token.text in "])" and _is_label(tokens, i):
                break
            if i < end and tokens[i].upos in ("NOUN", "PROPN", "NUM") and not _belongs(tokens, i, first, end):
                break
            if i < end and tokens[i].upos == "NOUN" and _stray(tokens, i, first, subject):
                break
            first = i
        elif token.text.lower() in _LOCATES and i > 0 and _hangs_before(tokens, i, subject, first, end):
            first = i
            head = i - 1
        else:
            break
        i -= 1
    while first < end and (tokens[first].text in "-'’()[]" or is_time(tokens[first]) or tokens[first].text.isdigit()):
        first += 1
    while tokens[first].upos == "ADP" and first > 0 and tokens[first - 1].upos in _INSIDE:
        first -= 1
    return Phrase(first, end, min(max(head, first), end))


def _based(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether token `i` is the second half of "Britain-based", "opposition-run"."""
    if tokens[i].upos == "VERB" and tokens[i].text.lower() == "monitoring":
        return True
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


def _stray(tokens: tuple[Token, ...], i: int, first: int, subject: int | None) -> bool:
    """Whether noun `i` ends the content rather than beginning the source: "in the market | state media said"."""
    word = tokens[i].text.lower()
    if tokens[first].text == "-" or (subject is not None and subject <= i) or word in MODIFIERS or can_speak(word):
        return False
    return can_speak(tokens[first].text) or tokens[first].text.lower() in MODIFIERS


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
    if can_speak(before.text) or (tokens[link].text.lower() == "of" and whole):
        return True
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


def is_time(token: Token) -> bool:
    """Whether a word names a day, a month or a time of day."""
    return token.text.lower() in _TIMES


def can_speak(word: str) -> bool:
    """Whether a noun is one for people, bodies or papers that reports credit."""
    lower = word.lower()
    return lower in PEOPLE or lower in BODIES or lower in EVIDENCE


def core_names(sentence: Sentence, phrase: Phrase, text: str, names: NameTable) -> tuple[Cited[str], ...]:
    """The source as a desk writes it, two where two are joined: fullest names, else the description without article."""
    tokens = sentence.tokens
    joint = next((t.i for t in tokens[phrase.first + 1 : phrase.last] if t.text.lower() == "and"), None)
    if joint is not None and _two_sources(sentence, phrase, joint, names):
        halves = Phrase(phrase.first, joint - 1, joint - 1), Phrase(joint + 1, phrase.last, phrase.last)
        return tuple(core_name(sentence, half, text, names) for half in halves)
    return (core_name(sentence, phrase, text, names),)


def _two_sources(sentence: Sentence, phrase: Phrase, joint: int, names: NameTable) -> bool:
    """Whether "and" joins two sources and is no part of a name ("Foreign and Commonwealth Office")."""
    tokens = sentence.tokens
    link = tokens[joint].span
    if any(name.span.contains(link) for name in names.names_within(_span_of(sentence, phrase))):
        return False
    return all(
        any(can_speak(t.text) or t.upos == "PROPN" for t in tokens[first:last])
        for first, last in ((phrase.first, joint), (joint + 1, phrase.last + 1))
    )


def core_name(sentence: Sentence, phrase: Phrase, text: str, names: NameTable) -> Cited[str]:
    """One source by its fullest name: the person's, the monitor's or newsroom's, else the description without article."""
    tokens = sentence.tokens
    span = _span_of(sentence, phrase)
    inside = names.names_within(span)
    people = [n for n in inside if n.person] or _named_before(sentence, phrase, names)
    if people:
        return names.fullest(without_title(text, people[-1].span))
    last_word = tokens[phrase.last].text.lower()
    if last_word in EVIDENCE:
        owner = _author(sentence, phrase) or _owner(sentence, phrase)
        if owner is not None:
            return names.fullest(_span_of(sentence, owner))
    words = [t.text.lower() for t in tokens[phrase.first : phrase.last + 1]]
    speaking = [word for word in words if word in PEOPLE or word in EVIDENCE]
    bodies = [n for n in inside if n.actor is not None and n.actor.kind in ("monitor", "news agency", "media")]
    if len(bodies) == 1 and (not speaking or speaking[-1] in ("monitor", "monitors", "report", "website", "page")):
        return names.fullest(bodies[0].span)
    return names.fullest(span)


def _span_of(sentence: Sentence, phrase: Phrase) -> Span:
    return Span(sentence.tokens[phrase.first].span.start, sentence.tokens[phrase.last].span.end)


def _named_before(sentence: Sentence, phrase: Phrase, names: NameTable) -> list[Name]:
    """The person whose office the phrase states, where the comma is lost: "Tel Nour the head of the council said"."""
    tokens = sentence.tokens
    office = [t for t in tokens[phrase.first : phrase.last + 1] if t.text.lower() in TITLES or t.text.lower() in PEOPLE]
    if not office or office[0].i > phrase.first + 2 or phrase.first == 0:
        return []
    before = phrase.first - 1
    while before > 0 and tokens[before].text in (",", "-", "--", "–", "—"):
        before -= 1
    if before == phrase.first - 1 and tokens[before].upos != "PROPN":
        return []
    start = max(0, before - 6)
    near = names.names_within(Span(tokens[start].span.start, tokens[before].span.end))
    return [n for n in near if n.person and n.span.end == tokens[before].span.end]


def _author(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """Who wrote a statement, where that follows: "a statement issued by the brigade", "a report from the council"."""
    tokens = sentence.tokens
    for i in range(phrase.last + 1, min(len(tokens) - 1, phrase.last + 4)):
        if tokens[i].text.lower() in ("by", "from"):
            return phrase_after(sentence, i + 1)
        if tokens[i].upos not in ("VERB", "ADV"):
            return None
    return None


def _owner(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """Whose a statement or report is: "an army statement", "the ministry's report"."""
    last = phrase.last - 1
    if last > phrase.first and sentence.tokens[last].text in ("'s", "’s", "-"):
        last -= 1
    words = sentence.tokens[phrase.first : last + 1]
    if not any(t.upos == "PROPN" or can_speak(t.text) for t in words):
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
        self.turn: Speaker | None = None

    def add(self, speaker: Speaker) -> None:
        """Notes who has spoken."""
        self.heard.append(speaker)

    def meant_by(self, words: str) -> Speaker | None:
        """The earlier speaker that a pronoun or description means; None where none fits."""
        lower = words.lower()
        if lower in ("he", "she"):
            return next((s for s in reversed(self.heard) if s.person), None) or next(iter(reversed(self.heard)), None)
        if lower == "it":
            return next((s for s in reversed(self.heard) if not s.person and not s.plural), None)
        if lower in ("we", "i"):
            return self.turn
        if lower == "they":
            return next((s for s in reversed(self.heard) if s.plural), None) or next(
                (s for s in reversed(self.heard) if not s.person), None
            )
        key = name_key(words).removeprefix("same ").split()
        if not key or len(key) > 3:
            return None
        definite = lower.startswith(("the ", "same ", "that ", "this "))
        wanted = key[-1]
        if wanted in EVIDENCE and definite:
            wrote = (s for s in reversed(self.heard) if _named_so(wanted, s))
            return next(wrote, None) or next(iter(reversed(self.heard)), None)
        fits = [s for s in reversed(self.heard) if definite and _named_so(wanted, s)]
        return fits[0] if fits else None


def _named_so(wanted: str, speaker: Speaker) -> bool:
    """Whether a speaker can be called `wanted` later: "the official", "the sources", "the ministry"."""
    singular = wanted.removesuffix("s")
    return any(word in (wanted, singular, wanted + "s") for word in speaker.words)
