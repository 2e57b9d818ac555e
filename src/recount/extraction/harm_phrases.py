"""Harm told in more than one word: "lost their lives", "picked off two guards", "taken to hospital"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from recount.extraction.wordforms import lowered, word_set
from recount.model import Harm, Sentence


class Keeps(Enum):
    """Where a word of harm keeps those harmed."""

    OBJECT = "object"  # kill, wound: object, or subject of the passive
    SUBJECT = "subject"  # die, flee
    OWNER = "owner"  # the death of X, X's death
    SELF = "self"  # the dead, casualties, bodies: counted themselves
    STATE = "state"  # X is dead, X missing, left X wounded


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of harm: one of `needs` within `reach` words behind the opener (before it where negative), those joined by
    "_" one after the other; with `within` one of its words anywhere in the sentence.

    `things` marks what destroys things and kills fighters, `counted` what tells of other people only where their number
    is told, as it has other meanings as well: "seized four engineers", "wiped out a family of seven".
    """

    openers: str
    needs: str
    reach: int
    harm: Harm
    keeps: Keeps
    things: bool = False
    counted: bool = False
    unless: str = ""
    within: str = ""


_TAKING = "paid claim claims claimed claiming cost costs costing take takes took taken taking"
_DEADLY = (
    "shot shoot shoots shooting stab stabs stabbed stabbing beat beats beaten beating hack hacks hacked hacking burn "
    "burns burned burnt burning stone stones stoned stoning starve starved starving crush crushed crushing torture "
    "tortured torturing club clubbed clubbing bludgeon bludgeoned bludgeoning batter battered battering trample "
    "trampled kick kicked choke choked drag dragged put puts putting"
)
_TO_HOSPITAL = "hospital hospitals clinic clinics infirmary"
_TEARING = "apart pieces shreds limb"
_CROSSING = "border frontier out_of"
_LIMBS = (  # whom a bullet hits in the head is seldom said to be wounded
    "leg legs arm arms foot feet hand hands shoulder shoulders thigh thighs knee knees hip ankle back stomach abdomen "
    "chest"
)
_DEADLY_SHOT = "dead died dies dying killed killing kills fatally death"
_IN_THE_LEG = " ".join(f"{whose}_{limb}" for whose in ("the", "his", "her", "their") for limb in _LIMBS.split())
_PHRASES = (
    Phrase("take took taken taking hold held holding", "hostage hostages", 8, Harm.ABDUCTED, Keeps.OBJECT),
    Phrase("take took taken taking", "prisoner prisoners captive captives", 8, Harm.CAPTURED, Keeps.OBJECT),
    Phrase(
        "take takes took taken taking",
        "with_him with_her with_them",
        6,
        Harm.KILLED,
        Keeps.OBJECT,
        counted=True,
        within="himself herself themselves",
    ),
    Phrase("lose loses lost losing", "life lives", 4, Harm.KILLED, Keeps.SUBJECT),
    Phrase(
        "lose loses lost losing",
        "limb limbs leg legs arm arms foot feet hand hands eye eyes eyesight sight",
        4,
        Harm.WOUNDED,
        Keeps.SUBJECT,
        counted=True,
    ),
    Phrase("lose loses lost losing", "", 0, Harm.KILLED, Keeps.OBJECT, things=True),
    Phrase("cost costs costing", "their_lives his_life her_life", 9, Harm.KILLED, Keeps.OBJECT),
    Phrase("lives", _TAKING, -7, Harm.KILLED, Keeps.SELF),
    Phrase("lives", "lost", 4, Harm.KILLED, Keeps.SELF),
    Phrase("life", _TAKING, -3, Harm.KILLED, Keeps.OWNER),
    Phrase("meet meets met meeting", "death deaths their_end his_end her_end", 3, Harm.KILLED, Keeps.SUBJECT),
    Phrase("shoot shoots shot shooting", "dead", 1, Harm.KILLED, Keeps.OBJECT),
    Phrase(
        "shoot shoots shot stab stabs stabbed wound wounds wounded wounding injure injures injured injuring hit hits "
        "struck strikes burned burnt beaten crushed",
        "fatally mortally",
        -1,
        Harm.KILLED,
        Keeps.OBJECT,
    ),
    Phrase(
        "shoot shoots shot shooting hit hits struck stab stabs stabbed",
        _IN_THE_LEG,
        7,
        Harm.WOUNDED,
        Keeps.OBJECT,
        unless=_DEADLY_SHOT,
    ),
    Phrase("shoot shoots shot", "several_times multiple_times", 4, Harm.WOUNDED, Keeps.OBJECT, unless=_DEADLY_SHOT),
    Phrase(
        "hit struck",
        "bullet bullets rounds shrapnel pellet pellets canister canisters gunfire",
        6,
        Harm.WOUNDED,
        Keeps.OBJECT,
        unless=_DEADLY_SHOT,
    ),
    Phrase("shooting shootings stabbing stabbings", "fatal deadly", -1, Harm.KILLED, Keeps.OWNER),
    Phrase(
        "bleed bleeds bled bleeding freeze froze frozen suffocate suffocated", "to_death", 2, Harm.KILLED, Keeps.SUBJECT
    ),
    Phrase(_DEADLY, "to_death", 8, Harm.KILLED, Keeps.OBJECT, unless="sentenced condemned"),
    Phrase("burn burned burnt burning bury buried burying roasted", "alive", 4, Harm.KILLED, Keeps.OBJECT),
    Phrase("put puts putting", "the_sword", 7, Harm.KILLED, Keeps.OBJECT),
    Phrase(
        "losses",
        "inflict inflicts inflicted inflicting suffer suffers suffered suffering sustain sustained sustaining",
        -6,
        Harm.CASUALTIES,
        Keeps.SELF,
    ),
    Phrase("loss", "of", 1, Harm.KILLED, Keeps.OWNER, things=True),
    Phrase("gunned gunning gun mowed mowing mown mow", "down", 4, Harm.KILLED, Keeps.OBJECT),
    Phrase("cut cuts cutting", "down", 1, Harm.KILLED, Keeps.OBJECT, counted=True, unless="from to by"),
    Phrase(
        "pick picks picked picking finish finishes finished finishing",
        "off",
        5,
        Harm.KILLED,
        Keeps.OBJECT,
        counted=True,
    ),
    Phrase(
        "take takes took taken taking wipe wipes wiped wiping",
        "out",
        6,
        Harm.DESTROYED,
        Keeps.OBJECT,
        things=True,
        counted=True,
        unless="out_of",
    ),
    Phrase(
        "tear tears tore torn tearing rip rips ripped ripping blow blows blew blown blowing",
        _TEARING,
        6,
        Harm.DESTROYED,
        Keeps.OBJECT,
        things=True,
        counted=True,
    ),
    Phrase("put puts putting", "of_action", 8, Harm.CASUALTIES, Keeps.OBJECT),
    Phrase("throats throat", "slit slitting slits cut cutting", -4, Harm.KILLED, Keeps.OWNER),
    Phrase(
        "seize seizes seized seizing snatch snatches snatched snatching",
        "",
        0,
        Harm.ABDUCTED,
        Keeps.OBJECT,
        counted=True,
    ),
    Phrase(
        "take takes took taken taking lead leads led drag drags dragged whisk whisks whisked whisking spirited",
        "away",
        6,
        Harm.ABDUCTED,
        Keeps.OBJECT,
        counted=True,
    ),
    Phrase(
        "carry carries carried carrying march marches marched marching haul hauled bundle bundled",
        "off away",
        6,
        Harm.ABDUCTED,
        Keeps.OBJECT,
        counted=True,
    ),
    Phrase("rounded rounding", "up", 1, Harm.CAPTURED, Keeps.OBJECT),
    Phrase(
        "suffer suffered suffering suffers sustain sustained sustaining",
        "symptoms injuries injury wounds burns respiratory breathing suffocation choking convulsions asphyxiation",
        4,
        Harm.WOUNDED,
        Keeps.SUBJECT,
    ),
    Phrase("granted given", "passage", 3, Harm.DISPLACED, Keeps.OBJECT),
    Phrase(
        "receive receives received receiving need needs needed needing require requires required requiring",
        "treatment",
        3,
        Harm.WOUNDED,
        Keeps.SUBJECT,
    ),
    Phrase("treated", "for", 1, Harm.WOUNDED, Keeps.OBJECT),
    Phrase("treat treats treated treating", "for", 6, Harm.WOUNDED, Keeps.OBJECT, counted=True),
    Phrase("treated", _TO_HOSPITAL, 4, Harm.WOUNDED, Keeps.OBJECT, counted=True),
    Phrase("left leaving leave leaves", "with_burns with_injuries with_wounds", 9, Harm.WOUNDED, Keeps.OBJECT),
    Phrase(
        "taken rushed brought ferried admitted evacuated airlifted flown transferred carried send sends sent",
        _TO_HOSPITAL,
        5,
        Harm.WOUNDED,
        Keeps.OBJECT,
        counted=True,
        unless="from dead",
    ),
    Phrase("fate whereabouts", "unknown unclear", 9, Harm.MISSING, Keeps.OWNER),
    Phrase("unaccounted", "for", 1, Harm.MISSING, Keeps.STATE),
    Phrase("set sets setting", "fire ablaze alight", 6, Harm.DESTROYED, Keeps.OBJECT, things=True),
    Phrase(
        "blew blow blown blowing",
        "up",
        4,
        Harm.DESTROYED,
        Keeps.OBJECT,
        things=True,
        counted=True,
        unless="himself herself themselves",
    ),
    Phrase("leave left leaving abandon abandoned", "homes houses", 4, Harm.DISPLACED, Keeps.SUBJECT),
    Phrase("find found take took seek sought become became", "refuge refugees", 4, Harm.DISPLACED, Keeps.SUBJECT),
    Phrase("take takes took taken taking", "shelter", 2, Harm.DISPLACED, Keeps.SUBJECT, counted=True),
    Phrase("cross crosses crossed crossing", "border frontier", 4, Harm.DISPLACED, Keeps.SUBJECT, counted=True),
    Phrase("send sends sent sending", "fleeing", 8, Harm.DISPLACED, Keeps.OBJECT, counted=True),
    Phrase(
        "pour pours poured pouring stream streams streamed streaming flood flooded flooding",
        _CROSSING,
        5,
        Harm.DISPLACED,
        Keeps.SUBJECT,
        counted=True,
    ),
    Phrase("fell fall fallen falling", "martyrs martyr", 3, Harm.KILLED, Keeps.SUBJECT),
    Phrase("fell fall fallen falling", "victims victim", 2, Harm.CASUALTIES, Keeps.SUBJECT),
    Phrase("fell fall fallen falling", "hands captivity", 4, Harm.CAPTURED, Keeps.SUBJECT, counted=True),
    Phrase(
        "fell fallen",
        "battle battles combat action fighting clash clashes ambush firefight duty",
        5,
        Harm.KILLED,
        Keeps.SUBJECT,
        counted=True,
        unless="back",
    ),
    Phrase("embrace embraces embraced attain attained achieve achieved", "martyrdom", 2, Harm.KILLED, Keeps.SUBJECT),
    Phrase("reduced reducing turned", "rubble ruins ashes", 4, Harm.DESTROYED, Keeps.OBJECT, things=True),
    Phrase("driven drove driving forced", "home homes", 8, Harm.DISPLACED, Keeps.OBJECT),
)
_BY_OPENER: dict[str, list[Phrase]] = {
    word: [p for p in _PHRASES if word in p.openers.split()] for p in _PHRASES for word in p.openers.split()
}
OPENERS = frozenset(_BY_OPENER)
"""The words that such phrases begin with."""


def phrase_at(sentence: Sentence, i: int) -> Phrase | None:
    """The first phrase of harm that a token opens; None where it opens none."""
    tokens = sentence.tokens
    for phrase in _BY_OPENER.get(lowered(tokens[i].text), ()):
        around = (
            tokens[max(0, i + phrase.reach) : i][::-1] if phrase.reach < 0 else tokens[i + 1 : i + 1 + phrase.reach]
        )
        ahead = [lowered(token.text) for token in around]
        near = {*ahead, *("_".join(pair) for pair in pairwise(ahead))}
        if near & word_set(phrase.unless) or (phrase.needs and not near & word_set(phrase.needs)):
            continue
        if not phrase.within or any(lowered(token.text) in phrase.within.split() for token in tokens):
            return phrase
    return None
