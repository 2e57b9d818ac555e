"""The words that credit a source in a sentence: which, beside whose name, and on which side the content lies."""

from __future__ import annotations

from collections.abc import Sequence

from recount.extraction.closing_source import closing_source
from recount.extraction.cue_sides import DASHES, Cue, behind_with, is_somebody, tells, with_sides
from recount.extraction.hearsay import are_nobodys_reports, credits_nobody, names_no_source, purports
from recount.extraction.long_names import body_led_to
from recount.extraction.papers import author_of
from recount.extraction.relays import carried_by, joined_after, quoting, relays, reported_to, spoken_to
from recount.extraction.sources import (
    Phrase,
    credible,
    is_time,
    main_subject,
    phrase_after,
    subject_before,
)
from recount.extraction.speech import (
    ARMED,
    CITING,
    CLAUSAL,
    EVIDENCE,
    FORMS,
    HEDGES,
    INVERTED,
    MODALS,
    NEGATIONS,
    PAPERS,
    PEOPLE,
    PLAIN,
    POSTING,
    PRONOUNS,
    SHOWING,
    SURE,
    can_speak,
    reported_verb,
    words,
)
from recount.model import Sentence, Token

_QUOTE_ENDS = frozenset({'"', "”", "''", "’’", "»"})
_BE = frozenset({"is", "are", "was", "were", "been", "be", "being"})
_COUNTING = words(
    """gave gives given updated raised revised updates raises revises lists lowered lowers increased increases reduced
    reduces cut cuts amended corrected downgraded kept keeps
    held holds stuck sticks"""
)
_WITH_SUBJECT = frozenset({"saying", "telling", "confirming", "reporting", "claiming"})
_SPOKE = frozenset({"spoke", "speaks"})
_FIGURES = frozenset({"toll", "figure", "figures", "estimate", "count", "tally"})
_COUNTED = words("dead killed deaths fatalities victims casualties wounded injured missing")
_GOVERNED = frozenset({"obl", "nmod", "conj", "flat", "compound"})
_DEAD = frozenset({"life", "lives", "victims", "casualties"})
_NOBODY = frozenset({"no", "neither", "nobody", "none"})
# no other word can open a cue: most words are passed over at once
_CUE_WORDS = frozenset({"according", *CITING, *PAPERS, *FORMS, *_COUNTING, *_SPOKE, "report", "reports"})
_AFTER_SOURCE = frozenset(
    {".", ",", "(", *DASHES, "in", "on", "by", "from", "at", "during", "who", "which", "director", "head"}
)


def cues_in(sentence: Sentence) -> list[Cue]:
    """The cues of a sentence, in order, each with the words for its source and the side of its content."""
    cues: list[Cue] = []
    for i, token in enumerate(sentence.tokens):
        if token.text.lower() not in _CUE_WORDS or (token.text == "Said" and not _after_quotation(sentence, i)):
            continue
        if cues and cues[-1].token < i <= cues[-1].last and cues[-1].verb in ("cite", "according"):
            continue
        cue = _cue_at(sentence, i, token)
        if cue is not None:
            cues.append(cue)
    closing = closing_source(sentence, cues[-1].last if cues else -1)
    return with_sides(sentence, [*cues, closing] if closing is not None else cues)


def _after_quotation(sentence: Sentence, i: int) -> bool:
    """Whether a quotation closes just before token `i`; elsewhere "Said" with a capital is a person's name."""
    return i > 0 and sentence.tokens[i - 1].text in _QUOTE_ENDS


def _cue_at(sentence: Sentence, i: int, token: Token) -> Cue | None:
    tokens = sentence.tokens
    lower = token.text.lower()
    after = tokens[i + 1].text.lower() if i + 1 < len(tokens) else ""
    if lower == "according" and after == "to":
        phrase = phrase_after(sentence, i + 2)
        if phrase is None or names_no_source(sentence, phrase):
            return None
        author = author_of(sentence, phrase)
        phrase = joined_after(sentence, phrase)
        relay, last = carried_by(sentence, phrase.last)
        last = max(last, author.last) if author is not None else last
        return Cue(i, i, last, "according", "said", "attribution.according_to", phrase, relay)
    if lower in CITING:
        phrase = phrase_after(sentence, i + 1)
        if phrase is None or not (can_speak(tokens[phrase.head].text) or tokens[phrase.head].upos == "PROPN"):
            return None
        return Cue(i, i, phrase.last, "cite", "said", "attribution.citing", phrase)
    if lower in PAPERS:
        return _paper_cue(sentence, i)
    if lower.endswith("ing") and lower in FORMS and i > 0 and not _own_participle(tokens, i):
        verb = FORMS[lower]
        return Cue(i, i, i, verb, HEDGES[verb], "attribution.adding", main_subject(sentence, i), inherits=True)
    if lower == "show" and purports(tokens, i):
        return _purporting_cue(sentence, i)
    if after == "to" and i + 2 < len(tokens) and tokens[i + 2].text.lower() == "show" and purports(tokens, i + 2):
        return None  # the cue is "claims to show"
    verb_here = reported_verb(token) or _misread_verb(tokens, i)
    return _verb_cue(sentence, i, verb_here) if verb_here is not None else None


