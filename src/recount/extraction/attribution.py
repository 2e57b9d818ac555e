"""According to whom: which source a report credits with what, and who relayed it.

Sources are read off words rather than off the whole tree, because wires lose the commas and quotation marks that a tree
hangs on: a cue ("said", "according to"), the words that name the source beside it, and the side on which the content lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from recount.codebook.actors import Actors, name_key
from recount.extraction.names import NameTable, fullest_names
from recount.extraction.quotations import running_content
from recount.extraction.speakers import Phrase, Speaker, Speakers, can_speak, core_name, phrase_after, subject_before
from recount.extraction.speech import (
    CITING,
    EVIDENCE,
    HEDGES,
    LISTENERS,
    OUTLETS,
    PEOPLE,
    PLAIN,
    PRONOUNS,
    SHOWING,
    TRAILING,
    reported_verb,
)
from recount.model import Cited, Reading, Sentence, Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source and what it is credited with: `origin` at the far end, `via` the relays, nearest the reporter first.

    `cue` are the words of speaking, `content` the stretches of text credited to the source; a running quotation's lie in
    other sentences too. `hedge` says how it is put: said, claimed, confirmed, denied, accused, believed, warned …
    """

    passage: int
    sentence: int
    origin: tuple[Cited[str], ...]
    via: tuple[Cited[str], ...]
    cue: Span
    content: tuple[Span, ...]
    verb: str
    hedge: str
    rule: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in its sentence, before its source has a name. `first` and `last` bound all its words, source included.

    `side` says where the content lies: before, after, both. `relay` is who else passed it on ("told Reuters").
    """

    token: int
    first: int
    last: int
    verb: str
    hedge: str
    rule: str
    source: Phrase | None
    relay: Phrase | None = None
    side: str = ""
    inherits: bool = False


def attributions_in(reading: Reading, actors: Actors, names: NameTable | None = None) -> tuple[Attribution, ...]:
    """Every attribution of a report, in text order. `names` saves reading the names again where they are at hand."""
    table = names if names is not None else fullest_names(reading, actors)
    found: list[Attribution] = []
    for passage in reading.passages:
        speakers = Speakers()
        told: list[Attribution] = []
        for n, sentence in enumerate(passage.sentences):
            cues = with_sides(sentence, cues_in(sentence))
            told += _named(sentence, cues, passage.n, n, reading.document.text, table, speakers, actors)
        running = running_content(reading.document.text, passage, [(a.sentence, a.cue, bool(a.origin)) for a in told])
        found += [replace(a, content=(*a.content, *running.get(i, ()))) for i, a in enumerate(told)]
    return tuple(found)


def attribution_of(clause: Span, attributions: Iterable[Attribution]) -> Attribution | None:
    """The attribution that a clause stands under: the innermost one whose content covers most of it, else None."""
    best: tuple[float, int] | None = None
    chosen = None
    for attribution in attributions:
        covered = sum(max(0, min(clause.end, c.end) - max(clause.start, c.start)) for c in attribution.content)
        if covered * 2 < clause.end - clause.start or not (attribution.origin or attribution.hedge):
            continue
        size = max(c.end - c.start for c in attribution.content)
        rank = (-float(size), attribution.cue.start)
        if best is None or rank > best:
            best, chosen = rank, attribution
    return chosen


def cues_in(sentence: Sentence) -> list[Cue]:
    """The cues of a sentence, in order, each with the words for its source."""
    cues: list[Cue] = []
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if cues and i <= cues[-1].last and i > cues[-1].token and cues[-1].rule != "attribution.said":
            continue
        lower = token.text.lower()
        after = tokens[i + 1].text.lower() if i + 1 < len(tokens) else ""
        cue = None
        if lower == "according" and after == "to":
            cue = _with_phrase(sentence, i, i + 2, "according", "said", "attribution.according_to")
        elif lower in CITING and token.upos in ("VERB", "NOUN", "ADP", "ADJ", "PROPN"):
            cue = _with_phrase(sentence, i, i + 1, "cite", "said", "attribution.citing")
        elif lower in TRAILING and (i == 0 or tokens[i - 1].text.lower() not in ("as", "were", "was", "is", "are")):
            cue = Cue(
                i, i, i, lower, HEDGES.get(token.lemma.lower(), "said"), "attribution.adding", None, inherits=True
            )
        else:
            verb = reported_verb(token)
            if verb is not None:
                cue = _verb_cue(sentence, i, verb)
        if cue is not None:
            cues.append(cue)
    return cues


def _with_phrase(sentence: Sentence, token: int, start: int, verb: str, hedge: str, rule: str) -> Cue | None:
    phrase = phrase_after(sentence, start)
    return Cue(token, token, phrase.last, verb, hedge, rule, phrase) if phrase is not None else None


def _verb_cue(sentence: Sentence, i: int, verb: str) -> Cue | None:
    tokens = sentence.tokens
    hedge = HEDGES[verb]
    if _is_passive(sentence, i):
        return _passive_cue(sentence, i, verb, hedge)
    source = subject_before(sentence, i)
    last = i
    if source is None or not _fits(sentence, source, verb):
        inverted = phrase_after(sentence, i + 1) if _may_invert(sentence, i) else None
        if inverted is None or not _fits(sentence, inverted, verb):
            return None
        return Cue(i, i, inverted.last, verb, hedge, "attribution.said_inverted", inverted, side="before")
    relay = None
    if verb in ("tell", "brief", "inform") and i + 1 < len(tokens):
        listener = phrase_after(sentence, i + 1)
        if listener is not None:
            last = listener.last
            words = {t.text.lower() for t in tokens[listener.first : listener.last + 1]}
            relay = listener if not words & LISTENERS else None
    if verb in ("quote", "cite") and i + 1 < len(tokens):
        return _quoted(sentence, i, source)
    return Cue(
        i, min(source.first, i), last, verb, hedge, "attribution.told" if relay else "attribution.said", source, relay
    )


def _quoted(sentence: Sentence, i: int, outlet: Phrase) -> Cue | None:
    """ "The agency cited the army as saying …": origin the army, via the agency."""
    origin = phrase_after(sentence, i + 1)
    if origin is None:
        return None
    last = origin.last
    for j in range(origin.last + 1, min(len(sentence.tokens) - 1, origin.last + 12)):
        if sentence.tokens[j].text.lower() == "as" and sentence.tokens[j + 1].text.lower() in (
            "saying",
            "stating",
            "telling",
        ):
            last = j + 1
            break
    return Cue(i, outlet.first, last, "cite", "said", "attribution.cited", origin, outlet)


def _is_passive(sentence: Sentence, i: int) -> bool:
    return any(
        t.text.lower() in ("is", "are", "was", "were", "been", "be", "being") and i - 4 < t.i < i
        for t in sentence.tokens[max(0, i - 3) : i]
        if all(between.upos in ("ADV", "AUX", "PART") for between in sentence.tokens[t.i + 1 : i])
    ) and sentence.tokens[i].text.lower() not in ("saying", "says", "telling")


def _passive_cue(sentence: Sentence, i: int, verb: str, hedge: str) -> Cue | None:
    """ "Three deaths were reported by the clinic", "he was quoted as saying", "is believed to"."""
    tokens = sentence.tokens
    if verb in ("quote", "cite"):
        quoted = subject_before(sentence, i)
        relay, last = None, i
        for j in range(i + 1, min(len(tokens), i + 14)):
            if tokens[j].text.lower() == "by" and relay is None:
                relay = phrase_after(sentence, j + 1)
                last = relay.last if relay is not None else last
            if tokens[j].text.lower() == "saying":
                last = max(last, j)
        return Cue(i, quoted.first, last, "cite", "said", "attribution.quoted_by", quoted, relay) if quoted else None
    by = next(
        (
            j
            for j in range(i + 1, min(len(tokens), i + 10))
            if tokens[j].text.lower() == "by" and tokens[j].deprel == "case"
        ),
        None,
    )
    source = phrase_after(sentence, by + 1) if by is not None and tokens[tokens[by].head].head == i else None
    if (
        source is not None
        and _fits(sentence, source, verb)
        and verb not in ("put", "carry", "issue", "publish", "record")
    ):
        return Cue(i, i, source.last, verb, hedge, "attribution.by", source, side="both")
    if hedge in ("believed", "accused", "claimed") or verb in ("say", "report"):
        return Cue(
            i,
            i,
            i,
            verb,
            "alleged" if hedge in ("said", "claimed") else hedge,
            "attribution.unnamed",
            None,
            side="both",
        )
    return None


def _may_invert(sentence: Sentence, i: int) -> bool:
    """Whether a source can stand after the verb: '…", said the doctor'."""
    tokens = sentence.tokens
    return tokens[i].text.lower() in (
        "said",
        "says",
        "told",
        "added",
        "reported",
        "explained",
        "wrote",
        "warned",
        "stated",
        "noted",
    ) and (i > 2 and i + 1 < len(tokens) and tokens[i + 1].text.lower() != "that")


def _fits(sentence: Sentence, source: Phrase, verb: str) -> bool:
    """Whether the words can be a source of this verb: "the ministry" can, "the shell" reports nothing."""
    tokens = sentence.tokens
    head = tokens[source.head]
    lower = head.text.lower()
    if verb in SHOWING and verb not in PLAIN:
        return any(can_speak(t.text) or t.upos == "PROPN" for t in tokens[source.first : source.last + 1])
    if head.upos == "PRON":
        return lower in PRONOUNS
    if verb in ("say", "tell", "add"):
        return head.upos in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "X", "VERB") and not lower.endswith("day")
    return any(can_speak(t.text) or t.upos == "PROPN" for t in tokens[source.first : source.last + 1])


def with_sides(sentence: Sentence, cues: Sequence[Cue]) -> list[Cue]:
    """The cues with the side on which the content of each lies."""
    decided: list[Cue] = []
    for n, cue in enumerate(cues):
        floor = decided[-1].last + 1 if decided else 0
        ceiling = cues[n + 1].first if n + 1 < len(cues) else len(sentence.tokens)
        decided.append(
            cue
            if cue.side
            else replace(cue, side=_side(sentence, cue, floor, max(ceiling, cue.last + 1), n + 1 < len(cues)))
        )
    return decided


def _side(sentence: Sentence, cue: Cue, floor: int, ceiling: int, more: bool) -> str:
    tokens = sentence.tokens
    if cue.rule in ("attribution.adding", "attribution.cited"):
        return "after"
    if cue.rule in ("attribution.according_to", "attribution.citing"):
        return "both" if cue.rule == "attribution.according_to" else "before"
    before = tokens[cue.first - 1] if cue.first > floor else None
    left, right = (
        _tells(sentence, floor, cue.first),
        _tells(sentence, cue.last + 1, ceiling) or (more and cue.first <= floor + 1),
    )
    follows = tokens[cue.last + 1].text.lower() if cue.last + 1 < len(tokens) else ""
    if before is None or before.upos in ("CCONJ", "SCONJ") or before.text in ":;" or not left:
        return "after"
    if follows == "that" or before.text.lower() in (
        "which",
        "that",
        "when",
        "while",
        "after",
        "before",
        "as",
        "since",
        "but",
        "and",
    ):
        return "after"
    if not right:
        return "before"
    if before.text in ",-–—" or follows in (",", "-", "--", "–", "—"):
        return "both"
    complement = [
        t for t in tokens[cue.last + 1 : ceiling] if t.head == cue.token and t.deprel in ("ccomp", "obj", "xcomp")
    ]
    earlier = [t for t in tokens[floor : cue.first] if t.head == cue.token and t.deprel in ("ccomp", "parataxis")]
    if complement and not earlier:
        return "after"
    return "both"


def _tells(sentence: Sentence, first: int, last: int) -> bool:
    """Whether tokens `[first, last)` tell something: a verb or a noun of action among three words or more."""
    tokens = sentence.tokens[first:last]
    return len(tokens) >= 3 and any(
        t.upos in ("VERB", "AUX") and t.text.lower() not in ("including", "based", "according") for t in tokens
    )


def _content(sentence: Sentence, cues: Sequence[Cue], n: int) -> tuple[Span, ...]:
    """The stretches of the sentence that cue `n` credits to its source."""
    cue = cues[n]
    tokens = sentence.tokens
    spans: list[Span] = []
    if cue.side in ("before", "both"):
        floor = 0
        for other in cues[:n]:
            if other.side in ("before", "both") and other.rule != "attribution.unnamed":
                floor = other.last + 1
        spans.append(_span(sentence, floor, cue.first))
    if cue.side in ("after", "both"):
        ceiling = len(tokens)
        for other in cues[n + 1 :]:
            joined = other.first > 0 and tokens[other.first - 1].text.lower() in (
                "and",
                "but",
                "while",
                ";",
                "although",
                "though",
                "whereas",
            )
            if other.inherits and not cue.inherits:
                continue
            if joined and other.side == "after" and other.source is not None:
                ceiling = other.first
                break
        spans.append(_span(sentence, cue.last + 1, ceiling))
    return tuple(span for span in spans if span.end > span.start)


def _span(sentence: Sentence, first: int, last: int) -> Span:
    if first >= last:
        return Span(sentence.span.start, sentence.span.start)
    return Span(sentence.tokens[first].span.start, sentence.tokens[last - 1].span.end)


def _named(
    sentence: Sentence,
    cues: Sequence[Cue],
    passage: int,
    n: int,
    text: str,
    names: NameTable,
    speakers: Speakers,
    actors: Actors,
) -> list[Attribution]:
    """The cues of a sentence with their sources' names, relays and contents."""
    found: list[Attribution] = []
    for k, cue in enumerate(cues):
        content = _content(sentence, cues, k)
        via = _relays(sentence, cue, text, names)
        if cue.inherits:
            outer = next((a for a in reversed(found) if a.origin), None)
            if outer is None:
                continue
            origin, via = outer.origin, outer.via
        elif cue.source is None:
            origin = ()
        else:
            speaker = _speaker(sentence, cue.source, text, names, speakers, via)
            origin = (speaker.name,)
            if cue.rule == "attribution.citing" and found and found[-1].origin:
                outer = found.pop()
                content, via = outer.content, (*outer.via, *outer.origin)
            via = via or speaker.via
            speakers.add(replace(speaker, via=via))
        via = (
            (
                *(
                    o
                    for a in found
                    if _inside(cue, a, sentence)
                    for o in (*a.via, *a.origin)
                    if o.value != origin[0].value
                ),
                *via,
            )
            if origin
            else via
        )
        cue_span = _span(sentence, cue.token, cue.token + 1)
        found.append(Attribution(passage, n, origin, via, cue_span, content, cue.verb, cue.hedge, cue.rule))
    return found


