"""Words of harm: what was done to those a toll counts, and where in the sentence such a word keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from recount.extraction.wordforms import lowered
from recount.model import Harm, Sentence, Token


class Keeps(Enum):
    """Where a word of harm keeps those harmed."""

    OBJECT = "object"  # kill, wound: object, or subject of the passive
    SUBJECT = "subject"  # die, flee
    OWNER = "owner"  # the death of X, X's death
    SELF = "self"  # the dead, casualties, bodies: counted themselves
    STATE = "state"  # X is dead, X missing, left X wounded


@dataclass(frozen=True, slots=True)
class HarmWord:
    """A word of harm in a sentence; `things` marks verbs that destroy things and kill people ("eliminated"),
    `parts` what "killed and wounded" tells of people without a number: some of either."""

    token: int
    harm: Harm
    keeps: Keeps
    things: bool = False
    parts: tuple[Harm, ...] = ()


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


def harm_words_in(sentence: Sentence) -> tuple[HarmWord, ...]:
    """The words of harm in a sentence, in text order; "killed or wounded" are words of undivided casualties."""
    found: list[HarmWord] = []
    for token in sentence.tokens:
        word = _harm_word(sentence, token)
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


def _harm_word(sentence: Sentence, token: Token) -> HarmWord | None:
    low = lowered(token.text)
    if low not in _WORDS:
        return None
    phrase = _phrase(sentence, token, low)
    if phrase is not None:
        return phrase
    state = _TABLE.get(("ADJ", low))
    verb = _TABLE.get(("VERB", low))
    noun = _TABLE.get(("NOUN", low))
    if state is not None and (token.upos in ("ADJ", "NOUN", "PROPN", "ADV") or verb is None):
        return HarmWord(token.i, state[0], state[1])
    if noun is not None and (token.upos in ("NOUN", "PROPN") or verb is None):
        if low == "death" and _next(sentence, token.i, -1) == "to":
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
        if token.upos in ("NOUN", "PROPN") and low in ("burn", "hurt", "wounds", "wound", "capture", "hang", "hanging"):
            return None
        return HarmWord(token.i, *verb)
    return None


def _next(sentence: Sentence, i: int, step: int = 1) -> str:
    return lowered(sentence.tokens[i + step].text) if 0 <= i + step < len(sentence.tokens) else ""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Harm told in two words: one of `needs` within `reach` words behind the opener (before it where negative), those
    joined by "_" one after the other."""

    openers: str
    needs: str
    reach: int
    harm: Harm
    keeps: Keeps
    things: bool = False
    unless: str = ""


