"""Whether a word of harm tells of harm that was done: not denied, not intended, not a word for who they are."""

from __future__ import annotations

from collections.abc import Sequence

from recount.extraction.counts import CountMention
from recount.extraction.cue_sides import says_no_more
from recount.extraction.earlier_figures import moved_from
from recount.extraction.harm_words import HarmWord, Keeps, is_unsurvived
from recount.extraction.populations import is_known_noun, singular
from recount.extraction.victims import Victims
from recount.extraction.whom import SHARES, is_plural
from recount.extraction.wordforms import lowered, word_set
from recount.model import Harm, Sentence, Token

_ZERO = frozenset(("no", "zero", "without", "nobody", "none"))
_KINDS = frozenset(("civilian", "human", "military", "immediate", "other", "serious", "more", "further", "combat"))


def is_no_figure(sentence: Sentence, word: HarmWord, people: Token) -> bool:
    """Victims without a number that tell who they are rather than that they were harmed: "displaced families", "among
    those killed", "the bodies of the guards", "the evacuation of residents"."""
    if lowered(people.text) in _NOBODY:
        return True
    before = {lowered(t.text) for t in sentence.tokens[max(0, people.i - 2) : people.i]}
    if before & {"among", "amongst"} or _describes(sentence, people):
        return True
    token = sentence.tokens[word.token]
    if token.deprel == "amod" and word.harm is not Harm.KILLED:
        return not (word.harm is Harm.DESTROYED and is_plural(people))
    if token.deprel == "acl" and people.deprel.startswith(("nmod", "obl")):
        return True  # "the number of rebels killed", "the bodies of those slain"
    low = lowered(people.text)
    known = is_plural(people) or is_known_noun(low) or low in SHARES or low.endswith(_PERSONAL)
    if people.upos == "NOUN" and not known:
        return word.harm is not Harm.DESTROYED  # "a terrorist organization", "army helicopter fire"
    if word.keeps is not Keeps.SELF and _speaks(sentence, people):
        return True
    if word.keeps is Keeps.OWNER and people.deprel == "nmod:poss" and people.upos in ("PRON", "PROPN"):
        return True  # "after his death" reminds of it
    if lowered(token.text) in ("bodies", "body", "corpses", "corpse", "evacuation", "evacuations", "displacement"):
        return True
    return word.keeps is Keeps.SELF and bool(before & {"the", "these", "those", "maximum", "his", "its", "their"})


def _describes(sentence: Sentence, people: Token) -> bool:
    """Whether words only describe those who stand before them: "12 fighters, most of them foreigners, were killed",
    "killed Abu Naim, one of the most feared commanders"."""
    before = [lowered(t.text) for t in sentence.tokens[max(0, people.i - 3) : people.i]]
    following = [lowered(t.text) for t in sentence.tokens[people.i + 1 : people.i + 3]]
    if lowered(people.text) == "one" and following[:1] == ["of"]:
        named = [t for t in sentence.tokens[: people.i] if t.text != ","][-1:]
        return bool(named) and named[0].upos == "PROPN"
    if not people.deprel.startswith("nsubj"):
        return False
    share = lowered(people.text) in _PARTS and following == ["of", "them"]
    return share or (len(before) == 3 and before[0] in _PARTS and before[1:] == ["of", "them"])


# Of "the toll is 17 dead" the toll did not die.
_NOBODY = word_set(
    "himself herself themselves itself toll tolls figure figures count counts tally number numbers balance"
)
_PARTS = frozenset(("most", "many", "some", "several", "all", "half"))
_PERSONAL = ("er", "or", "ist", "man", "ian", "ee", "ant")
_SPEAKING = word_set(
    """
    said says say saying told tells reported reports reporting added adds announced confirmed claimed claims stated
    warned noted explained declared wrote
    """
)


def _speaks(sentence: Sentence, people: Token) -> bool:
    """Whether those named say what is told: "... killed several fighters, a monitoring group said"."""
    head = sentence.tokens[people.head]
    if people.deprel == "nsubj" and lowered(head.text) in _SPEAKING:
        return True
    following = sentence.tokens[people.i + 1 : people.i + 2]
    return bool(following) and lowered(following[0].text) in _SPEAKING and following[0].xpos not in ("VBN",)


