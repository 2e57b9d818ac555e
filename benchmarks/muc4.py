"""Another war, through an adapter: incidents of MUC-4's upper-case wires (Latin America 1988-91) against its templates.

`python -m benchmarks.muc4 --data DIR [--all]`. A report's claims are joined to incidents by the product itself; each
incident stands for one template. Response and key are paired one to one where their types agree (ATTACK is the parent
of the others) and a place, a victim, a target, an organisation or a figure does too, the best pairs first; that is
MUC-4's rule but for the order of pairing. Templates and fills that the key marks as optional cost nothing when they
are missed.

`matched` counts fills of paired incidents only, `all` those of unpaired keys and responses too. A number is right when
it is the key's own; organisations are right by one of the key's wordings or by the product's alias file. `confidence`
asks, for organisations found, how they are tied to the deed: as a fact, by accusation, by their own word.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from benchmarks.common import Line, coded_report, rows, tools
from recount.extraction.wordforms import word_set
from recount.model import Claim, Harm, Incident, Status
from recount.pipeline import incidents_of

SAMPLE = 400
"""Reports measured unless all are asked for: those whose names hash lowest, so always the same."""

_TYPES = {
    "attack": "ATTACK",
    "armed_clash": "ATTACK",
    "offensive": "ATTACK",
    "sexual_violence": "ATTACK",
    "chemical_attack": "ATTACK",
    "bombing": "BOMBING",
    "suicide_bombing": "BOMBING",
    "air_strike": "BOMBING",
    "shelling": "BOMBING",
    "abduction": "KIDNAPPING",
    "destruction": "ATTACK",
    "toll_report": "ATTACK",
}
# What a template is made of on its own; battles and totals only fill one that the key has.
_ALARMS = frozenset({"attack", "bombing", "suicide_bombing", "abduction", "destruction", "sexual_violence"})
_UNSAID = frozenset({Status.DENIED, Status.HYPOTHETICAL})
_BODIES = word_set(
    """
    army armed forces force front movement cartel cartels liberation command battalion brigade police government group
    organization party union squad squads guard path mafia regime ministry commandos coordinator board traffickers
    extraditables military
    """
)
_LINKS = word_set("the a an of and in on at by for from to de la el los las del y")
_EFFECTS = {"DEATH": Harm.KILLED, "INJURY": Harm.WOUNDED}
_TIES = {"REPORTED AS FACT": "fact", "CLAIMED OR ADMITTED": "claimed"}


@dataclass(frozen=True)
class Fills:
    """What a template or an incident says: its type, and the slots that are compared."""

    type: str
    places: tuple[frozenset[str], ...] = ()
    targets: tuple[frozenset[str], ...] = ()
    organisations: tuple[tuple[str, ...], ...] = ()
    numbers: tuple[tuple[Harm, int], ...] = ()
    ties: tuple[str, ...] = ()
    optional: bool = False
    alarm: bool = True


@dataclass
class Score:
    """Fills right, in the key, in the response."""

    right: float = 0
    key: int = 0
    response: int = 0

    def rates(self) -> dict[str, float]:
        """Recall, precision and F1."""
        r = self.right / self.key if self.key else 0.0
        p = self.right / self.response if self.response else 0.0
        return {"r": round(r, 3), "p": round(p, 3), "f1": round(2 * p * r / (p + r), 3) if p + r else 0.0}


@dataclass
class _Sums:
    incidents: Score = field(default_factory=Score)
    matched: dict[str, Score] = field(default_factory=lambda: {"numbers": Score(), "organisations": Score()})
    all: dict[str, Score] = field(default_factory=lambda: {"numbers": Score(), "organisations": Score()})
    tied: list[tuple[str, str]] = field(default_factory=list)
    irrelevant: int = 0
    alarms: int = 0


def measure(data: Path, every: bool = False) -> dict[str, object]:
    """Incidents found, their numbers and organisations, false alarms, and how well accusations are told from facts."""
    reports = [row for name in ("train", "tst1") for row in rows(data / "muc4" / f"{name}.jsonl")]
    if not every and len(reports) > SAMPLE:
        reports = sorted(reports, key=lambda r: hashlib.sha256(r["docid"].encode()).digest())[:SAMPLE]
    sums = _Sums()
    for report in reports:
        _add(sums, [_key(template) for template in report["templates"]], list(_responses(report)))
    facts = sum(key == "fact" for key, _ in sums.tied)
    return {
        "reports": len(reports),
        "incidents": sums.incidents.rates(),
        "matched": {name: score.rates() for name, score in sums.matched.items()},
        "all": {name: score.rates() for name, score in sums.all.items()},
        "irrelevant_reports": sums.irrelevant,
        "false_alarms": round(sums.alarms / max(1, sums.irrelevant), 3),
        "confidence": {
            "organisations": len(sums.tied),
            "right": round(sum(key == said for key, said in sums.tied) / max(1, len(sums.tied)), 3),
            "always_fact": round(facts / max(1, len(sums.tied)), 3),
        },
    }


def _add(sums: _Sums, keys: Sequence[Fills], responses: Sequence[Fills]) -> None:
    if not keys:
        sums.irrelevant += 1
        sums.alarms += any(said.alarm for said in responses)
    pairs = list(_paired(keys, responses))
    sums.incidents.right += len(pairs)
    taken = {i for i, _ in pairs}
    used = {j for _, j in pairs}
    sums.incidents.key += sum(not key.optional or i in taken for i, key in enumerate(keys))
    sums.incidents.response += sum(said.alarm or j in used for j, said in enumerate(responses))
    for i, j in pairs:
        for scores in (sums.matched, sums.all):
            _add_fills(scores, keys[i], responses[j])
        sums.tied += list(_ties(keys[i], responses[j]))
    for i, key in enumerate(keys):
        if i not in taken and not key.optional:
            _add_fills(sums.all, key, Fills(key.type))
    for j, said in enumerate(responses):
        if j not in used and said.alarm:
            _add_fills(sums.all, Fills(said.type), said)


def _add_fills(scores: dict[str, Score], key: Fills, said: Fills) -> None:
    numbers, bodies = scores["numbers"], scores["organisations"]
    left = list(said.numbers)
    for number in key.numbers:
        if number in left:
            left.remove(number)
            numbers.right += 1
    numbers.key += len(key.numbers)
    numbers.response += len(said.numbers)
    bodies.right += sum(any(_same_body(names, own) for own in said.organisations) for names in key.organisations)
    bodies.key += len(key.organisations)
    bodies.response += len(said.organisations)


def _ties(key: Fills, said: Fills) -> Iterator[tuple[str, str]]:
    for names, tie in zip(key.organisations, key.ties, strict=True):
        for own, told in zip(said.organisations, said.ties, strict=True):
            if tie and _same_body(names, own):
                yield tie, told


def _paired(keys: Sequence[Fills], responses: Sequence[Fills]) -> Iterator[tuple[int, int]]:
    """Keys and responses one to one, the best pairs first."""
    scored = [(_likeness(k, r), -i, -j) for i, k in enumerate(keys) for j, r in enumerate(responses)]
    taken: set[int] = set()
    used: set[int] = set()
    for score, i, j in sorted(scored, reverse=True):
        if score > 0 and -i not in taken and -j not in used:
            taken.add(-i)
            used.add(-j)
            yield -i, -j


def _likeness(key: Fills, said: Fills) -> float:
    """How much a response is the key's incident; 0 where type or content do not agree at all."""
    if key.type != said.type and "ATTACK" not in (key.type, said.type):
        return 0.0
    places = sum(any(a & b for b in said.places) for a in key.places)
    targets = sum(any(len(a & b) * 2 >= min(len(a), len(b)) > 0 for b in said.targets) for a in key.targets)
    bodies = sum(any(_same_body(names, own) for own in said.organisations) for names in key.organisations)
    numbers = sum(number in said.numbers for number in key.numbers)
    content = 2 * targets + bodies + numbers + min(1, places)
    return content + (0.5 if key.type == said.type else 0.25) if content else 0.0


