"""Who speaks: a source by its fullest name, and whom "he", "the group" and "the same sources" point back to."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from recount.codebook.actors import name_key
from recount.codebook.offices import office_named
from recount.extraction.body_names import is_one_body
from recount.extraction.name_forms import TITLES, Name, without_title
from recount.extraction.names import NameTable
from recount.extraction.papers import author_of, owner_of
from recount.extraction.sources import Phrase
from recount.extraction.speech import EVIDENCE, MODIFIERS, OUTLETS, PEOPLE, can_speak
from recount.model import Cited, Sentence, Span


def core_names(sentence: Sentence, phrase: Phrase, text: str, names: NameTable) -> tuple[Cited[str], ...]:
    """The source as a desk writes it, two where two are joined: fullest names, else the description without article."""
    tokens = sentence.tokens
    states = _states(sentence, phrase)
    if states:
        spans = [_span_of(sentence, Phrase(first, last, last)) for first, last in states]
        return tuple(Cited(span.of(text), span, "names.as_written") for span in spans)
    phrase = _of_the_state(sentence, phrase)
    joint = next((t.i for t in tokens[phrase.first + 1 : phrase.last] if t.text.lower() == "and"), None)
    if joint is not None and _two_sources(sentence, phrase, joint, names):
        halves = Phrase(phrase.first, joint - 1, joint - 1), Phrase(joint + 1, phrase.last, phrase.last)
        return tuple(core_name(sentence, half, text, names) for half in halves)
    return (core_name(sentence, phrase, text, names),)


def _states(sentence: Sentence, phrase: Phrase) -> list[tuple[int, int]]:
    """The first and last words of each of three sources or more that are named side by side, commas or none between
    them: "Kenya Ghana and the Sudan have said"; none where anything else is named."""
    named = [
        (e.first, e.last)
        for e in sentence.entities
        if e.kind == "PLACE" and phrase.first <= e.first and e.last <= phrase.last
    ]
    inside = {i for first, last in named for i in range(first, last + 1)}
    beside = (t for t in sentence.tokens[phrase.first : phrase.last + 1] if t.i not in inside)
    return named if len(named) > 2 and all(t.text.lower() in ("and", "the", ",") for t in beside) else []


def _of_the_state(sentence: Sentence, phrase: Phrase) -> Phrase:
    """A state's newsroom without the place that ran into it where a comma was lost: "Tel Nour | state-run agency"."""
    tokens = sentence.tokens
    before = [t.text.lower() for t in tokens[max(0, phrase.first - 3) : phrase.first]]
    if before[:2] == ["state", "-"] and before[2] in _RUN:
        return Phrase(phrase.first - 3, phrase.last, phrase.head)
    for i in range(phrase.first + 1, phrase.last - 2):
        state = [t.text.lower() for t in tokens[i : i + 3]]
        if (
            state[:2] == ["state", "-"]
            and state[2] in _RUN
            and all(t.upos == "PROPN" for t in tokens[phrase.first : i])
        ):
            return Phrase(i, phrase.last, phrase.head)
    return phrase


_RUN = frozenset({"run", "owned", "controlled"})


def _two_sources(sentence: Sentence, phrase: Phrase, joint: int, names: NameTable) -> bool:
    """Whether "and" joins two sources and is no part of a name ("Foreign and Commonwealth Office")."""
    tokens = sentence.tokens
    link = tokens[joint].span
    inside = names.names_within(_span_of(sentence, phrase))
    if any(name.span.contains(link) for name in inside):
        return False
    known = any(n.person or n.actor is not None for n in inside if n.span.start > link.start)
    if not known and is_one_body(tokens, phrase.first, joint, phrase.last):
        return False
    return all(
        any(can_speak(t.text) or t.upos == "PROPN" for t in tokens[first:last])
        for first, last in ((phrase.first, joint), (joint + 1, phrase.last + 1))
    )


def core_name(sentence: Sentence, phrase: Phrase, text: str, names: NameTable) -> Cited[str]:
    """One source by its fullest name: a person's, monitor's or newsroom's, else the description without article."""
    tokens = sentence.tokens
    span = _span_of(sentence, phrase)
    inside = names.names_within(span)
    people = [n for n in inside if n.person and not TITLES.issuperset(n.words) and not _owns_office(n, span, text)]
    people = people or _named_beside(sentence, phrase, names)
    if people:
        return names.fullest(without_title(text, people[-1].span))
    last_word = "" if _ends_name(sentence, phrase) else tokens[phrase.last].text.lower()
    author = author_of(sentence, phrase)
    if author is not None and last_word in EVIDENCE and owner_of(sentence, phrase) is not None:
        author = None  # "an army document published by the daily"
    if author is not None and (last_word not in _PUBLISHED or _is_named(sentence, author)):
        return core_name(sentence, author, text, names)
    if last_word in EVIDENCE:
        owner = owner_of(sentence, phrase)
        if owner is not None and (last_word not in _PUBLISHED or _is_named(sentence, owner)):
            return names.fullest(_span_of(sentence, owner))
    words = [t.text.lower() for t in tokens[phrase.first : phrase.last + 1]]
    speaking = [word for word in words if word in PEOPLE or word in EVIDENCE]
    bodies = [n for n in inside if n.actor is not None and n.actor.kind in ("monitor", "news agency", "media")]
    if len(bodies) == 1 and (not speaking or speaking[-1] in ("monitor", "monitors", "report", "website", "page")):
        return names.fullest(bodies[0].span)
    return _apposed(sentence, phrase, names) or names.fullest(span)


