"""How a source puts an event: done, under way, planned, alleged, denied or only possible (codebook, "Status")."""

from __future__ import annotations

from collections.abc import Iterator

from recount.codebook import Role
from recount.extraction.attribution import RELAYING
from recount.extraction.events import Event
from recount.extraction.tense import CONTINUING, PLANNING, Found, planned_or_possible, under_way
from recount.extraction.tree import Tree
from recount.model import Cited, Status

_DENYING = frozenset(
    {
        "deny", "reject", "refute", "dismiss", "dispute", "disprove", "denial", "contradict", "rebut", "disclaim",
    }
)  # fmt: skip
_TOLD = frozenset({"it", "this", "that", "claim", "report"})
_UNTRUE = frozenset({"false", "untrue", "baseless", "unfounded", "groundless", "fabricated", "fake"})
_MISTAKEN = _UNTRUE | {"wrong", "mistaken", "incorrect", "erroneous", "inaccurate", "bogus"}
# What is told, and what takes it back: "reports of 60 dead were wrong", "withdrew its claim that 60 died".
_TELLINGS = frozenset(
    {
        "report", "claim", "figure", "toll", "statement", "account", "estimate", "number", "rumour", "rumor", "count",
        "assertion", "information", "news",
    }
)  # fmt: skip
_TAKING_BACK = frozenset({"retract", "withdraw", "debunk", "disprove", "disown"})
_HEDGES = frozenset(
    {
        "allegedly", "supposedly", "apparently", "purportedly", "seemingly", "presumably", "probably",
    }
)  # fmt: skip
_DOUBTED = frozenset(
    {
        "alleged", "suspected", "apparent", "presumed", "supposed", "purported", "unconfirmed",
    }
)  # fmt: skip
_ALLEGING = frozenset(
    {
        "accuse", "blame", "allege", "suspect", "believe", "think", "presume", "accusation", "allegation", "suggest",
        "assume", "implicate", "appear", "seem", "likely", "unclear",
    }
)  # fmt: skip
# Prepositions under which an event is the ground of what governs it, so that a plan or denial there is not of it.
_GROUNDS = frozenset(
    {
        "over", "after", "following", "since", "despite", "because", "from", "on", "against", "during", "before",
    }
)  # fmt: skip
_NEGATIONS = frozenset(
    {
        "not", "n't", "never", "no", "nor", "neither", "none", "without", "n’t", "dont", "didnt", "nobody",
    }
)  # fmt: skip
# What keeps a deed from being done, where "from" joins it: "prevented people from fleeing".
_PREVENTING = frozenset(
    {"prevent", "stop", "keep", "bar", "block", "ban", "forbid", "prohibit", "hinder", "discourage"}
)
_NOBODY = frozenset({"nobody", "none", "noone"})
_REACH = 4


_UNDER_DENIAL = frozenset({"ccomp", "xcomp", "obj", "obl", "acl", "advcl", "nmod"})
_UNDER_ALLEGATION = _UNDER_DENIAL | {"nsubj"}
_NO_DENIAL_BEFORE = frozenset({"only", "just", "yet", "least", "one", "immediately", "clear"})


def status_of(tree: Tree, event: Event, hedge: str | None = None) -> Cited[Status]:
    """The status of an event, with the words that show it; `hedge` is how its attribution puts it ("accused")."""
    lead = event.lead.head
    here = tree.span(list(event.lead.tokens))
    chain = list(_chain(tree, lead))
    if event.is_echo and {"deny", "reject", "refute", "dismiss", "denial"} & set(tree.forms[lead]):
        return Cited(Status.DENIED, here, "status.denied")
    if event.is_echo and {"accuse", "blame"} & set(tree.forms[lead]):
        return Cited(Status.ALLEGED, here, "status.alleged")
    taken_back = _taken_back(tree, event)
    if hedge == "denied" or taken_back is not None:
        shown = here if taken_back is None else tree.tokens[taken_back].span
        return Cited(Status.DENIED, shown, "status.attribution" if taken_back is None else "status.denied")
    if hedge == "alleged":
        return Cited(Status.ALLEGED, here, "status.attribution")
    # what a source with a name vouches for is not hearsay, though the reporter adds "reportedly"
    alleged = _passed_on if hedge in RELAYING else _alleged
    for check in (_denied, alleged, planned_or_possible, under_way):
        found = check(tree, event, chain)
        if check is planned_or_possible and hedge in ("accused", "believed"):
            grounds = tree.preposition(lead) in _GROUNDS
            if not grounds and (found is None or found[0] is not Status.PLANNED):
                return Cited(Status.ALLEGED, here, "status.attribution")
        if found is not None:
            return Cited(found[0], tree.tokens[found[1]].span, f"status.{found[0].value}")
    return Cited(Status.HAPPENED, here, "status.happened")


def says_all_is_untrue(tree: Tree, event: Event) -> bool:
    """Whether words deny the telling itself ("denied it", "rejected the claim"), not only who did it."""
    lead = event.lead.head
    if _DENYING.isdisjoint(tree.forms[lead]):
        return False
    return any(tree.relation[k] == "obj" and not _TOLD.isdisjoint(tree.forms[k]) for k in tree.kids[lead])


