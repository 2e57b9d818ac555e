"""How many were killed, wounded, missing, displaced, captured, abducted; what was destroyed (codebook, "Tolls")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from recount.extraction.counts import CountMention, counts_in
from recount.extraction.harm_words import HarmWord, Keeps, harm_words_in
from recount.extraction.populations import category_of, is_known_noun
from recount.extraction.toll_parts import TollMention, is_plural, uncounted, who_of, with_parts
from recount.extraction.victims import beside, groups_of, roots_of, together
from recount.extraction.wordforms import lowered, word_set
from recount.model import Category, Cited, Count, Harm, Sentence, Span, Token, Toll

__all__ = ["TollMention", "tolls_in"]


@dataclass(frozen=True, slots=True)
class _Victims:
    """Those harmed, before they become a toll: a number with its noun, or a noun alone."""

    word: HarmWord
    people: int
    count: CountMention | None
    rule: str


def tolls_in(sentence: Sentence) -> tuple[TollMention, ...]:
    """Every toll of a sentence, in text order. A plural without a number counts one or more, a single victim one;
    "no casualties" is zero; "including five children" is a part (`sub`) of the toll before it."""
    words = harm_words_in(sentence)
    counts = counts_in(sentence)
    found = list(_linked(sentence, words, counts))
    found += _in_toll(sentence, words, counts, found)
    mentions = [m for v in sorted(found, key=lambda v: _start(v)) if (m := _mention(sentence, v, words)) is not None]
    mentions = with_parts(sentence, counts, list(_single(mentions)))
    return tuple(_inherited(sorted(mentions, key=lambda m: m.people_token)))


def _start(victims: _Victims) -> int:
    return victims.count.first if victims.count else victims.people


def _linked(sentence: Sentence, words: Sequence[HarmWord], counts: tuple[CountMention, ...]) -> Iterator[_Victims]:
    """Those the tree or nearness ties to a word of harm."""
    owner: dict[int, list[tuple[HarmWord, str]]] = {}
    starts = frozenset(count.first for count in counts)
    for n, count in enumerate(counts):
        near = beside(sentence, count, words, starts)
        if near is not None and _suits(sentence, near, count):
            owner[n] = [(near, f"toll.{near.keeps.value}_beside")]
    members = [(word, root, i) for word in words for root in roots_of(sentence, word) for i in together(sentence, root)]
    for word, root, i in members:
        found = _count_of(sentence, counts, i)
        if found is None:
            if _has_own(words, word, i):
                continue
            if i == root or not _joined_plain(sentence, root, i):
                for harm in word.parts or (word.harm,):
                    yield _Victims(replace(word, harm=harm), i, None, f"toll.{word.keeps.value}_bare")
        elif _suits(sentence, word, counts[found]) and _may_also(sentence, owner.get(found, []), word):
            owner.setdefault(found, []).append((word, f"toll.{word.keeps.value}"))
    _share_in_lists(sentence, counts, owner)
    for n, links in owner.items():
        yield from (_Victims(word, counts[n].head, counts[n], rule) for word, rule in links)


def _share_in_lists(
    sentence: Sentence, counts: Sequence[CountMention], owner: dict[int, list[tuple[HarmWord, str]]]
) -> None:
    """Gives the members of a list of numbers that have no word of harm that of their nearest neighbour."""
    for group in groups_of(sentence, counts):
        owned = [n for n in group if n in owner]
        for n in group:
            if n not in owner and owned:
                word = owner[min(owned, key=lambda m: abs(m - n))][0][0]
                who, category = who_of(sentence, counts[n].head, counts[n])
                if (category is not None or not who) and _suits(sentence, word, counts[n]):
                    owner[n] = [(word, "toll.list")]


def _has_own(words: Sequence[HarmWord], word: HarmWord, people: int) -> bool:
    """Whether another verb of harm stands right before a noun: "killed many and injured others" wounds the others."""
    return any(
        w.token == people - 1 and w.keeps is Keeps.OBJECT and w.harm is not word.harm and w.token != word.token
        for w in words
    )


def _suits(sentence: Sentence, word: HarmWord, count: CountMention) -> bool:
    """Whether what is counted can suffer this harm: a building is not killed."""
    _, category = who_of(sentence, count.head, count)
    return _harm(word, category, sentence.tokens[count.head], count) is not None


def _may_also(sentence: Sentence, links: list[tuple[HarmWord, str]], word: HarmWord) -> bool:
    """Whether a figure that has a word of harm may have this one too: "killed four students who had been kidnapped"."""
    if not links:
        return True
    token = sentence.tokens[word.token]
    return token.deprel.startswith("acl") and all(link.harm is not word.harm for link, _ in links)


def _count_of(sentence: Sentence, counts: Sequence[CountMention], i: int) -> int | None:
    """Which number a noun has: the one that counts it or lies in front of it."""
    for n, count in enumerate(counts):
        if count.head == i or count.first <= i <= count.end:
            return n
    number = next((t.i for t in sentence.children(i) if t.deprel == "nummod"), None)
    return next((n for n, c in enumerate(counts) if number is not None and c.first <= number <= c.last), None)


def _joined_plain(sentence: Sentence, root: int, i: int) -> bool:
    """Whether a joined noun shares the first one's figure: a bare plural of its category, without article or owner."""
    first, token = sentence.tokens[root], sentence.tokens[i]
    if category_of(lowered(first.text)) != category_of(lowered(token.text)):
        return False
    return is_plural(token) and not any(t.deprel in ("det", "nmod:poss") for t in sentence.children(i))


