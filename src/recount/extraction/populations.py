"""Who is counted: words for civilians, combatants and things, in any war (codebook, "Tolls")."""

from __future__ import annotations

from collections.abc import Collection

from recount.extraction.wordforms import word_set
from recount.model import Category

_CIVILIAN = word_set(
    """
    muslim hindu sikh yazidi yezidi alawite druze bedouin kar-sevak commuter motorist cyclist spectator diner
    beekeeper surgeon trainee aide adviser advisor congressman senator councilwoman spokesman newswoman
    cameramen rescuer firefighter fireman activist ambassador aunt baby bishop boy bride brother bystander
    caretaker catholic child christian churchgoer citizen civilian clergyman cleric clerk colleague congregant
    consul cook correspondent councilman councillor couple cousin customer daughter deputy diplomat doctor driver
    editor elder employee engineer evacuee expatriate family farmer father filmmaker fisherman foreigner friend
    girl governor grandchild grandfather grandmother grandson guest headmaster homemaker household housewife
    husband imam infant inhabitant inmate interpreter journalist judge kid labourer laborer lawyer
    leader-of-union lecturer legislator local magistrate mayor mechanic medic merchant midwife minister minor
    missionary monk mother mourner mp neighbour neighbor newborn newsman nun nurse official orphan paramedic
    parent parishioner parliamentarian passerby patient peasant pedestrian pensioner photographer pilgrim
    politician porter preacher priest professor protester demonstrator pupil rabbi reporter resident schoolboy
    schoolchild schoolgirl scientist seller settler sheikh shepherd shopper shopkeeper sister son staff student
    taxi-driver teacher technician teenager toddler tourist trader translator traveller traveler uncle unionist
    vendor veterinarian villager volunteer voter watchman wedding-goer widow wife woman worker worshiper
    pharmacist chemist accountant banker barber butcher carpenter chef motorcyclist electrician plumber welder mason
    bricklayer tailor blacksmith miner logger gardener janitor cleaner librarian manager director principal headteacher
    dean rector muezzin deacon poet writer artist singer musician actor actress dancer athlete footballer blogger
    columnist broadcaster presenter dentist orderly vet farmhand herder herdsman goatherd rancher trucker hawker grocer
    baker waiter waitress bartender hairdresser salesman saleswoman cashier teller councilor lawmaker envoy notary
    widower bridegroom fiance fiancee girlfriend boyfriend spouse granddaughter nephew niece stepson sibling schoolmate
    classmate graduate researcher archaeologist hiker jogger retiree tenant returnee aid-worker teen businessman
    businesswoman photojournalist stringer rider postman boatman ferryman steward stewardess seminarian novice
    catechist altar-boy chairman chairwoman spokeswoman organiser organizer campaigner
    worshipper youngster youth cameraman pastor peacemaker bus-driver elderly schoolteacher campesino physician
    academic prosecutor attorney nanny warden population community contractor expat humanitarian crew
    """
)
_COMBATANT = word_set(
    """
    constable jawan inspector conscript recruit draftee cadre sapper parachutist tribal-fighter infantry
    artilleryman comrade side adversary agent airman army assailant assassin attacker bandit battalion bodyguard
    bomber brigade cadet captain colonel combatant commander commando contra corporal crewman defector
    detachment emir enemy extremist fighter force fundamentalist gendarme general gang gangster guard guardsman
    guerrilla guerilla gunman hijacker infantryman infiltrator insurgent intruder islamist jihadi jihadist
    legionnaire lieutenant loyalist major marine marshal mercenary militant military militia militiaman mujahid
    mujahideen mutineer navy officer operative paramilitary paratrooper partisan patrolman peacekeeper personnel
    pilot platoon police policeman policewoman raider ranger rebel regiment reservist sailor secessionist
    separatist sergeant serviceman servicewoman sniper soldier subversive suicide-bomber taliban terrorist
    trooper troop unit vigilante warlord warrior squad fedayeen peshmerga cavalryman gunner comandante
    senderista hardliner
    """
)
_UNKNOWN = word_set(
    """
    second third fourth fifth sixth seventh eighth rioter looter palestinian israeli leader chief boss passenger
    adult body casualty corpse crusader dead detainee fatality female figure foe hostage human individual
    injured injury death loss killed life lives male man member-of-tribe martyr migrant national native other
    passenger-unknown people person prisoner refugee relative remains soul suspect survivor those toll tribesman
    victim wounded another group member somebody someone captive supporter sympathizer sympathiser pro follower
    inhabitant-unknown occupant drug-trafficker trafficker criminal
    """
)
_OBJECT = word_set(
    """
    hut godown bungalow colony rickshaw autorickshaw minibus cart greenhouse well reservoir olive-grove orchard
    cemetery mill warehouse barge ferry tunnel watchtower carrier artefact artifact sculpture aircraft airbase
    airfield airport airplane ambulance ammunition antenna apartment area armament armor armour arsenal
    artillery asset bakery bank barrack barracks barricade barrier base battery bazaar bicycle block boat bomb
    booby-trap bridge building bulldozer bunker bus business cache camp cannon car cathedral checkpoint church
    city clinic compound construction convoy crop cruiser den depot district dock dormitory drone dwelling
    electricity embassy engine equipment establishment facility factory farm field firearm fishing-boat flat
    fleet fortification fuel garage gas-station generator grenade gun hall hangar harvest headquarters
    helicopter hideout hospital hotel house houseboat howitzer ied infrastructure installation jeep jet kiosk
    laboratory launcher library line locomotive lorry machinegun machinery madrasa mall market marketplace mine
    missile monastery monument mortar mosque motorbike motorboat motorcycle motor-vehicle museum neighbourhood
    neighborhood object office outpost palace pickup pipeline plane plant platform pole police-station port
    position post power-station projectile property pylon quarter radar railway refinery restaurant rifle rocket
    ruin school shed shell shelter ship shipment shop shopfront shrine silo site stadium stall station statue
    store storehouse storey stretch structure stronghold strongpoint substation supply suv synagogue system tank
    tanker target taxi temple tent terminal tomb tower town tractor train transformer transmitter trench truck
    university van vehicle vessel village villa wall warplane warship weapon weaponry workshop command-post
    shantytown home caliber drug belongings cattle livestock cow sheep goat camel donkey horse mule pig dog chicken
    poultry buffalo ox oxen calf lamb animal
    """
)
_WILD = word_set(
    """
    gorilla chimpanzee chimp orangutan monkey baboon ape bonobo elephant rhino rhinoceros hippo hippopotamus
    hippopotamuses giraffe zebra lion lioness leopard cheetah tiger jaguar panther hyena jackal wolf wolves fox bear
    panda antelope gazelle oryx deer elk moose bison buffaloes impala kudu wildebeest okapi eland boar warthog reindeer
    crocodile alligator turtle tortoise snake python bird vulture eagle flamingo ostriche ostrich parrot pelican stork
    dolphin whale shark fish kangaroo wildlife llama alpaca yak mare foal stallion bull heifer ewe ram puppy kitten cat
    hen rooster duck geese goose rabbit bee primate reptile mammal cub predator
    """
)
_IRREGULAR = {
    "children": "child",
    "women": "woman",
    "men": "man",
    "lives": "life",
    "wives": "wife",
    "people": "people",
    "police": "police",
    "troops": "troop",
    "bodies": "body",
    "buses": "bus",
    "busses": "bus",
    "dead": "dead",
    "mujahedeen": "mujahideen",
    "headquarters": "headquarters",
    "barracks": "barracks",
    "premises": "building",
    "homes": "home",
    "calves": "calf",
}


