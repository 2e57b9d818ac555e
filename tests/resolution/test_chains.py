from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from recount.codebook.actors import built_in_actors
from recount.model import Cited, Claim, Document, Origin, Place, PlacePrecision, Span
from recount.resolution.origins import origins_of
from recount.resolution.reprints import reprints_among
from recount.resolution.whose import office_held
from tests.resolution.test_origins import STORY
from tests.resolution.told import claim, report, toll

ACTORS = built_in_actors()


def in_country(one: Claim, country: str) -> Claim:
    return replace(one, place=Place("Ilmet", country, None, 1.0, 1.0, PlacePrecision.EXACT))


def only(documents: list[Document], claims: list[Claim]) -> Origin:
    (one,) = origins_of(claims, {d.id: d for d in documents}, reprints_among(documents), ACTORS)
    return one


def test_a_chain_leads_from_the_outlet_over_what_it_reprints_and_its_relays_to_the_origin() -> None:
    documents = [
        report("a", STORY, outlet="Tarnow Wire", day=date(2016, 5, 11)),
        report("b", STORY, outlet="The Ferry Post", day=date(2016, 5, 12)),
    ]
    relayed = [
        replace(claim(d, origin=["Turkey's military"]), via=(Cited("Anadolu Agency", Span(0, 1)),)) for d in documents
    ]
    one = only(documents, relayed)
    assert (one.name, one.kind, one.side) == ("Turkish army", "party", "Turkish government")
    assert dict(zip(one.claims, one.chains, strict=True)) == {
        "a.000": ("Tarnow Wire", "Anadolu Agency", "Turkish army"),
        "b.000": ("The Ferry Post", "Tarnow Wire", "Anadolu Agency", "Turkish army"),
    }


def test_what_a_print_adds_to_a_story_did_not_come_through_its_first_print() -> None:
    added = "The Northern Monitor has meanwhile counted forty people who were burnt in the sheds behind the landing."
    documents = [
        report("a", STORY, outlet="Tarnow Wire", day=date(2016, 5, 11)),
        report("b", f"{STORY} {added}", outlet="The Ferry Post", day=date(2016, 5, 12)),
    ]
    start = documents[1].text.index("burnt")
    told = [
        claim(documents[0], origin=["Northern Monitor"]),
        claim(documents[1], 0, origin=["Northern Monitor"]),
        replace(claim(documents[1], 1, origin=["Northern Monitor"]), trigger=Span(start, start + 5)),
    ]
    one = only(documents, told)
    assert one.chains == (
        ("Tarnow Wire", "Northern Monitor"),
        ("The Ferry Post", "Tarnow Wire", "Northern Monitor"),
        ("The Ferry Post", "Northern Monitor"),
    )
    own = replace(told[2], origin=())
    assert only(documents, [own]).name == "The Ferry Post"


@pytest.mark.parametrize(("figure", "chain"), [("9", 3), ("Nine", 3), ("Ten", 2), ("12", 2)])
def test_a_figure_that_the_first_print_does_not_give_did_not_come_through_it(figure: str, chain: int) -> None:
    later = STORY.replace("Nine", figure)
    documents = [
        report("a", STORY, outlet="Tarnow Wire", day=date(2016, 5, 11)),
        report("b", later, outlet="The Ferry Post", day=date(2016, 5, 12)),
    ]
    start = later.index(figure)
    counted = Cited(toll(9), Span(start, start + len(figure)))
    one = replace(claim(documents[1], origin=["Northern Monitor"]), trigger=counted.span, tolls=(counted,))
    assert [len(found) for found in only(documents, [one]).chains] == [chain]


def test_an_agencys_copy_is_the_agencys_word_whoever_prints_it() -> None:
    one = report("a", f"Tarnow Bridge burns\n\n{STORY} (Reuters)", outlet="The Ferry Post")
    found = only([one], [claim(one)])
    assert (found.name, found.named, found.kind, found.chains) == (
        "Reuters",
        False,
        "agency",
        (("The Ferry Post", "Reuters"),),
    )


