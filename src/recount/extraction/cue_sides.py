"""A cue, the words that credit a source, and on which side of it the content lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from recount.extraction.populations import category_of
from recount.extraction.sources import Phrase, is_time
from recount.model import Category, Sentence, Token

DASHES = frozenset({"-", "--", "–", "—"})
_BACKGROUND = frozenset({"as", "while", "after", "when", "with", "amid", "before", "since"})
_CLAUSE_STARTS = frozenset(
    {"when", "while", "after", "before", "as", "since", "but", "and", "although", "though", "because", "if"}
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in its sentence, before its source has a name. `first` and `last` bound all its words, source included.

    `side` says where the content lies: before, after, both. `relay` is who passed it on ("told Reuters"). `inherits`
    marks a participle that goes on with the speaker before it.
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
    relative: bool = False


def with_sides(sentence: Sentence, cues: Sequence[Cue]) -> list[Cue]:
    """The cues of a sentence with the side on which the content of each lies."""
    decided: list[Cue] = []
    for n, cue in enumerate(cues):
        floor = max((c.last + 1 for c in decided if c.last < cue.first), default=0)
        ceiling = cues[n + 1].first if n + 1 < len(cues) else len(sentence.tokens)
        nested = n + 1 < len(cues) and not cues[n + 1].inherits and cues[n + 1].rule != "attribution.citing"
        side = cue.side or _side(sentence, cue, floor, max(ceiling, cue.last + 1), nested)
        relative = side == "both" and cue.first > 0 and sentence.tokens[cue.first - 1].text.lower() in ("which", "that")
        decided.append(replace(cue, side=side, relative=relative))
    return decided


def _side(sentence: Sentence, cue: Cue, floor: int, ceiling: int, nested: bool) -> str:
    """Where the content lies, by what stands on either side between this cue and its neighbours."""
    tokens = sentence.tokens
    fixed = {"attribution.adding": "after", "attribution.citing": "before"}
    if cue.rule in fixed:
        return fixed[cue.rule]
    if cue.rule == "attribution.according_to":
        return "both"
    before = tokens[cue.first - 1] if cue.first > floor else None
    follows = tokens[cue.last + 1].text.lower() if cue.last + 1 < len(tokens) else ""
    if before is None or not tells(tokens[floor : cue.first]):
        return "after"
    word = before.text.lower()
    if word in ("which", "that"):
        return "both"
    if not nested and says_no_more(tokens[cue.last + 1 : ceiling]) and word not in (":", ";"):
        return "before"
    if follows == "that" or before.upos in ("CCONJ", "SCONJ") or word in (":", ";") or word in _CLAUSE_STARTS:
        return "after"
    if not (tells(tokens[cue.last + 1 : ceiling]) or (nested and cue.first <= floor + 1)) or follows in _BACKGROUND:
        return "before"
    later = any(t.head == cue.token and t.deprel in ("ccomp", "obj", "xcomp") for t in tokens[cue.last + 1 : ceiling])
    earlier = any(t.head == cue.token and t.deprel in ("ccomp", "parataxis") for t in tokens[floor : cue.first])
    if word == "," and floor and later and not earlier:
        return "after"  # "the army said nine died, the medics said twelve did"
    if word == "," or word in DASHES or follows == "," or follows in DASHES:
        return "both"
    if floor == 0 and _is_dated(tokens[cue.last + 1 : ceiling]) and _is_clause(tokens[: cue.first]):
        return "both"  # "nine died a monitor said on Saturday Tuesdays raid hit a school", its stops lost
    return "after" if later and not earlier else "both"


def _is_dated(tokens: Sequence[Token]) -> bool:
    """Whether the day of speaking follows: "said | on Saturday …"."""
    return len(tokens) > 1 and (is_time(tokens[0]) or (tokens[0].text.lower() == "on" and is_time(tokens[1])))


def _is_clause(tokens: Sequence[Token]) -> bool:
    """Whether words before a source tell something by themselves: a noun first, and what it does or is."""
    opens = tokens[0].upos not in ("ADP", "SCONJ", "VERB", "ADV", "PART")
    return opens and tells(tokens) and any(t.deprel.startswith("nsubj") for t in tokens)


def says_no_more(tokens: Sequence[Token]) -> bool:
    """Whether a cue ends its sentence, but for the time of speaking: "as our correspondent said on Monday."."""
    return all(t.upos == "PUNCT" or is_time(t) or t.text.lower() in ("on", "late", "early", "last") for t in tokens)


def tells(tokens: Sequence[Token]) -> bool:
    """Whether words tell something: a verb among three words or more."""
    return len(tokens) >= 3 and any(
        t.upos in ("VERB", "AUX") and t.text.lower() not in ("including", "based", "according") for t in tokens
    )


def behind_with(tokens: Sequence[Token], source: Phrase) -> Phrase:
    """The subject of "with the agency saying", without what stood before it."""
    link = next((i for i in range(source.last, source.first, -1) if tokens[i].text.lower() == "with"), None)
    if link is None or link == source.last:
        return source
    return Phrase(link + 1, source.last, source.head if source.head > link else source.last)


def is_somebody(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether words name people by any noun for them: "a nurse", "two bakers"."""
    return category_of(tokens[phrase.head].text.lower()) in (Category.CIVILIAN, Category.COMBATANT)