def _misread_verb(tokens: Sequence[Token], i: int) -> str | None:
    """Verbs that only their neighbours show: "…, Radio Furat reports.", "the council gave a toll of nine", "the army
    spoke of nine"."""
    word = tokens[i].text.lower()
    if word in _SPOKE:
        return "say" if i + 1 < len(tokens) and tokens[i + 1].text.lower() == "of" else None
    if word in _COUNTING:
        ahead = [t.text.lower() for t in tokens[i + 1 : i + 6]]
        counts = not _FIGURES.isdisjoint(ahead) or ("number" in ahead and not _COUNTED.isdisjoint(ahead))
        return "put" if counts else None
    ends = i + 1 == len(tokens) or tokens[i + 1].text == "." or is_time(tokens[i + 1])
    return "report" if word in ("report", "reports") and ends and i > 3 and tokens[i - 1].upos == "PROPN" else None


def _purporting_cue(sentence: Sentence, i: int) -> Cue | None:
    """Reads what a paper "purports to show", told of the paper ("the video purports to show …") or of who put it out
    ("the brigade released a video purporting to show …")."""
    words = [t.text.lower() for t in sentence.tokens[max(0, i - 4) : i - 1]]
    finite = not words[-1].endswith("ing") and not (words[0] in EVIDENCE and words[1] in ("that", "which"))
    source = subject_before(sentence, i - 2) if finite else main_subject(sentence, i - 2)
    if source is None or (finite and not _is_evidence(sentence.tokens, source)):
        return None
    rule = "attribution.said" if finite else "attribution.adding"
    first = source.first if finite else i - 2
    return Cue(i, first, i, "show", "claimed", rule, source, side="after", inherits=not finite)


def _own_participle(tokens: Sequence[Token], i: int) -> bool:
    """Whether a participle has a subject of its own: "with a doctor telling the daily", "is saying", "as saying"."""
    if tokens[i - 1].text.lower() in ("as", *_BE) or (i + 1 < len(tokens) and tokens[i + 1].text == "]"):
        return True
    lower, before = tokens[i].text.lower(), (t.text.lower() for t in tokens[max(0, i - 8) : i])
    return lower in _WITH_SUBJECT and can_speak(tokens[i - 1].text) and (lower in SURE or "with" in before)


def _tells_clause(tokens: Sequence[Token], i: int) -> bool:
    """Whether a verb that often is none of speaking ("maintain", "declare") has a clause or quotation for object."""
    after = tokens[i + 1].text.lower() if i + 1 < len(tokens) else "."
    if after == "out":
        return True
    if after in ("that", ":", ".", ",", '"', "“", "''"):
        return after != "," or any(t.head == i and t.deprel in ("ccomp", "parataxis") for t in tokens)
    return any(t.head == i and t.deprel in ("ccomp", "xcomp") for t in tokens)


def _paper_cue(sentence: Sentence, i: int) -> Cue | None:
    """Reads the head of a text given in full: "Communique issued by the general command: we announce …"."""
    tokens = sentence.tokens
    by = i + 1 if i + 1 < len(tokens) and tokens[i + 1].text.lower() in ("by", "from") else i + 2
    if by >= len(tokens) or tokens[by].text.lower() not in ("by", "from"):
        return None
    author = phrase_after(sentence, by + 1)
    if author is None or author.last + 1 >= len(tokens) or tokens[author.last + 1].text != ":":
        return None
    return Cue(i, i, author.last, "issue", "said", "attribution.paper", author, side="after")


