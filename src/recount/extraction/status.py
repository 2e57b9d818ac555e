"""How a source puts an event: done, under way, planned, alleged, denied or only possible (codebook, "Status")."""

from __future__ import annotations

from collections.abc import Iterator

from recount.extraction.events import Event
from recount.extraction.tree import Tree
from recount.model import Cited, Status

_DENYING = frozenset(
    {"deny", "reject", "refute", "dismiss", "dispute", "disprove", "denial", "contradict", "rebut", "disclaim"}
)
_HEDGES = frozenset(
    {"reportedly", "allegedly", "supposedly", "apparently", "purportedly", "seemingly", "presumably", "probably"}
)
_DOUBTED = frozenset(
    {"alleged", "suspected", "reported", "apparent", "presumed", "supposed", "purported", "unconfirmed"}
)
_ALLEGING = frozenset({"accuse", "blame", "allege", "suspect", "believe", "think", "presume", "accusation", "allegation", "suggest", "assume", "implicate", "appear", "seem", "likely", "unclear"})  # fmt: skip
_PLANNING = frozenset(
    {
        "plan", "prepare", "intend", "vow", "threaten", "promise", "pledge", "aim", "decide", "authorize", "authorise",
        "consider", "hope", "want", "wish", "approve", "seek", "expect", "order", "urge", "await", "schedule", "propose",
        "pledge", "ready", "call", "warn", "preparation", "threat", "intention", "request", "mull", "contemplate", "due",
        "avert", "plot", "permission", "approval",
    }
)  # fmt: skip
_PLANNED_WITH_INFINITIVE = frozenset({"order", "urge", "expect", "seek", "hope", "want", "wish", "decide", "call", "aim", "pledge", "promise", "agree", "set", "due", "about"})  # fmt: skip
_CONTINUING = frozenset({"continue", "underway", "persist", "press", "keep", "resume", "rage"})
_POSSIBLE_AUX = frozenset({"would", "could", "might", "may", "can", "should"})
_STILL = frozenset({"still", "currently", "daily", "frequently", "regularly", "routinely", "often", "now"})
_LASTING_WORDS = frozenset({"ongoing", "continuing", "continued", "frequent", "daily", "regular", "relentless", "continuous", "incessant", "intensified"})  # fmt: skip
_SCENES = frozenset({"scene", "heart", "target", "site", "stage", "centre", "center"})
# Types whose plain present tense tells of something under way ("rebels fight"), not of a headline's single deed.
_DURING = frozenset({"armed_clash", "siege", "support", "offensive", "deployment", "air_strike", "shelling"})
# Prepositions under which an event is the ground of what governs it, so that a plan or denial there is not of it.
_GROUNDS = frozenset(
    {"over", "after", "following", "since", "despite", "because", "from", "on", "against", "during", "before"}
)
_NEGATIONS = frozenset(
    {"not", "n't", "never", "no", "nor", "neither", "none", "without", "n’t", "dont", "didnt", "nobody"}
)
_CONDITIONS = frozenset({"if", "unless", "whether", "should"})
_LASTING = "siege"
_REACH = 4


def status_of(tree: Tree, event: Event, hedge: str | None = None) -> Cited[Status]:
    """The status of an event, with the words that show it; `hedge` is what its attribution says ("accused", "denied")."""
    lead = event.lead.head
    here = tree.span(list(event.lead.tokens))
    chain = list(_chain(tree, lead))
    if event.is_echo and {"deny", "reject", "refute", "dismiss", "denial"} & set(tree.forms[lead]):
        return Cited(Status.DENIED, here, "status.denied")
    if event.is_echo and {"accuse", "blame"} & set(tree.forms[lead]):
        return Cited(Status.ALLEGED, here, "status.alleged")
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
        if relation in ("obl", "nmod") and _is_ground(tree, i, j):
            return
        yield j
        i = j


def _is_ground(tree: Tree, i: int, governor: int) -> bool:
    preposition = tree.preposition(i)
    if preposition in _GROUNDS:
        return preposition != "from" or _DENYING.isdisjoint(tree.forms[governor])
    if preposition in ("to", "for", "in", "with"):
        return (_PLANNING | _ALLEGING | _DENYING | _CONTINUING).isdisjoint(tree.forms[governor])
    return False


def _denied(tree: Tree, event: Event, chain: list[int]) -> tuple[Status, int] | None:
    for n, i in enumerate(chain):
        if (
            n
            and not _DENYING.isdisjoint(tree.forms[i])
            and tree.relation[chain[n - 1]] in ("ccomp", "xcomp", "obj", "obl", "acl", "advcl", "nmod")
        ):
            return Status.DENIED, i
        if n <= 2 and (n == 0 or tree.relation[chain[n - 1]] in ("xcomp", "obj", "nsubj", "ccomp", "compound")):
            if n and tree.relation[chain[n - 1]] == "ccomp":
                continue
            for k in tree.kids[i]:
                if _NEGATIONS.isdisjoint(tree.forms[k]) or tree.relation[k] not in ("advmod", "det"):
                    continue
                if not (
                    k + 1 < len(tree.tokens)
                    and tree.tokens[k + 1].text.lower()
                    in ("only", "just", "yet", "least", "one", "immediately", "clear")
                ):
                    return Status.DENIED, k
    return None


