"""How many were killed, wounded, missing, displaced, captured, abducted; what was destroyed (codebook, "Tolls")."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from recount.extraction.bodies import are_bodies, is_beside_bodies
from recount.extraction.counts import CountMention, counts_in
from recount.extraction.harm_done import harm_done
from recount.extraction.harm_told import (
    is_asked,
    is_earlier,
    is_intended,
    is_negated,
    is_no_figure,
    is_no_person,
    is_own_weapon,
    is_speaking,
    is_told_of,
)
from recount.extraction.harm_words import HarmWord, Keeps, harm_words_in
from recount.extraction.headline_victims import members_of
from recount.extraction.losses import whose_losses
from recount.extraction.named_counted import named_again
from recount.extraction.noun_phrases import written
from recount.extraction.number_lists import groups_of, is_added
from recount.extraction.populations import category_of, is_known_noun
from recount.extraction.toll_changes import RISEN_BY, with_changes
from recount.extraction.toll_parts import TollMention
from recount.extraction.toll_shares import is_elsewhere, with_parts
from recount.extraction.toll_totals import is_total_told, totals_in
from recount.extraction.unreal import is_unreal
from recount.extraction.victims import Victims, beside
from recount.extraction.whom import antecedent, is_plural, uncounted, who_of
from recount.extraction.wordforms import lowered, word_set
from recount.model import Category, Change, Cited, Count, Harm, Sentence, Span, Toll

__all__ = ["TollMention", "tolls_in"]


def tolls_in(sentence: Sentence) -> tuple[TollMention, ...]:
    """Every toll of a sentence, in text order. A plural without a number counts one or more, a single victim one;
    "no casualties" is zero; "including five children" is a part (`sub`) of the toll before it."""
    words = harm_words_in(sentence)
    counts = tuple(_of_others_than_speakers(sentence, words, counts_in(sentence)))
    if not words and not counts and not is_total_told(sentence):
        return ()
    found = list(_linked(sentence, words, counts))
    found += _added(sentence, counts, found)
    numbered = {(v.word.harm, v.people) for v in found if v.count is not None}
    counted = {v.word.token for v in found if v.count is not None and v.word.keeps is Keeps.SELF}
    found = [v for v in found if v.count or not ((v.word.harm, v.people) in numbered or v.word.token in counted)]
    found = [victims for victims in found if not _is_beyond_quote(sentence, victims)]
    named = named_again(sentence, counts) if len(found) > 1 else frozenset()
    found = [v for v in found if v.count is not None or v.people not in named]
    mentions = [m for v in sorted(found, key=lambda v: _start(v)) if (m := _mention(sentence, v, words)) is not None]
    theirs = {c.head for c in counts if c.of_them and c.who != "those"}
    mentions = with_changes(sentence, counts, with_parts(sentence, counts, list(_single(mentions))))
    told = _inherited(sentence, sorted(mentions, key=lambda m: m.people_token), theirs)
    return tuple(one for one in told if not _is_retreat(one.toll.value))


def _is_retreat(toll: Toll) -> bool:
    """Whether it was fighters who fled: "25 of the attackers were killed and 15 fled"."""
    return toll.harm is Harm.DISPLACED and toll.category is Category.COMBATANT


def _of_others_than_speakers(
    sentence: Sentence, words: Sequence[HarmWord], counts: Sequence[CountMention]
) -> Iterator[CountMention]:
    """The numbers of a sentence but for those of its speakers: where commas are lost, "killing four more nurses two
    residents said" counts four, "wounded 50 state media reported" 50 without saying who."""
    acting = {word.token for word in words if word.keeps is Keeps.OBJECT}
    for count in counts:
        tokens = sentence.tokens[count.last + 1 : count.end + 1] if is_speaking(sentence, count.end) else ()
        harmed = next((t.i for t in tokens[:-1] if is_plural(t) and is_known_noun(lowered(t.text))), None)
        if not tokens:
            yield count
        elif harmed is not None:
            yield replace(count, head=harmed, end=harmed, who=written(sentence, count.last + 1, harmed))
        elif count.first - 1 in acting:
            yield replace(count, head=count.last, end=count.last, who="")


_CLOSING = frozenset({'"', "”", "''", "’’"})


def _is_beyond_quote(sentence: Sentence, victims: Victims) -> bool:
    """Whether those harmed stand behind the quotation that tells of harm: in '"Ten were killed," a nurse said' she was
    not."""
    between = [token.text for token in sentence.tokens[victims.word.token + 1 : victims.people]]
    return between[:1] == [","] and not _CLOSING.isdisjoint(between[1:2])


