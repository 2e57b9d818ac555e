from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from recount.codebook.actors import built_in_actors
from recount.model import Cited, Claim, Document, Origin, OriginKind, Place, PlacePrecision, Span
from recount.resolution.origins import is_named, origins_of
from recount.resolution.reprints import reprints_among
from tests.resolution.told import TOWN, claim, report, toll

ACTORS = built_in_actors()
STORY = (
    "The ferry landing of Tarnow Bridge was shelled at noon while the market boats were being loaded with grain. "
    "Nine people lost their lives according to the harbour clerk who kept the list of passengers that day."
)


def origins(documents: Sequence[Document], claims: Sequence[Claim]) -> tuple[Origin, ...]:
    return origins_of(claims, {d.id: d for d in documents}, reprints_among(documents), ACTORS)


def test_five_articles_with_one_origin_are_one_voice() -> None:
    documents = [report(f"r{n}", outlet=f"Outlet {n}") for n in range(5)]
    (one,) = origins(documents, [claim(d, origin=["Northern Monitor"]) for d in documents])
    assert (one.name, one.named, len(one.documents)) == ("Northern Monitor", True, 5)


def test_aliases_are_one_origin_under_the_name_they_share() -> None:
    documents = [report("a"), report("b")]
    claims = [claim(documents[0], origin=["SOHR"]), claim(documents[1], origin=["the Syrian Observatory"])]
    assert [o.name for o in origins(documents, claims)] == ["Syrian Observatory for Human Rights"]


def test_an_outlet_that_names_nobody_is_its_own_origin() -> None:
    documents = [report("a", outlet="Radio Furat"), report("b", outlet="The Ferry Post"), report("c")]
    found = origins(documents, [claim(d) for d in documents])
    assert [(o.name, o.named) for o in found] == [
        ("The Ferry Post", False),
        ("Radio Furat", False),
        ("report c", False),
    ]


def test_outlets_that_print_one_story_are_one_origin_the_first_of_them() -> None:
    documents = [
        report("a", STORY, outlet="The Ferry Post", day=date(2016, 5, 12)),
        report("b", STORY, outlet="Radio Furat", day=date(2016, 5, 11)),
    ]
    (one,) = origins(documents, [claim(d) for d in documents])
    assert (one.name, one.documents) == ("Radio Furat", ("a", "b"))


def test_two_named_origins_of_one_claim_both_vouch_for_it() -> None:
    one = report("a")
    assert len(origins([one], [claim(one, origin=["Northern Monitor", "the harbour master of Quay Saar"])])) == 2


@pytest.mark.parametrize(
    ("origin", "named"),
    [
        ("activists", False),
        ("a source", False),
        ("local sources", False),
        ("reports", False),
        ("media reports", False),
        ("residents", False),
        ("a monitoring group", False),
        ("a military source", False),
        ("an army officer", False),
        ("a militant website", False),
        ("Oster-linked website", False),
        ("OF-affiliated Facebook page", False),
        ("police officials", False),
        ("a police spokesman", True),
        ("an official at the health ministry", True),
        ("Iraqi security officials", False),
        ("Radio Furat's correspondent", True),
        ("Northern Monitor", True),
        ("SOHR", True),
        ("Turkey's military", True),
        ("Colonel Adem Brook", True),
    ],
)
def test_people_without_a_name_leave_their_outlet_to_vouch_for_them(origin: str, named: bool) -> None:
    assert is_named(origin, ACTORS) is named


def test_an_outlets_correspondent_is_the_outlet() -> None:
    documents = [report("a", outlet="Radio Furat"), report("b", outlet="The Ferry Post")]
    claims = [claim(documents[0]), claim(documents[1], origin=["Radio Furat correspondent"])]
    assert [(o.name, o.documents) for o in origins(documents, claims)] == [("Radio Furat", ("a", "b"))]


def test_a_report_that_credits_somebody_is_no_second_witness() -> None:
    one = report("a", outlet="Radio Furat")
    found = origins([one], [claim(one, origin=["Northern Monitor"]), claim(one, 1)])
    assert [o.name for o in found] == ["Northern Monitor"]