def singular(word: str) -> str:
    """The singular of a noun as the word lists hold it; lower case in, lower case out."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("women"):
        return word[:-5] + "woman"
    if word.endswith("children"):
        return word[:-8] + "child"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def is_known_noun(word: str) -> bool:
    """Whether a lower-case noun, singular or plural, is one that tolls count."""
    noun = singular(word)
    return any(noun in words for words in (_CIVILIAN, _COMBATANT, _OBJECT, _UNKNOWN))


def is_wild(noun: str) -> bool:
    """Whether a noun as written names animals that no toll counts; with a capital letter it is a name: "12 Tigers"."""
    return noun.islower() and (noun in _WILD or singular(noun) in _WILD)


_ARMED_NAMES = word_set(
    """
    daesh is isis isil qaeda qaida nusra hezbollah hizbullah hizballah hezballah taliban hamas jihad shabaab
    haram farc eln fmln emirate ltte pkk ypg sdf fsa contras brigades army front forces corps vdp cjtf wazalendo
    """
)
_TELLS_NOTHING = word_set(
    """
    member man woman leader person personnel group head chief prisoner people native supporter ones other
    """
)
_MIXED = word_set("youth boy girl minor official leader volunteer")
_TAKE_ARMS = word_set("youth youngster boy teenager villager volunteer herder herdsman farmer tribesman local resident")
_PEACEFUL = word_set("union trade student cooperative community religious church peasant business teacher party")
_SOFT = word_set("general force major unit front")


def category_of(head: str, others: Collection[str] = ()) -> Category | None:
    """The category of a counted noun, `others` being the words around it ("rebel" in "rebel leaders"); None if unknown.

    All words in lower case. The head decides; a head that says little ("people", "members") leaves it to the rest.
    """
    noun = singular(head)
    around = {singular(word) for word in others} | set(others)
    armed = bool(around & (_COMBATANT | _ARMED_NAMES) - _SOFT)
    if noun in _OBJECT and noun not in _COMBATANT:
        return Category.OBJECT
    if noun in _COMBATANT or (armed and (noun in _TELLS_NOTHING or noun in _MIXED)):
        return Category.COMBATANT
    if "armed" in others and noun in _TAKE_ARMS | {"man", "person", "people"}:
        return Category.COMBATANT
    if noun in _CIVILIAN or "civilian" in around or (noun in _TELLS_NOTHING and around & _PEACEFUL):
        return Category.CIVILIAN
    return Category.UNKNOWN if noun in _UNKNOWN else None