def _alleged(tree: Tree, event: Event, chain: list[int]) -> tuple[Status, int] | None:
    for n, i in enumerate(chain):
        for k in tree.kids[i]:
            if not _HEDGES.isdisjoint(tree.forms[k]):
                return Status.ALLEGED, k
            if (
                n == 0
                and tree.relation[k] in ("nsubj", "obl")
                and any(not _DOUBTED.isdisjoint(tree.forms[m]) and tree.relation[m] == "amod" for m in tree.kids[k])
                and tree.preposition(k) in ("", "by")
            ):
                return Status.ALLEGED, k
            if n == 0 and not _DOUBTED.isdisjoint(tree.forms[k]) and tree.relation[k] == "amod":
                return Status.ALLEGED, k
        if (
            n
            and "report" in tree.forms[i]
            and tree.relation[chain[n - 1]] in ("xcomp", "nsubj", "nmod", "acl", "ccomp")
        ):
            if tree.tokens[i].upos == "NOUN" and tree.relation[chain[n - 1]] in ("nmod", "acl"):
                return Status.ALLEGED, i
            if tree.passive(i) and not any(tree.preposition(k) == "by" for k in tree.kids[i]):
                return Status.ALLEGED, i
        if n == 0 or _ALLEGING.isdisjoint(tree.forms[i]):
            continue
        if tree.relation[chain[n - 1]] in ("xcomp", "ccomp", "obl", "acl", "advcl", "obj", "nmod", "nsubj"):
            return Status.ALLEGED, i
    for hit in event.hits:
        for t in hit.tokens:
            for k in tree.kids[t]:
                if (
                    not _DOUBTED.isdisjoint(tree.forms[k])
                    and tree.relation[k] == "amod"
                    or not _HEDGES.isdisjoint(tree.forms[k])
                ):
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
            if (
                n == 0
                and tree.relation[k] == "amod"
                and {"possible", "potential", "planned", "imminent", "threatened", "likely", "punitive"}
                & set(tree.forms[k])
            ):
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
        if forms & (_PLANNING - _PLANNED_WITH_INFINITIVE) and relation in (
            "xcomp",
            "ccomp",
            "obj",
            "obl",
            "nmod",
            "acl",
        ):
            return Status.PLANNED, i
    return None


def _ongoing(tree: Tree, event: Event, chain: list[int]) -> tuple[Status, int] | None:
    lead = chain[0]
    own = _lasting_noun(tree, event, lead) if not event.lead.trigger.verb else None
    if own is not None:
        return Status.ONGOING, own
    for n, i in enumerate(chain[:2]):
        relation = tree.relation[chain[n - 1]] if n else ""
        if n and relation not in ("nsubj", "obj", "xcomp", "csubj", "obl"):
            break
        if n and (relation != "obl" or "continue" in tree.forms[i]) and _CONTINUING & set(tree.forms[i]):
            return Status.ONGOING, i
        if n and relation == "obl":
            break
        found = _progressive(tree, event, i)
        if found is not None:
            return Status.ONGOING, found
    return None


def _lasting_noun(tree: Tree, event: Event, lead: int) -> int | None:
    """The word that shows that a deed named by a noun is under way: "ongoing", "amid", "the scene of", "under siege"."""
    for hit in event.hits:
        for t in hit.tokens:
            for k in tree.kids[t]:
                if tree.relation[k] in ("amod", "compound") and _LASTING_WORDS & set(tree.forms[k]):
                    return k
    preposition = tree.preposition(lead)
    if preposition == "amid":
        return lead
    above = tree.tokens[lead].head
    if preposition == "of" and _SCENES & set(tree.forms[above]) and _copula(tree, above) in ("is", "are", "been"):
        return above
    if event.type == _LASTING and (preposition == "under" or tree.relation[lead] == "root"):
        return lead
    return None


def _copula(tree: Tree, i: int) -> str:
    return next((tree.tokens[k].text.lower() for k in tree.kids[i] if tree.relation[k] == "cop"), "")


def _progressive(tree: Tree, event: Event, i: int) -> int | None:
    token = tree.tokens[i]
    words = {tree.tokens[k].text.lower() for k in tree.kids[i] if tree.relation[k] == "aux"}
    being = {tree.tokens[k].text.lower() for k in tree.kids[i] if tree.tokens[k].deprel in ("aux:pass", "cop")}
    if (
        token.xpos == "VBG"
        and (words | being) & {"be", "is", "are", "was", "were", "been", "'s", "'re"}
        and "had" not in words
    ):
        return i
    if "being" in being or "being" in words:
        return i
    present = token.xpos in ("VBP", "VBZ") or (token.xpos == "VBG" and bool(words))
    for k in tree.kids[i]:
        if tree.relation[k] == "advmod" and _STILL & set(tree.forms[k]) and (present or being & {"is", "are"}):
            return k
    if present and event.type in _DURING and tree.is_verb(i) and i == event.lead.head and token.text.islower():
        return i
    if event.type == _LASTING and (words & {"has", "have"} or being & {"is", "are", "been"}):
        return i
    return None
