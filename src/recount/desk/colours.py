"""The colours of parties: the same party in the same colour on every page, chosen by the desk."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from recount.codebook.actors import actors_over
from recount.desk.finding import Asked, facets
from recount.desk.keeping import kept
from recount.desk.standing_views import seen_by
from recount.desk.tools import Rules
from recount.errors import RecordError
from recount.store import opened

COLOURS = ("blue", "orange", "green", "rose", "ochre", "violet", "grey")
"""Colours that readers who see fewer colours tell apart, by number from 1; the last is for whoever has no other."""

_CHOICE = "party_colours"
_MOST_PARTIES = 12  # that a colour can be chosen for
_UNCHOSEN = len(COLOURS) - 1  # parties that have a colour where nobody chose any
_PARTY_KINDS = frozenset(
    {"state forces", "government", "rebel group", "political militia", "identity militia", "external forces"}
)


def colours(record: Path, rules: Rules, hidden: frozenset[str] = frozenset()) -> Mapping[str, int]:
    """The colour of each side that has one, from 1: as somebody chose them; where nobody did, the sides that are named
    in most incidents have one. `hidden` are reports that who looks may not see."""
    with closing(opened(record)) as store:
        chosen = store.option(_CHOICE)
    if chosen:
        found: dict[str, int] = json.loads(chosen)
        return found
    return {side: n + 1 for n, side in enumerate(sides(record, rules, hidden)[:_UNCHOSEN])}


def sides(record: Path, rules: Rules, hidden: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The sides of the conflict that the record names in most incidents, the first of them first."""

    def made() -> tuple[str, ...]:
        known, counted = actors_over(rules.actors), Counter[str]()
        for name, number in facets(record, Asked(hidden=hidden), rules.actors).actors.items():
            actor = known.canonical(name)
            if actor is not None and actor.kind in _PARTY_KINDS:
                counted[actor.side or actor.name] += number
        return tuple(side for side, _ in counted.most_common(_MOST_PARTIES))

    return kept(record, seen_by("sides", hidden), made).value


def choose_colours(record: Path, chosen: Mapping[str, str]) -> None:
    """From now on these sides have these colours, and no others have one. Raises RecordError for what is no colour, and
    where two sides ask for the same one."""
    found = {side[:200]: COLOURS.index(word) + 1 for side, word in chosen.items() if word in COLOURS}
    if strange := [word for word in chosen.values() if word and word not in COLOURS]:
        raise RecordError(f"colour {strange[0][:40]}", "is not one of the desk's", f"Choose of {', '.join(COLOURS)}.")
    taken = Counter(number for number in found.values() if number < len(COLOURS))
    if twice := [number for number, times in taken.items() if times > 1]:
        what = "would stand for two parties"
        raise RecordError(COLOURS[twice[0] - 1], what, "Give each party one of its own; grey may stand for several.")
    with closing(opened(record)) as store:
        store.choose(_CHOICE, json.dumps(found, ensure_ascii=False, sort_keys=True))
