"""What single claims say of who holds a town: who takes, loses, enters or besieges it, when, according to whom."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from recount.codebook import Codebook
from recount.codebook.actors import Actors, name_key
from recount.codebook.nameless import classed
from recount.codebook.parties import STATES, full_name
from recount.codebook.rules import Control, Shift
from recount.codebook.sides import side_on, state_side
from recount.control.towns import Town, Towns
from recount.gazetteer.nations import country_called, state_meant
from recount.model import Cited, Claim, Document, Incident, ReportDate, Span, Status

_WORDS = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_NEAR = 40  # characters before a place's name or a verb in which "half of" and the like are looked for
_OBJECT = 60  # characters after a verb that its object is looked for in
_AIM = re.compile(r"\bto(?: \w+ly)? $")
_REACHED = re.compile(
    r"\b(?:manag\w+|able|went on|goes on|continu\w+|succe\w+|(?:help|forc|compell|le)(?:s|ed|ing|d)?(?: \w+){0,3}) $"
)
_ROAD = 160  # characters from a verb to the place that its road leads to
_ROADS_END = re.compile(
    r"\b(?:highways?|roads?|motorways?|routes?|freeways?)\b(?: \w+){0,3} "
    r"(?:from|to|towards?|into|between|connect\w+|link\w+|join\w+|lead\w+)"
    r"(?: (?:to|into|the|city|town|of|and|cities))* $",
    re.IGNORECASE,
)
_TOWN_OF = frozenset({"the", "town", "city", "village", "of"})
_WITHIN = frozenset({"in", "near", "on", "at", "inside", "outside", "around", "across", "between", "toward", "towards"})
_STATE_MEDIA = re.compile(
    r"\b(?:state|official)(?:[- ](?:run|owned))?\s+(?:\w+\s+)?(?:media|television|tv|radio|news|broadcaster)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:continu(?:e|es|ed|ing)|still|ongoing|on-going|rag(?:e|es|ed|ing)|under way|underway|go(?:es|ing)? on|went on"
    r"|persist(?:s|ed)?)\b",
    re.IGNORECASE,
)
_BATTLE = "battle"  # a family
_TOLD = frozenset({Status.HAPPENED, Status.ONGOING, Status.ALLEGED})
_GONE = frozenset({Shift.LOST, Shift.LEFT})
_REJECTED = frozenset({"rejected", "discounted"})
_COUNTED = frozenset({Status.HAPPENED, Status.ONGOING, Status.ALLEGED, Status.DENIED})
_ARMED_KINDS = frozenset({"state forces", "rebel group", "political militia", "identity militia", "external forces"})
_STATES_MEN = frozenset(
    {"soldiers", "troops", "forces", "army", "military", "police", "security forces", "government forces"}
)
_ANY_FIGHTERS = frozenset({"fighters", "militants", "gunmen", "men", "militiamen"})
_NO_HOLDERS = frozenset({"civilians", "protesters", "rioters", "monitor", "news agency", "media"})


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim's word on who holds a town, which it calls `called`.

    `parties` take, enter, besiege or leave it, `sides` are those they stood on that day; `before` are who is said to
    have held it until then. Both are empty where the claim tells nobody. It happened between `first` and `last`; a
    claim without a day has no `first`, and as `last` the day its report came out, None where that is not known either.
    `part` says that only a part of the
    town, or ground around it, is meant.
    """

    claim: str
    incident: str
    document: str
    town: Town
    called: str
    shift: Shift
    status: Status
    parties: tuple[str, ...]
    sides: tuple[str, ...]
    before: tuple[str, ...]
    first: date | None
    last: date | None
    told: ReportDate
    origins: tuple[str, ...]
    part: bool


@dataclass(frozen=True, slots=True)
class Said:
    """The statements read from claims, and why claims about the control of places give none: reason → how many."""

    statements: tuple[Statement, ...]
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Rules:
    """What statements are read by."""

    codebook: Codebook
    actors: Actors
    towns: Towns


