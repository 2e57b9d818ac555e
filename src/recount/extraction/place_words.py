"""Words that tell places from other names, of any war and any country; all in small letters."""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(text.split())


ADMIN_WORDS = words_of(
    """province provinces governorate governorates region regions district districts city cities town towns
    township village villages neighbourhood neighbourhoods neighborhood neighborhoods area areas suburb suburbs
    countryside county counties state states department departments municipality municipalities quarter quarters
    enclave capital hamlet hamlets subdistrict sub-district locality prefecture canton cantons zone outskirts
    surroundings barrens stronghold bastion territory pocket axis front oblast parish commune settlement
    community"""
)
"""Classes of place that stay outside the name: "Idlib province" names Idlib."""

TOWN_PARTS = words_of(
    """district districts neighbourhood neighbourhoods neighborhood neighborhoods quarter quarters suburb suburbs
    area areas"""
)
"""Of these those that parts of a town go by."""

SITE_WORDS = words_of(
    """mosque church cathedral monastery synagogue shrine square street avenue road highway airport airbase
    airfield airstrip base barracks garrison hospital clinic school university college hotel prison jail
    penitentiary bridge dam barrage river creek lake mountain mountains hill hills hilltop valley plain desert
    camp checkpoint checkpoints crossing crossroad crossroads roundabout junction intersection cemetery oilfield
    gasfield field refinery farm farms market souq bazaar port harbour harbor station factory plant depot
    stadium park tower palace embassy consulate border island islands peninsula gulf sea bay strait canal forest
    cave volcano ranch plantation barrio colonia mall terminal tunnel fortress citadel castle residence"""
)
"""Words for sites that belong to the name: "Tabqa airbase"."""

BUILDINGS = words_of(
    """mosque church cathedral synagogue shrine clinic school university college hotel market souq bazaar mall
    stadium park factory courthouse cemetery hospital"""
)
"""... of which a town has many, so that its name before one says only where: "a Quetta mosque"."""

SITE_MODIFIERS = words_of(
    """military air oil gas refugee border central international grand main army naval power train railway bus
    police national river mountain general university displacement idp hydroelectric"""
)

DIRECTIONS = words_of(
    """north south east west northern southern eastern western northeast northwest southeast southwest northeastern
    northwestern southeastern southwestern north-east north-west south-east south-west north-eastern north-
    western south-eastern south-western central center centre upper lower rural greater downtown outer inner
    edge heart northwards southwards"""
)

NEAR_WORDS = words_of("""near outside around nearby beside alongside outskirts overlooking toward towards vicinity""")

LOCATIVE = words_of(
    """in at into inside within from to on onto through across between over against via throughout off above"""
)
"""Prepositions that can stand a place after an event; `near` words are told apart."""

JOINERS = words_of("al el ad ar as at az an ash adh ath ed er es ez et en esh ul ud bin ibn abu")
"""What may stand inside a name in small letters: forms of the Arabic article, and kinship words."""

SPANISH_JOINERS = words_of("de del la las los y do da dos das")

TITLES = words_of(
    """mr mr. mrs mrs. ms ms. dr dr. president minister general gen gen. colonel col col. major maj maj. captain
    capt capt. lieutenant lt lt. sgt sgt. sheikh shaykh prince princess king queen senator sen sen. rep rep. gov
    gov. judge pope bishop father sir lord spokesman spokeswoman commander ambassador professor prof prof.
    secretary chairman director emir comrade deputy"""
)

ORG_WORDS = words_of(
    """army front forces force observatory council ministry agency party union brigade brigades movement police
    government network committee organization organisation association company corp inc times post herald
    tribune gazette news tv television radio channel journal daily press institute foundation university
    federation league coalition command congress parliament senate court bank group militia guard guards units
    battalion division regiment authority commission fund society club team department office bureau corporation
    watch international crescent cross nations center centre ahrar jabhat jaish jaysh liwa hayat tahrir harakat
    kataib hizb jund faylaq ansar saraya asaib frente ejercito partido movimiento comando fuerzas"""
)
"""Heads of organisations' names: a place inside such a name is no place of an event."""

POLITY_NOUNS = words_of(
    """army military government regime troops forces soldiers police president minister ministry authorities
    officials official spokesman spokeswoman parliament jets warplanes warplane aircraft air artillery rebels
    opposition state-run state media television tv agency ambassador leader militants fighters militia embassy
    envoy court delegation mission spokesperson administration"""
)
"""After a name with or without 's: the name says whose, not where ("Turkey's military")."""

