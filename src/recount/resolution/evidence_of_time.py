"""What the times of two accounts say for and against their being one happening: named reasons, as in `evidence`."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeAlias

from recount.codebook.merging import Merging
from recount.model import Harm
from recount.resolution.accounts import WEEKDAYS, Account, Days

Reason: TypeAlias = tuple[str, float, tuple[object, ...]]
"""A reason's name, how much of it there is, and what its words are made of."""

_WEEK = 10  # days; an undated report within longer bounds says hardly when its news happened
_NEWS = 7  # days between reports that both tell news of one day
WITHIN_A_MONTH = 31
_DATES_ARE_OFF = timedelta(days=3)  # the dates that pages carry
_LASTING, _LONGEST_OPERATION = 3, 60  # days
_BATTLE, _TERRITORY = "battle", "territory"  # families
_MANY_TIMES = 2  # the dead of an operation, against those of one day of it


def times_speak(a: Account, b: Account, merging: Merging, *, known: bool) -> list[Reason]:
    """When: `known` people of both let reports stand weeks apart, as those of a trial do."""
    one, other = a.days, b.days
    later = _days_after_report(a, b) or _days_after_report(b, a)
    if later is not None and not known:
        return [("report_never", 1.0, (later,))]
    if one is None or other is None:
        return [_undated(a, b)]
    gap = one.gap(other)
    if one.stated and other.stated:
        reason = _stated_time(one, other, gap, known=known)
        if reason[0] == "days_long" and begin_together(one, other) and _lasts(a, merging) and _lasts(b, merging):
            return [("began_same", 1.0, (min(one.first, other.first),))]
        return [reason]
    if max(one.length, other.length) > _WEEK:
        return [_undated(a, b) if gap == 0 else ("news_apart_far" if known else "days_never", 1.0, (gap,))]
    apart = gap if one.stated or other.stated else abs((one.last - other.last).days)
    if apart > _NEWS:
        return [("news_apart_far" if known else "news_never", 1.0, (apart,))]
    if one.stated or other.stated:
        return [("day_off_news", gap, (gap,)) if gap else ("day_in_news", 1.0, ())]
    reasons: list[Reason] = [("news_both", 1.0, ())]
    if apart:
        reasons.append(("news_apart", apart, (apart,)))
    return reasons


def _days_after_report(told: Account, happened: Account) -> int | None:
    """How many days after the report of the one came out the other happened, where that is known: what is told as past
    is none that was still to come. None where it may be: the dates that pages carry are some days off."""
    days = happened.days
    if told.reported is None or told.ahead or days is None or not days.stated:
        return None
    latest = told.reported + _DATES_ARE_OFF
    if days.first <= latest or (told.days is not None and told.days.last > latest):
        return None
    return (days.first - told.reported).days


def days_of_operation(whole: Account, part: Account, merging: Merging) -> int | None:
    """How many days an operation goes on within which the other account tells of one day and far fewer dead, or of a
    battle on which the place changed hands: that is an episode of it. None where it is none."""
    long, day = whole.days, part.days
    if long is None or day is None or not (long.stated and day.stated) or day.length != 1:
        return None
    if not (_LASTING <= long.length <= _LONGEST_OPERATION and long.gap(day) == 0):
        return None
    if any(merging.families.get(type_) not in merging.lasting for type_ in whole.types):
        return None
    if days_of_battle(whole, part, merging) is not None:
        return long.length
    dead = [toll.count.high for toll in part.tolls if toll.harm is Harm.KILLED]
    all_dead = whole.figures.get(Harm.KILLED)
    if not all_dead or not dead or None in dead:
        return None
    return long.length if min(all_dead) >= _MANY_TIMES * max(number or 0 for number in dead) else None


def days_of_battle(whole: Account, part: Account, merging: Merging) -> int | None:
    """How many days a battle goes on within which the other account tells that a place changed hands on one of them.
    None where it is no battle, or no such day."""
    long, day = whole.days, part.days
    if long is None or day is None or not (long.stated and day.stated) or day.length != 1 or long.gap(day):
        return None
    if not _LASTING <= long.length <= _LONGEST_OPERATION:
        return None
    taken = any(merging.families.get(type_) == _TERRITORY for type_ in part.types)
    return long.length if taken and all(merging.families.get(t) == _BATTLE for t in whole.types) else None


def _stated_time(a: Days, b: Days, gap: int, *, known: bool) -> Reason:
    if gap > 3:
        return ("days_off_far" if known else "days_never", 1.0, (gap,))
    if gap:
        return (f"days_off_{gap}", 1.0, (gap,))
    longest = max(a.length, b.length)
    if longest == 1:
        return ("day_same", 1.0, (a.first,))
    return ("days_week" if longest <= 7 else "days_month" if longest <= 35 else "days_long", 1.0, (longest,))


def begin_together(a: Days, b: Days) -> bool:
    """Whether two stretches of more than five weeks begin within a month: one is told to the day, the other to the
    month; where they end is often no more than the day of a report."""
    return min(a.length, b.length) > 35 and abs((a.first - b.first).days) <= WITHIN_A_MONTH


def _lasts(account: Account, merging: Merging) -> bool:
    return any(merging.families.get(type_) in merging.lasting for type_ in account.types)


def _undated(a: Account, b: Account) -> Reason:
    """What speaks for one time where a date is missing: at most that the weekday agrees."""
    for one, other in ((a, b), (b, a)):
        day = other.days
        if one.weekdays and day is not None and day.stated and day.length == 1:
            name = "weekday_same" if day.first.weekday() in one.weekdays else "weekday_other"
            return (name, 1.0, (WEEKDAYS[day.first.weekday()],))
    return ("undated", 1.0, ())
