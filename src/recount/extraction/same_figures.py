"""A figure given by pointing to one told before: "the monitor reported the same toll", "he confirmed the toll"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from recount.extraction.attribution import RELAYING, Attribution
from recount.model import Cited, Claim, Harm, Reading, Span, Toll
from recount.model.claim import claim_id

_FIGURE = r"(?:(?:death|casualty) )?(?P<what>tolls?|figures?|numbers?|count|tally)\b(?! of\b)"
_SAME = re.compile(
    rf"\b(?:the|an?) (?:same|identical) {_FIGURE}|(?<=confirmed )(?:the|this|that) {_FIGURE.replace('what', 'toll')}",
    re.IGNORECASE,
)
_OF_THE_DEAD = frozenset({Harm.KILLED, Harm.CASUALTIES})
_REACH = 1200
"""Characters back in which the figure meant was told; Recount's own guess, some six sentences."""


def with_same_figures(
    claims: Sequence[Claim], reading: Reading, said: Mapping[tuple[int, int], Sequence[Attribution]]
) -> list[Claim]:
    """The claims of a report with the figures that sources only say to be another one's.

    The figure is that of whoever was last credited with one; it goes to what the same source is told to say in that
    sentence, else to a claim of its own. Who gives "the same number of" something gives another number.
    """
    found = list(claims)
    for words, speaker in _pointed_to(reading, said):
        meant = _told_before(found, words, speaker, reading.document.text)
        if meant is None:
            continue
        tolls = _pointing(meant, words, reading.document.text)
        own = [
            n
            for n, claim in enumerate(found)
            if speaker.phrase.start <= claim.trigger.start <= words.end + _NEAR and claim.origin == speaker.origin
        ]
        bare = next((n for n in own if not _given(found[n], speaker) and found[n].type == meant.type), None)
        if bare is not None:
            found[bare] = replace(found[bare], tolls=tolls)
        elif not any(_counts_dead(found[n]) for n in own):
            found.append(_claim_of(meant, words, speaker, tolls))
    return sorted(found, key=lambda claim: claim.trigger)


_NEAR = 120  # characters behind "the same toll" that the sentence goes on telling of what it counts


def _pointed_to(
    reading: Reading, said: Mapping[tuple[int, int], Sequence[Attribution]]
) -> Iterator[tuple[Span, Attribution]]:
    """The words "the same toll" of a report, with who says so in that sentence."""
    text = reading.document.text
    for passage in reading.passages:
        for n, sentence in enumerate(passage.sentences):
            for match in _SAME.finditer(text, sentence.span.start, sentence.span.end):
                words = Span(match.start(), match.end())
                told = (a for a in said.get((passage.n, n), ()) if a.origin and a.hedge in RELAYING)
                speaker = next((a for a in told if any(c.contains(words) for c in a.content)), None)
                if speaker is not None:
                    yield words, speaker


def _told_before(claims: Sequence[Claim], words: Span, speaker: Attribution, text: str) -> Claim | None:
    """The last claim before with a figure of the dead that somebody else, or the report itself, gives."""
    own = {name.value for name in speaker.origin}
    before = (
        claim
        for claim in claims
        if words.start - _REACH < claim.trigger.start < words.start
        and own.isdisjoint(name.value for name in claim.origin)
        and _pointing(claim, words, text)
    )
    return max(before, key=lambda claim: claim.trigger, default=None)


def _pointing(meant: Claim, words: Span, text: str) -> tuple[Cited[Toll], ...]:
    """The whole figures of a claim as another source's, cited where it points to them: of "figures" the wounded too."""
    every = "figures" in words.of(text).lower()
    return tuple(
        Cited(toll.value, words, "toll.same")
        for toll in meant.tolls
        if not toll.value.sub and (every or toll.value.harm in _OF_THE_DEAD)
    )


def _given(claim: Claim, speaker: Attribution) -> list[Cited[Toll]]:
    """The figures of a claim that its own speaker's words hold."""
    return [toll for toll in claim.tolls if any(content.contains(toll.span) for content in speaker.content)]


def _counts_dead(claim: Claim) -> bool:
    """Whether a claim has a number of dead of its own; "killed the civilians" has none."""
    stated = (toll for toll in claim.tolls if "count." in toll.rule and "vague" not in toll.rule)
    return any(toll.value.harm in _OF_THE_DEAD for toll in stated)


def _claim_of(meant: Claim, words: Span, speaker: Attribution, tolls: tuple[Cited[Toll], ...]) -> Claim:
    return replace(
        meant,
        id=claim_id(meant.document, words),
        trigger=words,
        clause=Span(min(words.start, speaker.phrase.start), max(words.end, speaker.phrase.end)),
        rule=f"{meant.rule}; the same figure",
        tolls=tolls,
        origin=speaker.origin,
        via=speaker.via,
        main=False,
    )