_TAKING = "claim claims claimed claiming cost costs costing take takes took taken taking"
_DEADLY = (
    "shot shoot shoots shooting stab stabs stabbed stabbing beat beats beaten beating hack hacks hacked hacking burn "
    "burns burned burnt burning stone stones stoned stoning starve starved starving crush crushed crushing torture "
    "tortured torturing club clubbed clubbing bludgeon bludgeoned bludgeoning batter battered battering trample "
    "trampled kick kicked choke choked drag dragged put puts putting"
)
_PHRASES = (
    _Phrase("take took taken taking hold held holding", "hostage hostages", 8, Harm.ABDUCTED, Keeps.OBJECT),
    _Phrase("take took taken taking", "prisoner prisoners captive captives", 8, Harm.CAPTURED, Keeps.OBJECT),
    _Phrase("lose loses lost losing", "life lives", 4, Harm.KILLED, Keeps.SUBJECT),
    _Phrase("lose loses lost losing", "", 0, Harm.KILLED, Keeps.OBJECT, things=True),
    _Phrase("lives", _TAKING, -7, Harm.KILLED, Keeps.SELF),
    _Phrase("life", _TAKING, -3, Harm.KILLED, Keeps.OWNER),
    _Phrase("shoot shoots shot shooting", "dead", 1, Harm.KILLED, Keeps.OBJECT),
    _Phrase(_DEADLY, "to_death", 8, Harm.KILLED, Keeps.OBJECT, unless="sentenced condemned"),
    _Phrase("burn burned burnt burning bury buried burying roasted", "alive", 2, Harm.KILLED, Keeps.OBJECT),
    _Phrase(
        "losses",
        "inflict inflicts inflicted inflicting suffer suffers suffered suffering sustain sustained sustaining",
        -6,
        Harm.CASUALTIES,
        Keeps.SELF,
    ),
    _Phrase("loss", "of", 1, Harm.KILLED, Keeps.OWNER, things=True),
    _Phrase("gunned gunning mowed mowing", "down", 1, Harm.KILLED, Keeps.OBJECT),
    _Phrase("slit slitting slits cut cutting", "throats throat", 3, Harm.KILLED, Keeps.OBJECT),
    _Phrase("rounded rounding", "up", 1, Harm.CAPTURED, Keeps.OBJECT),
    _Phrase(
        "suffer suffered suffering suffers sustain sustained sustaining",
        "symptoms injuries injury wounds burns respiratory breathing suffocation choking convulsions asphyxiation",
        4,
        Harm.WOUNDED,
        Keeps.SUBJECT,
    ),
    _Phrase("granted given", "passage", 3, Harm.DISPLACED, Keeps.OBJECT),
    _Phrase("receive receives received receiving", "treatment", 3, Harm.WOUNDED, Keeps.SUBJECT),
    _Phrase("treated", "for", 1, Harm.WOUNDED, Keeps.OBJECT),
    _Phrase("fate whereabouts", "unknown unclear", 9, Harm.MISSING, Keeps.OWNER),
    _Phrase("unaccounted", "for", 1, Harm.MISSING, Keeps.STATE),
    _Phrase("set sets setting", "fire ablaze alight", 6, Harm.DESTROYED, Keeps.OBJECT, things=True),
    _Phrase(
        "blew blown blowing", "up", 4, Harm.DESTROYED, Keeps.OBJECT, things=True, unless="himself herself themselves"
    ),
    _Phrase("leave left leaving abandon abandoned", "homes houses", 4, Harm.DISPLACED, Keeps.SUBJECT),
    _Phrase("find found take took seek sought become became", "refuge refugees", 4, Harm.DISPLACED, Keeps.SUBJECT),
    _Phrase("fell fall fallen falling", "martyrs martyr", 3, Harm.KILLED, Keeps.SUBJECT),
    _Phrase("fell fall fallen falling", "victims victim", 2, Harm.CASUALTIES, Keeps.SUBJECT),
    _Phrase("reduced reducing turned", "rubble ruins ashes", 4, Harm.DESTROYED, Keeps.OBJECT, things=True),
    _Phrase("driven drove driving forced", "home homes", 8, Harm.DISPLACED, Keeps.OBJECT),
)
_BY_OPENER: dict[str, list[_Phrase]] = {
    word: [p for p in _PHRASES if word in p.openers.split()] for p in _PHRASES for word in p.openers.split()
}

_WORDS = frozenset({*_BY_OPENER, *(word for _, word in _TABLE)})


def _phrase(sentence: Sentence, token: Token, low: str) -> HarmWord | None:
    for phrase in _BY_OPENER.get(low, ()):
        step = -1 if phrase.reach < 0 else 1
        ahead = [_next(sentence, token.i, n) for n in range(step, phrase.reach + step, step)]
        near = {*ahead, *("_".join(pair) for pair in pairwise(ahead))}
        if (not phrase.needs or near & set(phrase.needs.split())) and not near & set(phrase.unless.split()):
            return HarmWord(token.i, phrase.harm, phrase.keeps, phrase.things)
    return None


def _undivided(sentence: Sentence, first: HarmWord, second: HarmWord) -> bool:
    """ "Killed or wounded": two words of harm joined with nobody between them share one undivided figure."""
    if {first.harm, second.harm} - {
        Harm.KILLED,
        Harm.WOUNDED,
        Harm.MISSING,
        Harm.CASUALTIES,
    } or first.harm == second.harm:
        return False
    between = [lowered(t.text) for t in sentence.tokens[first.token + 1 : second.token]]
    return between in (["and"], ["or"], ["/"], ["and", "/", "or"])