def _owns_office(name: Name, source: Span, text: str) -> bool:
    """Whether what is read as a person's name says whose the office behind it is: "Baidoa's mayor", "Baidoa police"."""
    if name.span.end >= source.end:
        return False
    office = text[name.span.start : source.end]
    return _OF_PLACE.search(office) is not None or office_named(office) is not None


def _apposed(sentence: Sentence, phrase: Phrase, names: NameTable) -> Cited[str] | None:
    """The body that a description without a name is followed by: "a rights group, the Tarnow Watch, said"."""
    tokens = sentence.tokens
    start = phrase.last + 2
    if tokens[phrase.last].text.lower() not in _BODIES or start >= len(tokens) or tokens[phrase.last + 1].text != ",":
        return None
    start += tokens[start].text.lower() == "the"
    end = next((i for i in range(start, min(start + _LONGEST_NAME, len(tokens))) if tokens[i].text == ","), None)
    if end is None or end <= start or _is_named(sentence, phrase):
        return None
    span = Span(tokens[start].span.start, tokens[end - 1].span.end)
    named = [n for n in names.names_within(span) if not n.person and n.span.end == span.end]
    whole = all(t.upos == "PROPN" or t.text.lower() in _LINKING for t in tokens[start:end])
    return names.fullest(span) if named and whole else None


_BODIES = frozenset(
    {"group", "organisation", "organization", "network", "monitor", "watchdog", "ngo", "agency", "charity"}
)
_LINKING = frozenset({"for", "of", "and", "the", "on", "in"})
_LONGEST_NAME = 10
_OF_PLACE = re.compile(r"['’]s? (?:council|prosecutor)$")
_PUBLISHED = frozenset({"website", "page"})


