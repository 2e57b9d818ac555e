"""Rules and the reader's learned heads weighed against each other: named features, each with a learned weight.

What speaks for and against a decision is a mapping from names to numbers; `weights.json` holds what each counts for,
fitted by training/weigh.py on reports that the heads had not seen (logistic regression). A decision's reasons are the
rule that proposed it and the probability that all features together give it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

Features = Mapping[str, float]

_MOST = 8.0
"""Log-odds of a head beyond this say no more than that it is sure."""


@dataclass(frozen=True, slots=True)
class Weigher:
    """The weights of every decision, and what they make of its features."""

    weights: Mapping[str, Mapping[str, float]]

    def probability(self, decision: str, features: Features, about: object = None) -> float:
        """How likely a decision is right; `about` says on what it is, for whoever records decisions."""
        weights = self.weights[decision]
        total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in features.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def weigher() -> Weigher:
    """The weights that come with Recount."""
    text = (resources.files("recount.extraction") / "weights.json").read_text("utf-8")
    return Weigher(json.loads(text))


def bounded(log_odds: float) -> float:
    """A head's log-odds where they still say something."""
    return max(-_MOST, min(_MOST, log_odds))
