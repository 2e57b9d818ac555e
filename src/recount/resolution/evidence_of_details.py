"""What details say for and against two accounts being one happening: what was hit, when, with what, whom it killed.

Named reasons, as in `evidence`. They tell apart what day, place and kind don't: two bombs of one day in one town.
"""

from __future__ import annotations

from recount.codebook.merging import Merging
from recount.model import Harm
from recount.resolution.accounts import Account
from recount.resolution.details import CIVILIANS, FORCES, hours_apart
from recount.resolution.evidence_of_time import Reason

LEAST_OF_OTHERS = 0.5
"""How much of it speaks against two accounts that objects of different kinds were hit, if these are hit together."""


def details_speak(a: Account, b: Account, merging: Merging) -> list[Reason]:
    """What it was done to, when and with what."""
    reasons: list[Reason] = []
    if both := a.targets & b.targets:
        reasons.append(("target_same", 1.0, (min(both),)))
    if a.objects and b.objects and not a.objects & b.objects:
        beside = merging.hit_together(a.objects, b.objects)  # a convoy is hit near an airport
        reasons.append(("target_other", LEAST_OF_OTHERS if beside else 1.0, (min(a.objects), min(b.objects))))
    if a.hours and b.hours and (apart := hours_apart(a.hours, b.hours)):
        reasons.append(("hour_other", apart, (min(a.hours), min(b.hours))))
    if a.devices and b.devices and not a.devices & b.devices:
        reasons.append(("device_other", 1.0, (min(a.devices), min(b.devices))))
    if a.sums != b.sums:
        one_of_them = not _is_same_total(a, b)
    else:
        one_of_them = a.several != b.several and _is_part(*((b, a) if a.several else (a, b)))
    if one_of_them:
        reasons.append(("sum_of_several", 1.0, ()))
    return reasons


def _is_part(one: Account, several: Account) -> bool:
    """Whether an account can only be one of those that the other sums up: it tells of fewer dead, or of one of the
    objects hit where the other names more."""
    if len(one.objects & several.objects) > 1:
        return False
    dead, all_dead = one.figures.get(Harm.KILLED), several.figures.get(Harm.KILLED)
    if dead and all_dead:
        return max(dead) < min(all_dead)
    return not all_dead and len(several.objects) > 1


def _is_same_total(a: Account, b: Account) -> bool:
    """Whether two accounts give one number of dead, and more than by chance: that of a sum and of who does not say what
    it sums up."""
    both = a.figures.get(Harm.KILLED, frozenset()) & b.figures.get(Harm.KILLED, frozenset())
    return max(both, default=0) > _BY_CHANCE


_BY_CHANCE = 4
"""Dead up to which two numbers are often the same."""


def by_one_origin(a: Account, b: Account) -> list[Reason]:
    """That one origin gives two accounts' figures of the dead, which differ, and says nothing of a change."""
    both = a.origins & b.origins
    return [("dead_own", 1.0, (min(both),))] if both and _final(a) and _final(b) else []


def _final(account: Account) -> bool:
    """Whether its figures of the dead are exact, and nothing is said of earlier ones."""
    dead = [toll for toll in account.tolls if toll.harm is Harm.KILLED and not toll.sub]
    return all(toll.count.low == toll.count.high and toll.change is None for toll in dead)


def whom_speak(a: Account, b: Account) -> list[Reason]:
    """Whether those killed or taken are of the state's forces in the one and civilians in the other, or one person of
    another calling in each."""
    ones, others = a.whom, b.whom
    if not (ones and others):
        return []
    if ones.isdisjoint(others):
        one_each = a.figures.get(Harm.KILLED) == b.figures.get(Harm.KILLED) == _ONE
        return [("whom_other", _OF_ONE_EACH if one_each else 1.0, (min(ones), min(others)))]
    callings, other_callings = ones - _BROAD, others - _BROAD
    if callings and other_callings and callings.isdisjoint(other_callings) and FORCES not in ones | others:
        return [("calling_other", 1.0, (min(callings), min(other_callings)))]
    return []


_BROAD = frozenset({FORCES, CIVILIANS})
_ONE = frozenset({1})
_OF_ONE_EACH = 2.0  # of several dead each report may count others
