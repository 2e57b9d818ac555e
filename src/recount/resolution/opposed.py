"""Two accounts in which another side does it: a town that falls and is taken back, fire from either side of a front."""

from __future__ import annotations

import re
from functools import lru_cache

from recount.codebook import Merging
from recount.resolution.accounts import Account

_STATE = re.compile(r"\bgovernment\b|\barmy$|\barmed forces$|\bdefen[cs]e forces$")  # as `state_side` calls it, folded


def hands_exchanged(a: Account, b: Account, merging: Merging) -> bool:
    """Whether who takes something in the one loses it in the other, as when a town falls and is taken back."""
    return _exchanged(a, b) and merging.changes_hands(a.types | b.types)


def other_side(a: Account, b: Account, merging: Merging) -> str | None:
    """The reason that it is another side that does it, where it matters which: in a battle both do."""
    name = None
    if _exchanged(a, b):
        name = "sides_exchanged"
    elif a.camps and b.camps and a.camps.isdisjoint(b.camps) and a.sides.isdisjoint(b.sides):
        name = "agent_opposed"
    elif _tells_its_own(a) and _tells_its_own(b) and a.sides.isdisjoint(b.sides):
        name = "agent_own"
    return name if name and merging.one_sided(a.types | b.types) else None


def _tells_its_own(account: Account) -> bool:
    """Whether it is a state's deed by that state's own word: two states' jets are two, whose word is not one's against
    the other's. Groups that claim one bombing may well mean the same."""
    if account.agents.isdisjoint(account.origins):
        return False
    return all(map(is_of_state, account.sides))


@lru_cache(maxsize=4096)
def is_of_state(side: str) -> bool:
    """Whether a side, folded, is a state's."""
    return _STATE.search(side) is not None


def _exchanged(a: Account, b: Account) -> bool:
    if a.sides.isdisjoint(b.facing) and b.sides.isdisjoint(a.facing):
        return False
    own = not a.sides.isdisjoint(a.facing) or not b.sides.isdisjoint(b.facing)  # who withdraws loses by what it does
    return not own and a.sides.isdisjoint(b.sides)
