"""Figures told of a total: "the death toll rose to 21", "the number of those killed stands at 40"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from recount.extraction.counts import CountMention
from recount.extraction.earlier_figures import overtaken_by
from recount.extraction.harm_words import HarmWord, Keeps
from recount.extraction.losses import losses_told
from recount.extraction.noun_phrases import noun_run
from recount.extraction.populations import category_of, is_known_noun
from recount.extraction.wordforms import lowered, word_set
from recount.model import Category, Harm, Sentence


@dataclass(frozen=True, slots=True)
class Total:
    """A word for a total with its harm, the number it comes to (None where it is only called heavy), and the token of
    those it counts: the number's own noun, or the one behind "the number of". `added` marks the number that it rose by.
    """

    word: HarmWord
    count: int | None
    people: int
    added: bool = False


# How far behind its word a total's figure stands: "the death toll from Monday's twin bombings in the city rose to 32".
_REACH = 40
_REACHES = word_set(
    """
    to at reached reaching reaches hit hits is was stands stood be : exceeded topped passed surpassed as
    """
)
_BY_NOW = word_set("now currently already")
_TOTALS = frozenset(("toll", "tolls", "number", "numbers", "total", "figure", "count", "tally"))


def totals_in(sentence: Sentence, counts: Sequence[CountMention], owned: Collection[int]) -> list[Total]:
    """The totals of a sentence; `owned` are the numbers that have a word of harm beside them."""
    low = [lowered(t.text) for t in sentence.tokens]
    taken = set(owned)
    out: list[Total] = []
    for k, count in enumerate(counts):
        short = _told_shortly(sentence, low, count) if k not in taken else None
        if short is not None:
            taken.add(k)
            out.append(Total(HarmWord(short[0], short[1], Keeps.SELF), k, count.head))
    for k, count in enumerate(counts):
        lost = losses_told(sentence, low, count) if k not in taken else None
        if lost is not None:
            taken.add(k)
            out.append(Total(HarmWord(lost[0], Harm.CASUALTIES, Keeps.SELF), k, count.head if count.who else lost[1]))
    for i, word in enumerate(low):
        harm = _harm(low, i) if word in _TOTALS else None
        if harm is None:
            continue
        by = _risen_by(low, i, counts)
        if by is not None:
            taken.add(by)
            out.append(Total(HarmWord(i, harm, Keeps.SELF), by, counts[by].head, added=True))
        n = _figure(low, i, counts, taken)
        after = overtaken_by(low, counts, n) if n is not None else None
        if after is not None and after not in taken:
            n = after  # "which stood at 40 on Tuesday, climbed to 53"
        if n is not None:
            taken.add(n)
            out.append(Total(HarmWord(i, harm, Keeps.SELF), n, _counted(sentence, low, i, counts[n])))
            mended = _mended(low, n, counts)
            if mended is not None and mended not in taken:
                taken.add(mended)
                out.append(Total(HarmWord(i, harm, Keeps.SELF), mended, counts[mended].head))
        elif word in ("toll", "count") and _HEAVY & set(low[max(0, i - 3) : i]):
            civilian = next((k for k in range(max(0, i - 3), i) if category_of(low[k]) is Category.CIVILIAN), i)
            out.append(Total(HarmWord(i, harm, Keeps.SELF), None, civilian))
    return out


_PUT = word_set("put puts placed places set sets")
_THEIR = frozenset(("its", "their", "his", "her"))
_HELD = word_set("kept keeps held holds stuck sticks maintained")
_GAVE = word_set("spoke speaks talked talks reported reports counted counts gave gives listed lists")


def _told_shortly(sentence: Sentence, low: list[str], count: CountMention) -> tuple[int, Harm] | None:
    """The verb with which a second speaker gives only a number for what was told before, and the harm: "31 died, medics
    said; the monitor put it at 27, the army spoke of nine"."""
    at, after = count.first, sentence.tokens[count.last + 1 : count.last + 2]
    credited = bool(after) and lowered(after[0].text) == "according"
    numbered = at > 0 and low[at - 1] in _NUMBERED  # "the dead numbered 18"
    if numbered:
        harm = next((_HARMS[word] for word in low[: at - 1] if word in _HARMS), None)
        return (at - 1, harm) if harm is not None and not count.who else None
    if count.who or (after and not credited and after[0].upos not in ("PUNCT", "CCONJ", "SCONJ")):
        return None
    if low[max(0, at - 2) : at] == ["at", "least"]:
        at -= 2
    elif at and low[at - 1] in _ABOUT:
        at -= 1
    if at > 2 and low[at - 1] == "at" and low[at - 2] in ("it", "that", "this", "them") and low[at - 3] in _PUT:
        verb = at - 3
    elif at > 4 and low[at - 1] in ("at", "of") and low[at - 2] in _TOTALS and low[at - 3] in _THEIR:
        verb = next((k for k in range(at - 4, at - 6, -1) if low[k] in _PUT | _HELD), -1)
        if verb < 0:
            return None
    elif at > 1 and low[at - 1] == "of" and low[at - 2] in _GAVE:
        verb = at - 2
    elif at > 0 and low[at - 1] in _GAVE:
        verb = at - 1
    elif at > 0 and credited and low[at - 1] in ("and", "but", "or"):
        verb = count.first
    else:
        return None
    harm = next((_SHORT_HARMS[word] for word in reversed(low[:verb]) if word in _SHORT_HARMS), None)
    return (verb, harm) if harm is not None else None


_NUMBERED = word_set("numbered numbering totalled totaled totalling totaling")
_ABOUT = word_set("about around some nearly almost roughly only just over")


_HEAVY = frozenset(("heavy", "high", "huge", "terrible", "staggering", "enormous"))