def is_speaking(sentence: Sentence, last: int) -> bool:
    """Whether a phrase that ends at a token speaks the sentence's last words: "... two residents said on Monday."."""
    after = sentence.tokens[last + 1 : last + 2]
    if not after or lowered(after[0].text) not in _SPEAKING or after[0].xpos not in ("VBD", "VBZ", "VBP"):
        return False
    return says_no_more(sentence.tokens[last + 2 :])


_OWN_WEAPONS = word_set("bomb device explosive charge belt vest mine ied grenade")
_DRIVEN = word_set("car truck van lorry vehicle motorcycle motorbike tanker bus tractor boat")


def is_own_weapon(sentence: Sentence, word: HarmWord, thing: Token) -> bool:
    """Whether what is blown up is what the attack was made with: "blew up a car bomb", "bombers blew up two trucks"."""
    verb = sentence.tokens[word.token]
    if not lowered(verb.text).startswith(("blew", "blow")) or word.harm is not Harm.DESTROYED:
        return False
    noun = singular(lowered(thing.text))
    bombers = (t for t in sentence.children(verb.i) if t.deprel == "nsubj" and singular(lowered(t.text)) == "bomber")
    return noun in _OWN_WEAPONS or (noun in _DRIVEN and next(bombers, None) is not None)


def is_no_person(sentence: Sentence, name: Token) -> bool:
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


def is_negated(sentence: Sentence, victims: Victims) -> bool:
    """ "No civilians were killed", "without causing casualties", "did not hurt anyone"."""
    people, harm = victims.people, victims.word.token
    if is_unsurvived(sentence, harm):
        return False
    start = victims.count.first if victims.count else people
    before = [lowered(t.text) for t in sentence.tokens[max(0, start - 4) : start]]
    if victims.count is not None:
        return before[-1:] == ["no"] or _is_of_none(before)
    if any(lowered(t.text) in ("no", "neither") and t.deprel == "det" for t in sentence.children(people)):
        return True
    if victims.word.keeps is Keeps.SELF and sentence.tokens[people].deprel == "obj" and _by_nobody(sentence, people):
        return True
    if before[-1:] in (["no"], ["zero"]) or (before[-2:-1] == ["no"] and before[-1] in _KINDS):
        return True
    if victims.word.keeps is Keeps.SELF and "without" in before:
        return True
    if before[-1:] == ["any"]:
        above = sentence.tokens[people].head
        return bool(_ZERO & set(before)) or _has_not(sentence, harm) or _has_not(sentence, above)
    return lowered(sentence.tokens[people].text) in ("nobody", "none")


def _is_of_none(before: Sequence[str]) -> bool:
    """ "None of the six", "not one of the nine", "neither of the two": nobody of a number."""
    at = len(before) - 1
    while at >= 0 and before[at] in ("the", "those", "these", "its", "their", "his", "her"):
        at -= 1
    opens = list(before[max(0, at - 2) : at])
    return (
        at > 0
        and before[at] == "of"
        and (opens[-1:] in (["none"], ["neither"]) or opens in (["not", "one"], ["no", "one"]))
    )


_BEARING = frozenset(("suffer", "sustain", "incur", "have", "take", "cause", "inflict", "leave", "claim"))


def _by_nobody(sentence: Sentence, told: int) -> bool:
    """ "Neither side reported casualties", "none of the units suffered losses", "they did not suffer casualties"."""
    verb = sentence.tokens[sentence.tokens[told].head]
    if _has_not(sentence, verb.i) and verb.lemma.lower() in _BEARING:
        return True
    for subject in sentence.children(verb.i):
        words = (subject, *sentence.children(subject.i)) if subject.deprel.startswith("nsubj") else ()
        if any(lowered(t.text) in ("neither", "none", "nobody") for t in words):
            return True
    return False


def _has_not(sentence: Sentence, i: int) -> bool:
    return any(lowered(t.text) in ("not", "n't", "n’t", "never") for t in sentence.children(i))


_UNREAL = word_set(
    """
    plan threaten vow want try attempt order refuse intend wish hope prevent avoid stop aim able prepare seek
    urge promise minimize minimise reduce risk fear deny warn call
    """
)


