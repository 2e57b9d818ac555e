"""Words that bound a number or stand for one, as the codebook reads them ("Tolls")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Bound:
    """What a qualifier does to a number, and the rule that says so."""

    kind: Literal["least", "more", "most", "fewer", "about"]
    rule: str


_LEAST = Bound("least", "count.at_least")
_MORE = Bound("more", "count.more_than")
_MOST = Bound("most", "count.up_to")
_FEWER = Bound("fewer", "count.fewer_than")
_ABOUT = Bound("about", "count.about")


def _phrases(bound: Bound, text: str) -> list[tuple[tuple[str, ...], Bound]]:
    return [(tuple(phrase.split()), bound) for phrase in text.split("|")]


BOUNDS: tuple[tuple[tuple[str, ...], Bound], ...] = tuple(
    sorted(
        [
            *_phrases(
                _LEAST,
                "at least|at the least|at the very least|no fewer than|not fewer than|no less than|not less than|"
                "a minimum of|minimum of|minimum|at minimum|not under",
            ),
            *_phrases(
                _MORE,
                "more than|over|well over|just over|exceeding|exceeded|exceeds|exceed|in excess of|upwards of|"
                "upward of|above|greater than|higher than|much higher than|surpassed|surpassing|topped|topping|passed",
            ),
            *_phrases(
                _MOST,
                "up to|as many as|as high as|at most|at the most|no more than|not more than|a maximum of|maximum of|"
                "anything up to",
            ),
            *_phrases(_FEWER, "fewer than|less than|under|below"),
            *_phrases(
                _ABOUT,
                "about|around|some|nearly|almost|roughly|approximately|an estimated|estimated|close to|circa|approx|"
                "near|just under|nearly about|virtually|perhaps|maybe|reportedly",
            ),
        ],
        key=lambda pair: -len(pair[0]),
    )
)
"""Qualifiers before a number, longest first."""

AFTER: tuple[tuple[tuple[str, ...], Bound], ...] = (
    (("or", "more"), _LEAST),
    (("or", "so"), _ABOUT),
    (("or", "fewer"), _MOST),
    (("or", "less"), _MOST),
    (("-", "plus"), _LEAST),
    (("plus",), _LEAST),
    (("+",), _LEAST),
    (("-", "odd"), _ABOUT),
)
"""Qualifiers behind a number."""

COLLECTIVE = {
    "dozens": 24,
    "scores": 40,
    "tens": 20,
    "hundreds": 200,
    "thousands": 2_000,
    "lakhs": 200_000,
    "millions": 2_000_000,
    "crores": 20_000_000,
}
"""Plurals that stand for a number: at least twice what they name."""

_MANY = ("a", "an", "the")


def _vague() -> list[tuple[tuple[str, ...], int]]:
    out: list[tuple[tuple[str, ...], int]] = [((word,), least) for word, least in COLLECTIVE.items()]
    out += [
        ((few, "of", many), small * COLLECTIVE[many])
        for few, small in (("tens", 20), ("dozens", 24), ("scores", 40), ("hundreds", 200), ("thousands", 2_000))
        for many in ("hundreds", "thousands", "lakhs", "millions")
    ]
    out = [(phrase, _of(phrase, least)) for phrase, least in out]
    size = (
        "",
        "large ",
        "great ",
        "big ",
        "growing ",
        "high ",
        "very large ",
        "considerable ",
        "significant ",
        "small ",
    )
    out += [(tuple(f"a {s}number of".split()), 3) for s in size]
    out += [(tuple(f"{s}numbers of".split()), 3) for s in size if s]
    out += [
        (tuple(f"{a} {unsaid} number of".split()), 1)
        for a in ("a", "an")
        for unsaid in ("unknown", "unspecified", "undisclosed", "undetermined", "unconfirmed")
    ]
    out += [
        (("several",), 3),
        (("many",), 3),
        (("numerous",), 3),
        (("countless",), 3),
        (("various",), 3),
        (("a", "handful", "of"), 3),
        (("handful", "of"), 3),
        (("a", "score", "of"), 20),
        (("a", "few"), 2),
        (("some",), 2),
        (("a", "couple", "of"), 2),
        (("a", "couple"), 2),
        (("a", "pair", "of"), 2),
    ]
    return sorted(out, key=lambda pair: -len(pair[0]))


def _of(phrase: tuple[str, ...], least: int) -> int:
    """ "tens of thousands" is 20,000: the small word's own count times the large one's unit."""
    return least // 2 if len(phrase) == 3 else least


VAGUE: dict[str, list[tuple[tuple[str, ...], int]]] = {
    word: [pair for pair in _vague() if pair[0][0] == word] for word in {phrase[0] for phrase, _ in _vague()}
}
"""Quantities without a figure and the least they stand for, by their first word, longest first."""
