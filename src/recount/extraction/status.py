"""How a source puts an event: done, under way, planned, alleged, denied or only possible (codebook, "Status")."""

from __future__ import annotations

from collections.abc import Iterator

from recount.extraction.events import Event
from recount.extraction.tree import Tree
from recount.model import Cited, Status

_DENYING = frozenset({"deny", "reject", "refute", "dismiss", "dispute", "disprove", "denial", "contradict", "rebut", "disclaim"})
_HEDGES = frozenset({"reportedly", "allegedly", "supposedly", "apparently", "purportedly", "seemingly", "presumably", "probably"})
_DOUBTED = frozenset({"alleged", "suspected", "reported", "apparent", "presumed", "supposed", "purported", "unconfirmed"})
_ALLEGING = frozenset({"accuse", "blame", "allege", "suspect", "believe", "think", "presume", "accusation", "allegation", "suggest", "assume", "implicate"})  # fmt: skip
_PLANNING = frozenset(
    {
        "plan", "prepare", "intend", "vow", "threaten", "promise", "pledge", "aim", "decide", "authorize", "authorise",
        "consider", "hope", "want", "wish", "approve", "seek", "expect", "order", "urge", "await", "schedule", "propose",
        "pledge", "ready", "call", "warn", "preparation", "threat", "intention", "request", "mull", "contemplate", "due",
        "avert", "plot", "permission", "approval",
    }
)  # fmt: skip
_PLANNED_WITH_INFINITIVE = frozenset({"order", "urge", "expect", "seek", "hope", "want", "wish", "decide", "call", "aim", "pledge", "promise", "agree", "set", "due", "about"})  # fmt: skip
_CONTINUING = frozenset({"continue", "ongoing", "rage", "underway", "persist", "continued", "continuing", "intensify", "escalate", "press", "keep", "remain", "resume", "daily", "still", "currently", "unabated", "way"})  # fmt: skip
_POSSIBLE_AUX = frozenset({"would", "could", "might", "may", "can", "should"})
_STILL = frozenset({"still", "currently", "daily", "now", "frequently", "regularly", "routinely", "repeatedly", "often"})
_NEGATIONS = frozenset({"not", "n't", "never", "no", "nor", "neither", "none", "without", "n’t", "dont", "didnt", "nobody"})
_CONDITIONS = frozenset({"if", "unless", "whether", "should"})
_LASTING = frozenset({"siege", "support"})
_REACH = 4


def status_of(tree: Tree, event: Event, hedge: str | None = None) -> Cited[Status]:
    """The status of an event, with the words that show it; `hedge` is what its attribution says ("accused", "denied")."""
    lead = event.lead.head
    here = tree.span(list(event.lead.tokens))
    chain = list(_chain(tree, lead))
    checks = (_denied, _alleged, _planned_or_possible, _ongoing)
    if hedge == "denied":
        return Cited(Status.DENIED, here, "status.attribution")
    for check in checks:
        if check is _planned_or_possible and hedge in ("accused", "believed"):
            return Cited(Status.ALLEGED, here, "status.attribution")
        found = check(tree, event, chain)
        if found is not None:
            return Cited(found[0], tree.tokens[found[1]].span, f"status.{found[0].value}")
    return Cited(Status.HAPPENED, here, "status.happened")


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
        yield j
        i = j


def _denied(tree: Tree, event: Event, chain: list[int]) -> tuple[Status, int] | None:
    for n, i in enumerate(chain):
        if n and not _DENYING.isdisjoint(tree.forms[i]) and tree.relation[chain[n - 1]] in ("ccomp", "xcomp", "obj", "obl", "acl", "advcl", "nmod"):
            return Status.DENIED, i
        if n <= 2 and (n == 0 or tree.relation[chain[n - 1]] in ("xcomp", "obj", "nsubj", "ccomp", "compound")):
            if n and tree.relation[chain[n - 1]] == "ccomp":
                continue
            for k in tree.kids[i]:
                if _NEGATIONS.isdisjoint(tree.forms[k]) or tree.relation[k] not in ("advmod", "det"):
                    continue
                if not (k + 1 < len(tree.tokens) and tree.tokens[k + 1].text.lower() in ("only", "just", "yet", "least", "one", "immediately", "clear")):
                    return Status.DENIED, k
    return None