def _verb_cue(sentence: Sentence, i: int, verb: str) -> Cue | None:
    tokens = sentence.tokens
    hedge = HEDGES[verb]
    after = tokens[i + 1].text.lower() if i + 1 < len(tokens) else ""
    if hedge == "believed" and tokens[i].text.lower().endswith(("ed", "thought")) and after == "to":
        return Cue(i, i, i, verb, hedge, "attribution.unnamed", None, side="both")
    if credits_nobody(tokens, i, verb, hedge):
        return None
    if _is_passive(tokens, i):
        return _passive_cue(sentence, i, verb, hedge)
    if _says_nothing(tokens, i, verb):
        return None
    source = _subject(sentence, i)
    if source is not None and not _fits(tokens, source, verb):
        source = None
    inverted = _source_after(sentence, i, verb, source)
    if inverted is not None:
        return Cue(i, i, inverted.last, verb, hedge, "attribution.said_inverted", inverted, side="before")
    if source is not None and are_nobodys_reports(tokens, source):
        return Cue(i, source.last, i, verb, "alleged", "attribution.unnamed", None, side="both")
    if source is None or (verb in CLAUSAL and not _is_evidence(tokens, source) and not _tells_clause(tokens, i)):
        return None
    if verb in ("quote", "cite") or (verb == "report" and _as_saying(sentence, i)):
        return _quoted(sentence, i, source)
    last, relay = i, None
    if verb in ("tell", "inform", "notify"):
        listener = phrase_after(sentence, i + 1)
        if listener is not None:
            last = listener.last
            relay = listener if relays(tokens[listener.first : listener.last + 1]) else None
    if relay is None:
        relay, carried = reported_to(sentence, i) or carried_by(sentence, last)
        last = carried if carried + 1 < len(tokens) and tokens[carried + 1].text.lower() == "that" else last
    if relay is None:
        relay = quoting(sentence, source, i) or spoken_to(sentence, i)
    rule = "attribution.told" if relay else "attribution.said"
    side = "after" if tokens[i].text.lower() in _SPOKE else ""
    return Cue(i, min(source.first, i), last, verb, hedge, rule, source, relay, side)


def _subject(sentence: Sentence, i: int) -> Phrase | None:
    """The source before a verb of speaking; "with the agency saying" has its own behind "with"."""
    source = subject_before(sentence, i)
    if source is None:
        return None
    participle = sentence.tokens[i].text.lower() in _WITH_SUBJECT
    return behind_with(sentence.tokens, source) if participle else body_led_to(sentence, source)


def _says_nothing(tokens: Sequence[Token], i: int, verb: str) -> bool:
    """Whether a verb is but wished for, possible or denied ("must say", "has not said"), or kills: "claimed lives"."""
    ahead = [t.text.lower() for t in tokens[i + 1 : i + 7]]
    if verb == "claim" and _DEAD & set(ahead) and "responsibility" not in ahead:
        return True
    if i == 0 or tokens[i].text.lower().endswith("ing"):
        return False
    before = [t.text.lower() for t in tokens[max(0, i - 4) : i]]
    if before[-1] == "to" or MODALS & set(before[-2:]) or NEGATIONS & set(before[-3:]):
        return True
    if (verb == "estimate" and ahead[:1] in (["at"], ["to"])) or (
        verb in POSTING and ahead[:1] in (["on"], ["by"], ["in"])
    ):
        return True
    return "responsibility" in ahead[:2] and bool(_NOBODY & {t.text.lower() for t in tokens[max(0, i - 12) : i]})


def _is_evidence(tokens: Sequence[Token], source: Phrase) -> bool:
    return any(t.text.lower() in EVIDENCE for t in tokens[source.first : source.last + 1])


def _as_saying(sentence: Sentence, i: int) -> bool:
    """Whether those reported to say something are named after the verb: "the daily reported the army as saying"."""
    origin = phrase_after(sentence, i + 1)
    after = sentence.tokens[origin.last + 1 : origin.last + 3] if origin is not None else ()
    return [t.text.lower() for t in after] == ["as", "saying"]


def _quoted(sentence: Sentence, i: int, outlet: Phrase) -> Cue | None:
    """Reads "the agency cited the army as saying …": origin the army, via the agency."""
    tokens = sentence.tokens
    origin = phrase_after(sentence, i + 1)
    if origin is None or not credible(tokens, origin):
        return None
    last = origin.last
    for j in range(origin.last + 1, min(len(tokens) - 1, origin.last + 12)):
        if tokens[j].text.lower() == "as" and tokens[j + 1].text.lower() in (
            "saying",
            "stating",
            "telling",
            "reporting",
        ):
            last = j + 1
            if tokens[last].text.lower() == "telling" and (listener := phrase_after(sentence, last + 1)) is not None:
                last = listener.last
            break
    return Cue(i, outlet.first, last, "cite", "said", "attribution.cited", origin, outlet)