_ZERO = frozenset(("no", "zero", "without", "nobody", "none"))
_KINDS = frozenset(("civilian", "human", "military", "immediate", "other", "serious", "more", "further", "combat"))
_PERSONAL = word_set("he she him her me you i himself herself his")
_THEY = word_set(
    """
    they them those many some others most several all these both dozens hundreds
    """
)


def _mention(sentence: Sentence, victims: _Victims, words: Sequence[HarmWord]) -> TollMention | None:
    token = sentence.tokens[victims.people]
    word = victims.word
    if victims.count is None and token.upos == "PROPN" and _is_no_person(sentence, token):
        return None
    if victims.count is None and _is_no_figure(sentence, word, token):
        return None
    if victims.count is not None and _is_intended(sentence, sentence.tokens[word.token]):
        return None
    if victims.count is None and not _is_told(sentence, word, token):
        return None
    if _is_earlier(sentence, victims.count):
        return None
    who, category = who_of(sentence, victims.people, victims.count)
    harm = _harm(word, category, token, victims.count)
    if harm is None:
        return None
    if category is None:
        category = Category.OBJECT if harm is Harm.DESTROYED else Category.UNKNOWN
    count, rule = _count(sentence, victims, words)
    if count is None:
        return None
    ends = [sentence.tokens[i].span for i in (victims.people, word.token)]
    ends += [victims.count.span] if victims.count else []
    span = Span(min(s.start for s in ends), max(s.end for s in ends))
    toll = Toll(harm, count, who, category)
    return TollMention(Cited(toll, span, rule), word.token, victims.people, span)


def _is_no_figure(sentence: Sentence, word: HarmWord, people: Token) -> bool:
    """Victims without a number that tell who they are rather than that they were harmed: "displaced families", "among
    those killed", "the bodies of the guards", "the evacuation of residents"."""
    if lowered(people.text) in ("himself", "herself", "themselves", "itself"):
        return True
    before = {lowered(t.text) for t in sentence.tokens[max(0, people.i - 2) : people.i]}
    if before & {"among", "amongst"}:
        return True
    token = sentence.tokens[word.token]
    if token.deprel == "amod" and word.harm is not Harm.KILLED:
        return True
    if lowered(token.text) in ("bodies", "body", "corpses", "corpse", "evacuation", "evacuations", "displacement"):
        return True
    return word.keeps is Keeps.SELF and lowered(token.text) == "deaths" and bool(before & {"the", "these", "those"})


def _is_no_person(sentence: Sentence, name: Token) -> bool:
    """Whether a name is that of a place, a body or a short form; names of peoples ("Syrians") are none of these."""
    if is_plural(name) or is_known_noun(lowered(name.text)):
        return False
    kinds = {e.kind for e in sentence.entities if e.first <= name.i <= e.last}
    short = (
        name.text.isupper()
        and len(name.text) <= 4
        and not all(t.text.isupper() for t in sentence.tokens if t.text.isalpha())
    )
    return short or bool(kinds & {"ORG", "PLACE", "GROUP", "EVENT", "WEAPON"}) or lowered(name.text) in ("toll", "al")


def _count(sentence: Sentence, victims: _Victims, words: Sequence[HarmWord]) -> tuple[Count | None, str]:
    if _is_negated(sentence, victims):
        return (Count(0, 0), "toll.none") if victims.count is None else (None, "")
    if victims.count is not None:
        return victims.count.count, f"{victims.rule}+{victims.count.rule}"
    token = sentence.tokens[victims.people]
    low = lowered(token.text)
    if low in _PERSONAL:
        return Count(1, 1), "toll.one"
    return uncounted(token)


