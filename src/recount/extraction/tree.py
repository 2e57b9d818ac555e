"""A sentence's tree made quick to walk: children, clauses, arguments, distances."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from recount.model import Sentence, Span, Token

_CLAUSE_RELATIONS = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where", "when"})
_DATING = frozenset({"after", "before", "since", "following"})
_MAX_CLIMB = 60
# "accused the army of shelling": the army shelled.
_CHARGING = frozenset({"accuse", "blame", "suspect", "stop", "prevent", "charge", "condemn"})


class Tree:
    """A sentence with its children lists and lower-case word forms worked out once."""

    __slots__ = ("forms", "kids", "relation", "sentence", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.kids: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                self.kids[token.head].append(token.i)
        self.relation = [token.deprel.split(":")[0] for token in self.tokens]
        self.forms = [word_forms(token) for token in self.tokens]

    def subtree(self, i: int, without: frozenset[int] | set[int] = frozenset()) -> list[int]:
        """The tokens under `i` and `i` itself, in text order, leaving out what hangs on `without`."""
        found, stack = [], [i]
        while stack:
            j = stack.pop()
            found.append(j)
            stack.extend(k for k in self.kids[j] if k not in without)
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads above `i`, nearest first."""
        for _ in range(_MAX_CLIMB):
            head = self.tokens[i].head
            if head == i:
                return
            yield head
            i = head

    def distance(self, a: int, b: int) -> int:
        """How many arcs lie between two tokens."""
        up = {j: steps for steps, j in enumerate((a, *self.ancestors(a)))}
        if b in up:
            return up[b]
        for steps, j in enumerate(self.ancestors(b), 1):
            if j in up:
                return up[j] + steps
        return len(self.tokens)

    def text(self, i: int) -> str:
        """A token's own words in lower case."""
        return self.tokens[i].text.lower()

    def is_verb(self, i: int) -> bool:
        """Whether `i` is a verb, not an auxiliary."""
        return self.tokens[i].upos == "VERB" or (self.tokens[i].xpos.startswith("VB") and self.tokens[i].upos != "AUX")

    def clause_head(self, i: int) -> int:
        """The predicate whose clause `i` stands in: `i` itself where it is one."""
        if self._heads_clause(i):
            return i
        for j in self.ancestors(i):
            if self._heads_clause(j):
                return j
            i = j
        return i

    def _heads_clause(self, i: int) -> bool:
        relation = self.relation[i]
        return relation in _CLAUSE_RELATIONS or (relation == "conj" and self.is_verb(i))

    def dating(self, i: int) -> int | None:
        """The noun that only dates another deed ("days after the attack on Kano, which killed 40"): token `i` itself or
        what its relative clause is about; None where it dates nothing."""
        noun = self.tokens[i].head if self.tokens[i].deprel == "acl:relcl" else i
        return noun if not self.is_verb(noun) and self.preposition(noun) in _DATING else None

    def preposition(self, i: int) -> str:
        """The preposition of nominal `i`, in lower case; empty where it has none."""
        for k in self.kids[i]:
            if self.relation[k] == "case" and self.tokens[k].upos != "PART":
                return self.tokens[k].text.lower()
        return ""

    def passive(self, i: int) -> bool:
        """Whether verb `i` tells what was done to its subject."""
        for k in self.kids[i]:
            if self.tokens[k].deprel in ("aux:pass", "nsubj:pass", "obl:agent"):
                return True
        token = self.tokens[i]
        return self.relation[i] in ("acl", "amod") and token.xpos == "VBN" and not self._has(i, "obj")

    def _has(self, i: int, relation: str) -> bool:
        return any(self.relation[k] == relation for k in self.kids[i])

    def subjects(self, i: int) -> list[int]:
        """Who does what verb `i` says: its subject, the by-phrase of a passive, a shared or understood subject."""
        if self.passive(i):
            return [k for k in self.kids[i] if self.relation[k] in ("obl", "nmod") and self.preposition(k) == "by"]
        return self._surface_subjects(i)

    def objects(self, i: int) -> list[int]:
        """To whom or what it is done: the object, or the subject of a passive."""
        if self.passive(i):
            return self._surface_subjects(i)
        return [k for k in self.kids[i] if self.relation[k] in ("obj", "iobj")]

    def _surface_subjects(self, i: int) -> list[int]:
        for _ in range(8):
            own = [k for k in self.kids[i] if self.relation[k] in ("nsubj", "csubj")]
            if own:
                return [self._antecedent(k, i) for k in own]
            token, relation = self.tokens[i], self.relation[i]
            if relation == "acl" and token.deprel != "acl:relcl":
                return [token.head]
            if token.deprel == "acl:relcl":
                return [token.head] if not self._has(i, "obj") or self.passive(i) else []
            if relation == "xcomp":
                given = [k for k in self.kids[token.head] if self.relation[k] == "obj"]
                if given and not self.passive(token.head):
                    return given
            if relation in ("ccomp", "parataxis") and i < token.head:
                # "Rebels killed ten, activists said": the first subject is often hung on the verb of saying
                return [k for k in self.kids[token.head] if self.relation[k] == "nsubj" and k < i][:1]
            if relation in ("advcl", "acl") and _CHARGING.intersection(self.forms[token.head]):
                charged = self.objects(token.head)
                if charged:
                    return charged
            if relation not in ("conj", "xcomp", "advcl", "root") or token.head == i:
                return []
            i = token.head
            if not self.is_verb(i):
                return []
        return []

    def _antecedent(self, k: int, verb: int) -> int:
        """What a relative pronoun stands for."""
        if self.tokens[k].text.lower() not in _RELATIVE:
            return k
        j = verb
        for _ in range(6):
            if self.tokens[j].deprel == "acl:relcl":
                return self.tokens[j].head
            if self.relation[j] not in ("conj", "xcomp"):
                return k
            j = self.tokens[j].head
        return k

    def with_conjuncts(self, i: int) -> list[int]:
        """Nominal `i` and those joined to it by "and"."""
        found = [i]
        for j in found:
            found.extend(
                k
                for k in self.kids[j]
                if self.relation[k] == "conj"
                and (not self.is_verb(k) or (self.tokens[k].xpos == "VBG" and not self.is_verb(i)))
            )
            if len(found) > 12:
                break
        return found

    def span(self, indexes: list[int]) -> Span:
        """From the first to the last of some tokens."""
        return Span(self.tokens[min(indexes)].span.start, self.tokens[max(indexes)].span.end)