def is_told_of(sentence: Sentence, word: HarmWord, people: Token) -> bool:
    """Whether the word of harm is told as something that happened to somebody; asked of victims without a number."""
    token = sentence.tokens[word.token]
    if word.keeps is not Keeps.SELF and _has_not(sentence, word.token) and not is_unsurvived(sentence, word.token):
        return False
    if {lowered(t.text) for t in sentence.children(token.i) if t.deprel == "aux"} & _MODALS:
        return False
    if token.xpos in ("VB", "VBG") or token.upos == "NOUN":
        governor = sentence.tokens[token.head]
        marks = {lowered(t.text) for t in sentence.children(token.i) if t.deprel in ("mark", "aux", "case")}
        if "to" in marks and (governor.lemma.lower() in ("have", "be") or _is_purpose(token)):
            return False
        if _is_unreal(governor) or marks & _MODALS:
            return False
    if word.keeps is Keeps.STATE and people.i == token.i:
        return False
    return not (word.keeps is Keeps.SELF and not _tells_itself(sentence, token))


def _is_purpose(token: Token) -> bool:
    """ "An operation to destroy command posts", "went in to capture gunmen": what was to be done; perhaps it was."""
    return token.deprel in ("acl", "advcl")


_MODALS = frozenset(("would", "could", "can", "may", "might", "should", "will", "shall"))


def _is_unreal(governor: Token) -> bool:
    """Whether a word makes what hangs on it a wish, a fear or a plan; known by its beginning where lemmas are not."""
    low = lowered(governor.text)
    return governor.lemma.lower() in _UNREAL or any(low.startswith(word[:-1]) for word in _UNREAL if len(word) > 4)


_THREATS = frozenset(
    ("threaten", "vow", "plan", "want", "try", "attempt", "intend", "pledge", "swear", "plot", "conspire")
)


def is_asked(sentence: Sentence, victims: Victims) -> bool:
    """ "Did not say how many had been killed", "unclear whether anyone was hurt": what is not known is no figure."""
    low = [lowered(t.text) for t in sentence.tokens]
    start = victims.count.first if victims.count else victims.people
    for i in range(max(1, start - 5), start + 1):
        if low[i] == "many" and low[i - 1] == "how":
            between = sentence.tokens[i + 1 : start]
            return all(t.upos not in ("VERB", "AUX", "PUNCT") for t in between)
    if victims.count is not None:
        return False
    word = sentence.tokens[victims.word.token]
    clauses = {word.i, word.head}
    return any(lowered(t.text) == "whether" and t.deprel == "mark" for i in clauses for t in sentence.children(i))


def is_intended(sentence: Sentence, word: Token) -> bool:
    """ "Threatened to kill ten hostages": nobody has been."""
    governor = sentence.tokens[word.head]
    return word.deprel in ("xcomp", "ccomp", "acl") and word.xpos == "VB" and governor.lemma.lower() in _THREATS


def _tells_itself(sentence: Sentence, token: Token) -> bool:
    """Bare "casualties" and "injuries" are told of; bare "deaths" and "bodies" are no figure."""
    if lowered(token.text) not in ("casualties", "injuries", "fatalities", "deaths", "losses", "loss"):
        return False
    before = [lowered(t.text) for t in sentence.tokens[max(0, token.i - 5) : token.i]]
    if set(before) & {"reports", "report", "word", "details", "information", "number", "figures", "toll", "risk"}:
        return False  # "no details of casualties"
    after = {lowered(t.text) for t in sentence.tokens[token.i + 1 : token.i + 13]}
    if not after.isdisjoint(_NUMBERED):
        return False  # "fatalities of the blast numbered 18"
    return token.deprel in ("obj", "nsubj", "nsubj:pass", "root", "conj", "nmod", "obl")


_NUMBERED = frozenset(("numbered", "totalled", "totaled"))


def is_earlier(sentence: Sentence, count: CountMention | None) -> bool:
    """ "Rose to 21 from 15", "up from an earlier count of 15": the figure it rose from is no new toll."""
    if count is None:
        return False
    return moved_from([lowered(t.text) for t in sentence.tokens], count.first) is not None