NEVER_PLACES = words_of(
    """jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat january february
    march april may june july august september october november december monday tuesday wednesday thursday
    friday saturday sunday god allah islam islamic christian muslim sunni shia shiite alawite druze kurd kurds
    kurdish arab arabs arabic jewish catholic takfiri wahhabi yazidi turkmen isis isil daesh is nusra qaeda
    hezbollah taliban fsa sdf ypg pkk pyd idf fmln farc eln unrwa un nato eu hts war text the a an and or of in
    at on to from by for it its he she they we you i his her their our no not but this that these those mr mrs
    president general minister army sana reuters afp ap bbc cnn tass manar ahram sputnik photo video tags share
    battle most many some all new old also than when while after before there here what who how why yes"""
)
"""Single words that gazetteers list as towns somewhere and that reports use for something else."""


LED_WORDS = words_of(
    """led backed based held controlled supported allied aligned linked brokered occupied besieged trained"""
)
"""After a name and a hyphen: the name says whose or whence, not where."""

LIST_WORDS = words_of(
    """, and or & as well the of both also including towns villages cities in districts areas neighborhoods"""
)
"""What may stand between the members of a list of places."""

NAMED_AFTER_TOWN = words_of(
    """airport airbase airfield airstrip base barracks garrison hospital prison jail penitentiary bridge dam
    barrage camp checkpoint checkpoints crossing crossroad crossroads roundabout junction intersection oilfield
    gasfield field refinery farm farms market port harbour harbor station factory plant depot border desert
    plain valley hills mountains"""
)
"""Sites that are called after the town they lie at: an unknown one is near that town. A street, a school or a mosque
may bear the name of a town anywhere."""

NEVER_NAMES = frozenset(
    {"red cross", "red crescent", "united nations", "notre dame", "wall street journal", "associated press"}
)
"""Names of several words that a gazetteer knows as a town and reports do not."""

CLASS_WORDS = ADMIN_WORDS | SITE_WORDS | DIRECTIONS | SITE_MODIFIERS

WITHIN = words_of("in inside near outside around into throughout outskirts")
"""Prepositions that hardly ever stand before a person."""

PLACE_VERBS = words_of(
    """enter entered entering retake retook recapture recaptured recapturing infiltrate infiltrated shell shelled
    shelling bomb bombed bombing pound pounded pounding strafed
    bombard bombarded bombarding besiege besieged besieging leave left reach reached reaching storm
    stormed storming overrun cross crossed liberate liberated liberating evacuate evacuated surround surrounded
    encircle encircled fled raid raided raiding hammer hammered hammering rock rocked rocking"""
)
"""What is done to places and hardly ever to a single person."""

HIT_VERBS = words_of("hit hits hitting struck strike strikes striking")
"""What weapons do to places, and fists to persons."""

WEAPONS = words_of(
    """strike strikes airstrike airstrikes raid raids shell shells shelling missile missiles rocket rockets mortar
    mortars drone drones jet jets warplane warplanes aircraft helicopter helicopters bomb bombs bomber bombers barrage
    barrages artillery salvo salvos blast blasts explosion explosions fire projectile projectiles"""
)
"""What hits a place."""

TAKEN_VERBS = (
    PLACE_VERBS
    | HIT_VERBS
    | words_of(
        """attack attacked attacking
    lose loses lost losing capture captures captured capturing seize seizes seized seizing reoccupy reoccupied
    conquer conquered abandon abandoned abandoning surrender surrendered vacate vacated take takes took taken taking"""
    )
)
"""... and what is done to persons as well."""

TAKEN_NOUNS = words_of(
    """fall siege control capture recapture battle liberation loss villagers residents people inhabitants streets
    part parts shelling bombardment bombing evacuation encirclement seizure retaking take takeover blockade
    stretches"""
)
"""Before "of" or "for": what befalls a place."""

SURNAMES = words_of(
    """assad assads obama trump putin erdogan bush clinton netanyahu gaddafi saddam bashar vladimir barack tayyip"""
)
"""People whom reports of any war name and whose names gazetteers hold: no places, but pieces of a name."""

ORG_HEADS = words_of(
    """state front army movement organisation organization union brigades council league forces party emirate"""
)
"""Before "of": the heads of organisations that carry a place in their names ("Islamic State of …")."""

REGION_WORDS = words_of("province governorate region district department prefecture oblast municipality")
"""Classes that some lists of places write into the name."""
