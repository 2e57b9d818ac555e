"""What the page of an incident shows beside the incident itself, worked out for its template."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from markupsafe import Markup

from recount.codebook.actors import Actors
from recount.desk.incident_views import IncidentView
from recount.desk.why import Evidence
from recount.drawing.maps import Town, place_map
from recount.drawing.when_line import when_line
from recount.export.contract import place_name
from recount.export.headings import heading_of
from recount.export.wording import change_words, days_words, estimate_words, published_words, toll_words
from recount.judging import State
from recount.judging.hands import Hands, hand_of_figure, hands_on_whole
from recount.model import Document, Harm, Incident, LedgerEntry, Merge, OriginKind, Stance
from recount.resolution.chains import outlet_called
from recount.resolution.discourse import JOIN
from recount.tolls import by_range
from recount.tolls.estimates import disagreed
from recount.tolls.headlines import RULES
from recount.tolls.standing import formers
from recount.web.incident_figures import beyond, charts_of, table_of

MOST_REPORTS, MOST_CLAIMS, MOST_ORIGINS = 8, 6, 12
"""Reports, claims of a report, and origins that are open to begin with; the rest is a click away."""

_STANCES = {Stance.ADMISSION: "admission against interest", Stance.BOAST: "own boast"}


@dataclass(frozen=True, slots=True)
class Told:
    """A report with what it tells of the incident."""

    document: Document
    claims: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """A party with the side it stood on and its other names."""

    name: str
    side: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """A merge in words: what it joins, the reasons that weigh most, and the sum that it needed."""

    merge: Merge
    words: str
    strongest: str
    against: str
    enough: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a form was not taken, and what was typed into it; `news` are what others decided in the meantime."""

    form: str
    what: str
    remedy: str = ""
    values: Mapping[str, Any] = field(default_factory=lambda: defaultdict(str))
    news: tuple[str, ...] = ()


def page_values(
    shown: IncidentView, actors: Actors, towns: Sequence[Town], colours: Mapping[str, int]
) -> dict[str, Any]:
    """All that the template asks for; `towns` are those around its place, `colours` those of sides."""
    incident = shown.ledger.view.incident
    figures: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in incident.ledger:
        if all(toll_words(entry) != toll_words(other) for other in figures[entry.claim]):
            figures[entry.claim].append(entry)
    return {
        "heading": heading_of(shown.whole),
        "blank": defaultdict(str),
        "incident": incident,
        "shown": shown,
        "groups": _by_report(shown.evidence),
        "figures_by_claim": figures,
        "hands": hands_on_whole(
            shown.whole,
            [one.judgement for one in shown.history if one.state is State.APPLIES],
            [one.claim for one in shown.evidence],
            _hands(shown),
        ),
        "most_reports": MOST_REPORTS,
        "most_claims": MOST_CLAIMS,
        "most_origins": MOST_ORIGINS,
        "reprints": _reprints(shown),
        "who": _parties(incident.agents, actors, incident),
        "whom": _parties(incident.targets, actors, incident),
        "one_sided": _one_sided(shown),
        "merges": _merges(shown, actors),
        "map": _map(shown.whole, towns),
        "when_line": _when(shown),
        **known_values(shown, colours),
    }


def _hands(shown: IncidentView) -> Hands:
    return shown.evidence[0].hands if shown.evidence else {}


def known_values(shown: IncidentView, colours: Mapping[str, int]) -> dict[str, Any]:
    """What the figures are shown with: the part of the page that the slider changes."""
    former_of = formers(shown.whole.ledger)
    names = shown.view.names
    told = {one.claim.id: one for one in shown.evidence}

    def hand_on(entry: LedgerEntry) -> str:
        one = told.get(entry.claim)
        hand = hand_of_figure(entry, one.claim, one.hands) if one else None
        return hand.words if hand else ""

    def notes_on(entry: LedgerEntry) -> list[str]:
        former = former_of(entry)
        said = [
            hand_on(entry),
            f"people of {entry.party}" if entry.party and entry.stance is Stance.NEITHER else "",
            "of more than this incident" if entry.campaign else "",
            "of two joined events" if entry.shared else "",
            change_words(entry.change, entry.earlier),
            f"revises {toll_words(former)}" if former else "revises an earlier figure" if entry.revises else "",
            f"reprint of {names.get(entry.reprint_of, (entry.reprint_of,))[0]}" if entry.reprint_of else "",
        ]
        return [one for one in said if one]

    return {
        "shown": shown,
        "here_at": f"/incidents/{shown.whole.id}",
        "rules": RULES,
        "charts": charts_of(shown, colours),
        "colours": colours,
        "tables": [(figures, table_of(figures)) for figures in shown.ledger.figures],
        "beyond": beyond(shown.view.incident.ledger),
        "steps": _steps(shown),
        "notes_on": notes_on,
        "hand_on": hand_on,
        "hands_on_headline": lambda one: list(dict.fromkeys(filter(None, map(hand_on, one.entries)))),
        "speaker_of": _speaker_of,
        "stops": stops_of(shown.days, shown.until),
        "contested": _contested(shown.view.incident),
        "asof_words": days_words(shown.until, shown.until) if shown.until else "today",
    }