def _chain(tree: Tree, i: int) -> Iterator[int]:
    """The trigger and what governs it, as far as that can change whether it happened."""
    yield i
    for n, j in enumerate(tree.ancestors(i)):
        if n >= _REACH:
            return
        relation = tree.relation[i]
        if relation in ("advcl", "parataxis", "conj") and n > 0 and tree.is_verb(i):
            return
        if relation == "acl" and tree.tokens[i].deprel == "acl:relcl":
            return
        if relation in ("obl", "nmod") and _is_ground(tree, i, j):
            return
        yield j
        i = j


def _is_ground(tree: Tree, i: int, governor: int) -> bool:
    preposition = tree.preposition(i)
    if preposition in _GROUNDS:
        return preposition != "from" or _DENYING.isdisjoint(tree.forms[governor])
    if preposition == "for" and "responsible" in tree.forms[governor]:
        return False  # "it is likely that they are responsible for the attack"
    if preposition in ("to", "for", "in", "with"):
        return (PLANNING | _ALLEGING | _DENYING | CONTINUING).isdisjoint(tree.forms[governor])
    return False


def _denied(tree: Tree, event: Event, chain: list[int]) -> Found | None:
    kept = _kept_from(tree, event)
    if kept is not None:
        return Status.DENIED, kept
    for n, i in enumerate(chain):
        relation = tree.relation[chain[n - 1]] if n else ""
        if relation in _UNDER_DENIAL and not _DENYING.isdisjoint(tree.forms[i]):
            return Status.DENIED, i
        untrue = _untrue(tree, i, relation) if n else None
        if untrue is not None:
            return Status.DENIED, untrue
        if (n == 0 and not _counts_none(event)) or (n and n <= 2 and relation in ("xcomp", "obj", "nsubj", "compound")):
            negation = next((k for k in tree.kids[i] if _negates(tree, k)), None)
            if negation is not None:
                return Status.DENIED, negation
    return None


def _kept_from(tree: Tree, event: Event) -> int | None:
    """The word that says that a deed was prevented, or done by or to nobody: "nobody fled". That nobody was harmed is a
    figure of zero."""
    lead = event.lead
    if not tree.is_verb(lead.head):
        return None
    above = tree.tokens[lead.head].head
    opens = {tree.text(k) for k in tree.kids[lead.head] if tree.relation[k] in ("mark", "case")}
    if "from" in opens and not _PREVENTING.isdisjoint(tree.forms[above]):
        return above
    if lead.trigger.by_means:
        return None
    for k in tree.kids[lead.head]:
        if tree.relation[k] == "nsubj" and (
            not _NOBODY.isdisjoint(tree.forms[k])
            or any(tree.relation[m] == "det" and tree.text(m) in ("no", "neither") for m in tree.kids[k])
        ):
            return k
    return None


def _untrue(tree: Tree, i: int, relation: str) -> int | None:
    """The word by which governor `i` says that what is told under it is not so: "reports of a raid are false", "it is
    not true that", "false claims of a raid"."""
    if relation in ("nsubj", "csubj", "ccomp"):
        refuted = not _UNTRUE.isdisjoint(tree.forms[i])
        return i if refuted or (tree.text(i) == "true" and any(_negates(tree, k) for k in tree.kids[i])) else None
    if relation not in ("nmod", "acl", "ccomp"):
        return None
    return next((k for k in tree.kids[i] if tree.relation[k] == "amod" and not _UNTRUE.isdisjoint(tree.forms[k])), None)


def _taken_back(tree: Tree, event: Event) -> int | None:
    """The word that takes back the telling of an event: "earlier reports that 60 were killed in the raid were wrong",
    "retracted its claim that 60 had died"."""
    for hit in event.hits:
        told = next((j for j in tree.ancestors(hit.head) if _is_telling(tree, j)), None)
        if told is not None and tree.relation[told] == "obj":
            above = tree.tokens[told].head
            if not _TAKING_BACK.isdisjoint(tree.forms[above]):
                return above
        # by the order of words: long subjects mislead the tree
        if any(_is_telling(tree, j) and tree.text(j + 1) in ("that", "of") for j in range(hit.head - 1)):
            wrong = _called_wrong(tree, hit.head + 1)
            if wrong is not None:
                return wrong
    return None


def _called_wrong(tree: Tree, start: int) -> int | None:
    """The word with which the clause around token `start` ends in a judgement: "... were wrong"."""
    for k in range(start, len(tree.tokens)):
        if tree.tokens[k].text in (";", ",", ":"):
            return None
        if _MISTAKEN.isdisjoint(tree.forms[k]):
            continue
        judged = any(tree.tokens[m].deprel in ("cop", "aux:pass") for m in tree.kids[k])
        return k if judged and not any(_negates(tree, m) for m in tree.kids[k]) else None
    return None


def _is_telling(tree: Tree, i: int) -> bool:
    return tree.tokens[i].upos in ("NOUN", "PROPN") and not _TELLINGS.isdisjoint(tree.forms[i])