def test_a_figure_that_a_report_gives_on_its_own_authority_has_a_speaker() -> None:
    one = report("a", outlet="Radio Furat")
    found = origins([one], [claim(one, origin=["Northern Monitor"]), claim(one, 1, tolls=[toll(9)])])
    assert [o.name for o in found] == ["Northern Monitor", "Radio Furat"]


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        (["local source"], ("local source (SANA)", False, OriginKind.UNNAMED)),
        ([], ("SANA", True, OriginKind.AGENCY)),
    ],
)
def test_a_relay_vouches_for_whom_it_does_not_name(origin: list[str], expected: tuple[str, bool, OriginKind]) -> None:
    one = report("a", outlet="Radio Furat")
    relayed = replace(claim(one, origin=origin), via=(Cited("SANA", Span(0, 1)),))
    (found,) = origins([one], [relayed])
    assert (found.name, found.named, found.kind) == expected


@pytest.mark.parametrize(("named", "expected"), [(False, "police source (SANA)"), (True, "Radio Furat")])
def test_what_a_report_leads_with_is_the_word_of_the_one_source_it_relays(named: bool, expected: str) -> None:
    one = report("a", outlet="Radio Furat")
    lead = claim(one, tolls=[toll(5)])
    relayed = replace(claim(one, 1, origin=["police source"]), via=(Cited("SANA", Span(0, 1)),))
    by_name = claim(one, 2, origin=["Colonel Adem Brook"])
    later = claim(one, 3, tolls=[toll(6)])
    found = origins([one], [lead, relayed, *([by_name] if named else [])])
    assert [o.name for o in found if lead.id in o.claims] == [expected]
    assert [o.name for o in origins([one], [relayed, later]) if later.id in o.claims] == ["Radio Furat"]


def test_the_unnamed_are_called_as_the_report_calls_them() -> None:
    one = report("a", outlet="Radio Furat")
    assert [(o.name, o.named) for o in origins([one], [claim(one, origin=["activists"])])] == [
        ("activists (Radio Furat)", False)
    ]


@pytest.mark.parametrize(
    ("told", "name"), [("Residents", "residents"), ("Syrian activists", "Syrian activists"), ("residents", "residents")]
)
def test_where_in_a_sentence_somebody_unnamed_stood_makes_no_difference(told: str, name: str) -> None:
    one = report("a", outlet="Radio Furat")
    assert [o.name for o in origins([one], [claim(one, origin=[told])])] == [f"{name} (Radio Furat)"]


IRAQ = Place("Karada", "IQ", "Baghdad", 33.3, 44.4, PlacePrecision.EXACT, 1)
SYRIA = Place("Raqqa", "SY", "Raqqa", 35.9, 39.0, PlacePrecision.EXACT, 3)
NIGERIA = Place("Maiduguri", "NG", "Borno", 11.8, 13.2, PlacePrecision.EXACT, 2)


