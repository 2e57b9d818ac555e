"""Reasons for and against two accounts being one happening (see `evidence`), in words."""

from __future__ import annotations

from typing import cast

from recount.resolution.accounts import Places
from recount.resolution.evidence import MOST_WORDS
from recount.resolution.evidence_of_time import Reason

_SAID = {
    "denied": "one tells that it happened, the other denies it",
    "type_same": "both tell of {}",
    "type_meets": "{} and {} can be one happening",
    "type_cost": "{} and {} seldom are",
    "type_never": "{} and {} are never one happening",
    "day_same": "both on {}",
    "days_week": "the stated times overlap within {} days",
    "days_month": "the stated times overlap within {} days",
    "days_long": "the stated times overlap, but within {} days",
    "began_same": "both go on for weeks from about {:%d %b %Y} on",
    "days_off_1": "stated {} day apart",
    "days_off_2": "stated {} days apart",
    "days_off_3": "stated {} days apart",
    "days_off_far": "stated {} days apart, but both name the same people",
    "days_never": "the one can't have been when the other was, {} days apart",
    "episode_never": "the one goes on for {} days, the other tells of one day of it",
    "day_in_news": "the stated day falls into the days before the other report",
    "day_off_news": "stated {} days off the other's news",
    "news_both": "both undated news",
    "news_apart": "the reports came out {} days apart",
    "news_apart_far": "the reports are {} days apart, but both name the same people",
    "news_never": "undated, and the reports are {} days apart",
    "weekday_same": "undated, but both on a {}",
    "weekday_other": "undated, and not on a {}",
    "undated": "nothing says when one of them happened",
    "report_never": "the one happened {} days after the other's report was out",
    "hands_never": "who takes it in the one loses it in the other",
    "sides_exchanged": "who does it in the one suffers it in the other",
    "agent_opposed": "done by the state in the one, by those who rise against it in the other",
    "agent_own": "two states that each tell of what it did itself",
    "target_other": "the one hit {}, the other {}",
    "hour_other": "{} and {} of a day",
    "device_other": "done with other devices ({}, {})",
    "sum_of_several": "the one sums up several, of which the other can only be one",
    "whom_other": "{} in the one, {} in the other",
    "calling_other": "{} in the one, {} in the other",
    "dead_own": "{} gives both figures and says nothing of a change",
    "place_others": "each names other places beside it",
    "place_near": "places {:.0f} km apart",
    "place_off": "places {:.0f} km apart in one region",
    "place_far": "places {:.0f} km apart",
    "region_near": "different regions, {:.0f} km apart",
    "region_far": "different regions, {:.0f} km apart",
    "country_same": "the same country",
    "country_named": "different countries, but one country is named by both",
    "country_other": "different countries",
    "place_unknown": "nothing says where one of them happened",
    "agent_same": "done by {}",
    "agent_side": "done by the side of {}",
    "agent_word": "those who did it share a name ({})",
    "agent_other": "done by {} and by {}",
    "target_same": "done to {}",
    "people": "{} names of people are in both",
    "people_other": "both name people, and not the same",
    "ages_other": "both give ages of people, and not the same",
    "ages": "{} ages of people are in both",
    "dead_same": "both give {} killed",
    "dead_before": "the one revises the {} killed that the other gives",
    "dead_near": "{} and {} killed, which don't rule each other out",
    "dead_rising": "{} and {} killed; the later report has more",
    "dead_falling": "{} and {} killed",
    "dead_apart": "{} and {} killed, far apart",
    "wounded_same": "both give {} {}",
    "part_same": "both single out {}",
    "both_main": "it is what both reports are mainly about",
    "leads": "the reports open in similar words ({:.2f})",
    "reprint": "the reports share this sentence",
    "reprint_share": "the reports share {:.0%} of their text",
}
_SAID_OF_PLACES = {
    "place_same": "the same place ({})",
    "place_name": "the same place name ({})",
    "place_within": "a place and the region it lies in ({})",
    "region_same": "the same region ({})",
}
_SAID_OF_TWO_PLACES = {
    "place_elsewhere": "{} and {}",
    "place_never": "the same words of {} and of {}",
}


def said(reason: Reason) -> str:
    """A reason in words."""
    name, _, detail = reason
    if name == "rare_words":
        words = sorted((str(word) for word in detail), key=lambda word: (-len(word), word))
        return f"both have {', '.join(words[:MOST_WORDS])}"
    if name in _SAID_OF_TWO_PLACES:
        one, places, other, others = detail
        two = cast("Places", places).label((str(one),)), cast("Places", others).label((str(other),))
        return _SAID_OF_TWO_PLACES[name].format(*two)
    if name in _SAID_OF_PLACES:
        places, shared = detail
        return _SAID_OF_PLACES[name].format(cast("Places", places).label(cast("frozenset[str]", shared)))
    if name.startswith("type_"):
        detail = tuple(str(kind).replace("_", " ") for kind in detail)
    return _SAID[name].format(*detail)
