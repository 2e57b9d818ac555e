"""A codebook tried on its own examples: which are coded as it says, and how those that are not were read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from recount.codebook import NOTHING, Codebook, Condition, EventType, Example
from recount.codebook.cases import Pair, pairs_of
from recount.desk.running import Unwatched, Watch
from recount.desk.tools import Rules, Settings, tools_of
from recount.errors import CodebookError
from recount.extraction.traces import Attempt, Trace, traces_of
from recount.model import Claim
from recount.pipeline import Tools, claims_of
from recount.reading import document_from, read

PUBLISHED = "2016-06-03"
"""The Friday on which every example counts as published."""

_NEAR = 3  # arcs of the tree from a trigger to the farthest word that is shown with it


class Outcome(StrEnum):
    """How an example fared; a `known` failure is one that its file owns up to, `mended` one that it need no longer."""

    PASSED = "passed"
    FAILED = "failed"
    KNOWN = "known failure"
    MENDED = "mended"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence as it was read: its depth in the tree, its tag, and how it hangs on the word above."""

    text: str
    depth: int
    tag: str
    relation: str
    above: str


@dataclass(frozen=True, slots=True)
class RuleTried:
    """A rule whose words stand in a sentence, and whether it counted; `why_not` says what kept it from that."""

    rule: str
    words: str
    counted: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class SentenceRead:
    """A sentence around its triggers: the words near them with their tree, and the rules that were tried."""

    text: str
    words: tuple[Word, ...]
    rules: tuple[RuleTried, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """An example with what came out. `file` and `line` are where it stands; `reading` is given where it fails."""

    type: str
    example: Example
    source: str
    outcome: Outcome
    pairs: tuple[Pair, ...]
    reading: tuple[SentenceRead, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """A codebook's examples with their outcomes, in the order of its files."""

    codebook: Codebook
    cases: tuple[Case, ...]

    def number(self, outcome: Outcome) -> int:
        """How many examples fared so."""
        return sum(case.outcome is outcome for case in self.cases)


def tried(
    folder: Path | None,
    types: Sequence[str],
    settings: Settings,
    actors: Path | None = None,
    watch: Watch | None = None,
) -> Trial:
    """The examples of a codebook (the built-in one for None), of the types named or of all, read and compared.

    Raises CodebookError for a codebook with mistakes, and for a type that it does not have.
    """
    looker = watch or Unwatched()
    tools = tools_of(Rules(folder, actors), settings, looker.say)
    for name in types:
        if name not in tools.codebook.types:
            known = ", ".join(tools.codebook.types)
            raise CodebookError(name, "is no type of this codebook", f"Name one of: {known}.")
    chosen = [(kind, one) for kind, one in tools.codebook.examples() if not types or kind.name in types]
    cases = []
    for n, (kind, one) in enumerate(chosen, 1):
        cases.append(case_of(kind, one, tools))
        looker.progress(n, len(chosen))
    return Trial(tools.codebook, tuple(cases))


def case_of(event_type: EventType, example: Example, tools: Tools) -> Case:
    """One example read and compared with what it asks for."""
    reading = read(document_from(example.text, name="example", published=PUBLISHED), tools.reader)
    claims = claims_of(reading, tools)
    pairs = pairs_of(event_type, example, claims)
    right = all(pair.expected is not None and pair.claim is not None and not pair.differences for pair in pairs)
    known = example.known_failure is not None
    outcome = (Outcome.MENDED if known else Outcome.PASSED) if right else (Outcome.KNOWN if known else Outcome.FAILED)
    source = f"{event_type.file}:{example.line}"
    if right:
        return Case(event_type.name, example, source, outcome, pairs)
    traces = traces_of(reading, tools.codebook, tools.gazetteer)
    shown = tuple(_sentence_read(trace, tools.codebook, reading.document.text, claims) for trace in traces)
    return Case(event_type.name, example, source, outcome, pairs, shown)


def _sentence_read(trace: Trace, codebook: Codebook, text: str, claims: Sequence[Claim]) -> SentenceRead:
    attempts = tuple(trace.attempts(codebook))
    # what `becomes` would have made of a trigger is worth a line only where it did
    shown = [one for one in attempts if one.unmet is None or ", becomes " not in one.trigger.rule]
    rules = tuple(dict.fromkeys(_rule_tried(one, trace, claims) for one in shown))
    return SentenceRead(trace.sentence.span.of(text), tuple(_words_near(trace, attempts)), rules)


def _rule_tried(one: Attempt, trace: Trace, claims: Sequence[Claim]) -> RuleTried:
    words = " ".join(trace.tree.tokens[i].text for i in one.tokens)
    if one.unmet is not None:
        verb = "needs" if one.unmet in one.trigger.needs else "must not have"
        return RuleTried(one.trigger.rule, words, counted=False, why_not=f"{verb} {condition_words(one.unmet)}")
    if one.trigger.type == NOTHING:
        return RuleTried(one.trigger.rule, words, counted=True, why_not="makes it nothing")
    if not one.counts:
        return RuleTried(one.trigger.rule, words, counted=False, why_not="another rule was tried before it")
    span = trace.tree.span(list(one.tokens))
    told = any(claim.trigger.overlaps(span) for claim in claims)
    return RuleTried(one.trigger.rule, words, counted=True, why_not="" if told else "leads no claim of its own")


def condition_words(condition: Condition) -> str:
    """A condition for people: "in its clause: film, movie or a place"."""
    asked = [*(f"@{name}" for name in sorted(condition.classes)), *sorted(condition.lemmas)]
    listed = ", ".join(asked[:8]) + (f" or {len(asked) - 8} more" if len(asked) > 8 else "")
    return f"{_WHERE[condition.where]}: {listed}"


_WHERE = {
    "clause": "in its clause",
    "sentence": "in the sentence",
    "subject": "as its subject",
    "object": "as its object",
    "of": "after of",
    "modifier": "as a modifier",
    "words": "directly beside it",
    "above": "above it",
    "cause": "as its cause",
    "doer": "as who does it",
}


def _words_near(trace: Trace, attempts: Sequence[Attempt]) -> Iterator[Word]:
    tree = trace.tree
    heads = {one.tokens[-1] for one in attempts} | {one.tokens[0] for one in attempts}
    if not heads:
        heads = {next((i for i, token in enumerate(tree.tokens) if token.head == i), 0)}
    near = [i for i in range(len(tree.tokens)) if min(tree.distance(i, head) for head in heads) <= _NEAR]
    depths = {i: sum(1 for _ in tree.ancestors(i)) for i in near}
    top = min(depths.values(), default=0)
    for i in near:
        token = tree.tokens[i]
        above = "" if token.head == i else tree.tokens[token.head].text
        yield Word(token.text, depths[i] - top, token.upos, token.deprel, above)