@pytest.mark.parametrize(
    ("place", "speakers", "expected"),
    [
        (IRAQ, ["Health Ministry", "Iraq's health ministry", "Iraqi Ministry of Health"], ["health ministry (IQ)"]),
        (IRAQ, ["Iraq's Health Minister Lena Oruk", "the health ministry"], ["health ministry (IQ)"]),
        (NIGERIA, ["police", "Borno state police", "Maiduguri police", "Nigerian police"], ["police (Borno)"]),
        (NIGERIA, ["police", "Kalari Bridge police"], ["Kalari Bridge police"]),
        (NIGERIA, ["police", "Kalari police", "Gwange police"], ["Gwange police", "Kalari police", "police (Borno)"]),
        (NIGERIA, ["police", "Chad's police"], ["police (Borno)", "police (TD)"]),
        (
            IRAQ,
            ["Iraq's interior ministry", "Turkey's interior ministry"],
            ["interior ministry (IQ)", "interior ministry (TR)"],
        ),
        (
            SYRIA,
            ["Turkey's defence ministry", "Syria's defence ministry"],
            ["defence ministry (SY)", "defence ministry (TR)"],
        ),
        (
            SYRIA,
            ["Syria's defence ministry", "Russia's defence ministry"],
            ["Russian defence ministry", "defence ministry (SY)"],
        ),
        (NIGERIA, ["Borno governor Lena Oruk", "deputy governor", "governor of Borno"], ["governor (Borno)"]),
        (NIGERIA, ["governor of Kilis", "Kilis's governor", "governor"], ["governor (Borno)", "governor (Kilis)"]),
        (NIGERIA, ["spokesman for Borno police", "police spokesman", "Borno police chief"], ["police (Borno)"]),
        (IRAQ, ["health ministry official", "official at Iraq's health ministry"], ["health ministry (IQ)"]),
        (
            IRAQ,
            ["health ministry sources", "Turkish health ministry official"],
            ["health ministry (IQ)", "health ministry (TR)"],
        ),
        (NIGERIA, ["mayor", "mayor of Maiduguri", "Maiduguri's mayor"], ["mayor (Maiduguri)"]),
        (NIGERIA, ["mayor of Gwange", "Gwange's mayor", "mayor"], ["mayor (Gwange)", "mayor (Maiduguri)"]),
        (NIGERIA, ["governor", "Borno's governor", "Borno state governor"], ["governor (Borno)"]),
        (NIGERIA, ["provincial governor", "governor of Borno", "governor's spokesman"], ["governor (Borno)"]),
        (NIGERIA, ["spokesman for the governor of Borno", "Borno governor's office"], ["governor (Borno)"]),
        (NIGERIA, ["spokeswoman for the health ministry", "health ministry"], ["health ministry (NG)"]),
        (NIGERIA, ["hospital", "a hospital in Maiduguri"], ["hospital (Maiduguri)"]),
        (NIGERIA, ["Kalari Hospital", "prime minister"], ["Kalari Hospital", "prime minister (NG)"]),
        (NIGERIA, ["hospital", "a hospital in Yola"], ["hospital (Maiduguri)", "hospital (Yola)"]),
        (NIGERIA, ["information ministry", "Nigeria's ministry of information"], ["information ministry (NG)"]),
        (NIGERIA, ["civil defence", "Civil Defense"], ["civil defence (NG)"]),
        (SYRIA, ["Civil Defence", "Syrian Civil Defense"], ["White Helmets"]),
        (TOWN, ["Syrian state media", "SANA"], ["SANA"]),
        (
            TOWN,
            ["Syrian state media", "SANA", "Syrian state TV"],
            ["SANA", "Syrian state television", "state media (SY)"],
        ),
        (TOWN, ["Syrian state media", "Reuters"], ["Reuters", "state media (SY)"]),
        (TOWN, ["Syrian state media"], ["state media (SY)"]),
    ],
)
def test_a_body_told_by_its_office_is_the_only_one_of_that_name_in_the_incident(
    place: Place, speakers: list[str], expected: list[str]
) -> None:
    documents = [report(f"r{n}") for n in range(len(speakers))]
    claims = [claim(d, origin=[s], place=place) for d, s in zip(documents, speakers, strict=True)]
    assert sorted(o.name for o in origins(documents, claims)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Nine died, said Lena Oruk, director of Tarnow Hospital. Tarnow Hospital took in six.", True),
        ("Nine died, said Tarnow Hospital director Lena Oruk. Tarnow Hospital took in six.", True),
        ("Nine died, said Lena Oruk, who fled. Tarnow Hospital took in six.", False),
    ],
)
def test_who_heads_another_origin_is_that_origin(text: str, one: bool) -> None:
    document = report("a", text)
    claims = [claim(document, n, origin=[name]) for n, name in enumerate(("Lena Oruk", "Tarnow Hospital"))]
    assert [o.name for o in origins([document], claims)] == ["Lena Oruk", "Tarnow Hospital"][one:]


