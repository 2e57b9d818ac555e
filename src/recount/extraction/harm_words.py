"""Words of harm: what was done to those a toll counts, and where in the sentence such a word keeps them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from recount.extraction.harm_phrases import OPENERS, Keeps, Phrase, phrase_at
from recount.extraction.in_hospital import WARDS, lies_in_hospital
from recount.extraction.populations import category_of
from recount.extraction.wordforms import lowered, word_set
from recount.model import Category, Harm, Sentence, Token

__all__ = ["HarmWord", "Keeps", "harm_words_in"]


@dataclass(frozen=True, slots=True)
class HarmWord:
    """A word of harm in a sentence; `things` marks verbs that destroy things and kill fighters ("eliminated"),
    `counted` words that tell of other people only where their number is told ("seized four engineers"), `parts` what
    "killed and wounded" tells of people without a number: some of either."""

    token: int
    harm: Harm
    keeps: Keeps
    things: bool = False
    parts: tuple[Harm, ...] = ()
    counted: bool = False


_IRREGULAR = {
    "slay": "slays slew slain slaying",
    "shoot": "shoots shot shooting",
    "flee": "flees fled fleeing",
    "die": "dies died dying",
    "hang": "hangs hanged hanging",
    "hurt": "hurts hurting",
    "maim": "maims maimed maiming",
    "burn": "burns burned burnt burning",
    "kidnap": "kidnaps kidnapped kidnaped kidnapping",
    "abduct": "abducts abducted abducting",
    "gas": "gassed gassing",
}


def _forms(verb: str) -> list[str]:
    """A verb's written forms, by the spelling rules of regular verbs and the short list of others."""
    if verb == "gas":
        return _IRREGULAR[verb].split()  # "gas" itself is the noun
    if verb in _IRREGULAR:
        return [verb, *_IRREGULAR[verb].split()]
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2] not in "aeou":
        return [verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    ending = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
    return [verb, f"{verb}{ending}", f"{stem}ed", f"{stem}ing"]


_VERBS: tuple[tuple[Harm, Keeps, bool, str], ...] = (
    (
        Harm.KILLED,
        Keeps.OBJECT,
        False,
        "kill murder slaughter massacre execute assassinate behead slay martyr lynch butcher decapitate strangle hang",
    ),
    (Harm.KILLED, Keeps.SUBJECT, False, "die perish drown succumb"),
    (Harm.WOUNDED, Keeps.OBJECT, False, "wound injure hurt maim hospitalize hospitalise"),
    (Harm.CASUALTIES, Keeps.OBJECT, False, "gas"),
    (Harm.MISSING, Keeps.SUBJECT, False, "disappear vanish"),
    (Harm.DISPLACED, Keeps.OBJECT, False, "displace evacuate uproot"),
    (Harm.DISPLACED, Keeps.SUBJECT, False, "flee"),
    (Harm.CAPTURED, Keeps.OBJECT, False, "capture arrest detain imprison jail"),
    (Harm.ABDUCTED, Keeps.OBJECT, False, "kidnap abduct"),
    (
        Harm.DESTROYED,
        Keeps.OBJECT,
        True,
        "destroy flatten demolish burn eliminate annihilate raze torch wreck incinerate obliterate neutralize "
        "neutralise liquidate",
    ),
)
_NOUNS: tuple[tuple[Harm, Keeps, str], ...] = (
    (
        Harm.KILLED,
        Keeps.OWNER,
        "death killing murder massacre assassination execution slaying beheading slaughter martyrdom",
    ),
    (Harm.KILLED, Keeps.SELF, "deaths fatality fatalities bodies corpses corpse martyrs martyr"),
    (Harm.WOUNDED, Keeps.SELF, "injuries"),
    (Harm.WOUNDED, Keeps.OWNER, "injury wounding"),
    (Harm.ABDUCTED, Keeps.OWNER, "abduction kidnapping kidnappings abductions"),
    (Harm.CAPTURED, Keeps.OWNER, "arrest arrests detention capture"),
    (Harm.DISPLACED, Keeps.OWNER, "displacement evacuation flight exodus"),
    (Harm.DESTROYED, Keeps.OWNER, "destruction collapse"),
    (Harm.CASUALTIES, Keeps.SELF, "casualty casualties casualities causalties"),
)
_STATES: tuple[tuple[Harm, str], ...] = (
    (Harm.KILLED, "dead"),
    (Harm.WOUNDED, "wounded injured hurt"),
    (Harm.MISSING, "missing"),
    (Harm.DISPLACED, "displaced homeless"),
)


def _table() -> dict[tuple[str, str], tuple[Harm, Keeps, bool]]:
    out: dict[tuple[str, str], tuple[Harm, Keeps, bool]] = {}
    for harm, keeps, things, verbs in _VERBS:
        for verb in verbs.split(" "):
            for form in _forms(verb):
                out["VERB", form] = (harm, keeps, things)
    for harm, keeps, nouns in _NOUNS:
        for noun in nouns.split(" "):
            out["NOUN", noun] = (harm, keeps, False)
            if keeps is Keeps.OWNER and ("NOUN", f"{noun}s") not in out:
                out["NOUN", f"{noun}s"] = (harm, keeps, False)
    for harm, states in _STATES:
        for state in states.split(" "):
            out["ADJ", state] = (harm, Keeps.STATE, False)
    return out


_TABLE = _table()
_SURVIVING = word_set("survive survived survives surviving")
_TO_DEATH = word_set("fatally mortally")
_WORDS = frozenset({*OPENERS, *_SURVIVING, *_TO_DEATH, *(word for _, word in _TABLE)})


def harm_words_in(sentence: Sentence) -> tuple[HarmWord, ...]:
    """The words of harm in a sentence, in text order; "killed or wounded" are words of undivided casualties."""
    found: list[HarmWord] = []
    for token in sentence.tokens:
        word = _of_ward(sentence, token) if lowered(token.text) in WARDS else _harm_word(sentence, token)
        if word is None:
            continue
        if found and _undivided(sentence, found[-1], word):
            joined_by_and = lowered(sentence.tokens[word.token - 1].text) == "and"
            parts = (found[-1].harm, word.harm) if joined_by_and else ()
            found[-1] = HarmWord(found[-1].token, Harm.CASUALTIES, found[-1].keeps, parts=parts)
            found.append(HarmWord(word.token, Harm.CASUALTIES, word.keeps, parts=parts))
        else:
            found.append(word)
    return tuple(found)


def _of_ward(sentence: Sentence, token: Token) -> HarmWord | None:
    lying = lies_in_hospital(sentence, token)
    return HarmWord(token.i, Harm.WOUNDED, Keeps.STATE, counted=True) if lying else None


def _harm_word(sentence: Sentence, token: Token) -> HarmWord | None:
    low = lowered(token.text)
    if low not in _WORDS:
        return None
    if low == "loss" and [_next(sentence, token.i, n) for n in (1, 2)] == ["of", "life"]:
        none = _next(sentence, token.i, -1) in ("no", "without")
        return HarmWord(token.i, Harm.KILLED, Keeps.SELF) if none else None  # how many there were is not told
    phrase = phrase_at(sentence, token.i)
    if (
        phrase is not None
        and phrase.harm is Harm.WOUNDED
        and not _HARMED_DEAD.isdisjoint(lowered(t.text) for t in sentence.tokens[max(0, token.i - 8) : token.i])
    ):
        phrase = None  # "the bodies of four men were taken to hospital"
    if phrase is not None and not _has_number(sentence, token, phrase):
        return _of_phrase(sentence, token, phrase)
    if low in _SURVIVING:
        return HarmWord(token.i, Harm.KILLED, Keeps.SUBJECT) if is_unsurvived(sentence, token.i) else None
    if low in _TO_DEATH:
        return HarmWord(token.i, Harm.KILLED, Keeps.STATE) if _is_said_of_number(sentence, token.i) else None
    state = _TABLE.get(("ADJ", low))
    verb = _TABLE.get(("VERB", low))
    noun = _TABLE.get(("NOUN", low))
    if state is not None and (token.upos in ("ADJ", "NOUN", "PROPN", "ADV") or verb is None):
        return HarmWord(token.i, state[0], state[1])
    if noun is not None and (token.upos in ("NOUN", "PROPN") or verb is None):
        if (low == "death" and _next(sentence, token.i, -1) == "to") or _is_of_verb(sentence, token, low):
            return None
        if low in ("death", "deaths", "casualty") and _next(sentence, token.i) in (
            "toll",
            "tolls",
            "count",
            "squad",
            "squads",
            "sentence",
            "threats",
        ):
            return None
        return HarmWord(token.i, noun[0], noun[1])
    if verb is not None and token.upos in ("VERB", "ADJ", "AUX", "NOUN", "PROPN", "ADV"):
        if low == "wounds" and sentence.tokens[min(token.i + 1, len(sentence.tokens) - 1)].upos == "NUM":
            return HarmWord(token.i, *verb)  # "blast kills one, wounds two"
        if token.upos in ("NOUN", "PROPN") and low in ("burn", "hurt", "wounds", "wound", "capture", "hang", "hanging"):
            return None
        return HarmWord(token.i, *verb)
    return None


def _is_said_of_number(sentence: Sentence, i: int) -> bool:
    """Whether a word is told of a number right before it and of no verb behind: "shot eight, five of them fatally"."""
    before = [t for t in sentence.tokens[max(0, i - 3) : i] if t.upos != "ADV"]
    behind = sentence.tokens[i + 1 : i + 2]
    if behind and behind[0].upos in ("VERB", "ADJ"):
        return False
    if before and lowered(before[-1].text) in ("them", "whom"):
        before = before[:-2]
    return bool(before) and before[-1].upos == "NUM"


def _of_phrase(sentence: Sentence, token: Token, phrase: Phrase) -> HarmWord:
    """What a phrase tells: fighters who lose "six" have lost people, and whom an authority seizes it has captured."""
    things, counted, harm = phrase.things, phrase.counted, phrase.harm
    if phrase.harm is Harm.KILLED and phrase.things and phrase.keeps is Keeps.OBJECT and _is_by(sentence, token, armed):
        things, counted = False, True
    if harm is Harm.ABDUCTED and counted and _is_by(sentence, token, _is_authority):
        harm = Harm.CAPTURED
    return HarmWord(token.i, harm, phrase.keeps, things, counted=counted)


def armed(word: str) -> bool:
    """Whether a word names fighters: "soldiers", "rebels", a group of the alias file's kind."""
    return Category.COMBATANT in (category_of(word), category_of("member", [word]))


_AUTHORITIES = word_set(
    """
    police policemen policeman officers officer authorities authority army troops soldiers soldier military forces
    agents gendarmes gendarmerie security government intelligence guards marines paramilitaries
    """
)


def _is_authority(word: str) -> bool:
    return word in _AUTHORITIES


def _is_by(sentence: Sentence, verb: Token, kind: Callable[[str], bool]) -> bool:
    """Whether who does what a verb tells is of a kind: its subject, its by-phrase, or the subject of a verb above it,
    as in "the army admitted losing six"."""
    at = verb.i
    for _ in range(3):
        doers = [t for t in sentence.children(at) if t.deprel in ("nsubj", "obl:agent") or _is_by_phrase(sentence, t)]
        if doers:
            return any(kind(lowered(t.text)) for t in doers)
        if sentence.tokens[at].deprel not in ("xcomp", "ccomp", "advcl", "conj"):
            return False
        at = sentence.tokens[at].head
    return False


def _is_by_phrase(sentence: Sentence, token: Token) -> bool:
    cases = (t for t in sentence.children(token.i) if t.deprel == "case")
    return token.deprel == "obl" and any(lowered(t.text) == "by" for t in cases)


_HARMED_DEAD = word_set("body bodies corpse corpses remains")
_NOBODY = word_set("none nobody neither")


def is_unsurvived(sentence: Sentence, verb: int) -> bool:
    """Whether a verb of surviving tells of those who did not: "none of the six survived", "eight did not survive"."""
    if lowered(sentence.tokens[verb].text) not in _SURVIVING:
        return False
    words = list(sentence.children(verb))
    words += [t for subject in words if subject.deprel == "nsubj" for t in sentence.children(subject.i)]
    if any(lowered(t.text) in ("not", "n't", "n’t", "never") and t.head == verb for t in words):
        return True
    opens = [lowered(t.text) for t in sentence.tokens[:verb]]
    nobody = any(lowered(t.text) in _NOBODY and t.deprel in ("nsubj", "det") for t in words)
    return nobody or any(opens[n : n + 3] in (["not", "one", "of"], ["no", "one", "of"]) for n in range(len(opens)))


_OF_WHAT = word_set("succumb succumbs succumbed succumbing die dies died dying")
_BORNE = word_set("suffer suffers suffered suffering sustain sustains sustained sustaining")
_MET = word_set("meet meets met meeting embrace embraces embraced attain attained achieve achieved")


def _is_of_verb(sentence: Sentence, token: Token, low: str) -> bool:
    """Whether a noun only completes a verb that tells of the harm: the injuries somebody "succumbed to" or "sustained",
    the deaths that people "met"."""
    before = {lowered(t.text) for t in sentence.tokens[max(0, token.i - 5) : token.i]}
    if low in ("injuries", "injury"):
        numbered = any(t.deprel == "nummod" for t in sentence.children(token.i))
        return not numbered and not before.isdisjoint(_OF_WHAT | _BORNE)
    return low in ("death", "deaths", "martyrdom") and not before.isdisjoint(_MET)


def _has_number(sentence: Sentence, token: Token, phrase: Phrase) -> bool:
    """Whether what was suffered is itself counted: "the army suffered 20 injuries" tells of 20."""
    if lowered(token.text) not in _BORNE or phrase.harm is not Harm.WOUNDED:
        return False
    ahead = sentence.tokens[token.i + 1 : token.i + 1 + phrase.reach]
    return any(t.deprel == "nummod" and t.head != token.i for t in ahead)


def _next(sentence: Sentence, i: int, step: int = 1) -> str:
    return lowered(sentence.tokens[i + step].text) if 0 <= i + step < len(sentence.tokens) else ""


def _undivided(sentence: Sentence, first: HarmWord, second: HarmWord) -> bool:
    """ "Killed or wounded": two words of harm joined with nobody between them share one undivided figure."""
    if {first.harm, second.harm} - {
        Harm.KILLED,
        Harm.WOUNDED,
        Harm.MISSING,
        Harm.CASUALTIES,
    } or first.harm == second.harm:
        return False
    if first.keeps is Keeps.SELF and second.keeps is Keeps.OBJECT:
        return False  # "took 14 lives and maimed dozens"
    between = [lowered(t.text) for t in sentence.tokens[first.token + 1 : second.token]]
    return between in (["and"], ["or"], ["/"], ["and", "/", "or"])
