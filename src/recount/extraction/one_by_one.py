"""Deeds of one sentence told one by one: "the first killed five, the second two", "one hit a school and killed four,
the other killed two in a clinic", "killing five in the first blast and two in the second"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from recount.extraction.tree import Tree
from recount.model import Claim, Span
from recount.model.claim import claim_id

_FIRST = frozenset({"first", "one", "former"})
_NEXT = frozenset({"second", "third", "fourth", "fifth", "sixth", "other", "another", "latter"})
_IN_TURN = re.compile(
    rf"\b(?:in|by|at) (?:the )?(?P<turn>{'|'.join(sorted(_FIRST | _NEXT))})\b"
    r"(?! (?:place|person|day|week|hours?|days)\b)",
    re.IGNORECASE,
)


def takes_turns(tree: Tree, first: int, second: int) -> bool:
    """Whether two verbs of a sentence tell what two of several did: their subjects are "the first" and "the second",
    "one" and "another"."""
    if not (tree.is_verb(first) and tree.is_verb(second)):
        return False
    ones, others = _turns(tree, first), _turns(tree, second)
    return bool(ones and others & _NEXT) and ones != others


def _turns(tree: Tree, verb: int) -> frozenset[str]:
    """The words of turns by which a verb's subject, or what it stands with, is called; a bare "first" says when."""
    own = [
        i
        for i in tree.kids[verb]
        if i < verb and (tree.relation[i] == "nsubj" or any(tree.text(k) == "the" for k in tree.kids[i]))
    ]
    words = {tree.text(j) for i in own or tree.subjects(verb) for j in (i, *tree.kids[i])}
    return frozenset(words) & (_FIRST | _NEXT)


def by_turn(claim: Claim, text: str) -> Iterator[Claim]:
    """A claim, and where each of its figures has a turn of its own behind it one for each: "killing five in the first
    blast and two in the second". Each is a deed of its own."""
    whole = sorted((toll for toll in claim.tolls if not toll.value.sub), key=lambda toll: toll.span.end)
    if len(whole) < 2 or len(whole) != len(claim.tolls) or len({toll.value.harm for toll in whole}) > 1:
        yield claim
        return
    ends = [*(toll.span.end for toll in whole[1:]), claim.clause.end]
    told = [
        _IN_TURN.search(text, toll.span.end, max(toll.span.end, end)) for toll, end in zip(whole, ends, strict=True)
    ]
    turns = [match["turn"].lower() for match in told if match is not None]
    if len(turns) < len(whole) or len(set(turns)) < len(turns) or not _FIRST.isdisjoint(turns[1:]):
        yield claim
        return
    numbers = [_last_word(toll.span, text) for toll in whole]
    stops = [*(number.start for number in numbers[1:]), claim.clause.end]
    yield replace(claim, tolls=(whole[0],), clause=Span(claim.clause.start, max(claim.trigger.end, stops[0])))
    for toll, number, stop in list(zip(whole, numbers, stops, strict=True))[1:]:
        yield replace(
            claim,
            id=claim_id(claim.document, number),
            trigger=number,
            clause=Span(number.start, stop),
            rule=f"{claim.rule}; one of several",
            tolls=(replace(toll, span=number),),
            targets=(),
            main=False,
        )


def _last_word(span: Span, text: str) -> Span:
    """The last word of a figure's own: of "killing five in the first and two" the second number."""
    return Span(span.end - len(span.of(text).split()[-1]), span.end)
