"""Whom a toll counts: their words as written, their category, and how many they are without a number."""

from __future__ import annotations

from recount.codebook.former import are_former
from recount.extraction.counts import CountMention
from recount.extraction.noun_phrases import noun_run, phrase_end, written
from recount.extraction.populations import category_of, is_known_noun, singular
from recount.extraction.wordforms import lowered, word_set
from recount.model import Category, Count, Sentence, Token

_PEOPLES = ("ans", "ers", "ists", "ites", "is", "eds", "ors", "ese", "urds", "ons", "nis", "ews", "ais")
COLLECTIVE = word_set(
    """
    group family crew population staff police army entourage force people community tribe couple personnel
    militia battalion brigade unit squad team household convoy property equipment ammunition infrastructure
    garrison patrol weaponry military everyone ones all both half most many some several others those they them these
    """
)


_ONE = frozenset(("he", "she", "him", "her", "himself", "herself"))
SHARES = frozenset(("half", "most", "majority", "rest", "all", "part", "third", "quarter"))


def is_plural(token: Token) -> bool:
    """Whether a noun names more than one, by its tag or its ending."""
    low = lowered(token.text)
    if token.upos == "PROPN" and not is_known_noun(low):
        return token.xpos == "NNPS" and low.endswith(_PEOPLES)  # "Syrians", but not "Vargas"
    return token.xpos in ("NNS", "NNPS") or singular(low) != low or low in ("people", "troops")


def uncounted(token: Token) -> tuple[Count, str]:
    """The count of victims without a number: a plural or a body of people is one or more, a single one is one."""
    low = lowered(token.text)
    if low in ("many", "several"):
        return Count(3, None), "toll.many"
    if low == "some":
        return Count(2, None), "toll.some"
    if low in ("couple", "both"):
        return Count(2, 2), "toll.couple"
    if is_plural(token) or low in COLLECTIVE or singular(low) in COLLECTIVE:
        return Count(1, None), "toll.plural"
    return Count(1, 1), "toll.one"


_HARMED_THEMSELVES = word_set("casualties loss dead deaths fatalities losses bodies corpses injuries")

_LEFT_OUT = frozenset(("dead", "killed", "slain", "wounded", "injured", "second", "third", "fourth", "fifth", "sixth"))


def who_of(sentence: Sentence, people: int, count: CountMention | None) -> tuple[str, Category | None]:
    """Whom a toll counts, as written, and their category."""
    tokens = sentence.tokens
    noun = tokens[people]
    if count is not None and not count.who and not count.first <= people <= count.end:
        count = None  # "the number of rebels killed rose to 39"
    if lowered(noun.text) in _HARMED_THEMSELVES:
        suffered = _suffered_by(sentence, people)
        if suffered is not None:
            return suffered
        if count is None:
            civilian = any(lowered(t.text) == "civilian" for t in sentence.children(people))
            return ("civilian", Category.CIVILIAN) if civilian else ("", Category.UNKNOWN)
    if count is not None:
        who, head = _but_for_harm(count.who), count.head
        around = [lowered(w) for w in who.replace("-", " ").split()]
        if not who or (count.first <= head <= count.last):
            return who, _category(around[-1], around) if around and count.end > count.last else Category.UNKNOWN
        return who, _category(lowered(tokens[head].text), around)
    low = lowered(noun.text)
    if low in ("one", "nobody", "none", "anyone", "anybody"):
        return "", Category.UNKNOWN
    if low in SHARES:
        whole = next((t for t in sentence.children(people) if t.deprel == "nmod" and t.i > people), None)
        if whole is not None and whole.upos in ("NOUN", "PROPN"):
            _, category = who_of(sentence, whole.i, None)
            return written(sentence, people, phrase_end(sentence, whole.i)), category
    if low in _ONE or noun.upos in ("PRON", "DET"):
        return _of_pronoun(sentence, noun)
    first = noun.i
    while (
        first
        and tokens[first - 1].upos in ("NOUN", "PROPN", "ADJ", "PUNCT")
        and (
            tokens[first - 1].head in range(first - 1, noun.i + 1)
            and tokens[first - 1].deprel.split(":")[0] in ("compound", "amod", "flat", "punct", "nmod")
        )
        and noun.i - first < 8
    ):
        first -= 1
    while first < noun.i and tokens[first].text in _LEFT_OUT:
        first += 1
    last = noun.i
    while last + 1 < len(tokens) and tokens[last + 1].upos == "PROPN" and tokens[last + 1].deprel == "flat":
        last += 1
    who = written(sentence, first, max(last, phrase_end(sentence, noun.i, mixed=False)))
    return who, _category(low, [lowered(w) for w in who.replace("-", " ").split()])


