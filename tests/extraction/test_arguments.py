"""Who does it and to whom: what the rules take, and what they choose from."""

from __future__ import annotations

from recount.codebook import conflict_codebook
from recount.extraction.arguments import Candidate, Part, candidates_of, parties_of
from recount.extraction.events import events_in
from recount.extraction.tree import Tree
from recount.extraction.triggers import Marks, hits_in
from tests.extraction.figures import tree as made

CODEBOOK = conflict_codebook()
COUNTED = Marks(tolls=frozenset({8}))

STRIKE = made(
    "Jets/NOUN/1/nsubj/NNS/jet bombed/VERB/1/root/VBD/bomb the/DET/3/det depot/NOUN/1/obj near/ADP/6/case "
    "the/DET/6/det mill/NOUN/3/nmod ,/PUNCT/8/punct/,/, killing/VERB/1/advcl/VBG/kill twelve/NUM/10/nummod "
    "fighters/NOUN/8/obj/NNS/fighter"
)


def candidates(part: Part) -> list[tuple[str, str | None]]:
    tree = Tree(STRIKE)
    (event,) = events_in(tree, hits_in(tree, CODEBOOK, COUNTED), CODEBOOK, COUNTED)
    return [(tree.tokens[c.head].text, c.rule) for c in candidates_of(tree, event, part, parties_of(tree, event))]


def test_every_nominal_of_the_sentence_is_a_candidate_with_the_rule_that_takes_it() -> None:
    assert candidates(Part.AGENT) == [("Jets", "subject"), ("depot", None), ("mill", None), ("fighters", None)]
    assert candidates(Part.TARGET) == [("Jets", None), ("depot", "object"), ("mill", None), ("fighters", "object")]


def test_what_the_rules_take_is_always_among_the_candidates() -> None:
    tree = Tree(STRIKE)
    (event,) = events_in(tree, hits_in(tree, CODEBOOK, COUNTED), CODEBOOK, COUNTED)
    parties = parties_of(tree, event)
    for part, found in ((Part.AGENT, parties.agents), (Part.TARGET, parties.targets)):
        assert {Candidate(p.head, p.rule) for p in found} <= set(
            candidates_of(tree, event, part, parties_of(tree, event))
        )