def _added(sentence: Sentence, counts: Sequence[CountMention], found: Sequence[Victims]) -> Iterator[Victims]:
    """Numbers joined on to a toll farther back: they share its word of harm."""
    told = {id(v.count) for v in found}
    for count in counts:
        before = [v for v in found if _start(v) < count.first]
        if id(count) in told or not before:
            continue
        nearest = max(before, key=_start)
        since = max(nearest.word.token, nearest.count.end if nearest.count else nearest.people)
        if not (is_added(sentence, count) or is_elsewhere(sentence, counts, count, since)):
            continue
        _, category = who_of(sentence, count.head, count)
        if (category is not None or not count.who) and _suits(sentence, nearest.word, count):
            yield Victims(nearest.word, count.head, count, "toll.added")


def _start(victims: Victims) -> int:
    return victims.count.first if victims.count else victims.people


def _linked(sentence: Sentence, words: Sequence[HarmWord], counts: tuple[CountMention, ...]) -> Iterator[Victims]:
    """Those the tree or nearness ties to a word of harm."""
    owner = _told_beside(sentence, words, counts)
    people: dict[int, int] = {}
    for total in totals_in(sentence, counts, owner):
        if total.count is None:
            yield Victims(total.word, total.people, None, "toll.heavy")
        else:
            owner[total.count] = [(total.word, RISEN_BY if total.added else "toll.toll")]
            people[total.count] = total.people
    members = [member for word in words for member in members_of(sentence, word)]
    for word, root, i in members:
        found = _count_of(sentence, counts, i)
        gathered = _gathered(sentence, i, None if found is None else counts[found])
        if found is None:
            if _has_own(words, word, i) or _is_other_harm(words, word, i):
                continue
            if any(w is word and r < root and _count_of(sentence, counts, r) is not None for w, r, _ in members):
                continue  # of two subjects without "and" the parser has torn one phrase
            them = _them(sentence, counts, i)
            if them is not None:
                yield Victims(word, them.head, them, "toll.them")
            elif i == root or not _joined_plain(sentence, root, i):
                for harm in _harms_alone(words, word):
                    yield Victims(replace(word, harm=harm), i, None, f"toll.{word.keeps.value}_bare")
        elif _suits(sentence, word, counts[found], gathered) and _may_also(
            sentence, owner.get(found, []), word, counts[found]
        ):
            owner.setdefault(found, []).append((word, f"toll.{word.keeps.value}"))
        if found is not None and gathered is not None:
            people.setdefault(found, i)
    _share_in_lists(sentence, counts, owner)
    for links in owner.values():
        links += [(w, rule) for word, rule in links[:1] if (w := _joined_deed(sentence, words, word)) is not None]
    for n, links in owner.items():
        yield from (Victims(word, people.get(n, counts[n].head), counts[n], rule) for word, rule in links)


def _told_beside(
    sentence: Sentence, words: Sequence[HarmWord], counts: tuple[CountMention, ...]
) -> dict[int, list[tuple[HarmWord, str]]]:
    """The numbers that count what came to people ("nine injuries") or stand right next to a word of harm, with it."""
    themselves = {word.token: word for word in words if word.keeps is Keeps.SELF}
    starts = frozenset(count.first for count in counts)
    owner: dict[int, list[tuple[HarmWord, str]]] = {}
    for n, count in enumerate(counts):
        near = themselves.get(count.head)
        if near is not None:
            owner[n] = [(near, f"toll.{near.keeps.value}")]
            continue
        near = beside(sentence, count, words, starts)
        if near is not None and _suits(sentence, near, count):
            owner[n] = [(near, f"toll.{near.keeps.value}_beside")]
    return owner


def _share_in_lists(
    sentence: Sentence, counts: Sequence[CountMention], owner: dict[int, list[tuple[HarmWord, str]]]
) -> None:
    """Gives the members of a list of numbers that have no word of harm that of their nearest neighbour."""
    for group in groups_of(sentence, counts):
        owned = [n for n in group if n in owner]
        for n in group:
            if n not in owner and owned and not _goes_on(sentence, counts[n]):
                word = owner[min(owned, key=lambda m: abs(m - n))][0][0]
                who, category = who_of(sentence, counts[n].head, counts[n])
                if (category is not None or not who) and _suits(sentence, word, counts[n]):
                    owner[n] = [(word, "toll.list")]


def _goes_on(sentence: Sentence, count: CountMention) -> bool:
    """Whether something of their own is told of those counted: "eight bodies were found, and 15 people are trapped"."""
    after = sentence.tokens[count.end + 1 : count.end + 2]
    return bool(after) and after[0].upos in ("VERB", "AUX") and after[0].xpos in ("VBD", "VBZ", "VBP", "MD")


def _is_other_harm(words: Sequence[HarmWord], word: HarmWord, i: int) -> bool:
    """Whether a noun is itself another word of harm: the injuries of "deaths and injuries" did not die."""
    other = next((w for w in words if w.token == i and w.token != word.token), None)
    return other is not None and (other.keeps is Keeps.SELF or other.harm is not word.harm)


