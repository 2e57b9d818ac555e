"""By which of its words a nominal is called: "militants of the group Northern Shield" goes by "Northern Shield"."""

from __future__ import annotations

from recount.extraction.name_forms import Name
from recount.extraction.names import NameTable
from recount.extraction.nominals import name_span
from recount.extraction.tree import Tree
from recount.model import Span

# Words for the men and parts of an armed body: such a body acts through them, and its name is what a desk writes.
MEMBERS = frozenset(
    {
        "fighter", "militant", "jihadist", "jihadi", "terrorist", "extremist", "insurgent", "gunman", "guerrilla",
        "member", "element", "unit", "group", "organization", "organisation", "movement", "militia", "militiaman",
        "force", "troop", "soldier", "faction", "branch", "affiliate", "offshoot", "wing", "operative", "combatant",
        "coalition", "alliance", "recruit", "loyalist", "network", "supporter", "commander", "leader", "detachment",
        "squad", "column",
    }
)  # fmt: skip
_BODIES = frozenset(
    {"state forces", "rebel group", "political militia", "identity militia", "external forces", "government"}
)
_BODY_WORDS = frozenset({"army", "military", "police", "coalition", "regime", "government", "opposition", "alliance"})
_PARTS = frozenset({"unit", "element", "detachment", "member", "strike", "raid"})
_INSIDE = frozenset({"compound", "amod", "flat", "nmod", "appos", "obl"})
_OF = frozenset({"of", "from", "in", "belonging"})


def called(tree: Tree, names: NameTable, head: int) -> tuple[Span, ...]:
    """The words that name the nominal under `head`: several where it is a common noun with names after it ("the allies
    Tarn and Velland"); its own words where it has no name inside."""
    led = _with_led(tree, head)
    if led is not None:
        return (led,)
    peoples = _peoples(tree, head)
    if peoples:
        return peoples
    whole = name_span(tree, head)
    body = _body_around(tree, names, head)
    if body is not None:
        return (body,)
    if tree.tokens[head].upos == "PROPN" and MEMBERS.isdisjoint(tree.forms[head]):
        return (whole,)
    apposed = _apposed(tree, names, head)
    if apposed:
        return apposed
    if not MEMBERS.isdisjoint(tree.forms[head]):
        body = _body_inside(tree, names, head)
        if body is not None:
            return (body,)
    return (_without_parts(tree, head, whole),)


def _with_led(tree: Tree, head: int) -> Span | None:
    """ "US-led" for the US that leads: the alliance goes by both words."""
    after = [tree.text(k) for k in range(head + 1, min(head + 3, len(tree.tokens)))]
    if after[:1] == ["led"] or (after[1:] == ["led"] and after[0] in "-–"):
        return Span(tree.tokens[head].span.start, tree.tokens[head + after.index("led") + 1].span.end)
    return None


def _peoples(tree: Tree, head: int) -> tuple[Span, ...]:
    """Each of two peoples before one noun: "French and Russian aircraft" are of both."""
    said = {e.first for e in tree.sentence.entities if e.kind == "NORP" and e.first == e.last < head}
    first = next((k for k in tree.kids[head] if k in said and tree.relation[k] == "amod"), None)
    if first is None:
        return ()
    both = [k for k in sorted(tree.with_conjuncts(first)) if first <= k < head and k in said]
    if len(both) < 2 or both[-1] != head - 1:
        return ()
    spans = [tree.tokens[k].span for k in both]
    return (*spans[:-1], Span(spans[-1].start, tree.tokens[head].span.end))


def _apposed(tree: Tree, names: NameTable, head: int) -> tuple[Span, ...]:
    """The names put after a common noun: "the group Northern Shield"."""
    if tree.tokens[head].upos == "PROPN":
        return ()
    found = []
    for k in tree.kids[head]:
        if k < head or tree.relation[k] not in ("appos", "flat") or tree.tokens[k].upos != "PROPN":
            continue
        found += [name_span(tree, j) for j in tree.with_conjuncts(k) if tree.tokens[j].upos == "PROPN"]
    return tuple(span for span in found if any(n.actor is not None or n.person for n in names.names_within(span)))[:6]


def _body_around(tree: Tree, names: NameTable, head: int) -> Span | None:
    """The name of an armed body or government that the head itself is a word of."""
    token = tree.tokens[head].span
    near = Span(tree.tokens[max(0, head - 12)].span.start, tree.tokens[min(len(tree.tokens) - 1, head + 12)].span.end)
    return next((n.span for n in names.names_within(near) if is_body(n) and n.span.contains(token)), None)


def _body_inside(tree: Tree, names: NameTable, head: int) -> Span | None:
    """The armed body whose men or part a nominal is: the name before it, or behind "of" and "from"."""
    token = tree.tokens[head]
    inside = [token.span, *(tree.tokens[k].span for k in _within(tree, head))]
    if head > 0 and tree.tokens[head - 1].text == "IS":
        inside.append(tree.tokens[head - 1].span)
    around = Span(min(s.start for s in inside), max(s.end for s in inside))
    found = [n for n in names.names_within(around) if is_body(n) and any(n.span.overlaps(s) for s in inside)]
    before = [n for n in found if n.span.start < token.span.end]
    chosen = before[-1] if before else (found[0] if found else None)
    return chosen.span if chosen is not None else None


def _within(tree: Tree, head: int) -> list[int]:
    """The tokens that say whose men they are: modifiers, apposed names, what stands behind "of" and "from"."""
    found: list[int] = []
    level = [head]
    for _ in range(4):
        level = [
            k
            for j in level
            for k in tree.kids[j]
            if tree.relation[k] in _INSIDE and (not tree.preposition(k) or tree.preposition(k) in _OF)
        ]
        found += level
    return found[:40]


def is_body(name: Name) -> bool:
    """Whether a name is that of an armed body or a government."""
    return name.actor is not None and name.actor.kind in _BODIES


def _without_parts(tree: Tree, head: int, whole: Span) -> Span:
    """ "army units" → "army": the part is no name."""
    before = head - 1
    if _PARTS.isdisjoint(tree.forms[head]) or before < 0 or _BODY_WORDS.isdisjoint(tree.forms[before]):
        return whole
    span = tree.tokens[before].span
    return Span(min(whole.start, span.start), span.end)
