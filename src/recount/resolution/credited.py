"""Whom a report credits with a figure that its own sentence credits to nobody by name.

A report often states the figure first and names its source in the next sentence ("At least 30 were killed, reports
said. … according to the Vela Monitor"). Such a figure is that source's word, no second witness's, where the report
credits only one with the happening.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from recount.codebook.actors import Actors
from recount.codebook.origin_kinds import kind_of_origin
from recount.model import Claim, OriginKind

Voices = Sequence[tuple[bool, str]]
"""Whose word a claim is: by name or not, and the name."""

_COUNTING = frozenset({OriginKind.MONITOR, OriginKind.AUTHORITY, OriginKind.RELIEF, OriginKind.BODY})
_TOTALS = "toll_report"  # whose source tells of a war or a month, not of this
_NOBODY_AT_ALL = re.compile(
    r"^(?:(?:the|some|many|several|early|initial|preliminary|local|media|news|press|other) )*"
    r"(?:reports?|media|sources?|accounts?|press|news)$",
    re.IGNORECASE,
)


def credited_nearby(
    claims: Iterable[Claim], voices: Mapping[str, Voices], actors: Actors
) -> dict[str, tuple[bool, str]]:
    """Claims of one incident that give figures and name nobody, by id, with the one whom their report credits, by name
    or not.

    "A monitoring group" is the one monitor that the report credits with the incident. Where nobody or "reports" are
    credited, it is the one monitor, authority, hospital or body of states there, as parties only own up to deeds and
    newsrooms add to each other's words; and only for what stands before the first credit: what a report adds later in
    its own words is its own. Where the report credits nobody by name with it, it is the one whom it relays ("a police
    source told the agency").
    """
    of_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        of_report[claim.document].append(claim)
    found: dict[str, tuple[bool, str]] = {}
    for told in of_report.values():
        of_it = [claim for claim in told if claim.type != _TOTALS]
        named = {name: claim for claim in of_it[::-1] for by_name, name in voices[claim.id] if by_name}
        first = min((claim.trigger.start for claim in named.values()), default=0)
        relayed = None if named else next((claim for claim in of_it if claim.origin and claim.via), None)
        for claim in told:
            if claim.tolls and not any(by_name for by_name, _ in voices[claim.id]):
                heard = claim.origin[0].value if claim.origin else ""
                leads = claim.trigger.start < first and not claim.via
                meant = _meant(heard, list(named), actors, leads=leads)
                if meant is not None:
                    found[claim.id] = True, meant
                elif relayed is not None and not claim.origin and claim.trigger < relayed.trigger:
                    found[claim.id] = False, voices[relayed.id][0][1]
    return found


def _meant(heard: str, named: Sequence[str], actors: Actors, *, leads: bool) -> str | None:
    kinds = actors.kinds_called(heard.replace("organis", "organiz"))
    if not heard or _NOBODY_AT_ALL.match(heard):
        counts = [name for name in named if leads and kind_of_origin(name, actors) in _COUNTING]
        return counts[0] if len(counts) == 1 else None
    meant = [name for name in named if (actor := actors.named(name)) is not None and actor.kind in kinds]
    return meant[0] if len(meant) == 1 else None