def is_total_told(sentence: Sentence) -> bool:
    """Whether a sentence without a number can still tell a toll: "a heavy toll among villagers"."""
    return any(lowered(t.text) in ("toll", "count") for t in sentence.tokens)


def _figure(low: list[str], i: int, counts: Sequence[CountMention], taken: Collection[int]) -> int | None:
    for n, count in enumerate(counts):
        said = [word for word in low[max(0, count.first - 2) : count.first] if word not in _BY_NOW]  # "is now 40"
        before = said[-1] if said else ""
        reached = before in _REACHES or (before == "of" and count.first == i + 2 and low[i].startswith("toll"))
        if n in taken or not -6 <= count.first - i <= _REACH or not reached:
            continue
        if any(low[k] in _TOTALS and low[k - 1] in ("'s", "’s") for k in range(i + 1, count.first)):
            continue  # "the army's figure is 55"
        if not count.who or is_known_noun(low[count.head]) or low[count.head] in _TOTALS:
            return n
    return None


_GROWING = word_set("rose risen rising rises climbed climbing grew grown increased increasing went gone jumped up")


def _risen_by(low: list[str], i: int, counts: Sequence[CountMention]) -> int | None:
    """The number that a total rose by: "the toll has risen by two to 14"."""
    for n, count in enumerate(counts):
        grown = _GROWING & set(low[i + 1 : count.first])
        if 0 < count.first - i <= _REACH and low[count.first - 1] == "by" and grown and not count.who:
            return n
    return None


_MENDING = word_set("revised lowered raised corrected updated cut amended changed revising lowering raising correcting")


def _mended(low: list[str], n: int, counts: Sequence[CountMention]) -> int | None:
    """The figure right after a total's that it was changed to: "put the toll at 14, but later revised it to 11"."""
    if n + 1 >= len(counts) or not 0 < counts[n + 1].first - counts[n].last <= 12:
        return None
    between = low[counts[n].last + 1 : counts[n + 1].first]
    return n + 1 if between[-1:] == ["to"] and _MENDING & set(between) else None


def _counted(sentence: Sentence, low: list[str], i: int, count: CountMention) -> int:
    """Those a total counts: "the number of rebels killed ... rose to 39" counts rebels."""
    if count.who or low[i + 1 : i + 2] != ["of"]:
        return count.head
    at = i + 2
    while at < len(low) and low[at] in ("the", "all"):
        at += 1
    head = noun_run(sentence, at) if at < len(low) else None
    return head if head is not None and category_of(low[head]) is not None else count.head


_HARMS = {
    **dict.fromkeys(("dead", "deaths", "killed", "died", "fatalities", "victims", "slain"), Harm.KILLED),
    **dict.fromkeys(("wounded", "injured", "injuries"), Harm.WOUNDED),
    **dict.fromkeys(("abducted", "kidnapped", "hostages"), Harm.ABDUCTED),
    **dict.fromkeys(("arrested", "detained"), Harm.CAPTURED),
    **dict.fromkeys(("displaced",), Harm.DISPLACED),
    **dict.fromkeys(("missing", "disappeared"), Harm.MISSING),
    "casualties": Harm.CASUALTIES,
}
_SHORT_HARMS = {**_HARMS, "toll": Harm.KILLED, "killing": Harm.KILLED}


def _harm(low: list[str], i: int) -> Harm | None:
    """What a "toll" or a "number of …" counts; None for the number of anything else."""
    before = low[i - 1] if i else ""
    if low[i] in ("toll", "tolls"):
        return {"casualty": Harm.CASUALTIES, "wounded": Harm.WOUNDED, "injury": Harm.WOUNDED}.get(before, Harm.KILLED)
    if low[i] in ("count", "tally"):
        return Harm.KILLED if before in ("body", "death") else _revised(low, i)
    if low[i] == "number" and i + 1 < len(low) and low[i + 1] in _HARMS:
        return _HARMS[low[i + 1]]
    if low[i + 1 : i + 2] == ["of"]:
        return next((_HARMS[word] for word in low[i + 2 : i + 11] if word in _HARMS), None)
    bringing = {"bringing", "brings", "brought", "raising", "taking"} & set(low[max(0, i - 4) : i])
    if low[i] == "total" and bringing and low[i + 1 : i + 2] not in (["number"], ["toll"], ["figure"], ["count"]):
        harms = {_HARMS[word] for word in low[:i] if word in _HARMS}
        return harms.pop() if len(harms) == 1 else Harm.KILLED
    if low[i] in ("figure", "number") and before in ("the", "that"):  # "the UN puts the figure at 900"
        return next((_HARMS[word] for word in reversed(low[:i]) if word in _HARMS), None)
    return None


_OWN = frozenset(("its", "their", "his", "her", "the", "own", "earlier", "previous", "initial"))
_DEED = word_set(
    """
    attack attacks strike strikes airstrike airstrikes raid raids bombing bombings bomb blast blasts explosion
    explosions shelling bombardment massacre clash clashes ambush assault shooting battle killings
    """
)


def _revised(low: list[str], i: int) -> Harm | None:
    """What a count is of that its keeper changed: "revised its count for Tuesday's strike down to 41", the dead of a
    deed where it does not say whom; None where it was not changed, or is of no deed."""
    verb = i - 1
    while verb > 0 and low[verb] in _OWN:
        verb -= 1
    if i - verb > 4 or low[verb] not in _MENDING:
        return None
    behind = low[i + 1 : i + 13]
    said = next((_HARMS[word] for word in behind if word in _HARMS), None)
    return said or (Harm.KILLED if not _DEED.isdisjoint(behind) else None)
