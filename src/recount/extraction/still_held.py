"""Who denies that a place was lost: "state television denied that the town had fallen", "the army said it still held
the town", "Kyiv denied the town was under rebel control".

Such words deny the change of hands that the report told just before, in their speaker's name; where nothing of that
kind was told they speak of a standing state, which is no event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from recount.codebook import Codebook
from recount.extraction.attribution import RELAYING, Attribution
from recount.extraction.event_place import CARRIED
from recount.model import Cited, Claim, PlacePrecision, Reading, Span, Status
from recount.model.claim import claim_id

HELD = "said to be held still"
"""How the rule of such a claim ends, after that of the change that it denies."""

_TERRITORY = "territory"  # a family
_TOLD = frozenset({Status.HAPPENED, Status.ONGOING, Status.ALLEGED})
_REACH = 4  # sentences back in which the change was told
_WHOSE = r"(?:[\w'’-]+\s+){0,3}?"
_PLACE = (
    r"(?:town|city|village|area|district|place|cent(?:re|er)|suburb|region|base|airport|stronghold|capital|quarter"
    r"|neighbou?rhood|enclave|side|part|ground|territory|hill|positions?)"
)
_GROUND = (
    r"(?=\s+(?:it|there)\b|\s+(?:all|most|much|half|parts?|some|several|its?|the|this|that)\s+(?:of\s+)?(?:the\s+)?"
    rf"(?:[\w-]+\s+){{0,2}}?(?:{_PLACE}|it)\b|\s+(?-i:[A-Z])|\s*[.,;]|\s*$)"
)
"""What follows a place that is held, and no prisoners."""
_STILL = re.compile(
    rf"\b(?:still|continu\w+\s+to|remain(?:s|ed|ing)?|kept|keeps?)\s+(?:\w+ly\s+|be\s+|being\s+)?"
    rf"(?:(?:hold(?:s|ing)?|held|control(?:s|led|ling)?|defend(?:s|ed|ing)?)\b{_GROUND}|in\s+{_WHOSE}(?:control|hands|charge)\b"
    rf"|under\s+{_WHOSE}control\b|there\b)"
    r"|\b(?:had|has|was|were|is)\s+not\s+(?:been\s+)?(?:fallen|captured|taken|lost|seized|overrun)\b",
    re.IGNORECASE,
)
_NOT_LOST = re.compile(
    r"\b(?:fallen|fell|fall|lost|losing|loss|captured?|taken|taking|seized|seizure|overrun"
    rf"|(?:under|in)\s+{_WHOSE}(?:control|hands)|controlled|claims?|reports?|it)\b",
    re.IGNORECASE,
)


def with_losses_denied(
    claims: Sequence[Claim], reading: Reading, said: Mapping[tuple[int, int], Sequence[Attribution]], codebook: Codebook
) -> tuple[Claim, ...]:
    """The claims of a report, with one of each speaker who denies that a place which was told to change hands did."""
    families = codebook.merging.families
    taken = [one for one in claims if families.get(one.type) == _TERRITORY]
    if not taken:
        return tuple(claims)
    found = {claim.id: claim for claim in claims}
    for passage in reading.passages:
        for n, sentence in enumerate(passage.sentences):
            begin = passage.sentences[max(0, n - _REACH)].span.start
            for words, speaker in _denied_in(sentence.span, reading.document.text, said.get((passage.n, n), ())):
                told = [t for t in taken if t.status.value in _TOLD and begin <= t.trigger.start < words.start]
                meant = next((t for t in reversed(told) if t.places and t.origin != speaker.origin), None)
                if meant is None:
                    continue
                denials = [t for t in taken if t.status.value is Status.DENIED and sentence.span.contains(t.trigger)]
                for one in denials:
                    found[one.id] = _at(found[one.id], meant)
                if not denials and not any(one.trigger.overlaps(words) for one in claims):
                    new = _denial(meant, words, speaker, sentence.span)
                    found.setdefault(new.id, new)
                break
    return tuple(sorted(found.values(), key=lambda one: (one.trigger, one.id)))


def _denied_in(sentence: Span, text: str, said: Sequence[Attribution]) -> Iterator[tuple[Span, Attribution]]:
    """The words of a sentence by which somebody denies that a place was lost, and who does."""
    for one in said:
        if not one.origin or not sentence.contains(one.cue):
            continue
        denied = one.hedge == "denied"
        if not denied and one.hedge not in RELAYING:
            continue
        for content in one.content or (Span(one.cue.end, sentence.end),) if denied else one.content:
            begin, end = max(content.start, sentence.start), min(content.end, sentence.end)
            match = (_NOT_LOST if denied else _STILL).search(text, begin, end) if begin < end else None
            if match is not None:
                yield Span(match.start(), match.end()), one


def _at(denial: Claim, meant: Claim) -> Claim:
    """A denial that only says "the town", at the place that it means."""
    if denial.place is not None and denial.place.precision is not PlacePrecision.COUNTRY:
        return denial
    return replace(denial, places=_carried(meant), place=meant.place)


def _carried(meant: Claim) -> tuple[Cited[str], ...]:
    return tuple(replace(cited, rule=CARRIED) for cited in meant.places)


def _denial(meant: Claim, words: Span, speaker: Attribution, sentence: Span) -> Claim:
    start = min((c.start for c in speaker.content if sentence.contains(c) and c.contains(words)), default=words.start)
    return Claim(
        id=claim_id(meant.document, words),
        document=meant.document,
        type=meant.type,
        status=Cited(Status.DENIED, words, "status.denied"),
        trigger=words,
        clause=Span(min(start, words.start), sentence.end),
        rule=f"{meant.rule.split(';')[0]}; {HELD}",
        places=_carried(meant),
        place=meant.place,
        origin=speaker.origin,
        via=speaker.via,
    )
