"""Figures told of a total: "the death toll rose to 21", "the number of those killed stands at 40"."""

from __future__ import annotations

from collections.abc import Sequence

from recount.extraction.counts import CountMention
from recount.extraction.harm_words import HarmWord, Keeps
from recount.extraction.populations import is_known_noun
from recount.extraction.victims import Victims
from recount.extraction.wordforms import lowered, word_set
from recount.model import Harm, Sentence


def in_totals(
    sentence: Sentence, words: Sequence[HarmWord], counts: Sequence[CountMention], found: Sequence[Victims]
) -> list[Victims]:
    """The figure of a "death toll" or a "number of dead": the one it rose to, stands at, reached."""
    low = [lowered(t.text) for t in sentence.tokens]
    owned = {v.count for v in found}
    out: list[Victims] = []
    for i, word in enumerate(low):
        harm = _toll_harm(low, i) if word in ("toll", "tolls", "number", "total") else None
        if harm is None:
            continue
        for count in counts:
            before = low[count.first - 1] if count.first else ""
            near = -6 <= count.first - i <= 30
            if count in owned or not near or not (before in _REACHES or (before == "of" and count.first == i + 2)):
                continue
            if count.head == count.last or is_known_noun(low[count.head]):
                out.append(Victims(HarmWord(i, harm, Keeps.SELF), count.head, count, "toll.toll"))
                owned.add(count)
                break
    return out


_REACHES = word_set(
    """
    to at reached reaching reaches hit hits is was stands stood be : exceeded topped passed surpassed
    """
)


def _toll_harm(low: list[str], i: int) -> Harm | None:
    """What a "toll" or a "number of …" counts; None for the number of anything else."""
    before = low[i - 1] if i else ""
    after = low[i + 1 : i + 7]
    if low[i] in ("toll", "tolls"):
        return {"casualty": Harm.CASUALTIES, "wounded": Harm.WOUNDED, "injury": Harm.WOUNDED}.get(before, Harm.KILLED)
    for word in after:
        if word in ("dead", "deaths", "killed", "fatalities", "victims"):
            return Harm.KILLED
        if word in ("wounded", "injured"):
            return Harm.WOUNDED
        if word in ("abducted", "kidnapped", "hostages"):
            return Harm.ABDUCTED
        if word == "casualties":
            return Harm.CASUALTIES
    if low[i] == "total" and {"bringing", "brings", "brought", "raising", "taking"} & set(low[max(0, i - 4) : i]):
        return Harm.KILLED
    return None