def _harms_alone(words: Sequence[HarmWord], word: HarmWord) -> tuple[Harm, ...]:
    """What a word tells of people without a number: "killed and wounded" both, each word of "deaths and injuries" only
    its own."""
    if word.keeps is not Keeps.SELF or not word.parts:
        return word.parts or (word.harm,)
    first = any(w.parts == word.parts and w.token > word.token for w in words)
    return (word.parts[0] if first else word.parts[-1],)


def _has_own(words: Sequence[HarmWord], word: HarmWord, people: int) -> bool:
    """Whether another verb of harm stands right before a noun: "killed many and injured others" wounds the others."""
    return any(
        w.token - word.token not in (1, 2)
        and w.token == people - 1
        and w.keeps is Keeps.OBJECT
        and w.harm is not word.harm
        and w.token != word.token
        for w in words
    )


def _suits(sentence: Sentence, word: HarmWord, count: CountMention, gathered: int | None = None) -> bool:
    """Whether what is counted can suffer this harm: a building is not killed, the seven of a `gathered` family are."""
    if is_beside_bodies(sentence, word, count):
        return False
    people = count.head if gathered is None else gathered
    _, category = who_of(sentence, people, count)
    return harm_done(word, category, sentence.tokens[people], count) is not None


def _joined_deed(sentence: Sentence, words: Sequence[HarmWord], word: HarmWord) -> HarmWord | None:
    """The deed done to the same people: "kidnapped and killed eleven people"."""
    other = next((w for w in words if w.token == word.token - 2), None)
    if other is None or lowered(sentence.tokens[word.token - 1].text) != "and":
        return None
    distinct = other.harm is not word.harm and Harm.CASUALTIES not in (other.harm, word.harm)
    return other if distinct and word.keeps is other.keeps is Keeps.OBJECT else None


_TAKEN = frozenset({Harm.CAPTURED, Harm.ABDUCTED})


def _may_also(sentence: Sentence, links: list[tuple[HarmWord, str]], word: HarmWord, count: CountMention) -> bool:
    """Whether a figure that has a word of harm may have this one too: "killed four students who had been kidnapped",
    "nine men were rounded up and executed"."""
    if not links:
        return True
    token = sentence.tokens[word.token]
    if any(link.harm is word.harm for link, _ in links):
        return False
    if token.deprel == "acl:relcl":
        return count.first <= token.head <= count.end
    taken = any(link.token == token.head and link.harm in _TAKEN for link, _ in links)
    between = sentence.tokens[token.head + 1 : token.i]
    plain = all(t.upos in ("CCONJ", "ADV", "ADP") for t in between)
    return taken and plain and token.deprel == "conj" and word.harm is Harm.KILLED


def _count_of(sentence: Sentence, counts: Sequence[CountMention], i: int) -> int | None:
    """Which number a noun has: the one that counts it or lies in front of it."""
    for n, count in enumerate(counts):
        if count.head == i or count.first <= i <= count.end:
            return n
    if lowered(sentence.tokens[i].text) in _GATHERED and i + 1 < len(sentence.tokens):
        inner = next((n for n, c in enumerate(counts) if c.first == i + 2), None)
        if inner is not None and lowered(sentence.tokens[i + 1].text) == "of":
            return inner  # "a group of 60 volunteers"
    number = next((t.i for t in sentence.children(i) if t.deprel == "nummod"), None)
    return next((n for n, c in enumerate(counts) if number is not None and c.first <= number <= c.last), None)


_GATHERED = word_set("group family crowd crew convoy team gang band squad party couple household contingent batch")


def _them(sentence: Sentence, counts: Sequence[CountMention], i: int) -> CountMention | None:
    """The number of those "them" stands for: "took six passengers off a bus and executed them"; None where people
    without a number are told of in between."""
    if lowered(sentence.tokens[i].text) != "them":
        return None
    people = (t for t in reversed(sentence.tokens[:i]) if is_plural(t) and is_known_noun(lowered(t.text)))
    last = next((t.i for t in people if category_of(lowered(t.text)) is not Category.OBJECT), None)
    return next((count for count in counts if count.head == last), None)


def _gathered(sentence: Sentence, i: int, count: CountMention | None) -> int | None:
    """The noun that gathers those a bare number counts: the family of "a family of five"; None where none does."""
    return i if count is not None and not count.who and lowered(sentence.tokens[i].text) in _GATHERED else None


def _joined_plain(sentence: Sentence, root: int, i: int) -> bool:
    """Whether a joined noun shares the first one's figure: a bare plural of its category, without article or owner."""
    first, token = sentence.tokens[root], sentence.tokens[i]
    if category_of(lowered(first.text)) != category_of(lowered(token.text)):
        return False
    return is_plural(token) and not any(t.deprel in ("det", "nmod:poss") for t in sentence.children(i))


