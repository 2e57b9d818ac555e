"""Who does an event and to whom: what the rules propose, weighed with the words the reader links to the event.

Each name that could fill a slot is an option with named features: whether and by which way the rules take it, how the
tree ties it to the word that tells the event, what it did in the events told before, and how strongly the reader links
its words - in the event's sentence or in those just before it, as far as they were read together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from recount.extraction.arguments import Candidate, Part, Parties, Party, candidates_of
from recount.extraction.carry import Told
from recount.extraction.events import Event
from recount.extraction.mentions import Mentions, Share
from recount.extraction.naming import Naming, party_named
from recount.extraction.nominals import name_span, organisation_around
from recount.extraction.tree import Tree
from recount.extraction.weighing import Weigher, bounded
from recount.model import Cited, Hints, Link

_LINKS = {Part.AGENT: Link.AGENT, Part.TARGET: Link.TARGET}
# From which chance on an option fills its slot: what the rules took stays unless it is unlikely, what they did not
# take fills an empty slot if it is likely, and joins others only if it is nearly sure.
_KEPT, _FILLS, _JOINS = 0.3, 0.45, 0.75
# Log-odds of a link below which a nominal that no rule takes is not looked at: hardly one of them is ever chosen.
_HOPELESS = -2.0
_MOST_BEFORE = 40
_MOST_TAKEN = 6
_FARTHEST = 8
_WIDTHS = (3, 6, 10, 15, 25)
_DONE_BEFORE = 3


@dataclass(frozen=True, slots=True)
class Before:
    """A sentence before the event's (`back` 0 is its own): its tree, and the places and figures it names."""

    tree: Tree
    mentions: Mentions
    back: int


@dataclass(frozen=True, slots=True)
class Scene:
    """An event of a known type, with all that its parties are looked for in; `told` are the events before, newest last,
    without this one, `parties` what the rules take."""

    naming: Naming
    tree: Tree
    event: Event
    type: str
    parties: Parties
    share: Share
    mentions: Mentions
    before: Sequence[Before]
    told: Sequence[Told]


@dataclass(slots=True)
class _Option:
    """A name that could fill a slot, where it is cited from, and what speaks for and against it."""

    value: Cited[str]
    order: int
    link: float | None = None
    features: dict[str, float] = field(default_factory=dict)


def weighed_parties(
    weigher: Weigher, scene: Scene, part: Part, ruled: tuple[Cited[str], ...], carried: tuple[Cited[str], ...]
) -> tuple[Cited[str], ...]:
    """The agents or targets of an event; `ruled` are what the rules read in its sentence, `carried` what they would
    take over from an event before where they read none."""
    hints = scene.tree.sentence.hints
    if hints is None:
        return ruled or carried
    options: dict[str, _Option] = {}
    for name in ruled:
        _option(options, name).features |= {"ruled": 1.0, "toll": float(name.rule.endswith("; toll"))}
    for name in carried:
        _option(options, name).features["carried"] = 1.0
    _add_here(options, scene, part, hints)
    _add_before(options, scene, part, hints)
    return tuple(_taken(weigher, scene, part, options))


def _option(options: dict[str, _Option], name: Cited[str]) -> _Option:
    key = name.value.lower()
    if key not in options:
        options[key] = _Option(name, len(options))
    return options[key]


def _add_here(options: dict[str, _Option], scene: Scene, part: Part, hints: Hints) -> None:
    """The nominals of the event's own sentence; of several with one name the one the reader links most speaks."""
    rule = scene.event.lead.trigger.rule
    for candidate in candidates_of(scene.tree, scene.event, part, scene.parties):
        link = hints.link(_LINKS[part], scene.event.lead.head, hints, candidate.head) or 0.0
        if candidate.rule is None and (link < _HOPELESS or (part is Part.AGENT and _suffers(scene, candidate.head))):
            continue
        if (whole := organisation_around(scene.tree, candidate.head)) != candidate.head:
            candidate = replace(candidate, head=whole)
        party = Party(name_span(scene.tree, candidate.head), candidate.head, candidate.rule or "reader")
        for name in party_named(
            scene.naming, scene.tree, party, scene.share, scene.mentions, rule, agent=part is Part.AGENT
        ):
            option = _option(options, name)
            if option.link is None or link > option.link:
                option.link = link
                kept = {k: v for k, v in option.features.items() if k in ("ruled", "toll", "carried")}
                option.features = kept | dict.fromkeys(_tied(scene, candidate), 1.0)


def _suffers(scene: Scene, head: int) -> bool:
    """Whether it is told of a nominal, or of those it says whose they are, that the deed was done to them: "Islamist
    fighters were driven out" names nobody who drove them. A deal "between" two is theirs, whoever signed it."""
    tree, lead = scene.tree, scene.event.lead.head
    if not tree.is_verb(lead) or not tree.passive(lead):
        return False
    while tree.relation[head] in ("compound", "amod", "flat") and tree.tokens[head].head != head:
        head = tree.tokens[head].head
    return head in tree.objects(lead)


