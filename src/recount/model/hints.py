"""What the reader's learned heads make of a sentence's words: leanings that rules are weighed with, no decisions."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a command that shows help need not wait for it
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]


class Link(StrEnum):
    """What a word can be to the word that tells an event: who does it, to whom, where, when, how many, who says so
    (`origin`) and who passes it on (`via`)."""

    AGENT = "agent"
    TARGET = "target"
    PLACE = "place"
    TIME = "time"
    TOLL = "toll"
    ORIGIN = "origin"
    VIA = "via"


LINK_STEPS = 16
"""Log-odds of links are kept in steps of a sixteenth up to eight: a report has many pairs of words."""
_ROW = {link: n for n, link in enumerate(Link)}


@dataclass(frozen=True, slots=True, eq=False)
class Hints:
    """The learned heads' answers for the words of one sentence.

    `types` are the event types that the heads were trained on; a desk's own type is none of them, and rules alone
    decide on it. `events` [words, 1 + types] are log-probabilities: that a word tells no event (first column) or one
    of that type. `statuses` [words, 6] are log-probabilities in the order of `Status`, of an event told by the word;
    `harmed` [words, 4] log-probabilities that the people or things meant by the word are civilian, combatant, objects
    or unknown, in the order of `Category`. `links` [kinds of link, words, words of the window] are log-odds in
    sixteenths that a word of the window is a party, place, time, figure or source of the event. A window is a stretch
    of sentences read together, told apart by where it begins in the text (`window`); the sentence's own words begin at
    its column `start`.
    """

    types: tuple[str, ...]
    events: Rows
    statuses: Rows
    harmed: Rows
    links: NDArray[np.int8]
    window: int
    start: int

    def event(self, i: int) -> float:
        """The log-odds that word `i` tells an event."""
        none = float(self.events[i, 0])
        return math.log1p(-math.exp(min(none, -1e-6))) - none

    def type_given_event(self, i: int) -> dict[str, float]:
        """For each type the heads know the log-probability that the event is of it, if word `i` tells one."""
        told: list[float] = self.events[i, 1:].tolist()
        highest = max(told)
        total = highest + math.log(sum(math.exp(one - highest) for one in told))
        return {kind: one - total for kind, one in zip(self.types, told, strict=True)}

    def link(self, kind: Link, i: int, other: Hints, j: int) -> float | None:
        """The log-odds that word `j` of another sentence (or of this) belongs to the event told by word `i`; None
        where the two sentences were not read together."""
        if other.window != self.window:
            return None
        return float(self.links[_ROW[kind], i, other.start + j]) / LINK_STEPS