def said_of_control(
    claims: Iterable[Claim], documents: Mapping[str, Document], incidents: Iterable[Incident], rules: Rules
) -> Said:
    """What the claims of reports say of who holds which town.

    Claims whose type says nothing of control are passed over; of all others that give no statement the reason is
    counted. Plans and hypotheses are no statements.
    """
    claims = list(claims)
    telling = {claim: incident for incident in incidents for claim in incident.claims}
    named: dict[str, dict[str, None]] = defaultdict(dict)
    for claim in claims:
        named[claim.document] |= dict.fromkeys(cited.value for cited in (*claim.agents, *claim.targets))
    statements: list[Statement] = []
    left_out: Counter[str] = Counter()
    for claim in claims:
        event_type = rules.codebook.types.get(claim.type)
        if event_type is None or event_type.control == Control():
            continue
        claim = _in_full(claim, named[claim.document], rules.actors)
        found = _statement(claim, event_type.control, documents[claim.document], telling.get(claim.id), rules)
        if isinstance(found, str):
            left_out[found] += 1
        else:
            statements.append(found)
    statements += _fought_over(claims, telling, statements, documents, rules)
    return Said(tuple(statements), dict(sorted(left_out.items(), key=lambda one: (-one[1], one[0]))))


def _in_full(claim: Claim, named: Iterable[str], actors: Actors) -> Claim:
    """The claim with its parties called as its report calls them elsewhere: "the army" as the Syrian army."""

    def full(some: Iterable[Cited[str]]) -> tuple[Cited[str], ...]:
        return tuple(replace(cited, value=full_name(cited.value, named, actors)) for cited in some)

    return replace(claim, agents=full(claim.agents), targets=full(claim.targets))


def _statement(
    claim: Claim, control: Control, document: Document, incident: Incident | None, rules: Rules
) -> Statement | str:
    """What a claim says, or why it says nothing that can be kept."""
    if incident is not None and incident.grade in _REJECTED:
        return "rejected by the desk"
    shift = _shift(claim, control, document.text)
    if shift is None:
        return "its words say nothing of who holds the place"
    if claim.status.value not in _COUNTED:
        return f"only {claim.status.value.value}"
    if _is_aim(claim, document.text):
        return "an aim that is not told as reached"
    place = rules.towns.of(claim)
    if isinstance(place, str):
        return place
    if _is_roads_end(claim, document.text):
        return "only the end of a road"
    shift, parties, before = _holders(claim, shift, document.text, place.town.country, rules)
    if not parties and not before and not _needs_no_party(claim, shift, document.text):
        return "no party is told"
    first, last = _days(claim, incident, document.published)
    return Statement(
        claim=claim.id,
        incident=incident.id if incident is not None else claim.id,
        document=claim.document,
        town=place.town,
        called=place.called,
        shift=shift,
        status=claim.status.value,
        parties=parties,
        sides=_sides(parties, first or last, rules.actors),
        before=before,
        first=first,
        last=last,
        told=document.published,
        origins=_origins(claim, incident, document),
        part=place.part or shift is Shift.GAINED or _is_part(claim, control, shift, document.text),
    )


def _fought_over(
    claims: Iterable[Claim],
    telling: Mapping[str, Incident],
    taken: Iterable[Statement],
    documents: Mapping[str, Document],
    rules: Rules,
) -> Iterator[Statement]:
    """What reports that tell of a town taken tell of fighting there that went on: "clashes continued in the east of the
    town". Whose it is then nobody is said to know."""
    told = {(one.document, one.town.key) for one in taken if one.shift is Shift.TAKEN and one.status in _TOLD}
    reports = {document for document, _ in told}
    for claim in claims:
        event_type = rules.codebook.types.get(claim.type)
        if claim.document not in reports or event_type is None or event_type.family != _BATTLE:
            continue
        document = documents[claim.document]
        if claim.status.value not in _TOLD or not _GOES_ON.search(claim.clause.of(document.text)):
            continue
        place = rules.towns.of(claim)
        if isinstance(place, str) or (claim.document, place.town.key) not in told:
            continue
        incident = telling.get(claim.id)
        first, last = _days(claim, incident, document.published)
        yield Statement(
            claim=claim.id,
            incident=incident.id if incident is not None else claim.id,
            document=claim.document,
            town=place.town,
            called=place.called,
            shift=Shift.FOUGHT,
            status=claim.status.value,
            parties=(),
            sides=(),
            before=(),
            first=first,
            last=last,
            told=document.published,
            origins=_origins(claim, incident, document),
            part=False,
        )