_PERSONAL = word_set("he she him her me you i himself herself his")


def _mention(sentence: Sentence, victims: Victims, words: Sequence[HarmWord]) -> TollMention | None:
    token = sentence.tokens[victims.people]
    word = victims.word
    if is_asked(sentence, victims) or is_own_weapon(sentence, word, token):
        return None
    if victims.rule == "toll.heavy":
        who, category = who_of(sentence, victims.people, None) if victims.people != word.token else ("", None)
        toll = Toll(word.harm, Count(1, None), who, category or Category.UNKNOWN)
        return _cited(sentence, victims, toll, victims.rule)
    if victims.count is None and token.upos == "PROPN" and is_no_person(sentence, token):
        return None
    if victims.count is None and is_no_figure(sentence, word, token):
        return None
    if is_unreal(sentence, word):
        return None
    if victims.count is not None and is_intended(sentence, sentence.tokens[word.token]):
        return None
    if victims.count is None and not is_told_of(sentence, word, token):
        return None
    if is_earlier(sentence, victims.count):
        return None
    who, category = who_of(sentence, whose_losses(sentence, word.token, victims.people), victims.count)
    harm = harm_done(word, category, token, victims.count)
    if harm is None:
        return None
    if category is None:
        category = Category.OBJECT if harm is Harm.DESTROYED else Category.UNKNOWN
    count, rule = _count(sentence, victims, words)
    if count is None:
        return None
    return _cited(sentence, victims, Toll(harm, count, who, category), rule)


def _cited(sentence: Sentence, victims: Victims, toll: Toll, rule: str) -> TollMention:
    ends = [sentence.tokens[i].span for i in (victims.people, victims.word.token)]
    ends += [victims.count.span] if victims.count else []
    span = Span(min(s.start for s in ends), max(s.end for s in ends))
    return TollMention(Cited(toll, span, rule), victims.word.token, victims.people, span)


def _count(sentence: Sentence, victims: Victims, words: Sequence[HarmWord]) -> tuple[Count | None, str]:
    if is_negated(sentence, victims):
        return (Count(0, 0), "toll.none") if victims.count is None else (None, "")
    if victims.count is not None:
        return victims.count.count, f"{victims.rule}+{victims.count.rule}"
    token = sentence.tokens[victims.people]
    low = lowered(token.text)
    if low in _PERSONAL:
        return Count(1, 1), "toll.one"
    return uncounted(token)


def _single(mentions: Sequence[TollMention]) -> Iterator[TollMention]:
    """One toll for one harm and those harmed."""
    seen: set[tuple[Harm, int]] = set()
    for mention in mentions:
        key = (mention.toll.value.harm, mention.people_token)
        if key not in seen:
            seen.add(key)
            yield mention


_NAMELESS = _PERSONAL | {"casualties", "losses"}
_BARE = frozenset(("dead", "wounded", "injured"))


def _inherited(sentence: Sentence, mentions: Sequence[TollMention], theirs: Collection[int]) -> Iterator[TollMention]:
    """ "Three drivers were killed and five wounded": a number whose noun was left out counts the same people; with
    nobody named, "35 dead" counts the dead. `theirs` are numbers of "them": of people named before."""
    before: TollMention | None = None
    named_bare: set[str] = set()
    for mention in mentions:
        toll = mention.toll.value
        if lowered(sentence.tokens[mention.people_token].text) in _NAMELESS:
            yield mention  # whose "casualties", whom "he" stands for, the sentence does not tell
            continue
        if are_bodies(sentence, mention.people_token):
            before = mention
            yield mention  # "40 wounded soldiers and 12 bodies": not of soldiers
            continue
        if before is not None and not toll.who and not toll.sub and before.toll.value.who not in named_bare:
            toll = replace(toll, who=before.toll.value.who, category=before.toll.value.category)
            mention = replace(mention, toll=replace(mention.toll, value=toll))
        elif before is None and mention.people_token in theirs and not toll.sub:
            who, category = antecedent(sentence, mention.people_token) or (toll.who, toll.category)
            toll = replace(toll, who=who, category=category or toll.category)
            mention = replace(mention, toll=replace(mention.toll, value=toll))
        elif not toll.who and "_beside" in mention.toll.rule:
            named = lowered(sentence.tokens[mention.harm_token].text)
            if named in _BARE and mention.harm_token > mention.people_token:
                toll = replace(toll, who=sentence.tokens[mention.harm_token].text)
                named_bare.add(toll.who)
                mention = replace(mention, toll=replace(mention.toll, value=toll))
        part = toll.change is Change.MORE and bool(toll.who)
        if not toll.sub or (part and before is None):
            before = mention  # "another five soldiers died, bringing the toll to 19": of soldiers
        yield mention
