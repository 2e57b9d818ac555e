"""A place far from all others of its report, in a country that nothing there names, is asked about."""

from __future__ import annotations

from dataclasses import replace

from recount.model import Claim, Document, Place, PlacePrecision
from recount.pipeline import order_of
from recount.store import Entry, SqlStore
from recount.store.desk_work import Answer
from recount.store.desk_work_far import far_places
from recount.store.desk_work_items import Item
from tests.made import RAQQA, at, incident_of, report, sentences, strike

DOCUMENT = report("a", text="Jets over Raqqa\nJets struck Raqqa on Friday. Later they hit Zawiya, a farmer said.")
ZAWIYA = Place("Zawiya", "LY", None, 32.75, 12.73, PlacePrecision.EXACT, 2208485)
MANBIJ = replace(RAQQA, name="Manbij", lat=36.53, lon=37.96, geonameid=1)


def claim(document: Document, words: str, place: Place | None, key: str = "") -> Claim:
    span, name = at(document, words), f"{(key or words).lower():x<16}"
    return replace(strike(report()), id=name, document=document.id, trigger=span, clause=span, place=place, places=())


STRUCK, HIT = claim(DOCUMENT, "Raqqa", RAQQA), claim(DOCUMENT, "Zawiya", ZAWIYA)


def kept(store: SqlStore, document: Document, *claims: Claim) -> None:
    """A report with an incident for each of its claims."""
    store.add([Entry(document, document.text.encode(), sentences(document), claims)], "tools")
    made = [incident_of([one], [document], place=one.place) for one in claims]
    with store.gathering() as work:
        work.replace_incidents([], [(one, order_of(one, {document.id: document.published})) for one in made])


def asked(store: SqlStore) -> list[Item]:
    found = [item for one in store.incidents() for item in store.queue_of(one.id) if item.kind == "far"]
    return sorted(found, key=lambda item: item.what)


def test_a_namesake_in_another_country_is_far_and_those_around_the_story_are_not() -> None:
    found = far_places([STRUCK, HIT, claim(DOCUMENT, "Jets", MANBIJ)], "Syrian jets struck Raqqa and Zawiya.")
    far = {key: one.nearest.name for key, (_, one) in found.items() if one}
    assert far == {HIT.id: "Manbij"}
    (km,) = [one.km for _, one in found.values() if one]
    assert 2200 < km < 2500


def test_nothing_is_far_in_a_country_that_the_report_names_or_that_another_place_lies_in() -> None:
    def far(text: str, *claims: Claim) -> bool:
        return far_places(claims, text)[HIT.id][1] is not None

    assert far("Syrian jets struck.", STRUCK, HIT)
    assert not far("Syrian jets struck, Libyans said.", STRUCK, HIT)
    assert not far("Syrian jets struck.", HIT)
    assert not far(
        "Syrian jets struck.", STRUCK, HIT, claim(DOCUMENT, "Jets", replace(ZAWIYA, name="Tripoli", lon=13.2))
    )
    country = replace(RAQQA, precision=PlacePrecision.COUNTRY)
    assert not far("Syrian jets struck.", HIT, claim(DOCUMENT, "Jets", country))
    beside = replace(ZAWIYA, country="TN", lon=12.8)
    assert not far("Jets struck.", HIT, claim(DOCUMENT, "Jets", beside))


def test_it_waits_once_and_no_more_when_it_was_answered(store: SqlStore) -> None:
    kept(store, replace(DOCUMENT, text=f"{DOCUMENT.text} It was in Syria."), STRUCK, HIT)
    assert asked(store) == []
    assert store.look_for_far_places(100) == 2
    (item,) = asked(store)
    assert item.a == HIT.id
    assert item.what.startswith("Zawiya in Libya lies 2,430 ")
    assert item.what.endswith("km from Raqqa, the nearest other place of its report, which does not name Libya")
    assert store.look_for_far_places(100) == 0
    told = Answer("one", item.id, "far", item.incident, "amal", "2017-06-05T09:00:00+00:00", "accept", "Seen.")
    store.answer(told, [HIT.id])
    assert asked(store) == []
    one = store.incident(item.incident)
    with store.gathering() as work:
        work.replace_incidents([one.id], [(one, "2017")])
    assert store.look_for_far_places(100) == 1
    assert asked(store) == []


def test_a_few_are_looked_at_at_a_time_until_all_are(store: SqlStore) -> None:
    for n in range(5):
        document = replace(report(f"r{n}", text=DOCUMENT.text), name=f"r{n}")
        kept(store, document, claim(document, "Raqqa", RAQQA, f"a{n}"), claim(document, "Zawiya", ZAWIYA, f"b{n}"))
    looked = []
    while many := store.look_for_far_places(4):
        looked.append(many)
    assert looked == [4, 4, 2]
    assert len(asked(store)) == 10  # of two countries that nothing names, each is far from the other


def test_a_place_that_another_report_has_among_others_of_its_country_is_not_asked_about(store: SqlStore) -> None:
    other = report("b", text="In Libya\nShells fell on Zawiya in Libya on Friday.")
    also = claim(other, "Zawiya", ZAWIYA, "also")
    store.add([Entry(DOCUMENT, b"a", sentences(DOCUMENT), (STRUCK, HIT))], "tools")
    store.add([Entry(other, b"b", sentences(other), (also,))], "tools")
    one = incident_of([HIT, also], [DOCUMENT, other], place=ZAWIYA)
    with store.gathering() as work:
        work.replace_incidents([], [(one, "2017")])
    assert store.look_for_far_places(10) == 1
    assert asked(store) == []