def _needs_no_party(claim: Claim, shift: Shift, text: str) -> bool:
    """Whether words say enough of a place without a party: it has fallen, or was not lost."""
    if claim.status.value is Status.DENIED:
        return shift in _GONE
    return shift is Shift.TAKEN and claim.trigger.of(text).casefold().startswith(("fall", "fell"))


def _shift(claim: Claim, control: Control, text: str) -> Shift | None:
    """By the words of the rule that read the claim, which are the trigger's as a dictionary has them; else as written.

    >>> "territory_change/10 take control; reader: told 0.96".split(";")[0].partition(" ")[2]
    'take control'
    """
    words = re.split(r"[;,]", claim.rule, maxsplit=1)[0].partition(" ")[2].strip()
    if words in control.shifts:
        return control.shifts[words]
    return control.shift(claim.trigger.of(text).casefold())


def _holders(
    claim: Claim, shift: Shift, text: str, country: str, rules: Rules
) -> tuple[Shift, tuple[str, ...], tuple[str, ...]]:
    """The shift, who comes to hold the place (or goes, enters, besieges), and who held it.

    Of a loss the agents are those who lost it, but for who stands after "to": that one took it. Who denies that a place
    was taken, and names nobody who took it, denies a loss. Who is no armed party
    or government by the alias file or by its words ("a goal", "residents") holds no town.
    """
    agents = [cited for cited in claim.agents if _can_hold(cited.value, rules)]
    targets = [cited for cited in claim.targets if _can_hold(cited.value, rules)]
    denied = claim.status.value is Status.DENIED
    if denied and shift is Shift.TAKEN and not agents:
        shift = Shift.LOST
    if shift is not Shift.LOST:
        held = _names(targets, rules) if shift in (Shift.TAKEN, Shift.GAINED, Shift.ATTACKED) else ()
        takers = _names(agents, rules)
        return shift, takers, tuple(name for name in held if name not in takers)
    gainers = [cited for cited in (*agents, *targets) if _stands_after_to(cited, text)]
    if not agents and not targets and denied:
        return Shift.LOST, _deniers(claim, country, rules), ()
    losers = _names([cited for cited in agents if cited not in gainers], rules)
    return (Shift.TAKEN, _names(gainers, rules), losers) if gainers else (Shift.LOST, losers, ())


def _deniers(claim: Claim, country: str, rules: Rules) -> tuple[str, ...]:
    """Who would have held what somebody denies to be lost: the denier, or the state whose television it is."""
    if any(_STATE_MEDIA.search(cited.value) for cited in claim.origin):
        return (state_side(rules.actors, country),)
    return _names([cited for cited in claim.origin if _can_hold(cited.value, rules)], rules)


def _sides(parties: Sequence[str], day: date | None, actors: Actors) -> tuple[str, ...]:
    """Whose the parties were on a day. Beside an army that is named "soldiers" and "allied fighters" are no side of
    their own, nor are "fighters" beside a group; others without a name are: "rebels" beside a group are not it."""
    named = {party: actors.canonical(party) for party in parties}
    states = {actor.kind in STATES for actor in named.values() if actor is not None}
    sides = (
        _side(party, day, actors) for party, actor in named.items() if actor is not None or not is_men_of(party, states)
    )
    return tuple(dict.fromkeys(sides))


def is_men_of(words: str, states: Collection[bool]) -> bool:
    """Whether words for armed men say no more than that they stand with parties that are named; `states` tells of each
    of these whether it is a state's or a group."""
    return bool(states) and (_is_allied(words) or _whose_men(words) in states)


def _side(party: str, day: date | None, actors: Actors) -> str:
    """Whose a party was on a day; of a country, its army or its ministry that the alias file lacks its state's."""
    unknown = actors.canonical(party) is None
    state = (state_meant(party) or country_called(party)) if unknown else None
    return state_side(actors, state) if state is not None else side_on(actors, party, day)


def _is_allied(words: str) -> bool:
    return name_key(words).split()[:1] in (["allied"], ["loyal"], ["loyalist"], ["pro"], ["affiliated"])


def _whose_men(words: str) -> bool | None:
    """Whether bare words for armed men mean a state's (True), a group's (False), or say more than that (None)."""
    key = name_key(words)
    return True if key in _STATES_MEN else False if key in _ANY_FIGHTERS else None