def _key(template: Line) -> Fills:
    """A template's fills as they are compared."""
    kind = template["incident_type"][0]["alternatives"][0]
    numbers = []
    counts = {_owner(fill): fill["alternatives"] for fill in template["hum_tgt_number"]}
    for fill in template["hum_tgt_effect_of_incident"]:
        for effect in fill["alternatives"]:
            harm = _EFFECTS.get(effect.strip("()"))
            given = [re.sub(r"\D", "", n) for n in counts.get(_owner(fill), ())]
            if harm is not None and given and given[0] and not fill["optional"]:
                numbers.append((harm, int(given[0])))
                break
    named = [fill for slot in ("hum_tgt_name", "hum_tgt_description", "phys_tgt_id") for fill in template[slot]]
    bodies = [fill for fill in template["perp_organization_id"] if not fill["optional"]]
    told = {_owner(fill): fill["alternatives"][0] for fill in template["perp_organization_confidence"]}
    places = [_words(part) for fill in template["incident_location"] for part in _inner_places(fill)]
    return Fills(
        kind,
        tuple(p for p in places if p),
        tuple(_words(name) for fill in named for name in fill["alternatives"][:1]),
        tuple(tuple(fill["alternatives"]) for fill in bodies),
        tuple(numbers),
        tuple(_TIES.get(t, "accused") if (t := told.get(_first(fill))) else "" for fill in bodies),
        bool(template["template_optional"]),
    )