def stops_of(days: Sequence[date], until: date | None) -> tuple[date, ...]:
    """Where the as-of slider stops before today: the days on which reports came out but for the last, after which no
    more is known than today, and the day that is looked at."""
    return tuple(sorted({*days[:-1], *([until] if until else [])}))


def _contested(incident: Incident) -> str:
    """The figures that origins give differently, as the overview calls an incident contested: "killed 100–126"."""
    spans = [(harm, by_range(incident.ledger, harm)) for harm in (Harm.KILLED, Harm.WOUNDED)]
    return ", ".join(f"{harm.value} {estimate_words(span)}" for harm, span in spans if span and disagreed(span))


def _steps(shown: IncidentView) -> list[tuple[Any, Any]]:
    return [(figures.harm, step) for figures in shown.ledger.stepped for step in figures.steps]


def _speaker_of(entry: LedgerEntry) -> list[str]:
    kind = "" if entry.kind is OriginKind.UNKNOWN else entry.kind.value
    elsewhere = "named elsewhere in the report" if entry.elsewhere else ""
    about = ", ".join(part for part in (kind, _STANCES.get(entry.stance, ""), elsewhere) if part)
    relays = entry.chain[1:-1]
    return [part for part in (about, f"via {' ← '.join(relays)}" if relays else "") if part]


def _by_report(evidence: Iterable[Evidence]) -> list[Told]:
    found: dict[str, list[Evidence]] = {}
    for one in evidence:
        found.setdefault(one.document.id, []).append(one)
    return [Told(some[0].document, tuple(some)) for some in found.values()]


def _reprints(shown: IncidentView) -> dict[str, str]:
    names = shown.view.names
    relations = [one for one in shown.view.incident.relations if one.rel == "reprint"]
    return {one.b: names[one.a][0] for one in reversed(relations) if one.a in names}


def _parties(names: Iterable[str], actors: Actors, incident: Incident) -> list[Party]:
    day = incident.when.first if incident.when else None
    found = []
    for name in names:
        actor = actors.canonical(name)
        side = (actor.side_on(day) if day else actor.side) if actor else None
        others = tuple(one for one in (actor.aliases if actor else ()) if one.casefold() != name.casefold())
        found.append(Party(name, side or "", others))
    return found


def _one_sided(shown: IncidentView) -> str:
    """That several origins speak for one side, which makes them less independent than they look."""
    sides = Counter(node.side for node in shown.ledger.tree if node.side)
    said = [f"{many} of the origins belong to one side ({side})" for side, many in sides.items() if many > 1]
    return f"{'; '.join(said)}." if said else ""


def _merges(shown: IncidentView, actors: Actors) -> list[Joined]:
    """The merges across reports first, each with what weighs most."""
    evidence = {one.claim.id: one for one in shown.evidence}
    found = []
    for merge in shown.view.incident.merges:
        a, b = evidence.get(merge.a), evidence.get(merge.b)
        if a is None or b is None:
            continue
        inside = a.document.id == b.document.id
        one, other = _called(a, shown, actors), _called(b, shown, actors)
        words = f"Two claims of {one}" if inside else f"{one} + {other}"
        needed = JOIN if inside else shown.enough
        enough = f"{needed:g} make them one" if merge.score >= needed else "one story, printed twice, needs no sum"
        most = max(merge.features, key=lambda one: one.weight, default=None)
        least = min(merge.features, key=lambda one: one.weight, default=None)
        strongest = (most.why or most.name) if most and most.weight > 0 else ""
        against = (least.why or least.name) if least and least.weight < 0 else ""
        found.append((inside, Joined(merge, words, strongest, against, enough)))
    return [one for _, one in sorted(found, key=lambda pair: (pair[0], -pair[1].merge.score))]


def _called(one: Evidence, shown: IncidentView, actors: Actors) -> str:
    given = one.document.outlet
    outlet = outlet_called(given, actors) if given else shown.view.names[one.document.id][0]
    return f"{outlet}, {published_words(one.document.published)}"


def _map(incident: Incident, towns: Sequence[Town]) -> Markup | None:
    if incident.place is None:
        return None
    called = place_name(incident) or incident.place.name
    return Markup(place_map(incident.place, called, towns, 440, 260, "place"))  # noqa: S704 — the drawing escapes


def _when(shown: IncidentView) -> Markup | None:
    """The drawing of when it happened, with the reports whose day is known."""
    when = shown.whole.when
    days = [day for one in shown.view.documents.values() if (day := one.published.day)]
    return when_line(when, days, 440, "when") if when and when.first else None
