"""The words of speaking: which verbs credit a source, what they say about it, and who can be one."""

from __future__ import annotations

from recount.model import Token


def words(text: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(text.split())


_VERBS = {
    "said": """
        say tell report add announce state note explain declare stress insist reiterate remark comment recount recall
        reply argue describe mention observe point emphasize emphasise underline outline inform testify conclude
        write tweet post broadcast relate disclose relay cite quote proclaim specify affirm indicate reveal show
        document record register count verify tally estimate put notify certify detail find
        list
        """,
    "claimed": "claim allege maintain assert contend boast",
    "confirmed": "confirm acknowledge admit concede confess",
    "denied": "deny refute dispute reject dismiss",
    "accused": "accuse blame denounce attribute",
    "believed": "believe think suspect assume expect fear suggest predict",
    "warned": "warn",
}
HEDGES: dict[str, str] = {verb: hedge for hedge, verbs in _VERBS.items() for verb in verbs.split()}
"""Lemma of a verb of speaking → how it puts what is said."""

ADMITTING = words("acknowledge admit concede confess")
"""Verbs that tell what their speaker would rather not."""

PLAIN = words(
    """
    say tell add state announce claim report note confirm warn deny explain declare insist stress
    """
)
"""Verbs that credit a source wherever they have a subject; the others need one who can speak."""

SHOWING = words(
    """
    find show indicate reveal suggest document record put count post describe detail point
    """
)
"""Verbs that evidence can be the subject of: "footage showed"."""

_IRREGULAR = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "thought": "think", "shown": "show",
    "put": "put", "putting": "put", "found": "find", "admitted": "admit", "admitting": "admit",
}  # fmt: skip


def _forms(verb: str) -> tuple[str, ...]:
    stem = verb.removesuffix("e")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    return verb, verb + ("es" if verb.endswith("s") else "s"), stem + "ed", stem + "ing"


FORMS: dict[str, str] = {form: verb for verb in HEDGES for form in _forms(verb)} | _IRREGULAR
"""Word → the verb of speaking it is a form of; tables err less than a small model's lemmas."""

_NOUNS_TOO = frozenset(
    {"claim", "claims", "report", "reports", "estimate", "estimates", "charges", "remarks", "comments"}
)

SURE = frozenset({"said", "says", "told", "saying"})
"""Words that are verbs of speaking whatever the reader model takes them for."""

CLAUSAL = words(
    """
    declare maintain fear expect assume suspect think assert point argue conclude suggest find recall show indicate
    detail broadcast relate relay
    """
)
"""Verbs that speak only with a clause or a quotation: "declared a curfew" does not."""

MODALS = words("must would will can could should may might shall cannot")
NEGATIONS = words("not n't n’t never nor")

NOBODY = words(
    """
    initial preliminary latest first early earlier various recent some unconfirmed available new further other
    the a an many several more to s different conflicting
    """
)
"""Words before "reports" that name nobody."""

CARRIED = words(
    """
    published carried quoted cited broadcast aired posted run released distributed circulated
    """
)
"""What newsrooms do with others' statements."""

POSTING = words("post broadcast publish document record relay tweet")
"""Verbs whose participle describes a text: "a statement posted on a website"."""

TALKING = words("speaking interview remarks comments statement statements talking call conversation")
"""How sources come to be heard by a newsroom."""

CITING = frozenset({"citing", "quoting"})

PEOPLE = words(
    """
    spokesman spokeswoman spokesperson spokesmen official officials source sources activist activists resident
    residents witness witnesses eyewitness eyewitnesses director head chief chairman president minister
    commander officer officers general colonel captain major sergeant doctor doctors medic medics medical worker
    workers journalist journalists reporter reporters correspondent correspondents photographer cameraman
    analyst analysts expert experts diplomat diplomats ambassador envoy governor mayor lawyer judge prosecutor
    prosecutors investigator investigators leader leaders member members fighter fighters rebel rebels militant
    militants guerrillas insurgents soldier soldiers villagers locals civilians survivor survivors relative
    relatives brother father mother aide adviser advisor negotiator secretary deputy coordinator founder monitor
    monitors observer observers police authorities opposition victims refugee refugees inhabitants neighbors
    neighbours farmer priest bishop peasants person man woman informant informants newsman newsmen intelligence
    nurse nurses paramedic paramedics surgeon surgeons rescuer rescuers volunteer volunteers firefighter
    firefighters teacher teachers shopkeeper shopkeepers driver drivers
    """
)
"""Nouns for people who speak."""

BODIES = words(
    """
    monitor army military ministry government agency group organization organisation observatory network council
    committee committees commission coalition party forces force front movement command department office
    presidency parliament embassy union association center centre television tv radio channel newspaper daily
    paper website media press news watchdog ngo administration regime militia brigade brigades state united
    nations un hospital headquarters pentagon kremlin house palace court board bureau station outlet broadcaster
    magazine kingdom foundation institute institution corporation unit units
    """
)
"""Nouns for bodies that speak."""

PAPERS = words("communique communiqué statement declaration message letter speech interview report text")
"""Nouns for a text that can be given in full."""

MODIFIERS = words(
    """
    attorney state government police army military security opposition rebel hospital medical civil defense defence
    health interior foreign aid rights media news war intelligence border court party village town city field
    rescue relief emergency church press television tv radio local human judicial diplomatic official senior top
    ambulance presidential parliamentary navy air force resistance protest labor student women oil prison
    airport university embassy monitoring rescue
    """
)
"""Nouns that stand before a speaking noun and belong to it."""

EVIDENCE = words(
    """
    statement communique report reports document documents footage video videos image images photo photos
    photograph photographs picture pictures map data figures tweet post letter message account accounts bulletin
    release study survey tally clip recording website page announcement claim claims information findings
    transcript note cable dispatch dispatches version versions inquiry investigation investigations
    """
)
"""Nouns for what a source leaves behind, and that reports credit in its stead."""

OUTLETS = words(
    """
    agency television tv radio channel newspaper daily paper website media press news network broadcaster
    magazine outlet station wire facebook twitter youtube telegram
    """
)
"""Nouns for what relays others' words."""

LISTENERS = words(
    """
    reporters journalists newsmen us me him her them parliament lawmakers council conference press crowd
    supporters tribunal court mps ministers delegates audience
    """
)
"""Those who are told something and relay nothing."""

INVERTED = words(
    """
    said says added reported explained wrote warned stated noted claimed confirmed announced
    """
)
"""Verbs whose source can follow them."""

ARMED = words(
    """
    fighter fighters rebel rebels militant militants terrorists guerrillas insurgents soldier soldiers forces
    """
)
"""Speaking nouns that are far more often spoken of."""

PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which", "i", "we"})


def can_speak(word: str) -> bool:
    """Whether a noun is one for people, bodies or papers that reports credit."""
    lower = word.lower()
    return lower in PEOPLE or lower in BODIES or lower in EVIDENCE or (lower[-1:] == "s" and lower[:-1] in BODIES)


def reported_verb(token: Token) -> str | None:
    """The verb of speaking that `token` is a form of; None where it is none ("the reported attack", "two reports")."""
    lower = token.text.lower()
    verb = FORMS.get(lower)
    if verb is None or lower in SURE:
        return verb
    if lower in _NOUNS_TOO and token.deprel in ("obj", "iobj", "obl", "nmod"):
        return None  # "denied government claims": a noun, whatever the reader model takes it for
    if token.upos not in ("VERB", "AUX"):
        return verb if lower in ("reported", "reports") and token.deprel in ("root", "parataxis", "conj") else None
    return verb if token.deprel not in ("amod", "compound", "case") else None