def _owner(fill: Line) -> str:
    return str((fill.get("of") or [""])[0])


def _first(fill: Line) -> str:
    return str(fill["alternatives"][0])


def _inner_places(fill: Line) -> list[str]:
    """The places within a country: "EL SALVADOR: SAN MIGUEL (DEPARTMENT): SAN LUIS (TOWN)" → SAN MIGUEL, SAN LUIS."""
    parts = re.sub(r"\([^)]*\)", " ", _first(fill)).split(":")
    return [name for part in (parts[1:] or parts) for name in part.split(" - ")]


def _responses(report: Line) -> Iterator[Fills]:
    """The incidents that the product finds in a report, as templates."""
    read = coded_report({**report, "id": report["docid"], "published": None})
    by_id = {claim.id: claim for claim in read.claims}
    for incident in incidents_of((read.document,), read.claims, tools().actors):
        told = [by_id[n] for n in incident.claims if by_id[n].status.value not in _UNSAID]
        if incident.type in _TYPES and told:
            yield _response(incident, told)


def _response(incident: Incident, told: Sequence[Claim]) -> Fills:
    bodies = {name: claim for claim in told for agent in claim.agents if _is_body(name := agent.value)}
    names: list[str] = []
    for name in bodies:
        if not any(_same_body((name,), (other,)) for other in names):
            names.append(name)
    numbers = dict.fromkeys(
        (toll.value.harm, toll.value.count.low)
        for claim in told
        for toll in claim.tolls
        if toll.value.harm in _EFFECTS.values() and toll.value.count.low and not toll.value.sub
    )
    return Fills(
        _TYPES[incident.type],
        tuple(_words(place.value) for claim in told for place in claim.places),
        tuple(_words(name) for name in _victims(told)),
        tuple((name,) for name in names),
        tuple((harm, low) for harm, low in numbers if low is not None),
        tuple(_tie(bodies[name], name) for name in names),
        alarm=any(claim.type in _ALARMS for claim in told),
    )


def _victims(told: Iterable[Claim]) -> Iterator[str]:
    for claim in told:
        yield from (target.value for target in claim.targets)
        yield from (toll.value.who for toll in claim.tolls if toll.value.who)


def _tie(claim: Claim, agent: str) -> str:
    """How a source ties an agent to a deed: as a fact, by accusation, by the agent's own word."""
    if any(_same_body((origin.value,), (agent,)) for origin in claim.origin):
        return "claimed"
    return "accused" if claim.status.value is Status.ALLEGED else "fact"


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", name.lower())) - _LINKS


@cache
def _is_body(name: str) -> bool:
    """Whether an agent is an organisation rather than "terrorists" or "two men"."""
    return tools().actors.canonical(name) is not None or bool(_words(name) & _BODIES)


def _same_body(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any(_same_name(a, b) for a in one for b in other)


@cache
def _same_name(a: str, b: str) -> bool:
    x, y = _words(a), _words(b)
    return bool(x and y) and (len(x & y) * 2 >= len(x | y) or tools().actors.same(a, b))


def main() -> None:
    """The suite run alone: prints the figures as JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of development data")
    parser.add_argument("--all", action="store_true", help=f"all reports, not {SAMPLE} of them")
    given = parser.parse_args()
    sys.stdout.write(json.dumps(measure(given.data, given.all), indent=1) + "\n")


if __name__ == "__main__":
    main()
