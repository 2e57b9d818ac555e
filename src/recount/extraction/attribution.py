"""According to whom: which source a report credits with what, and who relayed it.

Sources are read off words beside a cue ("said", "according to") with the tree as a witness, because wires lose the
commas and quotation marks that a tree hangs on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from recount.codebook.actors import Actors
from recount.extraction.cue_sides import Cue, says_no_more, tells
from recount.extraction.cues import cues_in
from recount.extraction.hearsay import points_to_paper
from recount.extraction.names import NameTable, fullest_names
from recount.extraction.papers import author_of
from recount.extraction.quotations import Told, running_speakers
from recount.extraction.sources import Phrase
from recount.extraction.speakers import Speaker, Speakers, core_names, own_words
from recount.extraction.speech import ADMITTING, BODIES, EVIDENCE, OUTLETS, PEOPLE
from recount.extraction.transcripts import turns_in
from recount.model import ADMITTED, Cited, Passage, Reading, Sentence, Span

RELAYING = frozenset({"said", "confirmed", "claimed", "warned"})
"""How a speaker puts words that are another's: a denial relays nothing."""

_JOINING = frozenset({"and", "but", "while", ";", "although", "though", "whereas"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source and what it is credited with: `origin` at the far end, `via` the relays, nearest the reporter first.

    `cue` is the word of speaking, `phrase` all the words that credit the source, `content` the stretches of text
    credited to it; a running quotation's lie in other sentences too. `hedge` says how it is put: said, claimed,
    confirmed, denied, accused, believed, warned; an attribution without origin is alleged, believed or accused by
    nobody named. `source` are the words that name the source here ("he"), where `origin` cites its fullest name.
    """

    passage: int
    sentence: int
    origin: tuple[Cited[str], ...]
    via: tuple[Cited[str], ...]
    cue: Span
    phrase: Span
    content: tuple[Span, ...]
    verb: str
    hedge: str
    rule: str
    source: Span | None = None


def attributions_in(reading: Reading, actors: Actors, names: NameTable | None = None) -> tuple[Attribution, ...]:
    """Every attribution of a report, in text order. `names` saves reading the names again where they are at hand."""
    table = names if names is not None else fullest_names(reading, actors)
    text = reading.document.text
    found: list[Attribution] = []
    turns = _turns(reading, table)
    voices = [(turn.content[0], Speaker(turn.origin[0], True, False, frozenset())) for turn in turns]
    for passage in reading.passages:
        speakers = Speakers()
        told: list[Attribution] = []
        for n, sentence in enumerate(passage.sentences):
            speakers.turn = next(
                (voice for content, voice in voices if content.contains(sentence.tokens[-1].span)), None
            )
            told += _SentenceReader(sentence, text, table, speakers, passage.n, n).attributions()
        told = [_over_breaks(a, passage, text) for a in told]
        asked = [_asked(a, text) for a in told]
        found += _within_turns(_with_running(told, passage, running_speakers(text, passage, asked)), turns)
    return tuple(sorted((*turns, *found), key=lambda a: a.cue))


def _asked(attribution: Attribution, text: str) -> Told:
    bare = not _tells(attribution, text)
    closes = bare or any(span.start < attribution.phrase.start for span in attribution.content)
    heads = attribution.rule == "attribution.paper"
    return Told(attribution.sentence, attribution.phrase, bool(attribution.origin), heads, bare, closes)


def _over_breaks(attribution: Attribution, passage: Passage, text: str) -> Attribution:
    """An attribution with what a sentence wrongly cut in two parts it from: "… killed ten near the city | Aleppo a
    monitor said"."""
    n, sentences = attribution.sentence, passage.sentences
    if n == 0 or not _runs_into(sentences[n - 1], sentences[n], text):
        return attribution
    tokens = sentences[n].tokens
    outside = (
        [t for t in tokens if t.span.end <= attribution.phrase.start],
        [t for t in tokens if t.span.start >= attribution.phrase.end],
    )
    if any(tells(part) for part in outside):
        return attribution
    return replace(attribution, content=(sentences[n - 1].span, *attribution.content))


def _runs_into(before: Sentence, after: Sentence, text: str) -> bool:
    """Whether a sentence goes on in the next: it has no stop, and no new line follows."""
    last = before.tokens[-1]
    between = text[before.span.end : after.span.start]
    return last.upos != "PUNCT" and last.text[-1:].isalpha() and "\n" not in between


def _tells(attribution: Attribution, text: str) -> bool:
    """Whether an attribution has words of its own sentence for content."""
    return any(letter.isalpha() for span in attribution.content for letter in span.of(text))


def _turns(reading: Reading, names: NameTable) -> list[Attribution]:
    """The turns of a transcript as attributions; they stand under the first sentence of the report."""
    return [
        Attribution(
            0,
            0,
            (replace(names.fullest(turn.name), rule="attribution.turn"),),
            (),
            turn.name,
            turn.name,
            (turn.content,),
            "say",
            "said",
            "attribution.turn",
        )
        for turn in turns_in(reading.document.text)
        if turn.name is not None
    ]


def _within_turns(told: Sequence[Attribution], turns: Sequence[Attribution]) -> list[Attribution]:
    """Attributions made in a speaker's turn are relayed by that speaker."""
    found: list[Attribution] = []
    for one in told:
        turn = next((t for t in turns if t.content[0].contains(one.cue)), None)
        relayed = (
            turn is not None and one.origin and turn.origin[0].value not in {o.value for o in (*one.origin, *one.via)}
        )
        found.append(replace(one, via=(*turn.origin, *one.via)) if relayed and turn is not None else one)
    return found


def attribution_of(
    clause: Span, attributions: Iterable[Attribution], trigger: Span | None = None
) -> Attribution | None:
    """The attribution that a clause stands under: of those whose content holds its trigger, the innermost; else None.

    Without a trigger the content has to cover half of the clause. A clause may hold the crediting words themselves
    ("the monitor said 5 died"); they count neither way. Where the clause itself says "is believed to", that is how it
    is put, whoever says so.
    """
    best: tuple[int, int] | None = None
    chosen = None
    unnamed = None
    for attribution in attributions:
        if attribution.rule == "attribution.unnamed" and attribution.cue.overlaps(clause):
            unnamed = attribution
        if not attribution.origin or not _holds(attribution, clause, trigger):
            continue
        size = max((c.end - c.start for c in attribution.content if c.overlaps(trigger or clause)), default=0)
        rank = (-size, attribution.cue.start)
        if best is None or rank > best:
            best, chosen = rank, attribution
    if unnamed is not None and (chosen is None or chosen.hedge in RELAYING):
        return replace(chosen, hedge=unnamed.hedge) if chosen is not None else unnamed
    return chosen


def _holds(attribution: Attribution, clause: Span, trigger: Span | None) -> bool:
    if trigger is not None:
        return any(content.contains(trigger) for content in attribution.content)
    covered = sum(_shared(clause, content) for content in attribution.content)
    return covered > 0 and covered * 2 >= clause.end - clause.start - _shared(clause, attribution.phrase)


def _with_running(told: Sequence[Attribution], passage: Passage, running: dict[int, int]) -> list[Attribution]:
    """Attributions with the sentences their speech runs on in; its speaker relays those made inside it."""
    further: dict[int, list[Span]] = {}
    for n in sorted(running):
        span = passage.sentences[n].span
        spans = further.setdefault(running[n], [])
        if spans and running.get(n - 1) == running[n]:
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    found: list[Attribution] = []
    for i, one in enumerate(told):
        runs_on = tuple(further.get(i, ()))
        made = replace(one, content=(*one.content, *runs_on)) if one.hedge in RELAYING else one
        outer = told[running[one.sentence]] if running.get(one.sentence, i) != i else None
        if outer is not None and made.origin and not {o.value for o in outer.origin} & {o.value for o in made.origin}:
            made = replace(made, via=(*outer.via, *outer.origin, *made.via))
        found.append(made)
        if runs_on and one.hedge not in RELAYING:  # what is denied is told once; the speech goes on in plain words
            found.append(replace(made, content=runs_on, hedge="said"))
    return found


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


@dataclass(frozen=True, slots=True)
class _SentenceReader:
    """One sentence with what the sentences before it have told about speakers."""

    sentence: Sentence
    text: str
    names: NameTable
    speakers: Speakers
    passage: int
    n: int

    def attributions(self) -> list[Attribution]:
        """The attributions of the sentence, their sources named."""
        cues = cues_in(self.sentence)
        found: list[Attribution] = []
        cited: tuple[Cited[str], ...] = ()
        for k, cue in enumerate(cues):
            content = self._content(cues, k)
            if cue.inherits:
                outer = next((a for a in reversed(found) if a.origin), None)
                if outer is not None:
                    found.append(self._made(cue, outer.origin, outer.via, content))
                    continue
            if cue.source is None:
                found += [self._made(cue, (), (), content)] if not cue.inherits else []
                continue
            origin, via = self._named(cue)
            if cue.rule == "attribution.citing":
                if found and found[-1].origin:
                    found.append(self._cited_by(cue, origin, found.pop()))
                else:
                    cited = origin
                continue
            if origin:
                if k and found and found[-1].origin and self._passes_on(cues[k - 1], cue):
                    found[-1] = replace(found[-1], via=(*origin, *found[-1].via))
                    continue
                if cited:
                    origin, via, cited = cited, (*via, *origin), ()
                outside = self._outside(cue, found, origin)
                found.append(self._made(cue, origin, (*outside, *via), content))
        return found

    def _made(
        self, cue: Cue, origin: tuple[Cited[str], ...], via: tuple[Cited[str], ...], content: tuple[Span, ...]
    ) -> Attribution:
        words = self._span(cue.token, cue.token + 1)
        if cue.verb in ADMITTING:
            origin = tuple(replace(name, rule=f"{name.rule} {ADMITTED}") for name in origin)
        via = tuple({name.value: name for name in via if name.value not in {o.value for o in origin}}.values())
        phrase = self._span(cue.first, cue.last + 1)
        source = self._span(cue.source.first, cue.source.last + 1) if cue.source is not None else None
        return Attribution(
            self.passage, self.n, origin, via, words, phrase, content, cue.verb, cue.hedge, cue.rule, source
        )

    def _named(self, cue: Cue) -> tuple[tuple[Cited[str], ...], tuple[Cited[str], ...]]:
        """The origin and relays of a cue with a source; none for a pronoun that points to nobody."""
        if cue.source is None:
            return (), ()
        via = self._relay(cue.relay) if cue.relay is not None else ()
        origin, earlier = self._speaker(cue.source)
        if earlier is None and cue.rule == "attribution.according_to" and self._is_bare_paper(cue.source):
            return (), ()  # "according to the report", of which nobody was told to be the author
        via = via or (earlier.via if earlier is not None else ())
        for name in origin:
            self.speakers.add(replace(self._as_speaker(cue.source, name, earlier), via=via))
        return tuple(replace(name, rule=f"{cue.rule} {name.rule}") for name in origin), via

    def _relay(self, phrase: Phrase) -> tuple[Cited[str], ...]:
        """The newsroom of a phrase by its own name, though words run into it: "speaking to Reuters Amir Dalal said"."""
        inside = self.names.names_within(self._span(phrase.first, phrase.last + 1))
        newsroom = next((n for n in inside if n.actor is not None and n.actor.kind in ("news agency", "media")), None)
        if newsroom is not None:
            return (self.names.fullest(newsroom.span),)
        return (
            (self.names.fullest(self._span(phrase.first, phrase.last + 1)),)
            if not any(n.person for n in inside)
            else ()
        )

    def _cited_by(self, cue: Cue, origin: tuple[Cited[str], ...], outer: Attribution) -> Attribution:
        """Reads "…, the agency reported, citing a witness": origin the witness, via the agency."""
        if not origin:
            return outer
        return self._made(cue, origin, (*outer.via, *outer.origin), outer.content)

    def _passes_on(self, inner: Cue, cue: Cue) -> bool:
        """Whether a cue only closes what another has credited: "…, a medic said on Monday, the agency reported", or
        "the army said it had killed 12 men, state television reported"."""
        tokens = self.sentence.tokens
        between, rest = tokens[inner.last + 1 : cue.first], tokens[cue.last + 1 :]
        if inner.source is None or not says_no_more(rest):
            return False
        if inner.side == "before":
            return says_no_more(between)
        after_comma = bool(between) and between[-1].text == ","
        return cue.side == "before" and after_comma and cue.source is not None and self._is_newsroom(cue.source)

    def _is_newsroom(self, phrase: Phrase) -> bool:
        """Whether a source only carries what others tell: a news agency, a station, a newspaper."""
        inside = self.names.names_within(self._span(phrase.first, phrase.last + 1))
        known = any(n.actor is not None and n.actor.kind in ("news agency", "media") for n in inside)
        words = self.sentence.tokens[phrase.first : phrase.last + 1]
        return known or any(token.text.lower() in OUTLETS for token in words)

    def _outside(self, cue: Cue, found: list[Attribution], origin: tuple[Cited[str], ...]) -> tuple[Cited[str], ...]:
        """Who relays a cue inside what others are credited with: "the monitor said that the army had confirmed"."""
        here = self.sentence.tokens[cue.token].span
        if cue.relative or (cue.first and self.sentence.tokens[cue.first - 1].text.lower() == "with"):
            return ()
        names = {name.value for name in origin}
        return tuple(
            name
            for outer in found
            if outer.hedge in RELAYING
            and not cue.rule == outer.rule == "attribution.according_to"
            and outer.rule not in ("attribution.adding", "attribution.unnamed")
            and any(c.contains(here) for c in outer.content)
            for name in (*outer.via, *outer.origin)
            if name.value not in names
        )

    def _core(self, phrase: Phrase) -> tuple[Cited[str], ...]:
        return core_names(self.sentence, phrase, self.text, self.names)

    def _speaker(self, source: Phrase) -> tuple[tuple[Cited[str], ...], Speaker | None]:
        """Who speaks, by the fullest name; an earlier speaker where the words only point back to one."""
        words = self._words(source)
        if source.first == source.last and self._is_bare_paper(source):
            words = f"the {words}"
        named = any(
            n.actor is not None or n.person for n in self.names.names_within(self._span(source.first, source.last + 1))
        )
        pointed = self.speakers.meant_by(words, own_words(self.sentence, source)) if not named else None
        if pointed is not None:
            return (pointed.name,), pointed
        if self.sentence.tokens[source.head].upos == "PRON":
            return (), None
        return self._core(source), None

    def _is_bare_paper(self, source: Phrase) -> bool:
        return points_to_paper(self.sentence.tokens, source) and author_of(self.sentence, source) is None

    def _as_speaker(self, source: Phrase, name: Cited[str], earlier: Speaker | None) -> Speaker:
        if earlier is not None:
            return earlier
        inside = self.names.names_within(self._span(source.first, source.last + 1))
        lower = self.sentence.tokens[source.head].text.lower()
        one = lower in PEOPLE and lower not in BODIES and not lower.endswith("s")
        person = any(x.person for x in inside) or one
        plural = lower.endswith("s") and not inside
        nouns = self.sentence.tokens[source.first : source.last + 1]
        told = {
            t.text.lower()
            for t in nouns
            if t.text.lower() in (PEOPLE | EVIDENCE if person or plural else PEOPLE | BODIES | EVIDENCE)
        }
        kind = next((n.actor.kind for n in inside if n.actor is not None), "")
        return Speaker(name, person, plural, frozenset(told) | {lower}, kind=kind)

    def _words(self, phrase: Phrase) -> str:
        return " ".join(t.text for t in self.sentence.tokens[phrase.first : phrase.last + 1])

    def _content(self, cues: Sequence[Cue], n: int) -> tuple[Span, ...]:
        """The stretches of the sentence that cue `n` credits to its source."""
        cue, tokens = cues[n], self.sentence.tokens
        spans: list[Span] = []
        if cue.side in ("before", "both"):
            ends = (c.last + 1 for c in cues[:n] if c.side != "after" and c.rule != "attribution.unnamed")
            spans.append(self._span(max(ends, default=0), cue.first))
        if cue.side in ("after", "both"):
            ceiling = len(tokens)
            for other in cues[n + 1 :]:
                starts = other.token if tokens[other.token - 1].upos == "CCONJ" else other.first
                mark = tokens[starts - 1].text.lower() if starts > 0 else ""
                joined = mark in _JOINING or (mark == "," and tells(tokens[cue.last + 1 : starts]))
                if joined and other.side == "after" and other.source is not None:
                    ceiling = starts
                    break
            if cue.hedge == "denied":
                ceiling = min(ceiling, self._turn(cue.last + 1))
            spans.append(self._span(cue.last + 1, ceiling))
        return tuple(span for span in spans if span.end > span.start)

    def _turn(self, first: int) -> int:
        """Where the reporter turns from what is denied to what happened: "but thousands have fled"."""
        tokens = self.sentence.tokens
        turns = (
            t.i
            for t in tokens[first:]
            if t.text.lower() == "but"
            and t.deprel == "cc"
            and any(k.deprel.startswith("nsubj") and k.i > t.i for k in self.sentence.children(t.head))
        )
        return next(turns, len(tokens))

    def _span(self, first: int, last: int) -> Span:
        """The text from token `first` to before token `last`."""
        if first >= last:
            return Span(self.sentence.span.start, self.sentence.span.start)
        return Span(self.sentence.tokens[first].span.start, self.sentence.tokens[last - 1].span.end)