def _is_passive(tokens: Sequence[Token], i: int) -> bool:
    if tokens[i].text.lower().endswith("ing") or tokens[i].text.lower() in ("says", "told") or i == 0:
        return False
    j = i - 1
    while j > 0 and tokens[j].upos in ("ADV", "PART") and i - j < 4:
        j -= 1
    return tokens[j].text.lower() in _BE and not (tokens[j].text == "IS" and tokens[i].text.islower())


def _passive_cue(sentence: Sentence, i: int, verb: str, hedge: str) -> Cue | None:
    """Reads "were reported by the clinic", "he was quoted as saying", "is believed to"."""
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
        if quoted is None:
            return None
        return Cue(i, quoted.first, last, "cite", "said", "attribution.quoted_by", quoted, relay)
    near = range(i + 1, min(len(tokens) - 1, i + 10))
    by = next((j for j in near if tokens[j].text.lower() == "by" and i in (j - 1, tokens[tokens[j].head].head)), None)
    source = phrase_after(sentence, by + 1) if by is not None else None
    if source is not None and _fits(tokens, source, verb) and verb not in ("put", "record", "post", "write", "show"):
        return Cue(i, i, source.last, verb, hedge, "attribution.by", source, side="both")
    if hedge in ("believed", "accused", "claimed") or verb in ("say", "report"):
        unnamed = "alleged" if hedge in ("said", "claimed") else hedge
        return Cue(i, i, i, verb, unnamed, "attribution.unnamed", None, side="both")
    return None


def _source_after(sentence: Sentence, i: int, verb: str, before: Phrase | None) -> Phrase | None:
    """The source that stands after its verb: "…" said the doctor. None where what follows is the content."""
    tokens = sentence.tokens
    if tokens[i].text.lower() not in INVERTED or i < 3 or i + 1 >= len(tokens):
        return None
    phrase = phrase_after(sentence, i + 1)
    if phrase is None or is_time(tokens[phrase.last]) or not (credible(tokens, phrase) or is_somebody(tokens, phrase)):
        return None
    if tokens[i - 1].text in _QUOTE_ENDS:
        return phrase
    follows = tokens[phrase.last + 1].text.lower() if phrase.last + 1 < len(tokens) else "."
    described = follows in ("a", "an") and before is not None and _governed(tokens, before)
    if follows not in _AFTER_SOURCE and not (follows == "that" and before is None) and not described:
        return None
    if (
        follows not in ("who", "which", "that", ",", "(", *DASHES)
        and not described
        and tells(tokens[phrase.last + 1 :])
    ):
        return None
    if (
        before is not None
        and before.last == i - 1
        and credible(tokens, before)
        and not _outspoken(tokens, before, phrase)
        and not _governed(tokens, before)
    ):
        ends = phrase.last + 2 >= len(tokens)
        return (
            phrase if ends and (tokens[before.head].text.lower() in ARMED or not _said_by(tokens, before, i)) else None
        )
    return phrase if tells(tokens[:i]) else None


def _governed(tokens: Sequence[Token], before: Phrase) -> bool:
    """Whether a preposition shows that words before a verb are no subject: "near | the embassy said the council"."""
    return before.first > 0 and tokens[before.first - 1].upos == "ADP" and tokens[before.head].deprel in _GOVERNED


def _outspoken(tokens: Sequence[Token], before: Phrase, after: Phrase) -> bool:
    """Whether a mere name stands before the verb and people or a body after it: "in Tel Nour said the council"."""
    if any(can_speak(t.text) for t in tokens[before.first : before.last + 1]) or before.first == 0:
        return False
    return tokens[before.first - 1].upos != "PUNCT" and any(
        can_speak(t.text) for t in tokens[after.first : after.last + 1]
    )


def _said_by(tokens: Sequence[Token], source: Phrase, verb: int) -> bool:
    return tokens[source.head].head == verb and tokens[source.head].deprel.startswith("nsubj")


def _fits(tokens: Sequence[Token], source: Phrase, verb: str) -> bool:
    """Whether the words can be a source of this verb: "the ministry" can, "the shell" reports nothing."""
    head = tokens[source.head]
    lower = head.text.lower()
    if is_time(head) or head.text == "IS":
        return head.text == "IS"  # the group: "to be" is no source
    if head.upos == "PRON":
        return lower in PRONOUNS and (verb in PLAIN or verb == "put" or verb not in SHOWING)
    if verb == "find":
        words = {t.text.lower() for t in tokens[source.first : source.last + 1]}
        return bool(words & EVIDENCE) and not words & PEOPLE
    if verb in ("say", "tell", "add"):
        return (
            head.upos in ("NOUN", "PROPN", "X", "PRON")
            or lower in ("others", "many", "some", "one", "another")
            or can_speak(lower)
        )
    return credible(tokens, source)
