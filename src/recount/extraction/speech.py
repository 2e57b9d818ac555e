"""The words of speaking: which verbs credit a source, what they say about it, and who can be one."""

from __future__ import annotations

from recount.model import Token

_SAY = (
    "say tell report add announce state note explain declare stress insist reiterate remark comment recount recall reply "
    "respond argue describe detail mention observe point emphasize emphasise underline outline inform testify conclude write tweet "
    "post broadcast relate disclose relay cite quote proclaim continue specify affirm indicate reveal show document record register count "
    "verify report tally log estimate put publish release air carry issue repeat tell brief"
)
_HEDGED = {
    "claim": "claimed", "allege": "claimed", "maintain": "claimed", "assert": "claimed", "contend": "claimed", "boast": "claimed",
    "confirm": "confirmed", "acknowledge": "confirmed", "admit": "confirmed", "concede": "confirmed", "confess": "confirmed",
    "deny": "denied", "refute": "denied", "dispute": "denied", "reject": "denied", "dismiss": "denied",
    "accuse": "accused", "blame": "accused", "denounce": "accused", "condemn": "condemned", "deplore": "condemned",
    "believe": "believed", "think": "believed", "suspect": "believed", "assume": "believed", "expect": "believed", "fear": "believed",
    "suggest": "believed", "predict": "believed", "warn": "warned", "threaten": "warned",
    "promise": "promised", "vow": "promised", "pledge": "promised",
}  # fmt: skip
HEDGES: dict[str, str] = {**dict.fromkeys(_SAY.split(), "said"), **_HEDGED}
"""Lemma of a verb of speaking → how it puts what is said."""

PLAIN = frozenset(
    "say tell add state announce claim report note confirm warn deny explain declare insist stress".split()
)
"""Verbs that credit a source wherever they have a subject; the others need one who can speak."""

SHOWING = frozenset("show indicate reveal suggest document record put count carry post".split())
"""Verbs that evidence can be the subject of: "footage showed"."""

FORMS = {"said": "say", "says": "say", "saying": "say", "told": "tell", "adding": "add", "added": "add", "stating": "state",
         "wrote": "write", "put": "put", "quoting": "quote", "citing": "cite", "quoted": "quote", "cited": "cite"}  # fmt: skip
"""Words that are verbs of speaking whatever the reader takes them for."""

TRAILING = frozenset(
    "adding saying stating noting stressing explaining claiming warning confirming pointing indicating".split()
)
"""Participles that go on with the speaker of the main verb."""

CITING = frozenset({"citing", "quoting"})

PEOPLE = frozenset(
    "spokesman spokeswoman spokesperson spokesmen official officials source sources activist activists resident residents witness "
    "witnesses eyewitness eyewitnesses director head chief chairman president minister commander officer officers general colonel "
    "captain major sergeant doctor doctors medic medics medical worker workers journalist journalists reporter reporters correspondent "
    "correspondents photographer cameraman analyst analysts expert experts diplomat diplomats ambassador envoy governor mayor "
    "lawyer judge prosecutor prosecutors investigator investigators leader leaders member members fighter fighters rebel rebels "
    "militant militants guerrillas insurgents soldier soldiers villagers locals civilians survivor survivors relative relatives brother father "
    "mother aide adviser advisor negotiator secretary deputy coordinator founder monitor monitors observer observers police "
    "authorities opposition victims refugee refugees inhabitants neighbors neighbours farmer priest bishop peasants person man woman "
    "informant informants newsman newsmen intelligence".split()
)
"""Nouns for people who speak."""

BODIES = frozenset(
    "army military ministry government agency group organization organisation observatory network council committee committees commission "
    "coalition party forces force front movement command department office presidency parliament embassy union association center "
    "centre television tv radio channel newspaper daily paper website media press news watchdog ngo administration regime militia brigade "
    "brigades state united nations un hospital headquarters pentagon kremlin house palace court board bureau station outlet "
    "broadcaster magazine kingdom foundation institute institution corporation unit units".split()
)
"""Nouns for bodies that speak."""

EVIDENCE = frozenset(
    "statement communique report reports document documents footage video videos image images photo photos photograph photographs picture "
    "pictures map data figures tweet post letter message account accounts bulletin release study survey tally clip recording website page "
    "announcement claim claims information findings transcript note cable dispatch".split()
)
"""Nouns for what a source leaves behind, and that reports credit in its stead."""

OUTLETS = frozenset(
    "agency television tv radio channel newspaper daily paper website media press news network broadcaster magazine outlet station "
    "wire facebook twitter youtube telegram".split()
)
"""Nouns for what relays others' words."""

LISTENERS = frozenset(
    "reporters journalists newsmen us me him her them parliament lawmakers council conference press crowd supporters tribunal "
    "court mps ministers delegates audience".split()
)
"""Those who are told something and relay nothing."""

PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which", "i", "we"})


def reported_verb(token: Token) -> str | None:
    """The lemma of a verb of speaking that `token` is, None where it is none: "said" → "say", "the reported attack" → None."""
    lower = token.text.lower()
    if lower in FORMS:
        return FORMS[lower] if token.deprel != "amod" else None
    lemma = token.lemma.lower()
    if lemma not in HEDGES or token.upos not in ("VERB", "AUX") or token.deprel in ("amod", "compound", "case", "acl"):
        return None
    return lemma