@pytest.mark.parametrize(
    ("origin", "outlet", "kind"),
    [
        ([], "Radio Furat", "outlet"),
        ([], "Tarnow Wire", "agency"),
        (["activists"], "Tarnow Wire", "unnamed"),
        (["residents"], "Tarnow Wire", "witness"),
        (["Northern Monitor"], "Tarnow Wire", "monitor"),
        (["the governor of Oster"], "Tarnow Wire", "authority"),
    ],
)
def test_an_origin_has_a_kind(origin: list[str], outlet: str, kind: str) -> None:
    one = report("a", outlet=outlet)
    assert only([one], [claim(one, origin=origin)]).kind == kind


def test_a_side_is_that_of_the_day() -> None:
    then = [report("a", day=date(2014, 5, 1)), report("b", day=date(2019, 5, 1))]
    sides = [only([one], [claim(one, origin=["Popular Mobilization Forces"])]).side for one in then]
    assert sides == ["Popular Mobilization Forces", "Iraqi government"]


def test_who_takes_no_side_has_none() -> None:
    one = report("a")
    assert only([one], [claim(one, origin=["Syrian Observatory"])]).side is None
    assert only([one], [claim(one, origin=["SANA"])]).side == "Syrian government"


@pytest.mark.parametrize(
    ("words", "text", "country", "whose"),
    [
        ("the army", "Syrian army shells fell.", "", "Syrian army"),
        ("the army", "Iraqi army units stood by.", "SY", "Iraqi army"),
        ("the army", "Syrian army and Lebanese army units met.", "LB", "Lebanese army"),
        ("the army", "Syrian army and Lebanese army units met.", "", None),
        ("the military", "", "SY", "Syrian army"),
        ("the defence ministry", "", "RU", "Russian defence ministry"),
        ("Ministry of Defense", "", "RU", "Russian defence ministry"),
        ("state television", "", "SY", "Syrian state television"),
        ("the army", "", "", None),
        ("Moscow", "", "SY", "Russian government"),
        ("Turkey", "", "SY", "Turkish government"),
        ("Oster", "", "SY", None),
        ("Army of Oster", "", "SY", None),
    ],
)
def test_an_office_is_that_of_the_party_the_report_names_or_of_the_country(
    words: str, text: str, country: str, whose: str | None
) -> None:
    assert office_held(words, in_country(claim(report("a")), country), text, ACTORS) == whose


def test_the_army_of_one_country_is_one_origin_and_another_countrys_another() -> None:
    documents = [report(name, outlet=f"Outlet {name}") for name in "abc"]
    claims = [
        in_country(claim(one, origin=["the army"]), country)
        for one, country in zip(documents, ("VM", "VM", "QS"), strict=True)
    ]
    found = origins_of(claims, {d.id: d for d in documents}, reprints_among(documents), ACTORS)
    assert [(one.name, one.documents) for one in found] == [("army (QS)", ("c",)), ("army (VM)", ("a", "b"))]


def test_an_army_that_may_be_anybodys_is_its_outlets_word() -> None:
    documents = [report(name, outlet=f"Outlet {name}") for name in "ab"]
    claims = [replace(claim(one, origin=["the army"]), place=None) for one in documents]
    found = origins_of(claims, {d.id: d for d in documents}, reprints_among(documents), ACTORS)
    assert [(one.name, one.named) for one in found] == [("the army (Outlet a)", False), ("the army (Outlet b)", False)]


@pytest.mark.parametrize("person", ["Rami Abdel Rahman", "Director Rami Abdulrahman"])
def test_a_person_whom_the_alias_file_places_is_the_origin_that_he_speaks_for(person: str) -> None:
    one = report("a")
    assert only([one], [claim(one, origin=[person])]).name == "Syrian Observatory for Human Rights"


def test_a_body_that_is_named_and_then_described_is_that_body() -> None:
    text = "Raqqa is Being Slaughtered Silently, a network of activists in the city, said nine people died."
    one = report("a", text, outlet="Radio Furat")
    words = "network of activists in the city"
    told = replace(claim(one), origin=(Cited(words, Span(text.index(words), text.index(words) + len(words))),))
    assert only([one], [told]).name == "Raqqa is Being Slaughtered Silently"


def test_whose_side_a_nameless_source_is_on_is_no_name() -> None:
    one = report("a", outlet="Radio Furat")
    found = only([one], [claim(one, origin=["pro-Islamic State"])])
    assert (found.name, found.kind) == ("pro-Islamic State (Radio Furat)", "unnamed")