def _ends_name(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the last word is part of a body's name, and no paper: "the Ministry of Information"."""
    words = sentence.tokens[phrase.first : phrase.last + 1]
    return len(words) > 2 and words[-1].text.istitle() and words[-2].text.lower() in ("of", "and")


def _is_named(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase holds a name: "the brigade's website" is the brigade's, "a militant website" nobody's."""
    return any(t.upos == "PROPN" for t in sentence.tokens[phrase.first : phrase.last + 1])


def _span_of(sentence: Sentence, phrase: Phrase) -> Span:
    return Span(sentence.tokens[phrase.first].span.start, sentence.tokens[phrase.last].span.end)


def _named_beside(sentence: Sentence, phrase: Phrase, names: NameTable) -> list[Name]:
    """The person whose office the phrase states, named before it or, between commas, after it."""
    tokens = sentence.tokens
    office = {t.text.lower() for t in tokens[phrase.first : phrase.last + 1]} & (TITLES | PEOPLE)
    if office and phrase.last + 2 < len(tokens) and tokens[phrase.last + 1].text == ",":
        start = tokens[phrase.last + 2].span.start
        last = min(len(tokens) - 1, phrase.last + 9)
        after = [
            n for n in names.names_within(Span(start, tokens[last].span.end)) if n.person and n.span.start == start
        ]
        if after:
            return after[:1]
    return _named_before(sentence, phrase, names)


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


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody a report has credited: the name, what kind of speaker, and the words it was named by.

    `kind` is the kind of actor where the alias file knows it, else "".
    """

    name: Cited[str]
    person: bool
    plural: bool
    words: frozenset[str]
    via: tuple[Cited[str], ...] = ()
    kind: str = ""


class Speakers:
    """The speakers of a passage so far, so that "he", "the group" and "the same sources" find theirs."""

    def __init__(self) -> None:
        self.heard: deque[Speaker] = deque(maxlen=_REMEMBERED)
        self.turn: Speaker | None = None

    def add(self, speaker: Speaker) -> None:
        """Notes who has spoken."""
        self.heard.append(speaker)

    def meant_by(self, words: str, own: frozenset[str] = frozenset()) -> Speaker | None:
        """The earlier speaker that a pronoun or description means; None where none fits.

        `own` are the words that set a body apart from others of its sort (`own_words`): "the Tarn network" is nobody
        whose name has no Tarn in it.
        """
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
        if lower in ("the same source", "the same sources", "same sources") and self.heard:
            return next((s for s in reversed(self.heard) if "sources" in s.words), self.heard[-1])
        key = name_key(words).removeprefix("same ").split()
        if not key or len(key) > _LONGEST_DESCRIPTION:
            return None
        definite = lower.startswith(("the ", "same ", "that ", "this "))
        wanted = key[-1]
        heard = [s for s in reversed(self.heard) if not _is_other(key, own, s)]
        if wanted in EVIDENCE and definite:
            wrote = (s for s in heard if _named_so(wanted, s))
            return next(wrote, None) or (next(iter(heard), None) if len(key) == 1 else None)
        if not definite:
            return None
        if wanted in _ANY_BODY:
            return next((s for s in heard if _can_be(key, s)), None)
        return next((s for s in heard if _named_so(wanted, s)), None)


def own_words(sentence: Sentence, phrase: Phrase) -> frozenset[str]:
    """The words of a description that are part of a name, small: "tarn" in "the Tarn network", "health" in "the health
    ministry". A people ("the Lebanese group"), a backer ("the Tehran-backed group") and "the Rebel Group" of a title
    name nobody."""
    tokens = sentence.tokens
    head = tokens[phrase.last]
    titled = phrase.last + 1 < len(tokens) and tokens[phrase.last + 1].text[:1].isupper()
    found = set()
    for token in tokens[phrase.first : phrase.last]:
        lower = token.text.lower()
        if token.upos == "DET" or lower in _FIGHTING or not token.text[0].isalpha() or tokens[token.i + 1].text in "-–":
            continue
        people = token.upos == "ADJ" and (titled or not head.text[:1].isupper())
        named = token.text[:1].isupper() and not people and not (titled and lower in MODIFIERS)
        if named or (head.text.lower() in _CALLED_BY_TASK and token.upos in ("NOUN", "PROPN")):
            found.add(lower)
    return frozenset(found)


def _is_other(key: list[str], own: frozenset[str], speaker: Speaker) -> bool:
    """Whether a description cannot mean a speaker: it has a name of its own, or says of whom it is ("the hospital
    official") where the speaker is of others ("a police official")."""
    words = speaker.words.union(name_key(speaker.name.value).split())
    if own and not own <= words:
        return True
    told, theirs = _services(key[:-1]), _services(words)
    return bool(told and theirs) and told.isdisjoint(theirs) and _named_so(key[-1], speaker)


def _services(words: Iterable[str]) -> frozenset[str]:
    return frozenset(_SERVICES[word] for word in words if word in _SERVICES)


_SERVICES = {
    word: told
    for told, of in {
        "arms": "police army military security intelligence defence defense navy gendarmerie",
        "health": "hospital medical health ambulance",
        "rescue": "rescue civil aid relief",
        "un": "un",
        "court": "court judicial prison",
        "rebel": "rebel",
        "church": "church",
    }.items()
    for word in of.split()
}
"""Of whom people speak, as sorts that a report does not mix: a police official may be called a security official."""
_CALLED_BY_TASK = frozenset({"ministry", "department", "committee", "directorate", "commission", "hospital"})

_LONGEST_DESCRIPTION = 4
"""Words: "Tehran-backed rebel group"."""
_REMEMBERED = 60
"""Speakers; nobody is "he" sixty speakers later."""

_ANY_BODY = frozenset(
    {"group", "organization", "organisation", "network", "body", "channel", "broadcaster", "outlet", "station"}
)


_NEWSROOMS = frozenset({"news agency", "media"})
_NO_GROUP = _NEWSROOMS | {"government", "state forces"}
_FIGHTING = frozenset(
    {"terrorist", "militant", "rebel", "armed", "jihadist", "extremist", "insurgent", "islamist", "guerrilla"}
)


_FIGHTERS = frozenset({"front", "movement", "militia", "brigade", "brigades"})


def _can_be(key: list[str], speaker: Speaker) -> bool:
    """Whether "the group", "the rebel group", "the network" can mean a speaker, by the kind of body it is."""
    if speaker.person or speaker.plural:
        return False
    newsroom = speaker.kind in _NEWSROOMS or (not speaker.kind and bool(speaker.words & OUTLETS))
    if key[-1] in ("channel", "broadcaster", "outlet", "station"):
        return newsroom
    if speaker.kind:
        return speaker.kind not in (_NO_GROUP | {"monitor"} if _FIGHTING & set(key) else _NO_GROUP)
    if _FIGHTING & set(key):
        return _named_so(key[-1], speaker) or bool(speaker.words & _FIGHTERS)
    return _named_so(key[-1], speaker) or not newsroom


def _named_so(wanted: str, speaker: Speaker) -> bool:
    """Whether a speaker can be called `wanted` later: "the official", "the sources", "the ministry"."""
    singular = wanted.removesuffix("s")
    return any(word in (wanted, singular, wanted + "s") for word in speaker.words)
