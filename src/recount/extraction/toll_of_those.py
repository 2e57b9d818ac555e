"""The dead told apart in a clause that begins with them: "Of those killed, 97 were policemen and three were nurses"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from recount.extraction.counts import CountMention
from recount.extraction.in_hospital import tells_some
from recount.extraction.noun_phrases import noun_run, phrase_end
from recount.extraction.toll_parts import HARMED, IS, Item, TollMention, Whole, is_somebody, part_of, whole_before
from recount.extraction.wordforms import lowered, word_set
from recount.model import Cited, Harm, Sentence, Span

_OPENS = frozenset((",", ";", ":", "-", "–", "—", "out", "that", "and", "but", "said", '"', "“"))
_ARTICLES = frozenset(("the", "those", "these", "all", "its", "their"))
_JOINING = frozenset((",", "and", "while", "but"))
_NEAR = 7  # tokens from "of" to the word of harm: "of the at least 30 people known to have been killed"
_PLACED = 16  # tokens from there to the comma: "killed in Monday's raid on the camp near the town,"


def of_those(sentence: Sentence, counts: Sequence[CountMention], tolls: Sequence[TollMention]) -> list[TollMention]:
    """The shares of a whole that its clause begins with; those harmed otherwise ("of the wounded, five died") are
    none."""
    low = [lowered(t.text) for t in sentence.tokens]
    out: list[TollMention] = []
    for i, word in enumerate(low):
        if word not in ("of", "among", "amongst") or (i and low[i - 1] not in _OPENS):
            continue
        harmed = _harmed(low, i)
        comma = (
            next((k for k in range(harmed, min(harmed + _PLACED, len(low))) if low[k] == ","), None) if harmed else None
        )
        if harmed is None or comma is None:
            continue
        whole = Whole(HARMED[low[harmed]], harmed, None)
        out += _told(sentence, low, counts, tolls, comma + 1, whole)
    return out


def with_shares_of_harmed(
    sentence: Sentence, counts: Sequence[CountMention], tolls: Sequence[TollMention]
) -> list[TollMention]:
    """The tolls with those that only count some of people told of as harmed as a part of them: "23 of the abducted
    villagers were freed", "rescued 31 kidnapped women", "five of the wounded are in a critical condition"."""
    return [
        _as_part(sentence, toll)
        if _is_share(sentence, counts, toll) or _is_more_badly(sentence, counts, tolls, toll)
        else toll
        for toll in tolls
    ]


_GRAVE = word_set("critical critically serious seriously grave gravely severe severely badly life-threatening")
_SLIGHT = word_set("slight slightly light lightly minor moderate moderately mildly")
_DEGREE_BEHIND = 4  # tokens: "several are said to be critically"


def _is_more_badly(
    sentence: Sentence, counts: Sequence[CountMention], tolls: Sequence[TollMention], toll: TollMention
) -> bool:
    """Whether it is only told how badly some of those told before were hurt: "115 wounded, several sustaining critical
    injuries"; beside "six slightly hurt" the seriously hurt are others."""
    value = toll.toll.value
    count = next((c for c in counts if c.head == toll.people_token and not c.who), None)
    if value.harm is not Harm.WOUNDED or value.sub or count is None:
        return False
    whole = whole_before([t for t in tolls if t.toll.value.harm is Harm.WOUNDED], count.first)
    words = [lowered(token.text) for token in sentence.tokens]
    if whole is None or whole.count is None or not _SLIGHT.isdisjoint(words):
        return False
    grave = not _GRAVE.isdisjoint(words[count.end + 1 : count.end + 1 + _DEGREE_BEHIND])
    return grave and (value.count.low or 0) <= (whole.count.low or 0)


def _as_part(sentence: Sentence, toll: TollMention) -> TollMention:
    harmed = sentence.tokens[toll.people_token + 1 : toll.people_token + 4]  # "five of the wounded"
    named = next((t.text for t in harmed if lowered(t.text) in HARMED), "")
    value = replace(toll.toll.value, sub=True, who=toll.toll.value.who or named)
    return replace(toll, toll=replace(toll.toll, value=value, rule=f"{toll.toll.rule}+toll.share_of_harmed"))


def _is_share(sentence: Sentence, counts: Sequence[CountMention], toll: TollMention) -> bool:
    count = next((c for c in counts if c.head == toll.people_token), None)
    if count is None or toll.toll.value.sub or toll.toll.value.change is not None:
        return False
    if tells_some(sentence, toll.harm_token):
        return True
    behind = [lowered(t.text) for t in sentence.tokens[count.last + 1 : count.last + 3]]
    called = count.last < toll.harm_token <= count.end + (count.who == "those")  # "two of those hurt"
    if not called:
        return False
    if behind[:1] == ["of"] and behind[1:] and behind[1] in _ARTICLES:
        return True
    head = sentence.tokens[count.head]
    verbs = {lowered(sentence.tokens[head.head].text), lowered(sentence.tokens[head.head].lemma)}
    return head.deprel in ("obj", "nsubj:pass", "nsubj") and not _FREEING.isdisjoint(verbs)


_FREEING = frozenset(("free", "freed", "release", "released", "rescue", "rescued", "escape", "escaped", "swapped"))


def _harmed(low: Sequence[str], of: int) -> int | None:
    """The word of harm behind "of the", "of those who", "among the 30"; None where the clause ends before it."""
    if low[of + 1 : of + 2] == [] or low[of + 1] not in _ARTICLES:
        return None
    for k in range(of + 2, min(of + 2 + _NEAR, len(low))):
        if low[k] in HARMED:
            return k
        if low[k] in (",", ";", "."):
            return None
    return None


def _told(
    sentence: Sentence,
    low: Sequence[str],
    counts: Sequence[CountMention],
    tolls: Sequence[TollMention],
    start: int,
    whole: Whole,
) -> Iterator[TollMention]:
    at = start
    while at < len(low):
        count = next((c for c in counts if c.first == at), None)
        if count is None:
            return
        behind = count.last + 1
        while behind < len(low) and (low[behind] in IS or sentence.tokens[behind].upos == "ADV"):
            behind += 1
        head = noun_run(sentence, behind) if behind < len(low) and sentence.tokens[behind].upos != "VERB" else None
        if head is not None and is_somebody(sentence, head):
            named = part_of(sentence, whole, Item(None, head, phrase_end(sentence, head)))
            span = Span(count.span.start, named.span.end)
            value = replace(named.toll.value, count=count.count)
            yield TollMention(
                Cited(value, span, f"toll.part_of_those+{count.rule}"), whole.harm_token, count.head, span
            )
            at = phrase_end(sentence, head) + 1
        elif any(t.people_token == count.head and t.toll.value.harm is whole.harm for t in tolls):
            yield part_of(sentence, whole, Item(count, count.head, count.end))
            at = count.end + 1
        else:
            return
        while at < len(low) and low[at] in _JOINING:
            at += 1
