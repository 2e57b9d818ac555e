"""Two accounts in which another side does it: a town that falls and is taken back, fire from either side of a front."""

from __future__ import annotations

from recount.codebook import Merging
from recount.resolution.accounts import Account


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
    return name if name and merging.one_sided(a.types | b.types) else None


def _exchanged(a: Account, b: Account) -> bool:
    if a.sides.isdisjoint(b.facing) and b.sides.isdisjoint(a.facing):
        return False
    own = not a.sides.isdisjoint(a.facing) or not b.sides.isdisjoint(b.facing)  # who withdraws loses by what it does
    return not own and a.sides.isdisjoint(b.sides)
