"""Parties of an event under the names the report gives them, without what is no party: days, places, speakers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recount.codebook import Codebook
from recount.codebook.actors import Actors
from recount.extraction.accused import denier_meant
from recount.extraction.argument_ways import is_its_own
from recount.extraction.arguments import Party
from recount.extraction.called import MEMBERS, called, is_body
from recount.extraction.mentions import Mentions, Share
from recount.extraction.name_forms import Name
from recount.extraction.names import NameTable
from recount.extraction.toll_parts import HARMED
from recount.extraction.tolls import TollMention
from recount.extraction.tree import Tree
from recount.gazetteer import Kind
from recount.gazetteer.nations import country_called, state_meant
from recount.model import Category, Cited, Harm, Span, Toll

_SPEAKERS = frozenset({"monitor", "news agency", "media"})
_NOBODY = frozenset(
    {
        "other", "others", "more", "many", "some", "several", "dozens", "hundreds", "thousands", "victims", "most",
        "all", "both", "none", "half", "dead", "wounded", "injured", "he", "she", "him", "her", "it", "they", "them",
        "we", "us", "casualties", "those", "millions", "tens", "lives", "bodies", "corpses", "scores", "martyrs",
        "losses", "injuries", "deaths", "lakh", "lakhs", "crore", "crores", "killed",
        "another", "side", "sides", "remains", "number",
    }
)  # fmt: skip
_HARMED = frozenset(
    {
        Harm.KILLED,
        Harm.WOUNDED,
        Harm.CASUALTIES,
        Harm.CAPTURED,
        Harm.ABDUCTED,
        Harm.DISPLACED,
        Harm.MISSING,
        Harm.DESTROYED,
    }
)


_REBELS = frozenset({"rebel group", "political militia", "identity militia"})
_ANY_BODY = _REBELS | {"state forces", "external forces", "government"}
_POINTING = frozenset({"the", "its", "their"})
# What a state or a group acts with: "its jets" are its own.
_ARMS = frozenset(
    {
        "jet", "warplane", "plane", "aircraft", "helicopter", "gunship", "drone", "warship", "ship", "fleet", "navy",
        "army", "military", "police", "artillery", "tank", "missile", "rocket", "gunner", "pilot", "sniper", "gunboat",
        "marine", "commando", "paratrooper", "bomber", "battery", "brigade", "battalion",
    }
)  # fmt: skip
_DESCRIPTIONS = frozenset(
    {
        "group", "organization", "organisation", "movement", "jihadist", "militant", "terrorist", "extremist",
        "insurgent", "fighter", "rebel", "gunman", "guerrilla", "attacker",
    }
)  # fmt: skip
# Beside what an attack hit, such figures add nobody (training reports: one in six is a target).
_VAGUE = frozenset({Category.UNKNOWN, Category.OBJECT})
_LONGEST_WHO = 12
_SETTLEMENTS = frozenset(
    {
        "town", "city", "village", "area", "region", "province", "governorate", "capital", "country", "district",
        "suburb", "neighborhood", "neighbourhood", "outskirts", "countryside", "side", "part", "north", "south",
        "east", "west", "heart", "center", "centre", "spot", "place", "site", "territory", "land", "border", "hill",
        "island",
    }
)  # fmt: skip
_HOLDERS = frozenset(
    {
        "held", "hold", "control", "controlled", "rebel", "regime", "opposition", "government", "insurgent",
        "militant", "jihadist", "residential", "civilian", "populate", "populated", "kurdish", "shiite", "shia",
        "sunni", "christian", "militia", "army", "military", "besieged",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Naming:
    """What names are looked up in: the report's name table, the alias file, the codebook's word classes."""

    names: NameTable
    actors: Actors
    codebook: Codebook


def agents_named(
    naming: Naming, tree: Tree, found: Iterable[Party], share: Share, mentions: Mentions, rule: str
) -> tuple[Cited[str], ...]:
    """Who did it, by their fullest names; those who were harmed did not."""
    harmed = {toll.people_token for toll in share.tolls}
    kept = [
        p
        for p in found
        if p.head not in harmed
        and not _only_speaks(naming, p, mentions)
        and not _is_no_party(naming, tree, p, share, mentions, agent=True)
    ]
    return tuple(_named(naming, tree, kept, rule, mentions, agent=True))


def targets_named(
    naming: Naming, tree: Tree, found: Iterable[Party], share: Share, mentions: Mentions, rule: str
) -> tuple[Cited[str], ...]:
    """To whom it was done: what the trigger points at, and whom the figures count."""
    counted = {toll.people_token for toll in share.tolls}
    kept = [p for p in found if p.head not in counted and not _is_no_party(naming, tree, p, share, mentions)]
    named = _named(naming, tree, kept, rule, mentions, agent=False)
    framed = bool(named)
    for toll in share.tolls:
        who = toll.toll.value.who.strip()
        if framed and toll.toll.value.category in _VAGUE and who.lower() != "people":
            continue
        if _counts_somebody(toll.toll.value) and who not in {name.value for name in named}:
            named.append(Cited(who, _where_said(tree, toll, who), f"{rule}; toll"))
    return tuple(named)


def _counts_somebody(toll: Toll) -> bool:
    who = toll.who.strip().lower()
    if toll.sub or toll.wider or toll.harm not in _HARMED:
        return False
    return bool(who) and who not in _NOBODY and not who.endswith(("casualties", "injuries", "deaths"))


def _where_said(tree: Tree, toll: TollMention, who: str) -> Span:
    """The words that a figure counts; the figure's where they don't stand in a row."""
    wanted = "".join(who.lower().split())
    for first in range(max(0, toll.people_token - _LONGEST_WHO), toll.people_token + 1):
        read = ""
        for last in range(first, min(first + _LONGEST_WHO, len(tree.tokens))):
            read += tree.tokens[last].text.lower()
            if read == wanted:
                return Span(tree.tokens[first].span.start, tree.tokens[last].span.end)
            if not wanted.startswith(read):
                break
    return toll.toll.span


def _only_speaks(naming: Naming, party: Party, mentions: Mentions) -> bool:
    """Whether a nominal is only who says it, after what is said ("..., the mayor said").

    An armed body may tell of its own deeds.
    """
    if any(is_body(name) for name in naming.names.names_within(party.span)):
        return False
    return any(
        a.source is not None and a.source.overlaps(party.span) and any(c.end <= party.span.start for c in a.content)
        for a in mentions.attributions
    )


def _is_no_party(
    naming: Naming, tree: Tree, party: Party, share: Share, mentions: Mentions, *, agent: bool = False
) -> bool:
    """Whether a nominal is no party: a day, a place (unless it acts: "Turkey sent tanks"), a monitor or newsroom."""
    if any(time.first <= party.head <= time.last for time in mentions.times):
        return True
    if _is_asked_or_misread(tree, party.head) or (agent and not _STRAY.isdisjoint(tree.forms[party.head])):
        return True
    if agent and _is_town(naming, tree, party, mentions):
        return True
    acts = agent and tree.relation[party.head] in ("nsubj", "obl", "conj", "nmod")
    if not acts and any(place.name.span.contains(party.span) for place in share.places if not place.is_modifier):
        return True
    ground = naming.codebook.classes.get("ground", frozenset())
    inside = any(party.span.contains(place.name.span) for place in mentions.places if not place.is_modifier)
    if inside and not ground.isdisjoint(tree.forms[party.head]):
        return True
    if not _SETTLEMENTS.isdisjoint(tree.forms[party.head]) and not _is_held_or_lived_in(tree, party):
        return True
    actor = naming.actors.canonical(naming.names.fullest(party.span).value)
    return actor is not None and actor.kind in _SPEAKERS


def _is_town(naming: Naming, tree: Tree, party: Party, mentions: Mentions) -> bool:
    """Whether a nominal is a town or region and no more: "the Kunduz strike" is no deed of Kunduz. Countries act, and
    capitals that stand for their government ("Damascus")."""
    name = naming.names.fullest(party.span).value
    return (
        any(place.name.span.contains(party.span) and place.kind in _TOWNS for place in mentions.places)
        and not any(e.kind in ("GROUP", "NORP") and e.first <= party.head <= e.last for e in tree.sentence.entities)
        and naming.actors.canonical(name) is None
        and naming.actors.canonical(f"{name} government") is None
    )


_STRAY = frozenset({"bullet", "shrapnel", "crossfire", "gunfire", "fragment", "splinter"})
"""By which people die, and which do nothing by themselves."""
_TOWNS = frozenset({Kind.TOWN, Kind.VILLAGE, Kind.NEIGHBOURHOOD, Kind.DISTRICT, Kind.GOVERNORATE})
_GROWN = frozenset({"rose", "climbed", "grew", "jumped", "soared"})


def _is_asked_or_misread(tree: Tree, head: int) -> bool:
    """Whether "how many" asks for a nominal, or it is the verb of "the number of wounded rose" read as a noun."""
    if any(tree.text(k) == "many" and k and tree.text(k - 1) == "how" for k in (head, *tree.kids[head])):
        return True
    return head > 0 and tree.text(head) in _GROWN and tree.text(head - 1) in HARMED


def _is_held_or_lived_in(tree: Tree, party: Party) -> bool:
    """Whether a settlement's words say whose it is or who lives there: "rebel-held areas" are a target, "the town" is
    where something happens."""
    return any(
        party.span.contains(token.span) and not _HOLDERS.isdisjoint(tree.forms[token.i]) for token in tree.tokens
    )


def _named(
    naming: Naming, tree: Tree, found: Sequence[Party], rule: str, mentions: Mentions, *, agent: bool
) -> list[Cited[str]]:
    named: list[Cited[str]] = []
    for party in found:
        full = _in_its_stead(naming, tree, party, mentions) if agent else None
        if full is not None:
            if full.value not in {other.value for other in named}:
                named.append(Cited(full.value, full.span, f"{rule}; {party.rule}; names.meant {tree.text(party.head)}"))
            continue
        if tree.tokens[party.head].upos == "PRON":
            continue
        for words in called(tree, naming.names, party.head):
            name = naming.names.fullest(words)
            if name.value and name.value not in {other.value for other in named}:
                named.append(Cited(name.value, name.span, f"{rule}; {party.rule}; {name.rule}"))
    return named


def party_named(
    naming: Naming, tree: Tree, party: Party, share: Share, mentions: Mentions, rule: str, *, agent: bool
) -> tuple[Cited[str], ...]:
    """A single nominal by its fullest name or names; none where it can be no party."""
    if _is_no_party(naming, tree, party, share, mentions, agent=agent):
        return ()
    return tuple(_named(naming, tree, [party], rule, mentions, agent=agent))


def _in_its_stead(naming: Naming, tree: Tree, party: Party, mentions: Mentions) -> Cited[str] | None:
    """The fullest name of the body that a pronoun, a description or "its jets" stands for; None where they stand for
    none."""
    denier = denier_meant(tree, party.head)
    if denier is not None:
        return naming.names.fullest(denier)
    body = _meant(naming, tree, party) or _speaking_owner(naming, tree, party)
    return naming.names.fullest(body.span) if body is not None else _speaking_state(tree, party, mentions)


def _meant(naming: Naming, tree: Tree, party: Party) -> Name | None:
    """The armed body, named shortly before, that "it", "they", "the group", "its fighters" stand for as a doer."""
    head, start = party.head, party.span.start
    if tree.tokens[head].upos == "PRON":
        return naming.names.body_before(start, _ANY_BODY)
    if _DESCRIPTIONS.isdisjoint(tree.forms[head]):
        return None
    before = {tree.text(k) for k in tree.kids[head] if tree.relation[k] in ("det", "nmod")}
    if before.isdisjoint(_POINTING) or any(n.actor for n in naming.names.names_within(_around(tree, party))):
        return None
    return naming.names.body_before(start, _REBELS if "the" in before else _ANY_BODY)


def _around(tree: Tree, party: Party) -> Span:
    spans = [party.span, *(tree.tokens[k].span for k in tree.kids[party.head])]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _speaking_owner(naming: Naming, tree: Tree, party: Party) -> Name | None:
    """For "a spokesman for the army said its forces ...": the army, whose forces they are; None where who speaks is no
    body."""
    head = party.head
    if not _are_its_own(tree, head):
        return None
    verb = tree.tokens[head].head
    above = tree.tokens[verb].head
    if tree.relation[verb] != "ccomp" or above > head:
        return None
    speakers = [t for k in tree.subjects(above) if k < head for t in tree.subtree(k)]
    if not speakers:
        return None
    around = Span(tree.tokens[min(speakers)].span.start, tree.tokens[max(speakers)].span.end)
    return next((name for name in naming.names.names_within(around) if is_body(name)), None)


def _speaking_state(tree: Tree, party: Party, mentions: Mentions) -> Cited[str] | None:
    """For "the Osteran army said its jets ...": who is credited with these words, where that is a state, its forces or
    its ministry, and nobody else does anything before."""
    head = party.head
    if not _are_its_own(tree, head):
        return None
    token = tree.tokens[head].span
    for said in mentions.attributions:
        content = next((span for span in said.content if span.contains(token)), None)
        if content is None or len(said.origin) != 1 or not _is_states(said.origin[0].value):
            continue
        before = (t for t in tree.tokens[:head] if content.contains(t.span))
        return None if any(t.deprel.startswith("nsubj") for t in before) else said.origin[0]
    return None


def _is_states(name: str) -> bool:
    return state_meant(name) is not None or country_called(name) is not None


def _are_its_own(tree: Tree, head: int) -> bool:
    """Whether a nominal is somebody's own men or arms, that do what its verb tells: "its fighters", "its jets"."""
    if not is_its_own(tree, head) or head not in tree.subjects(tree.tokens[head].head):
        return False
    return not (MEMBERS | _ARMS).isdisjoint(tree.forms[head])