def _is_negated(sentence: Sentence, victims: _Victims) -> bool:
    """ "No civilians were killed", "without causing casualties", "did not hurt anyone"."""
    people, harm = victims.people, victims.word.token
    start = victims.count.first if victims.count else people
    before = [lowered(t.text) for t in sentence.tokens[max(0, start - 4) : start]]
    if victims.count is not None:
        return before[-1:] == ["no"]
    if any(lowered(t.text) == "no" and t.deprel == "det" for t in sentence.children(people)):
        return True
    if before[-1:] in (["no"], ["zero"]) or (before[-2:-1] == ["no"] and before[-1] in _KINDS):
        return True
    if victims.word.keeps is Keeps.SELF and "without" in before:
        return True
    if before[-1:] == ["any"]:
        above = sentence.tokens[people].head
        return bool(_ZERO & set(before)) or _has_not(sentence, harm) or _has_not(sentence, above)
    return lowered(sentence.tokens[people].text) in ("nobody", "none")


def _has_not(sentence: Sentence, i: int) -> bool:
    return any(lowered(t.text) in ("not", "n't", "n’t", "never") for t in sentence.children(i))


_UNREAL = word_set(
    """
    plan threaten vow want try attempt order refuse intend wish hope prevent avoid stop aim able prepare seek
    urge promise minimize minimise reduce risk fear deny warn call
    """
)


def _is_told(sentence: Sentence, word: HarmWord, people: Token) -> bool:
    """Whether the word of harm is told as something that happened to somebody; asked of victims without a number."""
    token = sentence.tokens[word.token]
    if word.keeps is not Keeps.SELF and _has_not(sentence, word.token):
        return False
    if token.xpos in ("VB", "VBG") or token.upos == "NOUN":
        governor = sentence.tokens[token.head]
        marks = {lowered(t.text) for t in sentence.children(token.i) if t.deprel in ("mark", "aux", "case")}
        if "to" in marks and governor.lemma.lower() in ("have", "be"):
            return False
        if _is_unreal(governor) or marks & {"would", "could", "can", "may", "might", "should", "will"}:
            return False
    if word.keeps is Keeps.STATE and people.i == token.i:
        return False
    return not (word.keeps is Keeps.SELF and not _tells_itself(sentence, token))


def _is_unreal(governor: Token) -> bool:
    """Whether a word makes what hangs on it a wish, a fear or a plan; known by its beginning where lemmas are not."""
    low = lowered(governor.text)
    return governor.lemma.lower() in _UNREAL or any(low.startswith(word[:-1]) for word in _UNREAL if len(word) > 4)


_THREATS = frozenset(
    ("threaten", "vow", "plan", "want", "try", "attempt", "intend", "pledge", "swear", "plot", "conspire")
)


def _is_intended(sentence: Sentence, word: Token) -> bool:
    """ "Threatened to kill ten hostages": nobody has been."""
    governor = sentence.tokens[word.head]
    return word.deprel in ("xcomp", "ccomp", "acl") and word.xpos == "VB" and governor.lemma.lower() in _THREATS


def _tells_itself(sentence: Sentence, token: Token) -> bool:
    """Bare "casualties" and "injuries" are told of; bare "deaths" and "bodies" are no figure."""
    if lowered(token.text) not in ("casualties", "injuries", "fatalities", "deaths", "losses"):
        return False
    before = [lowered(t.text) for t in sentence.tokens[max(0, token.i - 5) : token.i]]
    if set(before) & {"reports", "report", "word", "details", "information", "number", "figures", "toll", "risk"}:
        return False  # "no details of casualties"
    return token.deprel in ("obj", "nsubj", "nsubj:pass", "root", "conj", "nmod", "obl")


def _is_earlier(sentence: Sentence, count: CountMention | None) -> bool:
    """ "Rose to 21 from 15", "up from 15": the figure it rose from is no new toll."""
    if count is None:
        return False
    before = [lowered(t.text) for t in sentence.tokens[max(0, count.first - 6) : count.first]]
    if not before or before[-1] not in ("from", "of"):
        return False
    earlier = {lowered(t.text) for t in sentence.tokens[max(0, count.first - 12) : count.first]}
    if before[-1] == "of":
        return bool({"previous", "earlier", "initial"} & set(before)) and "toll" in before
    return bool(earlier & {"rose", "risen", "rise", "rises", "rising", "up", "toll", "number", "increased", "climbed"})


