"""Releases made by hand; the words are invented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

from recount.codebook.actors import built_in_actors
from recount.model import Category, Cited, Claim, Count, Document, Harm, Incident, Status, Toll
from recount.publishing.changes import PublicChange
from recount.publishing.content import PublicIncident
from recount.publishing.known import Known
from recount.publishing.making import Material, common_words, public_incident, with_names_of
from recount.publishing.plain_words import words_of
from recount.publishing.policy import Policy
from recount.publishing.redaction import Redactor
from recount.publishing.release import Basis, CodedType, Former, Published, Release, Tool, hash_of
from recount.publishing.site import Site
from recount.publishing.sitrep import Making, Sitrep
from recount.tolls.headlines import DEFAULT
from tests.made import RAQQA, at, cited, incident_of, report, sentences

WORDS = words_of("warplanes jets residents rebels people rescuers market baker house brother road")
STRIKE = CodedType(
    "air_strike", "Air or drone strike", "Bombs from above.", "Few can.", ("shelling: From the ground.",)
)
BASIS = Basis(
    "1.0", (Tool("codebook", "c0de"),), ("confirmed",), "range", "the span", 2, 2, names=1, types=(STRIKE,),
    scheme="every-casualty",
)  # fmt: skip


def known(texts: Iterable[str] = (), **more: frozenset[str]) -> Known:
    """What is known of names: Tel Nour is a place."""
    return Known(built_in_actors(), frozenset({"tel nour", "raqqa"}), common_words(texts) | WORDS, **more)


def told(text: str, key: str = "one", url: str | None = None, **changes: tuple[str, ...]) -> tuple[Document, Claim]:
    """A report and its claim; agents, targets, origin and via are given as words that stand in the text."""
    document = report(key, text)
    if url:
        document = Document(**{**{name: getattr(document, name) for name in document.__slots__}, "url": url})
    fields = {name: tuple(cited(document, words) for words in some) for name, some in changes.items()}
    whole = at(document, text[text.index("\n") + 1 :])
    killed = Cited(Toll(Harm.KILLED, Count(3, 3), "people", Category.CIVILIAN), at(document, "three people"), "made")
    trigger = at(document, "struck")
    return document, Claim(
        f"c{document.id}",
        document.id,
        "air_strike",
        Cited(Status.HAPPENED, trigger, "made"),
        trigger,
        whole,
        "made",
        places=(cited(document, "Tel Nour"),),
        place=RAQQA,
        tolls=(killed,),
        main=True,
        **fields,  # type: ignore[arg-type]
    )


def material(
    claims: Iterable[tuple[Document, Claim]], public: str = "R-00000001", hidden: frozenset[str] = frozenset()
) -> Material:
    """An incident that these reports tell of."""
    pairs = list(claims)
    documents = {document.id: document for document, _ in pairs}
    one: Incident = incident_of([claim for _, claim in pairs], list(documents.values()), grade="confirmed")
    return Material(one, public, tuple(c for _, c in pairs), documents, lambda key: sentences(documents[key]), hidden)


def redacted(
    materials: Iterable[Material],
    policy: Policy | None = None,
    released: frozenset[str] = frozenset(),
    places: frozenset[str] | None = None,
    common: frozenset[str] = frozenset(),
) -> tuple[tuple[PublicIncident, ...], Redactor]:
    """Incidents as the public sees them, and what withheld the rest; `places` and `common` are words that are known."""
    some = list(materials)
    chosen = policy or Policy()
    texts = [document.text for one in some for document in one.documents.values()]
    first = known(texts, released=released)
    first = replace(first, places=first.places if places is None else places, common=first.common | common)
    whole = with_names_of(first, some, partial(Redactor, chosen))
    redactor = Redactor(chosen, whole)
    made = [public_incident(one, redactor, DEFAULT) for one in some]
    return tuple(one for one in made if one is not None), redactor


def situation(incidents: Iterable[PublicIncident]) -> Sitrep:
    """A situation report on these incidents."""
    made = Making(DAY, "1.0", BASIS.tools, 2)
    return Sitrep("Days", DAY, DAY, tuple(incidents), (), (), (), "range", "the span", graded=False, making=made)


def site(
    incidents: tuple[PublicIncident, ...],
    changes: tuple[PublicChange, ...] = (),
    policy: Policy | None = None,
    former: tuple[Former, ...] = (),
) -> Site:
    """A site of one release."""
    made = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
    release = Release(1, made, "Amal", "A note.", policy or Policy(), BASIS, changes, former, hash_of(incidents))
    return Site(Published(release, incidents), (release,))


DAY = date(2017, 6, 3)