def _tied(scene: Scene, candidate: Candidate) -> Iterator[str]:
    """How a nominal is tied to the word that tells the event."""
    tree, lead, head = scene.tree, scene.event.lead.head, candidate.head
    token = tree.tokens[head]
    arcs = min((tree.distance(head, hit.head) for hit in scene.event.hits), default=_FARTHEST)
    side = "after" if head > lead else "before"
    yield "here"
    yield f"way={candidate.rule or 'none'}"
    yield f"upos={token.upos}"
    yield f"arcs={min(arcs, _FARTHEST)}"
    yield f"words={side}{sum(abs(head - lead) > width for width in _WIDTHS)}"
    yield f"relation={token.deprel}:{side}"
    yield f"preposition={tree.preposition(head) or 'none'}"
    yield f"named={next((e.kind for e in tree.sentence.entities if e.first <= head <= e.last), 'none')}"
    if any(toll.people_token == head for toll in scene.share.tolls):
        yield "counted"
    if any(a.source is not None and a.source.contains(token.span) for a in scene.mentions.attributions):
        yield "speaks"
    if tree.clause_head(head) == tree.clause_head(lead):
        yield "same_clause"


def _add_before(options: dict[str, _Option], scene: Scene, part: Part, hints: Hints) -> None:
    """The actors and persons named in the sentences before, as far as the reader read them with the event's."""
    for earlier in scene.before:
        other = earlier.tree.sentence.hints
        if earlier.back == 0 or other is None:
            continue
        for name, head in _names_in(scene.naming, earlier.tree):
            link = hints.link(_LINKS[part], scene.event.lead.head, other, head)
            if link is None or (link < _HOPELESS and name.value.lower() not in options):
                continue
            option = _option(options, name)
            option.features |= {"before": 1.0, f"back={earlier.back}": 1.0}
            option.link = link if option.link is None else max(link, option.link)


def _names_in(naming: Naming, tree: Tree) -> Iterator[tuple[Cited[str], int]]:
    """The actors and persons that a sentence names, by their fullest names, with the word that heads each."""
    for name in naming.names.names_within(tree.sentence.span)[:_MOST_BEFORE]:
        if name.actor is None and not name.person:
            continue
        inside = [t.i for t in tree.tokens if name.span.contains(t.span)]
        head = next((i for i in inside if tree.tokens[i].head not in inside), inside[-1] if inside else None)
        if head is not None:
            full = naming.names.fullest(name.span)
            yield Cited(full.value, full.span, "reader; before"), head


def _taken(weigher: Weigher, scene: Scene, part: Part, options: dict[str, _Option]) -> Iterator[Cited[str]]:
    """The options that are more likely right than not, in text order."""
    best = max((o.link for o in options.values() if o.link is not None), default=0.0)
    ruled = sum("ruled" in o.features for o in options.values())
    start = scene.tree.tokens[min(scene.event.lead.tokens)].span.start
    weighed: list[tuple[float, _Option]] = []
    for option in options.values():
        taken = "ruled" if "ruled" in option.features else "carried" if "carried" in option.features else "new"
        features = option.features | dict.fromkeys(_known(scene, option.value.value), 1.0)
        features |= {
            "link": bounded(option.link) if option.link is not None else 0.0,
            "unlinked": float(option.link is None),
            "behind": max(-8.0, option.link - best) if option.link is not None else 0.0,
            "words": float(min(5, len(option.value.value.split()))),
            f"{taken}:of={min(ruled, 3)}": 1.0,
            f"{taken}:type={scene.type}": 1.0,
            f"{taken}:role={scene.event.lead.trigger.role.value}": 1.0,
        }
        weighed.append((weigher.probability(part.value, features, (start, option.value.value)), option))
    taken_options: list[tuple[float, _Option]] = []
    for chance, option in sorted(weighed, key=lambda row: ("ruled" not in row[1].features, -row[0])):
        least = _KEPT if "ruled" in option.features else _JOINS if taken_options else _FILLS
        if part is Part.AGENT and "here" not in option.features and _did_it_here(taken_options):
            continue  # "rebels and militants seized the town" adds nobody of the sentences before
        if chance > least and not any(_same(option, other) for _, other in taken_options):
            taken_options.append((chance, option))
    for chance, option in sorted(taken_options[:_MOST_TAKEN], key=lambda row: row[1].order):
        yield Cited(option.value.value, option.value.span, f"{option.value.rule}; reader {chance:.2f}")


def _did_it_here(taken: Iterable[tuple[float, _Option]]) -> bool:
    """Whether the event's own sentence says who did it, as the subject of its verb."""
    return any("ruled" in option.features and "; subject; " in option.value.rule for _, option in taken)


def _known(scene: Scene, name: str) -> Iterator[str]:
    """What else is known of a name: what kind of actor it is, what it did or suffered in the events told before."""
    actor = scene.naming.actors.canonical(name)
    yield f"actor={actor.kind if actor is not None else 'unknown'}"
    key = name.lower()
    for back, told in enumerate(reversed(scene.told[-_DONE_BEFORE:])):
        same = "same" if told.type == scene.type else "other"
        if any(cited.value.lower() == key for cited in told.agents):
            yield f"did:{back}:{same}"
        if any(cited.value.lower() == key for cited in told.targets):
            yield f"suffered:{back}:{same}"


def _same(a: _Option, b: _Option) -> bool:
    """Whether one name is the other with more words: "Syrian army", "army"."""
    one, two = set(a.value.value.lower().split()), set(b.value.value.lower().split())
    return one <= two or two <= one