def _stands_after_to(cited: Cited[str], text: str) -> bool:
    return text[max(0, cited.span.start - 8) : cited.span.start].rstrip().casefold().endswith((" to", " to the"))


def _names(cited: Sequence[Cited[str]], rules: Rules) -> tuple[str, ...]:
    """The names that aliases share, each once."""
    known = (rules.actors.canonical(one.value) for one in cited)
    return tuple(dict.fromkeys(k.name if k else one.value for k, one in zip(known, cited, strict=True)))


def _can_hold(name: str, rules: Rules) -> bool:
    actor = rules.actors.canonical(name) or classed(name)
    if actor is not None:
        return actor.kind not in _NO_HOLDERS
    if not _ARMED_KINDS.isdisjoint(rules.actors.kinds_called(name)):
        return True
    armed = rules.codebook.classes.get("armed", frozenset())
    words = name_key(name).split()
    if any(word in armed or word.removesuffix("s") in armed for word in words):
        return True
    return any(word[:1].isupper() for word in name.split())


def _days(claim: Claim, incident: Incident | None, published: ReportDate) -> tuple[date | None, date | None]:
    """The days it can have happened on: the claim's own, narrowed by its incident's; else up to its report's."""
    when = claim.time.value if claim.time is not None else None
    told = incident.when if incident is not None else None
    if told is not None and told.first is not None and told.last is not None:
        if when is None or when.first is None or when.last is None:
            return told.first, told.last
        if when.first <= told.first and told.last <= when.last:
            return told.first, told.last
    if when is not None and when.first is not None and when.last is not None:
        return when.first, when.last
    return None, published.last


def _origins(claim: Claim, incident: Incident | None, document: Document) -> tuple[str, ...]:
    """Whose word it is; a report's own account has its outlet as origin."""
    origins = incident.origins if incident is not None else ()
    named = tuple(one.name for one in origins if claim.id in one.claims)
    return named or (document.outlet or f"report {document.name}",)


def _is_part(claim: Claim, control: Control, shift: Shift, text: str) -> bool:
    """Whether words beside the place, or beside the verb where it stands elsewhere, say that a part of it is meant.

    An offensive "on the town" is on all of it.
    """
    trigger, name = claim.trigger, claim.places[0].span if claim.places else None
    if name is None or not claim.clause.contains(name):
        return not control.part.isdisjoint(_lowered(_object(trigger, text)))
    before = _lowered(text[max(0, name.start - _NEAR) : name.start])
    if before and before[-1] in control.part_before:
        return True
    while before and before[-1] in _TOWN_OF:
        before.pop()
    whole = shift is Shift.ATTACKED and before[-1:] == ["on"]
    if before and before[-1] in _WITHIN and not whole:
        return True
    after = _lowered(text[name.end : name.end + _NEAR].split(".")[0])[:1]
    if name.start >= trigger.end:
        words = _lowered(text[trigger.end : name.start])
    else:
        words = _lowered(text[max(claim.clause.start, name.start - _NEAR) : name.start]) + _lowered(
            _object(trigger, text)
        )
    return not (control.part - _WITHIN).isdisjoint(after) or not control.part.isdisjoint(words)


def _object(trigger: Span, text: str) -> str:
    """The words where a verb's object stands: after it, or before it where "by" comes after it."""
    after = text[trigger.end : trigger.end + _OBJECT].split(".")[0]
    if after.lstrip().casefold().startswith("by "):
        return text[max(0, trigger.start - _NEAR) : trigger.start].split(".")[-1]
    return after


def _is_roads_end(claim: Claim, text: str) -> bool:
    """Whether the place only tells where a road leads: "a checkpoint on the highway that connects X to Y"."""
    name = claim.places[0].span if claim.places else None
    if name is None or not claim.trigger.end <= name.start <= claim.trigger.end + _ROAD:
        return False
    return _ROADS_END.search(text[claim.trigger.end : name.start]) is not None


def _is_aim(claim: Claim, text: str) -> bool:
    """Whether the change is only what somebody is after: "an offensive to retake", not "managed to retake"."""
    before = text[max(0, claim.trigger.start - _NEAR) : claim.trigger.start]
    aim = _AIM.search(before)
    return aim is not None and not _REACHED.search(before[: aim.start()])


def _lowered(text: str) -> list[str]:
    return [word.casefold() for word in _WORDS.findall(text)]