# Past forms of verbs that conflict reports live on, for where the reader model's lemma fails.
_IRREGULAR = {
    "fled": "flee", "fought": "fight", "shot": "shoot", "took": "take", "taken": "take", "struck": "strike",
    "fell": "fall", "fallen": "fall", "sent": "send", "held": "hold", "overran": "overrun",
    "retook": "retake", "retaken": "retake", "withdrew": "withdraw", "withdrawn": "withdraw",
    "drove": "drive", "driven": "drive", "blew": "blow", "blown": "blow", "burnt": "burn", "flew": "fly",
    "flown": "fly", "lost": "lose", "won": "win", "left": "leave", "swept": "sweep", "made": "make",
    "began": "begin", "begun": "begin", "laid": "lay", "slain": "slay", "slew": "slay", "broke": "break",
    "broken": "break", "bled": "bleed", "mown": "mow", "threw": "throw", "thrown": "throw", "hung": "hang",
}  # fmt: skip


def word_forms(token: Token) -> tuple[str, ...]:
    """The forms under which rules look a word up: its lemma, itself, and regular stems of it; lower case."""
    return _forms(token.text.lower(), token.lemma.lower(), token.upos)


@lru_cache(maxsize=20_000)
def _forms(text: str, lemma: str, upos: str) -> tuple[str, ...]:
    forms = [lemma, text]
    if upos in ("VERB", "ADJ", "PROPN"):
        forms += _verb_stems(text)
    if upos != "VERB" and len(text) > 3 and text.endswith("s") and not text.endswith("ss"):
        forms.append(text[:-1])
    return tuple(dict.fromkeys(forms))


def _verb_stems(text: str) -> list[str]:
    if text in _IRREGULAR:
        return [_IRREGULAR[text]]
    for ending in ("ing", "ed", "es", "s"):
        stem = text[: -len(ending)]
        if not text.endswith(ending) or len(stem) < 3:
            continue
        stems = [stem, stem + "e"]
        if ending in ("ing", "ed") and len(stem) > 3 and stem[-1] == stem[-2]:
            stems.append(stem[:-1])
        if stem.endswith("i"):
            stems.append(stem[:-1] + "y")
        return stems
    return []