def _but_for_harm(who: str) -> str:
    """Who is counted, nobody where only what came to them is named: "9 bodies", "12 deaths and injuries"."""
    words = {lowered(word) for word in who.split()}
    return "" if words <= _HARMED_THEMSELVES | {"and", "more", "other", "many"} else who


def antecedent(sentence: Sentence, before: int) -> tuple[str, Category | None] | None:
    """Whom "them" stands for: the nearest people before it, in the plural, whose side in the harm is known."""
    for token in reversed(sentence.tokens[:before]):
        if token.upos == "NOUN" and is_plural(token):
            category = category_of(lowered(token.text))
            if category in (Category.CIVILIAN, Category.COMBATANT):
                return who_of(sentence, token.i, None)
    return None


def _of_pronoun(sentence: Sentence, pronoun: Token) -> tuple[str, Category]:
    """Nobody named, and whether "him" fights: as the nearest person before does, who is no doer; of a person of whom
    only the name is told nobody has said it."""
    low = lowered(pronoun.text)
    if low not in _ONE:
        return "" if pronoun.xpos in ("PRP", "PRP$") and low not in ("they", "them") else pronoun.text, Category.UNKNOWN
    for token in reversed(sentence.tokens[: pronoun.i]):
        if token.upos in ("NOUN", "PROPN") and not is_plural(token) and not token.deprel.startswith("nsubj"):
            category = category_of(lowered(token.text))
            if category is not None and category is not Category.OBJECT:
                return "", category
    return "", Category.UNKNOWN


def _suffered_by(sentence: Sentence, people: int) -> tuple[str, Category | None] | None:
    """ "Heavy casualties on the rebels", "23 dead among its adversaries": whose they are."""
    tokens = sentence.tokens
    verb = tokens[tokens[people].head]
    if lowered(verb.text).startswith(("suffer", "sustain", "incur")):
        losers = [t for t in sentence.children(verb.i) if t.deprel == "nsubj"]
        if losers and is_known_noun(lowered(losers[0].text)):
            return who_of(sentence, losers[0].i, None)
    at = people + 1
    if at + 1 >= len(tokens) or lowered(tokens[at].text) not in ("on", "among", "upon", "to", "in", "for", "of"):
        return None
    at += 1
    while at < len(tokens) and (tokens[at].upos in ("DET", "PRON") or lowered(tokens[at].text) in ("ranks", "of")):
        at += 1
    head = noun_run(sentence, at) if at < len(tokens) else None
    if head is None:
        return antecedent(sentence, people) if lowered(tokens[at - 1].text) == "them" else None
    who = written(sentence, at, phrase_end(sentence, head))
    category = _category(lowered(tokens[head].text), [lowered(w) for w in who.replace("-", " ").split()])
    return (who, category) if category in (Category.CIVILIAN, Category.COMBATANT) else None


def _category(head: str, around: list[str]) -> Category | None:
    category = category_of(head, [w for w in around if w != head])
    joined = [w for w in around if is_known_noun(w)]
    if "and" in around and category is not None:
        both = {category_of(w) for w in joined} - {None, Category.UNKNOWN, Category.OBJECT}
        if len(both) > 1:
            return Category.UNKNOWN
    if category is not Category.OBJECT and are_former(" ".join(around)):
        return Category.CIVILIAN
    if category is None:
        categories = [c for w in around if (c := category_of(w)) not in (None, Category.UNKNOWN, Category.OBJECT)]
        return categories[-1] if categories else None
    return category
