"""What the words beside an unspecified deed say of it: who was harmed, who did it, where."""

from __future__ import annotations

from recount.codebook import Codebook
from recount.extraction.arguments import Parties
from recount.extraction.carry import Circumstances, Told
from recount.extraction.mentions import Share
from recount.extraction.tree import Tree
from recount.model import Category, Harm

# Those who kill at close quarters, whatever was bombed or shelled in the sentences before.
_ON_FOOT = frozenset(
    {
        "gunman", "terrorist", "militant", "jihadist", "police", "policeman", "sniper", "guerrilla", "mob",
    }
)  # fmt: skip
# How many sentences behind a deed a bare count of bodies still counts its dead.
_COUNTED_ON = 2
# Named months, seasons and years lie behind what the sentences before told of days.
_OTHER_TIMES = frozenset({"when.month", "when.year", "when.season"})
_STATES_MEN = frozenset({"soldiers", "soldier", "troops", "army", "policemen", "police", "forces", "officers"})
_THEIR_FOES = frozenset(
    {"militants", "rebels", "jihadists", "insurgents", "terrorists", "guerrillas", "extremists", "gunmen", "fighters"}
)


def circumstances(
    tree: Tree, share: Share, parties: Parties, meant: Told | None, codebook: Codebook, back: int
) -> Circumstances:
    """The circumstances of one event of a sentence, given its mentions, its parties and the event told before, `back`
    sentences ago."""
    return Circumstances(
        both_sides=_is_of_both_sides(share),
        of_fighters=_is_of_fighters(share),
        acted=any(not _ON_FOOT.isdisjoint(tree.forms[party.head]) for party in parties.agents),
        fresh=bool(parties.targets or parties.agents),
        elsewhere=meant is not None and _is_elsewhere(share, meant),
        on_armed=_are_armed(tree, parties, codebook),
        counts_on=back <= _COUNTED_ON and not (share.times or share.places) and not _is_of_war(tree, codebook),
    )


def _is_of_war(tree: Tree, codebook: Codebook) -> bool:
    war = codebook.classes.get("war", frozenset())
    return any(not war.isdisjoint(forms) for forms in tree.forms)


def _is_elsewhere(share: Share, meant: Told) -> bool:
    """Whether place and time are said, and the place is none of those of the event told before; or a month or a year of
    another time ("the attacks in January", after Tuesday's strikes)."""
    if any(mention.when.rule in _OTHER_TIMES for mention in share.times):
        return True
    before = {name.value.lower() for name in meant.places}
    here = {mention.name.value.lower() for mention in share.places}
    return bool(share.times and here and before) and not here & before


def _is_of_both_sides(share: Share) -> bool:
    """Whether the figures count dead of a state's forces and of those who fight them."""
    sides = [
        frozenset(toll.toll.value.who.lower().split())
        for toll in share.tolls
        if toll.toll.value.harm is Harm.KILLED and not toll.toll.value.sub
    ]
    return any(who & _STATES_MEN for who in sides) and any(who & _THEIR_FOES and not who & _STATES_MEN for who in sides)


def _is_of_fighters(share: Share) -> bool:
    """Whether those harmed are combatants and nobody else."""
    return bool(share.tolls) and all(toll.toll.value.category is Category.COMBATANT for toll in share.tolls)


def _are_armed(tree: Tree, parties: Parties, codebook: Codebook) -> bool:
    """Whether the targets are armed men or their ground."""
    armed = codebook.classes.get("armed", frozenset()) | {
        "base",
        "position",
        "outpost",
        "barracks",
        "checkpoint",
    }
    return any(not armed.isdisjoint(tree.forms[party.head]) for party in parties.targets)
