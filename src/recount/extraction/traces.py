"""Why words of a report are triggers or are none: what the rules tried, for people who write rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from recount.codebook import Codebook, Condition, Trigger
from recount.extraction.mentions import Mentions
from recount.extraction.places import PlaceMention, places_in
from recount.extraction.slips import mended
from recount.extraction.tolls import TollMention, tolls_in
from recount.extraction.tree import Tree
from recount.extraction.triggers import Hit, Marks, candidates_at, hits_in, unmet
from recount.gazetteer import Gazetteer
from recount.model import Reading, Sentence


@dataclass(frozen=True, slots=True)
class Attempt:
    """A trigger whose words stand at `tokens` of a sentence; `unmet` is the condition that kept it from counting.

    A trigger without an unmet condition that does not count gave way to another one at the same words.
    """

    trigger: Trigger
    tokens: tuple[int, ...]
    counts: bool
    unmet: Condition | None


@dataclass(frozen=True, slots=True)
class Trace:
    """A sentence with its tree, its figures, its places and all triggers that were tried on it."""

    sentence: Sentence
    tree: Tree
    hits: tuple[Hit, ...]
    tolls: tuple[TollMention, ...]
    places: tuple[PlaceMention, ...]
    marks: Marks

    def attempts(self, codebook: Codebook) -> Iterator[Attempt]:
        """What was tried, in text order."""
        for i in range(len(self.tree.tokens)):
            for one in candidates_at(self.tree, i, codebook):
                yield Attempt(one.trigger, one.tokens, one in self.hits, unmet(self.tree, one, self.marks))


def traces_of(reading: Reading, codebook: Codebook, gazetteer: Gazetteer) -> Iterator[Trace]:
    """Every sentence of a report as the triggers see it."""
    whole = mended(reading)
    places: dict[tuple[int, int], list[PlaceMention]] = defaultdict(list)
    for mention in places_in(whole, gazetteer):
        places[mention.passage, mention.sentence].append(mention)
    for passage in whole.passages:
        for n, sentence in enumerate(passage.sentences):
            there, tolls = tuple(places[passage.n, n]), tuple(tolls_in(sentence))
            tree = Tree(sentence)
            marks = Mentions(there, (), tolls).marks(sentence)
            yield Trace(sentence, tree, hits_in(tree, codebook, marks), tolls, there, marks)