@pytest.mark.parametrize("introduced", ["the health minister", "spokeswoman of the health ministry"])
def test_who_the_report_says_speaks_for_a_ministry_is_the_ministry(introduced: str) -> None:
    documents = [report("a", f"It was worse than feared, said Lena Oruk, {introduced}."), report("b")]
    claims = [
        claim(d, origin=[name], place=IRAQ) for d, name in zip(documents, ("Lena Oruk", "Health Ministry"), strict=True)
    ]
    assert [o.name for o in origins(documents, claims)] == ["health ministry (IQ)"]


def test_an_office_is_its_places_in_every_incident() -> None:
    found = [
        origins([report("a")], [claim(report("a"), origin=[office], place=place)])[0].name
        for office in ("hospital", "mayor", "governor", "Red Crescent")
        for place in (IRAQ, NIGERIA)
    ]
    assert found == [
        "hospital (Karada)", "hospital (Maiduguri)", "mayor (Karada)", "mayor (Maiduguri)",
        "governor (Baghdad)", "governor (Borno)", "red crescent (IQ)", "red crescent (NG)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Nine died, said Borno's governor Lena Oruk.", True),
        ("Nine died, said Lena Oruk, the governor of Borno.", True),
        ("Nine died, said Lena Oruk, who fled before the governor came.", False),
    ],
)
def test_a_governor_by_name_is_the_governor(text: str, one: bool) -> None:
    documents = [report("a", text), report("b")]
    names = ("Lena Oruk", "governor")
    claims = [claim(d, origin=[name], place=NIGERIA) for d, name in zip(documents, names, strict=True)]
    assert sorted(o.name for o in origins(documents, claims)) == ["Lena Oruk", "governor (Borno)"][one:]


@pytest.mark.parametrize(
    ("speakers", "expected"),
    [
        (["defence ministry", "Iraqi army"], ["defence ministry (IQ)"]),
        (["defence ministry", "Iraqi army", "Iraq's military"], ["Iraqi army"]),
        (["Russia's defence ministry", "Russian military"], ["Russian defence ministry"]),
        (["Pentagon", "U.S. military"], ["Pentagon"]),
        (["defence ministry", "Russian military"], ["Russian forces", "defence ministry (IQ)"]),
        (["interior ministry", "Iraqi army"], ["Iraqi army", "interior ministry (IQ)"]),
    ],
)
def test_an_army_and_the_ministry_that_speaks_for_it_are_one(speakers: list[str], expected: list[str]) -> None:
    documents = [report(f"r{n}") for n in range(len(speakers))]
    claims = [claim(d, origin=[s], place=IRAQ) for d, s in zip(documents, speakers, strict=True)]
    assert sorted(o.name for o in origins(documents, claims)) == expected


def test_a_report_that_credits_an_army_and_its_ministry_tells_them_apart() -> None:
    one = report("a")
    claims = [claim(one, n, origin=[name], place=IRAQ) for n, name in enumerate(("defence ministry", "Iraqi army"))]
    assert [o.name for o in origins([one], claims)] == ["defence ministry (IQ)", "Iraqi army"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Eritrea said its army had killed nine soldiers.", "government (ER)"),
        ("Lena Eritrea spoke to the press. Eritrea said nine had died.", "Eritrea"),
    ],
)
def test_a_country_that_speaks_is_its_government(text: str, name: str) -> None:
    one = report("a", text)
    (found,) = origins([one], [claim(one, origin=["Eritrea"])])
    assert (found.name, found.kind is OriginKind.PARTY) == (name, name != "Eritrea")


def test_an_office_without_a_place_is_of_the_country_that_the_report_gives_it() -> None:
    one = report("a", "Army says it holds town. The Kenyan army said it had taken the town.")
    claims = [claim(one, origin=["Army"], place=None), claim(one, 1, origin=["Kenyan army"], place=None)]
    assert [o.name for o in origins([one], claims)] == ["army (KE)"]