def _harm(word: HarmWord, category: Category | None, people: Token, count: CountMention | None) -> Harm | None:
    """The harm a word does to these: "destroyed" kills people, "killed" kills no building; None for no toll."""
    if word.things:
        return _harm_to_things(word, category, count is not None)
    if category is Category.OBJECT:
        return None
    is_pronoun = people.upos == "PRON" or (lowered(people.text) in _THEY and word.harm is not Harm.CAPTURED)
    if word.harm is Harm.CAPTURED and lowered(people.text) == "those":
        return None  # "the capture of those responsible" is sought, not done
    if category is None and not is_pronoun and (word.harm is Harm.CAPTURED or (people.upos != "PROPN" and not count)):
        return None
    if word.harm is Harm.DISPLACED and count is None:
        combatants = category is Category.COMBATANT or lowered(people.text) == "others"
        retreats = word.keeps is Keeps.SUBJECT and combatants
        return word.harm if category is not None and is_plural(people) and not retreats else None
    return word.harm


def _harm_to_things(word: HarmWord, category: Category | None, is_counted: bool) -> Harm | None:
    """What verbs do that destroy things and kill people; "lost" (its harm is killed) tells of people with a number."""
    if word.harm is Harm.KILLED:
        return Harm.KILLED if is_counted and category in (Category.COMBATANT, Category.CIVILIAN) else None
    if category is Category.OBJECT or (category is None and is_counted):
        return word.harm
    return Harm.KILLED if category is Category.COMBATANT else None


def _in_toll(
    sentence: Sentence, words: Sequence[HarmWord], counts: Sequence[CountMention], found: Sequence[_Victims]
) -> list[_Victims]:
    """The figure of a "death toll" or a "number of dead": the one it rose to, stands at, reached."""
    low = [lowered(t.text) for t in sentence.tokens]
    owned = {v.count for v in found}
    out: list[_Victims] = []
    for i, word in enumerate(low):
        harm = _toll_harm(low, i) if word in ("toll", "tolls", "number", "total") else None
        if harm is None:
            continue
        for count in counts:
            before = low[count.first - 1] if count.first else ""
            near = -6 <= count.first - i <= 30
            if count in owned or not near or not (before in _REACHES or (before == "of" and count.first == i + 2)):
                continue
            if count.head == count.last or is_known_noun(low[count.head]):
                out.append(_Victims(HarmWord(i, harm, Keeps.SELF), count.head, count, "toll.toll"))
                owned.add(count)
                break
    return out


_REACHES = word_set(
    """
    to at reached reaching reaches hit hits is was stands stood be : exceeded topped passed surpassed
    """
)


def _toll_harm(low: list[str], i: int) -> Harm | None:
    """What a "toll" or a "number of …" counts; None for the number of anything else."""
    before = low[i - 1] if i else ""
    after = low[i + 1 : i + 7]
    if low[i] in ("toll", "tolls"):
        return {"casualty": Harm.CASUALTIES, "wounded": Harm.WOUNDED, "injury": Harm.WOUNDED}.get(before, Harm.KILLED)
    for word in after:
        if word in ("dead", "deaths", "killed", "fatalities", "victims"):
            return Harm.KILLED
        if word in ("wounded", "injured"):
            return Harm.WOUNDED
        if word in ("abducted", "kidnapped", "hostages"):
            return Harm.ABDUCTED
        if word == "casualties":
            return Harm.CASUALTIES
    if low[i] == "total" and {"bringing", "brings", "brought", "raising", "taking"} & set(low[max(0, i - 4) : i]):
        return Harm.KILLED
    return None


def _single(mentions: Sequence[TollMention]) -> Iterator[TollMention]:
    """One toll for one harm and those harmed."""
    seen: set[tuple[Harm, int]] = set()
    for mention in mentions:
        key = (mention.toll.value.harm, mention.people_token)
        if key not in seen:
            seen.add(key)
            yield mention


def _inherited(mentions: Sequence[TollMention]) -> Iterator[TollMention]:
    """ "Three drivers were killed and five wounded": a number whose noun was left out counts the same people."""
    before: TollMention | None = None
    for mention in mentions:
        toll = mention.toll.value
        if before is not None and not toll.who and not toll.sub:
            toll = replace(toll, who=before.toll.value.who, category=before.toll.value.category)
            mention = replace(mention, toll=replace(mention.toll, value=toll))
        if not toll.sub:
            before = mention
        yield mention
