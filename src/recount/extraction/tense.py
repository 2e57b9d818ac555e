"""Whether an event is planned, possible or under way, from tense, modal verbs and the verbs that govern it."""

from __future__ import annotations

from recount.extraction.events import Event
from recount.extraction.tree import Tree
from recount.model import Status

PLANNING = frozenset(
    {
        "plan", "prepare", "intend", "vow", "threaten", "promise", "pledge", "aim", "decide", "authorize",
        "authorise", "consider", "hope", "want", "wish", "approve", "seek", "expect", "order", "urge", "await",
        "schedule", "propose", "ready", "call", "warn", "preparation", "threat", "intention", "request", "mull",
        "contemplate", "due", "avert", "plot", "permission", "approval",
    }
)  # fmt: skip
CONTINUING = frozenset({"continue", "underway", "ongoing", "unabated", "persist", "press", "keep", "resume", "rage"})
_PLANNED_WITH_INFINITIVE = frozenset(
    {
        "order", "urge", "expect", "seek", "hope", "want", "wish", "decide", "call", "aim", "pledge", "promise",
        "agree", "set", "due", "about", "mean", "design",
    }
)  # fmt: skip
_COMMANDING = frozenset({"order", "urge"})
_POSSIBLE_AUX = frozenset({"would", "could", "might", "may", "can", "should"})
_STILL = frozenset({"still", "currently", "daily", "frequently", "regularly", "routinely", "often", "now"})
_LASTING_WORDS = frozenset(
    {
        "ongoing", "continuing", "continued", "frequent", "daily", "regular", "relentless", "continuous", "incessant",
        "intensified", "intensifying", "escalating", "increasing", "increased",
    }
)  # fmt: skip
_SCENES = frozenset({"scene", "heart", "target", "stage", "centre", "center", "part"})
# Types whose plain present tense tells of something under way ("rebels fight"), not of a headline's single deed.
_DURING = frozenset({"armed_clash", "siege", "support", "offensive", "deployment", "air_strike", "shelling"})
_CONDITIONS = frozenset({"if", "unless", "whether", "should"})
_LASTING = "siege"
_CARRYING_OUT = frozenset({"carry", "conduct", "wage", "launch", "continue", "mount", "pursue", "maintain"})
_STOPPING = frozenset({"stop", "end", "halt", "cease", "lift"})
_RISING = frozenset({"escalate", "intensify", "step", "increase"})
_NOT_YET = frozenset({"possible", "potential", "planned", "imminent", "threatened", "likely", "punitive"})
_FUTURE_AUX = frozenset({"will", "shall", "'ll", "ll"})
_GOVERNED = frozenset({"xcomp", "ccomp", "obj", "obl", "nmod", "acl"})

Found = tuple[Status, int]
"""A status and the token that shows it."""


def planned_or_possible(tree: Tree, event: Event, chain: list[int]) -> Found | None:
    """Whether the event is still to come or only supposed; `chain` is the trigger with what governs it."""
    for n, i in enumerate(chain[:3]):
        if n and tree.relation[chain[n - 1]] in ("ccomp", "acl") and tree.is_verb(chain[n - 1]):
            break
        found = _by_auxiliaries(tree, i) or (_by_adjective(tree, i) if n == 0 else None)
        if found is not None:
            return found
    if len(chain) > 1 and tree.relation[chain[0]] == "obj" and _STOPPING & set(tree.forms[chain[1]]):
        asked = any(tree.tokens[k].text.lower() == "to" and tree.relation[k] == "mark" for k in tree.kids[chain[1]])
        return (Status.ONGOING, chain[1]) if asked else None
    for n, i in enumerate(chain[1:4], 1):
        found = _by_governor(tree, chain[n - 1], i)
        if found is not None:
            return found
    return None


def _by_auxiliaries(tree: Tree, i: int) -> Found | None:
    possible: Found | None = None
    for k in tree.kids[i]:
        forms = set(tree.forms[k])
        if tree.relation[k] == "aux":
            if forms & _FUTURE_AUX:
                return Status.PLANNED, k
            if "would" in forms:
                possible = Status.PLANNED, k
            elif forms & _POSSIBLE_AUX and tree.forms[k][0] != "can":
                possible = Status.HYPOTHETICAL, k
        elif tree.relation[k] == "mark" and forms & _CONDITIONS and tree.is_verb(i):
            return Status.HYPOTHETICAL, k
    return possible


def _by_adjective(tree: Tree, i: int) -> Found | None:
    for k in tree.kids[i]:
        if tree.relation[k] == "amod" and _NOT_YET & set(tree.forms[k]):
            return (Status.PLANNED if {"planned", "imminent"} & set(tree.forms[k]) else Status.HYPOTHETICAL), k
    return None


def _by_governor(tree: Tree, child: int, governor: int) -> Found | None:
    relation, forms = tree.relation[child], set(tree.forms[governor])
    infinitive = any(tree.tokens[k].text.lower() == "to" and tree.relation[k] == "mark" for k in tree.kids[child])
    if forms & _PLANNED_WITH_INFINITIVE and infinitive and relation in ("xcomp", "ccomp", "advcl"):
        return Status.PLANNED, governor
    if forms & _COMMANDING and relation == "obj" and tree.is_verb(governor):
        return Status.PLANNED, governor
    if forms & (PLANNING - _PLANNED_WITH_INFINITIVE) and relation in _GOVERNED:
        return Status.PLANNED, governor
    return None