def _counts_none(event: Event) -> bool:
    """Whether the trigger is a noun of harm: "no casualties" is a figure of zero, no denial."""
    return event.lead.trigger.role is Role.RESULT and not event.lead.trigger.verb


def _negates(tree: Tree, k: int) -> bool:
    """Whether a word denies what it stands with; "not only", "not yet clear" do not."""
    if tree.relation[k] not in ("advmod", "det") or _NEGATIONS.isdisjoint(tree.forms[k]):
        return False
    return k + 1 >= len(tree.tokens) or tree.tokens[k + 1].text.lower() not in _NO_DENIAL_BEFORE


def _alleged(tree: Tree, event: Event, chain: list[int]) -> Found | None:
    """Whether an event is hearsay ("reportedly", "was reported") or doubted by who tells it."""
    for n, i in enumerate(chain):
        hearsay = next((k for k in tree.kids[i] if "reportedly" in tree.forms[k]), None)
        if hearsay is not None:
            return Status.ALLEGED, hearsay
        if n and "report" in tree.forms[i] and _is_hearsay(tree, i, tree.relation[chain[n - 1]]):
            return Status.ALLEGED, i
    for hit in event.hits:
        above = tree.tokens[hit.head].head
        told_so = tree.relation[hit.head] == "xcomp" and hit.head not in chain
        if told_so and "report" in tree.forms[above] and _is_hearsay(tree, above, "xcomp"):
            return Status.ALLEGED, above  # "were reported killed when a bomber struck"
    reported = next((k for k in _beside(tree, event) if {"reportedly", "reported"} & set(tree.forms[k])), None)
    if reported is not None and (tree.relation[reported] == "amod" or "reportedly" in tree.forms[reported]):
        return Status.ALLEGED, reported
    return _doubted(tree, event, chain)


def _passed_on(tree: Tree, event: Event, chain: list[int]) -> Found | None:
    """Whether a source only speaks of reports by nobody named ("appalled by reports of the murder of hundreds"), or
    doubts what it tells."""
    for n, i in enumerate(chain[1:4], 1):
        if (
            tree.tokens[i].upos == "NOUN"
            and tree.text(i) == "reports"
            and tree.relation[chain[n - 1]] in ("nmod", "acl")
        ):
            return Status.ALLEGED, i
    return _doubted(tree, event, chain)


def _doubted(tree: Tree, event: Event, chain: list[int]) -> Found | None:
    """Whether who tells of an event doubts it: "allegedly", "suspected", "is believed to have"."""
    for n, i in enumerate(chain):
        hedge = next((k for k in tree.kids[i] if not _HEDGES.isdisjoint(tree.forms[k])), None)
        if hedge is not None:
            return Status.ALLEGED, hedge
        alleges = n and tree.relation[chain[n - 1]] in _UNDER_ALLEGATION and not _ALLEGING.isdisjoint(tree.forms[i])
        if alleges:
            return Status.ALLEGED, i
    doubted = _doubted_party(tree, chain[0])
    if doubted is not None:
        return Status.ALLEGED, doubted
    hedge = next((j for j in _beside(tree, event) if not _HEDGES.isdisjoint(tree.forms[j])), None)
    if hedge is not None:
        return Status.ALLEGED, hedge
    for k in (k for hit in event.hits for t in hit.tokens for k in tree.kids[t]):
        if _is_doubt(tree, k):
            return Status.ALLEGED, k
    return None


def _beside(tree: Tree, event: Event) -> list[int]:
    """The tokens within two words of a trigger's."""
    return sorted(
        {j for hit in event.hits for t in hit.tokens for j in range(max(0, t - 2), min(t + 3, len(tree.tokens)))}
    )


def _is_hearsay(tree: Tree, i: int, relation: str) -> bool:
    """Whether governor `i` is a report by nobody named: "reports of", "was reported"."""
    if tree.tokens[i].upos == "NOUN":
        return relation in ("nmod", "acl")
    told_by = any(tree.preposition(k) == "by" for k in tree.kids[i])
    return relation in ("xcomp", "nsubj", "ccomp") and tree.passive(i) and not told_by


def _doubted_party(tree: Tree, lead: int) -> int | None:
    """The doer where the source itself doubts who it was: "suspected militants"."""
    for k in tree.kids[lead]:
        if tree.relation[k] in ("nsubj", "obl") and tree.preposition(k) in ("", "by"):
            for m in tree.kids[k]:
                if tree.relation[m] == "amod" and not _DOUBTED.isdisjoint(tree.forms[m]):
                    return m
    return None


def _is_doubt(tree: Tree, k: int) -> bool:
    """Whether a word beside a trigger doubts it: "suspected attack", "strikes reportedly carried out", "blamed on"."""
    if tree.relation[k] == "amod" and not _DOUBTED.isdisjoint(tree.forms[k]):
        return True
    if tree.relation[k] != "acl":
        return not _HEDGES.isdisjoint(tree.forms[k])
    return not {"blame", "suspect"}.isdisjoint(tree.forms[k]) or any(
        not _HEDGES.isdisjoint(tree.forms[m]) for m in tree.kids[k]
    )