def _alleged(tree: Tree, event: Event, chain: list[int]) -> tuple[Status, int] | None:
    for n, i in enumerate(chain):
        for k in tree.kids[i]:
            if not _HEDGES.isdisjoint(tree.forms[k]):
                return Status.ALLEGED, k
            if n == 0 and not _DOUBTED.isdisjoint(tree.forms[k]) and tree.relation[k] == "amod":
                return Status.ALLEGED, k
        if n == 0 or _ALLEGING.isdisjoint(tree.forms[i]):
            continue
        if tree.relation[chain[n - 1]] in ("xcomp", "ccomp", "obl", "acl", "advcl", "obj", "nmod", "nsubj"):
            return Status.ALLEGED, i
    for hit in event.hits:
        for t in hit.tokens:
            for k in tree.kids[t]:
                if not _DOUBTED.isdisjoint(tree.forms[k]) and tree.relation[k] == "amod" or not _HEDGES.isdisjoint(tree.forms[k]):
                    return Status.ALLEGED, k
            for k in tree.kids[t]:
                if tree.relation[k] == "acl" and not {"blame", "suspect"}.isdisjoint(tree.forms[k]):
                    return Status.ALLEGED, k
                if tree.relation[k] == "acl" and any(not _HEDGES.isdisjoint(tree.forms[m]) for m in tree.kids[k]):
                    return Status.ALLEGED, k
    return None


def _planned_or_possible(tree: Tree, event: Event, chain: list[int]) -> tuple[Status, int] | None:
    for n, i in enumerate(chain):
        if n > 2 or (n and tree.relation[chain[n - 1]] in ("ccomp", "acl") and tree.is_verb(chain[n - 1])):
            break
        possible = None
        for k in tree.kids[i]:
            if tree.relation[k] == "aux":
                if {"will", "shall", "'ll", "ll"} & set(tree.forms[k]):
                    return Status.PLANNED, k
                if {"would"} & set(tree.forms[k]):
                    possible = (Status.PLANNED, k)
                elif _POSSIBLE_AUX & set(tree.forms[k]) and tree.forms[k][0] not in ("can",):
                    possible = (Status.HYPOTHETICAL, k)
            if tree.relation[k] == "mark" and _CONDITIONS & set(tree.forms[k]) and tree.is_verb(i):
                return Status.HYPOTHETICAL, k
            if n == 0 and tree.relation[k] == "amod" and {"possible", "potential", "planned", "imminent", "threatened", "likely", "punitive"} & set(tree.forms[k]):
                kind = Status.PLANNED if {"planned", "imminent"} & set(tree.forms[k]) else Status.HYPOTHETICAL
                return kind, k
        if possible is not None:
            return possible
    for n, i in enumerate(chain):
        if n == 0 or n > 3:
            continue
        child = chain[n - 1]
        relation = tree.relation[child]
        infinitive = any(tree.tokens[k].text.lower() == "to" and tree.relation[k] == "mark" for k in tree.kids[child])
        forms = set(tree.forms[i])
        if forms & _PLANNED_WITH_INFINITIVE and infinitive and relation in ("xcomp", "ccomp", "advcl"):
            return Status.PLANNED, i
        if forms & (_PLANNING - _PLANNED_WITH_INFINITIVE) and relation in ("xcomp", "ccomp", "obj", "obl", "nmod", "acl"):
            return Status.PLANNED, i
    return None


def _ongoing(tree: Tree, event: Event, chain: list[int]) -> tuple[Status, int] | None:
    for n, i in enumerate(chain):
        if n > 1 or (n == 1 and tree.relation[chain[0]] not in ("nsubj", "obj", "xcomp", "obl", "csubj")):
            break
        if n == 1 and tree.relation[chain[0]] == "obl" and not _CONTINUING & {"continue", "continued"} & set(tree.forms[i]):
            continue
        auxiliaries = {form for k in tree.kids[i] if tree.relation[k] == "aux" for form in tree.forms[k]}
        if tree.tokens[i].xpos == "VBG" and auxiliaries & {"be", "is", "are", "was", "were", "been"}:
            return Status.ONGOING, i
        if n == 1 and _CONTINUING & set(tree.forms[i]):
            return Status.ONGOING, i
        for k in tree.kids[i]:
            if tree.relation[k] in ("amod", "advmod") and {"ongoing", "continuing", "continued", *_STILL} & set(tree.forms[k]):
                return Status.ONGOING, k
        if tree.tokens[i].xpos in ("VBP", "VBZ") and tree.is_verb(i) and n == 0:
            return Status.ONGOING, i
        if event.type in _LASTING and auxiliaries & {"has", "have"}:
            return Status.ONGOING, i
    return None