def under_way(tree: Tree, event: Event, chain: list[int]) -> Found | None:
    """Whether the event is told as going on; `chain` is the trigger with what governs it."""
    lead = chain[0]
    own = _lasting_noun(tree, event, lead) if not event.lead.trigger.verb else None
    if own is not None:
        return Status.ONGOING, own
    through = len(chain) > 2 and tree.relation[lead] in ("obj", "obl") and tree.relation[chain[1]] == "xcomp"
    if through and "continue" in tree.forms[chain[2]]:
        return Status.ONGOING, chain[2]
    aimed = _aimed_at(tree, event, chain)
    if aimed is not None:
        return Status.ONGOING, aimed
    for n, i in enumerate(chain[:2]):
        relation = tree.relation[chain[n - 1]] if n else ""
        if n and relation not in ("nsubj", "obj", "xcomp", "csubj", "obl"):
            break
        if n and _goes_on(tree, i, relation):
            return Status.ONGOING, i
        if n and relation == "obl":
            break
        found = _progressive(tree, event, i)
        if found is not None:
            return Status.ONGOING, found
    return None


def _aimed_at(tree: Tree, event: Event, chain: list[int]) -> int | None:
    """The verb in progress that a deed is the purpose of: "are fighting to capture the town"."""
    lead = chain[0]
    if len(chain) < 2 or tree.relation[lead] not in ("advcl", "xcomp") or not tree.is_verb(chain[1]):
        return None
    to = any(tree.text(k) == "to" and tree.relation[k] == "mark" for k in tree.kids[lead])
    return _progressive(tree, event, chain[1]) if to and tree.tokens[chain[1]].xpos == "VBG" else None


def _goes_on(tree: Tree, i: int, relation: str) -> bool:
    """Whether a governor says that the event lasts: "continues", "is ongoing", "carries out"; "raged" is over."""
    if CONTINUING & set(tree.forms[i]):
        over = "rage" in tree.forms[i] and tree.tokens[i].xpos == "VBD"
        return not over and (relation != "obl" or "continue" in tree.forms[i])
    helpers = {tree.tokens[k].text.lower() for k in tree.kids[i] if tree.relation[k] == "aux"}
    lately = bool(helpers & {"has", "have"})
    if relation in ("obj", "nsubj") and _RISING & set(tree.forms[i]):
        return lately or tree.tokens[i].xpos in ("VBZ", "VBP") or "been" in helpers
    doing = tree.tokens[i].xpos in ("VBZ", "VBP") and tree.tokens[i].text.islower()
    doing = doing or (tree.tokens[i].xpos == "VBG" and bool(helpers & {"is", "are", "been"}) and "had" not in helpers)
    return relation == "obj" and doing and bool(_CARRYING_OUT & set(tree.forms[i]))


def _lasting_noun(tree: Tree, event: Event, lead: int) -> int | None:
    """The word that shows that a deed named by a noun is under way: "ongoing", "amid", "scene of"."""
    for hit in event.hits:
        for t in hit.tokens:
            for k in tree.kids[t]:
                if tree.relation[k] in ("amod", "compound") and _LASTING_WORDS & set(tree.forms[k]):
                    return k
    preposition = tree.preposition(lead)
    if preposition == "amid":
        return lead
    above = tree.tokens[lead].head
    if preposition == "of" and _SCENES & set(tree.forms[above]):
        lately = {tree.text(k) for k in tree.kids[above] if tree.relation[k] == "aux"} & {"has", "have"}
        counted = any(tree.tokens[k].deprel == "nummod" for k in tree.kids[lead])  # "the target of ten attacks"
        if _copula(tree, above) in ("is", "are") or (_copula(tree, above) == "been" and lately and not counted):
            return above
    told = next((k for k in tree.kids[lead] if tree.tokens[k].deprel == "acl:relcl"), None)
    if told is not None and _goes_on(tree, told, "nsubj"):
        return told  # "the offensive, which has intensified", "fighting that is still under way"
    under = preposition == "under" and (event.type == _LASTING or _copula(tree, lead) in ("is", "are", "been"))
    if under or (event.type == _LASTING and tree.relation[lead] == "root"):
        return lead
    return None


def _copula(tree: Tree, i: int) -> str:
    return next((tree.tokens[k].text.lower() for k in tree.kids[i] if tree.relation[k] == "cop"), "")


def _progressive(tree: Tree, event: Event, i: int) -> int | None:
    token = tree.tokens[i]
    words = {tree.tokens[k].text.lower() for k in tree.kids[i] if tree.relation[k] == "aux"}
    being = {tree.tokens[k].text.lower() for k in tree.kids[i] if tree.tokens[k].deprel in ("aux:pass", "cop")}
    if {"try", "attempt"} & set(tree.forms[i]) and words & {"was", "were"}:
        return None
    if (
        token.xpos == "VBG"
        and (words | being) & {"be", "is", "are", "was", "were", "been", "'s", "'re"}
        and "had" not in words
    ):
        return i
    if event.type == "support" and being & {"is", "are"} and token.xpos == "VBN":
        return i
    if "being" in being | words and (words | being) & {"is", "are", "was", "were"}:
        return i
    present = (token.xpos in ("VBP", "VBZ") and not token.text.lower().endswith("ed")) or (
        token.xpos == "VBG" and bool(words)
    )
    for k in tree.kids[i]:
        if tree.relation[k] == "advmod" and _STILL & set(tree.forms[k]) and (present or being & {"is", "are"}):
            return k
    if present and event.type in _DURING and tree.is_verb(i) and i == event.lead.head and token.text.islower():
        return i
    if event.type == _LASTING and (words & {"has", "have"} or being & {"is", "are", "been"}):
        return i
    return None