def _inside(cue: Cue, outer: Attribution, sentence: Sentence) -> bool:
    """Whether a cue stands inside what another one is credited with: "the monitor said that the army had confirmed"."""
    if cue.inherits or outer.rule in ("attribution.adding", "attribution.unnamed"):
        return False
    span = sentence.tokens[cue.token].span
    return any(c.contains(span) for c in outer.content)


def _relays(sentence: Sentence, cue: Cue, text: str, names: NameTable) -> tuple[Cited[str], ...]:
    return (core_name(sentence, cue.relay, text, names),) if cue.relay is not None else ()


def _speaker(
    sentence: Sentence, source: Phrase, text: str, names: NameTable, speakers: Speakers, via: tuple[Cited[str], ...]
) -> Speaker:
    """Who speaks, by the fullest name; an earlier speaker where the words only point back to one."""
    tokens = sentence.tokens
    words = " ".join(t.text for t in tokens[source.first : source.last + 1])
    head = tokens[source.head]
    pointed = speakers.meant_by(words, names)
    if pointed is not None:
        return pointed
    name = core_name(sentence, source, text, names)
    inside = names.names_within(Span(tokens[source.first].span.start, tokens[source.last].span.end))
    lower = head.text.lower()
    person = any(x.person for x in inside) or (lower in PEOPLE and not lower.endswith("s"))
    plural = lower.endswith("s") and not inside
    told = frozenset(name_key(words).split()) | frozenset(name_key(name.value).split())
    return Speaker(name, person, plural, told)
